"""What `/dice odds` works out: equal rolls once, and all of a command within one budget."""

from __future__ import annotations

import random
from collections.abc import Sequence

import discord
import pytest

from cogs.dice.odds import BUDGET, MOST_TOLD, told
from cogs.ui.odds_card import odds_reply
from core.dice.expression import Line
from core.dice.notation import read
from core.dice.odds.sampling import cost_of
from core.dice.source import SecureDice
from tests.words import CATALOGUE


def lines(text: str) -> Sequence[Line]:
    return read(text).lines


def dice() -> SecureDice:
    return SecureDice(random.Random(1).randbytes)


def card(text: str, reach: int | None = None) -> str:
    reply = odds_reply(told(lines(text), dice()), reach, CATALOGUE.speak(None))
    assert reply.view
    parts = [part for part in reply.view.walk_children() if isinstance(part, discord.ui.TextDisplay)]
    return "\n".join(part.content for part in parts)


def test_equal_rolls_are_told_once_and_counted() -> None:
    odds, more = told(lines("6x4d6kh3"), dice())
    assert [(each.line.text, each.times) for each in odds] == [("4d6kh3", 6)]
    assert not more
    assert card("6x4d6kh3").count("4d6kh3") == 1
    assert "`4d6kh3` · 6 times, each by itself" in card("6x4d6kh3")


def test_rolls_that_differ_only_in_their_dc_are_told_apart() -> None:
    odds, _ = told(lines("1d20 dc11; 1d20 dc20; 1d20 dc11"), dice())
    assert [(each.line.note.dc, each.times) for each in odds] == [(11, 2), (20, 1)]


def test_rolls_that_are_not_told_are_counted() -> None:
    many = "; ".join(f"1d{sides}" for sides in range(2, 9))
    odds, more = told(lines(many), dice())
    assert (len(odds), more) == (MOST_TOLD, 2)
    assert "2 more rolls are not told" in card(many)


@pytest.mark.parametrize(
    "text", ["3x(300d1000kh150)", "300d1000kh150; 301d1000kh150; 302d1000kh150", "1d1000000; 2d1000000; 3d1000000kh1"]
)
def test_all_samples_of_a_command_cost_no_more_than_one_budget(text: str) -> None:
    odds, _ = told(lines(text), dice())
    assert all(each.odds.sampled for each in odds)
    assert 0.9 * BUDGET < sum(each.odds.whole * cost_of(each.line.root) for each in odds) <= BUDGET


@pytest.mark.parametrize(
    ("text", "reach", "said"),
    [
        ("1d20+4", 999, "24 is the most"),
        ("1d20+4", 25, "24 is the most"),
        ("1d20+4", -3, "cannot come to less than 5"),
        ("1d20+9 dc30; 1d20", None, "29 is the most"),
    ],
)
def test_what_cannot_be_reached_or_missed_is_said_with_how_far_the_roll_goes(
    text: str, reach: int | None, said: str
) -> None:
    assert said in card(text, reach)


@pytest.mark.parametrize(
    ("text", "reach"), [("1d20+4", 24), ("1d20+4", 5), ("1d20+4", None), ("1d6e6", 9_999), ("300d1000kh150", -1)]
)
def test_no_end_is_told_within_reach_or_where_none_is_known(text: str, reach: int | None) -> None:
    assert not any(each in card(text, reach) for each in ("is the most", "cannot come to less"))
