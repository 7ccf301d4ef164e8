"""Between which numbers a value surely lies, worked out before anything is rolled.

What a value really reaches may be less, but never more. So a divisor whose span leaves zero out can never come to zero:
only such divisors are rolled, for a roll that was refused because of its faces would tell what they were, and a table's
next roll would have them again.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from math import ceil, floor, inf
from typing import Final

from core.dice.operations import COUNTING, PICKING, Modifier, Operation
from core.dice.syntax import Binary, Call, Counted, Dice, Group, Labelled, Negative, Node, Number, Set

Bound = int | Fraction | float
Span = tuple[Bound, Bound]

_COMPARING: Final = frozenset({"==", "!=", "<", "<=", ">", ">="})


def span(node: Node) -> Span:
    """The least and the most that a value can come to; infinite where explosions have no largest number.

    Example:
        >>> span(Binary("+", Dice(2, 6), Number(3), column=4))
        (5, 15)
    """
    match node:
        case Number():
            return node.value, node.value
        case Dice():
            return _of_dice(node, (node.count, node.count))
        case Counted():
            low, high = span(node.count)
            return _of_dice(node.dice, (max(floor(low), 0) if low > -inf else 0, max(high, 0)))
        case Group() | Labelled():
            return span(node.inner)
        case Negative():
            low, high = span(node.operand)
            return -high, -low
        case Set():
            return _of_set([span(item) for item in node.items], node.modifiers)
        case Call():
            return _of_call(node.function, [span(each) for each in node.arguments])
        case Binary():
            return _of_binary(node)


def may_be_zero(node: Node) -> bool:
    """Whether zero cannot be ruled out."""
    low, high = span(node)
    return low <= 0 <= high


def _of_dice(node: Dice, count: Span) -> Span:
    """From the span of one die and of how many count."""
    (fewest, most), (low, high) = count, node.faces
    least: Bound = low
    greatest: Bound = high
    for step in node.modifiers:
        match step.operation:
            case Operation.RAISE | Operation.LOWER:
                limit = max if step.operation is Operation.RAISE else min
                least, greatest = (limit(each, step.selectors[0].value) for each in (least, greatest))
            case operation if operation in PICKING:
                fewest, most = _picked(step, fewest, most)
            case operation if operation in COUNTING:
                return -most, 2 * most
            case Operation.COMPOUND:
                greatest = inf
            case Operation.ADD_ONE:
                most += 1
            case Operation.EXPLODE_ONCE:
                most *= 2
            case Operation.EXPLODE | Operation.PENETRATE:
                most = inf if most else most
                least = min(least, low - (step.operation is Operation.PENETRATE))
            case _:
                least, greatest = min(least, low), max(greatest, high)
    return min(_times(fewest, least), _times(most, least)), max(_times(fewest, greatest), _times(most, greatest))


def _picked(step: Modifier, fewest: Bound, most: Bound) -> Span:
    """How many are left by a keep or a drop."""
    named = sum([each.value for each in step.selectors if each.comparison in "hl"])
    ranks = all(each.comparison in "hl" for each in step.selectors)
    if step.operation is Operation.KEEP:
        surely = max([each.value for each in step.selectors if each.comparison in "hl"], default=0)
        return min(fewest, surely), (min(most, named) if ranks else most)
    return (max(fewest - named, 0) if ranks else 0), most


def _of_set(items: list[Span], modifiers: tuple[Modifier, ...]) -> Span:
    lows, highs = [low for low, _ in items], [high for _, high in items]
    if not modifiers:
        return sum(lows), sum(highs)
    fewest: Bound = len(items)
    most: Bound = len(items)
    for step in modifiers:
        fewest, most = _picked(step, fewest, most)
    if not items:
        return 0, 0
    return min(_times(fewest, min(lows)), _times(most, min(lows))), max(
        _times(fewest, max(highs)), _times(most, max(highs))
    )


def _of_call(function: str, arguments: list[Span]) -> Span:
    lows, highs = [low for low, _ in arguments], [high for _, high in arguments]
    match function:
        case "min":
            return min(lows), min(highs)
        case "max":
            return max(lows), max(highs)
        case "abs":
            (low, high) = arguments[0]
            return (0 if low <= 0 <= high else min(abs(low), abs(high))), max(abs(low), abs(high))
        case _:
            (low, high) = arguments[0]
            return (floor(low) if low > -inf else low), (ceil(high) if high < inf else high)


def _of_binary(node: Binary) -> Span:
    if node.operator in _COMPARING:
        return 0, 1
    (low, high), (low_by, high_by) = span(node.left), span(node.right)
    match node.operator:
        case "+":
            return low + low_by, high + high_by
        case "-":
            return low - high_by, high - low_by
        case "*":
            return _corners(low, high, (low_by, high_by))
        case "%":
            return min(low_by, 0), max(high_by, 0)
        case _:
            if low_by <= 0 <= high_by:
                return -inf, inf
            least, most = _corners(low, high, (_inverse(low_by), _inverse(high_by)))
            return (least, most) if node.operator == "/" or inf in (-least, most) else (floor(least), floor(most))


def _corners(low: Bound, high: Bound, by: Iterable[Bound]) -> Span:
    products = [_times(one, other) for other in by for one in (low, high)]
    return min(products), max(products)


def _times(one: Bound, other: Bound) -> Bound:
    """A product in which nothing times anything is nothing."""
    return one * other if one and other else 0


def _inverse(value: Bound) -> Bound:
    return 0 if value in (inf, -inf) else 1 / Fraction(value)
