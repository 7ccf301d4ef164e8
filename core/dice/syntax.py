"""What was asked: the tree of an expression, as frozen values that know how to write themselves down.

The tree keeps the player's parentheses and the order in which modifiers take effect, so the text that it
writes is canonical: parsing it gives the same tree again. Columns count from one in the text as it was typed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction


class Operation(Enum):
    """What a modifier does to the dice of its pool."""

    KEEP = "keep"
    DROP = "drop"
    REROLL = "reroll"
    REROLL_ONCE = "reroll once"
    ADD_ONE = "add one"
    EXPLODE = "explode"
    RAISE = "raise"
    LOWER = "lower"


_WORDS = {
    Operation.REROLL: "rr",
    Operation.REROLL_ONCE: "ro",
    Operation.ADD_ONE: "ra",
    Operation.EXPLODE: "e",
    Operation.RAISE: "mi",
    Operation.LOWER: "ma",
}


@dataclass(frozen=True, slots=True)
class Selector:
    """Which dice of a pool are meant.

    Attributes:
        comparison: ``h`` or ``l`` for the highest or lowest `value` dice; else ``<``, ``<=``, ``=``, ``>=`` or ``>``.
        value: How many dice, or the value that a die is compared with.
    """

    comparison: str
    value: int

    def matches(self, value: int) -> bool:
        """Whether one die of this value is meant (for comparisons)."""
        match self.comparison:
            case "=":
                return value == self.value
            case "<":
                return value < self.value
            case "<=":
                return value <= self.value
            case ">":
                return value > self.value
            case ">=":
                return value >= self.value
            case _:
                raise ValueError(f"{self.comparison!r} ranks a pool; it says nothing about one die")


@dataclass(frozen=True, slots=True)
class Modifier:
    """One step applied to a pool; neighbours of one operation are one step with several selectors.

    Merging is what makes ``kh2kl1`` keep three different dice and ``rr1rr2`` leave neither a 1 nor a 2.
    """

    operation: Operation
    selectors: tuple[Selector, ...]

    @property
    def text(self) -> str:
        """The modifier as canonical notation."""
        return "".join(_selector_text(self.operation, selector) for selector in self.selectors)


@dataclass(frozen=True, slots=True)
class Number:
    """A number as typed: whole, or a fraction when it had decimals."""

    value: int | Fraction
    text: str


@dataclass(frozen=True, slots=True)
class Dice:
    """A pool of equal dice and what is done to it, in order of effect.

    Attributes:
        count: How many dice are rolled to begin with.
        sides: Faces of each die; 3 for fate dice.
        fate: Faces are -1, 0 and 1 instead of 1 to `sides`.
        modifiers: What happens to the pool.
        text: Canonical notation.
        column: Where it stands in what was typed.
    """

    count: int
    sides: int
    fate: bool
    modifiers: tuple[Modifier, ...]
    text: str
    column: int

    @property
    def faces(self) -> tuple[int, int]:
        """The lowest and the highest face of one die."""
        return (-1, 1) if self.fate else (1, self.sides)


@dataclass(frozen=True, slots=True)
class Negative:
    """A minus sign before a value. A plus sign there changes nothing and leaves no trace."""

    operand: Node


@dataclass(frozen=True, slots=True)
class Group:
    """Parentheses."""

    inner: Node


@dataclass(frozen=True, slots=True)
class Binary:
    """Two values and the operator between them, which stands at `column`."""

    operator: str
    left: Node
    right: Node
    column: int


Node = Number | Dice | Negative | Group | Binary


def dice(count: int, sides: int, modifiers: Iterable[Modifier] = (), *, fate: bool = False, column: int = 1) -> Dice:
    """Build a pool together with its canonical text.

    Example:
        >>> dice(4, 6, [Modifier(Operation.KEEP, (Selector("h", 3),))]).text
        '4d6kh3'
    """
    steps = tuple(modifiers)
    text = f"{count}d{'F' if fate else sides}"
    if steps:
        text += "".join([step.text for step in steps])
    return Dice(count, sides, fate, steps, text, column)


def canonical(node: Node) -> str:
    """Write a tree as canonical notation.

    A long sum is a chain down its left side; it is walked, not recursed, so only nesting costs stack.

    Example:
        >>> canonical(Binary("+", dice(1, 20), Number(5, "5"), column=5))
        '1d20 + 5'
    """
    tail: list[str] = []
    while isinstance(node, Binary):
        tail.append(f" {node.operator} {canonical(node.right)}")
        node = node.left
    if isinstance(node, (Dice, Number)):
        head = node.text
    elif isinstance(node, Group):
        head = f"({canonical(node.inner)})"
    else:
        head = f"-{canonical(node.operand)}"
    tail.append(head)
    tail.reverse()
    return "".join(tail)


def pools(node: Node) -> Iterator[Dice]:
    """Every pool of a tree, in the order in which they are rolled: left to right."""
    waiting = [node]
    while waiting:
        part = waiting.pop()
        match part:
            case Dice():
                yield part
            case Binary():
                waiting += (part.right, part.left)
            case Group():
                waiting.append(part.inner)
            case Negative():
                waiting.append(part.operand)
            case Number():
                pass


def _selector_text(operation: Operation, selector: Selector) -> str:
    ranks = selector.comparison in "hl"
    match operation:
        case Operation.KEEP:
            return f"k{selector.comparison}{selector.value}"
        case Operation.DROP:
            return f"{'d' if ranks else 'p'}{selector.comparison}{selector.value}"
        case _:
            comparison = "" if selector.comparison == "=" else selector.comparison
            return f"{_WORDS[operation]}{comparison}{selector.value}"
