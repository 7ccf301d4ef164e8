"""Sheets in plain text, or from a spreadsheet: a line for each thing, ``Name: Thorn``, in whatever order.

A row of a CSV file is such a line, its first cell what it is about. Lines that begin with words of people's own are
kept as fields; what makes no sense at all is noted with its line.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Any, Final

from core.characters.importing import limits, plain_goods, plain_traits
from core.characters.importing.bounds import UNNAMED, bounded
from core.characters.importing.clean import line, prose
from core.characters.importing.imported import Book, Imported, Notes, Source, Why
from core.characters.importing.likeness import Things
from core.characters.importing.plain_draft import Draft, defences, names, number, paragraphs, words
from core.characters.importing.plain_words import ABILITIES, KEYS, headed, lines_of, scores_in
from core.characters.importing.worked_out import maximum_of
from core.characters.numbers import (
    armor_class_of,
    initiative,
    passive_perception,
    proficiency,
    save_bonus,
    skill_bonus,
)
from core.characters.sheet import ClassLevels, Sheet
from core.errors import LimitError, RuleError
from core.rules.abilities import Ability
from core.rules.edition import Edition
from core.rules.hit_points import HitPoints
from core.rules.skills import SKILLS
from core.rules.vitals import Vitals

MOST_SIGNS: Final = 200_000
MOST_LINES: Final = 2_000
MOST_PARTS: Final = 3_000
"""Of all its lists together."""
_HEADINGS: Final = frozenset({"field", "key", "attribute", "property", "what"})
"""What the first cell of a table may be called."""
_SEPARATOR: Final = re.compile(r"(?i)\s*sep=.\s*")
"""The line by which spreadsheets tell each other how cells are parted."""
_KEPT: Final = ("hit points", "temporary")
"""What is no field of a sheet by itself."""

TOPICS: Final[Mapping[str, Callable[[Draft, str, str], None]]] = {
    **{topic: partial(words, topic) for topic in ("name", "species", "lineage", "background", "alignment")},
    **{topic: partial(number, topic) for topic in ("armor class", "initiative", "passive perception")},
    **{topic: partial(number, topic) for topic in ("proficiency bonus", "xp", "temporary")},
    **{topic: partial(names, topic) for topic in ("languages", "weapons", "masteries", "feats")},
    **{topic: partial(defences, topic) for topic in ("resists", "suffers", "ignores")},
    "classes": plain_traits.classes,
    "size": plain_traits.size,
    "edition": plain_traits.edition,
    "hit points": plain_traits.hit_points,
    "speeds": plain_traits.speeds,
    "senses": plain_traits.senses,
    "scores": plain_traits.scores,
    "saves": plain_traits.saves,
    "skills": partial(plain_traits.skills, "skills"),
    "expertise": partial(plain_traits.skills, "expertise"),
    "tools": plain_traits.tools,
    "armor": plain_traits.armor,
    "items": plain_goods.items,
    "coins": plain_goods.coins,
    "spells": plain_goods.spells,
    "attacks": plain_goods.attacks,
    "counters": plain_goods.counters,
    "notes": paragraphs,
}


def read_plain(text: str, book: Book, notes: Notes) -> Imported:
    """Read it.

    Raises:
        LimitError: ``sheet-too-large``.
        RuleError: ``sheet-no-lines``: nothing in it is of a sheet.
    """
    if len(text) > MOST_SIGNS or sum(map(text.count, ",;|")) > MOST_PARTS:
        raise LimitError("sheet-too-large", size=len(text), limit=MOST_SIGNS)
    draft = Draft(notes, Things(name for edition in Edition for name in book.things(edition)))
    fields: dict[str, str] = {}
    topic = ""
    for where, said in _lines(text, notes):
        topic = _take(draft, fields, said, (where, topic))
    if not draft.found.keys() - {"name"} and not draft.numbers:
        raise RuleError("sheet-no-lines")
    return _finished(draft, fields, book)


def _lines(text: str, notes: Notes) -> Iterator[tuple[str, str]]:
    for count, row in enumerate(_rows(text, notes), start=1):
        yield f"line {count}", row
        if count == MOST_LINES:
            return


def _rows(text: str, notes: Notes) -> Iterator[str]:
    """Lines; of a table, each row as one, or the first below its heads."""
    rows = _table(text)
    if rows is None:
        yield from (said for _, said in lines_of(text, MOST_LINES))
        return
    if len(rows) > 1 and sum(map(_is_known, rows[0])) > 2 and not _is_known(rows[1][0]):
        if len(rows) > 2:
            notes.miss("rows", Why.TOO_MANY, len(rows) - 2)
        rows = [[head, cell] for head, cell in zip(rows[0], rows[1], strict=False)]
    for row in rows:
        cells = [cell.strip() for cell in row if cell.strip()]
        if len(cells) > 1 and cells[0].casefold() not in _HEADINGS:
            yield f"{cells[0]}: {', '.join(cells[1:])}"


def _table(text: str) -> list[list[str]] | None:
    """The rows of a table by commas, semicolons or tabs; None if it is none."""
    lines = [each for each in text.splitlines()[:MOST_LINES] if each.strip() and not _SEPARATOR.fullmatch(each)]
    for parted in (",", ";", "\t"):
        if any(_begins_table(each, parted) for each in lines[:2]) and all(parted in each for each in lines[:2]):
            try:
                return [row for row in csv.reader(lines, delimiter=parted) if row]
            except csv.Error:
                return None
    return None


def _begins_table(said: str, parted: str) -> bool:
    """Whether a line is a table's: its first cell says what it is about, or several do."""
    cells = [cell.strip(' "').casefold() for cell in said.split(parted)]
    return len(cells) > 1 and (cells[0] in _HEADINGS or _is_known(cells[0]) or sum(map(_is_known, cells)) > 2)


