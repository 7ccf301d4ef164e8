"""Character classes of both editions, out of the sources."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, Final

from core.rules.abilities import Ability
from core.rules.classes import CharacterClass, Feature, Repertoire
from core.rules.edition import Edition
from core.rules.growth import Grown
from core.rules.proficiencies import Proficiencies
from core.rules.slots import Casting
from data.srd.build import counters_2014, counters_2024, kits, proficiencies
from data.srd.build.counting import Counters, Levels, steps_of
from data.srd.build.growing import GROWN, UNARMORED
from data.srd.build.sources import Json, Sources, typeset

_CASTING: Final[Mapping[str, Casting]] = {
    "full_caster": Casting.FULL,
    "half_caster": Casting.HALF,
    "pact_caster": Casting.PACT,
}
NAMED: Final = {
    "Strength": Ability.STRENGTH,
    "Dexterity": Ability.DEXTERITY,
    "Constitution": Ability.CONSTITUTION,
    "Intelligence": Ability.INTELLIGENCE,
    "Wisdom": Ability.WISDOM,
    "Charisma": Ability.CHARISMA,
}
_LEAST_TO_MULTICLASS: Final = 13
_SPELLCASTING: Final = "Spellcasting"
_RENAMED: Final = {"Ki Empowered Strikes": "Ki-Empowered Strikes"}
_REPEATED: Final = "Domain Spells"
"""What the source repeats at each level that adds some."""
_FEWER_PREPARED: Final = "paladin"


def classes_in_2014(sources: Sources) -> list[CharacterClass]:
    """All classes of SRD 5.1. How each casts is told by its table: by the slots of the fifth level."""
    tables = levels_of(sources.in_2014("levels"))
    things = {each["index"]: each for each in sources.in_2014("proficiencies")}
    subclasses = {each["class"]["index"]: each for each in sources.in_2014("subclasses")}
    levels = {name: min(level for level in rows) for name, rows in subclass_levels(sources.in_2014("levels")).items()}
    return [
        _in_2014(each, tables[each["index"]], things, _Chosen(levels[each["index"]], subclasses[each["index"]]))
        for each in sources.in_2014("classes")
    ]


def classes_in_2024(sources: Sources) -> list[CharacterClass]:
    """All classes of SRD 5.2.1."""
    tables = levels_of(sources.tables_2024("levels"))
    things = {each["index"]: each for each in sources.tables_2024("proficiencies")}
    others = {each["name"]: each for each in sources.tables_2024("classes")}
    return [
        _in_2024(each, tables[each["name"].lower()], later(others[each["name"]], things))
        for each in sources.in_2024("classes")
    ]


class _Chosen:
    """When a subclass is chosen, and what one is called."""

    def __init__(self, level: int, subclass: Json) -> None:
        self.level = level
        self.title: str = subclass["subclass_flavor"]


def levels_of(rows: Iterable[Json]) -> dict[str, Levels]:
    """The tables of the classes, by their slugs."""
    found: dict[str, dict[int, Json]] = {}
    for row in rows:
        if not row.get("subclass"):
            found.setdefault(row["class"]["index"], {})[row["level"]] = row
    return dict(found)


def subclass_levels(rows: Iterable[Json]) -> dict[str, Levels]:
    """The tables of the subclasses, by the slugs of their classes, of which each has one."""
    found: dict[str, dict[int, Json]] = {}
    for row in rows:
        if row.get("subclass"):
            found.setdefault(row["class"]["index"], {})[row["level"]] = row
    return dict(found)


def _in_2014(each: Json, levels: Levels, things: Mapping[str, Json], chosen: _Chosen) -> CharacterClass:
    spells = each.get("spellcasting")
    casting = _casting(levels[5].get("spellcasting", {}))
    known = _has(levels, "spells_known")
    return CharacterClass(
        slug=each["index"],
        name=each["name"],
        hit_die=each["hit_die"],
        saves=tuple(sorted(Ability(save["index"]) for save in each["saving_throws"])),
        prerequisites=_alternatives(each["multi_classing"]),
        casting=casting,
        casting_ability=Ability(spells["spellcasting_ability"]["index"]) if spells else None,
        repertoire=_repertoire(each["index"], casting, known=known),
        spells=steps_of(levels, "spells_known") if known else {},
        cantrips=steps_of(levels, "cantrips_known") if _has(levels, "cantrips_known") else {},
        proficiencies=first(each, things),
        later_proficiencies=later(each, things),
        kits=kits.in_2014(each),
        features=features_in(levels),
        subclass_level=chosen.level,
        subclass_title=chosen.title,
        **_grown(Edition.SRD_51, each["name"], counters_2014.CLASSES[each["index"]], levels),
    )


def _repertoire(slug: str, casting: Casting, *, known: bool) -> Repertoire:
    if known:
        return Repertoire.KNOWN
    if casting is Casting.NONE:
        return Repertoire.NONE
    return Repertoire.BY_HALF_LEVEL if slug == _FEWER_PREPARED else Repertoire.BY_LEVEL


def _has(levels: Levels, name: str) -> bool:
    return any(row.get("spellcasting", {}).get(name) for row in levels.values())


def _grown(edition: Edition, name: str, counters: Counters, levels: Levels) -> dict[str, Any]:
    return {
        "resources": tuple(each.resource(levels) for each in counters.resources),
        "scales": tuple(each.scale(levels) for each in counters.scales),
        "grown": GROWN.get((edition, name), Grown()),
        "unarmored": UNARMORED.get((edition, name)),
    }


def first(each: Json, things: Mapping[str, Json]) -> Proficiencies:
    """What a class brings as one's first."""
    return _with_choices(each["proficiencies"], each["proficiency_choices"], things)


