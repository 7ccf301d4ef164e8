"""Products and powers, against the pairs that they stand for."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import reduce
from math import inf

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.dice.odds.polynomial import Value, Weights, grid_of, power, product
from core.dice.odds.work import BeyondBudgetError, Work

WHOLE = st.dictionaries(st.integers(-30, 30) | st.sampled_from([10**9, -(10**9)]), st.integers(1, 10**12), min_size=1)
BROKEN = st.dictionaries(st.fractions(-5, 5, max_denominator=6), st.integers(1, 9), min_size=1)
EVEN = st.tuples(st.integers(-5, 5), st.integers(1, 12), st.integers(1, 3), st.integers(1, 4)).map(
    lambda parts: dict.fromkeys(range(parts[0], parts[0] + parts[1] * parts[2], parts[2]), parts[3])
)
UNHURRIED = settings(max_examples=60, deadline=None, derandomize=True)


def paired(left: Weights, right: Weights) -> Weights:
    found: Weights = {}
    for value, weight in left.items():
        for other, by in right.items():
            found[value + other] = found.get(value + other, 0) + weight * by
    return found


@UNHURRIED
@given(WHOLE | BROKEN | EVEN, WHOLE | BROKEN | EVEN)
def test_a_product_is_every_pair(left: Weights, right: Weights) -> None:
    assert product(left, right, Work(inf)) == paired(left, right)


@UNHURRIED
@given(EVEN | BROKEN | st.dictionaries(st.integers(-9, 9), st.integers(1, 99), min_size=1), st.integers(0, 7))
def test_a_power_is_a_row_of_products(weights: Weights, count: int) -> None:
    assert power(weights, count, Work(inf)) == reduce(paired, [weights] * count, {0: 1})


@pytest.mark.parametrize("values", [[3], [5, 15, 35], [Fraction(1, 2), 2, Fraction(-1, 3)], [0, 10**9]])
def test_a_grid_holds_its_values(values: list[Value]) -> None:
    grid = grid_of(values)
    assert (grid.low, grid.size) == (min(values), 1 + (max(values) - min(values)) / grid.step)
    if grid.size < 100:
        assert [grid.values()[place] for place in grid.places(values)] == values


@pytest.mark.parametrize(
    "steps", [lambda work: power({1: 1, 2: 1}, 400, work), lambda work: product({0: 1, 10**6: 1}, {1: 1, 2: 3}, work)]
)
def test_work_is_charged_before_it_is_done(steps: Callable[[Work], object]) -> None:
    with pytest.raises(BeyondBudgetError):
        steps(Work(5))
