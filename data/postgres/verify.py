"""Verifying a whole ledger: every stream's chain and snapshot, beside the running bot and in bounded memory.

All is read in one read-only transaction on one snapshot of the database, so play goes on meanwhile.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy.ext.asyncio import AsyncEngine

from core.ids import StreamId
from core.ledger.audit import Audit, StreamRow
from core.ledger.book import Book
from core.ledger.chain import Head
from core.ledger.kinds import Kinds
from data.postgres import statements
from data.postgres.outages import outages
from data.postgres.transaction import Connection, Transaction

SHOWN_FAULTS = 20

_STREAMS = """
SELECT stream, sequence, digest, snapshot::text, snapshot_version, seal
FROM ledger_stream WHERE stream > $1 ORDER BY stream LIMIT $2
"""
_STRAY_EVENT = """
SELECT stream, sequence, 'is an event of no stream' FROM ledger_event
WHERE NOT EXISTS (SELECT FROM ledger_stream s WHERE s.stream = ledger_event.stream) LIMIT 1
"""
_STRAY_PART = """
SELECT stream, sequence, 'is the private part of no event' FROM ledger_private p
WHERE NOT EXISTS (SELECT FROM ledger_event e WHERE e.stream = p.stream AND e.sequence = p.sequence) LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class Fault:
    """The first thing that is wrong in a stream.

    Attributes:
        sequence: The event; 0 for the stream's own row.
    """

    stream: str
    sequence: int
    reason: str

    def __str__(self) -> str:
        where = f"event {self.sequence}" if self.sequence else "the stream's row"
        return f"{self.stream}, {where}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Report:
    """What was found.

    Attributes:
        streams: How many streams were checked.
        events: How many events were found sound.
        erased: How many of those have had their private part erased.
        stale: How many snapshots are of another version of their book; they are folded anew when next needed.
        faulty: How many faults there are, one a stream at most.
        faults: The first of them, in the order of the streams' names.
    """

    streams: int = 0
    events: int = 0
    erased: int = 0
    stale: int = 0
    faulty: int = 0
    faults: tuple[Fault, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether everything is sound."""
        return self.faulty == 0

    def __str__(self) -> str:
        lines = [f"{self.streams} streams, {self.events} events, {self.erased} of them erased"]
        if self.stale:
            lines.append(f"{self.stale} snapshots of another version, to be folded anew when needed")
        lines.append("The ledger is sound." if self.ok else f"The ledger is NOT sound. Faults: {self.faulty}")
        lines += [f"  {fault}" for fault in self.faults]
        if self.faulty > len(self.faults):
            lines.append(f"  and {self.faulty - len(self.faults)} more")
        return "\n".join(lines)


async def verify(engine: AsyncEngine, kinds: Kinds, books: Iterable[Book[Any]]) -> Report:
    """Hash and fold everything again, and name what does not hold.

    Raises:
        UnavailableError: ``database-away``.
    """
    tally = _Tally(kinds, {book.prefix: book for book in books})
    async with Transaction(engine, begin=statements.BEGIN_READING, keep=False, within_s=None) as connection:
        with outages():
            await connection.execute("SET LOCAL statement_timeout = 0")
            async for row in _rows(connection):
                await tally.check(connection, row)
            for query in (_STRAY_EVENT, _STRAY_PART):
                for stream, sequence, reason in await connection.fetch(query):
                    tally.found(Fault(stream, sequence, reason))
    return tally.report()


async def _rows(connection: Connection) -> AsyncIterator[StreamRow]:
    after = ""
    while rows := await connection.fetch(_STREAMS, after, statements.PAGE):
        for stream, sequence, digest, snapshot, version, seal in rows:
            yield StreamRow(stream, Head(sequence, digest), snapshot, version, seal)
        after = rows[-1][0]


class _Tally:
    """A report as it grows."""

    def __init__(self, kinds: Kinds, books: dict[str, Book[Any]]) -> None:
        self._kinds = kinds
        self._books = books
        self._streams = self._events = self._erased = self._stale = self._faulty = 0
        self._faults: list[Fault] = []

    def found(self, fault: Fault) -> None:
        self._faulty += 1
        if len(self._faults) < SHOWN_FAULTS:
            self._faults.append(fault)

    async def check(self, connection: Connection, row: StreamRow) -> None:
        self._streams += 1
        book = self._books.get(row.stream.partition(":")[0])
        if book is None:
            self.found(Fault(row.stream, 0, "no book of this program reads such a stream"))
            return
        audit = Audit(self._kinds, book, StreamId(row.stream))
        fault = await _first_fault(connection, audit, row)
        if fault:
            self.found(fault)
        self._events += audit.events
        self._erased += audit.erased
        self._stale += audit.stale

    def report(self) -> Report:
        return Report(self._streams, self._events, self._erased, self._stale, self._faulty, tuple(self._faults))


async def _first_fault(connection: Connection, audit: Audit[Any], row: StreamRow) -> Fault | None:
    async for entry in statements.entries(connection, row.stream):
        if reason := audit.fault(entry):
            return Fault(row.stream, entry.sequence, reason)
    reason = audit.fault_at_end(row)
    return Fault(row.stream, 0, reason) if reason else None
