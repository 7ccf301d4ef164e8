"""Counting dice and judging them: against closed forms of the gamma function, published points, and fair dice."""

from __future__ import annotations

import math
import random
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.dice.fairness import Tally, chi_squared, unevenness, upper_gamma


@pytest.mark.parametrize(
    ("freedom", "point", "share"),
    [
        (1, 3.841459, 0.05),
        (1, 10.827566, 0.001),
        (2, 5.991465, 0.05),
        (5, 11.070498, 0.05),
        (5, 1.145476, 0.95),
        (19, 30.143527, 0.05),
        (19, 10.117013, 0.95),
        (19, 36.190869, 0.01),
        (99, 123.225221, 0.05),
        (100, 77.929465, 0.95),
    ],
)
def test_the_published_points_of_chi_squared_are_met(freedom: int, point: float, share: float) -> None:
    assert upper_gamma(freedom / 2, point / 2) == pytest.approx(share, abs=1e-6)


@given(st.integers(1, 200), st.floats(0.001, 400))
def test_for_whole_numbers_it_is_a_sum_of_a_poisson_distribution(a: int, x: float) -> None:
    exact = math.fsum(math.exp(k * math.log(x) - x - math.lgamma(k + 1)) for k in range(a))
    assert upper_gamma(a, x) == pytest.approx(exact, rel=1e-8, abs=1e-12)


@given(st.floats(0.0001, 300))
def test_for_one_half_it_is_the_error_function(x: float) -> None:
    assert upper_gamma(0.5, x) == pytest.approx(math.erfc(math.sqrt(x)), rel=1e-8, abs=1e-14)


@given(st.floats(0.5, 300), st.floats(0.01, 300))
def test_one_step_up_adds_one_term(a: float, x: float) -> None:
    term = math.exp(a * math.log(x) - x - math.lgamma(a + 1))
    assert upper_gamma(a + 1, x) - upper_gamma(a, x) == pytest.approx(term, rel=1e-6, abs=1e-10)


@pytest.mark.parametrize("a", [500.0, 20_000.0, 500_000.0])
def test_it_settles_at_the_bend_of_large_dice(a: float) -> None:
    assert upper_gamma(a, a) == pytest.approx(0.5 - 1 / (3 * math.sqrt(2 * math.pi * a)), abs=1e-6)


def test_far_out_nothing_is_left_and_at_nothing_all_is() -> None:
    assert upper_gamma(9.5, 5_000) == 0
    assert upper_gamma(9.5, 0) == 1


def tally(sides: int, faces: list[int], *, fate: bool = False) -> Tally:
    return Tally(sides, fate, Counter(faces))


def test_a_tally_knows_its_counts_and_means() -> None:
    six = tally(6, [1, 1, 6, 4])
    assert (six.name, six.dice, six.mean, six.fair_mean) == ("d6", 4, 3.0, 3.5)
    assert list(six.faces) == [1, 2, 3, 4, 5, 6]


def test_fate_dice_have_faces_and_a_mean_of_their_own() -> None:
    fate = tally(3, [-1, 0, 1, 1], fate=True)
    assert (fate.name, list(fate.faces), fate.mean, fate.fair_mean) == ("dF", [-1, 0, 1], 0.25, 0.0)


def test_dice_that_fell_equally_often_are_as_even_as_can_be() -> None:
    even = tally(6, [1, 2, 3, 4, 5, 6] * 10)
    assert chi_squared(even) == 0
    assert unevenness(even) == 1


def test_a_face_that_never_fell_counts_too() -> None:
    assert chi_squared(tally(2, [1] * 10)) == 10


def test_too_few_dice_are_not_judged_and_it_is_known_how_many_are_missing() -> None:
    few = tally(20, [7] * 99)
    assert (unevenness(few), few.still_needed) == (None, 1)
    assert unevenness(tally(20, [7] * 100)) is not None


def test_a_die_of_one_side_cannot_be_uneven() -> None:
    assert unevenness(tally(1, [1] * 50)) is None


def test_a_loaded_die_is_found_out() -> None:
    throw = random.Random(3)
    share = unevenness(tally(6, throw.choices(range(1, 7), weights=[1, 1, 1, 1, 1, 2], k=600)))
    assert share is not None
    assert share < 0.001


@pytest.mark.parametrize("sides", [4, 6, 20, 100])
def test_of_fair_dice_a_tenth_lies_in_each_tenth(sides: int) -> None:
    throw = random.Random(sides)
    shares = [unevenness(tally(sides, throw.choices(range(1, sides + 1), k=40 * sides))) for _ in range(400)]
    below = [sum(share is not None and share < tenth / 10 for share in shares) / 400 for tenth in (1, 5, 9)]
    assert below == pytest.approx([0.1, 0.5, 0.9], abs=0.075)
