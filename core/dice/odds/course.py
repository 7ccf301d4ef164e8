"""What becomes of one die when every step looks at that die alone: it is independent of all others in its pool.

A die that explodes begins a line of its own: with T what a last die of the line brings and M what one that goes on
brings, the line is E = T + M·E, so E = T·(1 + M + M² + …). The series is cut where what remains is too unlikely to
matter; its mean and variance are closed forms of the same equation.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import partial
from math import ceil, comb, lcm, log
from typing import Final, NamedTuple

from core.dice.odds.law import Law, Moments, added, certain, even, mixed, reduced, repeated
from core.dice.odds.polynomial import Value, Weights, product
from core.dice.odds.work import Work, product_cost
from core.dice.operations import COUNTING, PICKING, Modifier, Operation
from core.dice.syntax import Dice

_FOR_THE_POOL: Final = frozenset({Operation.REROLL_ONE, Operation.ADD_ONE})


class Limits(NamedTuple):
    """How far odds are followed.

    Attributes:
        work: What may be spent.
        tail: How much of the chance of a pool may be cut off.
    """

    work: Work
    tail: float


def matches(modifier: Modifier, value: Value) -> bool:
    """Whether at least one selector, all of which compare, means a value."""
    return any(selector.matches(value) for selector in modifier.selectors)


def ranks(modifier: Modifier) -> bool:
    """Whether a step compares dice with each other."""
    return modifier.operation in PICKING and any(selector.comparison in "hl" for selector in modifier.selectors)


def is_alone(modifier: Modifier) -> bool:
    """Whether a step looks at each die alone."""
    return modifier.operation not in _FOR_THE_POOL and not ranks(modifier)


def chain_length(chance: Fraction | float, tail: float) -> int:
    """How many dice a line may go on for, so that going on further is less likely than the tail."""
    return ceil(log(tail) / log(chance)) + 1 if chance else 0


class Course:
    """What one die of a pool comes to be worth.

    Args:
        node: The pool; its modifiers from `start` on must look at each die alone.
        start: The first of the modifiers that matter here.
        limits: How far to go.
    """

    __slots__ = ("_chains", "_faces", "_limits", "_steps", "_tail", "_worths")

    def __init__(self, node: Dice, start: int, limits: Limits) -> None:
        limits.work.spend(node.sides)
        low, high = node.faces
        self._faces = range(low, high + 1)
        self._steps = node.modifiers[start:]
        self._limits = limits
        self._tail = limits.tail / max(node.count, 1) / (1 + len(self._steps))
        self._worths: dict[tuple[int, int, int | None], Law] = {}
        self._chains: dict[int, Law] = {}

    def fresh(self) -> Law:
        """What a die is worth that is rolled now."""
        if not self._steps:
            return even(self._faces)
        return self._over([self.worth(face) for face in self._faces])

    def pool(self, count: int) -> Law:
        """What so many dice are worth that are rolled now."""
        first = self._steps[0].operation if self._steps else None
        if count and (first is Operation.EXPLODE or (first is Operation.COMPOUND and len(self._steps) == 1)):
            return self._exploding(count)
        return repeated(reduced(self.fresh(), self._limits.work), count, self._limits.work)

    def worth(self, value: int, counts: int | None = None, at: int = 0) -> Law:
        """What a die is worth that shows so much before this step.

        Args:
            value: What it counts for so far.
            counts: Its successes, if they have been counted.
            at: The step.
        """
        found = self._worths.get((at, value, counts))
        if found is None:
            self._limits.work.spend(25)
            found = self._worths[at, value, counts] = self._worth(value, counts, at)
        return found

    def _worth(self, value: int, counts: int | None, at: int) -> Law:
        if at == len(self._steps):
            return certain(value if counts is None else counts)
        step = self._steps[at]
        after = partial(self.worth, at=at + 1)
        match step.operation:
            case Operation.KEEP | Operation.DROP:
                kept = matches(step, value) is (step.operation is Operation.KEEP)
                return after(value, counts) if kept else certain(0)
            case Operation.RAISE:
                return after(max(value, step.selectors[0].value), counts)
            case Operation.LOWER:
                return after(min(value, step.selectors[0].value), counts)
            case Operation.SORT:
                return after(value, counts)
            case operation if operation in COUNTING:
                by = -1 if operation is Operation.FAIL else 1
                return after(value, (counts or 0) + (by if matches(step, value) else 0))
            case _ if not matches(step, value):
                return after(value, counts)
            case Operation.REROLL | Operation.REROLL_ONCE:
                return self._followers(at)
            case Operation.COMPOUND:
                return self._compounded(value, counts, at)
            case _:
                return added(after(value, counts), self._followers(at), self._limits.work)

    def _followers(self, at: int) -> Law:
        """What the dice are worth that are rolled for one that matches at this step."""
        if at not in self._chains:
            step = self._steps[at]
            self._limits.work.spend(20 * len(self._faces))
            if step.operation in (Operation.EXPLODE_ONCE, Operation.REROLL_ONCE):
                chain = self._over([self.worth(face, at=at + 1) for face in self._faces])
            elif step.operation is Operation.REROLL:
                chain = self._over([self.worth(face, at=at + 1) for face in self._faces if not matches(step, face)])
            else:
                less = 1 if step.operation is Operation.PENETRATE else 0
                chain = self._line(step, lambda face: self.worth(face - less, at=at + 1))
            self._chains[at] = chain
        return self._chains[at]

    def _compounded(self, value: int, counts: int | None, at: int) -> Law:
        work = self._limits.work
        if at not in self._chains:
            self._chains[at] = self._line(self._steps[at], certain)
        added_faces = self._chains[at]
        if at + 1 == len(self._steps) and counts is None:
            return added(certain(value), added_faces, work)
        work.spend(25 * len(added_faces.weights))
        parts = [
            (weight, self.worth(value + int(more), counts, at + 1)) for more, weight in added_faces.weights.items()
        ]
        return mixed(parts, added_faces.whole, work)

    def _line(self, step: Modifier, worth: Callable[[int], Law]) -> Law:
        """What a line of dice is worth that goes on with every face that matches."""
        ends, goes_on, whole = self._parts_of_line(step, worth)
        work = self._limits.work
        chance = Fraction(sum(goes_on.values()), whole)
        weights, by = ends, 1
        for _ in range(chain_length(chance, self._tail)):
            weights = product(goes_on, weights, work)
            by *= whole
            work.spend_sums(20 + 3 * len(ends), by.bit_length())
            work.spend((1 + len(ends)) * product_cost(whole.bit_length(), by.bit_length()))
            for value, weight in ends.items():
                weights[value] = weights.get(value, 0) + weight * by
        return Law(weights, whole * by, self._moments_of_line(step, worth))

    def _parts_of_line(self, step: Modifier, worth: Callable[[int], Law]) -> tuple[Weights, Weights, int]:
        """What a die that ends a line is worth, what one that goes on is worth, and their whole."""
        laws = [(matches(step, face), worth(face)) for face in self._faces]
        common = lcm(*[law.whole for _, law in laws])
        self._limits.work.spend_sums(sum([len(law.weights) for _, law in laws]), common.bit_length())
        sides: tuple[Weights, Weights] = ({}, {})
        for goes_on, law in laws:
            for value, weight in law.weights.items():
                sides[goes_on][value] = sides[goes_on].get(value, 0) + weight * (common // law.whole)
        return *sides, common * len(laws)

    def _moments_of_line(self, step: Modifier, worth: Callable[[int], Law]) -> Moments | None:
        """The mean and variance of a line, from those of its dice: E = T + M·E, and the same squared."""
        mean = square = cross = Fraction(0)
        going_on = 0
        self._limits.work.spend(200 * len(self._faces))
        for face in self._faces:
            if (known := worth(face).moments) is None:
                return None
            mean += known[0]
            square += known[1] + known[0] ** 2
            if matches(step, face):
                going_on += 1
                cross += known[0]
        ending = len(self._faces) - going_on
        mean /= ending
        square = (square + 2 * cross * mean) / ending
        return mean, square - mean * mean

    def _exploding(self, count: int) -> Law:
        """So many lines at once: T^n·(1 - M)^-n, with one tail for all of them and so a far smaller whole."""
        step, work = self._steps[0], self._limits.work
        ends, goes_on, whole = self._parts_of_line(step, after := partial(self.worth, at=1))
        longest = longest_of_lines(count, Fraction(sum(goes_on.values()), whole), self._limits.tail)
        lines = comb(count + longest - 1, longest)
        series: Weights = {0: lines}
        for more in range(longest - 1, -1, -1):
            series = product(series, goes_on, work)
            work.spend_sums(20, whole.bit_length() * longest)
            lines = lines * (more + 1) // (count + more)  # comb(count + more - 1, more)
            series[0] = series.get(0, 0) + lines * whole ** (longest - more)
        closed = self._moments_of_line(step, after)
        return Law(
            product(repeated(Law(ends, whole), count, work).weights, series, work),
            whole ** (count + longest),
            closed and (closed[0] * count, closed[1] * count),
        )

    def _over(self, laws: Sequence[Law]) -> Law:
        """Each of these as likely."""
        return mixed([(1, law) for law in laws], len(laws), self._limits.work)


def longest_of_lines(count: int, chance: Fraction, tail: float) -> int:
    """How many dice so many lines bring beyond their last ones, so that more are less likely than the tail.

    Their number follows the negative binomial law; once its terms fall, they fall faster than a geometric series.

    Example:
        >>> longest_of_lines(1, Fraction(1, 6), 1e-12)
        15
    """
    more, likely = 0, float(1 - chance) ** count
    while chance:
        falls = float(chance) * (count + more) / (more + 1)
        if falls < 1 and likely * falls / (1 - falls) <= tail:
            break
        likely *= falls
        more += 1
    return more
