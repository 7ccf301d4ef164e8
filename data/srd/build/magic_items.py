"""Magic items of both editions, out of the sources: names, rarity and attunement stand at the head of their texts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from core.rules.items import MagicItem, MagicItemKind, Rarity
from data.srd.build.sources import Json, Sources, typeset

_KINDS: Final[Mapping[str, MagicItemKind]] = {
    "ammunition": MagicItemKind.WEAPON,
    "armor": MagicItemKind.ARMOR,
    "potion": MagicItemKind.POTION,
    "potions": MagicItemKind.POTION,
    "ring": MagicItemKind.RING,
    "rings": MagicItemKind.RING,
    "rod": MagicItemKind.ROD,
    "rods": MagicItemKind.ROD,
    "scroll": MagicItemKind.SCROLL,
    "staff": MagicItemKind.STAFF,
    "staffs": MagicItemKind.STAFF,
    "wand": MagicItemKind.WAND,
    "wands": MagicItemKind.WAND,
    "weapon": MagicItemKind.WEAPON,
    "weapons": MagicItemKind.WEAPON,
    "wondrous items": MagicItemKind.WONDROUS,
}
_KINDS_2024: Final = {"Spell Scroll": MagicItemKind.SCROLL, "rod": MagicItemKind.ROD}
"""Where the source files a thing under others."""
_RENAMED_2014: Final = {"potion-of-healing": "Potions of Healing"}
"""All four of them, whose first has the same name in the source."""
_BASE: Final = re.compile(r"^(?:Armor|Weapon) \((.+?)\)")
_ATTUNED: Final = re.compile(r"\(requires attunement(?: by an? (.+?))?\)")
_BETTER: Final = re.compile(r",? (\+\d)$")
_RARITIES: Final = re.compile("|".join(sorted(Rarity, key=len, reverse=True)))


def magic_items_in_2014(sources: Sources) -> list[MagicItem]:
    """All magic items of SRD 5.1, their forms among them."""
    rows = sources.in_2014("magic_items")
    for each in rows:
        each["name"] = _RENAMED_2014.get(each["index"], each["name"])
    forms = _forms(rows)
    return [_in_2014(each, forms.get(each["index"], "")) for each in rows]


def magic_items_in_2024(sources: Sources) -> list[MagicItem]:
    """All magic items of SRD 5.2.1, their forms among them."""
    rows = sources.tables_2024("magic_items")
    forms = _forms(rows)
    named = {each["name"]: _named(each["name"], each) for each in rows}
    return [_in_2024(each, named.get(forms.get(each["index"], ""), "")) for each in rows]


def _forms(rows: Iterable[Json]) -> dict[str, str]:
    """What each form is one of."""
    return {one["index"]: each["name"] for each in rows for one in each["variants"]}


def _in_2014(each: Json, form_of: str) -> MagicItem:
    head: str = each["desc"][0]
    base, attuned = _BASE.match(head), _ATTUNED.search(head)
    return MagicItem(
        name=each["name"],
        kind=_KINDS[each["equipment_category"]["name"].lower()],
        rarities=_rarities(f"{each['rarity']['name']} {_BASE.sub('', head)}"),
        base=base[1] if base else "",
        attunement=attuned is not None,
        attuned_by=(attuned[1] or "") if attuned else "",
        form_of=form_of,
    )


def _in_2024(each: Json, form_of: str) -> MagicItem:
    base = _BASE.match(each["desc"])
    words = base[1] if base and not _RARITIES.fullmatch(base[1].lower()) else ""
    told = each["equipment_category"]["name"].lower()
    name: str = each["name"]
    if each["desc"].startswith("Rod"):
        told = "rods"
    return MagicItem(
        name=_named(name, each),
        kind=_KINDS_2024.get(name) or _KINDS[told],
        rarities=_rarities(each["rarity"]["name"]),
        base=words.lower(),
        attunement=each["attunement"],
        attuned_by=each.get("limited-to", ""),
        form_of=form_of,
    )


def _named(name: str, each: Json) -> str:
    """A name as the book has it, where the source has "Armor" for all three, and "Armor +1" for the first."""
    if any("+1" in one["name"] for one in each["variants"]):
        return f"{name}, +1, +2, or +3"
    return _BETTER.sub(r", \1", typeset(name))


def _rarities(told: str) -> tuple[Rarity, ...]:
    """Those that a text names, each once, the least rare first.

    Example:
        >>> [rarity.value for rarity in _rarities("Uncommon (+1), Rare (+2), or Very Rare (+3)")]
        ['uncommon', 'rare', 'very rare']
    """
    found = {Rarity(each) for each in _RARITIES.findall(told.lower())}
    return tuple(rarity for rarity in Rarity if rarity in found)
