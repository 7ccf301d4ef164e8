"""What characters start with, out of the sources: as nested choices in one, in regular sentences in the other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from core.rules.coins import IN_COPPER, Coin
from core.rules.equipment import Kit
from data.srd.build.sources import Json

_MONEY: Final = re.compile(r"(?:and )?(\d+) GP")
_SOFT_HYPHEN: Final = re.compile("\u00ad ?")
_COUNT: Final = re.compile(r"(\d+) (.+)")
_SHEETS: Final = re.compile(r"(.+) \((\d+) sheets\)")
_ANY: Final = {
    "Arcane Foci": "any arcane focus",
    "Druidic Foci": "any druidic focus",
    "Holy Symbols": "any holy symbol",
    "Martial Melee Weapons": "any martial melee weapon",
    "Martial Weapons": "any martial weapon",
    "Musical Instruments": "any musical instrument",
    "Simple Melee Weapons": "any simple melee weapon",
    "Simple Weapons": "any simple weapon",
}
"""Kinds of things, of which a player takes one."""
_KINDS_IN_2024: Final = {
    "Arcane Focus (crystal)": "Crystal",
    "Arcane Focus (orb)": "Orb",
    "Arcane Focus (Quarterstaff)": "Quarterstaff",
    "Artisan’s Tools or Musical Instrument chosen for the tool proficiency above": "the chosen tool",
    "Book (history)": "Book",
    "Book (occult lore)": "Book",
    "Book (prayers)": "Book",
    "Druidic Focus (Quarterstaff)": "Quarterstaff",
    "Druidic Focus (sprig of mistletoe)": "Sprig of Mistletoe",
    "Gaming Set (same as above)": "the chosen tool",
    "Holy Symbol": "any holy symbol",
    "Musical Instrument of your choice": "any musical instrument",
    "Traveler’s Clothes": "Clothes, Traveler’s",
}
_TOLD_AS_MANY: Final = {"Daggers": "Dagger", "Handaxes": "Handaxe", "Javelins": "Javelin", "Pouches": "Pouch"}


def in_2014(each: Json) -> tuple[tuple[Kit, ...], ...]:
    """What a class or background of SRD 5.1 starts with: first what is chosen, then what everybody has."""
    chosen = [_choice(choice) for choice in each["starting_equipment_options"]]
    money = each.get("starting_gold")
    copper = money["quantity"] * IN_COPPER[Coin(money["unit"])] if money else 0
    always = Kit(tuple((one["quantity"], one["equipment"]["name"]) for one in each["starting_equipment"]), copper)
    return (*chosen, (always,)) if always != Kit() else tuple(chosen)


def _choice(choice: Json) -> tuple[Kit, ...]:
    offered: Json = choice["from"]
    if "equipment_category" in offered:
        return (Kit(((choice["choose"], _ANY[offered["equipment_category"]["name"]]),)),)
    return tuple(Kit(tuple(_things([option]))) for option in offered["options"])


def _things(options: Iterable[Json]) -> Iterable[tuple[int, str]]:
    for option in options:
        match option["option_type"]:
            case "counted_reference":
                yield option["count"], option["of"]["name"]
            case "choice":
                inner = option["choice"]
                yield inner["choose"], _ANY[inner["from"]["equipment_category"]["name"]]
            case "multiple":
                yield from _things(option["items"])
            case kind:
                raise ValueError(f"{kind!r} is no way to choose equipment")


def in_2024(text: str) -> tuple[tuple[Kit, ...], ...]:
    """What a sentence of SRD 5.2.1 lets one choose between.

    Example:
        >>> in_2024("Choose A or B: (A) 2 Daggers, Robe, and 5 GP; or (B) 55 GP")
        ((Kit(things=((2, 'Dagger'), (1, 'Robe')), copper=500), Kit(things=(), copper=5500)),)
    """
    parts = re.split(r"\([A-C]\) ", _SOFT_HYPHEN.sub("", text))[1:]
    return (tuple(_kit(part.strip().removesuffix(" or").rstrip(";")) for part in parts),)


def _kit(text: str) -> Kit:
    things: list[tuple[int, str]] = []
    copper = 0
    for part in text.split(", "):
        if money := _MONEY.fullmatch(part):
            copper = int(money[1]) * IN_COPPER[Coin.GOLD]
        else:
            things.append(_thing(part))
    return Kit(tuple(things), copper)


def _thing(part: str) -> tuple[int, str]:
    if sheets := _SHEETS.fullmatch(part):
        return int(sheets[2]), sheets[1]
    if counted := _COUNT.fullmatch(part):
        return int(counted[1]), _TOLD_AS_MANY.get(counted[2], counted[2])
    return 1, _KINDS_IN_2024.get(part, part)


def kinds() -> Mapping[str, str]:
    """The names that stand for a kind of things, by the source's name of it."""
    return _ANY
