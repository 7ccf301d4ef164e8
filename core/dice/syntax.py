"""What was asked: the tree of an expression, as frozen values that know how to write themselves down.

The tree keeps the player's parentheses and the order in which modifiers take effect, so the text that it
writes is canonical: parsing it gives the same tree again. Columns count from one in the text as it was typed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from core.dice.frozen import quick
from core.dice.operations import Modifier, texts


@quick
@dataclass(frozen=True, slots=True)
class Number:
    """A number as typed: whole, or a fraction when it had decimals."""

    value: int | Fraction


@quick
@dataclass(frozen=True, slots=True)
class Dice:
    """A pool of equal dice and what is done to it, in order of effect.

    Attributes:
        count: How many dice are rolled to begin with.
        sides: Faces of each die; 3 for fate dice.
        modifiers: What happens to the pool.
        fate: Faces are -1, 0 and 1 instead of 1 to `sides`.
        column: Where it stands in what was typed.
    """

    count: int
    sides: int
    modifiers: tuple[Modifier, ...] = ()
    fate: bool = False
    column: int = 1

    @property
    def text(self) -> str:
        """Canonical notation.

        Example:
            >>> from core.dice.operations import Operation, Selector
            >>> Dice(4, 6, (Modifier(Operation.KEEP, (Selector("h", 3),)),)).text
            '4d6kh3'
        """
        return f"{self.count}d{'F' if self.fate else self.sides}{texts(self.modifiers)}"

    @property
    def faces(self) -> tuple[int, int]:
        """The lowest and the highest face of one die."""
        return (-1, 1) if self.fate else (1, self.sides)


@dataclass(frozen=True, slots=True)
class Counted:
    """Dice whose number is worked out first: ``(2+1)d6``, ``(1d4)d6``.

    Attributes:
        count: How many; cut toward zero.
        dice: What is rolled, its `count` being the most that can come of it.
    """

    count: Group
    dice: Dice


@quick
@dataclass(frozen=True, slots=True)
class Negative:
    """A minus sign before a value. A plus sign there changes nothing and leaves no trace."""

    operand: Node


@quick
@dataclass(frozen=True, slots=True)
class Group:
    """Parentheses."""

    inner: Node


@dataclass(frozen=True, slots=True)
class Set:
    """Several values, of which some may be kept or dropped: ``(1d8, 2d6)kh1``. Alone it is their sum."""

    items: tuple[Node, ...]
    modifiers: tuple[Modifier, ...]
    column: int


@dataclass(frozen=True, slots=True)
class Labelled:
    """A value and what it is: ``2d6[fire]``."""

    inner: Node
    label: str


@dataclass(frozen=True, slots=True)
class Call:
    """A function of values: ``floor``, ``ceil``, ``round``, ``abs``, ``min`` or ``max``."""

    function: str
    arguments: tuple[Node, ...]


@quick
@dataclass(frozen=True, slots=True)
class Binary:
    """Two values and the operator between them, which stands at `column`. A comparison is worth 1 or 0."""

    operator: str
    left: Node
    right: Node
    column: int


Node = Number | Dice | Counted | Negative | Group | Set | Labelled | Call | Binary


def canonical(node: Node) -> str:
    """Write a tree as canonical notation.

    A long sum is a chain down its left side; it is walked, not recursed, so only nesting costs stack.

    Example:
        >>> canonical(Binary("+", Dice(1, 20), Number(5), column=5))
        '1d20 + 5'
    """
    tail: list[str] = []
    while isinstance(node, Binary):
        tail.append(f" {node.operator} {canonical(node.right)}")
        node = node.left
    tail.append(_single(node))
    tail.reverse()
    return "".join(tail)


def _single(node: Number | Dice | Counted | Negative | Group | Set | Labelled | Call) -> str:
    match node:
        case Dice():
            return node.text
        case Number():
            return _decimal(node.value)
        case Group():
            return f"({canonical(node.inner)})"
        case Negative():
            return f"-{canonical(node.operand)}"
        case Counted():
            return _single(node.count) + node.dice.text[len(str(node.dice.count)) :]
        case Labelled():
            return f"{canonical(node.inner)}[{node.label}]"
        case Call():
            return f"{node.function}({', '.join([canonical(each) for each in node.arguments])})"
        case Set():
            inner = ", ".join([canonical(item) for item in node.items])
            return f"({inner}{',' if len(node.items) == 1 else ''}){texts(node.modifiers)}"


def children(node: Node) -> tuple[Node, ...]:
    """The parts of a node, in the order in which they are worked out."""
    match node:
        case Binary():
            return (node.left, node.right)
        case Group() | Labelled():
            return (node.inner,)
        case Negative():
            return (node.operand,)
        case Set():
            return node.items
        case Call():
            return node.arguments
        case Counted():
            return (node.count, node.dice)
        case Dice() | Number():
            return ()


def pools(node: Node) -> Iterator[Dice]:
    """Every pool of a tree, in the order in which they are rolled: left to right."""
    waiting = [node]
    while waiting:
        part = waiting.pop()
        if isinstance(part, Dice):
            yield part
        else:
            waiting += reversed(children(part))


def _decimal(value: int | Fraction) -> str:
    """A number as it can be typed: its denominator is a power of ten, for it was typed with decimals."""
    if isinstance(value, int):
        return str(value)
    places = 0
    while (value * 10**places).denominator != 1:
        places += 1
    digits = str(value.numerator * 10**places // value.denominator).rjust(places + 1, "0")
    return f"{digits[:-places]}.{digits[-places:]}" if places else digits
