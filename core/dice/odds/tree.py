"""The odds of a tree: each part by itself, because no die is in two of them."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import ceil, floor
from operator import eq, ge, gt, le, lt, ne
from typing import Final

from core.dice.odds.course import Limits
from core.dice.odds.law import Law, added, certain, is_whole, mapped, mixed, reduced, scaled
from core.dice.odds.polynomial import Value, Weights
from core.dice.odds.pools import pool_law, set_law
from core.dice.operations import Modifier, Operation, Selector
from core.dice.plan import resolved
from core.dice.refusal import Refusal
from core.dice.syntax import Binary, Call, Counted, Dice, Group, Labelled, Negative, Node, Number, Set

_PAIR: Final = 20
_PAIR_OF_FRACTIONS: Final = 100
"""What one pair of values costs, when an operator must look at each."""


def law_of(node: Node, limits: Limits) -> Law:
    """How likely each value of a tree is.

    Raises:
        BeyondBudgetError: It is too much work.
        Refusal: A divisor can come to zero.
    """
    limits.work.spend(10)
    match node:
        case Number():
            return certain(node.value)
        case Dice():
            return reduced(pool_law(node, limits), limits.work)
        case Counted():
            return _counted(node, limits)
        case Negative():
            return scaled(law_of(node.operand, limits), -1, limits.work)
        case Group() | Labelled():
            return law_of(node.inner, limits)
        case Set():
            return set_law([law_of(item, limits) for item in node.items], node.modifiers, limits)
        case Call():
            return _call(node, limits)
        case Binary():
            return _chain(node, limits)


def _counted(node: Counted, limits: Limits) -> Law:
    """The law of each number of dice, as likely as that number."""
    numbers = mapped(law_of(node.count, limits), lambda value: max(int(value), 0), limits.work)
    laws = [(weight, pool_law(resolved(node.dice, number), limits)) for number, weight in numbers.weights.items()]
    return reduced(mixed(laws, numbers.whole, limits.work), limits.work)


def _call(node: Call, limits: Limits) -> Law:
    laws = [law_of(each, limits) for each in node.arguments]
    if node.function in _FUNCTIONS:
        return mapped(laws[0], _FUNCTIONS[node.function], limits.work)
    return set_law(laws, (_BEST[node.function],), limits)


def _chain(node: Binary, limits: Limits) -> Law:
    """A chain of operators goes down its left side; it is walked, not recursed."""
    steps: list[Binary] = []
    left: Node = node
    while isinstance(left, Binary):
        steps.append(left)
        left = left.left
    law = law_of(left, limits)
    for step in reversed(steps):
        law = _combined(step, law, law_of(step.right, limits), limits)
    return law


def _combined(step: Binary, left: Law, right: Law, limits: Limits) -> Law:
    work = limits.work
    match step.operator:
        case "+":
            return added(left, right, work)
        case "-":
            return added(left, scaled(right, -1, work), work)
        case "*" if (factor := _only(right)) is not None:
            return scaled(left, factor, work)
        case "*" if (factor := _only(left)) is not None:
            return scaled(right, factor, work)
        case operator if operator in _COMPARISONS:
            compare = _COMPARISONS[operator]
            return mapped(added(left, scaled(right, -1, work), work), lambda value: int(compare(value, 0)), work)
        case operator:
            if operator != "*" and 0 in right.weights:
                raise Refusal("dice-divide-by-zero", step.column - 1, operator)
            return _paired(_OPERATORS[operator], left, right, limits)


def _only(law: Law) -> Value | None:
    """The value that a law is sure of, if it is sure of one."""
    return next(iter(law.weights)) if len(law.weights) == 1 and not law.cut else None


def _paired(apply: Callable[[Value, Value], Value], left: Law, right: Law, limits: Limits) -> Law:
    """The law of an operator that adds nothing up: every value with every other."""
    bits = left.whole.bit_length() + right.whole.bit_length()
    whole = apply is not _quotient and is_whole(left) and is_whole(right)
    limits.work.spend_sums((_PAIR if whole else _PAIR_OF_FRACTIONS) * len(left.weights) * len(right.weights), bits)
    found: Weights = {}
    for value, weight in left.weights.items():
        for other, by in right.weights.items():
            result = apply(value, other)
            found[result] = found.get(result, 0) + weight * by
    return Law(found, left.whole * right.whole)


def _quotient(dividend: Value, divisor: Value) -> Value:
    quotient = Fraction(dividend, divisor)
    return quotient.numerator if quotient.denominator == 1 else quotient


def _half_up(value: Value) -> int:
    return floor(value + Fraction(1, 2))


_OPERATORS: Final[dict[str, Callable[[Value, Value], Value]]] = {
    "*": lambda left, right: left * right,
    "/": _quotient,
    "//": lambda dividend, divisor: dividend // divisor,
    "%": lambda dividend, divisor: dividend % divisor,
}
_COMPARISONS: Final[dict[str, Callable[[Value, Value], bool]]] = {
    "==": eq,
    "!=": ne,
    "<": lt,
    "<=": le,
    ">": gt,
    ">=": ge,
}
_FUNCTIONS: Final[dict[str, Callable[[Value], Value]]] = {"floor": floor, "ceil": ceil, "round": _half_up, "abs": abs}
_BEST: Final = {
    "max": Modifier(Operation.KEEP, (Selector("h", 1),)),
    "min": Modifier(Operation.KEEP, (Selector("l", 1),)),
}
