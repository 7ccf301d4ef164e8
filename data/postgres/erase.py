"""Erasing a person from the ledger: their private parts go, what was folded from them is folded anew.

The events themselves are not touched, so every chain still verifies. Streams are done one at a time, each in one
transaction under its lock: whoever reads a stream finds it with the person or without, never half. If it is cut short,
it can simply be asked for again. The bytes leave the disk with PostgreSQL's next vacuum, and backups as they expire.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.ext.asyncio import AsyncEngine

from core.ids import StreamId, UserId
from core.ledger.book import Book
from core.ledger.chain import Head, seal
from core.ledger.kinds import Kinds
from data.postgres import statements
from data.postgres.outages import outages
from data.postgres.projection import Statement
from data.postgres.transaction import Transaction, fetch

Eraser = Callable[[UserId], Sequence[Statement]]
"""What follows from an erasure for a projection's table, which has to know for itself which rows are the person's."""

_STREAMS = """
SELECT DISTINCT stream FROM ledger_private WHERE part ->> 'actor' = $1 AND stream > $2 ORDER BY stream LIMIT $3
"""
_LOCK = "SELECT sequence, digest FROM ledger_stream WHERE stream = $1 FOR NO KEY UPDATE"
_DROP = """
WITH gone AS (DELETE FROM ledger_private WHERE part ->> 'actor' = $1 AND stream = $2 RETURNING 1)
SELECT count(*) FROM gone
"""


@dataclass(frozen=True, slots=True)
class Erased:
    """How much was erased."""

    streams: int
    events: int


async def erase(
    engine: AsyncEngine, kinds: Kinds, books: Iterable[Book[Any]], user: UserId, *, erasers: Sequence[Eraser] = ()
) -> Erased:
    """Erase a person: the private part of every event they made, and what projections hold of them.

    Args:
        engine: The pool.
        kinds: Every kind of event.
        books: Every book.
        user: Whom to erase.
        erasers: One a projection that holds something of a person.

    Raises:
        UnavailableError: ``database-away``; ask again later.
    """
    by_prefix = {book.prefix: book for book in books}
    streams = events = 0
    async for stream in _streams_of(engine, user):
        events += await _erase_in(engine, kinds, by_prefix[stream.partition(":")[0]], stream, user=user)
        streams += 1
    # Last, so that the rows of whatever the person did meanwhile are among them.
    async with Transaction(engine) as connection:
        with outages():
            for statement in (statement for eraser in erasers for statement in eraser(user)):
                await connection.execute(statement.sql, *statement.args)
    return Erased(streams, events)


async def _streams_of(engine: AsyncEngine, user: UserId) -> AsyncIterator[StreamId]:
    after = ""
    while rows := await fetch(engine, _STREAMS, str(user), after, statements.PAGE):
        for (stream,) in rows:
            yield stream
        after = rows[-1][0]


async def _erase_in(engine: AsyncEngine, kinds: Kinds, book: Book[Any], stream: StreamId, *, user: UserId) -> int:
    async with Transaction(engine, within_s=None) as connection:
        with outages():
            await connection.execute("SET LOCAL statement_timeout = 0")
            ((sequence, digest),) = await connection.fetch(_LOCK, stream)
            ((events,),) = await connection.fetch(_DROP, str(user), stream)
            snapshot = book.freeze(await statements.fold(connection, kinds, book, stream))
            sealed = seal(stream, Head(sequence, digest), snapshot, book.version)
            await connection.execute(statements.SNAPSHOT, stream, snapshot, book.version, sealed)
    return events
