"""A page of an entry as the id of a button: which kind, whose edition, which page, and the entry's own name.

A button's id has room for 64 characters of ours; the longest name of both books takes 58 of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from core.errors import NotFoundError
from core.rulebook.titles import EntryKind, Title
from core.rules.edition import Edition

_KINDS: Final = {
    EntryKind.SPELL: "s",
    EntryKind.MONSTER: "m",
    EntryKind.CONDITION: "c",
    EntryKind.ITEM: "i",
    EntryKind.MAGIC_ITEM: "x",
    EntryKind.CLASS: "k",
    EntryKind.SUBCLASS: "u",
    EntryKind.SPECIES: "p",
    EntryKind.LINEAGE: "l",
    EntryKind.BACKGROUND: "b",
    EntryKind.FEAT: "t",
    EntryKind.FEATURE: "f",
    EntryKind.RULE: "r",
}
_EDITIONS: Final = {Edition.SRD_51: "1", Edition.SRD_52: "2"}
_OF_KIND: Final = {letter: kind for kind, letter in _KINDS.items()}
_OF_EDITION: Final = {digit: edition for edition, digit in _EDITIONS.items()}
_WRITTEN: Final = re.compile(r"([a-z])([12])(\d+)_([a-z0-9-]+)")


@dataclass(frozen=True, slots=True)
class Place:
    """A page of an entry.

    Attributes:
        kind: Of which kind the entry is.
        slug: What tells it from others of its kind.
        edition: Whose it is.
        page: Which page, from 0.
    """

    kind: EntryKind
    slug: str
    edition: Edition
    page: int


def written_place(title: Title, page: int) -> str:
    """A place as text: letters, digits, ``-`` and ``_``.

    Example:
        >>> written_place(Title(EntryKind.SPELL, "Acid Arrow", Edition.SRD_52), 1)
        's21_acid-arrow'
    """
    return f"{_KINDS[title.kind]}{_EDITIONS[title.edition]}{page}_{title.slug}"


def read_place(text: str) -> Place:
    """The place that a button names.

    Raises:
        NotFoundError: ``entry-gone``: no button of ours names it so.

    Example:
        >>> read_place("s21_acid-arrow").page
        1
    """
    found = _WRITTEN.fullmatch(text)
    if not found or found[1] not in _OF_KIND:
        raise NotFoundError("entry-gone")
    return Place(_OF_KIND[found[1]], found[4], _OF_EDITION[found[2]], int(found[3]))
