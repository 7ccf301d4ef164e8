"""What the game's own words do to a roll: each is a change of the tree, so what is rolled can be read and rolled again.

adv, dis, ea        the first single d20 becomes two (three) of which one is kept
lucky               that d20 is rolled again on a 1; of several dice only one
reliable            that d20 counts for 10 at least
gwf, gwf14          Great Weapon Fighting, on the first pool: 1 and 2 count for 3 (SRD 5.2), or are rolled
                    again once (SRD 5.1)
crit                every pool has twice its dice; nothing else is doubled
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from enum import StrEnum
from typing import Final

from core.dice.advantage import Advantage
from core.dice.operations import Modifier, Operation, Selector
from core.dice.syntax import Binary, Call, Counted, Dice, Group, Labelled, Negative, Node, Number, Set, pools

_D20: Final = 20
_LEAVE_ONE_DIE: Final = frozenset(
    {Operation.REROLL, Operation.REROLL_ONCE, Operation.REROLL_ONE, Operation.RAISE, Operation.LOWER}
)
"""What may be done to a d20 and still leave it one die, so that a second one can stand beside it."""
_DICE: Final = {Advantage.ADVANTAGE: (2, "h"), Advantage.DISADVANTAGE: (2, "l"), Advantage.ELVEN_ACCURACY: (3, "h")}


class GameWord(StrEnum):
    """What can be said of a roll beside advantage."""

    LUCKY = "lucky"
    RELIABLE = "reliable"
    GWF = "gwf"
    GWF_2014 = "gwf14"
    CRIT = "crit"


_FOR_THE_D20: Final = {
    GameWord.LUCKY: Modifier(Operation.REROLL_ONE, (Selector("=", 1),)),
    GameWord.RELIABLE: Modifier(Operation.RAISE, (Selector("=", 10),)),
}
_FOR_THE_WEAPON: Final = {
    GameWord.GWF: Modifier(Operation.RAISE, (Selector("=", 3),)),
    GameWord.GWF_2014: Modifier(Operation.REROLL_ONCE, (Selector("<", 3),)),
}


class NothingToChangeError(Exception):
    """A word finds no dice of the kind that it is about: ``dice-needs-d20`` or ``dice-needs-dice``."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def single_d20(root: Node) -> Dice | None:
    """The d20 of a d20 Test: the first pool that is one die of twenty sides; None if there is none.

    Example:
        >>> single_d20(Dice(2, 20)), single_d20(Binary("+", Dice(2, 6), Dice(1, 20), column=4)).text
        (None, '1d20')
    """
    for pool in pools(root):
        if pool.count == 1 and pool.sides == _D20 and all(m.operation in _LEAVE_ONE_DIE for m in pool.modifiers):
            return pool
    return None


def is_d20_test(root: Node) -> bool:
    """Whether one d20 decides: a single one, or the one that is kept of several.

    Example:
        >>> is_d20_test(Binary("+", Dice(1, 20), Dice(1, 4), column=4)), is_d20_test(Dice(2, 20))
        (True, False)
    """
    return single_d20(root) is not None or any(_keeps_one(pool) for pool in pools(root) if pool.sides == _D20)


def _keeps_one(pool: Dice) -> bool:
    return any(
        modifier.operation is Operation.KEEP and [each.value for each in modifier.selectors] == [1]
        for modifier in pool.modifiers
    )


def with_advantage(root: Node, advantage: Advantage) -> Node:
    """Let the d20 roll several dice and keep the best or the worst.

    Rerolls and minimums stay with each die: a Lucky d20 with advantage is ``2d20rf1kh1``.

    Raises:
        NothingToChangeError: No pool is a single d20.
    """
    pool = single_d20(root)
    if pool is None:
        raise NothingToChangeError("dice-needs-d20")
    count, end = _DICE[advantage]
    keep = Modifier(Operation.KEEP, (Selector(end, 1),))
    return _replaced(root, pool, replace(pool, count=count, modifiers=(*pool.modifiers, keep)))


def with_words(root: Node, words: Iterable[GameWord]) -> Node:
    """Apply the game's words, each once.

    Raises:
        NothingToChangeError: A word finds nothing that it could change.
    """
    said = set(words)
    for word, modifier in _FOR_THE_D20.items():
        pool = single_d20(root)
        if word not in said:
            continue
        if pool is None:
            raise NothingToChangeError("dice-needs-d20")
        steps = (modifier, *pool.modifiers) if word is GameWord.LUCKY else (*pool.modifiers, modifier)
        root = _replaced(root, pool, replace(pool, modifiers=steps))
    for word, modifier in _FOR_THE_WEAPON.items():
        if word not in said:
            continue
        weapon = next(pools(root), None)
        if weapon is None:
            raise NothingToChangeError("dice-needs-dice")
        root = _replaced(root, weapon, replace(weapon, modifiers=(modifier, *weapon.modifiers)))
    if GameWord.CRIT in said:
        if not any(pools(root)):
            raise NothingToChangeError("dice-needs-dice")
        root = _changed(root, lambda pool: replace(pool, count=2 * pool.count))
    return root


def _replaced(root: Node, old: Dice, new: Dice) -> Node:
    """Exchange one pool of a tree for another, at the one place where this very object stands."""
    return _changed(root, lambda pool: new if pool is old else pool)


def _changed(node: Node, change: Callable[[Dice], Dice]) -> Node:
    """The tree with every pool changed."""
    match node:
        case Dice():
            return change(node)
        case Binary():
            return _changed_chain(node, change)
        case Group() | Labelled():
            return replace(node, inner=_changed(node.inner, change))
        case Negative():
            return Negative(_changed(node.operand, change))
        case Set():
            return replace(node, items=tuple([_changed(item, change) for item in node.items]))
        case Call():
            return replace(node, arguments=tuple([_changed(each, change) for each in node.arguments]))
        case Counted():
            return Counted(Group(_changed(node.count.inner, change)), change(node.dice))
        case Number():
            return node


def _changed_chain(node: Binary, change: Callable[[Dice], Dice]) -> Node:
    spine: list[Binary] = []
    left: Node = node
    while isinstance(left, Binary):
        spine.append(left)
        left = left.left
    rebuilt = _changed(left, change)
    for step in reversed(spine):
        rebuilt = Binary(step.operator, rebuilt, _changed(step.right, change), step.column)
    return rebuilt
