"""What can be done to dice and to the values of a set: the modifiers of the notation, as frozen values."""

from __future__ import annotations

import operator
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from typing import Any

from core.dice.frozen import quick


class Operation(Enum):
    """What a modifier does to the dice of its pool, or to the values of a set."""

    KEEP = "keep"
    DROP = "drop"
    REROLL = "reroll"
    REROLL_ONCE = "reroll once"
    REROLL_ONE = "reroll one die once"
    ADD_ONE = "add one"
    EXPLODE = "explode"
    EXPLODE_ONCE = "explode once"
    COMPOUND = "compound"
    PENETRATE = "penetrate"
    RAISE = "raise"
    LOWER = "lower"
    SUCCEED = "count a success"
    SUCCEED_TWICE = "count a second success"
    FAIL = "take a success off"
    SORT = "sort"

    __hash__ = object.__hash__  # what Enum has instead is a function in Python, and sets of operations are asked often


EXPLOSIONS = frozenset({Operation.EXPLODE, Operation.EXPLODE_ONCE, Operation.COMPOUND, Operation.PENETRATE})
COUNTING = frozenset({Operation.SUCCEED, Operation.SUCCEED_TWICE, Operation.FAIL})
PICKING = frozenset({Operation.KEEP, Operation.DROP})

_WORDS = {
    Operation.REROLL: "rr",
    Operation.REROLL_ONCE: "ro",
    Operation.REROLL_ONE: "rf",
    Operation.ADD_ONE: "ra",
    Operation.EXPLODE: "e",
    Operation.EXPLODE_ONCE: "eo",
    Operation.COMPOUND: "ec",
    Operation.PENETRATE: "ep",
    Operation.RAISE: "mi",
    Operation.LOWER: "ma",
    Operation.SUCCEED: "t",
    Operation.SUCCEED_TWICE: "tt",
    Operation.FAIL: "f",
}
COMPARE: dict[str, Callable[[Any, int], bool]] = {
    "=": operator.eq,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
"""What each comparison asks of a value and a number."""
_COUNTS_FROM = {Operation.SUCCEED: ">=", Operation.SUCCEED_TWICE: ">="}
"""How a bare number is compared, where that is not by ``=``."""


@quick
@dataclass(frozen=True, slots=True)
class Selector:
    """Which dice of a pool are meant.

    Attributes:
        comparison: ``h`` or ``l`` for the highest or lowest `value` dice; else ``<``, ``<=``, ``=``, ``>=`` or ``>``.
        value: How many dice, or the value that a die is compared with.
    """

    comparison: str
    value: int

    def matches(self, value: int | Fraction) -> bool:
        """Whether one die of this value is meant (for comparisons)."""
        return COMPARE[self.comparison](value, self.value)


@quick
@dataclass(frozen=True, slots=True)
class Modifier:
    """One step applied to a pool; neighbours of one operation are one step with several selectors.

    Merging is what makes ``kh2kl1`` keep three different dice and ``rr1rr2`` leave neither a 1 nor a 2. Counting
    (``t8f1``) is one step with three kinds of selectors, each a modifier of its own here.
    """

    operation: Operation
    selectors: tuple[Selector, ...]

    @property
    def text(self) -> str:
        """The modifier as canonical notation."""
        return "".join([_selector_text(self.operation, selector) for selector in self.selectors])


def texts(modifiers: tuple[Modifier, ...]) -> str:
    """Modifiers in a row as canonical notation."""
    return "".join([step.text for step in modifiers])


def _selector_text(operation: Operation, selector: Selector) -> str:
    ranks = selector.comparison in "hl"
    match operation:
        case Operation.KEEP:
            return f"k{selector.comparison}{selector.value}"
        case Operation.DROP:
            return f"{'d' if ranks else 'p'}{selector.comparison}{selector.value}"
        case Operation.SORT:
            return "sd" if selector.comparison == "h" else "s"
        case _:
            comparison = "" if selector.comparison == _COUNTS_FROM.get(operation, "=") else selector.comparison
            return f"{_WORDS[operation]}{comparison}{selector.value}"
