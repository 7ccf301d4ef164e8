"""Initiative: who acts when, and what it is to be surprised.

Source: SRD 5.1, "Combat", The Order of Combat; SRD 5.2.1, "Playing the Game", Initiative.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Final

from core.dice.advantage import Advantage
from core.rules.abilities import Ability
from core.rules.edition import Edition

ABILITY: Final = Ability.DEXTERITY
"""Initiative is a check of it."""
LAIR_ON: Final = 20
"""Where a lair acts, after everybody else of the same count."""


@dataclass(frozen=True, slots=True)
class Surprise:
    """What surprise does.

    Attributes:
        initiative: Brought to the Initiative roll.
        loses_first_turn: Whether one neither moves nor acts in the first turn, nor reacts before it is over.
    """

    initiative: Advantage
    loses_first_turn: bool


def surprise(edition: Edition) -> Surprise:
    """What it is to be surprised.

    Example:
        >>> surprise(Edition.SRD_51).loses_first_turn, surprise(Edition.SRD_52).initiative.value
        (True, 'disadvantage')
    """
    if edition is Edition.SRD_51:
        return Surprise(Advantage.NONE, loses_first_turn=True)
    return Surprise(Advantage.DISADVANTAGE, loses_first_turn=False)


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody stands in the order.

    Attributes:
        who: Whom it is about; identical creatures that roll once share a place.
        count: The Initiative.
        tie: What decides among equals, the higher first: a rule of the table, as Dexterity; else the DM's word.
        loses_ties: Whether it comes after everybody of its count, as a lair does.
    """

    who: Hashable
    count: int
    tie: int = 0
    loses_ties: bool = False


def in_order(places: Sequence[Place]) -> list[Place]:
    """The order of a round; where nothing decides, as they were given.

    Example:
        >>> lair, ogre, mara = Place("lair", 20, loses_ties=True), Place("ogre", 20), Place("mara", 20, tie=3)
        >>> [place.who for place in in_order([lair, ogre, mara])]
        ['mara', 'ogre', 'lair']
    """
    return sorted(places, key=lambda place: (-place.count, place.loses_ties, -place.tie))