def _is_known(cell: str) -> bool:
    return cell.strip().casefold() in KEYS or cell.strip().casefold() in ABILITIES


def _take(draft: Draft, fields: dict[str, str], said: str, place: tuple[str, str]) -> str:
    """Read one line, and say what the ones below it may go on with.

    Args:
        draft: What was read so far.
        fields: Lines that begin with words of people's own.
        said: The line.
        place: Where it stands, and what a line before it began.
    """
    where, topic = place
    head, rest = headed(said) or ("", said)
    if head in KEYS:
        if rest:
            TOPICS[KEYS[head]](draft, rest, where)
        return KEYS[head] if not rest or KEYS[head] == "notes" else ""
    if head in ABILITIES:
        plain_traits.score(draft, ABILITIES[head], rest, where)
    elif head in SKILLS:
        plain_traits.skill(draft, head, rest, where)
    elif topic:
        TOPICS[topic](draft, said.lstrip("-*• "), where)
        return topic
    elif head and rest:
        fields[head] = ", ".join([*([fields[head]] if head in fields else []), rest])
    elif scores_in(said):
        plain_traits.scores(draft, said, where)
    elif "name" not in draft.found and len(said) <= limits.CHARACTER_NAME:
        words("name", draft, said.strip("#*= "), where)
    elif line(said).strip("-=_*# "):
        draft.notes.miss(where, Why.UNKNOWN, said)
    return topic


def _finished(draft: Draft, fields: dict[str, str], book: Book) -> Imported:
    notes, found = draft.notes, dict[str, Any](draft.found)
    tells = {*found.keys() - {*_KEPT, "scores"}, *(f"scores.{each}" for each in found.get("scores", ()))}
    tells |= {name for name, told in (("fields", fields), ("overrides", draft.numbers)) if told}
    tells |= {"first_class"} if "classes" in tells else set()
    if "edition" not in found:
        notes.miss("rules", Why.ASSUMED, "2024")
    if draft.prose:
        found["notes"] = prose("\n".join(draft.prose))
        tells.add("notes")
    if points := found.pop("hit points", None):
        tells.add("vitals")
    temporary = min(found.pop("temporary", 0), limits.POINTS[1])
    current, most = points or (1, 1)
    found["vitals"] = Vitals(HitPoints(current, most, temporary))
    found["scores"] = {**dict.fromkeys(Ability, 10), **found.get("scores", {})}
    found.setdefault("name", UNNAMED)
    found.setdefault("edition", Edition.SRD_52)
    sheet = _by_the_book(bounded(Sheet(**found, fields=fields), notes), book, notes, tells)
    sheet = sheet if points else _with_hit_points(sheet, book, notes)
    sheet = bounded(replace(sheet, overrides=_otherwise(sheet, draft.numbers, book)), notes)
    return Imported(sheet, Source.PLAIN, frozenset(tells), notes.missed, notes.more)


def _by_the_book(sheet: Sheet, book: Book, notes: Notes, tells: set[str]) -> Sheet:
    """What the book says of the sheet's classes, where the text says nothing of it."""
    known = book.records(sheet).classes
    classes: dict[str, ClassLevels] = {}
    for name, each in sheet.classes.items():
        found = known.get(name.casefold())
        classes[name] = replace(each, hit_die=found.hit_die) if found else each
    first = known.get(sheet.first_class.casefold())
    if first and "saves" not in tells:
        notes.miss("saves", Why.ASSUMED, ", ".join(first.saves))
        return replace(sheet, classes=classes, saves=tuple(each for each in Ability if each in first.saves))
    return replace(sheet, classes=classes)


def _with_hit_points(sheet: Sheet, book: Book, notes: Notes) -> Sheet:
    """What it can bear by the rules, where the text says nothing of it."""
    if not sheet.classes:
        notes.miss("hit points", Why.ASSUMED, 1)
        return sheet
    most = maximum_of(sheet, book.records(sheet))
    notes.miss("hit points", Why.WORKED_OUT, most)
    points = replace(sheet.vitals.hit_points, current=most, maximum=most)
    return replace(sheet, vitals=replace(sheet.vitals, hit_points=points))


def _otherwise(sheet: Sheet, numbers: Mapping[str, int], book: Book) -> dict[str, int]:
    """The totals that the text tells and that do not follow from the rest."""
    trained = replace(sheet, overrides={k: v for k, v in numbers.items() if k == "proficiency bonus"})
    follows = {
        "armor class": armor_class_of(sheet, book.records(sheet)),
        "initiative": initiative(sheet),
        "passive perception": passive_perception(trained),
        "proficiency bonus": proficiency(sheet),
        **{f"save {ability}": save_bonus(trained, ability) for ability in Ability},
        **{f"skill {skill}": skill_bonus(trained, skill) for skill in SKILLS},
    }
    return {what: total for what, total in numbers.items() if follows.get(what) != total}
