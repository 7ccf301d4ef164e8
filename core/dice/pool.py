"""A pool of dice while its modifiers are applied: the faces shown, what they count for, and which of them count.

What is rolled anew is rolled a generation at a time: first every die of the pool, then one more for each that matched,
then one more for each of those, until none does. So dice are asked for in as few calls as possible, and a list of all
faces in the order of rolling is enough to tell the whole story again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from fractions import Fraction
from typing import Final

from core.dice import bounds
from core.dice.operations import COMPARE, COUNTING, Modifier, Operation, Selector
from core.dice.refusal import Refusal
from core.dice.source import DieSource
from core.dice.syntax import Dice


class Mark(StrEnum):
    """What became of a die, beside being kept or dropped."""

    NONE = ""
    REROLLED = "rerolled"
    EXPLODED = "exploded"


class Die:
    """One die on the table.

    Attributes:
        faces: What it showed; several when explosions were added into it (compounding).
        value: What it counts for in keeping, comparing and adding.
        counts: Successes less failures, once they are counted; None before.
        kept: Whether it counts.
    """

    __slots__ = ("counts", "faces", "follower", "kept", "mark", "value")

    def __init__(self, face: int) -> None:
        self.faces = [face]
        self.value = face
        self.counts: int | None = None
        self.kept = True
        self.mark = Mark.NONE
        self.follower: Die | None = None

    @property
    def worth(self) -> int:
        """What it adds to the total, if it is kept."""
        return self.value if self.counts is None else self.counts


class Pool:
    """Dice on the table, changed step by step.

    Args:
        node: The pool that is rolled; its count is the number of dice to begin with.
        source: Where faces come from.
        drawn: Every face is noted here as the source gave it, 1 to the number of sides.

    Raises:
        Refusal: ``dice-too-many`` when rerolls and explosions will not end.
    """

    __slots__ = ("_drawn", "_left", "_node", "_source", "dice")

    def __init__(self, node: Dice, source: DieSource, drawn: list[int]) -> None:
        self._node = node
        self._source = source
        self._drawn = drawn
        self._left = bounds.MAX_DICE
        self.dice = [Die(face) for face in self._draw(node.count)]
        for modifier in node.modifiers:
            _STEPS[modifier.operation](self, modifier)

    @property
    def total(self) -> int:
        """The sum of what the kept dice are worth."""
        return sum([die.worth for die in self.dice if die.kept])

    def _draw(self, count: int) -> Sequence[int]:
        self._left -= count
        if self._left < 0:
            limit = (str(bounds.MAX_DICE),)
            raise Refusal("dice-too-many", self._node.column - 1, self._node.text, limit)
        faces = self._source.dice(count, self._node.sides)
        self._drawn.extend(faces)
        return [face - 2 for face in faces] if self._node.fate else faces

    def pick(self, modifier: Modifier) -> None:
        """Keep or drop among the dice kept so far."""
        first = modifier.selectors[0]
        if len(modifier.selectors) == 1 and first.comparison in COMPARE:
            keeps, matches, bound = modifier.operation is Operation.KEEP, COMPARE[first.comparison], first.value
            for die in self.dice:
                if die.kept and matches(die.value, bound) is not keeps:
                    die.kept = False
            return
        live = [die for die in self.dice if die.kept]
        for die, kept in zip(live, picked([die.value for die in live], modifier), strict=True):
            die.kept = kept

    def clamp(self, modifier: Modifier) -> None:
        """Let no die count for less, or for more, than so much."""
        bound = modifier.selectors[0].value
        if modifier.operation is Operation.RAISE:
            for die in self.dice:
                if die.value < bound:
                    die.value = bound
        else:
            for die in self.dice:
                if die.value > bound:
                    die.value = bound

    def count(self, modifier: Modifier) -> None:
        """Count successes or failures among the kept dice."""
        matches = _test(modifier.selectors)
        step = -1 if modifier.operation is Operation.FAIL else 1
        for die in self.dice:
            if die.kept:
                die.counts = (die.counts or 0) + (step if matches(die.value) else 0)

    def sort(self, modifier: Modifier) -> None:
        """Lay the dice out in order; of equal ones the first rolled lies first."""
        self.dice.sort(key=lambda die: die.value, reverse=modifier.selectors[0].comparison == "h")

    def add_one(self, modifier: Modifier) -> None:
        """Roll one more die if any matches, behind the first that does."""
        self._follow(self._matching(modifier)[:1], reroll=False)

    def reroll(self, modifier: Modifier) -> None:
        """Roll matching dice anew: all until none matches, all once, or only the first once."""
        waiting = self._matching(modifier)
        if modifier.operation is Operation.REROLL_ONE:
            waiting = waiting[:1]
        matches = _test(modifier.selectors)
        while waiting:
            fresh = self._follow(waiting, reroll=True, settle=False)
            endless = modifier.operation is Operation.REROLL
            waiting = [die for die in fresh if matches(die.value)] if endless else []
        self._settle()

    def explode(self, modifier: Modifier) -> None:
        """Roll one more die for each that matches, and go on with the new ones; or only once."""
        waiting = self._matching(modifier)
        matches = _test(modifier.selectors)
        less = 1 if modifier.operation is Operation.PENETRATE else 0
        while waiting:
            fresh = self._follow(waiting, reroll=False, settle=False)
            endless = modifier.operation is not Operation.EXPLODE_ONCE
            waiting = [die for die in fresh if matches(die.value)] if endless else []
            for die in fresh:
                die.value -= less
        self._settle()

    def compound(self, modifier: Modifier) -> None:
        """Roll on for each die that matches, and add what comes into that die."""
        waiting = self._matching(modifier)
        matches = _test(modifier.selectors)
        while waiting:
            going: list[Die] = []
            for die, face in zip(waiting, self._draw(len(waiting)), strict=True):
                die.mark = Mark.EXPLODED
                die.faces.append(face)
                die.value += face
                if matches(face):
                    going.append(die)
            waiting = going

    def _matching(self, modifier: Modifier) -> list[Die]:
        matches = _test(modifier.selectors)
        return [die for die in self.dice if die.kept and matches(die.value)]

    def _follow(self, dice: list[Die], *, reroll: bool, settle: bool = True) -> list[Die]:
        """Roll one die behind each of these; the old ones count no more if it is a reroll."""
        fresh = [Die(face) for face in self._draw(len(dice))]
        for die, follower in zip(dice, fresh, strict=True):
            die.follower = follower
            die.mark = Mark.REROLLED if reroll else Mark.EXPLODED
            die.kept = not reroll
        if settle:
            self._settle()
        return fresh

    def _settle(self) -> None:
        """Lay every new die behind the one that it follows."""
        settled: list[Die] = []
        for head in self.dice:
            die: Die | None = head
            while die:
                settled.append(die)
                follower, die.follower = die.follower, None
                die = follower
        self.dice = settled


def picked(values: Sequence[int | Fraction], modifier: Modifier) -> list[bool]:
    """Which values a keep or a drop leaves: the union of what its selectors name, or what is not in it.

    Highest and lowest are two ends of one order (ties in the order of rolling), so they name different dice.

    Example:
        >>> picked([2, 5, 5], Modifier(Operation.KEEP, (Selector("h", 1), Selector("l", 1))))
        [True, True, False]
    """
    order: list[int] = []
    named: set[int] = set()
    comparing = tuple([selector for selector in modifier.selectors if selector.comparison in COMPARE])
    if comparing:
        matches = _test(comparing)
        meant = {value for value in set(values) if matches(value)}
        named.update([place for place, value in enumerate(values) if value in meant])
    for selector in modifier.selectors:
        if selector.comparison in "hl":
            order = order or sorted(range(len(values)), key=values.__getitem__, reverse=True)
            high = selector.comparison == "h"
            named.update(order[: selector.value] if high else order[max(len(order) - selector.value, 0) :])
    keeps = modifier.operation is Operation.KEEP
    return [(place in named) is keeps for place in range(len(values))]


def _test(selectors: tuple[Selector, ...]) -> Callable[[int | Fraction], bool]:
    """Whether a value is meant by at least one selector; of many, the widest of each comparison is asked."""
    if len(selectors) == 1:
        return selectors[0].matches
    named = {selector.value for selector in selectors if selector.comparison == "="}
    widest: dict[str, int] = {}
    for selector in selectors:
        comparison, value = selector.comparison, selector.value
        if comparison != "=":
            widen = max if comparison[0] == "<" else min
            widest[comparison] = widen(widest.get(comparison, value), value)
    spans = [(COMPARE[comparison], bound) for comparison, bound in widest.items()]
    if not spans:
        return named.__contains__
    return lambda value: value in named or any(matches(value, bound) for matches, bound in spans)


_STEPS: Final[dict[Operation, Callable[[Pool, Modifier], None]]] = {
    Operation.KEEP: Pool.pick,
    Operation.DROP: Pool.pick,
    Operation.REROLL: Pool.reroll,
    Operation.REROLL_ONCE: Pool.reroll,
    Operation.REROLL_ONE: Pool.reroll,
    Operation.ADD_ONE: Pool.add_one,
    Operation.EXPLODE: Pool.explode,
    Operation.EXPLODE_ONCE: Pool.explode,
    Operation.PENETRATE: Pool.explode,
    Operation.COMPOUND: Pool.compound,
    Operation.RAISE: Pool.clamp,
    Operation.LOWER: Pool.clamp,
    Operation.SORT: Pool.sort,
    **dict.fromkeys(COUNTING, Pool.count),
}
