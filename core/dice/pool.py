"""A pool of dice while its modifiers are applied: the faces shown, what they count for, and which of them count."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple

from core.dice.source import DieSource
from core.dice.syntax import Dice, Modifier, Operation, Selector


class Pool:
    """Dice on the table, changed step by step.

    Attributes:
        faces: What every die showed, in order.
        values: What every die counts for; the same list as `faces` until a clamp changes something.
        kept: Which dice count.
        left: How many more dice the roll may use.
    """

    __slots__ = ("_shift", "_sides", "_source", "faces", "kept", "left", "values")

    def __init__(self, node: Dice, source: DieSource, left: int) -> None:
        self._source = source
        self._sides = node.sides
        self._shift = -2 if node.fate else 0
        rolled = source.dice(node.count, node.sides)
        self.faces = [face - 2 for face in rolled] if node.fate else list(rolled)
        self.values = self.faces
        self.kept = [True] * node.count
        self.left = left - node.count

    @property
    def total(self) -> int:
        """The sum of what the kept dice count for."""
        return sum([value for value, kept in zip(self.values, self.kept, strict=True) if kept])

    def apply(self, modifier: Modifier) -> bool:
        """Apply one step; False if it would need more dice than the roll may use."""
        operation = modifier.operation
        if operation is Operation.KEEP or operation is Operation.DROP:
            self._pick(modifier)
        elif operation is Operation.RAISE or operation is Operation.LOWER:
            self._clamp(modifier)
        else:
            self._roll_more(modifier)
        return self.left >= 0

    def _pick(self, modifier: Modifier) -> None:
        """Keep or drop the union of what the selectors name, among the dice kept so far.

        Highest and lowest are two ends of one order (ties in the order of rolling), so they name different dice.
        """
        values = self.values
        live = [place for place, kept in enumerate(self.kept) if kept]
        live.sort(key=values.__getitem__, reverse=True)
        picked: set[int] = set()
        for selector in modifier.selectors:
            match selector.comparison:
                case "h":
                    picked.update(live[: selector.value])
                case "l":
                    picked.update(live[max(len(live) - selector.value, 0) :])
                case _:
                    picked.update([place for place in live if selector.matches(values[place])])
        keeps = modifier.operation is Operation.KEEP
        for place in live:
            self.kept[place] = (place in picked) is keeps

    def _clamp(self, modifier: Modifier) -> None:
        bound = modifier.selectors[0].value
        limit = max if modifier.operation is Operation.RAISE else min
        clamped = [limit(value, bound) for value in self.values]
        if clamped != self.values:
            self.values = clamped

    def _roll_more(self, modifier: Modifier) -> None:
        """Walk the pool and roll dice behind each match, as the operation says."""
        matches = _test(modifier.selectors)
        growth = _GROWTH[modifier.operation]
        faces: list[int] = []
        values: list[int] = []
        kept: list[bool] = []
        waiting = True
        for face, value, counts in zip(self.faces, self.values, self.kept, strict=True):
            faces.append(face)
            values.append(value)
            kept.append(counts)
            current = value
            while counts and waiting and matches(current):
                if not self.left:
                    self.left = -1
                    return
                self.left -= 1
                current = self._source.die(self._sides) + self._shift
                kept[-1] = not growth.replaces
                faces.append(current)
                values.append(current)
                kept.append(True)
                waiting = growth.every
                if not growth.repeats:
                    break
        self.values = faces if self.values is self.faces else values
        self.faces = faces
        self.kept = kept


class _Growth(NamedTuple):
    """How an operation adds dice: does the new one replace the old, may it match again, does every die get its turn."""

    replaces: bool
    repeats: bool
    every: bool


_GROWTH: Final = {
    Operation.REROLL: _Growth(replaces=True, repeats=True, every=True),
    Operation.REROLL_ONCE: _Growth(replaces=True, repeats=False, every=True),
    Operation.ADD_ONE: _Growth(replaces=False, repeats=False, every=False),
    Operation.EXPLODE: _Growth(replaces=False, repeats=True, every=True),
}


def _test(selectors: tuple[Selector, ...]) -> Callable[[int], bool]:
    """Whether a value is meant by at least one selector."""
    if len(selectors) == 1:
        return selectors[0].matches
    return lambda value: any(selector.matches(value) for selector in selectors)
