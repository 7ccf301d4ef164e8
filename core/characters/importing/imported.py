"""What comes of reading somebody's file: a sheet, and a list of what is not on it.

No file fails as a whole because of one strange field: each is read on its own, and what could not be read is noted with
its place, so that people see what to write on the sheet by hand.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from core.characters.records import UNKNOWN, Records
from core.characters.sheet import Sheet
from core.rules.edition import Edition

MOST_NOTED: Final = 100
"""Things missed that are told one by one; of more, only how many they are."""
SHOWN_VALUE: Final = 60


class Source(StrEnum):
    """What a file is."""

    OWN = "everquill"
    BEYOND = "dnd-beyond"
    FOUNDRY = "foundry"
    PLAIN = "plain"


class Why(StrEnum):
    """Why something was missed; the words are in the catalogue (``missed-<name>``)."""

    NO_NUMBER = "no-number"
    OUT_OF_RANGE = "out-of-range"
    NO_TEXT = "no-text"
    TOO_LONG = "too-long"
    TOO_MANY = "too-many"
    UNKNOWN = "unknown"
    WRONG_SHAPE = "wrong-shape"
    NO_DICE = "no-dice"
    NO_PLACE = "no-place"
    """It was understood, and a sheet of ours has no place for it."""
    ASSUMED = "assumed"
    """The file does not say it; the sheet has what is likely."""
    WORKED_OUT = "worked-out"
    """The file does not say it; the sheet has what follows by the rules."""
    NO_SCORE = "no-score"


@dataclass(frozen=True, slots=True)
class Missed:
    """Something that is not on the sheet as the file has it.

    Attributes:
        path: Where it stands: ``inventory[3].quantity``, or ``line 4``.
        why: What is the matter with it.
        value: What stands there, as far as it can be shown.
    """

    path: str
    why: Why
    value: str = ""


@dataclass(frozen=True, slots=True)
class Imported:
    """What a file holds.

    Attributes:
        sheet: What was read.
        source: What the file is.
        tells: The fields of a sheet that the file speaks of, or entries of some, as ``scores.str``; whoever writes it
            onto a sheet leaves the others be.
        missed: What was not read, at most `MOST_NOTED`.
        more_missed: How much more was not.
    """

    sheet: Sheet
    source: Source
    tells: frozenset[str]
    missed: tuple[Missed, ...] = ()
    more_missed: int = 0


class Notes:
    """Collects what is missed while a file is read."""

    def __init__(self) -> None:
        self._missed: list[Missed] = []
        self._places: set[tuple[str, Why]] = set()
        self.more = 0

    def miss(self, path: str, why: Why, value: object = None) -> None:
        """Note that something could not be read; of one place and reason it is told once, however often it is read."""
        if (path, why) in self._places:
            return
        self._places.add((path, why))
        if len(self._missed) < MOST_NOTED:
            self._missed.append(Missed(path, why, shown(value)))
        else:
            self.more += 1

    @property
    def missed(self) -> tuple[Missed, ...]:
        """All that was noted."""
        return tuple(self._missed)


def shown(value: object) -> str:
    """A value as far as it can be shown; of what is nested, only that it is.

    Example:
        >>> shown("x" * 100)[-3:], shown({"a": 1}), shown(None), shown(3.5)
        ('xx…', '{…}', '', '3.5')
    """
    if value is None:
        return ""
    if isinstance(value, dict | list | tuple):
        return "{…}" if isinstance(value, dict) else "[…]"
    text = "".join([sign if sign.isprintable() else " " for sign in str(value)[: SHOWN_VALUE + 1]])
    return text if len(text) <= SHOWN_VALUE else f"{text[: SHOWN_VALUE - 1]}…"


def _nothing_known(_: Sheet) -> Records:
    return UNKNOWN


def _no_names(_: Edition) -> Sequence[str]:
    return ()


@dataclass(frozen=True, slots=True)
class Book:
    """What an importer may ask of the rulebooks.

    Attributes:
        records: What the book says of the things on a sheet.
        things: The names of the weapons and armour that an edition has.
    """

    records: Callable[[Sheet], Records] = _nothing_known
    things: Callable[[Edition], Sequence[str]] = _no_names
