"""Adventuring gear, tools, packs, mounts and vehicles of both editions, out of the sources."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from core.rules.coins import IN_COPPER, Coin
from core.rules.items import Item, ItemKind
from data.srd.build.corrections import corrected
from data.srd.build.sources import Json, Sources, typeset
from data.srd.build.transport import TRANSPORT_2024

_KINDS_2014: Final[Mapping[str, ItemKind]] = {
    "Ammunition": ItemKind.AMMUNITION,
    "Arcane Foci": ItemKind.ARCANE_FOCUS,
    "Artisan's Tools": ItemKind.ARTISANS_TOOLS,
    "Druidic Foci": ItemKind.DRUIDIC_FOCUS,
    "Equipment Packs": ItemKind.PACK,
    "Gaming Sets": ItemKind.GAMING_SET,
    "Holy Symbols": ItemKind.HOLY_SYMBOL,
    "Kits": ItemKind.KIT,
    "Mounts and Other Animals": ItemKind.MOUNT,
    "Musical Instrument": ItemKind.MUSICAL_INSTRUMENT,
    "Other Tools": ItemKind.TOOL,
    "Standard Gear": ItemKind.GEAR,
    "Tack, Harness, and Drawn Vehicles": ItemKind.TACK,
    "Waterborne Vehicles": ItemKind.SHIP,
}
_KINDS_2024: Final[Mapping[str, ItemKind]] = {
    "equipment-packs": ItemKind.PACK,
    "ammunition": ItemKind.AMMUNITION,
    "artisans-tools": ItemKind.ARTISANS_TOOLS,
    "musical-instruments": ItemKind.MUSICAL_INSTRUMENT,
    "gaming-sets": ItemKind.GAMING_SET,
    "other-tools": ItemKind.TOOL,
    "arcane-foci": ItemKind.ARCANE_FOCUS,
    "druidic-foci": ItemKind.DRUIDIC_FOCUS,
    "holy-symbols": ItemKind.HOLY_SYMBOL,
    "adventuring-gear": ItemKind.GEAR,
}
"""The first that an item has counts."""
_OTHERS: Final = frozenset({"weapons", "armor"})
_RENAMED: Final = {
    "Ball bearings": "Ball Bearings",
    "Block and tackle": "Block and Tackle",
    "Pan flute": "Pan Flute",
}
_NUMBER: Final = re.compile(r"[\d,]+")


def items_in_2014(sources: Sources) -> list[Item]:
    """All things of SRD 5.1 but weapons and armour."""
    rows = sources.in_2014("equipment")
    return [_in_2014(each) for each in rows if "weapon_category" not in each and "armor_category" not in each]


def items_in_2024(sources: Sources) -> list[Item]:
    """All things of SRD 5.2.1 but weapons and armour; the source has neither mounts nor vehicles."""
    rows = sources.tables_2024("equipment")
    return [*(_in_2024(each) for each in rows if not _OTHERS & _categories(each)), *TRANSPORT_2024]


def _in_2014(each: Json) -> Item:
    told: str = each["gear_category"]["name"] if "gear_category" in each else _other_kind(each)
    speed = each.get("speed", {})
    on_water = speed.get("unit") == "mph"
    carries = _NUMBER.search(each.get("capacity", ""))
    return Item(
        name=each["name"],
        kind=_KINDS_2014[told],
        cost=_cost(each),
        pounds=_pounds(each),
        count=each.get("quantity", 1),
        contents=_contents(each),
        speed_ft=0 if on_water else int(speed.get("quantity", 0)),
        speed_mph=speed["quantity"] if on_water else 0,
        carries_pounds=int(carries[0].replace(",", "")) if carries else 0,
    )


def _other_kind(each: Json) -> str:
    return each["tool_category"] if "tool_category" in each else each["vehicle_category"]


def _in_2024(each: Json) -> Item:
    here = _categories(each)
    is_pack = bool(each.get("contents"))
    return Item(
        name=_name(each["name"]),
        kind=ItemKind.PACK if is_pack else next(kind for told, kind in _KINDS_2024.items() if told in here),
        cost=_cost(each),
        pounds=_pounds(each),
        count=each.get("quantity", 1),
        contents=tuple((count, _name(name)) for count, name in _contents(each)),
    )


def _name(told: str) -> str:
    return typeset(_RENAMED.get(told, told))


def _categories(each: Json) -> set[str]:
    return {one["index"] for one in each["equipment_categories"]}


def _cost(each: Json) -> int:
    said = int(each["cost"]["quantity"] * IN_COPPER[Coin(each["cost"]["unit"])])
    return corrected(each["url"], "cost", said)


def _pounds(each: Json) -> float:
    return corrected(each["url"], "weight", each.get("weight") or 0)


def _contents(each: Json) -> tuple[tuple[int, str], ...]:
    said = tuple((one["quantity"], one["item"]["name"]) for one in each.get("contents", ()))
    return corrected(each["url"], "contents", said)
