"""Advantage and disadvantage: what they are called, how several of them add up, and which dice they double."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from core.dice.syntax import Dice, Node, Operation, pools

_D20: Final = 20
_LEAVE_ONE_DIE: Final = frozenset({Operation.REROLL, Operation.REROLL_ONCE, Operation.RAISE, Operation.LOWER})
"""What may be done to a d20 and still leave it one die, so that a second one can stand beside it."""


class Advantage(StrEnum):
    """How many d20s a d20 Test rolls, and which one counts."""

    NONE = "none"
    ADVANTAGE = "advantage"
    DISADVANTAGE = "disadvantage"


def together(sources: tuple[Advantage, ...]) -> Advantage:
    """Add up every source at once.

    Source:
        SRD 5.2.1, "Playing the Game", Advantage/Disadvantage: "If you have both, they cancel each other out".

    Example:
        >>> together((Advantage.ADVANTAGE, Advantage.ADVANTAGE, Advantage.DISADVANTAGE))
        <Advantage.NONE: 'none'>
    """
    kinds = set(sources) - {Advantage.NONE}
    return kinds.pop() if len(kinds) == 1 else Advantage.NONE


def doubled(root: Node) -> Dice | None:
    """The pool beside which advantage lays a second die: the first that is a single d20; None if there is none.

    Example:
        >>> from core.dice.syntax import Binary, dice
        >>> doubled(dice(2, 20)), doubled(Binary("+", dice(2, 6), dice(1, 20), column=4)).text
        (None, '1d20')
    """
    for pool in pools(root):
        if pool.count == 1 and pool.sides == _D20 and all(m.operation in _LEAVE_ONE_DIE for m in pool.modifiers):
            return pool
    return None
