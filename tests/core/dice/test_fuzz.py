"""Whatever is typed gives a result or a typed refusal, and what is accepted means the same when read again."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.dice import bounds
from core.dice.advantage import Advantage
from core.dice.expression import Expression
from core.dice.layout import groups
from core.dice.notation import parse, read
from core.dice.request import parse_request
from core.dice.roller import Outcome, roll
from core.dice.source import SecureDice
from core.errors import NotationError

PIECES = (
    "d", "D", "k", "kh", "kl", "dl", "dh", "p", "pl", "ph", "rr", "ro", "ra", "r", "mi", "ma", "e", "!", "!!", "%", "F",
    "+", "-", "−", "–", "*", "×", "/", "÷", "//", "(", ")", "<", ">", "<=", "≥", "=", "[", "]", "{", "}", ",", ";",
    "#", " ", "  ", "\n", "\u00a0", "adv", "dis", "dc", "dc15", " dc ", "stealth", " fire ", "`", "@everyone", "İ",
    "٣", "６", "\0", "\ud800", "🗡️", "x", "t", "f", "0", "1", "2", "3", "6", "20", "100", "999", "1000000",
    "9999999999", ".5", "1.5",
)  # fmt: skip
"""Everything that the grammar knows, everything that it refuses, and what breaks naive readers."""

NUMBERS = st.integers(0, 30).map(str) | st.sampled_from(["1.5", ".25", "100", "007", "999999999"])
COMPARISONS = st.sampled_from(["", "<", ">", "<=", ">=", "=", "≤", "≥"])
MODIFIERS = (
    st.tuples(st.sampled_from(["kh", "kl", "dh", "dl", "ph", "pl", "d", "mi", "ma"]), st.integers(0, 9)).map(
        lambda pair: f"{pair[0]}{pair[1]}"
    )
    | st.tuples(
        st.sampled_from(["k", "p", "r", "rr", "ro", "ra", "e", "!"]), COMPARISONS.filter(bool), st.integers(0, 20)
    ).map(lambda parts: "".join(map(str, parts)))
    | st.just("!")
)
POOLS = st.tuples(
    st.sampled_from(["", "0", "1", "2", "4", "8", "30"]),
    st.sampled_from(["d", "D"]),
    st.sampled_from(["%", "F", "f", "1", "2", "4", "6", "20", "100", "257", "1000000"]),
    st.lists(MODIFIERS, max_size=5).map("".join),
).map("".join)
GAPS = st.sampled_from(["", " ", "  "])
EXPRESSIONS = st.recursive(
    NUMBERS | POOLS,
    lambda inner: (
        inner.map("({})".format)
        | st.tuples(st.sampled_from("-+−"), inner).map("".join)
        | st.tuples(inner, GAPS, st.sampled_from(["+", "-", "*", "/", "//", "%", "×", "÷"]), GAPS, inner).map("".join)
    ),
    max_leaves=12,
)
RAW = st.text(max_size=60) | st.lists(st.sampled_from(PIECES), max_size=25).map("".join)
UNHURRIED = settings(max_examples=400, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])


NAMELESS = {"dice-empty", "dice-unfinished", "dice-too-deep", "dice-too-many-parts", "dice-too-long"}
"""Reasons with a place, or a limit, at which nothing stands."""


def throw(asked: str, source: SecureDice, advantage: Advantage = Advantage.NONE) -> Outcome | None:
    """Read and roll; None for a refusal, which must be complete."""
    try:
        request = parse_request(asked)
        return roll(request.expression, source, advantage=advantage)
    except NotationError as error:
        check_refusal(error, read_request)
        return None


def read_request(asked: str) -> Expression:
    """The door of one line of text, as far as the dice."""
    return parse_request(asked).expression


def check_refusal(error: NotationError, door: Callable[[str], Expression]) -> None:
    """A refusal names its place, and its example is one that the very same door lets in."""
    assert error.reason in NotationError.REASONS
    assert 1 <= error.column <= len(error.text) + 1
    assert error.found.isprintable()
    assert "`" not in error.found + error.example
    assert error.found.strip() or error.reason in NAMELESS
    assert error.example.isprintable()
    roll(door(error.example), SecureDice(random.Random(3).randbytes))


def check(outcome: Outcome) -> None:
    assert type(outcome.total) is int
    assert abs(outcome.total) <= max(bounds.MAX_SIZE, bounds.MAX_PARTS * 10**bounds.MAX_DIGITS)
    assert sum(len(group.faces) for group in groups(outcome)) <= bounds.MAX_DICE
    for group in groups(outcome):
        low, high = (-1, 1) if "F" in group.text else (1, group.sides)
        assert all(low <= face <= high for face in group.faces)
        assert len(group.faces) == len(group.kept)
        counted = group.values or group.faces
        assert group.total == sum(value for value, kept in zip(counted, group.kept, strict=True) if kept)


@UNHURRIED
@given(RAW, st.sampled_from(list(Advantage)))
def test_any_text_gives_a_result_or_a_refusal(asked: str, advantage: Advantage) -> None:
    outcome = throw(asked, SecureDice(random.Random(1).randbytes), advantage)
    if outcome:
        check(outcome)


SLIPS = st.lists(
    EXPRESSIONS
    | st.sampled_from(
        [
            "adv", "dis", "dc15", "dc 99", "dc", "[fire]", "[link](x)", "(x)", "`1d20`", "hidden", "kh 1", "1d 6", "+5",
            "# note", "stealth", "gwf", "{a}", "2d6", "1d20", ":", "\n", "$", "١", "** x **",
        ]
    ),
    min_size=1,
    max_size=5,
).map(" ".join)  # fmt: skip


@UNHURRIED
@given(SLIPS, st.sampled_from([parse, read_request]))
def test_every_example_is_accepted_where_the_slip_was_made(asked: str, door: Callable[[str], Expression]) -> None:
    try:
        door(asked)
    except NotationError as error:
        check_refusal(error, door)


@UNHURRIED
@given(EXPRESSIONS)
def test_any_expression_gives_a_result_or_a_refusal(asked: str) -> None:
    outcome = throw(asked, SecureDice(random.Random(2).randbytes))
    if outcome:
        check(outcome)


@UNHURRIED
@given(EXPRESSIONS, st.integers(0, 99))
def test_what_was_accepted_is_rolled_whatever_falls(asked: str, seed: int) -> None:
    try:
        expression = parse(asked)
    except NotationError:
        return
    source = SecureDice(random.Random(seed).randbytes)
    for _ in range(5):
        roll(expression, source)


@UNHURRIED
@given(EXPRESSIONS, st.integers(0, 99))
def test_canonical_text_means_what_was_typed(asked: str, seed: int) -> None:
    try:
        expression = parse(asked)
        first = roll(expression, SecureDice(random.Random(seed).randbytes))
    except NotationError:
        return
    again = parse(expression.text)
    assert again.text == expression.text
    assert roll(again, SecureDice(random.Random(seed).randbytes)).drawn == first.drawn


@UNHURRIED
@given(EXPRESSIONS, st.sampled_from(["", " "]))
def test_blanks_around_an_expression_change_nothing(asked: str, blank: str) -> None:
    try:
        expected = parse(asked).text
    except NotationError:
        return
    assert parse(f"{blank} {asked} {blank}").text == expected


@UNHURRIED
@given(POOLS, st.text(alphabet="abcdefghijklmnopqrstuvwxyz ", max_size=20))
def test_lower_case_words_never_change_the_dice(pool: str, words: str) -> None:
    try:
        expected = read(pool).text
        request = parse_request(f"{pool} {words}")
    except NotationError:
        return
    if request.expression.note.words:
        return
    assert request.expression.text == expected


HOSTILE = [
    "1000d6" + "k>0p9" * 10,
    "1000d6" + "mi2ma5" * 10,
    "500d1000000" + "ro<900000" + "k>0" * 19,
    "500d6e6" + "k>0p9" * 9,
    "100d6rr<3" + "e6" * 9 + "kh9" * 9,
    "1d20rr<20",
    "+".join(["1d1000000"] * 41),
    "+".join(["d6"] * 62),
    "1/" * 90 + "3",
    "*".join(["1/999999999"] * 35),
    "1" + "/3" * 90,
    "1000d1000000",
    "-" * 40 + "1000d6",
    "(" * 40 + "d6" + ")" * 40,
    "1d20 " + "adv " * 120,
    "1d20 " + "dc " * 160,
    "1d20 " + "+ " * 240,
    "1d20 " + "*a" * 240,
    "2" + " *a" * 160,
    "1d6[" * 120,
    "4d6" + "k" * 490,
    "4d6" + "!" * 490,
    "٣" * 500,
    "d" * 500,
    "1d20#" + "#" * 490,
]


@pytest.mark.parametrize("asked", HOSTILE)
def test_hostile_texts_give_a_result_or_a_refusal(asked: str, seeded: Callable[[int], SecureDice]) -> None:
    outcome = throw(asked, seeded(4))
    if outcome:
        check(outcome)


def _random_texts(count: int, seed: int) -> Iterator[str]:
    chance = random.Random(seed)
    for _ in range(count):
        if chance.random() < 0.5:
            yield "".join(chance.choices(PIECES, k=chance.randint(0, 20)))
        else:
            yield _random_expression(chance, 4)


def _random_expression(chance: random.Random, depth: int) -> str:
    if depth == 0 or chance.random() < 0.3:
        pool = f"{chance.choice(['', '1', '2', '4', '40'])}d{chance.choice(['%', 'F', '2', '6', '20', '1000'])}"
        words = chance.choices(["kh1", "kl2", "k>3", "p1", "ro<3", "rr1", "e6", "!", "mi2", "ma5", "ra1", "dl1"], k=3)
        return chance.choice([str(chance.randint(0, 99)), pool, pool + "".join(words[: chance.randint(0, 3)])])
    left, right = _random_expression(chance, depth - 1), _random_expression(chance, depth - 1)
    return chance.choice([f"({left})", f"-{left}", f"{left}{chance.choice('+-*/%')}{right}", f"{left} // {right}"])


@pytest.mark.soak
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("seed", range(10))
def test_a_million_texts_give_a_result_or_a_refusal(seed: int, seeded: Callable[[int], SecureDice]) -> None:
    source = seeded(seed)
    for asked in _random_texts(100_000, seed):
        outcome = throw(asked, source)
        if outcome:
            check(outcome)
