"""A sheet as lines that its owner can change, and back: one part of it at a time.

What stands in a form is read leniently, and what cannot be read is refused with the line; nothing is half written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from enum import StrEnum
from typing import Final

from core.characters.creation import LONGEST_NAME
from core.characters.growing import with_counters, with_scores
from core.characters.rulebook import Rulebook, find, key
from core.characters.sheet import ClassLevels, Sheet
from core.errors import LimitError, RuleError
from core.rules.abilities import HIGHEST_SCORE, LOWEST_SCORE, Ability
from core.rules.classes import HIGHEST_LEVEL
from core.rules.proficiency import Training
from core.rules.skills import SKILLS

MOST_HIT_POINTS: Final = 9_999
MOST_FIELDS: Final = 40
LONGEST_FIELD: Final = 300
LONGEST_NOTES: Final = 4_000
MOST_NAMES: Final = 60
_EXPERT: Final = re.compile(r"(.+?)\s*\((expert|expertise|half)\)", re.IGNORECASE)
_CLASS: Final = re.compile(r"([^\d()]+?)\s+(\d{1,2})(?:\s*\(([^)]+)\))?")
_NUMBER: Final = re.compile(r"(.+?)[\s:=]+([-+−]?\d{1,6})")
_NAMED: Final = {
    **{each.value: each for each in Ability},
    **dict(zip(["strength", "dexterity", "constitution", "intelligence", "wisdom", "charisma"], Ability, strict=True)),
}
OVERRIDES: Final = frozenset(
    {
        *("armor class", "initiative", "speed", "spell attack", "spell dc", "passive perception", "proficiency bonus"),
        *(f"skill {skill}" for skill in SKILLS),
        *(f"save {ability}" for ability in Ability),
    }
)
"""The numbers that a sheet can have instead of what would follow."""
_SHORT: Final = {"ac": "armor class", "pb": "proficiency bonus", "dc": "spell dc", "walk": "speed"}


class Part(StrEnum):
    """What is edited at a time."""

    IDENTITY = "identity"
    ABILITIES = "abilities"
    NUMBERS = "numbers"
    PROFICIENCIES = "proficiencies"
    FEATURES = "features"
    FIELDS = "fields"
    NOTES = "notes"


Fields = Mapping[str, str]
"""What stands in each field of a form, by the field's name."""


def written(sheet: Sheet, part: Part) -> Fields:
    """What stands in the fields of a part."""
    match part:
        case Part.IDENTITY:
            classes = " / ".join(_class_written(each) for each in sheet.classes.values())
            born = " / ".join(each for each in (sheet.species, sheet.lineage) if each)
            told = {"name": sheet.name, "classes": classes, "species": born, "background": sheet.background}
            return {**told, "alignment": sheet.alignment}
        case Part.ABILITIES:
            return {"scores": ", ".join(f"{each.upper()} {sheet.scores[each]}" for each in Ability)}
        case Part.NUMBERS:
            points = sheet.vitals.hit_points
            own = "\n".join(f"{name}: {number}" for name, number in sorted(sheet.overrides.items()))
            return {"hit-points": str(points.maximum), "xp": str(sheet.xp), "overrides": own}
        case Part.PROFICIENCIES:
            return {
                "skills": _trained(sheet.skills),
                "saves": ", ".join(each.upper() for each in sheet.saves),
                "tools": _trained(sheet.tools),
                "languages": _joined(sheet.languages),
                "gear": _joined([*(f"{each} armor" for each in sheet.armor), *sheet.weapons]),
            }
        case Part.FEATURES:
            choices = "\n".join(f"{name}: {chosen}" for name, chosen in sheet.choices.items())
            return {"feats": _joined(sheet.feats), "choices": choices, "masteries": _joined(sheet.masteries)}
        case Part.FIELDS:
            return {"fields": "\n".join(f"{name}: {value}" for name, value in sheet.fields.items())}
        case Part.NOTES:
            return {"notes": sheet.notes}


def read(sheet: Sheet, part: Part, fields: Fields, book: Rulebook) -> Sheet:
    """The sheet with a part as it stands in the fields; a field that is not there stays as it is.

    Raises:
        RuleError: ``edit-unreadable``.
        LimitError: ``name-too-long`` or ``text-too-long``.
    """
    told = {**written(sheet, part), **fields}
    return _READERS[part](sheet, {name: value.strip() for name, value in told.items()}, book)