def later(each: Json, things: Mapping[str, Json]) -> Proficiencies:
    """What it brings as a further one."""
    told = each["multi_classing"]
    return _with_choices(told.get("proficiencies", ()), told.get("proficiency_choices", ()), things)


def _with_choices(listed: Iterable[Json], choices: Iterable[Json], things: Mapping[str, Json]) -> Proficiencies:
    fixed = proficiencies.by_reference(list(listed), things)
    skill_pick, tool_pick = proficiencies.picks(choices)
    return replace(fixed, skill_pick=skill_pick, tool_pick=tool_pick)


def features_in(levels: Levels) -> tuple[Feature, ...]:
    """What each level brings, but for lines that stand for a subclass's own."""
    found: list[Feature] = []
    for level, row in sorted(levels.items()):
        for each in row["features"]:
            named: str = each["name"]
            name = _RENAMED.get(named, named)
            told = _SPELLCASTING if name.startswith(f"{_SPELLCASTING}:") else name
            again = any(other.name == told for other in found)
            stands_in = told.endswith(" feature") or (told.endswith(" Subclass") and again)
            if not stands_in and not (told == _REPEATED and again):
                found.append(Feature(level, told))
    return tuple(found)


def _alternatives(said: Json) -> tuple[dict[Ability, int], ...]:
    if options := said.get("prerequisite_options"):
        offered: list[Any] = options["from"]["options"]
        return tuple({Ability(one["ability_score"]["index"]): one["minimum_score"]} for one in offered)
    return ({Ability(one["ability_score"]["index"]): one["minimum_score"] for one in said["prerequisites"]},)


def _casting(fifth: Json) -> Casting:
    """By the slots at level 5: a full caster has the third level, a half caster the second, a warlock nothing else."""
    slots = [fifth.get(f"spell_slots_level_{level}", 0) for level in (1, 2, 3)]
    match [bool(each) for each in slots]:
        case [True, True, True]:
            return Casting.FULL
        case [True, True, False]:
            return Casting.HALF
        case [False, False, True]:
            return Casting.PACT
        case _:
            return Casting.NONE


def _in_2024(each: Json, levels: Levels, further: Proficiencies) -> CharacterClass:
    spells = each["spellcasting"]
    primary = each["primary_ability"]
    abilities = [NAMED[name] for name in re.findall("|".join(NAMED), primary)]
    least = dict.fromkeys(abilities, _LEAST_TO_MULTICLASS)
    alternatives = tuple({ability: value} for ability, value in least.items()) if " or " in primary else (least,)
    slug = each["name"].lower()
    features = [Feature(one.level, typeset(one.name)) for one in features_in(levels)]
    return CharacterClass(
        slug=slug,
        name=each["name"],
        hit_die=int(each["hit_die"].removeprefix("d")),
        saves=tuple(sorted(NAMED[save] for save in each["saving_throws"])),
        prerequisites=alternatives,
        casting=_CASTING[spells["type"]] if spells else Casting.NONE,
        casting_ability=NAMED[spells["ability"]] if spells else None,
        repertoire=Repertoire.PREPARED if spells else Repertoire.NONE,
        spells=steps_of(levels, "prepared_spells") if spells else {},
        cantrips=steps_of(levels, "cantrips_known") if _has(levels, "cantrips_known") else {},
        proficiencies=proficiencies.in_2024(each),
        later_proficiencies=replace(further, tools=tuple(typeset(tool) for tool in further.tools)),
        kits=kits.in_2024(each["starting_equipment"]),
        features=tuple(features),
        subclass_level=each["subclass_level"],
        subclass_title=f"{each['name']} Subclass",
        **_grown(Edition.SRD_52, each["name"], counters_2024.CLASSES[slug], levels),
    )
