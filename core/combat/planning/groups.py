"""Monsters as people name them beforehand: so many of each kind, found though they are misspelt."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from core.combat.acts.entering import MOST_AT_ONCE
from core.combat.planning.bestiary import Bestiary, Kind
from core.combat.situation.creatures import MOST_COMBATANTS
from core.errors import LimitError, RuleError
from core.matching.names import folded

MOST_GROUPS: Final = 10
_BEFORE: Final = re.compile(r"([0-9]{1,4})\s*(?:[x×]\s+)?([^\s\d].*)", re.IGNORECASE)
_BEHIND: Final = re.compile(r"(.+?)\s+[x×]?\s*([0-9]{1,4})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Group:
    """So many monsters of one kind.

    Attributes:
        monster: The name of their stat block, as the book has it.
        count: How many.
    """

    monster: str
    count: int = 1


def read_groups(text: str, bestiary: Bestiary) -> tuple[Group, ...]:
    """The monsters that a list names; those of one kind together, in the order in which they are first named.

    Args:
        text: As ``2 Goblin Warrior, Ogre`` or ``wolf x3``; names may be begun or misspelt.
        bestiary: The book's.

    Raises:
        RuleError: ``monsters-empty``.
        NotFoundError: ``monster-unknown`` or ``monster-unclear``.
        LimitError: ``too-many-monsters``, ``too-many-groups`` or ``too-many-combatants``.
    """
    counts: dict[str, int] = {}
    for part in _parts(text, bestiary):
        count, name = _counted(part)
        kind = bestiary.meant(name)
        counts[kind.name] = counts.get(kind.name, 0) + count
    if not counts:
        raise RuleError("monsters-empty")
    return bounded([Group(name, count) for name, count in counts.items()])


def bounded(groups: Sequence[Group]) -> tuple[Group, ...]:
    """The same, unless they are more than a fight holds.

    Raises:
        LimitError: ``too-many-monsters``, ``too-many-groups`` or ``too-many-combatants``.
    """
    if any(not 1 <= each.count <= MOST_AT_ONCE for each in groups):
        raise LimitError("too-many-monsters", limit=MOST_AT_ONCE)
    if len(groups) > MOST_GROUPS:
        raise LimitError("too-many-groups", limit=MOST_GROUPS)
    if sum(each.count for each in groups) > MOST_COMBATANTS:
        raise LimitError("too-many-combatants", limit=MOST_COMBATANTS)
    return tuple(groups)


def told_groups(groups: Sequence[Group]) -> str:
    """The same as a list that can be read again.

    Example:
        >>> told_groups((Group("Goblin Warrior", 2), Group("Ogre")))
        '2 Goblin Warrior, Ogre'
    """
    return ", ".join(each.monster if each.count == 1 else f"{each.count} {each.monster}" for each in groups)


def worth(groups: Sequence[Group], bestiary: Bestiary) -> int:
    """What they are worth together, in experience points.

    Raises:
        NotFoundError: ``monster-unknown``: the book has no such kind.
    """
    return sum(kind.xp * count for kind, count in kinds(groups, bestiary))


def kinds(groups: Sequence[Group], bestiary: Bestiary) -> list[tuple[Kind, int]]:
    """The same with what the book says of each.

    Raises:
        NotFoundError: ``monster-unknown``.
    """
    return [(bestiary.exactly(each.monster), each.count) for each in groups]


def together(groups: Sequence[Group]) -> tuple[Group, ...]:
    """Those of one kind as one group, in the order in which they come first.

    Example:
        >>> together((Group("Ogre"), Group("Wolf", 2), Group("Ogre", 2)))
        (Group(monster='Ogre', count=3), Group(monster='Wolf', count=2))
    """
    first: dict[str, Group] = {}
    for each in groups:
        there = first.get(each.monster)
        first[each.monster] = replace(there, count=there.count + each.count) if there else each
    return tuple(first.values())


def _parts(text: str, bestiary: Bestiary) -> list[str]:
    """The list's parts; a name may have a comma of its own, as "Vampire, Bat Form" of 2014."""
    pieces = [piece.strip() for piece in text.split(",") if piece.strip()]
    parts: list[str] = []
    while pieces:
        first = pieces.pop(0)
        joined = f"{first}, {pieces[0]}" if pieces else ""
        if joined and bestiary.has(folded(_counted(joined)[1])):
            first = joined
            pieces.pop(0)
        parts.append(first)
    return parts


def _counted(part: str) -> tuple[int, str]:
    if found := _BEFORE.fullmatch(part):
        return int(found[1]), found[2].strip()
    if found := _BEHIND.fullmatch(part):
        return int(found[2]), found[1].strip()
    return 1, part
