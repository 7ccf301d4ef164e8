"""Bounds: what an expression is charged with before it is rolled, held against what it really needs."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from core.dice import bounds
from core.dice.layout import groups
from core.dice.notation import parse
from core.dice.roller import Outcome, roll
from core.dice.source import SecureDice
from core.dice.syntax import Dice
from core.errors import NotationError


def charge_of(asked: str) -> int | None:
    root = parse(asked).root
    assert isinstance(root, Dice)
    return bounds.charge(root.count, *root.faces, root.modifiers)


@pytest.mark.parametrize(
    ("asked", "charge"),
    [
        ("8d6", 8),
        ("8d6kh3mi2", 8),
        ("8d6ro1", 16),
        ("8d6ra1", 9),
        ("8d6rr7", 8),
        ("0d6e6", 0),
        ("1d2e2", 1 + 39),  # 2^-40 is below 10^-12, and 2^-39 is not: the 40th extra die is the first unlikely one
        ("1d8!", 1 + 13),
        ("2d8!", 2 + 15),
    ],
)
def test_a_pool_is_charged_with_what_it_may_need(asked: str, charge: int) -> None:
    assert charge_of(asked) == charge


@pytest.mark.parametrize("asked", ["10d6e6", "5d2e2", "20d6rr<3", "3d20rr<19", "6d6e>3", "8d6mi6e6", "4d6e6rr1"])
def test_no_roll_comes_near_its_charge(asked: str, seeded: Callable[[int], SecureDice]) -> None:
    expression, source, charge = parse(asked), seeded(3), charge_of(asked)
    assert charge is not None
    assert max(_dice_used(roll(expression, source)) for _ in range(2000)) <= charge


def _dice_used(outcome: Outcome) -> int:
    return sum(len(group.faces) for group in groups(outcome))


@pytest.mark.parametrize("asked", ["1d20rr<20", "500d6e6", "40d6rr<4", "1d6e>2", "1000d6"])
def test_what_is_accepted_stays_below_the_limit(asked: str, seeded: Callable[[int], SecureDice]) -> None:
    expression, source = parse(asked), seeded(9)
    for _ in range(200):
        assert _dice_used(roll(expression, source)) <= bounds.MAX_DICE


@pytest.mark.parametrize(
    "asked", ["1000d6e6", "400d2e2", "1d1000rr<1000", "60d20rr<20", "1d1000!>1", "600d6ro1", "1d20e>1+1d20e>1"]
)
def test_what_may_pass_the_limit_is_refused_before_it_is_rolled(asked: str) -> None:
    with pytest.raises(NotationError) as caught:
        parse(asked)
    assert caught.value.reason == "dice-too-many"


@pytest.mark.parametrize(
    "asked",
    [
        "1000d1000000*1000",
        "999999999*1000000",
        "1000d6/0.1",
        "1000000/3/3/3",
        "1/(1/3)",
        "(1d6/1d6)//(1d4/3)",
        "1d20%1000000",
        "100*(1d20+5)/100",
    ],
)
def test_sizes_within_reach_are_accepted(asked: str, seeded: Callable[[int], SecureDice]) -> None:
    outcome = roll(parse(asked), seeded(1))
    assert abs(outcome.total) <= bounds.MAX_SIZE


@pytest.mark.parametrize(
    ("asked", "column"),
    [
        ("1000d1000000*10000000", 13),
        ("1000000*1000000*1000000", 16),
        ("1000000000/(1/100000000)".replace("1000000000", "100000000"), 10),
        ("2*(999999*999999*999999)", 17),
        ("1000000//0.00000001*1000", 20),
    ],
)
def test_sizes_out_of_reach_are_refused_at_the_operator(asked: str, column: int) -> None:
    with pytest.raises(NotationError) as caught:
        parse(asked)
    assert (caught.value.reason, caught.value.column) == ("dice-total-too-large", column)


def test_a_long_sum_of_the_largest_numbers_stays_in_reach(seeded: Callable[[int], SecureDice]) -> None:
    asked = "+".join(["999999999"] * 38)
    assert roll(parse(asked), seeded(1)).total == 38 * 999_999_999
    assert bounds.MAX_PARTS * 10**bounds.MAX_DIGITS + bounds.MAX_DICE * 10**bounds.MAX_DIGITS < 2**53
