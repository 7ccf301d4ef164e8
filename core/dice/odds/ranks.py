"""The highest and the lowest of many dice: one walk over the faces, not over the ways in which the dice can fall.

Laid out in order, the dice that show the highest face take the first places, those with the next one the places behind
them, and so on. How many dice of each kind are left is all that the next face needs to know; what the kept ones are
worth together is a polynomial, packed into one long number. When every place behind is dropped, whatever is left of the
dice may show anything that is left of the faces.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, repeat
from math import lcm, prod
from operator import mul
from typing import Final

from core.dice.odds.law import Law
from core.dice.odds.places import Places
from core.dice.odds.polynomial import Grid, Value, Weights, grid_of, unpack
from core.dice.odds.work import Work, product_cost, sums_cost

_FACE: Final = 60
_FACE_FRACTION: Final = 250
_STEP: Final = 22
"""What a face costs, and a number of dice that show it."""
_State = tuple[int, ...]
"""How many dice of each part are left."""


@dataclass(frozen=True, slots=True)
class Part:
    """Some equal dice of a pool.

    Attributes:
        count: How many.
        weights: What each of them shows.
        whole: What the weights are shares of; they may sum to less.
    """

    count: int
    weights: Weights
    whole: int


def ranked(parts: Sequence[Part], order: Places, worths: Mapping[Value, Law], work: Work) -> Law:
    """What the dice of some parts are worth together when only some places are kept.

    Args:
        parts: The dice, of which there are as many as places.
        order: Which places are kept.
        worths: What a die is worth, if it is kept, by what it shows.
        work: What may be spent.
    """
    if not order.used:
        ways = prod([sum(part.weights.values()) ** part.count for part in parts])
        return Law({0: ways}, prod([part.whole**part.count for part in parts]))
    turned = order.turned()
    high_first = order.used <= turned.used
    walk = _Walk(parts, order if high_first else turned, worths, work)
    for value in sorted({value for part in parts for value in part.weights}, reverse=high_first):
        walk.take(value)
    return walk.law()


class _Walk:
    """One walk over the faces."""

    def __init__(self, parts: Sequence[Part], order: Places, worths: Mapping[Value, Law], work: Work) -> None:
        self.parts, self.order, self.worths, self.work = parts, order, worths, work
        self.used = order.used
        self.dice = sum([part.count for part in parts])
        self.common = lcm(*[law.whole for law in worths.values()])
        self.whole = prod([part.whole**part.count for part in parts]) * self.common**self.dice
        work.spend(400 + 10 * sum([len(law.weights) for law in worths.values()]))
        self.grid = grid_of([0, *[value for law in worths.values() for value in law.weights]])
        self.width = self.whole.bit_length() // 8 + 1
        work.spend_sums(self.grid.size * self.dice, 8 * self.width)
        self.nothing = 8 * self.width * self.grid.places([0])[0]
        self.below = [sum(part.weights.values()) for part in parts]
        self.states: dict[_State, int] = {tuple([part.count for part in parts]): 1}
        self.done = 0

    def law(self) -> Law:
        """What all have come to."""
        low, step, size = self.grid.low, self.grid.step, self.grid.size
        return Law(unpack(self.done, Grid(low * self.dice, step, (size - 1) * self.dice + 1), self.width), self.whole)

    def take(self, value: Value) -> None:
        """Lay out the dice that show this face."""
        kept = self.order.keeps(value)
        self.work.spend((_FACE if type(self.grid.step) is int else _FACE_FRACTION) + len(kept) / 2)
        factor = self.factor(value)
        for at, part in enumerate(self.parts):
            if weight := part.weights.get(value, 0):
                self.below[at] -= weight
                self.lay(at, weight, kept, factor)

    def factor(self, value: Value) -> _Factor:
        """What a kept die that shows this multiplies with."""
        law, cell = self.worths[value], 8 * self.width
        by = self.common // law.whole
        places = zip(self.grid.places(law.weights), law.weights.values(), strict=True)
        terms = [(place, weight * by) for place, weight in places]
        low = min(place for place, _ in terms)
        odd = sum([weight << cell * (place - low) for place, weight in terms])
        return _Factor(odd, cell * low, self.common, self.nothing)

    def lay(self, at: int, weight: int, kept: Sequence[int], factor: _Factor) -> None:
        """Let any number of the dice that are left of one part show this face."""
        states: dict[_State, int] = {}
        below = _powers(self.below[at], self.parts[at].count, self.work)
        for state, ways in self.states.items():
            left = state[at]
            used = self.dice - sum(state)
            needed = self.used - used
            chosen, every = 1, (weight + self.below[at]) ** left
            for many in range(min(left + 1, needed)):
                every -= chosen * below[left - many]
                keeps = kept[used + many] - kept[used]
                self.work.spend(_STEP + factor.cost(ways, chosen, keeps, many))
                self.work.spend_product(chosen.bit_length(), below[left - many].bit_length())
                if many == left or self.below[at]:
                    after = (*state[:at], left - many, *state[at + 1 :])
                    states[after] = states.get(after, 0) + factor.applied(ways * chosen, keeps, many)
                chosen = chosen * weight * (left - many) // (many + 1)
            if left >= needed and every:
                others = [rest**many for rest, many in zip(self.below, state, strict=True)]
                others[at] = every
                keeps = kept[self.used] - kept[used]
                self.work.spend(_STEP + factor.cost(ways, self.whole, keeps, self.dice - used))
                self.done += factor.applied(ways * prod(others), keeps, self.dice - used)
        self.states = states


class _Factor:
    """What dice of one face, of which some are kept, multiply a polynomial with.

    Where each is worth its face, that is one power of x, and so a shift.
    """

    __slots__ = ("_common", "_nothing", "_odd", "_shift")

    def __init__(self, odd: int, shift: int, common: int, nothing: int) -> None:
        self._odd, self._shift, self._common, self._nothing = odd, shift, common, nothing

    def cost(self, ways: int, chosen: int, kept: int, dice: int) -> float:
        """What it costs to apply it."""
        bits, many = ways.bit_length(), chosen.bit_length()
        by = self._odd.bit_length() * kept + (self._common.bit_length() - 1) * (dice - kept)
        shifted = bits + many + by + self._shift * kept + self._nothing * (dice - kept)
        power = 2 * product_cost(by // 2, by // 2) + product_cost(bits + many, by) if by > kept else 0
        return product_cost(bits, many) + power + sums_cost(1, shifted)

    def applied(self, ways: int, kept: int, dice: int) -> int:
        """The polynomial, multiplied."""
        by = self._odd**kept * self._common ** (dice - kept)
        return (ways * by if by != 1 else ways) << (self._shift * kept + self._nothing * (dice - kept))


def _powers(base: int, highest: int, work: Work) -> list[int]:
    """Every power of a number up to the highest."""
    work.spend_sums(highest, highest * base.bit_length())
    return list(accumulate(repeat(base, highest), mul, initial=1))
