"""The features whose effect in a fight nothing counts yet: the table applies them by hand, and the sheet says so.

Source of the names: SRD 5.2.1 and SRD 5.1, "Classes".
"""

from __future__ import annotations

import re
from typing import Final

from core.characters.rulebook import key

LEFT: Final = frozenset(
    key(each)
    for each in (
        # Barbarian
        # Bard
        "Peerless Skill",
        "Song of Rest",
        "Words of Creation",
        # Cleric
        "Divine Intervention",
        "Divine Intervention Improvement",
        "Greater Divine Intervention",
        # Druid
        "Archdruid",
        "Beast Spells",
        "Land's Stride",
        "Nature's Sanctuary",
        "Wild Companion",
        "Wild Resurgence",
        # Fighter
        "Heroic Warrior",
        "Tactical Master",
        "Tactical Mind",
        # Monk
        "Acrobatic Movement",
        "Fleet Step",
        "Slow Fall",
        "Tranquility",
        # Paladin
        "Cleansing Touch",
        "Faithful Steed",
        "Smite of Protection",
        # Ranger
        "Defensive Tactics",
        "Hide in Plain Sight",
        "Hunter's Lore",
        "Multiattack",
        "Superior Hunter's Defense",
        "Superior Hunter's Prey",
        # Rogue
        "Blindsense",
        "Cunning Strike",
        "Devious Strikes",
        "Improved Cunning Strike",
        "Stroke of Luck",
        "Supreme Sneak",
        "Thief's Reflexes",
        "Use Magic Device",
        # Sorcerer
        "Arcane Apotheosis",
        "Draconic Presence",
        "Dragon Companion",
        "Metamagic",
        "Sorcery Incarnate",
        # Warlock
        "Eldritch Invocations",
        "Hurl Through Hell",
        # Wizard
        "Overchannel",
        "Sculpt Spells",
        "Signature Spell",
        "Signature Spells",
        "Spell Mastery",
    )
)
_ASIDE: Final = re.compile(r" \(.*\)$")


def is_left(feature: str) -> bool:
    """Whether a feature, by its name in the book, is the table's to apply.

    Example:
        >>> is_left("Brutal Critical (2 dice)"), is_left("Rage")
        (True, False)
    """
    return key(_ASIDE.sub("", feature)) in LEFT
