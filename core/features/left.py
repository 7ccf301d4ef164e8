"""The features whose effect in a fight nothing counts yet: the table applies them by hand, and the sheet says so.

Source of the names: SRD 5.2.1 and SRD 5.1, "Classes".
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from core.characters.class_choices import CHOICES, chosen_of
from core.characters.rulebook import key
from core.characters.sheet import Sheet
from core.rules.edition import Edition

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
_COUNTED: Final = frozenset(
    key(each)
    for each in (
        *("Agonizing Blast", "Colossus Slayer", "Divine Strike", "Evasion", "Potent Spellcasting", "Primal Strike"),
        *("Steel Will", "Uncanny Dodge"),
    )
)
"""What can be chosen of a feature and is counted; nothing else of `core.characters.class_choices` is."""
_COUNTED_WHOLE: Final = frozenset(map(key, ("Dragon Ancestor", "Elemental Affinity")))
"""The features of which everything is."""
_GROWN: Final[Mapping[str, tuple[str, str]]] = {
    key("Improved Blessed Strikes"): ("Blessed Strikes", "Divine Strike"),
    key("Improved Elemental Fury"): ("Elemental Fury", "Primal Strike"),
}
"""Features of which as much is counted as of what was chosen before: of which, and what is."""
_ASIDE: Final = re.compile(r" \(.*\)$")


def is_left(feature: str) -> bool:
    """Whether a feature, by its name in the book, is the table's to apply.

    Example:
        >>> is_left("Brutal Critical (2 dice)"), is_left("Rage")
        (True, False)
    """
    return key(_ASIDE.sub("", feature)) in LEFT


def is_left_on(sheet: Sheet, feature: str) -> bool:
    """The same for one character: where it has chosen something of a feature, that is counted or not.

    Example:
        >>> hunter = Sheet("Rik", Edition.SRD_51, choices={"Defensive Tactics": "Steel Will"})
        >>> is_left_on(hunter, "Defensive Tactics"), is_left_on(hunter, "Multiattack")
        (False, True)
    """
    if key(feature) in _GROWN:
        before, counted = _GROWN[key(feature)]
        return counted not in chosen_of(sheet, before)
    return is_left(feature) and not chosen_of(sheet, feature)


def is_left_choice(edition: Edition, feature: str, chosen: str) -> bool:
    """Whether something that was chosen of a feature is the table's to apply.

    Example:
        >>> [is_left_choice(Edition.SRD_51, "Defensive Tactics", each) for each in ("Steel Will", "Escape the Horde")]
        [False, True]
    """
    if key(feature) not in CHOICES[edition] or key(feature) in _COUNTED_WHOLE:
        return False
    return key(chosen) not in _COUNTED
