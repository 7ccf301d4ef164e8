"""What can have happened to a character.

All that is written on a sheet is its owner's and stands in the private part of events that are the owner's, whoever
made them: once the owner is erased, nothing of it is left. Who else had a hand in it says so in an event of their own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from core.characters.sheet import Sheet
from core.characters.state import Right
from core.ledger.changes import Change
from core.ledger.kinds import PRIVATE, Kind

Why = Literal[
    "edited",
    "imported",
    "levelled-up",
    "short-rest",
    "long-rest",
    "hit-points",
    "played",
    "counter",
    "items",
    "given",
    "coins",
    "spells",
    "portrait",
    "restored",
    "undone",
    "combat",
]
"""What a version was made by; the words for it are in the catalogue (``why-<name>``)."""


@dataclass(frozen=True, slots=True)
class CharacterCreated:
    """The actor made a character.

    Attributes:
        by: How: "quick", "wizard", or what it was imported from.
    """

    by: str
    sheet: Annotated[Sheet | None, PRIVATE] = None


@dataclass(frozen=True, slots=True)
class SheetChanged:
    """The sheet is otherwise from here on.

    Attributes:
        why: What it was done for.
        changes: What is otherwise; None once erased.
        note: What whoever did it said of it.
    """

    why: Why
    changes: Annotated[tuple[Change, ...] | None, PRIVATE] = None
    note: Annotated[str | None, PRIVATE] = None


@dataclass(frozen=True, slots=True)
class ChangedByOther:
    """What stands before this in the stream was done by this event's actor, who is not the owner.

    Attributes:
        leading: Whether they did it as the one who leads the table.
    """

    leading: bool
    name: Annotated[str | None, PRIVATE] = None


@dataclass(frozen=True, slots=True)
class CharacterDelegated:
    """The actor may do so much with it from now on; the owner said so."""

    right: Right


@dataclass(frozen=True, slots=True)
class CharacterOffered:
    """The actor may have it; the owner said so, and nothing changes before they take it."""


@dataclass(frozen=True, slots=True)
class OfferWithdrawn:
    """Nobody is offered it any more."""


@dataclass(frozen=True, slots=True)
class CharacterTaken:
    """The actor, to whom it was offered, owns it from now on, and so does its whole sheet."""

    sheet: Annotated[Sheet | None, PRIVATE] = None


@dataclass(frozen=True, slots=True)
class CharacterDeleted:
    """It is gone, unless it is brought back in time."""


@dataclass(frozen=True, slots=True)
class CharacterBroughtBack:
    """It is there again."""


KINDS = (
    Kind("character.created", 1, CharacterCreated),
    Kind("character.sheet_changed", 1, SheetChanged),
    Kind("character.changed_by_other", 1, ChangedByOther),
    Kind("character.delegated", 1, CharacterDelegated),
    Kind("character.offered", 1, CharacterOffered),
    Kind("character.offer_withdrawn", 1, OfferWithdrawn),
    Kind("character.taken", 1, CharacterTaken),
    Kind("character.deleted", 1, CharacterDeleted),
    Kind("character.brought_back", 1, CharacterBroughtBack),
)
