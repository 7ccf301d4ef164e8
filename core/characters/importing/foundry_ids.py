"""What the short words in an actor of Foundry's dnd5e system stand for.

Source: foundryvtt/dnd5e, its configuration of skills, tools, languages, sizes and proficiencies.
"""

from __future__ import annotations

from typing import Final

from core.characters.sheet import Resets
from core.rules.conditions import Condition
from core.rules.damage import PHYSICAL, DamageType
from core.rules.edition import Edition
from core.rules.sizes import Size

SKILLS: Final = {
    "acr": "acrobatics",
    "ani": "animal handling",
    "arc": "arcana",
    "ath": "athletics",
    "dec": "deception",
    "his": "history",
    "ins": "insight",
    "itm": "intimidation",
    "inv": "investigation",
    "med": "medicine",
    "nat": "nature",
    "prc": "perception",
    "prf": "performance",
    "per": "persuasion",
    "rel": "religion",
    "slt": "sleight of hand",
    "ste": "stealth",
    "sur": "survival",
}
SIZES: Final = {
    "tiny": Size.TINY,
    "sm": Size.SMALL,
    "med": Size.MEDIUM,
    "lg": Size.LARGE,
    "huge": Size.HUGE,
    "grg": Size.GARGANTUAN,
}
ARMOR: Final = {"lgt": "light", "med": "medium", "hvy": "heavy", "shl": "shield"}
WEAPONS: Final = {"sim": "simple", "mar": "martial"}
LANGUAGES: Final = {"cant": "Thieves’ Cant", "deep": "Deep Speech", "sign": "Common Sign Language"}
"""Those whose short word is not their name."""
TOOLS: Final = {
    "art": "Artisan’s Tools",
    "game": "Gaming Set",
    "music": "Musical Instrument",
    "vehicle": "Vehicles",
    "alchemist": "Alchemist’s Supplies",
    "brewer": "Brewer’s Supplies",
    "calligrapher": "Calligrapher’s Supplies",
    "carpenter": "Carpenter’s Tools",
    "cartographer": "Cartographer’s Tools",
    "cobbler": "Cobbler’s Tools",
    "cook": "Cook’s Utensils",
    "glassblower": "Glassblower’s Tools",
    "jeweler": "Jeweler’s Tools",
    "leatherworker": "Leatherworker’s Tools",
    "mason": "Mason’s Tools",
    "painter": "Painter’s Supplies",
    "potter": "Potter’s Tools",
    "smith": "Smith’s Tools",
    "tinker": "Tinker’s Tools",
    "weaver": "Weaver’s Tools",
    "woodcarver": "Woodcarver’s Tools",
    "disg": "Disguise Kit",
    "forg": "Forgery Kit",
    "herb": "Herbalism Kit",
    "navg": "Navigator’s Tools",
    "pois": "Poisoner’s Kit",
    "thief": "Thieves’ Tools",
    "card": "Playing Card Set",
    "chess": "Dragonchess Set",
    "dice": "Dice Set",
    "air": "Air Vehicles",
    "water": "Water Vehicles",
    "land": "Land Vehicles",
}
DAMAGE: Final = {each.value: each for each in DamageType}
PHYSICAL_WORDS: Final = {"physical": PHYSICAL}
CONDITIONS: Final = {each.value: each for each in Condition}
EDITIONS: Final = {"2014": Edition.SRD_51, "2024": Edition.SRD_52}
RESETS: Final = {
    "sr": Resets.SHORT_REST,
    "lr": Resets.LONG_REST,
    "day": Resets.DAWN,
    "dawn": Resets.DAWN,
    "dusk": Resets.DAWN,
    "charges": Resets.NEVER,
    "none": Resets.NEVER,
    "": Resets.NEVER,
}
WAYS: Final = ("walk", "burrow", "climb", "fly", "swim")
SENSES: Final = ("darkvision", "blindsight", "tremorsense", "truesight")
CARRIED: Final = frozenset({"weapon", "equipment", "consumable", "tool", "loot", "container", "backpack"})
RANGED: Final = frozenset({"simpleR", "martialR", "siege"})
