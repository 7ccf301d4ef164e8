"""Dice in what people write: all of it that is meant, never a bare number, and never long work."""

from __future__ import annotations

import doctest

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from core.dice import bounds, found, notation
from core.dice.found import EACH_TRY, LONGEST, LONGEST_LABEL, MOST_READ, find_dice
from core.dice.request import parse_request
from core.dice.syntax import pools
from core.errors import NotationError

MOST_LABEL = 100


def find(text: str) -> str | None:
    return find_dice(text, most_label=MOST_LABEL)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("[[1d20+5]]", "1d20+5"),
        ("I hit with [[ 1d20+5 ]]!", "1d20+5 # I hit with"),
        ("Bite: [[1d20+5]], claw: [[2d6+3]]", "1d20+5 # Bite; 2d6+3 # claw"),
        ("[[1d20]] and [[1d6 # own]]", "1d20; 1d6 # own"),
        ("AC [[15]] against [[1d20+5]]", "1d20+5 # against"),
        ("[[2d6+3[fire]]] burns", "2d6+3[fire]"),
        ("[[1d20 adv dc15]]", "1d20 adv dc15"),
        ("see [[the d20 page]] and [[1d8]]", "1d8 # and"),
        ("a; b # c [d] `e` [[1d20]] f [[1d4]]", "1d20 # a b c d e; 1d4 # f"),
        ("first line\nsecond [[1d20]]", "1d20 # second"),
        ("word " * LONGEST_LABEL + "[[1d20]]", "1d20"),
        ("[[1d20]] or `2d6`", "1d20"),
    ],
)
def test_inline_rolls_come_first_and_are_labelled_by_the_words_before(text: str, line: str) -> None:
    assert find(text) == line


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("1d20+5 stealth hidden", "1d20+5 stealth hidden"),
        ("1d20+5 hidden", "1d20+5 hidden"),
        ("hello\n/r 1d20+5 stealth hidden", "1d20+5 stealth hidden"),
        ("I roll `1d20+5 hidden:True`", "1d20+5 hidden:True"),
        ("[[1d20]] and [[1d20+5 stealth hidden]]", "1d20+5 stealth hidden"),
    ],
)
def test_a_line_that_asks_to_be_hidden_is_not_rolled_in_the_open_instead(text: str, line: str) -> None:
    assert find(text) == line
    with pytest.raises(NotationError) as caught:
        parse_request(line)
    assert caught.value.reason == "dice-hidden-here"


def test_what_is_said_to_be_hidden_in_prose_hides_no_dice() -> None:
    assert find("We look for the hidden door with 1d20+5!") == "1d20+5"


def test_labels_that_do_not_fit_together_are_left_out() -> None:
    assert find(f"{'a' * 49} [[1d20]] {'b' * 49} [[1d6]] {'c' * 49} [[1d8]]") == "1d20; 1d6; 1d8"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("roll `1d20+5 adv` please", "1d20+5 adv"),
        ("```\n4d6kh3 # might\n```", "4d6kh3 # might"),
        ("`not dice` then `2d6!`", "2d6!"),
        ("1d4 or `2d6`", "2d6"),
        ("`15` is the DC, 1d20", "1d20"),
        ("a lone ` and 1d20", "1d20"),
    ],
)
def test_dice_between_backticks_come_next(text: str, line: str) -> None:
    assert find(text) == line


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("1d20+5 adv dc15 # fire bolt", "1d20+5 adv dc15 # fire bolt"),
        ("1d20 stealth", "1d20 stealth"),
        ("I sneak.\n1d20+5 stealth\nand run", "1d20+5 stealth"),
        ("/r 1d20+5", "1d20+5"),
        ("!roll 6x4d6kh3", "6x4d6kh3"),
        ("- 2d8 cold", "2d8 cold"),
        ("> max(1d20, 10)", "max(1d20, 10)"),
        ("1d6!", "1d6!"),
        ("d20", "d20"),
    ],
)
def test_a_line_of_dice_is_taken_whole(text: str, line: str) -> None:
    assert find(text) == line


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("I attack with 1d20+7 to hit!", "1d20+7"),
        ("roll a D20!", "D20"),
        ("that is 2d6! And then 1d8", "2d6"),
        ("take 2*(1d6+2) damage", "2*(1d6+2)"),
        ("take 5 + 1d6, ouch", "5 + 1d6"),
        ("use min(1d20,10) now", "min(1d20,10)"),
        ("HP 12 - 2d6 of fire", "2d6"),
        ("1d20+7 - for glory, 2d6", "1d20+7"),
        ("the **1d20+7** one", "1d20+7"),
        ("the ||4d6kh3|| one", "4d6kh3"),
        ("(1d4 of them", "1d4"),
        ("(see 1d4+1)", "1d4+1"),
        ("<:d12:123456789> rolls d20", "d20"),
        ("https://dice.example/roll/a-d12-b rolls d20", "d20"),
        ("level5 1d6", "1d6"),
        ("20 1d6", "1d6"),
        ("1001d6 or rather 10d6", "10d6"),
        ("żółw 4dF", "4dF"),
        ("df -h said 1d20", "1d20"),
    ],
)
def test_in_prose_the_first_value_with_dice_is_taken(text: str, line: str) -> None:
    assert find(text) == line


