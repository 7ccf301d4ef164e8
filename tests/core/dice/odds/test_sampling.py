"""What a roll costs to sample is known from its text, and that bounds the sample."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from core.dice.notation import parse
from core.dice.odds.answer import distribution
from core.dice.odds.sampling import MOST, cost_of, sampled
from core.dice.source import SecureDice

Seeded = Callable[[int], SecureDice]
NO_DICE = "0d1000k>3+0d3dl1ma5dl1f1!>3rf1t5dh1!pt5dh1dh1eo6e>1p<2!pdh1f1dl1e>1"
"""Thirty modifiers, and no die that any of them could look at."""


class CountedDice:
    """Real dice that count how many were asked for."""

    def __init__(self, source: SecureDice) -> None:
        self._source = source
        self.asked = 0

    def die(self, sides: int) -> int:
        self.asked += 1
        return self._source.die(sides)

    def dice(self, count: int, sides: int) -> tuple[int, ...]:
        self.asked += count
        return self._source.dice(count, sides)


def cost(text: str) -> float:
    return cost_of(parse(text).root)


@pytest.mark.parametrize(
    ("dear", "cheap"),
    [
        ("0d6t1f2eo6", "0d6t1f2"),
        ("100d6t4", "10d6t4"),
        ("100d6t4", "100d6"),
        ("100d6t4", "100d6kh3"),
        ("100d6kh3", "100d6"),
        ("100d6t4t>5t2", "100d6t4"),
        ("100d1000", "100d100"),
        ("10d6e6", "10d6eo6"),
        ("(1d4)d6kh1", "4d6kh1"),
        ("1+1+1+1+1d6", "1+1d6"),
        ("1d6/7+1", "1d6//7+1"),
        ("1.5*1d6", "2*1d6"),
        ("1d6/3/3/3", "1d6/3*3*3"),
        ("(1d6, 1d8)kh1kl1p3", "(1d6, 1d8)kh1"),
        ("max(1d6, 2, 3)", "max(1d6, 2)"),
        ("floor(1d6)", "(1d6)"),
    ],
)
def test_whatever_is_done_more_costs_more(dear: str, cheap: str) -> None:
    assert cost(dear) > cost(cheap)


def test_modifiers_of_no_dice_at_all_have_their_price(seeded: Seeded) -> None:
    assert cost(NO_DICE) > 800
    odds = distribution(parse(NO_DICE), budget=10_000, source=seeded(1))
    assert odds.sampled is not None
    assert odds.whole <= 10_000 / 800


@pytest.mark.parametrize("text", [NO_DICE, "300d1000kh150", "1d1000000", "20d100e>50", "1d1000000/7*1.5"])
@pytest.mark.parametrize("budget", [3_000, 50_000])
def test_a_sample_is_as_large_as_its_budget_and_no_larger(seeded: Seeded, text: str, budget: int) -> None:
    line = parse(text).lines[0]
    odds = sampled(line, budget, seeded(2))
    assert odds.whole == max(1, int(budget / cost(text)))
    assert odds.whole == sum(odds.weights)


def test_a_sample_has_at_least_one_roll_and_at_most_so_many(seeded: Seeded) -> None:
    line = parse("1d4").lines[0]
    assert sampled(line, 1, seeded(3)).whole == 1
    assert sampled(line, 1e9, seeded(3)).whole == MOST


@pytest.mark.parametrize("text", ["50d1000rr<200", "30d6e>3", "9d1000ro<500kh3", "(1d20)d1000", "40d10ep10"])
def test_the_dice_that_are_drawn_have_been_paid_for(seeded: Seeded, text: str) -> None:
    source = CountedDice(seeded(4))
    odds = sampled(parse(text).lines[0], 20_000, source)
    assert source.asked
    assert source.asked <= odds.whole * cost(text) <= max(20_000, cost(text))
