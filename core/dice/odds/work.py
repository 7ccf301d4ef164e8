"""How much work an answer may cost: every step is charged before it is done, so a bound on the sum bounds the time.

A unit is about 0.1 µs, what it takes to put one small number into a dictionary; what works on long numbers is charged
by their length. The charges were fitted to the processor's time of a hundred rolls of every kind, from 8d6 to
500d4kh490: a unit takes between 0.02 and 0.2 µs on a core of the project's machine. `python -m tests.bench odds` takes
the time again: the longest of many calls with the default budget is one of its figures.
"""

from __future__ import annotations

from typing import Final

DEFAULT: Final = 35_000
"""About 3 ms on a core of the project's machine, at worst 10 ms: what may be done between two events of a loop.

`python -m tests.bench stalls` takes the time of thousands of texts that were written to be slow.
"""

_WORD: Final = 640
"""Bits that are added in the time of a unit."""
_DIGIT: Final = 30
_KARATSUBA: Final = 70
"""Digits from which on Python multiplies by Karatsuba's method; before that, each digit by each."""
_PRODUCTS: Final = 60
"""Products of two digits in the time of a unit."""
_DIVISIONS: Final = 150
"""Products of two digits of two long numbers, among which a common divisor is found in the time of a unit."""


class BeyondBudgetError(Exception):
    """The odds are more work than the budget allows."""


class Work:
    """A budget that is being spent."""

    __slots__ = ("left",)

    def __init__(self, budget: float) -> None:
        self.left = float(budget)

    def spend(self, units: float) -> None:
        """Take so much off.

        Raises:
            BeyondBudgetError: There is not so much left.
        """
        self.left -= units
        if self.left < 0:
            raise BeyondBudgetError

    def spend_sums(self, count: float, bits: int) -> None:
        """Pay for additions, or products with a small number, of numbers that long."""
        self.spend(sums_cost(count, bits))

    def spend_product(self, bits: int, other: int) -> None:
        """Pay for one product of two long numbers."""
        self.spend(product_cost(bits, other))


def sums_cost(count: float, bits: int) -> float:
    """What so many additions of numbers that long cost."""
    return count * (1 + bits / _WORD)


def product_cost(bits: int, other: int) -> float:
    """What one product of two long numbers costs.

    Example:
        >>> product_cost(30, 30) < 2, product_cost(100_000, 100_000) > 10_000
        (True, True)
    """
    few, many = sorted((bits // _DIGIT + 1, other // _DIGIT + 1))
    if few <= _KARATSUBA:
        return 1 + few * many / _PRODUCTS
    return 1 + many / few * (few / _KARATSUBA) ** 1.585 * _KARATSUBA**2 / _PRODUCTS


def divisor_cost(bits: int) -> float:
    """What it costs to find the greatest common divisor of two numbers that long: Lehmer's way, digit by digit.

    Example:
        >>> divisor_cost(30) < 2, divisor_cost(30_000) > 5_000
        (True, True)
    """
    return 1 + (bits / _DIGIT) ** 2 / _DIVISIONS
