"""What the odds of a roll are told in."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate
from typing import Final

CONFIDENCE: Final = Fraction(95, 100)
"""How sure the ± of sampled odds is."""


@dataclass(frozen=True, slots=True)
class Distribution:
    """How likely each total of one roll is.

    Attributes:
        outcomes: Every total that can come, in order.
        weights: Of each its share of the whole.
        whole: What the weights are shares of. They sum to it, but for what was cut off.
        mean: The mean: exact, for an endless explosion that is only added to, the closed form with its tail. Where
            more is done with one (keeping, dividing, comparing), the mean of what was not cut off, which differs by
            less than `cut` times what can be rolled; where it was sampled, the mean of the sample.
        variance: The variance, as exact as the mean.
        cut: How much of the chance lies in the endless tail of explosions and was cut off, always below 10^-12. No
            chance told is too high, and none too low by more than this.
        sampled: How far each chance may be off, because the roll was sampled and not worked out; None where it was
            worked out. By the inequality of Dvoretzky, Kiefer, Wolfowitz and Massart, whatever the law is, all
            `at_least` together are within it in at least 95 of 100 samples; `exactly` is within twice as much.
    """

    outcomes: tuple[int, ...]
    weights: tuple[int, ...]
    whole: int
    mean: Fraction
    variance: Fraction
    cut: Fraction = Fraction(0)
    sampled: float | None = None

    @property
    def low(self) -> int:
        """The lowest total; of sampled odds the lowest that was seen."""
        return self.outcomes[0]

    @property
    def high(self) -> int:
        """The highest total; of an endless explosion the highest that was not cut off."""
        return self.outcomes[-1]

    @property
    def chances(self) -> Iterator[tuple[int, Fraction]]:
        """Every total with its chance."""
        return zip(self.outcomes, [Fraction(weight, self.whole) for weight in self.weights], strict=True)

    def at_least(self, total: int) -> Fraction:
        """The chance of this total or more."""
        return Fraction(sum(self.weights[bisect_left(self.outcomes, total) :]), self.whole)

    def exactly(self, total: int) -> Fraction:
        """The chance of this very total."""
        place = bisect_left(self.outcomes, total)
        known = place < len(self.outcomes) and self.outcomes[place] == total
        return Fraction(self.weights[place], self.whole) if known else Fraction(0)

    def quantile(self, share: Fraction | float) -> int:
        """The lowest total that at least so great a share of all rolls does not pass; of 1/2 it is the median.

        Raises:
            ValueError: The share is not between 0 and 1.
        """
        if not 0 <= share <= 1:
            raise ValueError(f"a share lies between 0 and 1, not at {share}")
        wanted = Fraction(share) * sum(self.weights)
        place = bisect_left(list(accumulate(self.weights)), wanted)
        return self.outcomes[place]
