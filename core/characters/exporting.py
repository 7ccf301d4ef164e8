"""A character sheet as a file to keep and to take along: JSON whose every field SCHEMA.md explains."""

from __future__ import annotations

import json
from typing import Any, Final

from core.characters.sheet import Sheet
from core.ledger.changes import plain

SCHEMA: Final = "everquill/character"
VERSION: Final = 1
"""It grows when a field changes its meaning; a field that is new has none to change."""


def exported(sheet: Sheet) -> bytes:
    r"""The file: UTF-8, and the same for the same sheet.

    The portrait is left out: it is a picture that this bot keeps, and its key means nothing elsewhere.

    Example:
        >>> from core.rules.edition import Edition
        >>> exported(Sheet("Thorn", Edition.SRD_52))[:80]
        b'{\n "schema": "everquill/character",\n "version": 1,\n "sheet": {\n  "name": "Thorn"'
    """
    told: dict[str, Any] = plain(sheet)
    told.pop("portrait", None)
    document = {"schema": SCHEMA, "version": VERSION, "sheet": told}
    return f"{json.dumps(document, ensure_ascii=False, indent=1)}\n".encode("utf-8", "replace")
