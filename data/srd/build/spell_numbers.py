"""The numbers of spells as the sources have them, in fields or in regular sentences: what the trees are held to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from core.rules.abilities import Ability
from core.rules.damage import DamageType
from core.rules.effects.growth import added
from core.rules.effects.terms import Shape
from core.rules.spells import HIGHEST_SLOT, Spell
from data.srd.build.sources import Json

_ABILITIES: Final = {ability.name.title(): ability for ability in Ability}
_TYPES: Final = "|".join(kind.title() for kind in DamageType)
_SAVE: Final = re.compile(rf"({'|'.join(_ABILITIES)}) saving throw")
_DAMAGE: Final = re.compile(rf"(\d+d\d+(?: ?\+ ?\d+)?) ({_TYPES}) damage")
_GROWS: Final = re.compile(
    r"damage (?:\([^)]*\) )?increases by (\d+d\d+) for (?:each|every) (?:spell )?slot level above (\d)"
)
_CANTRIP: Final = re.compile(r"\((\d+d\d+)\), 11 \((\d+d\d+)\),? and 17 \((\d+d\d+)\)")
_HEALS: Final = re.compile(
    r"regains? (?:a number of )?Hit Points equal to (\d+d\d+) plus your spellcasting ability modifier"
)
_HEALS_MORE: Final = re.compile(r"healing increases by (\d+d\d+) for each spell slot level above (\d)")
_AREA: Final = re.compile(
    r"(\d+)-foot(?:-radius)?(?:, (\d+)-foot-(?:tall|high))? (Sphere|Cone|Cube|Cylinder|Emanation)"
)
_LINE: Final = re.compile(r"(\d+)-foot-long, (\d+)-foot-wide Line")
HIGHER: Final = "Using a Higher-Level Spell Slot."
_AT: Final = (1, 5, 11, 17)


@dataclass(frozen=True, slots=True)
class Numbers:
    """What a source says of a spell.

    Attributes:
        save: What targets save with.
        on_save: What that leaves.
        damage_types: What it deals.
        damage: Dice at each slot from the spell's own level to the ninth; of a cantrip, at levels 1, 5, 11 and 17.
        healing: Likewise.
        area: Its shape and its size in feet.
    """

    save: Ability | None = None
    on_save: str = ""
    damage_types: tuple[DamageType, ...] = ()
    damage: tuple[str, ...] = ()
    healing: tuple[str, ...] = ()
    area: tuple[Shape, int] | None = None


def numbers_in_2014(each: Json) -> Numbers:
    """From the fields of a record."""
    damage = each.get("damage", {})
    kind = damage.get("damage_type")
    save = each.get("dc")
    area = each.get("area_of_effect")
    return Numbers(
        save=Ability(save["dc_type"]["index"]) if save else None,
        on_save=save["dc_success"] if save else "",
        damage_types=(DamageType(kind["index"]),) if kind else (),
        damage=_steps(damage.get("damage_at_slot_level") or damage.get("damage_at_character_level"), each["level"]),
        healing=_steps(each.get("heal_at_slot_level"), each["level"]),
        area=(Shape(area["type"]), area["size"]) if area else None,
    )


def numbers_in_2024(each: Json) -> Numbers:
    """From the sentences of a text."""
    now, _, higher = each["description"].partition(HIGHER)
    now, _, grown = now.partition("Cantrip Upgrade.")
    level: int = each["level"]
    deals, save, heals = _DAMAGE.search(now), _SAVE.search(now), _HEALS.search(now)
    healing = _with_slots(heals[1], level, _HEALS_MORE.search(higher)) if heals else ()
    return Numbers(
        save=_ABILITIES[save[1]] if save else None,
        on_save=("half" if "half as much damage" in now else "none") if save else "",
        damage_types=tuple(dict.fromkeys(DamageType(found[2].lower()) for found in _DAMAGE.finditer(now))),
        damage=_grown(deals[1].replace(" ", ""), level, higher, grown) if deals else (),
        healing=tuple(f"{dice} + MOD" for dice in healing),
        area=_area(now),
    )


def _steps(by_level: Mapping[str, str] | None, level: int) -> tuple[str, ...]:
    if not by_level:
        return ()
    wanted = range(level, HIGHEST_SLOT + 1) if level else _AT
    found: list[str] = []
    for at in wanted:
        found.append(by_level.get(str(at), found[-1] if found else ""))
    return tuple(found)


def _grown(dice: str, level: int, higher: str, cantrip: str) -> tuple[str, ...]:
    if level:
        return _with_slots(dice, level, _GROWS.search(higher))
    found = _CANTRIP.search(cantrip)
    return (dice, *found.groups()) if found else (dice,) * len(_AT)


def _with_slots(dice: str, level: int, more: re.Match[str] | None) -> tuple[str, ...]:
    return tuple(added(dice, more[1], step) if more else dice for step in range(HIGHEST_SLOT + 1 - level))


def _area(text: str) -> tuple[Shape, int] | None:
    if line := _LINE.search(text):
        return Shape.LINE, int(line[1])
    found = _AREA.search(text)
    return (Shape(found[3].lower()), int(found[1])) if found else None


def disputes(spell: Spell, numbers: Numbers) -> Iterator[tuple[str, str]]:
    """Where a tree says something else than its source; what the source does not say is not disputed."""
    steps = range(spell.level, HIGHEST_SLOT + 1) if spell.level else _AT
    area = spell.area and (spell.area.shape, spell.area.size_ft)
    ours: dict[str, object] = {
        "save": spell.save,
        "on_save": spell.on_save,
        "damage_types": frozenset(spell.damage_types),
        "damage": tuple(_bare(spell.dice_at(slot=each, character_level=each)) for each in steps),
        "healing": tuple(_bare(spell.healing_at(slot=each)) for each in steps),
        "area": area,
    }
    theirs: dict[str, object] = {
        "save": numbers.save,
        "on_save": numbers.on_save,
        "damage_types": frozenset(numbers.damage_types),
        "damage": tuple(map(_bare, numbers.damage)),
        "healing": tuple(map(_bare, numbers.healing)),
        "area": numbers.area,
    }
    if set(numbers.damage_types) <= set(spell.damage_types):  # one source names but the first
        theirs["damage_types"] = frozenset()
    for name, said in theirs.items():
        if said and said != ours[name]:
            yield name, f"is {said}, and the tree has {ours[name]}"


def _bare(dice: str) -> str:
    return dice.replace(" ", "")
