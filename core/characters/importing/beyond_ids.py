"""What the numbers in a character of D&D Beyond stand for.

Source: nobody documents them; they are read off characters, and off what public importers make of them.
"""

from __future__ import annotations

from typing import Final

from core.characters.sheet import Resets
from core.rules.abilities import Ability
from core.rules.conditions import Condition
from core.rules.damage import DamageType
from core.rules.proficiency import Training
from core.rules.sizes import Size

ABILITIES: Final = dict(enumerate(Ability, start=1))
LONG: Final = {
    "strength": Ability.STRENGTH,
    "dexterity": Ability.DEXTERITY,
    "constitution": Ability.CONSTITUTION,
    "intelligence": Ability.INTELLIGENCE,
    "wisdom": Ability.WISDOM,
    "charisma": Ability.CHARISMA,
}
SKILL_IDS: Final = {
    **dict(enumerate(("athletics", "acrobatics", "sleight of hand", "stealth", "arcana", "history"), start=2)),
    **dict(enumerate(("investigation", "nature", "religion", "animal handling", "insight", "medicine"), start=8)),
    **dict(enumerate(("perception", "survival", "deception", "intimidation", "performance", "persuasion"), start=14)),
}
ALIGNMENTS: Final = {
    1: "Lawful Good",
    2: "Neutral Good",
    3: "Chaotic Good",
    4: "Lawful Neutral",
    5: "Neutral",
    6: "Chaotic Neutral",
    7: "Lawful Evil",
    8: "Neutral Evil",
    9: "Chaotic Evil",
}
SIZES: Final = dict(enumerate(Size, start=2))
MOVEMENTS: Final = {1: "walk", 2: "burrow", 3: "climb", 4: "fly", 5: "swim"}
INNATE: Final = {"walk": "walking", "burrow": "burrowing", "climb": "climbing", "fly": "flying", "swim": "swimming"}
SENSES: Final = {1: "blindsight", 2: "darkvision", 3: "tremorsense", 4: "truesight"}
EXHAUSTION: Final = 4
"""Among the conditions; it comes with a level."""
CONDITIONS: Final = dict(
    zip((1, 2, 3, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15), Condition, strict=True),
)
DAMAGE_IDS: Final = {
    1: DamageType.BLUDGEONING,
    2: DamageType.PIERCING,
    3: DamageType.SLASHING,
    4: DamageType.NECROTIC,
    5: DamageType.ACID,
    6: DamageType.COLD,
    7: DamageType.FIRE,
    8: DamageType.LIGHTNING,
    9: DamageType.THUNDER,
    10: DamageType.POISON,
    11: DamageType.PSYCHIC,
    12: DamageType.RADIANT,
    13: DamageType.FORCE,
}
"""What an action deals."""
_ADJUSTED: Final = (
    *(DamageType.BLUDGEONING, DamageType.PIERCING, DamageType.SLASHING, DamageType.LIGHTNING, DamageType.THUNDER),
    *(DamageType.POISON, DamageType.COLD, DamageType.RADIANT, DamageType.FIRE, DamageType.NECROTIC),
    *(DamageType.ACID, DamageType.PSYCHIC),
)
RESISTED: Final = {**dict(enumerate(_ADJUSTED, start=1)), 47: DamageType.FORCE}
IGNORED: Final = {**dict(enumerate(_ADJUSTED, start=17)), 48: DamageType.FORCE}
SUFFERED: Final = {**dict(enumerate(_ADJUSTED, start=33)), 49: DamageType.FORCE}
RESETS: Final = {
    1: Resets.SHORT_REST,
    2: Resets.LONG_REST,
    3: Resets.DAWN,
    4: Resets.NEVER,
    "shortrest": Resets.SHORT_REST,
    "short": Resets.SHORT_REST,
    "longrest": Resets.LONG_REST,
    "long": Resets.LONG_REST,
    "dawn": Resets.DAWN,
    "day": Resets.DAWN,
    "dusk": Resets.DAWN,
    "consumable": Resets.NEVER,
    "other": Resets.NEVER,
}
TRAININGS: Final = {1: Training.NONE, 2: Training.HALF, 3: Training.PROFICIENT, 4: Training.EXPERT}
ARMOR: Final = {"light-armor": "light", "medium-armor": "medium", "heavy-armor": "heavy", "shields": "shield"}
LIGHT, MEDIUM, HEAVY, SHIELD = 1, 2, 3, 4
SOURCES_OF_2024: Final = frozenset({145, 146, 147, 148, 149, 153, 157, 163, 196})
"""Books of the rules of 2024, by their ids."""


class Said:
    """What people can set by hand on their sheets there, by the type of the value."""

    ARMOR_CLASS = 1
    MAGIC_ARMOR = 2
    MORE_ARMOR = 3
    ARMOR_AND_DEXTERITY = 4
    NAME = 8
    NOTE = 9
    SKILL = 23
    MORE_SKILL = (24, 25)
    SKILL_TRAINING = 26
    SKILL_ABILITY = 27
    SAVE = 38
    MORE_SAVE = (39, 40)
    SAVE_TRAINING = 41
