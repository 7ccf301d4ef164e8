"""Odds are what the roller comes to, walked through every way in which it can fall."""

from __future__ import annotations

import random
from collections.abc import Callable
from fractions import Fraction
from math import sqrt

import pytest

from core.dice import bounds
from core.dice.notation import parse
from core.dice.odds.answer import distribution
from core.dice.odds.work import BeyondBudgetError
from core.dice.operations import Modifier, Operation, Selector
from core.dice.source import SecureDice
from core.dice.syntax import Dice, Node
from core.errors import NotationError

Holds = Callable[[Node | str, int], bool]
Seeded = Callable[[int], SecureDice]
WAYS = 3000
MATCHING = [operation for operation in Operation if operation not in (Operation.SORT, Operation.RAISE, Operation.LOWER)]


def random_pool(chance: random.Random) -> Dice:
    """A small pool with steps in any order, also in such as cannot be typed."""
    sides = chance.choice([2, 3, 3, 4, 6])
    fate = chance.random() < 0.1
    low, high = (-1, 1) if fate else (1, sides)
    steps = [random_step(chance, low, high) for _ in range(chance.choice([0, 1, 2, 2, 3, 3, 4]))]
    node = Dice(chance.choice([0, 1, 2, 3, 3, 4]), 3 if fate else sides, tuple(steps), fate)
    return node if bounds.charge(node.count, *node.faces, node.modifiers) is not None else random_pool(chance)


def random_step(chance: random.Random, low: int, high: int) -> Modifier:
    operation = chance.choice([*MATCHING, *MATCHING, Operation.SORT, Operation.RAISE, Operation.LOWER])
    if operation is Operation.SORT:
        return Modifier(operation, (Selector(chance.choice("hl"), 0),))
    if operation in (Operation.RAISE, Operation.LOWER):
        return Modifier(operation, (Selector("=", chance.randint(low, high + 1)),))
    comparisons = ["=", "=", "<", "<=", ">", ">="]
    if operation in (Operation.KEEP, Operation.DROP):
        comparisons += ["h", "l"] * 4
    chosen = chance.choices(comparisons, k=chance.choice([1, 1, 2]))
    selectors = [Selector(one, chance.randint(0, 3) if one in "hl" else chance.randint(low, high)) for one in chosen]
    return Modifier(operation, tuple(selectors))


def test_pools_with_steps_in_any_order(holds: Holds) -> None:
    chance = random.Random(20)
    assert sum([holds(random_pool(chance), WAYS) for _ in range(150)]) > 90


@pytest.mark.soak
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("seed", range(10))
def test_thousands_of_pools_with_steps_in_any_order(holds: Holds, seed: int) -> None:
    chance = random.Random(seed)
    assert sum([holds(random_pool(chance), WAYS) for _ in range(1000)]) > 700


PARTS = [
    *("d4", "d6", "2d3", "3d2", "dF", "2d4kh1", "2d3e3", "d4ro1", "2d4t3", "2d4rf1kh1", "(1d2)d3", "(1d3-2)d4"),
    *("0", "1", "2", "3", "5", "0.5", "2.25"),
]


def random_text(chance: random.Random, depth: int) -> str:
    """An expression with every operator, function and set."""
    if not depth or chance.random() < 0.25:
        return chance.choice(PARTS)
    one, other = random_text(chance, depth - 1), random_text(chance, depth - 1)
    both = f"{one} {chance.choice(['+', '-', '*', '/', '//', '%', '==', '!=', '<', '<=', '>', '>='])} {other}"
    pick = chance.choice(["kh1", "kl1", "dh1", "dl1", "k>2", "p<2", "kh1kl1", "k>2kl1", "p2dl1", "kh2p>3kl1"])
    return chance.choice(
        [
            *(both, f"({both})", both, f"-({one})", f"({one})[fire]", f"({one}, {other}, {one}){pick}"),
            *(f"{chance.choice(['min', 'max'])}({one}, {other})", f"({one}, {other})"),
            f"{chance.choice(['floor', 'ceil', 'round', 'abs'])}({both})",
        ]
    )


def held_texts(holds: Holds, chance: random.Random, count: int) -> int:
    held = 0
    for _ in range(count):
        try:
            asked = parse(random_text(chance, 3)).root
        except NotationError:  # zero divides whatever falls, or the roll is too large
            continue
        held += holds(asked, WAYS)
    return held


def test_expressions_with_every_operator(holds: Holds) -> None:
    assert held_texts(holds, random.Random(4), 200) > 60


@pytest.mark.soak
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("seed", range(10))
def test_thousands_of_expressions_with_every_operator(holds: Holds, seed: int) -> None:
    assert held_texts(holds, random.Random(seed), 2000) > 600