def _identity(sheet: Sheet, fields: Fields, book: Rulebook) -> Sheet:
    name = " ".join(fields["name"].split())
    if not name:
        raise _unreadable("name", "")
    if len(name) > LONGEST_NAME:
        raise LimitError("name-too-long", length=len(name), limit=LONGEST_NAME)
    species, _, lineage = (each.strip() for each in fields["species"].partition("/"))
    classes = dict(_class_read(each, sheet, book) for each in fields["classes"].split("/") if each.strip())
    if sum(each.level for each in classes.values()) > HIGHEST_LEVEL:
        raise LimitError("highest-level", limit=HIGHEST_LEVEL)
    first = sheet.first_class if sheet.first_class in classes else next(iter(classes), "")
    after = replace(
        sheet,
        name=name,
        classes=classes,
        first_class=first,
        species=_short(species),
        lineage=_short(lineage),
        background=_short(fields["background"]),
        alignment=_short(fields["alignment"]),
    )
    return with_counters(after, book) if after.classes != sheet.classes else after


def _class_written(levels: ClassLevels) -> str:
    return f"{levels.name} {levels.level}" + (f" ({levels.subclass})" if levels.subclass else "")


def _class_read(text: str, sheet: Sheet, book: Rulebook) -> tuple[str, ClassLevels]:
    matched = _CLASS.fullmatch(text.strip())
    if matched is None or not 1 <= int(matched[2]) <= HIGHEST_LEVEL:
        raise _unreadable("classes", text)
    found = find(book.classes, matched[1])
    before = next((each for each in sheet.classes.values() if key(each.name) == key(matched[1])), None)
    name = found.name if found else _short(matched[1])
    hit_die = found.hit_die if found else before.hit_die if before else 8
    return name, ClassLevels(name, int(matched[2]), hit_die, _short(matched[3] or ""))


def _abilities(sheet: Sheet, fields: Fields, book: Rulebook) -> Sheet:
    scores: dict[Ability, int] = {}
    for part in _listed(fields["scores"]):
        matched = _NUMBER.fullmatch(part)
        ability = _NAMED.get(matched[1].strip().casefold()) if matched else None
        if matched is None or ability is None or not LOWEST_SCORE <= int(matched[2]) <= HIGHEST_SCORE:
            raise _unreadable("scores", part)
        scores[ability] = int(matched[2])
    return with_counters(with_scores(sheet, scores), book)


def _numbers(sheet: Sheet, fields: Fields, book: Rulebook) -> Sheet:
    maximum, xp = _whole(fields["hit-points"], "hit-points"), _whole(fields["xp"] or "0", "xp")
    if not 1 <= maximum <= MOST_HIT_POINTS:
        raise _unreadable("hit-points", fields["hit-points"])
    overrides: dict[str, int] = {}
    for line in _listed(fields["overrides"]):
        matched = _NUMBER.fullmatch(line)
        name = " ".join(matched[1].casefold().split()) if matched else ""
        name = _SHORT.get(name, name if name in OVERRIDES else f"skill {name}")
        if matched is None or name not in OVERRIDES:
            raise _unreadable("overrides", line)
        overrides[name] = int(matched[2].replace("−", "-"))
    points = sheet.vitals.hit_points
    full = points.current == points.maximum
    points = points.with_maximum(maximum)
    points = replace(points, current=maximum) if full else points
    return replace(sheet, vitals=replace(sheet.vitals, hit_points=points), xp=xp, overrides=overrides)


def _proficiencies(sheet: Sheet, fields: Fields, book: Rulebook) -> Sheet:
    saves = {_NAMED.get(each.casefold()) for each in _listed(fields["saves"])}
    if None in saves:
        raise _unreadable("saves", fields["saves"])
    gear = [each.casefold() for each in _listed(fields["gear"])]
    armor = {each.removesuffix(" armor").removesuffix(" armour").removesuffix("s") for each in gear}
    kinds = {"light", "medium", "heavy", "shield"}
    weapons = [each for each in _listed(fields["gear"]) if _armor_kind(each) not in kinds]
    return replace(
        sheet,
        skills=dict(sorted(_skills_read(fields["skills"]))),
        saves=tuple(each for each in Ability if each in saves),
        tools=dict(_training(each) for each in _listed(fields["tools"])),
        languages=tuple(sorted(set(_listed(fields["languages"])))),
        armor=tuple(sorted(armor & kinds)),
        weapons=tuple(sorted({each.removesuffix(" weapons") for each in weapons})),
    )


