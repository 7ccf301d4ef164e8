"""Rolls as files to take along: CSV for a spreadsheet, JSON for a program."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from typing import Any, Final

from cogs.ui.replies import Upload
from cogs.ui.text import Words
from core.dice import style
from core.dice.layout import DieGroup
from core.tables.records import Record
from core.use_cases.export_rolls import Exported

COLUMNS: Final = (
    *("at", "player", "table", "label", "notation", "advantage", "dice", "total", "dc", "passed", "hidden", "roll_id"),
)
_FORMULA: Final = tuple("=+-@\t")
"""What a spreadsheet would take for the beginning of a formula."""


def exported(found: Exported, words: Words) -> str:
    """What comes with the files: how many rolls they hold, and whether some are for whoever asked alone."""
    if not found.records:
        return words("export-nothing")
    said = words("export-all" if found.complete else "export-newest", rolls=len(found.records))
    hidden = any(record.rolled.hidden for record in found.records)
    return " ".join([said, *([words("export-hidden")] if hidden else [])])


def roll_files(records: Sequence[Record]) -> tuple[Upload, ...]:
    """Both files; none for no rolls."""
    if not records:
        return ()
    return Upload("rolls.csv", as_csv(records)), Upload("rolls.json", as_json(records))


def as_csv(records: Sequence[Record]) -> bytes:
    """One line a roll; dice that did not count stand between tildes. UTF-8 with a mark, for spreadsheets need one."""
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(COLUMNS)
    writer.writerows(_row(record) for record in records)
    return written.getvalue().encode("utf-8-sig")


def as_json(records: Sequence[Record]) -> bytes:
    """One object a roll, with every die."""
    lines = ",\n".join([json.dumps(_object(record), ensure_ascii=False) for record in records])
    return f"[\n{lines}\n]\n".encode()


def _row(record: Record) -> Iterator[object]:
    rolled = record.rolled
    dice = "; ".join([f"{group.text}: {_faces(group)}" for group in rolled.dice])
    values = (
        *(record.mark.at.isoformat(), rolled.name, rolled.code, rolled.label, rolled.notation, rolled.advantage),
        *(dice, rolled.total, rolled.dc, rolled.passed, rolled.hidden, rolled.roll_id),
    )
    for value in values:
        yield f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def _faces(group: DieGroup) -> str:
    return style.faces(group, style.PLAIN, most=len(group.faces))


def _object(record: Record) -> dict[str, Any]:
    rolled = record.rolled
    return {
        "roll_id": rolled.roll_id,
        "at": record.mark.at.isoformat(),
        "player": rolled.name,
        "table": rolled.code,
        "label": rolled.label,
        "notation": rolled.notation,
        "advantage": rolled.advantage,
        "dice": [
            {"text": group.text, "sides": group.sides, "faces": group.faces, "kept": group.kept, "total": group.total}
            for group in rolled.dice
        ],
        "total": rolled.total,
        "dc": rolled.dc,
        "passed": rolled.passed,
        "parts": [
            {"text": part.text, "total": part.total, "dc": part.dc, "passed": part.passed} for part in rolled.parts
        ],
        "hidden": rolled.hidden,
    }
