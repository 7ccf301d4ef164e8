"""The law of a value: how likely each value is, as whole numbers over one whole.

Weights may sum to less than the whole: what is missing was cut off, the endless tail of an explosion. Where a closed
form gives the mean and the variance of all, the tail included, a law carries them along.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import gcd, lcm
from typing import Final

from core.dice.odds.polynomial import Value, Weights, power, product
from core.dice.odds.work import Work, divisor_cost

_MUCH: Final = 20
"""The share of what is left that one common divisor may cost."""
_EACH_FRACTION: Final = 40
"""What it costs to work a fraction out and to look it up."""

Moments = tuple[Fraction, Fraction]
"""A mean and a variance."""


@dataclass(frozen=True, slots=True)
class Law:
    """How likely each value is.

    Attributes:
        weights: Of each value its share of the whole.
        whole: What the weights would sum to, had nothing been cut off.
        closed: The exact mean and variance where something was cut off, if a closed form gives them.
    """

    weights: Weights
    whole: int
    closed: Moments | None = None

    @property
    def cut(self) -> int:
        """What was cut off, as a share of the whole."""
        return self.whole - sum(self.weights.values())

    @property
    def moments(self) -> Moments | None:
        """The exact mean and variance; None if they went with what was cut off."""
        return self.closed if self.closed or self.cut else moments(self.weights)


def moments(weights: Weights) -> Moments:
    """The mean and the variance by the weights alone."""
    whole = sum(weights.values())
    mean = Fraction(sum([value * weight for value, weight in weights.items()]), whole)
    square = Fraction(sum([value * value * weight for value, weight in weights.items()]), whole)
    return mean, square - mean * mean


def certain(value: Value) -> Law:
    """The law of a value that is always the same."""
    return Law({value: 1}, 1)


def even(values: Iterable[int]) -> Law:
    """The law of a value that is each of these as likely."""
    weights: Weights = dict.fromkeys(values, 1)
    return Law(weights, len(weights))


def added(left: Law, right: Law, work: Work) -> Law:
    """The law of the sum of two independent values."""
    closed = None
    if left.closed or right.closed:
        one, other = left.moments, right.moments
        closed = (one[0] + other[0], one[1] + other[1]) if one and other else None
    return Law(product(left.weights, right.weights, work), left.whole * right.whole, closed)


def repeated(law: Law, count: int, work: Work) -> Law:
    """The law of the sum of so many independent values."""
    closed = (law.closed[0] * count, law.closed[1] * count) if law.closed else None
    return Law(power(law.weights, count, work), law.whole**count, closed)


def scaled(law: Law, factor: Value, work: Work) -> Law:
    """The law of so many times a value."""
    closed = (law.closed[0] * factor, law.closed[1] * factor * factor) if law.closed else None
    if not factor:
        return Law({0: sum(law.weights.values())}, law.whole, closed)
    work.spend((5 if is_whole(law) and type(factor) is int else _EACH_FRACTION) * len(law.weights))
    return Law({value * factor: weight for value, weight in law.weights.items()}, law.whole, closed)


def is_whole(law: Law) -> bool:
    """Whether every value is a whole number; fractions cost many times as much."""
    return all(type(value) is int for value in law.weights)


def mapped(law: Law, function: Callable[[Value], Value], work: Work) -> Law:
    """The law of a function of a value."""
    work.spend((6 if is_whole(law) else _EACH_FRACTION) * len(law.weights))
    found: Weights = {}
    for value, weight in law.weights.items():
        result = function(value)
        found[result] = found.get(result, 0) + weight
    return Law(found, law.whole)


def mixed(parts: list[tuple[int, Law]], whole: int, work: Work) -> Law:
    """The law of a value that has each of these laws with so much of a whole.

    Example:
        >>> mixed([(1, certain(7)), (2, even((1, 2)))], 3, Work(100))
        Law(weights={7: 2, 1: 2, 2: 2}, whole=6, closed=None)
    """
    common = lcm(*[law.whole for _, law in parts])
    found: Weights = {}
    for share, law in parts:
        work.spend_sums(10 + 3 * len(law.weights), whole.bit_length() + common.bit_length())
        by = share * (common // law.whole)
        for value, weight in law.weights.items():
            found[value] = found.get(value, 0) + weight * by
    return Law(found, common * whole, _mixed_moments(parts, whole) if any(law.closed for _, law in parts) else None)


def _mixed_moments(parts: list[tuple[int, Law]], whole: int) -> Moments | None:
    if sum([share for share, _ in parts]) != whole:
        return None
    mean = square = Fraction(0)
    for share, law in parts:
        if (known := law.moments) is None:
            return None
        mean += share * known[0]
        square += share * (known[1] + known[0] * known[0])
    return mean / whole, square / whole - (mean / whole) ** 2


def reduced(law: Law, work: Work) -> Law:
    """The same law in the smallest numbers; as it is, where finding them would take much of what is left."""
    by = law.whole
    for weight in law.weights.values():
        if by == 1:
            return law
        work.spend_sums(1, law.whole.bit_length())
        if rest := weight % by:
            if (cost := divisor_cost(by.bit_length())) > work.left / _MUCH:
                return law
            work.spend(cost)
            by = gcd(by, rest)
    if by == 1:
        return law
    return Law({value: weight // by for value, weight in law.weights.items()}, law.whole // by, law.closed)
