"""What odds can be asked."""

from __future__ import annotations

from fractions import Fraction

import pytest

from core.dice.notation import parse
from core.dice.odds.answer import distribution
from core.dice.odds.distribution import Distribution

TWO_DICE = distribution(parse("2d6"))


def test_chances_are_exact() -> None:
    assert TWO_DICE.at_least(7) == Fraction(7, 12)
    assert TWO_DICE.exactly(7) == Fraction(1, 6)
    assert dict(TWO_DICE.chances)[2] == Fraction(1, 36)
    assert (TWO_DICE.mean, TWO_DICE.variance) == (7, Fraction(35, 6))
    assert (TWO_DICE.cut, TWO_DICE.sampled) == (0, None)


@pytest.mark.parametrize(("total", "at_least", "exactly"), [(-5, 1, 0), (2, 1, Fraction(1, 36)), (13, 0, 0)])
def test_totals_that_cannot_come_have_chances_too(total: int, at_least: int, exactly: Fraction) -> None:
    assert (TWO_DICE.at_least(total), TWO_DICE.exactly(total)) == (at_least, exactly)


def test_a_gap_between_totals_has_no_chance() -> None:
    odds = distribution(parse("1d4*10"))
    assert odds.outcomes == (10, 20, 30, 40)
    assert (odds.exactly(15), odds.at_least(15)) == (0, Fraction(3, 4))


@pytest.mark.parametrize(("share", "total"), [(0, 2), (0.01, 2), (0.25, 5), (Fraction(1, 2), 7), (1, 12)])
def test_a_quantile_is_the_lowest_total_that_so_many_do_not_pass(share: float, total: int) -> None:
    assert TWO_DICE.quantile(share) == total


@pytest.mark.parametrize("share", [-0.1, 1.1])
def test_a_share_lies_between_nothing_and_all(share: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        TWO_DICE.quantile(share)


def test_low_and_high_are_the_ends() -> None:
    assert (TWO_DICE.low, TWO_DICE.high) == (2, 12)


def test_of_an_endless_explosion_the_highest_quantile_is_what_was_not_cut_off() -> None:
    odds = distribution(parse("1d6e6"))
    assert odds.quantile(1) == odds.high
    assert odds.at_least(odds.low) == 1 - odds.cut


def test_totals_are_cut_toward_zero_as_a_roll_cuts_them() -> None:
    odds = distribution(parse("(1d4-3)/2"))
    assert dict(odds.chances) == {-1: Fraction(1, 4), 0: Fraction(3, 4)}


def test_it_is_a_value() -> None:
    assert distribution(parse("1d6+1d6")) == TWO_DICE
    assert isinstance(hash(TWO_DICE), int)
    assert isinstance(TWO_DICE, Distribution)
