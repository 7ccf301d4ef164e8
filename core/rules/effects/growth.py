"""How a number of a spell grows with the slot it is cast with, or with its caster's level.

A tree that is played has no growth in it: `core.rules.spells.cast_at` writes the numbers in.

Source: SRD 5.1, "Spellcasting", Casting a Spell at a Higher Level; SRD 5.2.1, "Spells", Using a Higher-Level Spell
Slot, Cantrip Upgrade.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

CANTRIPS_GROW_AT: Final = (5, 11, 17)
"""The character levels at which a cantrip becomes stronger."""
_TERM: Final = re.compile(r"([+-]?)(\d+)(?:d(\d+))?")


@dataclass(frozen=True, slots=True)
class Step:
    """Where a casting stands.

    Attributes:
        slot: The level of the slot; 0 for a cantrip.
        above: How many levels that is above the spell's own; of a cantrip, how many of its three steps are done.
        character_level: Of the caster.
    """

    slot: int
    above: int
    character_level: int


def step(spell_level: int, slot: int, character_level: int) -> Step:
    """Where a casting stands."""
    if spell_level:
        return Step(slot, slot - spell_level, character_level)
    return Step(0, bisect_right(CANTRIPS_GROW_AT, character_level), character_level)


@dataclass(frozen=True, slots=True)
class Growth:
    """How a number grows. Which one it is, the node that has it says.

    Attributes:
        more: What every step adds: dice, a number, or both. Empty where `become` tells all.
        every: How many slot levels make a step. A cantrip has a step at each of `CANTRIPS_GROW_AT`, whatever is here.
        become: What the number is instead from a slot on (of a cantrip: from a character level on): ``((4, "2"),)``.
            An empty text stands for what has no number, as a duration without end.
    """

    more: str = ""
    every: int = 1
    become: tuple[tuple[int, str], ...] = ()

    def at(self, now: str, where: Step) -> str:
        """What a number has grown to.

        Args:
            now: The number, or the dice, at the spell's own level; may be empty for nothing.
            where: The casting.

        Example:
            >>> Growth("1d6").at("8d6", step(3, 5, 1)), Growth("1d8", every=2).at("1d8", step(2, 5, 1))
            ('10d6', '2d8')
            >>> Growth(become=((4, "2"), (6, "3"))).at("1", step(2, 5, 1)), Growth("1d10").at("1d10", step(0, 0, 11))
            ('2', '3d10')
        """
        reached = where.slot or where.character_level
        for least, number in reversed(self.become):
            if reached >= least:
                return number
        times = where.above // self.every if where.slot else where.above
        return added(now, self.more, times) if self.more else now


def added(dice: str, more: str, times: int = 1) -> str:
    """Dice with others added so many times, dice of the same sides together, the number last.

    Example:
        >>> added("10d6+40", "3d6", 2), added("1d4+4", "5"), added("", "1d6"), added("", "1d6", 0)
        ('16d6+40', '1d4+9', '1d6', '')
    """
    counts: dict[int, int] = {}
    for text, factor in ((dice, 1), (more, times)):
        for sign, count, sides in _TERM.findall(text.replace(" ", "")):
            key = int(sides or 0)
            counts[key] = counts.get(key, 0) + factor * int(f"{sign}{count}")
    return _written(counts)


def _written(counts: Mapping[int, int]) -> str:
    number = counts.get(0, 0)
    parts = [f"{count}d{sides}" for sides, count in counts.items() if sides and count]
    if number:
        parts.append(str(number))
    return "+".join(parts).replace("+-", "-")