@pytest.mark.parametrize(
    "asked",
    [
        *("1d20+5", "2d20kh1", "2d20rf1kh1", "4d6kh3", "4d6dl1", "4d6kh2kl1", "4d4k>2kl1", "3d6ro<3", "3d6mi2ma5"),
        *("3d6rr1", "3d6ra6", "4d4ro1kh2", "4d4kh3ro1", "4d4kh3rf<3", "3d4e4kh2", "3d4eo4t3", "3d4ec4", "3d4ep4"),
        *("5dFkh3", "4d6t5f1", "4d6t4tt6", "1d100", "0d6", "(1d4)d4", "2d4e>3", "3d3rf<3kl2", "4d4p2kh2p1kl1"),
        *("(1d6,1d8)kh1", "(1d4,2d3,1d6,3)kh2", "()", "max(1d6, 1d6, 2)", "1d6/2", "-7/2", "1d6 >= 1d8", "1d8 % 3"),
    ],
)
def test_the_rolls_of_a_table(holds: Holds, asked: str) -> None:
    assert holds(asked, 20_000)


@pytest.mark.parametrize(
    ("asked", "mean"),
    [
        *(("10d6e6", 42), ("8d10e10t8f1", Fraction(16, 9)), ("1d6ep6", 4), ("3d6ec6", Fraction(63, 5))),
        *(("2d6ro1e6", Fraction(142, 15)), ("1d20e20 - 1d6e6 + 3", Fraction(936, 95)), ("2*1d4e4", Fraction(20, 3))),
    ],
)
def test_the_mean_of_an_endless_explosion_is_its_closed_form(asked: str, mean: Fraction) -> None:
    odds = distribution(parse(asked), budget=1e6)
    assert 0 < odds.cut < Fraction(1, 10**12)
    assert odds.mean == mean
    assert sum(total * chance for total, chance in odds.chances) == pytest.approx(float(mean), rel=1e-9)


def test_the_variance_of_an_endless_explosion_is_its_closed_form() -> None:
    # X = 1 … 5, or 6 + X: its second moment m solves 6m = 91 + 12·4.2 + m.
    assert distribution(parse("1d6e6")).variance == Fraction(707, 25) - Fraction(21, 5) ** 2
    # What follows from its weights alone is as near as a float can tell.
    odds = distribution(parse("4d6ep6"), budget=1e6)
    square = sum(total**2 * chance for total, chance in odds.chances)
    assert float(square - odds.mean**2) == pytest.approx(float(odds.variance))


def test_a_divisor_that_can_be_zero_is_refused_where_it_stands() -> None:
    with pytest.raises(NotationError) as caught:
        distribution(parse("3 + 1d6/(1d4-1)"))
    assert (caught.value.reason, caught.value.column) == ("dice-divide-by-zero", 8)


def test_odds_are_of_one_roll() -> None:
    several = parse("1d20; 2d6")
    with pytest.raises(ValueError, match="2"):
        distribution(several)
    assert distribution(several.lines[1]).mean == 7


def test_luck_in_the_note_is_for_the_line_to_apply() -> None:
    line = parse("1d20").lines[0]
    assert distribution(line).mean == Fraction(21, 2)


@pytest.mark.parametrize(
    "asked", ["1d1000000", "40d1000kh20", "1000d1000", "8d6*8d6*8d6", "100d20e>10", "20d100kh3rf<50"]
)
def test_what_is_beyond_the_budget_is_refused_without_dice_to_sample(asked: str) -> None:
    with pytest.raises(BeyondBudgetError):
        distribution(parse(asked))


def test_a_larger_budget_answers_more() -> None:
    asked = parse("1d6*1d8*2d10*1d12")
    with pytest.raises(BeyondBudgetError):
        distribution(asked, budget=100)
    assert distribution(asked, budget=1e6).mean == Fraction(7 * 9 * 22 * 13, 16)


def test_a_sample_says_how_far_it_may_be_off_and_is_not_farther(seeded: Seeded) -> None:
    within = 0
    for seed in range(40):
        told = distribution(parse("1d1000000"), source=seeded(seed))
        assert told.sampled is not None
        assert told.sampled == pytest.approx(sqrt(1.8444 / told.whole), rel=1e-3)
        farthest = max(abs(told.at_least(total) - Fraction(1_000_001 - total, 1_000_000)) for total in told.outcomes)
        within += farthest <= told.sampled
    assert within >= 36


def test_what_can_be_worked_out_is_not_sampled(seeded: Seeded) -> None:
    asked = parse("12d6kh7 - 2d8")
    assert distribution(asked, source=seeded(1)) == distribution(asked)


def test_a_larger_budget_samples_more(seeded: Seeded) -> None:
    asked = parse("1d1000000")
    few, many = (distribution(asked, budget=budget, source=seeded(1)) for budget in (10_000, 100_000))
    assert few.sampled is not None
    assert many.sampled is not None
    assert many.sampled < few.sampled / 3
