"""Whatever is typed gives a result or a typed refusal, and what is accepted means the same when read again."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import core.dice
from core.dice import bounds, show
from core.dice.advantage import Advantage
from core.dice.expression import Expression
from core.dice.layout import groups
from core.dice.notation import parse, read
from core.dice.request import parse_request
from core.dice.roller import Outcome, roll
from core.dice.source import SecureDice
from core.errors import NotationError
from tests.core.dice import grammar

DOCUMENT = (Path(core.dice.__file__).parent / "OPERATORS.md").read_text("utf-8")
SYMBOL = re.compile(r"gwf\d*|[a-zA-Z]+|!!|!o|!p|//|[=!<>]=|[^\s\d]")
PIECES = (
    "d", "D", "k", "kh", "kl", "dl", "dh", "p", "pl", "ph", "rr", "ro", "ra", "r", "mi", "ma", "e", "!", "!!", "%", "F",
    "+", "-", "−", "–", "*", "×", "/", "÷", "//", "(", ")", "<", ">", "<=", "≥", "=", "[", "]", "{", "}", ",", ";",
    "#", " ", "  ", "\n", "\u00a0", "adv", "dis", "dc", "dc15", " dc ", "stealth", " fire ", "`", "@everyone", "İ",
    "٣", "６", "\0", "\ud800", "🗡️", "x", "t", "f", "0", "1", "2", "3", "6", "20", "100", "999", "1000000",
    "9999999999", ".5", "1.5",
)  # fmt: skip
"""Everything that the grammar knows, everything that it refuses, and what breaks naive readers."""

CHANCES = st.randoms(use_true_random=False)
EXPRESSIONS = CHANCES.map(grammar.expression)
TEXTS = CHANCES.map(grammar.text)
POOLS = st.tuples(
    st.sampled_from(grammar.COUNTS),
    st.sampled_from(["d", "D"]),
    st.sampled_from(grammar.SIDES),
    st.lists(CHANCES.map(grammar.modifier), max_size=5).map("".join),
).map("".join)
RAW = st.text(max_size=60) | st.lists(st.sampled_from(PIECES), max_size=25).map("".join)
UNHURRIED = settings(max_examples=400, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])


NAMELESS = {
    "dice-empty", "dice-unfinished", "dice-too-deep", "dice-too-many-parts", "dice-too-long", "dice-too-many-rolls",
}  # fmt: skip
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
    assert str(outcome.total) in show.text(outcome) or len(outcome.expression.lines) > 1
    most = max(bounds.MAX_SIZE, bounds.MAX_PARTS * 10**bounds.MAX_DIGITS)
    assert all(abs(total) <= most for total in outcome.totals)
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
@given(TEXTS)
def test_any_line_of_the_grammar_gives_a_result_or_a_refusal(asked: str) -> None:
    outcome = throw(asked, SecureDice(random.Random(6).randbytes))
    if outcome:
        check(outcome)


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
            yield grammar.text(chance)


def _symbols(text: str) -> set[str]:
    """The words and signs of a text; what labels say is nobody's notation."""
    return set(SYMBOL.findall(re.sub(r"\[[^]]*\]|#.*", lambda found: found[0][0], text)))


def test_the_grammar_can_say_all_that_the_operators_document_does() -> None:
    chance = random.Random(5)
    said = set[str]().union(*[_symbols(grammar.text(chance)) for _ in range(5_000)])
    spans = [span for span in re.findall(r"`([^`]+)`", DOCUMENT) if not re.match(r"/r|tests/", span)]
    assert len(spans) > 100
    assert {symbol for span in spans for symbol in _symbols(span)} <= said


@pytest.mark.soak
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("seed", range(10))
def test_a_million_texts_give_a_result_or_a_refusal(seed: int, seeded: Callable[[int], SecureDice]) -> None:
    source = seeded(seed)
    for asked in _random_texts(100_000, seed):
        outcome = throw(asked, source)
        if outcome:
            check(outcome)
