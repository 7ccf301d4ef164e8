"""Where the sources do not agree with each other, or with the book, and what was kept.

Of SRD 5.2.1 much is in two packages, made by different people from the same book: `compared` holds one against the
other, field by field. What differs was looked up in the book.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, cast

from core.rules.edition import Edition
from data.srd.build import backgrounds, classes, subclass_spells
from data.srd.build.comparing import (
    CONTENT,
    DATABASE,
    OF_ARMOR,
    OF_BACKGROUNDS,
    OF_FEATS,
    OF_MAGIC_ITEMS,
    OF_SPECIES,
    OF_WEAPONS,
    Field,
    of_classes,
)
from data.srd.build.corrections import CORRECTIONS, StaleCorrectionError
from data.srd.build.sources import Json, Sources, typeset

_NOTHING: Final = "nothing"
_PLACE: Final = re.compile(r"/api/(\d+)/([a-z-]+)/(.+)")


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One of them.

    Attributes:
        name: What it is about: the topic, then the record.
        edition: Whose.
        what: The field.
        said: By source.
        kept: What our files have.
        by: Why: where it stands in the book.
    """

    name: str
    edition: Edition
    what: str
    said: Mapping[str, str]
    kept: str
    by: str


def disagreements(sources: Sources) -> list[Disagreement]:
    """All of them, in the order of what they are about."""
    found = [*_corrected(_addresses(sources)), *_missing(), *compared(sources)]
    return sorted(found, key=lambda each: (each.name, each.edition, each.what))


def _addresses(sources: Sources) -> frozenset[str]:
    rows = [rows for table in ("equipment", "levels") for rows in (sources.in_2014(table), sources.tables_2024(table))]
    return frozenset(each["url"] for table in rows for each in table)


def _corrected(addresses: frozenset[str]) -> Iterator[Disagreement]:
    for each in CORRECTIONS:
        place = _PLACE.fullmatch(each.url)
        if not place or each.url not in addresses:
            raise StaleCorrectionError(f"no record has the address {each.url}")
        edition = Edition.SRD_51 if place[1] == "2014" else Edition.SRD_52
        said = {DATABASE: _told(each.said)}
        yield Disagreement(f"{place[2]}/{place[3]}", edition, each.field, said, _told(each.kept), each.by)


def _missing() -> Iterator[Disagreement]:
    old, new = Edition.SRD_51, Edition.SRD_52
    nothing = {DATABASE: _NOTHING}
    for name, levels in subclass_spells.MISSING_IN_2014.items():
        for level, spells in levels.items():
            by = f"SRD 5.1, Classes, the {name} Domain Spells table"
            yield Disagreement(f"subclasses/{name}", old, f"spells at {level}", nothing, ", ".join(spells), by)
    for name, things in backgrounds.MISSING_IN_2014.items():
        kept = ", ".join(of for _, of in things)
        yield Disagreement(f"backgrounds/{name}", old, "equipment", nothing, kept, f"SRD 5.1, Backgrounds, {name}")
    for name, what, said, kept in _SPELLS_TOLD:
        yield Disagreement(name, new, what, {DATABASE: said}, kept, "SRD 5.2.1, Classes, the table of that name")
    both = {DATABASE: "medium", CONTENT: "medium"}
    yield Disagreement("species/Human", new, "sizes", both, "medium, small", "SRD 5.2.1, Character Origins")


_LAND: Final = "subclasses/Circle of the Land"
_COLD: Final = "Fog Cloud, Hold Person"
_SPELLS_TOLD: Final = (
    (_LAND, "Polar, spells at 3", _COLD, f"{_COLD}, Ray of Frost"),
    (_LAND, "Temperate, spells at 3", "Misty Step", "Misty Step, Shocking Grasp, Sleep"),
    ("subclasses/Oath of Devotion", "spells at 3", "Shielf of Faith", "Shield of Faith"),
)
"""What one source has in its texts; the other has no such table."""


