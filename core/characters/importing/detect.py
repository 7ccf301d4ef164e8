"""What a file is, found out by what it holds and not by its name; and the sheet in it."""

from __future__ import annotations

from core.characters.importing.beyond import of_beyond, read_beyond
from core.characters.importing.decoding import json_of, text_of
from core.characters.importing.foundry import of_foundry, read_foundry
from core.characters.importing.imported import Book, Imported, Notes
from core.characters.importing.own import is_own, read_own
from core.characters.importing.plain import read_plain
from core.characters.importing.spot import Spot
from core.errors import RuleError


def imported(content: bytes, book: Book) -> Imported:
    """The sheet that a file holds, and what of the file is not on it.

    Args:
        content: The file: a sheet of ours, of D&D Beyond, of Foundry, or plain lines.
        book: What the rulebooks know.

    Raises:
        LimitError: ``sheet-too-large``.
        RuleError: ``sheet-empty``, ``sheet-no-text``, ``sheet-bad-json``, ``sheet-too-new``, ``sheet-unknown``
            or ``sheet-no-lines``.
    """
    text = text_of(content)
    notes = Notes()
    if not text.lstrip().startswith(("{", "[")):
        return read_plain(text, book, notes)
    root = Spot(json_of(text), notes)
    if is_own(root):
        return read_own(root)
    if character := of_beyond(root):
        return read_beyond(character, book)
    if actor := of_foundry(root):
        return read_foundry(actor, book)
    raise RuleError("sheet-unknown")
