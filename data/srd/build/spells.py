"""The numbers of spells of both editions, out of the sources: as fields in one, in regular sentences in the other."""

from __future__ import annotations

import re
from typing import Final

from core.rules.abilities import Ability
from core.rules.damage import DamageType
from core.rules.effects.terms import Area, Shape
from core.rules.spells import HIGHEST_SLOT, School, Spell
from data.srd.build.gear import cost_of
from data.srd.build.sources import Json, Sources

_ABILITIES: Final = {ability.name.title(): ability for ability in Ability}
_TYPES: Final = "|".join(kind.title() for kind in DamageType)
_SAVE: Final = re.compile(rf"({'|'.join(_ABILITIES)}) saving throw")
_DAMAGE: Final = re.compile(rf"(\d+d\d+(?: ?\+ ?\d+)?) ({_TYPES}) damage")
_GROWS: Final = re.compile(r"damage (?:\([^)]*\) )?increases by (\d+)d(\d+) for each spell slot level above (\d)")
_CANTRIP: Final = re.compile(r"\((\d+d\d+)\), 11 \((\d+d\d+)\),? and 17 \((\d+d\d+)\)")
_HEALS: Final = re.compile(
    r"regains? (?:a number of )?Hit Points equal to (\d+d\d+) plus your spellcasting ability modifier"
)
_HEALS_MORE: Final = re.compile(r"healing increases by (\d+)d(\d+) for each spell slot level above (\d)")
_AREA: Final = re.compile(
    r"(\d+)-foot(?:-radius)?(?:, (\d+)-foot-(?:tall|high))? (Sphere|Cone|Cube|Cylinder|Emanation)"
)
_LINE: Final = re.compile(r"(\d+)-foot-long, (\d+)-foot-wide Line")
_DICE: Final = re.compile(r"(\d+)d(\d+)(.*)")
_HIGHER: Final = "Using a Higher-Level Spell Slot."
_AT: Final = (1, 5, 11, 17)


def spells_in_2014(sources: Sources) -> list[Spell]:
    """All spells of SRD 5.1."""
    return [_in_2014(each) for each in sources.in_2014("spells")]


def spells_in_2024(sources: Sources) -> list[Spell]:
    """All spells of SRD 5.2.1."""
    return [_in_2024(each) for each in sources.in_2024("spells")]


def _in_2014(each: Json) -> Spell:
    damage = each.get("damage", {})
    kind = damage.get("damage_type")
    save = each.get("dc")
    area = each.get("area_of_effect")
    return Spell(
        name=each["name"],
        level=each["level"],
        school=School(each["school"]["index"]),
        casting_time=each["casting_time"],
        range=each["range"],
        components=tuple(each["components"]),
        duration=each["duration"],
        classes=tuple(one["index"] for one in each["classes"]),
        concentration=each["concentration"],
        ritual=each["ritual"],
        costs=_costs(each.get("material", "")),
        consumed="consume" in each.get("material", ""),
        save=Ability(save["dc_type"]["index"]) if save else None,
        on_save=save["dc_success"] if save else "",
        damage_types=(DamageType(kind["index"]),) if kind else (),
        damage=_steps(damage.get("damage_at_slot_level") or damage.get("damage_at_character_level"), each["level"]),
        healing=_steps(each.get("heal_at_slot_level"), each["level"]),
        area=Area(Shape(area["type"]), area["size"]) if area else None,
    )


def _steps(by_level: dict[str, str] | None, level: int) -> tuple[str, ...]:
    """Dice by their place: each slot from the spell's own on, or the four steps of a cantrip."""
    if not by_level:
        return ()
    wanted = range(level, HIGHEST_SLOT + 1) if level else _AT
    found: list[str] = []
    for at in wanted:
        found.append(by_level.get(str(at), found[-1] if found else ""))
    if len(set(found)) == 1:
        return (found[0],)
    return tuple(found)


def _costs(material: str) -> int:
    """What the material component costs at least: the one that is priced."""
    found = re.search(r"([\d,]+) ?(cp|sp|ep|gp|pp)|([\d,]+)\+? (CP|SP|GP|PP)", material)
    if not found:
        return 0
    return cost_of(f"{found[1] or found[3]} {(found[2] or found[4]).upper()}")


def _in_2024(each: Json) -> Spell:
    text: str = each["description"]
    now, _, higher = text.partition(_HIGHER)
    now, _, grown = now.partition("Cantrip Upgrade.")
    level: int = each["level"]
    deals = _DAMAGE.search(now)
    save = _SAVE.search(now)
    letters, _, material = each["components"].partition(" (")
    lasts = re.sub(r"^Concentration,? ", "", each["duration"])
    halves = "half as much damage" in now
    return Spell(
        name=each["name"],
        level=level,
        school=School(each["school"].lower()),
        casting_time=each["casting_time"],
        range=each["range"],
        components=tuple(part for part in ("V", "S", "M") if part in letters.split(", ")),
        duration=lasts[:1].upper() + lasts[1:],
        classes=tuple(name.lower() for name in each["classes"]),
        concentration=each["duration"].startswith("Concentration"),
        ritual="Ritual" in each["casting_time"],
        costs=_costs(material),
        consumed="consume" in material,
        save=_ABILITIES[save[1]] if save else None,
        on_save=("half" if halves else "none") if save else "",
        damage_types=tuple(dict.fromkeys(DamageType(found[2].lower()) for found in _DAMAGE.finditer(now))),
        damage=_grown(deals[1].replace(" ", ""), level, higher, grown) if deals else (),
        healing=_healing(now, level, higher),
        area=_area(now),
    )


def _grown(dice: str, level: int, higher: str, cantrip: str) -> tuple[str, ...]:
    if level == 0:
        found = _CANTRIP.search(cantrip)
        return (dice, *found.groups()) if found else (dice,)
    return _with_slots(dice, level, _GROWS.search(higher))


def _with_slots(dice: str, level: int, more: re.Match[str] | None) -> tuple[str, ...]:
    base = _DICE.fullmatch(dice)
    if not (more and base and base[2] == more[2]):
        return (dice,)
    return tuple(f"{int(base[1]) + int(more[1]) * step}d{base[2]}{base[3]}" for step in range(HIGHEST_SLOT + 1 - level))


def _healing(now: str, level: int, higher: str) -> tuple[str, ...]:
    found = _HEALS.search(now)
    if not found:
        return ()
    return tuple(f"{dice} + MOD" for dice in _with_slots(found[1], level, _HEALS_MORE.search(higher)))


def _area(text: str) -> Area | None:
    if line := _LINE.search(text):
        return Area(Shape.LINE, int(line[1]), width_ft=int(line[2]))
    if found := _AREA.search(text):
        return Area(Shape(found[3].lower()), int(found[1]), height_ft=int(found[2]) if found[2] else None)
    return None
