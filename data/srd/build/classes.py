"""Character classes of both editions, out of the sources."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from core.rules.abilities import Ability
from core.rules.classes import CharacterClass
from core.rules.slots import Casting
from data.srd.build.sources import Json, Sources

_CASTING: Final[Mapping[str, Casting]] = {
    "full_caster": Casting.FULL,
    "half_caster": Casting.HALF,
    "pact_caster": Casting.PACT,
}
_NAMED: Final = {
    "Strength": Ability.STRENGTH,
    "Dexterity": Ability.DEXTERITY,
    "Constitution": Ability.CONSTITUTION,
    "Intelligence": Ability.INTELLIGENCE,
    "Wisdom": Ability.WISDOM,
    "Charisma": Ability.CHARISMA,
}
_LEAST_TO_MULTICLASS: Final = 13


def classes_in_2014(sources: Sources) -> list[CharacterClass]:
    """All classes of SRD 5.1. How each casts is told by its table: by the slots of the fifth level."""
    levels = {each["index"]: each for each in sources.in_2014("levels") if "subclass" not in each}
    return [_in_2014(each, levels[f"{each['index']}-5"]) for each in sources.in_2014("classes")]


def classes_in_2024(sources: Sources) -> list[CharacterClass]:
    """All classes of SRD 5.2.1."""
    return [_in_2024(each) for each in sources.in_2024("classes")]


def _in_2014(each: Json, fifth: Json) -> CharacterClass:
    spells = each.get("spellcasting")
    return CharacterClass(
        slug=each["index"],
        name=each["name"],
        hit_die=each["hit_die"],
        saves=tuple(sorted(Ability(save["index"]) for save in each["saving_throws"])),
        prerequisites=_alternatives(each["multi_classing"]),
        casting=_casting(fifth.get("spellcasting", {})),
        casting_ability=Ability(spells["spellcasting_ability"]["index"]) if spells else None,
    )


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


def _in_2024(each: Json) -> CharacterClass:
    spells = each["spellcasting"]
    primary = each["primary_ability"]
    abilities = [_NAMED[name] for name in re.findall("|".join(_NAMED), primary)]
    least = dict.fromkeys(abilities, _LEAST_TO_MULTICLASS)
    alternatives = tuple({ability: value} for ability, value in least.items()) if " or " in primary else (least,)
    return CharacterClass(
        slug=each["name"].lower(),
        name=each["name"],
        hit_die=int(each["hit_die"].removeprefix("d")),
        saves=tuple(sorted(_NAMED[save] for save in each["saving_throws"])),
        prerequisites=alternatives,
        casting=_CASTING[spells["type"]] if spells else Casting.NONE,
        casting_ability=_NAMED[spells["ability"]] if spells else None,
    )
