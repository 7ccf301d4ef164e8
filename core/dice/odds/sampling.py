"""Odds by rolling: as many rolls as the budget pays for, and by how much they may be off.

What one roll costs is read off its tree before the first die falls, so a sample's size depends on what was asked and
not on the clock: dice, what is done to each of them by every modifier, and every node, be it a number. Prices are in
the unit of `core.dice.odds.work`, fitted to the processor's time of thousands of texts, random ones and such as were
written to be slow: on the project's machine half of them took less than 0.03 µs a unit, and the longest 0.13 µs.
"""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from math import log, sqrt
from typing import Final

from core.dice import bounds
from core.dice.expression import Line
from core.dice.odds.distribution import CONFIDENCE, Distribution
from core.dice.odds.law import moments
from core.dice.odds.polynomial import Weights
from core.dice.operations import PICKING, Modifier
from core.dice.source import DieSource
from core.dice.syntax import Binary, Call, Counted, Dice, Node, Number, Set, children

MOST: Final = 100_000
"""Rolls of the largest sample: more would not move a chance by half a percent."""
_ROLL: Final = 20
"""What comes with every roll: to cut its total, to count it, and to tell it among the others."""
_NODE: Final = 4
_FRACTION: Final = 40
_LONGER: Final = 4
"""A value that may be a fraction costs so much more at every node, and so much for each divisor in the whole tree."""
_DRAW, _LARGE = 1, 13
"""A face that one byte can hold, or that several must."""
_LARGEST: Final = 256
_SORT: Final = 4
"""Each die of a pool of which only the highest or lowest count: they are plain numbers, put in order."""
_POOL, _DIE = 30, 8
"""A pool that is played out, and each die that lies in it."""
_STEP, _STEP_EACH, _STEP_MORE = 30, 10, 7
"""A modifier, each die that it looks at, and more for that if it has several selectors."""
_CHOICE: Final = 10
"""Each selector of a modifier."""
_CALL, _VALUE = 10, 10
"""A function, and each value that it is given, or that a set picks among."""


def sampled(line: Line, budget: float, source: DieSource) -> Distribution:
    """Roll as often as the budget pays for, once at least."""
    times = min(max(int(budget / cost_of(line.root)), 1), MOST)
    seen: Weights = Counter([int(line.plan(source, [])) for _ in range(times)])
    mean, variance = moments(seen)
    outcomes = sorted(map(int, seen))
    off = sqrt(log(2 / (1 - CONFIDENCE)) / (2 * times))
    return Distribution(tuple(outcomes), tuple([seen[total] for total in outcomes]), times, mean, variance, sampled=off)


def cost_of(root: Node) -> float:
    """What it costs to roll a tree once and to count the total."""
    nodes = _nodes(root)
    divisors = sum(_divides(node) for node in nodes)
    each = _NODE + (_FRACTION + _LONGER * divisors if divisors else 0)
    return _ROLL + sum([each + _own_cost(node) for node in nodes])


def _nodes(root: Node) -> list[Node]:
    found = [root]
    for node in found:
        found.extend(children(node))
    return found


def _divides(node: Node) -> bool:
    """Whether fractions may come of it."""
    match node:
        case Number():
            return isinstance(node.value, Fraction)
        case Binary():
            return node.operator == "/"
        case _:
            return False


def _own_cost(node: Node) -> float:
    match node:
        case Dice():
            return _dice_cost(node)
        case Counted():
            # Its dice are a node of their own, as many as can come; but even bare ones are played out.
            return _POOL + (_DIE + _STEP_EACH) * node.dice.count
        case Set():
            return sum([_VALUE * len(node.items) + _step_cost(step, len(node.items)) for step in node.modifiers])
        case Call():
            return _CALL + _VALUE * len(node.arguments)
        case _:
            return 0


def _dice_cost(dice: Dice) -> float:
    drawn = bounds.charge(dice.count, *dice.faces, dice.modifiers) or 0
    faces = drawn * (_LARGE if dice.sides > _LARGEST else _DRAW)
    if not dice.modifiers:
        return _NODE + faces
    if not dice.fate and _only_ranks(dice.modifiers):
        return _NODE + faces + _SORT * drawn
    return faces + _POOL + _DIE * drawn + sum([_step_cost(step, drawn) for step in dice.modifiers])


def _only_ranks(steps: tuple[Modifier, ...]) -> bool:
    """Whether `core.dice.plan` adds up the highest or lowest without playing the pool out."""
    return (
        len(steps) == 1
        and len(steps[0].selectors) == 1
        and steps[0].selectors[0].comparison in "hl"
        and (steps[0].operation in PICKING)
    )


def _step_cost(step: Modifier, values: int) -> float:
    several = len(step.selectors) > 1
    return _STEP + _CHOICE * len(step.selectors) + (_STEP_EACH + several * _STEP_MORE) * values