def compared(sources: Sources) -> Iterator[Disagreement]:
    """What both sources have of SRD 5.2.1, and have not alike."""
    for topic, here, there, fields in _topics(sources):
        yield from _rows(topic, {_key(each["name"]): each for each in here}, there, fields)


def _topics(sources: Sources) -> Iterator[tuple[str, list[Json], list[Json], Mapping[str, Field]]]:
    things = {each["index"]: each for each in sources.tables_2024("proficiencies")}
    levels = classes.levels_of(sources.tables_2024("levels"))
    equipment = sources.tables_2024("equipment")
    yield "classes", sources.tables_2024("classes"), sources.in_2024("classes"), of_classes(things, levels)
    yield "species", sources.tables_2024("species"), sources.in_2024("species"), OF_SPECIES
    yield "backgrounds", sources.tables_2024("backgrounds"), sources.in_2024("backgrounds"), OF_BACKGROUNDS
    yield "feats", sources.tables_2024("feats"), sources.in_2024("feats"), OF_FEATS
    weapons = [each for each in equipment if "damage" in each]
    yield "weapons", weapons, sources.in_2024("weapons"), OF_WEAPONS
    armor = [each for each in equipment if "armor_class" in each]
    yield "armor", armor, sources.in_2024("armor"), OF_ARMOR
    yield "magic items", sources.tables_2024("magic_items"), sources.in_2024("magic_items"), OF_MAGIC_ITEMS


def _rows(
    topic: str, here: Mapping[str, Json], there: Iterable[Json], fields: Mapping[str, Field]
) -> Iterator[Disagreement]:
    others = {_key(each["name"]): each for each in there}
    forms = {_key(form["name"]) for each in here.values() for form in each.get("variants", ())}
    for key in sorted({*here, *others} - forms):
        one, other = here.get(key), others.get(key)
        name = f"{topic}/{typeset((one or other or {})['name'])}"
        if one is None or other is None:
            said = {DATABASE: "there" if one else _NOTHING, CONTENT: "there" if other else _NOTHING}
            kept = "left out" if typeset(name) in _MANGLED else "there"
            yield Disagreement(name, Edition.SRD_52, "the record", said, kept, _WHICH_NAMES)
            continue
        for what, field in fields.items():
            values = {DATABASE: field.here(one), CONTENT: field.there(other)}
            if values[DATABASE] != values[CONTENT]:
                told = {source: _told(value) for source, value in values.items()}
                yield Disagreement(name, Edition.SRD_52, what, told, _kept(name, what, told, field.kept), field.by)


def _kept(name: str, what: str, told: Mapping[str, str], source: str) -> str:
    return _NEITHER.get((name, what)) or told[source]


_WHICH_NAMES: Final = "SRD 5.2.1: the heads of the entries"
_MANGLED: Final = frozenset({"magic items/Staff of Charming +10", "magic items/Walking Nine Lives Stealer"})
"""Names that ran into the table beside them; the same things are there under their own."""
_BREATHES: Final = "breath weapon, damage resistance, darkvision, draconic ancestry, draconic flight"
_NEITHER: Final = {("species/Dragonborn", "traits"): _BREATHES}
"""Where neither source is whole."""


def _key(name: str) -> str:
    return re.sub(r",? \+1, \+2, or \+3$", "", name.replace("’", "'").lower().replace("-", " "))


def _told(value: Any) -> str:
    """A value as a reader has it; what has no order in its own."""
    match value:
        case set() | frozenset():
            return ", ".join(sorted(str(each) for each in cast("set[Any]", value)))
        case list() | tuple():
            return ", ".join(_told_one(each) for each in cast("list[Any]", value))
        case _:
            return str(value)


def _told_one(value: Any) -> str:
    return " ".join(str(each) for each in cast("tuple[Any]", value)) if isinstance(value, tuple) else str(value)