@pytest.mark.parametrize(
    "text",
    [
        *("", "42", "5 goblins", "[[5]]", "`12`", "3 - 2", "hello", "D&D 5e", "d4tabase", "2d6ish", "żd6", "roll1d20"),
        *("df -h", "<@1d20>", "https://dice.example/d20", "1d0", "1d20000000", "[[", "``", "dice"),
    ],
)
def test_what_is_no_dice_is_not_rolled(text: str) -> None:
    assert find(text) is None


PIECES = st.sampled_from(
    [
        *("[[", "]]", "`", "1d20", "d6", "+", "-", "5", " ", "\n", "(", ")", "[", "]", "#", ";", "x", "kh1", "!", "e6"),
        *("adv", "dc", "hidden", "<", ">", "@", "https://", "/r ", "ż", "\u202e", "{", ",", "*", "%", "[fire]"),
    ]
)


@given(st.lists(PIECES, max_size=60).map("".join))
@example("[[1d20]] # [[1d6]]")
@example("a [[1d20;1d6]]; b [[1d4]]")
@settings(deadline=None)
def test_what_is_found_is_dice_that_can_be_rolled(text: str) -> None:
    line = find(text)
    if line is not None:
        request = parse_request(line)
        assert all(any(pools(each.root)) for each in request.expression.lines)
        assert len(request.label or "") <= MOST_LABEL


HOSTILE = {
    "brackets": "(" * LONGEST,
    "unclosed inline rolls": "[[" * LONGEST,
    "inline rolls that are none": "[[d6(]]" * LONGEST,
    "labels that never end": "[[a[b" * LONGEST,
    "backticks": "`" * LONGEST,
    "pieces between backticks": "`d6(" * LONGEST,
    "lines": "d6(\n" * LONGEST,
    "long lines": ("1d6+" * 124 + "(\n") * 8,
    "long sums in prose": "so " + ("1d6+" * 124 + "( ") * 8,
    "digits": "1" * LONGEST,
    "leading up": "1+" * LONGEST + "d6",
    "dice": "d6e " * LONGEST,
    "exclamations": "!" * LONGEST,
    "addresses": "https://" * LONGEST,
    "mentions": "<a" * LONGEST,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_text_gives_the_parser_little_to_read(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    given_to_it = list[int]()
    for reading in ("attempt", "beginning"):
        real = getattr(notation, reading)

        def counted(text: str, real: object = real) -> object:
            assert callable(real)
            given_to_it.append(len(text))
            return real(text)

        monkeypatch.setattr(found.notation, reading, counted)
    find(HOSTILE[name])
    assert sum(given_to_it) + EACH_TRY * len(given_to_it) <= 2 * MOST_READ


def test_what_stands_beyond_the_longest_message_is_not_read() -> None:
    assert find("a" * LONGEST + " 1d20") is None


def test_a_value_in_prose_is_never_cut() -> None:
    assert find("so " + "1d20+" * (bounds.MAX_LENGTH // 5) + "1") is None


def test_the_examples_hold() -> None:
    assert doctest.testmod(found) == (0, 2)
