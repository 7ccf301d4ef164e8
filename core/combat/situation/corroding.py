"""What is eaten away on a sheet: armor gives less, and a weapon hits or hurts less, until it is ruined.

Source: SRD 5.1, "Monsters", Black Pudding, Gray Ooze, Rust Monster; SRD 5.2.1 likewise.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from core.characters.sheet import Item, Sheet
from core.combat.record.happenings import Corroded, Spared
from core.combat.situation.scene import Scene
from core.rules.effects.grips import Corrode
from core.rules.equipment import Weight

RUINED_WEAPON: Final = 5
METAL: Final = frozenset(
    {
        "breastplate",
        "chain mail",
        "chain shirt",
        "half plate armor",
        "plate armor",
        "ring mail",
        "scale mail",
        "splint armor",
    }
)
"""Armor that is made of metal."""


def corroded(scene: Scene, number: int, sheet: Sheet, node: Corrode) -> Sheet:
    """A sheet after what its bearer wears or holds has been eaten away: nothing happens to what is magical."""
    found = _worn(scene, number, sheet, node) if node.what == "armor" else _held(scene, number, sheet)
    if found is None:
        scene.tell(Spared(number, node.op))
        return sheet
    name, item, ruined_at = found
    bonus = item.bonus - node.by
    scene.tell(Corroded(number, name, bonus))
    items = {**sheet.items, name: replace(item, bonus=bonus)}
    if bonus <= ruined_at:
        items = {each: one for each, one in items.items() if each != name}
    return replace(sheet, items=items)


def _worn(scene: Scene, number: int, sheet: Sheet, node: Corrode) -> tuple[str, Item, int] | None:
    _, records = scene.sheets[number]
    for name, item in sheet.items.items():
        armor = records.armor.get((item.is_like or name).casefold())
        if armor is None or armor.weight is Weight.SHIELD or not item.equipped or item.bonus > 0:
            continue
        if node.metal and armor.name.casefold() not in METAL:
            continue
        return name, item, node.ruins_at - armor.base
    return None


def _held(scene: Scene, number: int, sheet: Sheet) -> tuple[str, Item, int] | None:
    _, records = scene.sheets[number]
    for name, item in sheet.items.items():
        if item.equipped and item.bonus <= 0 and (item.is_like or name).casefold() in records.weapons:
            return name, item, -RUINED_WEAPON
    return None
