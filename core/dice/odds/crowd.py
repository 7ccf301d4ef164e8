"""What a pool can be made up of before its dice are compared: crowds of equal dice, each crowd with its weight.

A step that looks at each die alone leaves dice that are independent once it is known how many it changed. So a pool of
equal dice becomes several crowds, one for each such number, and in each of them there are parts of equal dice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import comb
from typing import Final

from core.dice.odds.course import Course, Limits, longest_of_lines, matches
from core.dice.odds.law import Law, even, mixed, reduced
from core.dice.odds.polynomial import Value, Weights
from core.dice.odds.ranks import Part
from core.dice.odds.work import Work, product_cost
from core.dice.operations import PICKING, Modifier, Operation
from core.dice.syntax import Dice

_ONE_BY_ONE: Final = frozenset(
    {Operation.RAISE, Operation.LOWER, Operation.REROLL, Operation.REROLL_ONCE, Operation.COMPOUND, Operation.SORT}
)
"""What leaves one die where one die was."""


_CROWD: Final = 120
"""What it costs to put one crowd together."""


class OrderMattersError(Exception):
    """Which die is meant depends on the order in which they lie, which crowds do not know."""


@dataclass(frozen=True, slots=True)
class Crowd:
    """One way in which a pool can be made up.

    Attributes:
        parts: Its dice.
        weight: How likely that is, beside what the dice themselves show.
        whole: What the weight is a share of.
    """

    parts: tuple[Part, ...]
    weight: int = 1
    whole: int = 1

    @property
    def count(self) -> int:
        """How many dice there are."""
        return sum([part.count for part in self.parts])

    @property
    def cost(self) -> float:
        """What it costs to put it together: its parts are compared with each other."""
        return _CROWD + sum([len(part.weights) for part in self.parts]) / 2


def crowds(node: Dice, steps: Sequence[Modifier], limits: Limits) -> list[Crowd]:
    """What a pool can be made up of after some steps, none of which ranks.

    Raises:
        OrderMattersError: A step means the first of several different dice, or counts successes too early.
    """
    limits.work.spend(node.sides)
    low, high = node.faces
    fresh = even(range(low, high + 1))
    found = [Crowd((Part(node.count, fresh.weights, fresh.whole),) if node.count else ())]
    is_sorted = False
    for step in steps:
        change = _Change(node, step, fresh, limits)
        is_sorted = is_sorted or step.operation is Operation.SORT
        if step.operation is Operation.REROLL_ONE:
            limits.work.spend(50 * sum([crowd.cost for crowd in found]))
            _check_order(found, step, is_sorted=is_sorted)
        found = [changed for crowd in found for changed in change.of(crowd)]
    return found


def split(part: Part, kept: Callable[[Value], bool]) -> Iterator[Crowd]:
    """Keep or drop each die of a part by what it shows."""
    live, dead = _sides(part, kept)
    gone = sum(dead.values())
    for many in range(part.count + 1):
        if crowd := _crowd((Part(many, live, part.whole),), comb(part.count, many) * gone ** (part.count - many)):
            yield replace(crowd, whole=part.whole ** (part.count - many))


def keeper(step: Modifier) -> Callable[[Value], bool]:
    """Whether a pick that compares no dice keeps one that shows so much."""
    keeps = step.operation is Operation.KEEP
    return lambda value: matches(step, value) is keeps


def together(one: Crowd, other: Crowd) -> Crowd:
    """Two crowds as one; what is equal in them becomes one part."""
    parts: list[Part] = []
    for part in (*one.parts, *other.parts):
        for at, known in enumerate(parts):
            if known.whole == part.whole and known.weights == part.weights:
                parts[at] = Part(known.count + part.count, part.weights, part.whole)
                break
        else:
            parts.append(part)
    return Crowd(tuple(parts), one.weight * other.weight, one.whole * other.whole)


def each_part(crowd: Crowd, ways: Callable[[Part], Iterable[Crowd]], work: Work) -> list[Crowd]:
    """Every way in which a crowd can change when each of its parts changes on its own."""
    found = [Crowd((), crowd.weight, crowd.whole)]
    for part in crowd.parts:
        bits = part.count * part.whole.bit_length() // 2
        work.spend(20 * len(part.weights) + part.count * product_cost(bits, bits) / 4)
        changed: list[Crowd] = []
        for way in ways(part):
            work.spend(way.cost)
            changed.append(way)
        work.spend(2 * len(found) * sum([way.cost for way in changed]))
        found = [together(one, other) for one in found for other in changed]
    return found


class _Change:
    """One step, as a change of crowds."""

    def __init__(self, node: Dice, step: Modifier, fresh: Law, limits: Limits) -> None:
        self.node, self.step, self.fresh, self.limits = node, step, fresh, limits
        self.one = Part(1, fresh.weights, fresh.whole)
        if step.operation in _ONE_BY_ONE:
            self.course = Course(replace(node, modifiers=(step,)), 0, limits)

    def of(self, crowd: Crowd) -> Iterable[Crowd]:
        """What a crowd becomes."""
        operation = self.step.operation
        if operation in (Operation.REROLL_ONE, Operation.ADD_ONE):
            return self.first(crowd)
        if operation in PICKING:
            return each_part(crowd, lambda part: split(part, keeper(self.step)), self.limits.work)
        if operation in _ONE_BY_ONE:
            return each_part(crowd, self.mapped, self.limits.work)
        if operation is Operation.EXPLODE_ONCE:
            return each_part(crowd, self.exploded_once, self.limits.work)
        if operation in (Operation.EXPLODE, Operation.PENETRATE):
            return each_part(crowd, self.exploded, self.limits.work)
        raise OrderMattersError

    def mapped(self, part: Part) -> list[Crowd]:
        """Each die becomes another die."""
        laws = [(weight, self.course.worth(int(value))) for value, weight in part.weights.items()]
        law = reduced(mixed(laws, part.whole, self.limits.work), self.limits.work)
        return [Crowd((Part(part.count, law.weights, law.whole),))]

    def exploded_once(self, part: Part) -> Iterator[Crowd]:
        """Each die that matches brings one more."""
        for many, stopped, going in self.matching(part):
            if crowd := _crowd((stopped, going, replace(self.one, count=many)), comb(part.count, many)):
                yield crowd

    def exploded(self, part: Part) -> Iterator[Crowd]:
        """Each die that matches begins a line: some more that match, and one that does not."""
        less = 1 if self.step.operation is Operation.PENETRATE else 0
        sides = _sides(self.one, self.matches)
        ends, goes_on = [Part(1, {face - less: 1 for face in side}, self.fresh.whole) for side in sides[::-1]]
        chance = Fraction(len(goes_on.weights), self.fresh.whole)
        if part.weights == self.fresh.weights and not less:
            # A die that has just been rolled and one that is rolled behind it are alike, so all are lines from their
            # beginning on.
            longest = longest_of_lines(part.count, chance, self.limits.tail)
            self.limits.work.spend(_CROWD * longest)
            for more in range(longest + 1):
                lines = (replace(ends, count=part.count), replace(goes_on, count=more))
                if crowd := _crowd(lines, comb(part.count + more - 1, more)):
                    yield crowd
            return
        longest = longest_of_lines(part.count, chance, self.limits.tail)
        for many, stopped, going in self.matching(part):
            most = longest if many and goes_on.weights else 0
            self.limits.work.spend(_CROWD * most)
            for more in range(most + 1):
                lines = (replace(ends, count=many), replace(goes_on, count=more))
                ways = comb(part.count, many) * (comb(many + more - 1, more) if many else 1)
                if crowd := _crowd((stopped, going, *lines), ways):
                    yield crowd

    def matching(self, part: Part) -> Iterator[tuple[int, Part, Part]]:
        """How many dice of a part match: the number, those that do not, and those that do."""
        going, stopped = _sides(part, self.matches)
        fewest, most = 0 if stopped else part.count, part.count if going else 0
        self.limits.work.spend(_CROWD * (1 + most - fewest) + part.count**2 / 20)
        for many in range(fewest, most + 1):
            yield many, Part(part.count - many, stopped, part.whole), Part(many, going, part.whole)

    def first(self, crowd: Crowd) -> Iterator[Crowd]:
        """Roll once more for the first die that matches, or for none if none does."""
        rerolls = self.step.operation is Operation.REROLL_ONE
        before: list[Part] = []
        for at, part in enumerate(crowd.parts):
            going, stopped = _sides(part, self.matches)
            for place in range(part.count):
                found = Part(0 if rerolls else 1, going, part.whole)
                rest = Part(part.count - place - 1, part.weights, part.whole)
                dice = (*before, Part(place, stopped, part.whole), found, rest, *crowd.parts[at + 1 :], self.one)
                ways, whole = (sum(going.values()), part.whole) if rerolls else (1, 1)
                self.limits.work.spend(2 * crowd.cost)
                if changed := _crowd(dice, ways):
                    yield Crowd(changed.parts, changed.weight * crowd.weight, crowd.whole * whole)
            before.append(Part(part.count, stopped, part.whole))
        if unchanged := _crowd(before, crowd.weight):
            yield replace(unchanged, whole=crowd.whole)

    def matches(self, value: Value) -> bool:
        """Whether the step means a die that shows so much."""
        return matches(self.step, value)


def _sides(part: Part, meant: Callable[[Value], bool]) -> tuple[Weights, Weights]:
    """What the dice show that are meant, and what the others do."""
    sides: tuple[Weights, Weights] = ({}, {})
    for value, weight in part.weights.items():
        sides[not meant(value)][value] = weight
    return sides


def _crowd(parts: Iterable[Part], weight: int) -> Crowd | None:
    """A crowd without empty parts; None if it cannot be."""
    live = [part for part in parts if part.count]
    if not weight or not all(part.weights for part in live):
        return None
    crowd = Crowd((), weight)
    for part in live:
        crowd = together(crowd, Crowd((part,)))
    return crowd


def _check_order(found: Sequence[Crowd], step: Modifier, *, is_sorted: bool) -> None:
    """See that it makes no difference which of the dice that match is the first.

    It makes none if they all show the same, nor if they are of one kind and lie as they fell.
    """
    for crowd in found:
        meant = [{value for value in part.weights if matches(step, value)} for part in crowd.parts]
        different = {value for values in meant for value in values}
        if len(different) > 1 and (is_sorted or sum(map(bool, meant)) > 1):
            raise OrderMattersError
