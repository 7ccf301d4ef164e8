"""Streams made without a database, as the adapter makes them."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

from core.ids import Cause, StreamId, UserId
from core.ledger.chain import Entry, Head, Signed, link, read
from core.ledger.event import Draft, Event
from tests.core.ledger.purse import KINDS, PURSES, Purse

STREAM = StreamId("purse:1")
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


def counted_salts() -> Callable[[], bytes]:
    numbers = itertools.count()
    return lambda: next(numbers).to_bytes(16, "big")


class History:
    """One purse's entries; each command comes a minute after the one before."""

    def __init__(self, stream: StreamId = STREAM) -> None:
        self.stream = stream
        self.entries: list[Entry] = []
        self.state: Purse = PURSES.start(stream)
        self._salt = counted_salts()

    @property
    def head(self) -> Head:
        return Head(self.entries[-1].sequence, self.entries[-1].digest) if self.entries else Head()

    @property
    def events(self) -> list[Event]:
        return [read(KINDS, entry) for entry in self.entries]

    def append(self, drafts: Sequence[Draft], *, actor: int | None = 1, cause: str | None = None) -> list[Event]:
        minutes = len({entry.cause for entry in self.entries})
        signed = Signed(
            self.stream,
            NOON + timedelta(minutes=minutes),
            None if actor is None else UserId(actor),
            Cause(cause or f"cause-{minutes + 1}"),
        )
        added = link(KINDS, self.head, drafts, signed, salt=self._salt)
        self.entries += added
        events = [read(KINDS, entry) for entry in added]
        for event in events:
            self.state = PURSES.evolve(self.state, event)
        return events
