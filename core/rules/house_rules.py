"""What a table plays otherwise than the book has it: one typed value a switch, all of them off at first."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Critical(StrEnum):
    """What a critical hit does to damage dice."""

    DOUBLED_DICE = "doubled dice"
    """As the book has it: every die twice, and the bonus once."""
    DOUBLED_TOTAL = "doubled total"
    HIGHEST_AND_ROLLED = "highest and rolled"
    """The dice rolled once, and as much as they can come to added."""


class HitPointsAtLevel(StrEnum):
    """Where hit points come from as levels do."""

    CHOSEN = "chosen"
    """As the book has it: the player rolls or takes the average."""
    AVERAGE = "average"
    ROLLED = "rolled"


@dataclass(frozen=True, slots=True)
class HouseRules:
    """A campaign's.

    Attributes:
        critical: What a critical hit does.
        hit_points: Where hit points come from.
        encumbrance: Whether burdens slow people down.
        potions_as_bonus_action: Whether drinking one takes a bonus action in 2014 too; in 2024 it does.
        flanking: Whether two who stand on opposite sides of a foe attack it with advantage.
        open_death_saves: Whether everybody sees them; else only the dying and the DM.
        inspiration_on_natural_1: Whether a natural 1 on a D20 Test gives inspiration.
    """

    critical: Critical = Critical.DOUBLED_DICE
    hit_points: HitPointsAtLevel = HitPointsAtLevel.CHOSEN
    encumbrance: bool = False
    potions_as_bonus_action: bool = False
    flanking: bool = False
    open_death_saves: bool = True
    inspiration_on_natural_1: bool = False


BY_THE_BOOK = HouseRules()
