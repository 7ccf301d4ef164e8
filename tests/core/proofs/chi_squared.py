"""Whether faces fell evenly: Pearson's χ² against what fair dice stay below in all but one of a million runs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from math import sqrt

RARE = 4.753424
"""The standard normal quantile of 1 - 10^-6."""


def chi_squared(faces: Iterable[int], sides: int) -> float:
    """Pearson's statistic for dice that should show each of `sides` faces as often."""
    counts = Counter(faces)
    assert set(counts) <= set(range(1, sides + 1))
    expected = counts.total() / sides
    return sum((counts[face] - expected) ** 2 for face in range(1, sides + 1)) / expected


def threshold(sides: int) -> float:
    """The quantile of χ² with `sides` - 1 degrees of freedom, by Wilson and Hilferty's approximation.

    For one degree the approximation is off by a tenth; there the statistic is the square of a normal one.
    """
    if sides == 2:
        return 23.928  # 4.891638 squared: the normal quantile of 1 - 10^-6 / 2
    degrees = sides - 1
    return degrees * (1 - 2 / (9 * degrees) + RARE * sqrt(2 / (9 * degrees))) ** 3
