"""The features whose effect in a fight nothing counts yet: the table applies them by hand, and the sheet says so.

Source of the names: SRD 5.2.1 and SRD 5.1, "Classes".
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from core.characters.rulebook import key

_BY_CLASS: Final[Mapping[str, tuple[str, ...]]] = {
    "bard": (
        "Peerless Skill",
        "Song of Rest",
        "Words of Creation",
    ),
    "cleric": (
        "Divine Intervention",
        "Divine Intervention Improvement",
        "Greater Divine Intervention",
    ),
    "druid": (
        "Archdruid",
        "Beast Spells",
        "Land's Stride",
        "Nature's Sanctuary",
        "Wild Companion",
        "Wild Resurgence",
    ),
    "fighter": (
        "Heroic Warrior",
        "Tactical Master",
        "Tactical Mind",
    ),
    "monk": (
        "Acrobatic Movement",
        "Fleet Step",
        "Slow Fall",
        "Tranquility",
    ),
    "paladin": (
        "Cleansing Touch",
        "Faithful Steed",
        "Smite of Protection",
    ),
    "ranger": (
        "Defensive Tactics",
        "Hide in Plain Sight",
        "Hunter's Lore",
        "Multiattack",
        "Superior Hunter's Defense",
        "Superior Hunter's Prey",
    ),
    "rogue": (
        "Blindsense",
        "Cunning Strike",
        "Devious Strikes",
        "Improved Cunning Strike",
        "Stroke of Luck",
        "Supreme Sneak",
        "Thief's Reflexes",
        "Use Magic Device",
    ),
    "sorcerer": (
        "Arcane Apotheosis",
        "Draconic Presence",
        "Dragon Companion",
        "Metamagic",
        "Sorcery Incarnate",
    ),
    "warlock": (
        "Eldritch Invocations",
        "Hurl Through Hell",
    ),
    "wizard": (
        "Overchannel",
        "Sculpt Spells",
        "Signature Spell",
        "Signature Spells",
        "Spell Mastery",
    ),
}
LEFT: Final = frozenset(key(each) for names in _BY_CLASS.values() for each in names)
_ASIDE: Final = re.compile(r" \(.*\)$")


def is_left(feature: str) -> bool:
    """Whether a feature, by its name in the book, is the table's to apply.

    Example:
        >>> is_left("Brutal Critical (2 dice)"), is_left("Rage")
        (True, False)
    """
    return key(_ASIDE.sub("", feature)) in LEFT
