"""What classes are proficient in, out of the sources: as references in one, in regular sentences in the other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from core.rules.equipment import Weight
from core.rules.proficiencies import Pick, Proficiencies, WeaponProficiency
from data.srd.build.sources import Json

ALL_ARMOR: Final = (Weight.LIGHT, Weight.MEDIUM, Weight.HEAVY)
_ARMOR: Final[Mapping[str, tuple[Weight, ...]]] = {
    "light-armor": (Weight.LIGHT,),
    "medium-armor": (Weight.MEDIUM,),
    "heavy-armor": (Weight.HEAVY,),
    "all-armor": ALL_ARMOR,
    "shields": (Weight.SHIELD,),
}
_KINDS_OF_TOOLS: Final = {
    "artisan": "artisan's tools",
    "musical instrument": "musical instrument",
    "gaming set": "gaming set",
}
_COUNTED: Final = {"one": 1, "two": 2, "three": 3, "four": 4}
_PICK: Final = re.compile(r"Choose (?:any )?(\d+)(?:: (.+)| skills.*)")
_MARTIAL_WITH: Final = re.compile(r"Martial weapons that have the (.+) property")


def by_reference(listed: Iterable[Json], things: Mapping[str, Json]) -> Proficiencies:
    """Proficiencies that are told as references.

    Args:
        listed: The references; saving throws are left out.
        things: What each refers to, by its index: the table `proficiencies`.
    """
    armor: list[Weight] = []
    weapons: list[str] = []
    tools: list[str] = []
    indexes = [each["index"] for each in listed]
    for index in indexes:
        of = things[index]
        if index in _ARMOR:
            armor += _ARMOR[index]
        elif of["type"] == "Weapons" and index not in {"simple-weapons", "martial-weapons"}:
            weapons.append(of["reference"]["name"])
        elif of["type"] not in {"Saving Throws", "Weapons", "Skills"}:
            tools.append(of["reference"]["name"])
    return Proficiencies(
        armor=tuple(armor),
        weapons=WeaponProficiency(
            simple="simple-weapons" in indexes, martial="martial-weapons" in indexes, named=tuple(sorted(weapons))
        ),
        tools=tuple(tools),
        skills=tuple(each["name"].partition(": ")[2].lower() for each in listed if each["index"].startswith("skill-")),
    )


def picks(choices: Iterable[Json]) -> tuple[Pick | None, Pick | None]:
    """The skills and the tools that may be chosen."""
    skills: Pick | None = None
    tools: Pick | None = None
    for choice in choices:
        options: list[Json] = choice["from"]["options"]
        names = [option["item"]["name"] for option in options if "item" in option]
        if names and names[0].startswith("Skill: "):
            skills = skill_pick(choice["choose"], (name.removeprefix("Skill: ") for name in names))
        else:
            tools = Pick(choice["choose"], _kinds_in(choice["desc"]))
    return skills, tools


def _kinds_in(told: str) -> tuple[str, ...]:
    return tuple(kind for word, kind in _KINDS_OF_TOOLS.items() if word in told.lower())


def skill_pick(count: int, names: Iterable[str]) -> Pick:
    """So many skills of these; all eighteen go without saying."""
    found = tuple(name.strip().lower() for name in names)
    return Pick(count, () if len(found) == 18 else found)


def in_2024(each: Json) -> Proficiencies:
    """The core traits of a class of SRD 5.2.1."""
    told: str = each["weapon_proficiencies"]
    limit = _MARTIAL_WITH.search(told)
    return Proficiencies(
        armor=armor_named(each["armor_training"]),
        weapons=WeaponProficiency(
            simple="Simple" in told,
            martial="Martial" in told,
            martial_with=tuple(limit[1].lower().split(" or ")) if limit else (),
        ),
        tools=() if "Choose" in each["tool_proficiencies"] or not each["tool_proficiencies"] else _tools(each),
        tool_pick=tools_of_choice(each["tool_proficiencies"]),
        skill_pick=_skills(each["skill_proficiencies"]),
    )


def _tools(each: Json) -> tuple[str, ...]:
    return (each["tool_proficiencies"],)


def armor_named(text: str) -> tuple[Weight, ...]:
    """The armour that a sentence names.

    Example:
        >>> [weight.value for weight in armor_named("Light and Medium armor and Shields")]
        ['light', 'medium', 'shield']
    """
    return tuple(weight for weight in Weight if weight.value in text.lower())


def tools_of_choice(text: str) -> Pick | None:
    """Tools that a sentence lets one choose.

    Example:
        >>> tools_of_choice("Choose 3 Musical Instruments (see “Equipment”)")
        Pick(count=3, options=('musical instrument',))
    """
    if not text.startswith("Choose"):
        return None
    kinds = _kinds_in(text)
    number: Any = text.split()[1]
    return Pick(int(number) if number.isdigit() else _COUNTED[number], kinds)


def _skills(text: str) -> Pick:
    found = _PICK.match(text)
    if not found:
        raise ValueError(f"no skills are chosen by {text!r}")
    names = re.split(r",\s+(?:or )?", found[2]) if found[2] else ()
    return Pick(int(found[1]), tuple(name.lower() for name in names))
