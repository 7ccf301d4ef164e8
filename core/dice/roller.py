"""Rolling: an expression and a source of faces become an outcome that keeps every die it saw.

Arithmetic is exact (integers and fractions); the total is cut toward zero once, at the very end. Pools are rolled from
left to right. Inside a pool, dice stand in the order in which they were rolled, except that a die rolled because of
another (reroll, explosion) stands right behind it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from core.dice import bounds
from core.dice.advantage import Advantage, doubled
from core.dice.notation import Expression
from core.dice.pool import Pool
from core.dice.source import DieSource
from core.dice.syntax import Binary, Dice, Group, Modifier, Node, Number, Operation, Selector, canonical, dice, pools
from core.errors import NotationError

_D20: Final = 20
_RANK: Final = {Advantage.ADVANTAGE: "h", Advantage.DISADVANTAGE: "l"}

_KEPT_ONE: Final = (True,)

Value = int | Fraction


@dataclass(frozen=True, slots=True)
class DieGroup:
    """One pool as it fell.

    Attributes:
        text: The pool in canonical notation.
        sides: Faces of each die; 3 for fate dice.
        faces: What every die showed, dropped and rerolled ones included.
        kept: Which of them count.
        total: The sum of what the kept dice count for.
        values: What each die counts for, if a minimum or maximum (``mi``, ``ma``) changed any; else empty.
    """

    text: str
    sides: int
    faces: tuple[int, ...]
    kept: tuple[bool, ...]
    total: int
    values: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a roll came to.

    Attributes:
        total: The result, cut toward zero.
        groups: Every pool, in the order in which it was rolled.
    """

    total: int
    groups: tuple[DieGroup, ...]

    @property
    def natural(self) -> int | None:
        """The face of the d20 that decides a d20 Test: the single kept die of the first pool.

        It is the face itself, before any bonus or minimum: 20 is a critical hit and 1 a miss on an attack.
        """
        if not self.groups:
            return None
        first = self.groups[0]
        if first.sides != _D20 or sum(first.kept) != 1:
            return None
        return first.faces[first.kept.index(True)]


def roll(expression: Expression, source: DieSource, *, advantage: Advantage = Advantage.NONE) -> Outcome:
    """Roll an expression.

    Args:
        expression: What to roll.
        source: Where the faces come from.
        advantage: Rolls the first single d20 twice and keeps the higher or the lower.

    Returns:
        The outcome.

    Raises:
        NotationError: A divisor came to zero, or advantage finds no single d20.

    Example:
        >>> from core.dice.notation import parse
        >>> from core.dice.source import ScriptedDice
        >>> outcome = roll(parse("1d20+5"), ScriptedDice([4, 17]), advantage=Advantage.ADVANTAGE)
        >>> outcome.total, outcome.natural, outcome.groups[0].text
        (22, 17, '2d20kh1')
    """
    if advantage is not Advantage.NONE:
        expression = with_advantage(expression, advantage)
    rolling = _Evaluation(expression, source)
    total = int(rolling.value(expression.root))
    return Outcome(total, tuple(rolling.groups))


def with_advantage(expression: Expression, advantage: Advantage) -> Expression:
    """Let the first pool of exactly one d20 roll two dice and keep the better or the worse.

    Rerolls and minimums stay with each die: a Lucky d20 with advantage is ``2d20ro1kh1``.

    Raises:
        NotationError: No pool is a single d20.
    """
    pool = doubled(expression.root)
    if pool is None:
        raise NotationError(
            "dice-needs-d20",
            text=expression.asked,
            column=1,
            found=expression.text,
            expected=("1d20",),
            example="1d20+5",
        )
    keep = Modifier(Operation.KEEP, (Selector(_RANK[advantage], 1),))
    pair = dice(2, _D20, (*pool.modifiers, keep), column=pool.column)
    root = _replaced(expression.root, pool, pair)
    if sum(bounds.charge(each.count, *each.faces, each.modifiers) or 0 for each in pools(root)) > bounds.MAX_DICE:
        raise _too_many(expression, pool)
    return replace(expression, root=root, text=canonical(root))


def _replaced(node: Node, old: Dice, new: Dice) -> Node:
    """Exchange one pool of a tree for another, at the one place where this very object stands."""
    if node is old:
        return new
    match node:
        case Group():
            return Group(_replaced(node.inner, old, new))
        case Binary():
            spine: list[Binary] = []
            left: Node = node
            while isinstance(left, Binary):
                spine.append(left)
                left = left.left
            rebuilt = _replaced(left, old, new)
            for step in reversed(spine):
                rebuilt = Binary(step.operator, rebuilt, _replaced(step.right, old, new), step.column)
            return rebuilt
        case Dice() | Number():
            return node
        case _:
            return replace(node, operand=_replaced(node.operand, old, new))


class _Evaluation:
    """One roll while it happens."""

    __slots__ = ("expression", "groups", "left", "source")

    def __init__(self, expression: Expression, source: DieSource) -> None:
        self.expression = expression
        self.source = source
        self.left = bounds.MAX_DICE
        self.groups: list[DieGroup] = []

    def value(self, node: Node) -> Value:
        if isinstance(node, Binary):
            return self.chain(node)
        if isinstance(node, Dice):
            return self.dice(node)
        if isinstance(node, Number):
            return node.value
        if isinstance(node, Group):
            return self.value(node.inner)
        return -self.value(node.operand)

    def chain(self, node: Binary) -> Value:
        """Work along the left side of a tree without recursion: a sum of a hundred numbers is a hundred deep there."""
        if not isinstance(node.left, Binary):
            return self.apply(node, self.value(node.left), self.value(node.right))
        steps = [node]
        while isinstance(node.left, Binary):
            node = node.left
            steps.append(node)
        total = self.value(node.left)
        for step in reversed(steps):
            total = self.apply(step, total, self.value(step.right))
        return total

    def apply(self, step: Binary, left: Value, right: Value) -> Value:
        sign = step.operator
        if sign == "+":
            return left + right
        if sign == "-":
            return left - right
        if sign == "*":
            return left * right
        if not right:
            asked = self.expression.asked
            raise NotationError("dice-divide-by-zero", text=asked, column=step.column, found=sign, example="8d6/2")
        if sign == "/":
            quotient = Fraction(left, right)
            return quotient.numerator if quotient.denominator == 1 else quotient
        return left // right if sign == "//" else left % right

    def dice(self, node: Dice) -> int:
        count, sides = node.count, node.sides
        if node.fate or node.modifiers:
            return self.pool(node)
        if count == 1:
            total = self.source.die(sides)
            self.groups.append(DieGroup(node.text, sides, (total,), _KEPT_ONE, total))
        else:
            faces = self.source.dice(count, sides)
            total = sum(faces)
            self.groups.append(DieGroup(node.text, sides, faces, (True,) * count, total))
        self.left -= count
        return total

    def pool(self, node: Dice) -> int:
        pool = Pool(node, self.source, self.left)
        for modifier in node.modifiers:
            if not pool.apply(modifier):
                raise _too_many(self.expression, node)
        self.left = pool.left
        total = pool.total
        values = () if pool.values is pool.faces else tuple(pool.values)
        self.groups.append(DieGroup(node.text, node.sides, tuple(pool.faces), tuple(pool.kept), total, values))
        return total


def _too_many(expression: Expression, node: Dice) -> NotationError:
    return NotationError(
        "dice-too-many",
        text=expression.asked,
        column=node.column,
        found=node.text,
        expected=(str(bounds.MAX_DICE),),
        example="8d6",
    )
