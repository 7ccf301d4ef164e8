"""A character: a sheet, whose it is and who else may use it. A value, folded from its events.

Every event that changes the sheet makes a version of it, known by the event's sequence.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum
from typing import Final

from core.characters.sheet import Sheet
from core.errors import NotAllowedError, NotFoundError
from core.ids import StreamId, UserId

KEPT_FOR: Final = timedelta(days=30)
"""How long a character that was deleted can be brought back."""


class Right(IntEnum):
    """How much somebody may do with a character; each includes the ones before."""

    NOTHING = 0
    SEE = 1
    PLAY = 2
    """Roll for it, and change what play changes: hit points, slots, counters, things."""
    EDIT = 3
    """Change what it is."""
    OWN = 4
    """Give it away, delete it, bring it back."""


@dataclass(frozen=True, slots=True)
class Delegate:
    """Somebody whom the owner lets use a character."""

    user: UserId
    right: Right


@dataclass(frozen=True, slots=True)
class Character:
    """A character.

    Attributes:
        stream: Its ledger stream, ``character:<id>``.
        owner: Whose it is; None once erased.
        sheet: What is written on it; None before it is made, and once erased.
        delegates: Who else may use it.
        offered_to: To whom its owner wants to give it.
        deleted_at: When it was deleted; None while it is not.
        sequence: The last event that it was folded from.
    """

    stream: StreamId
    owner: UserId | None = None
    sheet: Sheet | None = None
    delegates: tuple[Delegate, ...] = ()
    offered_to: UserId | None = None
    deleted_at: datetime | None = None
    sequence: int = 0

    @property
    def is_there(self) -> bool:
        """Whether it has been made, and was neither deleted nor erased."""
        return self.sheet is not None and self.deleted_at is None

    def written(self) -> Sheet:
        """The sheet of a character that is there.

        Raises:
            NotFoundError: ``character-not-found``.
        """
        if self.sheet is None or self.deleted_at is not None:
            raise NotFoundError("character-not-found")
        return self.sheet

    def right_of(self, user: UserId, *, leads: bool = False) -> Right:
        """How much somebody may do.

        Args:
            user: Who.
            leads: Whether they lead the table that the character is played at.
        """
        if user == self.owner:
            return Right.OWN
        given = next((each.right for each in self.delegates if each.user == user), Right.NOTHING)
        return max(given, Right.EDIT) if leads else given

    def must_let(self, user: UserId, right: Right, *, leads: bool = False) -> None:
        """See to it that somebody may do something.

        Raises:
            NotAllowedError: ``not-your-character``.
        """
        if self.right_of(user, leads=leads) < right:
            raise NotAllowedError("not-your-character", needs=right.name.lower())
