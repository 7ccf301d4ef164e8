"""Sums of independent values as products of polynomials, whose exponents are the values.

Packed into one long number (Kronecker's substitution: every coefficient gets the same number of bytes), a product is
one multiplication. A power P = Q^n follows from P'Q = nQ'P, which gives each coefficient from the ones before it; for
an even die, Q = 1 + x + … + x^(s-1) = (1 - x^s) / (1 - x), the same leaves three terms whatever s is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import gcd, lcm
from typing import Final

from core.dice.odds.work import Work, product_cost, sums_cost

Value = int | Fraction
Weights = dict[Value, int]

_FEW: Final = 64
"""Pairs that are sooner put together one by one than packed."""
_EACH: Final = 5
_EACH_FRACTION: Final = 80
"""What it costs to lay a weight on a grid and to take it off again."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Numbers at equal distances, from `low` on, among which all of some values lie."""

    low: Value
    step: Value
    size: int

    def places(self, values: Iterable[Value]) -> list[int]:
        """Where on the grid each value lies, from zero."""
        low, step = self.low, self.step
        return [int((value - low) // step) for value in values]

    def values(self) -> Sequence[Value]:
        """Every value on the grid."""
        low, step = self.low, self.step
        if isinstance(low, int) and isinstance(step, int):
            return range(low, low + step * self.size, step)
        found = [low + step * place for place in range(self.size)]
        return [value.numerator if value.denominator == 1 else value for value in found]


def grid_of(values: Iterable[Value]) -> Grid:
    """The coarsest grid that holds all values.

    Example:
        >>> grid_of([5, 15, 35])
        Grid(low=5, step=10, size=4)
    """
    found = tuple(values)
    low = min(found)
    scale = lcm(*[value.denominator for value in found])
    step = gcd(*[int((value - low) * scale) for value in found]) or 1
    size = int((max(found) - low) * scale) // step + 1
    return Grid(low, step if scale == 1 else Fraction(step, scale), size)


def product(left: Weights, right: Weights, work: Work) -> Weights:
    """The weights of a sum of two independent values."""
    if not left or not right:
        return {}
    pairs = len(left) * len(right)
    lows = min(left), min(right)
    bits = sum(left.values()).bit_length() + sum(right.values()).bit_length()
    if pairs > _FEW:
        whole = all(type(low) is int for low in lows)
        work.spend_sums((4 if whole else _EACH_FRACTION / 2) * (len(left) + len(right)), bits)
        shared = grid_of([*[value - lows[0] for value in left], *[value - lows[1] for value in right]])
        ends = int((max(left) - lows[0]) // shared.step), int((max(right) - lows[1]) // shared.step)
        width = bits // 8 + 1
        each = _EACH if whole and type(shared.step) is int else _EACH_FRACTION
        packed = product_cost(8 * width * (ends[0] + 1), 8 * width * (ends[1] + 1)) + each * (sum(ends) + 2)
        if packed < sums_cost(2 * pairs, bits):
            work.spend(packed)
            grids = [Grid(low, shared.step, end + 1) for low, end in zip(lows, ends, strict=True)]
            together = pack(left, grids[0], width) * pack(right, grids[1], width)
            return unpack(together, Grid(sum(lows), shared.step, sum(ends) + 1), width)
    work.spend_sums((2 if all(type(low) is int for low in lows) else _EACH_FRACTION) * pairs, bits)
    found: Weights = {}
    for value, weight in left.items():
        for other, by in right.items():
            both = value + other
            found[both] = found.get(both, 0) + weight * by
    return found


def pack(weights: Weights, grid: Grid, width: int) -> int:
    """Lay weights side by side, so many bytes each."""
    cells = [0] * grid.size
    for place, weight in zip(grid.places(weights), weights.values(), strict=True):
        cells[place] = weight
    return int.from_bytes(b"".join([cell.to_bytes(width, "little") for cell in cells]), "little")


def unpack(packed: int, grid: Grid, width: int) -> Weights:
    """Undo `pack`."""
    laid = packed.to_bytes(width * grid.size, "little")
    cells = [int.from_bytes(laid[at : at + width], "little") for at in range(0, len(laid), width)]
    return {value: cell for value, cell in zip(grid.values(), cells, strict=True) if cell}


def power(weights: Weights, count: int, work: Work) -> Weights:
    """The weights of a sum of so many independent values of one kind.

    Example:
        >>> power({1: 1, 2: 1}, 3, Work(1_000))
        {3: 1, 4: 3, 5: 3, 6: 1}
    """
    if count == 0:
        return {0: 1}
    if count == 1 or not weights:
        return weights
    grid = grid_of(weights)
    whole_bits = count * sum(weights.values()).bit_length()
    total = Grid(grid.low * count, grid.step, (grid.size - 1) * count + 1)
    even = len(weights) == grid.size and len(set(weights.values())) == 1
    terms = 3 if even else len(weights) - 1
    each = sums_cost(1, whole_bits) if even else 3 * product_cost(whole_bits, whole_bits // count)
    recurring = total.size * (terms * each + _EACH)
    width = whole_bits // 8 + 1
    packed = 3 * product_cost(4 * width * total.size, 4 * width * total.size) + _EACH * total.size
    if len(weights) > 1 and packed < recurring:
        work.spend(packed)
        return unpack(pack(weights, grid, width) ** count, total, width)
    work.spend(recurring)
    if even:
        by = next(iter(weights.values())) ** count
        cells = _even_power(grid.size, count)
        cells = cells if by == 1 else [cell * by for cell in cells]
    else:
        places = zip(grid.places(weights), weights.values(), strict=True)
        cells = _power(sorted(places), count, total.size)
    return {value: cell for value, cell in zip(total.values(), cells, strict=True) if cell}


def _even_power(size: int, count: int) -> Sequence[int]:
    """The coefficients of (1 + x + … + x^(size-1))^count, of which the second half mirrors the first."""
    degree = count * (size - 1)
    cells = [1]
    for k in range(1, degree // 2 + 1):
        cell = (count + k - 1) * cells[k - 1]
        if k >= size:
            cell += (k - size - count * size) * cells[k - size]
        if k > size:
            cell += (count * (size - 1) - (k - size - 1)) * cells[k - size - 1]
        cells.append(cell // k)
    return cells + cells[: degree + 1 - len(cells)][::-1]


def _power(terms: list[tuple[int, int]], count: int, size: int) -> Sequence[int]:
    """The coefficients of a power of a polynomial with these terms, the first of which is its constant."""
    (_, first), *rest = terms
    cells = [first**count]
    for k in range(1, size):
        cell = sum([(count * place - k + place) * weight * cells[k - place] for place, weight in rest if place <= k])
        cells.append(cell // (k * first))
    return cells
