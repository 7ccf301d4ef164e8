"""How hard an encounter is for a party, and by which numbers.

SRD 5.1 has no encounter budgets (its thresholds and multipliers stand in another book), so fights of 2014 are measured
by those of 2024 as well; whoever shows the measure says so.

Source: SRD 5.2.1, "Gameplay Toolbox", Combat Encounters.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from core.combat.record.state import Combatant, Fight, Side
from core.errors import LimitError, RuleError
from core.rules.edition import Edition
from core.rules.encounters import Budget, Difficulty, budget, difficulty
from core.rules.experience import HIGHEST_LEVEL

MOST_PARTY: Final = 12
_SEVERAL: Final = re.compile(r"([0-9]{1,2})\s*[x×]\s*([0-9]{1,2})", re.IGNORECASE)
_CROWD: Final = 2
"""Creatures for each character from which on the book advises to take fragile ones."""


@dataclass(frozen=True, slots=True)
class Measure:
    """How hard an encounter is.

    Attributes:
        edition: Whose monsters they are.
        levels: Of the party, the highest first.
        xp: What the foes are worth together.
        foes: How many they are.
        budget: The party's.
        difficulty: What that comes to.
        above: Whether a foe's rating is above the party's highest level: it may take somebody out at once.
        crowd: Whether they are more than two for each character.
    """

    edition: Edition
    levels: tuple[int, ...]
    xp: int
    foes: int
    budget: Budget
    difficulty: Difficulty
    above: bool = False
    crowd: bool = False

    @property
    def left(self) -> int:
        """How many more experience points of foes would still be of this difficulty; 0 beyond the highest."""
        most = {
            Difficulty.TRIVIAL: (self.budget.low - 1) // 2,
            Difficulty.LOW: self.budget.low,
            Difficulty.MODERATE: self.budget.moderate,
            Difficulty.HIGH: self.budget.high,
        }
        return max(0, most.get(self.difficulty, 0) - self.xp)


def measured(edition: Edition, levels: Sequence[int], worths: Sequence[int], *, highest_rating: float = 0.0) -> Measure:
    """How hard foes are for a party.

    Args:
        edition: Whose monsters they are.
        levels: The party's, from 1 to 20.
        worths: Of each foe, in experience points.
        highest_rating: The highest Challenge Rating among them.

    Example:
        >>> told = measured(Edition.SRD_52, (1, 1, 1, 1), (50, 50, 50))
        >>> told.difficulty.value, told.budget.low, told.left
        ('low', 200, 50)
    """
    xp = sum(worths)
    highest = max(levels)
    return Measure(
        edition,
        tuple(sorted(levels, reverse=True)),
        xp,
        len(worths),
        budget(levels),
        difficulty(levels, xp),
        above=highest_rating > highest,
        crowd=len(worths) > _CROWD * len(levels),
    )


def standing(fight: Fight) -> list[Combatant]:
    """Everybody in a fight who is not dead, as far as the fight knows it; no lairs."""
    there = [each for each in fight.combatants.values() if not each.gone and each.lair_of is None]
    return [each for each in there if each.vitals is None or not each.vitals.is_dead]


def foes_of(fight: Fight) -> tuple[int, ...]:
    """What each of the party's foes in a fight is worth that stands; lairs are none, nor who is dead."""
    there = standing(fight)
    return tuple([each.numbers.get("xp", 0) for each in there if each.side is Side.FOES and each.character is None])


def read_party(text: str) -> tuple[int, ...]:
    """The levels of a party as somebody tells them, the highest first.

    Raises:
        RuleError: ``party-unreadable``.
        LimitError: ``party-too-large``.

    Example:
        >>> read_party("4x5"), read_party("3, 2x4 , 1")
        ((5, 5, 5, 5), (4, 4, 3, 1))
    """
    levels: list[int] = []
    for part in re.split(r"[,;]|(?<=\d)\s+(?=\d)", text.strip()):
        each = part.strip()
        several = _SEVERAL.fullmatch(each)
        count, level = (int(several[1]), several[2]) if several else (1, each)
        if not (level.isascii() and level.isdecimal()) or not 1 <= int(level) <= HIGHEST_LEVEL or count < 1:
            raise RuleError("party-unreadable", named=text[:60])
        levels += [int(level)] * min(count, MOST_PARTY + 1)
    if len(levels) > MOST_PARTY:
        raise LimitError("party-too-large", limit=MOST_PARTY)
    return tuple(sorted(levels, reverse=True))
