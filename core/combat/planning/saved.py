"""Encounters that a DM keeps for later: their names, their monsters, and how many there may be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from core.combat.planning.groups import Group
from core.errors import LimitError, RuleError
from core.matching.names import Names
from core.rules.edition import Edition
from core.tables.names import one_line

MOST_ENCOUNTERS: Final = 25
"""A person's in one server: as many as Discord offers while a name is typed."""
LONGEST_NAME: Final = 40


@dataclass(frozen=True, slots=True)
class Encounter:
    """Monsters under a name.

    Attributes:
        name: As it was given.
        edition: Whose monsters.
        groups: Which.
    """

    name: str
    edition: Edition
    groups: tuple[Group, ...]

    @property
    def key(self) -> str:
        """What tells it apart from others: its name in whichever case."""
        return encounter_key(self.name)


def encounter_key(name: str) -> str:
    """What a name is looked up by.

    Example:
        >>> encounter_key("  The  Old MILL ")
        'the old mill'
    """
    return one_line(name).casefold()


def named(name: str) -> str:
    """A name that can be kept.

    Raises:
        RuleError: ``encounter-name-empty``.
        LimitError: ``encounter-name-too-long``.
    """
    clean = one_line(name)
    if not clean:
        raise RuleError("encounter-name-empty")
    if len(clean) > LONGEST_NAME:
        raise LimitError("encounter-name-too-long", limit=LONGEST_NAME, length=len(clean))
    return clean


def near(encounters: tuple[Encounter, ...], typed: str, most: int) -> list[Encounter]:
    """Those that may be meant by what somebody has typed so far, the likeliest first.

    Example:
        >>> kept = (Encounter("The old mill", Edition.SRD_52, ()), Encounter("Wolves", Edition.SRD_52, ()))
        >>> [each.name for each in near(kept, "old mil", 5)], [each.name for each in near(kept, "wovles", 5)]
        (['The old mill'], ['Wolves'])
    """
    return [found.thing for found in Names([(each.name, each) for each in encounters]).best(typed, most)]
