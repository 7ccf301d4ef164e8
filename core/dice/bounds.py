"""How much an expression may ask for, decided before a die is rolled.

Rerolls and explosions have no largest number of dice, only an ever less likely one. So each pool is charged with the
dice that it needs in all but one of 10^12 rolls: a bound on the tail of the negative binomial law (Chernoff), exact for
one die. An expression whose charges pass 1,000 dice is refused; one that is accepted does not reach the limit in
practice, so no result is thrown away because of the faces that it showed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from functools import lru_cache
from math import ceil, log, prod
from typing import Final

from core.dice.operations import EXPLOSIONS, Modifier, Operation, Selector
from core.dice.refusal import Refusal
from core.dice.spans import may_be_zero
from core.dice.syntax import Binary, Call, Counted, Dice, Group, Labelled, Negative, Node, Number, Set, pools

MAX_LENGTH: Final = 500
MAX_DEPTH: Final = 40
MAX_PARTS: Final = 200
MAX_MODIFIERS: Final = 20
MAX_DIGITS: Final = 9
MAX_DICE: Final = 1_000
MAX_SIDES: Final = 1_000_000
MAX_ROLLS: Final = 20
"""How many rolls one line may hold, repeated ones each counted."""
MAX_LABEL: Final = 60
MAX_SIZE: Final = 10**15
"""The largest total: below 2^53, so that JSON readers that count in doubles keep every digit."""

LOWEST_DC: Final = 1
HIGHEST_DC: Final = 30
"""What a roll can be made against."""

_LOG_RARE: Final = log(1e-12)
_ENDLESS: Final = frozenset({Operation.REROLL, Operation.EXPLODE, Operation.COMPOUND, Operation.PENETRATE})
_BOUNDED: Final = frozenset({Operation.REROLL_ONCE, Operation.REROLL_ONE, Operation.ADD_ONE, Operation.EXPLODE_ONCE})
_FOR_EACH: Final = frozenset({Operation.REROLL_ONCE, Operation.EXPLODE_ONCE})
"""Of the bounded ones those that may bring a die for each of the pool; the others bring one at most."""
_GROWING: Final = frozenset({Operation.EXPLODE, Operation.PENETRATE, Operation.EXPLODE_ONCE, Operation.ADD_ONE})
_CHANGING: Final = frozenset({Operation.RAISE, Operation.LOWER, Operation.COMPOUND, Operation.PENETRATE})
"""After these a die may count for something else than its face."""


def charge(count: int, low: int, high: int, modifiers: Iterable[Modifier]) -> int | None:
    """How many dice a pool may need, rerolled and exploded ones included.

    Args:
        count: Dice rolled to begin with.
        low: The lowest face.
        high: The highest face.
        modifiers: What happens to the pool, in order.

    Returns:
        The charge, capped just above `MAX_DICE`; None if a reroll or an explosion can never end.

    Example:
        >>> charge(8, 1, 6, [Modifier(Operation.REROLL_ONCE, (Selector("<", 3),))])
        16
        >>> charge(1, 1, 6, [Modifier(Operation.EXPLODE, (Selector(">", 0),))]) is None
        True
    """
    pool = drawn = count
    clamped = False
    for modifier in modifiers:
        operation = modifier.operation
        if operation in _ENDLESS:
            hits = _matching_faces(modifier.selectors, low, high)
            if hits == high - low + 1:
                return None
            # After a clamp every die may match at first, whatever the chance of a fresh one.
            extra = _chain(pool, hits / (high - low + 1)) + (pool if clamped else 0)
            drawn += extra
            pool += extra if operation in _GROWING else 0
        elif operation in _BOUNDED:
            extra = pool if operation in _FOR_EACH else 1
            drawn += extra
            pool += extra if operation in _GROWING else 0
        clamped = clamped or operation in _CHANGING
        pool, drawn = min(pool, MAX_DICE + 1), min(drawn, MAX_DICE + 1)
    return drawn


def charge_of(root: Node) -> int:
    """How many dice a whole tree may need, capped just above `MAX_DICE` for each pool."""
    return sum([charge(pool.count, *pool.faces, pool.modifiers) or 0 for pool in pools(root)])


def check_size(root: Node) -> None:
    """Refuse an expression whose total, or any part of it, could pass `MAX_SIZE`, or that could divide by zero.

    Only products and quotients can: a sum of `MAX_PARTS` numbers of `MAX_DIGITS` digits stays far below.

    Raises:
        Refusal: At the operator that goes too far.
    """
    _reach(root)


def _reach(node: Node) -> tuple[int | Fraction, int]:
    """An upper bound on a value's magnitude, and a multiple of every denominator that it can have."""
    match node:
        case Number():
            return abs(node.value), node.value.denominator
        case Dice():
            return _reach_of_dice(node), 1
        case Counted():
            _reach(node.count)
            return _reach_of_dice(node.dice), 1
        case Group() | Labelled():
            return _reach(node.inner)
        case Negative():
            return _reach(node.operand)
        case Set():
            return _reach_together([_reach(item) for item in node.items], sum)
        case Call():
            size, parts = _reach_together([_reach(each) for each in node.arguments], max)
            return (size, parts) if node.function in ("min", "max", "abs") else (size + 1, 1)
        case Binary():
            chain: list[Binary] = []
            left: Node = node
            while isinstance(left, Binary):
                chain.append(left)
                left = left.left
            reach = _reach(left)
            for step in reversed(chain):
                reach = _combine(step, reach, _reach(step.right))
            return reach


