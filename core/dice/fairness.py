"""How dice have fallen, and whether fair ones would: counts of faces, their mean, and Pearson's χ² test.

Every die that was thrown counts, dropped and rerolled ones too: what is asked is how the dice fall, not what was made
of them. The test compares how often each face fell with how often it should have; the p-value is the share of fair
sets of dice that would come out at least as uneven. Its tail is the regularised incomplete gamma function, by its
series on one side of the bend and by its continued fraction on the other.

Source: K. Pearson 1900; Abramowitz and Stegun, 6.5.29, 6.5.31 and 26.4.19; W. J. Lentz 1976.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

LEAST_EXPECTED: Final = 5
"""How often each face should have fallen before the test says anything (Cochran's rule)."""
_PRECISION: Final = 1e-12
_TINY: Final = 1e-300
_MOST_STEPS: Final = 100_000


@dataclass(frozen=True, slots=True)
class Tally:
    """How often each face of one kind of die has fallen.

    Attributes:
        sides: Faces of the die; 3 for fate dice.
        fate: Whether its faces are −1, 0 and 1.
        fell: Each face that has fallen at all, and how often.
    """

    sides: int
    fate: bool
    fell: Mapping[int, int]

    @property
    def name(self) -> str:
        """The die in notation."""
        return "dF" if self.fate else f"d{self.sides}"

    @property
    def faces(self) -> range:
        """Every face it has."""
        return range(-1, 2) if self.fate else range(1, self.sides + 1)

    @property
    def dice(self) -> int:
        """How many were thrown."""
        return sum(self.fell.values())

    @property
    def mean(self) -> float:
        """What they showed on average."""
        return sum(face * count for face, count in self.fell.items()) / self.dice

    @property
    def fair_mean(self) -> float:
        """What fair dice tend to."""
        return 0.0 if self.fate else (self.sides + 1) / 2

    @property
    def still_needed(self) -> int:
        """How many more dice it takes until the test says something; 0 when it does."""
        return max(0, LEAST_EXPECTED * self.sides - self.dice)


def chi_squared(tally: Tally) -> float:
    """Pearson's χ² of a tally against a fair die: 0 when every face fell equally often.

    Example:
        >>> chi_squared(Tally(6, False, {1: 5, 2: 8, 3: 9, 4: 8, 5: 10, 6: 20}))
        13.4
    """
    expected = tally.dice / tally.sides
    return round(sum(count * count for count in tally.fell.values()) / expected - tally.dice, 9)


def unevenness(tally: Tally) -> float | None:
    """The share of fair sets of as many dice that would come out at least as uneven; None while they are too few.

    Example:
        >>> round(unevenness(Tally(6, False, {1: 5, 2: 8, 3: 9, 4: 8, 5: 10, 6: 20})), 4)
        0.0199
        >>> unevenness(Tally(20, False, {20: 3})) is None
        True
    """
    if tally.sides < 2 or tally.still_needed:
        return None
    return upper_gamma((tally.sides - 1) / 2, chi_squared(tally) / 2)


def upper_gamma(a: float, x: float) -> float:
    """The regularised upper incomplete gamma function Q(a, x).

    Args:
        a: Above 0; half the degrees of freedom.
        x: From 0 on; half of χ².

    Example:
        >>> round(upper_gamma(0.5, 3.841458820694124 / 2), 9)  # the 5 % point of one degree of freedom
        0.05
    """
    if x <= 0:
        return 1.0
    scale = math.exp(a * math.log(x) - x - math.lgamma(a))
    if x < a + 1:
        return min(1.0, max(0.0, 1 - scale * _series(a, x)))
    return min(1.0, scale * _fraction(a, x))


def _series(a: float, x: float) -> float:
    """Σ xⁿ / (a (a+1) … (a+n)), which falls quickly below the bend."""
    term = total = 1 / a
    for step in range(1, _MOST_STEPS):
        term *= x / (a + step)
        total += term
        if term < total * _PRECISION:
            break
    return total


def _fraction(a: float, x: float) -> float:
    """The continued fraction of Γ(a, x), by Lentz's method, which settles quickly above the bend."""
    b = x + 1 - a
    c, d = 1 / _TINY, 1 / b
    value = d
    for step in range(1, _MOST_STEPS):
        numerator = -step * (step - a)
        b += 2
        d = 1 / (numerator * d + b or _TINY)
        c = b + numerator / c or _TINY
        value *= c * d
        if abs(c * d - 1) < _PRECISION:
            break
    return value