def _armor_kind(text: str) -> str:
    return text.casefold().removesuffix(" armor").removesuffix(" armour").removesuffix("s")


def _skills_read(text: str) -> Iterable[tuple[str, Training]]:
    for part in _listed(text):
        name, training = _training(part)
        if (skill := name.casefold()) not in SKILLS:
            raise _unreadable("skills", part)
        yield skill, training


def _features(sheet: Sheet, fields: Fields, book: Rulebook) -> Sheet:
    return replace(
        sheet,
        feats=tuple(_listed(fields["feats"])),
        choices=_pairs(fields["choices"], "choices"),
        masteries=tuple(sorted(set(_listed(fields["masteries"])))),
    )


def _own_fields(sheet: Sheet, fields: Fields, book: Rulebook) -> Sheet:
    return replace(sheet, fields=_pairs(fields["fields"], "fields"))


def _notes(sheet: Sheet, fields: Fields, book: Rulebook) -> Sheet:
    if len(fields["notes"]) > LONGEST_NOTES:
        raise LimitError("text-too-long", length=len(fields["notes"]), limit=LONGEST_NOTES)
    return replace(sheet, notes=fields["notes"])


_READERS: Final[Mapping[Part, Callable[[Sheet, Fields, Rulebook], Sheet]]] = {
    Part.IDENTITY: _identity,
    Part.ABILITIES: _abilities,
    Part.NUMBERS: _numbers,
    Part.PROFICIENCIES: _proficiencies,
    Part.FEATURES: _features,
    Part.FIELDS: _own_fields,
    Part.NOTES: _notes,
}


def _trained(known: Mapping[str, Training]) -> str:
    marks = {Training.EXPERT: " (expert)", Training.HALF: " (half)"}
    learnt = sorted((name, how) for name, how in known.items() if how is not Training.NONE)
    return _joined(f"{name}{marks.get(how, '')}" for name, how in learnt)


def _joined(names: Iterable[str]) -> str:
    """Names with commas between them; with semicolons, where one has a comma of its own: ``Crossbow, hand; simple``."""
    listed = list(names)
    return "; ".join([*listed, ""]) if any("," in each for each in listed) else ", ".join(listed)


def _training(text: str) -> tuple[str, Training]:
    matched = _EXPERT.fullmatch(text)
    if matched is None:
        return text, Training.PROFICIENT
    return matched[1], Training.HALF if matched[2].casefold() == "half" else Training.EXPERT


def _pairs(text: str, field: str) -> dict[str, str]:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) > MOST_FIELDS:
        raise LimitError("text-too-long", length=len(lines), limit=MOST_FIELDS)
    found: dict[str, str] = {}
    for line in lines:
        name, colon, value = (each.strip() for each in line.partition(":"))
        if not colon or not name or len(line) > LONGEST_FIELD:
            raise _unreadable(field, line)
        found[name] = value
    return found


def _listed(text: str) -> list[str]:
    """What stands between semicolons and line ends; where there are none, between commas."""
    apart = r"[;\n]" if re.search(r"[;\n]", text.strip()) or text.endswith("; ") else ","
    found = [" ".join(each.split()) for each in re.split(apart, text) if each.strip()]
    if len(found) > MOST_NAMES:
        raise LimitError("text-too-long", length=len(found), limit=MOST_NAMES)
    return [_short(each) for each in found]


def _short(text: str) -> str:
    if len(text.strip()) > LONGEST_NAME:
        raise LimitError("name-too-long", length=len(text.strip()), limit=LONGEST_NAME)
    return text.strip()


def _whole(text: str, field: str) -> int:
    if not re.fullmatch(r"\d{1,7}", text):
        raise _unreadable(field, text)
    return int(text)


def _unreadable(field: str, given: str) -> RuleError:
    return RuleError("edit-unreadable", field=field, given=given[:60])