def _reach_together(
    reaches: list[tuple[int | Fraction, int]], size: Callable[[list[int | Fraction]], int | Fraction]
) -> tuple[int | Fraction, int]:
    return (size([reach for reach, _ in reaches]) if reaches else 0), prod([parts for _, parts in reaches])


def _combine(
    step: Binary, left: tuple[int | Fraction, int], right: tuple[int | Fraction, int]
) -> tuple[int | Fraction, int]:
    (size, parts), (by, by_parts) = left, right
    match step.operator:
        case "+" | "-":
            reach = size + by, parts * by_parts
        case "*":
            reach = size * by, parts * by_parts
        case "==" | "!=" | "<" | "<=" | ">" | ">=":
            return 1, 1
        case _ if may_be_zero(step.right):
            raise Refusal("dice-divide-by-zero", step.column - 1, step.operator)
        case "/":
            # A divisor that is not zero is at least one part of its denominator.
            reach = size * by_parts, parts * ceil(by * by_parts)
        case "//":
            reach = size * by_parts + 1, 1
        case _:
            reach = by, parts * by_parts
    if reach[0] > MAX_SIZE:
        raise Refusal("dice-total-too-large", step.column - 1, step.operator, ("10^15",))
    return reach


def _reach_of_dice(node: Dice) -> int:
    low, high = node.faces
    adds = any(step.operation in EXPLOSIONS or step.operation is Operation.ADD_ONE for step in node.modifiers)
    raised = [s.value for step in node.modifiers if step.operation is Operation.RAISE for s in step.selectors]
    return max(-low, high, 2, *raised) * (MAX_DICE if adds else node.count)


def _matching_faces(selectors: tuple[Selector, ...], low: int, high: int) -> int:
    """How many of the faces from `low` to `high` at least one of the selectors means."""
    spans = [_span(selector, low, high) for selector in selectors]
    if len(spans) == 1:
        return max(spans[0][1] - spans[0][0] + 1, 0)
    spans.sort()
    total, covered = 0, low - 1
    for first, last in spans:
        first = max(first, covered + 1)
        if first <= last:
            total += last - first + 1
            covered = last
    return total


def _span(selector: Selector, low: int, high: int) -> tuple[int, int]:
    """The first and the last of the faces from `low` to `high` that a selector means; the last is less if none is."""
    value, comparison = selector.value, selector.comparison
    if comparison == "=":
        low, high = max(low, value), min(high, value)
    elif comparison[0] == "<":
        high = min(high, value if comparison == "<=" else value - 1)
    else:
        low = max(low, value if comparison == ">=" else value + 1)
    return low, high


@lru_cache(maxsize=256)
def _chain(pool: int, chance: float) -> int:
    """The extra dice that `pool` dice need in all but one of 10^12 rolls, when each die brings another by `chance`."""
    if not chance or not pool:
        return 0
    few, many = 0, MAX_DICE + 1
    while few < many:
        middle = (few + many) // 2
        if _log_tail(pool, middle, 1 - chance) <= _LOG_RARE:
            many = middle
        else:
            few = middle + 1
    return few


def _log_tail(pool: int, extra: int, stop: float) -> float:
    """Bound the log of P(more than `extra`): among pool + extra dice, fewer than `pool` stopped their chain."""
    trials = pool + extra
    share = (pool - 1) / trials
    if share >= stop:
        return 0.0
    return -trials * ((share * log(share / stop) if share else 0.0) + (1 - share) * log((1 - share) / (1 - stop)))
