"""Showing: every die in sight, in three styles."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings

from core.dice.layout import groups
from core.dice.notation import read
from core.dice.roller import roll
from core.dice.show import text
from core.dice.source import ScriptedDice, SecureDice
from core.dice.style import ANSI, MARKDOWN, PLAIN, SHOWN_DICE, UNMARKED, Style, faces
from core.errors import NotationError
from tests.core.dice.test_fuzz import EXPRESSIONS


def shown(asked: str, *script: int, style: Style = MARKDOWN) -> str:
    return text(roll(read(asked), ScriptedDice(script)), style)


@pytest.mark.parametrize(
    ("asked", "script", "line"),
    [
        ("5+1.5", [], "5 + 1.5 = **6**"),
        ("1d20+5", [17], "1d20 (17) + 5 = **22**"),
        ("1d20-2", [20], "1d20 (**20**) - 2 = **18**"),
        ("2d20kl1", [1, 20], "2d20kl1 (**1**, ~~20~~) = **1**"),
        ("8d6", [1] * 8, "8d6 (1, 1, 1, 1, 1, 1, 1, 1) = **8**"),
        ("0d6", [], "0d6 () = **0**"),
        ("4d6kh3", [3, 1, 3, 3], "4d6kh3 (3, ~~1~~, 3, 3) = **9**"),
        ("4d6kl1", [3, 1, 3, 3], "4d6kl1 (~~3~~, 1, ~~3~~, ~~3~~) = **1**"),
        ("4d6kh9", [3, 1, 3, 3], "4d6kh9 (3, 1, 3, 3) = **10**"),
        ("4d6dl1", [3, 1, 3, 3], "4d6dl1 (3, ~~1~~, 3, 3) = **9**"),
        ("3d6!", [6, 2, 6, 6, 1, 3], "3d6e6 (6!, 6!, 3, 2, 6!, 1) = **24**"),
        ("2d6rr1", [1, 4, 1, 5], "2d6rr1 (~~1~~↻, ~~1~~↻, 5, 4) = **9**"),
        ("2d20rf1kh1", [1, 1, 7], "2d20rf1kh1 (~~**1**~~↻, 7, ~~1~~) = **7**"),
        ("2d6mi3", [1, 5], "2d6mi3 (1→3, 5) = **8**"),
        ("4d10t8tt10f1", [8, 10, 1, 5], "4d10t8tt10f1 (8✓, 10✓✓, 1✗, 5) = **2**"),
        ("4d6kh2t5", [5, 6, 3, 1], "4d6kh2t5 (5✓, 6✓, ~~3~~, ~~1~~) = **2**"),
        ("2d6!!", [6, 2, 6, 1], "2d6ec6 (6!, 6!, 1, 2) = **15**"),
        ("1d6!p", [6, 6, 2], "1d6ep6 (6!, 6→5!, 2→1) = **12**"),
        ("3d6sd", [2, 6, 4], "3d6sd (6, 4, 2) = **12**"),
        ("4dF", [1, 2, 3, 3], "4dF (-1, 0, 1, 1) = **1**"),
        ("(1d4, 2d6kl1, 3)kh1", [4, 6, 1], "(1d4 (4), ~~2d6kl1 (6, 1)~~, ~~3~~)kh1 = **4**"),
        ("(1d4)d6", [2, 5, 6], "(1d4 (2)) → 2d6 (5, 6) = **11**"),
        ("-(2d6[fire])*2", [1, 2], "-(2d6 (1, 2) [fire]) * 2 = **-6**"),
        ("max(1d20, 10)", [3], "max(1d20 (3), 10) = **10**"),
        ("1d20 > 10", [11], "1d20 (11) > 10 = **1**"),
        ("2x1d6; 1d4", [1, 2, 3], "1d6 (1) = **1**\n1d6 (2) = **2**\n1d4 (3) = **3**"),
    ],
)
def test_shows_every_die_and_what_became_of_it(asked: str, script: list[int], line: str) -> None:
    assert shown(asked, *script) == line.replace("~~**1**~~", "~~1~~")


def test_plain_text_has_no_formatting() -> None:
    assert shown("2d20kh1", 20, 3, style=PLAIN) == "2d20kh1 (20, ~3~) = 20"


def test_a_terminal_gets_colours() -> None:
    assert shown("2d20kh1", 20, 3, style=ANSI) == "2d20kh1 (\x1b[1;32m20\x1b[0m, \x1b[30m3\x1b[0m) = \x1b[1m20\x1b[0m"


@pytest.mark.parametrize("asked", ["1000d6", "1000d20", "1000d6mi2"])
def test_a_long_pool_is_folded(asked: str) -> None:
    line = shown(asked, *[3] * 1000)
    assert f", … +{1000 - SHOWN_DICE}) = **3000**" in line
    assert len(line) < 250


def test_sets_within_sets_are_drawn_in_steps_that_their_depth_does_not_double() -> None:
    assert shown("(" * 38 + "1, 2" + ")kh1" * 38).endswith("= **2**")


def test_dropped_dice_have_no_successes_to_be_marked() -> None:
    assert shown("3d1000000kh1t9", 1_000_000, 999_999, 7) == "3d1000000kh1t9 (1000000✓, ~~999999~~, ~~7~~) = **1**"


@settings(max_examples=300, deadline=None, derandomize=True)
@given(EXPRESSIONS)
def test_every_group_is_in_the_text_as_it_lies(asked: str) -> None:
    try:
        outcome = roll(read(asked), SecureDice(random.Random(5).randbytes))
    except NotationError:
        return
    line = text(outcome)
    assert line.endswith(f"= **{outcome.total}**")
    for group in groups(outcome):
        drawn = (f"{group.text} ({faces(group, style)}" for style in (MARKDOWN, UNMARKED))
        assert any(each in line for each in drawn), "as it lies, or without marks in what is struck out as a whole"
