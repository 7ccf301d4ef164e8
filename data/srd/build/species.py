"""Species, races and lineages of both editions, out of the sources."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from typing import Any, Final

from core.rules.abilities import Ability
from core.rules.damage import DamageType
from core.rules.effects.terms import Area, Shape
from core.rules.growth import Scale
from core.rules.proficiencies import Pick, Proficiencies, WeaponProficiency
from core.rules.sizes import Size
from core.rules.species import Inborn, Lineage, Species
from data.srd.build import inborn_2014, inborn_2024
from data.srd.build.sources import Json, Sources, typeset

_SMALL_TOO: Final = frozenset({"Human", "Tiefling"})
"""Of 2024; the one source lets the tiefling choose a size, the other nobody, the book both of these."""
_ANCESTRY: Final = "Draconic Ancestry"
_BREATH_WIDTH_FT: Final = 5


def species_in_2014(sources: Sources) -> list[Species]:
    """All races of SRD 5.1."""
    ancestries = [each["name"] for each in sources.in_2014("traits") if "parent" in each]
    return [_in_2014(each, ancestries) for each in sources.in_2014("races")]


def lineages_in_2014(sources: Sources) -> list[Lineage]:
    """All subraces of SRD 5.1, and the ancestries of its dragonborn."""
    ancestries = [_ancestry(each) for each in sources.in_2014("traits") if "parent" in each]
    return [*(_subrace(each) for each in sources.in_2014("subraces")), *ancestries]


def species_in_2024(sources: Sources) -> list[Species]:
    """All species of SRD 5.2.1."""
    others = {each["name"]: each for each in sources.in_2024("species")}
    return [_in_2024(each, others[each["name"]]) for each in sources.tables_2024("species")]


def lineages_in_2024(sources: Sources) -> list[Lineage]:
    """All lineages, ancestries and legacies of SRD 5.2.1."""
    return [_lineage_in_2024(each) for each in sources.tables_2024("subspecies")]


def _in_2014(each: Json, ancestries: list[str]) -> Species:
    traits = [trait["name"] for trait in each["traits"]]
    choice = each.get("ability_bonus_options")
    own = Inborn(
        increases=_increases(each),
        increase_pick=Pick(choice["choose"], tuple(_ability(one) for one in choice["from"]["options"]))
        if choice
        else None,
        languages=tuple(one["name"] for one in each["languages"]),
        language_picks=each.get("language_options", {}).get("choose", 0),
    )
    return Species(
        name=each["name"],
        sizes=(Size(each["size"].lower()),),
        speed_ft=each["speed"],
        traits={1: tuple(traits)} if traits else {},
        inborn=together([own, *_numbers(traits, inborn_2014.TRAITS)]),
        lineages=tuple(ancestries if _ANCESTRY in traits else [one["name"] for one in each["subraces"]]),
    )


def _subrace(each: Json) -> Lineage:
    traits = [trait["name"] for trait in each["racial_traits"]]
    own = Inborn(increases=_increases(each))
    return Lineage(
        name=each["name"],
        of=each["race"]["name"],
        traits={1: tuple(traits)},
        inborn=together([own, *_numbers(traits, inborn_2014.TRAITS)]),
    )


def _ancestry(each: Json) -> Lineage:
    told = each["trait_specific"]
    breath = told["breath_weapon"]
    area = breath["area_of_effect"]
    kind = DamageType(told["damage_type"]["index"])
    shape = Shape(area["type"])
    return Lineage(
        name=each["name"],
        of=each["races"][0]["name"],
        traits={1: (_ANCESTRY,)},
        inborn=Inborn(resists=(kind,)),
        damage=kind,
        breath=Area(shape, area["size"], width_ft=_BREATH_WIDTH_FT if shape is Shape.LINE else None),
        breath_save=Ability(breath["dc"]["dc_type"]["index"]),
    )


def _increases(each: Json) -> dict[Ability, int]:
    return {Ability(one["ability_score"]["index"]): one["bonus"] for one in each["ability_bonuses"]}


def _ability(option: Json) -> str:
    return option["ability_score"]["index"]


def _in_2024(each: Json, other: Json) -> Species:
    here = [trait["name"] for trait in each["traits"]]
    named = [trait["name"] for trait in other["traits"]]
    # Each source leaves some out: what both have comes first, in the order of the one that has the text.
    plain = dict.fromkeys([*named, *(re.sub(r" \(.*", "", name) for name in here)])
    told = [next((full for full in here if full.startswith(f"{name} (")), name) for name in plain]
    own = Size((each.get("size") or other["size"]).lower())
    by_level: dict[int, list[str]] = {}
    for name in plain:
        by_level.setdefault(inborn_2024.LATER.get(name, 1), []).append(name)
    return Species(
        name=each["name"],
        sizes=(Size.MEDIUM, Size.SMALL) if each["name"] in _SMALL_TOO else (own,),
        speed_ft=each["speed"],
        traits={level: tuple(names) for level, names in by_level.items()},
        inborn=together(_numbers(told, inborn_2024.TRAITS)),
        lineages=tuple(lineage_name(one["name"]) for one in each.get("subspecies", ())),
    )


def lineage_name(told: str) -> str:
    """A lineage's name, which says of what where it would say nothing without it.

    Example:
        >>> [lineage_name(told) for told in ("Elven Lineage: Drow", "Draconic Ancestor: Black")]
        ['Drow', 'Draconic Ancestry (Black)']
    """
    of, _, name = told.partition(": ")
    match of:
        case "Draconic Ancestor":
            return f"{_ANCESTRY} ({name})"
        case "Fiendish Legacy":
            return f"{of} ({name})"
        case _:
            return typeset(name)


def _lineage_in_2024(each: Json) -> Lineage:
    name = lineage_name(each["name"])
    inborn = inborn_2024.LINEAGES.get(name, Inborn())
    kind = DamageType(each["damage_type"]["index"]) if "damage_type" in each else None
    if kind:
        inborn = Inborn(resists=(kind,))
    if name in inborn_2024.BOONS:
        kind, dice = inborn_2024.BOONS[name]
        inborn = Inborn(scales=(Scale(name, {1: dice}),) if dice else ())
    return Lineage(
        name=name,
        of=each["species"]["name"],
        traits={1: (each["name"].partition(":")[0].replace("Ancestor", "Ancestry"),)},
        inborn=inborn,
        damage=kind,
    )


def _numbers(traits: Iterable[str], known: Mapping[str, Inborn]) -> list[Inborn]:
    return [known[name] for name in traits if name in known]


def together(parts: Iterable[Inborn]) -> Inborn:
    """What several traits come to."""
    whole = Inborn()
    for part in parts:
        changed = {each.name: _joined(getattr(whole, each.name), getattr(part, each.name)) for each in fields(Inborn)}
        whole = replace(whole, **changed)
    return whole


def _joined(one: Any, other: Any) -> Any:
    match one:
        case int():
            return one + other
        case str():
            return one or other
        case tuple():
            return (*one, *other)  # pyright: ignore[reportUnknownVariableType] - fields of the same type
        case dict():
            return one | other  # pyright: ignore[reportUnknownVariableType] - fields of the same type
        case Proficiencies():
            return _taught_together(one, other)
        case _:
            return one or other


def _taught_together(one: Proficiencies, other: Proficiencies) -> Proficiencies:
    return Proficiencies(
        weapons=WeaponProficiency(named=(*one.weapons.named, *other.weapons.named)),
        tools=(*one.tools, *other.tools),
        tool_pick=one.tool_pick or other.tool_pick,
        skills=(*one.skills, *other.skills),
        skill_pick=one.skill_pick or other.skill_pick,
    )
