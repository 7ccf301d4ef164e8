"""Whatever else a pool can go through: every state that it can be in, each with its weight.

A state is the row of dice that still count. Rows that are alike are one state, and where no step asks which die lies
first, rows that hold the same dice are alike. So there are far fewer states than ways in which the dice can fall, and
no order of steps that this cannot follow; only the budget ends it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from core.dice.odds.course import Course, Limits, chain_length, matches
from core.dice.odds.law import Law, added, certain, mixed
from core.dice.odds.polynomial import Value
from core.dice.odds.work import Work
from core.dice.operations import COUNTING, PICKING, Modifier, Operation
from core.dice.pool import picked
from core.dice.syntax import Dice

Shown = tuple[Value, int | None]
"""What a die counts for, and its successes, once they are counted."""
Row = tuple[Shown, ...]
Ways = dict[Row, int]

_ASKING: Final = frozenset({Operation.REROLL_ONE, *COUNTING})
"""Where these are, it matters which die lies first: of those that match, or of equal ones that count differently."""


def picked_rows(rows: Ways, step: Modifier, work: Work) -> Ways:
    """Keep or drop in each row."""
    found: Ways = {}
    for row, weight in rows.items():
        work.spend(30 + 10 * len(row))
        kept = picked([value for value, _ in row], step)
        left = tuple([die for die, stays in zip(row, kept, strict=True) if stays])
        found[left] = found.get(left, 0) + weight
    return found


class States:
    """Every state of a pool, changed step by step.

    Args:
        node: The pool.
        steps: What is done to it.
        limits: How far to follow it.
    """

    __slots__ = ("_faces", "_in_order", "_limits", "_rows", "_tail", "_whole")

    def __init__(self, node: Dice, steps: Sequence[Modifier], limits: Limits) -> None:
        low, high = node.faces
        limits.work.spend(node.sides)
        self._faces: Final = range(low, high + 1)
        self._in_order = any(step.operation in _ASKING for step in steps)
        self._limits = limits
        self._tail = limits.tail / max(node.count, 1) / (1 + len(steps))
        self._rows: Ways = {(): 1}
        self._whole = 1
        for _ in range(node.count):
            self._expand(lambda row: {(*row, (face, None)): 1 for face in self._faces}, len(self._faces))
        for step in steps:
            self._change(step)

    def law(self, course: Course) -> Law:
        """What the dice are worth together, after what becomes of each alone."""
        work, parts = self._limits.work, list[tuple[int, Law]]()
        for row, weight in self._rows.items():
            total = certain(0)
            work.spend(20 + 25 * len(row))
            for value, counts in row:
                total = added(total, course.worth(int(value), counts), work)
            parts.append((weight, total))
        return mixed(parts, self._whole, work)

    def _change(self, step: Modifier) -> None:
        operation = step.operation
        if operation in PICKING:
            self._rows = picked_rows(self._rows, step, self._limits.work)
        elif operation is Operation.SORT:
            high_first = step.selectors[0].comparison == "h"
            self._expand(lambda row: {tuple(sorted(row, key=lambda die: die[0], reverse=high_first)): 1}, 1)
        elif operation in (Operation.REROLL_ONE, Operation.ADD_ONE):
            self._expand(lambda row: self._first(row, step), len(self._faces))
        else:
            self._change_each(step)

    def _expand(self, ways: Callable[[Row], Ways], whole: int) -> None:
        """Let every row become others."""
        found: Ways = {}
        work = self._limits.work
        for row, weight in self._rows.items():
            changed = ways(row)
            work.spend((10 + 2 * len(row)) * len(changed))
            for other, by in changed.items():
                known = other if self._in_order else _ordered(other)
                found[known] = found.get(known, 0) + weight * by
        self._rows = found
        self._whole *= whole

    def _first(self, row: Row, step: Modifier) -> Ways:
        """Roll once more for the first die that matches."""
        for at, die in enumerate(row):
            if matches(step, die[0]):
                stays = () if step.operation is Operation.REROLL_ONE else (die,)
                return {(*row[:at], *stays, (face, None), *row[at + 1 :]): 1 for face in self._faces}
        return {row: len(self._faces)}

    def _change_each(self, step: Modifier) -> None:
        """Let every die become others, each on its own."""
        followers, whole = self._followers(step)
        longest = max([len(row) for row in self._rows], default=0)
        known: dict[Shown, Ways] = {}

        def changed(row: Row) -> Ways:
            ways: Ways = {(): whole ** (longest - len(row))}
            for die in row:
                if die not in known:
                    known[die] = _became(die, step, followers, whole)
                self._limits.work.spend((12 + len(row)) * len(ways) * len(known[die]))
                joined: Ways = {}
                for begun, weight in ways.items():
                    for more, by in known[die].items():
                        both = (*begun, *more) if self._in_order else _ordered((*begun, *more))
                        joined[both] = joined.get(both, 0) + weight * by
                ways = joined
            return ways

        self._expand(changed, whole**longest)

    def _followers(self, step: Modifier) -> tuple[Ways, int]:
        """What is rolled for a die that matches, and the whole of its weights."""
        faces, less = self._faces, 1 if step.operation is Operation.PENETRATE else 0
        match step.operation:
            case Operation.REROLL:
                return _each([face for face in faces if not matches(step, face)])
            case Operation.REROLL_ONCE | Operation.EXPLODE_ONCE:
                return _each(faces)
            case Operation.EXPLODE | Operation.PENETRATE | Operation.COMPOUND:
                going = [face for face in faces if matches(step, face)]
                ends = [face for face in faces if not matches(step, face)]
                longest = chain_length(len(going) / len(faces), self._tail)
                lines, begun = Ways(), list[Row]([()])
                for length in range(longest + 1):
                    by = len(faces) ** (longest - length)
                    self._limits.work.spend(length * len(begun) * len(faces))
                    lines |= {(*line, (face - less, None)): by for line in begun for face in ends}
                    begun = [(*line, (face - less, None)) for line in begun for face in going]
                return lines, len(faces) ** (longest + 1)
            case _:
                return {}, 1


def _each(faces: Iterable[int]) -> tuple[Ways, int]:
    ways: Ways = {((face, None),): 1 for face in faces}
    return ways, len(ways)


def _became(die: Shown, step: Modifier, followers: Ways, whole: int) -> Ways:
    """What one die becomes."""
    value, counts = die
    match step.operation:
        case Operation.RAISE:
            return {((max(value, step.selectors[0].value), counts),): whole}
        case Operation.LOWER:
            return {((min(value, step.selectors[0].value), counts),): whole}
        case operation if operation in COUNTING:
            by = -1 if operation is Operation.FAIL else 1
            return {((value, (counts or 0) + (by if matches(step, value) else 0)),): whole}
        case _ if not matches(step, value):
            return {(die,): whole}
        case Operation.REROLL | Operation.REROLL_ONCE:
            return followers
        case Operation.COMPOUND:
            sums: Ways = {}
            for line, weight in followers.items():
                total: Row = ((value + sum([face for face, _ in line]), counts),)
                sums[total] = sums.get(total, 0) + weight
            return sums
        case _:
            return {(die, *line): weight for line, weight in followers.items()}


def _ordered(row: Row) -> Row:
    return tuple(sorted(row, key=_key)) if len(row) > 1 else row


def _key(die: Shown) -> tuple[Value, bool, int]:
    return die[0], die[1] is not None, die[1] or 0
