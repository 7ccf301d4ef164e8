"""Rolls in the ledger: found by their place, or by their name."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from core.errors import NotFoundError
from core.ids import RollId, StreamId
from core.ledger.event import Event
from core.ports.ledger import Ledger
from core.tables.events import Rolled


class RollPlaces(Protocol):
    """Finds rolls in the ledger by their names, and knows which hidden ones have been shown."""

    async def place(self, roll_id: RollId, now: datetime) -> tuple[StreamId, int] | None:
        """Where in the ledger a roll stands: its stream and sequence; None when its permalink has ended at `now`.

        Raises:
            UnavailableError: ``database-away``.
        """
        ...

    async def is_shown(self, rolled: Event) -> bool:
        """Whether everybody may see a roll, which may have been hidden when it was made.

        Args:
            rolled: Its event.

        Raises:
            UnavailableError: ``database-away``.
        """
        ...


async def event_at(ledger: Ledger, stream: StreamId, sequence: int, *facts: type[object]) -> Event:
    """The event at a place in the ledger, if it tells a roll.

    Args:
        ledger: Where it is looked for.
        stream: The stream.
        sequence: Its place there.
        facts: Which facts count; a roll's own, if none is named.

    Raises:
        NotFoundError: ``roll-not-found``.
        UnavailableError: ``database-away``.
    """
    events = await ledger.history(stream, after=sequence - 1, limit=1)
    if not events or not isinstance(events[0].fact, facts or (Rolled,)):
        raise NotFoundError("roll-not-found")
    return events[0]


async def event_named(ledger: Ledger, places: RollPlaces, roll_id: RollId, now: datetime) -> Event:
    """The event of the roll with a name.

    Raises:
        NotFoundError: ``roll-not-found``.
        UnavailableError: ``database-away``.
    """
    place = await places.place(roll_id, now)
    if place is None:
        raise NotFoundError("roll-not-found")
    return await event_at(ledger, *place)
