"""Show a hidden roll to everybody, with what was sealed when it fell."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from core.errors import NotFoundError
from core.ids import Cause, RollId, StreamId, UserId
from core.ledger.book import Book
from core.ledger.event import Event
from core.ports.ledger import Ledger
from core.ports.permalinks import RollPlaces
from core.tables import afterwards
from core.tables.books import CHANNELS, TABLES
from core.tables.events import Rolled, RollRevealed
from core.tables.house import House
from core.tables.rolls import RollMade
from core.tables.state import Table


class RevealRoll:
    """Reveal once: whoever asks again is answered with the same roll."""

    def __init__(self, ledger: Ledger, places: RollPlaces, house: House, *, now: Callable[[], datetime]) -> None:
        self._ledger = ledger
        self._places = places
        self._house = house
        self._now = now

    async def by_id(self, roll_id: RollId, user: UserId) -> RollMade:
        """Reveal the roll with a name.

        Raises:
            NotFoundError: ``roll-not-found``.
            NotAllowedError: ``not-yours-to-reveal``.
            RuleError: ``roll-not-hidden``.
        """
        place = await self._places.place(roll_id, self._now())
        if place is None:
            raise NotFoundError("roll-not-found")
        return await self(*place, user)

    async def __call__(self, stream: StreamId, sequence: int, user: UserId) -> RollMade:
        """Reveal the roll at this place in the ledger.

        Returns:
            The roll as it fell, hidden no more; its place is that of its revelation.

        Raises:
            NotFoundError: ``roll-not-found``.
            NotAllowedError: ``not-yours-to-reveal``.
            RuleError: ``roll-not-hidden``.
        """
        events = await self._ledger.history(stream, after=sequence - 1, limit=1)
        if not events or not isinstance(events[0].fact, Rolled):
            raise NotFoundError("roll-not-found")
        book = TABLES if TABLES.owns(stream) else CHANNELS
        revealed = await self._reveal(book, events[0], user)
        return RollMade(replace(events[0].fact, hidden=False), events[0].at, stream, revealed.sequence)

    async def _reveal(self, book: Book[Any], rolled: Event, user: UserId) -> Event:
        cause = Cause(f"reveal:{rolled.fact.roll_id}")
        async with self._ledger.unit_of_work() as work:
            loaded = await work.load(book, rolled.stream, cause)
            table = loaded.state if isinstance(loaded.state, Table) else None
            drafts = afterwards.reveal(table, rolled, user, self._house)
            if loaded.recorded:
                return loaded.recorded[0]
            appended = await work.append(book, loaded, drafts, at=self._now(), actor=user, cause=cause)
        return next(event for event in appended.events if isinstance(event.fact, RollRevealed))
