"""What was asked and never answered, because whoever took it on has died or lost Discord; and what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta

from core.errors import UnreadableError
from core.ids import Cause
from core.ledger.event import Event
from core.ports.asked import AskedBook
from core.ports.ledger import Ledger
from core.ports.rolls import event_at
from core.tables.asked import Asked
from core.tables.events import RollRevealed
from core.tables.rolls import RollMade, revealed

AT_ONCE = 20


@dataclass(frozen=True, slots=True)
class Overdue:
    """Something that is owed an answer, and what it has done.

    Attributes:
        revealed: The hidden roll that it has shown to everybody, if that is what was asked.
    """

    asked: Asked
    events: tuple[Event, ...]
    revealed: RollMade | None = None


class TakeOverdue:
    """Takes what is overdue, and strikes it out or keeps it.

    Args:
        book: Where it is written down.
        ledger: Where it may have been done.
        after: How long whoever took something on may say nothing of it (`KeepAsked` does, while it works) before
            another answers.
    """

    def __init__(self, book: AskedBook, ledger: Ledger, *, after: timedelta) -> None:
        self._book = book
        self._ledger = ledger
        self._after = after

    async def __call__(self) -> list[Overdue]:
        """Some of what is overdue; of what is done to it, one process does it.

        Raises:
            UnavailableError: ``database-away``.
        """
        return await self.each_told(await self._book.overdue(AT_ONCE, after=self._after, again_after=self._after))

    async def each_told(self, several: Sequence[Asked]) -> list[Overdue]:
        """What has become of each, save where that cannot be read.

        What another version has written stays overdue, or kept, until one that can read it comes by.

        Raises:
            UnavailableError: ``database-away``.
        """
        read: list[Overdue] = []
        for asked in several:
            with suppress(UnreadableError):
                read.append(await self.told(asked))
        return read

    async def told(self, asked: Asked) -> Overdue:
        """What has become of something.

        Raises:
            UnavailableError: ``database-away``.
            UnreadableError: ``written-by-another-version``.
        """
        events = tuple(await self._ledger.caused(asked.cause))
        shown = next((event for event in events if isinstance(event.fact, RollRevealed)), None)
        if shown is None:
            return Overdue(asked, events)
        return Overdue(asked, events, revealed(await event_at(self._ledger, shown.stream, shown.fact.sequence), shown))

    async def answered(self, cause: Cause) -> None:
        """It is answered now.

        Raises:
            UnavailableError: ``database-away``.
        """
        await self._book.answered([cause])

    async def keep(self, cause: Cause) -> None:
        """It can be told only them who asked: keep it until they come by.

        Raises:
            UnavailableError: ``database-away``.
        """
        await self._book.keep(cause)
