"""The odds of one pool or one set: which way of working them out fits its steps.

Steps at the end that look at each die alone are left to the die (`course`). If there are others before them, the pool
is a crowd of dice that are independent (`crowd`), of which places may be kept (`ranks`); and where neither fits, it is
followed through all its states (`states`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import reduce
from itertools import dropwhile, takewhile

from core.dice.odds.course import Course, Limits, is_alone, ranks
from core.dice.odds.crowd import Crowd, OrderMattersError, crowds, each_part, keeper, split, together
from core.dice.odds.law import Law, added, certain, mixed, reduced, repeated
from core.dice.odds.places import places
from core.dice.odds.polynomial import Value
from core.dice.odds.ranks import Part, ranked
from core.dice.odds.states import States, Ways, picked_rows
from core.dice.operations import PICKING, Modifier
from core.dice.syntax import Dice


def pool_law(node: Dice, limits: Limits) -> Law:
    """How likely each total of a pool is.

    Raises:
        BeyondBudgetError: It is too much work.

    Example:
        >>> from core.dice.odds.work import Work
        >>> pool_law(Dice(2, 2), Limits(Work(1000), 1e-15))
        Law(weights={2: 1, 3: 2, 4: 1}, whole=4, closed=None)
    """
    steps = node.modifiers
    start = max([place for place, step in enumerate(steps, start=1) if not is_alone(step)], default=0)
    course = Course(node, start, limits)
    if not start:
        return course.pool(node.count)
    before = list(takewhile(lambda step: not ranks(step), steps[:start]))
    picks = steps[len(before) : start]
    if is_for_places(picks):
        try:
            found = crowds(node, before, limits)
        except OrderMattersError:
            pass
        else:
            limits.work.spend(2 * sum([crowd.cost for crowd in found]))
            values = {int(value) for crowd in found for part in crowd.parts for value in part.weights}
            return _law(found, picks, {value: course.worth(value) for value in values}, limits)
    return States(node, steps[:start], limits).law(course)


def set_law(items: Sequence[Law], steps: Sequence[Modifier], limits: Limits) -> Law:
    """How likely each total of a set of values is, of which some may be kept or dropped."""
    work = limits.work
    if not steps:
        return reduce(lambda one, other: added(one, other, work), items, certain(0))
    work.spend(150 * len(items))
    crowd = reduce(together, [Crowd((Part(1, law.weights, law.whole),)) for law in items], Crowd(()))
    picks = list(dropwhile(lambda step: not ranks(step), steps))
    if not is_for_places(picks):
        return _set_of_rows(items, steps, limits)
    found = [crowd]
    for step in steps[: len(steps) - len(picks)]:
        keeps = keeper(step)
        found = [changed for one in found for changed in each_part(one, lambda part: split(part, keeps), work)]  # noqa: B023  # used at once
    return _law(found, picks, {value: certain(value) for law in items for value in law.weights}, limits)


def is_for_places(picks: Sequence[Modifier]) -> bool:
    """Whether places can say what a row of steps keeps."""
    return all(step.operation in PICKING for step in picks) and places(1, picks) is not None


def _law(found: Sequence[Crowd], picks: Sequence[Modifier], worths: Mapping[Value, Law], limits: Limits) -> Law:
    """What crowds are worth of which some places are kept."""
    laws: list[tuple[int, Law]] = []
    for crowd in found:
        limits.work.spend(60 + 4 * crowd.count)
        if picks:
            order = places(crowd.count, picks)
            assert order is not None, "is_for_places has said so"
            law = ranked(crowd.parts, order, worths, limits.work)
        else:
            law = _all_of(crowd, worths, limits)
        laws.append((crowd.weight, Law(law.weights, law.whole * crowd.whole)))
    return mixed(laws, 1, limits.work)


def _all_of(crowd: Crowd, worths: Mapping[Value, Law], limits: Limits) -> Law:
    """What all dice of a crowd are worth together."""
    law = certain(0)
    for part in crowd.parts:
        one = mixed([(weight, worths[value]) for value, weight in part.weights.items()], part.whole, limits.work)
        law = added(law, repeated(reduced(one, limits.work), part.count, limits.work), limits.work)
    return law


def _set_of_rows(items: Sequence[Law], steps: Sequence[Modifier], limits: Limits) -> Law:
    """The same by every row of values."""
    rows: Ways = {(): 1}
    whole = 1
    for law in items:
        limits.work.spend((4 + len(items)) * len(rows) * len(law.weights))
        rows = {(*row, (value, None)): by * weight for row, by in rows.items() for value, weight in law.weights.items()}
        whole *= law.whole
    for step in steps:
        rows = picked_rows(rows, step, limits.work)
    totals: dict[Value, int] = {}
    for row, weight in rows.items():
        total = sum([value for value, _ in row])
        totals[total] = totals.get(total, 0) + weight
    return Law(totals, whole)
