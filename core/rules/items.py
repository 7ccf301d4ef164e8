"""Things that are neither weapons nor armour, and magic ones.

Source: SRD 5.1, "Equipment" and "Magic Items"; SRD 5.2.1, "Equipment" and "Magic Items".
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ItemKind(StrEnum):
    """What a thing is sold as."""

    AMMUNITION = "ammunition"
    ARCANE_FOCUS = "arcane focus"
    ARTISANS_TOOLS = "artisan's tools"
    DRUIDIC_FOCUS = "druidic focus"
    GAMING_SET = "gaming set"
    GEAR = "adventuring gear"
    HOLY_SYMBOL = "holy symbol"
    KIT = "kit"
    MOUNT = "mount"
    MUSICAL_INSTRUMENT = "musical instrument"
    PACK = "equipment pack"
    SHIP = "waterborne vehicle"
    TACK = "tack and vehicles"
    TOOL = "tool"


@dataclass(frozen=True, slots=True)
class Item:
    """A thing that money buys.

    Attributes:
        name: As the book has it.
        kind: What it is sold as.
        cost: In copper, for `count` of them; 0 where the book has no price.
        pounds: The weight of all of these; 0 for next to nothing.
        count: How many are sold together.
        contents: What is in a pack: how many of what.
        speed_ft: A mount's.
        speed_mph: A ship's.
        carries_pounds: What a mount carries.
    """

    name: str
    kind: ItemKind
    cost: int = 0
    pounds: float = 0
    count: int = 1
    contents: tuple[tuple[int, str], ...] = ()
    speed_ft: int = 0
    speed_mph: float = 0
    carries_pounds: int = 0


class Rarity(StrEnum):
    """How rare a magic item is, the least rare first."""

    COMMON = "common"
    UNCOMMON = "uncommon"
    RARE = "rare"
    VERY_RARE = "very rare"
    LEGENDARY = "legendary"
    ARTIFACT = "artifact"


class MagicItemKind(StrEnum):
    """The categories of magic items."""

    ARMOR = "armor"
    POTION = "potion"
    RING = "ring"
    ROD = "rod"
    SCROLL = "scroll"
    STAFF = "staff"
    WAND = "wand"
    WEAPON = "weapon"
    WONDROUS = "wondrous item"


@dataclass(frozen=True, slots=True)
class MagicItem:
    """A magic item.

    Attributes:
        name: As the book has it.
        kind: Its category.
        rarities: How rare it is; several for what comes in several, empty where each of its forms has its own.
        base: What it is made of, as the book has it: "any sword"; empty for what needs no such word.
        attunement: Whether it takes attunement.
        attuned_by: Who alone can attune to it, as the book has it; empty for anybody.
        form_of: The name of what it is one form of; empty for what stands by itself.
    """

    name: str
    kind: MagicItemKind
    rarities: tuple[Rarity, ...]
    base: str = ""
    attunement: bool = False
    attuned_by: str = ""
    form_of: str = ""
