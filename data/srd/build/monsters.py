"""The numbers of stat blocks of both editions, out of the sources."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Final

from core.monsters.stat_block import StatBlock
from core.rulebook.titles import slug_of
from core.rules.abilities import Ability, modifier
from core.rules.conditions import Condition
from core.rules.damage import PHYSICAL, DamageType, Defence, Defences, Piercing
from core.rules.edition import Edition
from core.rules.proficiency import proficiency_bonus
from core.rules.sizes import HIT_DIE, Size
from data.srd.build import actions, casting, traits
from data.srd.build.disputes import Asked, Dispute, asked, settled
from data.srd.build.naming import named
from data.srd.build.sources import Json, Sources

_NUMBER: Final = re.compile(r"\d+")
_MATERIALS: Final = {"silvered": Piercing.SILVERED, "adamantine": Piercing.ADAMANTINE}
_LEGENDARY: Final = re.compile(r"Legendary Action Uses: (\d)(?: \((\d) in Lair\))?")
LEGENDARY_ACTIONS: Final = 3
"""A round, for every legendary creature of 2014."""
_NOT_A_CONDITION: Final = "exhaustion"
_PASSIVE: Final = "passive_perception"
XP_IN_2014: Final = {
    "brass-dragon-wyrmling": 200,
    "deep-gnome-svirfneblin": 100,
    "dretch": 50,
    "riding-horse": 50,
}
"""Where the source's points are not those of its rating; the book's are."""


def monsters_in_2014(sources: Sources) -> list[StatBlock]:
    """All creatures of SRD 5.1."""
    return [_in_2014(each) for each in sources.in_2014("monsters")]


def monsters_in_2024(sources: Sources) -> list[StatBlock]:
    """All creatures of SRD 5.2.1."""
    return [_in_2024(each) for each in sources.in_2024("creatures")]


def asked_in_2014(sources: Sources) -> list[Asked]:
    """What the DM is asked of creatures of SRD 5.1."""
    return list(asked(monsters_in_2014(sources)))


def asked_in_2024(sources: Sources) -> list[Asked]:
    """What the DM is asked of creatures of SRD 5.2.1."""
    return list(asked(monsters_in_2024(sources)))


def disputes_in_2014(sources: Sources) -> list[Dispute]:
    """Where the sources of SRD 5.1 differ.

    Raises:
        UnsettledError: Nobody has said who is right.
    """
    return settled(((each, _in_2014(each)) for each in sources.in_2014("monsters")), Edition.SRD_51)


def disputes_in_2024(sources: Sources) -> list[Dispute]:
    """Where the sources of SRD 5.2.1 differ.

    Raises:
        UnsettledError: Nobody has said who is right.
    """
    return settled(((each, _in_2024(each)) for each in sources.in_2024("creatures")), Edition.SRD_52)


def _in_2014(each: Json) -> StatBlock:
    scores = {ability: each[ability.name.lower()] for ability in Ability}
    rating = Fraction(each["challenge_rating"])
    learnt = {one["proficiency"]["index"]: one["value"] for one in each["proficiencies"]}
    immune = [one["index"] for one in each["condition_immunities"]]
    return StatBlock(
        slug=each["index"],
        name=each["name"],
        edition=Edition.SRD_51,
        size=Size(each["size"].lower()),
        kind=each["type"].lower(),
        kinship=each.get("subtype", ""),
        alignment=each["alignment"],
        armor_class=_armor_class_in_2014(each),
        hit_points=each["hit_points"],
        hit_dice=each["hit_points_roll"],
        speeds=_speeds_in_2014(each["speed"]),
        scores=scores,
        saves={Ability(name[-3:]): value for name, value in learnt.items() if name.startswith("saving-")},
        skills={name[6:].replace("-", " "): value for name, value in learnt.items() if name.startswith("skill-")},
        senses={name: _first(text) for name, text in each["senses"].items() if name != _PASSIVE},
        passive_perception=each["senses"][_PASSIVE],
        languages=each["languages"],
        challenge=str(rating),
        xp=XP_IN_2014.get(each["index"]) or each["xp"],
        proficiency_bonus=each["proficiency_bonus"],
        initiative=modifier(scores[Ability.DEXTERITY]),
        defences=Defences(
            resists=_defences(each["damage_resistances"]),
            suffers=_defences(each["damage_vulnerabilities"]),
            ignores=_defences(each["damage_immunities"]),
        ),
        immune_to=_conditions(immune),
        immune_to_exhaustion=_NOT_A_CONDITION in immune,
        actions=named((*actions.in_2014(each), *actions.from_traits(each))),
        traits=tuple(traits.in_2014(each)),
        spellcasting=tuple(casting.in_2014(each)),
        legendary_uses=LEGENDARY_ACTIONS if each.get("legendary_actions") else 0,
    )


def _armor_class_in_2014(each: Json) -> int:
    """The last entry that is worn, not cast or suffered: azers and lizardfolk carry their shields."""
    return [one["value"] for one in each["armor_class"] if one["type"] not in {"spell", "condition"}][-1]


def _in_2024(each: Json) -> StatBlock:
    rating = Fraction(each["cr"])
    immune = [one.lower() for one in each.get("condition_immunities", ())]
    legendary = _legendary_in_2024(each.get("legendary_actions_intro", ""))
    return StatBlock(
        slug=slug_of(each["name"]),
        name=each["name"],
        edition=Edition.SRD_52,
        size=_size_in_2024(each),
        kind=each["creature_type"].lower(),
        kinship=each.get("creature_subtype", "").lower(),
        alignment=each["alignment"].lower(),
        armor_class=each["ac"],
        hit_points=each["hp"],
        hit_dice=each["hp_formula"].replace(" ", "").replace("−", "-"),
        speeds={name: int(feet) for name, feet in each["speed"].items()},
        scores={ability: each["abilities"][ability] for ability in Ability},
        saves={Ability(name): value for name, value in each.get("saving_throws", {}).items()},
        skills={name.replace("_", " "): value for name, value in each.get("skills", {}).items()},
        senses={name: feet for name, feet in each["senses"].items() if name != "passive_perception"},
        passive_perception=each["senses"]["passive_perception"],
        languages=", ".join(each["languages"]),
        challenge=str(rating),
        xp=each["xp"],
        proficiency_bonus=proficiency_bonus(rating),
        initiative=each["initiative"],
        defences=Defences(
            resists=_defences(each.get("damage_resistances", ())),
            suffers=_defences(each.get("damage_vulnerabilities", ())),
            ignores=_defences(each.get("damage_immunities", ())),
        ),
        immune_to=_conditions(immune),
        immune_to_exhaustion=_NOT_A_CONDITION in immune,
        actions=named(actions.in_2024(each)),
        traits=tuple(traits.in_2024(each)),
        spellcasting=tuple(casting.in_2024(each)),
        legendary_uses=legendary[0],
        legendary_in_lair=legendary[1],
    )


def _legendary_in_2024(intro: str) -> tuple[int, int]:
    """How many legendary actions a round has, and how many at home."""
    found = _LEGENDARY.match(intro)
    return (int(found[1]), int(found[2] or found[1])) if found else (0, 0)


def _size_in_2024(each: Json) -> Size:
    """Its size. The source has "Small" for "Medium or Small", and of a swarm the size of its parts: hit dice tell."""
    sides = int(each["hp_formula"].partition("d")[2].split()[0])
    return next(size for size, die in HIT_DIE.items() if die == sides)


def _speeds_in_2014(said: Mapping[str, str | bool]) -> dict[str, int]:
    return {name: 1 if feet is True else _first(str(feet)) for name, feet in said.items()}


def _first(text: str) -> int:
    found = _NUMBER.search(text)
    if not found:
        raise ValueError(f"there is no number in {text!r}")
    return int(found[0])


def _conditions(names: Iterable[str]) -> frozenset[Condition]:
    """Those that nothing is said of in brackets: what holds "except from its master" is the DM's to remember."""
    return frozenset(Condition(name) for name in names if name in set(Condition))


def _defences(said: Iterable[str]) -> tuple[Defence, ...]:
    """Types of damage that are told one by one, or several with what gets through."""
    plain: set[DamageType] = set()
    found: list[Defence] = []
    for text in said:
        kinds = frozenset(kind for kind in DamageType if kind in text.lower())
        if text.lower() in set(DamageType):
            plain |= kinds
        elif "nonmagical" in text and kinds <= PHYSICAL:
            found.append(Defence(kinds, but=frozenset({Piercing.MAGICAL, *_materials(text)})))
    return (*((Defence(frozenset(plain)),) if plain else ()), *found)


def _materials(text: str) -> Iterable[Piercing]:
    return (material for name, material in _MATERIALS.items() if name in text)
