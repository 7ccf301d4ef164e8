"""What `/dice odds` works out: equal rolls once, and all of a command within one budget."""

from __future__ import annotations

import random
from collections.abc import Sequence

import discord
import pytest

from cogs.dice.odds import BUDGET, MOST_TOLD, told
from cogs.ui.odds_card import odds_reply
from cogs.ui.text import Catalogue
from core.dice.expression import Line
from core.dice.notation import read
from core.dice.odds.sampling import cost_of
from core.dice.source import SecureDice


def lines(text: str) -> Sequence[Line]:
    return read(text).lines


def dice() -> SecureDice:
    return SecureDice(random.Random(1).randbytes)


def card(text: str) -> str:
    reply = odds_reply(told(lines(text), dice()), None, Catalogue().speak(None))
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
