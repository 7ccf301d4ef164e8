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
        "Brutal Critical",
        "Brutal Strike",
        "Improved Brutal Strike",
        "Indomitable Might",
        "Instinctive Pounce",
        "Intimidating Presence",
        "Primal Knowledge",
        "Relentless Rage",
        "Retaliation",
        # Bard
        "Countercharm",
        "Cutting Words",
        "Peerless Skill",
        "Song of Rest",
        "Words of Creation",
        # Cleric
        "Destroy Undead",
        "Divine Intervention",
        "Divine Intervention Improvement",
        "Greater Divine Intervention",
        # Druid
        "Archdruid",
        "Beast Spells",
        "Land's Stride",
        "Nature's Sanctuary",
        "Nature's Ward",
        "Wild Companion",
        "Wild Resurgence",
        # Fighter
        "Heroic Warrior",
        "Indomitable",
        "Studied Attacks",
        "Tactical Master",
        "Tactical Mind",
        "Tactical Shift",
        # Monk
        "Acrobatic Movement",
        "Deflect Energy",
        "Diamond Soul",
        "Disciplined Survivor",
        "Empowered Strikes",
        "Empty Body",
        "Fleet Step",
        "Ki-Empowered Strikes",
        "Perfect Focus",
        "Perfect Self",
        "Purity of Body",
        "Quivering Palm",
        "Self-Restoration",
        "Slow Fall",
        "Superior Defense",
        "Tranquility",
        "Uncanny Metabolism",
        "Wholeness of Body",
        # Paladin
        "Aura of Devotion",
        "Channel Divinity: Turn the Unholy",
        "Cleansing Touch",
        "Divine Health",
        "Faithful Steed",
        "Holy Nimbus",
        "Purity of Spirit",
        "Restoring Touch",
        "Smite of Protection",
        # Ranger
        "Defensive Tactics",
        "Feral Senses",
        "Foe Slayer",
        "Hide in Plain Sight",
        "Hunter's Lore",
        "Multiattack",
        "Precise Hunter",
        "Relentless Hunter",
        "Superior Hunter's Defense",
        "Superior Hunter's Prey",
        "Vanish",
        # Rogue
        "Blindsense",
        "Cunning Strike",
        "Devious Strikes",
        "Elusive",
        "Fast Hands",
        "Improved Cunning Strike",
        "Reliable Talent",
        "Slippery Mind",
        "Stroke of Luck",
        "Supreme Sneak",
        "Thief's Reflexes",
        "Use Magic Device",
        # Sorcerer
        "Arcane Apotheosis",
        "Draconic Presence",
        "Dragon Companion",
        "Dragon Wings",
        "Elemental Affinity",
        "Flexible Casting: Converting Spell Slot",
        "Flexible Casting: Creating Spell Slots",
        "Font of Magic",
        "Metamagic",
        "Sorcery Incarnate",
        # Warlock
        "Dark One's Own Luck",
        "Eldritch Invocations",
        "Fiendish Resilience",
        "Hurl Through Hell",
        # Wizard
        "Empowered Evocation",
        "Overchannel",
        "Potent Cantrip",
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
