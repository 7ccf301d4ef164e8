"""The budget."""

from __future__ import annotations

import pytest

from core.dice.odds.work import BeyondBudgetError, Work, product_cost, sums_cost


def test_a_budget_lasts_to_its_last_unit() -> None:
    work = Work(10)
    work.spend(4)
    work.spend(6)
    with pytest.raises(BeyondBudgetError):
        work.spend(0.1)


def test_long_numbers_cost_more() -> None:
    assert sums_cost(5, 100_000) > 50 * sums_cost(5, 64)
    assert product_cost(100_000, 100_000) > 100 * product_cost(1_000, 1_000)


@pytest.mark.parametrize("bits", [1, 500, 2_100, 50_000])
def test_the_cost_of_a_product_does_not_depend_on_which_factor_is_longer(bits: int) -> None:
    assert product_cost(bits, 40_000) == product_cost(40_000, bits)
    assert product_cost(bits, 40_000) <= product_cost(bits + 30, 40_000)
