"""A plan: a tree turned into functions once, so that rolling it again costs little more than its dice.

A plan takes a source and a list, notes there every face in the order in which it was drawn, and answers with the value.
Nothing else is kept of a roll, because nothing else is needed: told the same faces once more, the same plan comes to
the same value, and `core.dice.layout` lays out the same dice. That is also why no plan decides anything but by faces.

The shapes that nearly every roll has (a bare pool, the highest or lowest of one, one that explodes on a face) add up
plain numbers; everything else is played out by `core.dice.pool`.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import ceil, floor
from typing import Any, Final

from core.dice import bounds
from core.dice.operations import Modifier, Operation
from core.dice.pool import Pool, picked
from core.dice.refusal import Refusal
from core.dice.source import DieSource
from core.dice.syntax import Binary, Call, Counted, Dice, Group, Labelled, Negative, Node, Number, Set

Value = int | Fraction
Plan = Callable[[DieSource, list[int]], Value]


def plan(node: Node) -> Plan:
    """Turn a tree into a plan.

    Raises (by the plan, not here):
        Refusal: A divisor came to zero, or dice will not end.

    Example:
        >>> from core.dice.source import ScriptedDice
        >>> drawn: list[int] = []
        >>> plan(Binary("+", Dice(1, 20), Number(5), column=5))(ScriptedDice([12]), drawn), drawn
        (17, [12])
    """
    return _PLANNERS[type(node)](node)


def _number(node: Number) -> Plan:
    value = node.value
    return lambda source, drawn: value


def _dice(node: Dice) -> Plan:
    if not node.modifiers:
        return _bare(node.count, node.sides, fate=node.fate)
    if len(node.modifiers) == 1 and not node.fate:
        only = node.modifiers[0]
        if len(only.selectors) == 1:
            match only.operation, only.selectors[0].comparison:
                case ((Operation.KEEP | Operation.DROP), ("h" | "l")):
                    return _ranked(node, only)
                case Operation.EXPLODE, "=":
                    return _exploding(node, only.selectors[0].value)
                case _:
                    pass
    return lambda source, drawn: Pool(node, source, drawn).total


def _bare(count: int, sides: int, *, fate: bool) -> Plan:
    shift = -2 * count if fate else 0

    def one(source: DieSource, drawn: list[int]) -> Value:
        face = source.die(sides)
        drawn.append(face)
        return face

    def several(source: DieSource, drawn: list[int]) -> Value:
        faces = source.dice(count, sides)
        drawn.extend(faces)
        return sum(faces) + shift

    return one if count == 1 and not fate else several


def _ranked(node: Dice, modifier: Modifier) -> Plan:
    """The highest or lowest so many; which of equal dice they are makes no difference to the sum."""
    count, sides, number = node.count, node.sides, min(modifier.selectors[0].value, node.count)
    high = modifier.selectors[0].comparison == "h"
    keeps = modifier.operation is Operation.KEEP
    kept = number if keeps else count - number
    part = slice(count - kept, None) if high is keeps else slice(kept)

    def ranked(source: DieSource, drawn: list[int]) -> Value:
        faces = source.dice(count, sides)
        drawn.extend(faces)
        return sum(sorted(faces)[part])

    return ranked


def _exploding(node: Dice, face: int) -> Plan:
    count, sides = node.count, node.sides

    def exploding(source: DieSource, drawn: list[int]) -> Value:
        total, left, waiting = 0, bounds.MAX_DICE, count
        while waiting:
            left -= waiting
            if left < 0:
                raise Refusal("dice-too-many", node.column - 1, node.text, (str(bounds.MAX_DICE),))
            faces = source.dice(waiting, sides)
            drawn.extend(faces)
            total += sum(faces)
            waiting = faces.count(face)
        return total

    return exploding


def _counted(node: Counted) -> Plan:
    number, dice = plan(node.count), node.dice

    def counted(source: DieSource, drawn: list[int]) -> Value:
        return Pool(resolved(dice, number(source, drawn)), source, drawn).total

    return counted


def resolved(dice: Dice, count: Value) -> Dice:
    """Dice whose number has been worked out: cut toward zero, and none if it is less than that."""
    return Dice(max(int(count), 0), dice.sides, dice.modifiers, dice.fate, dice.column)


def _negative(node: Negative) -> Plan:
    operand = plan(node.operand)
    return lambda source, drawn: -operand(source, drawn)


def _inner(node: Group | Labelled) -> Plan:
    return plan(node.inner)


def _set(node: Set) -> Plan:
    items, modifiers = [plan(item) for item in node.items], node.modifiers

    def values(source: DieSource, drawn: list[int]) -> Value:
        found = [item(source, drawn) for item in items]
        for modifier in modifiers:
            found = [value for value, kept in zip(found, picked(found, modifier), strict=True) if kept]
        return sum(found)

    return values


def _call(node: Call) -> Plan:
    function = _FUNCTIONS[node.function]
    arguments = [plan(each) for each in node.arguments]
    return lambda source, drawn: function([each(source, drawn) for each in arguments])


def _binary(node: Binary) -> Plan:
    if isinstance(node.right, Number) and node.operator in "+-":
        added = node.right.value if node.operator == "+" else -node.right.value
        return _with_bonus(node.left, added)
    left = plan(node.left)
    right = plan(node.right)
    if node.operator in _DIVISIONS:
        return _division(_DIVISIONS[node.operator], left, right, node)
    apply = _OPERATORS[node.operator]
    return lambda source, drawn: apply(left(source, drawn), right(source, drawn))


def _with_bonus(node: Node, added: Value) -> Plan:
    """A value and a number; one bare die and a number is what players roll most, and takes no call of its own."""
    if isinstance(node, Dice) and node.count == 1 and not node.fate and not node.modifiers:
        sides = node.sides

        def one(source: DieSource, drawn: list[int]) -> Value:
            face = source.die(sides)
            drawn.append(face)
            return face + added

        return one
    value = plan(node)
    return lambda source, drawn: value(source, drawn) + added


def _division(apply: Callable[[Value, Value], Value], left: Plan, right: Plan, node: Binary) -> Plan:
    def divide(source: DieSource, drawn: list[int]) -> Value:
        dividend, divisor = left(source, drawn), right(source, drawn)
        if not divisor:
            raise Refusal("dice-divide-by-zero", node.column - 1, node.operator)
        return apply(dividend, divisor)

    return divide


def _quotient(dividend: Value, divisor: Value) -> Value:
    quotient = Fraction(dividend, divisor)
    return quotient.numerator if quotient.denominator == 1 else quotient


def _half_up(value: Value) -> int:
    return floor(value + Fraction(1, 2))


_PLANNERS: Final[dict[type[Node], Callable[[Any], Plan]]] = {
    Number: _number,
    Dice: _dice,
    Counted: _counted,
    Negative: _negative,
    Group: _inner,
    Labelled: _inner,
    Set: _set,
    Call: _call,
    Binary: _binary,
}
_OPERATORS: Final[dict[str, Callable[[Value, Value], Value]]] = {
    "+": lambda left, right: left + right,
    "-": lambda left, right: left - right,
    "*": lambda left, right: left * right,
    "==": lambda left, right: int(left == right),
    "!=": lambda left, right: int(left != right),
    "<": lambda left, right: int(left < right),
    "<=": lambda left, right: int(left <= right),
    ">": lambda left, right: int(left > right),
    ">=": lambda left, right: int(left >= right),
}
_DIVISIONS: Final[dict[str, Callable[[Value, Value], Value]]] = {
    "/": _quotient,
    "//": lambda dividend, divisor: dividend // divisor,
    "%": lambda dividend, divisor: dividend % divisor,
}
_FUNCTIONS: Final[dict[str, Callable[[list[Value]], Value]]] = {
    "floor": lambda values: floor(values[0]),
    "ceil": lambda values: ceil(values[0]),
    "round": lambda values: _half_up(values[0]),
    "abs": lambda values: abs(values[0]),
    "min": min,
    "max": max,
}
FUNCTIONS: Final = frozenset(_FUNCTIONS)
