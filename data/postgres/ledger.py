"""The ledger in PostgreSQL: one transaction loads, appends, folds and projects; who listens is told once it stands.

The row of a stream is its lock: whoever holds it is the only writer, so sequences have no gaps and the chain no forks.
A unit of work is four round trips (begin, load, append, commit), two of them the fat statements of `statements`.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime
from types import TracebackType
from typing import Self

import asyncpg  # pyright: ignore[reportMissingTypeStubs] - it has none
from sqlalchemy.ext.asyncio import AsyncEngine

from core.ids import Cause, StreamId, UserId
from core.ledger.book import Book, S
from core.ledger.chain import SALT_BYTES, Head, Signed, link, read
from core.ledger.event import Draft, Event
from core.ledger.kinds import Kinds
from core.ports.leases import Fence
from core.ports.ledger import Appended, Loaded, TakenError
from core.ports.publisher import Hint, Publisher
from data.postgres import leases, statements
from data.postgres.events import event_of
from data.postgres.outages import outages
from data.postgres.projection import Projection, Statement, spliced
from data.postgres.transaction import Connection, Transaction, fetch

_OURS = frozenset({"ledger_stream", "ledger_event", "ledger_private"})


class PostgresLedger:
    """All streams.

    Args:
        engine: The pool.
        kinds: Every kind of event that the program knows.
        projections: What follows from an event of a kind, by the kind's name.
        publisher: Tells those who listen that a stream has grown.
    """

    def __init__(
        self, engine: AsyncEngine, kinds: Kinds, projections: Mapping[str, Projection], publisher: Publisher
    ) -> None:
        self._engine = engine
        self._kinds = kinds
        self._projections = projections
        self._publisher = publisher

    def unit_of_work(self, *, fence: Fence | None = None) -> PostgresUnitOfWork:
        """One transaction: leaving it commits and then tells listeners; an exception takes everything back."""
        return PostgresUnitOfWork(self._engine, self._kinds, self._projections, self._publisher, fence=fence)

    async def read(self, book: Book[S], stream: StreamId) -> tuple[S, int]:
        """A stream's state and last sequence as committed, without locking it."""
        rows = await fetch(self._engine, statements.HEAD, stream)
        if not rows or rows[0][0] == 0:
            return book.start(stream), 0
        sequence, _, snapshot, version = rows[0]
        if version == book.version:
            return book.thaw(snapshot), sequence
        return await self._refolded(book, stream)

    async def read_all(self, book: Book[S], streams: Sequence[StreamId]) -> dict[StreamId, S]:
        """Several streams' states as committed, without locking them; those that have no event are left out."""
        states: dict[StreamId, S] = {}
        for stream, snapshot, version in await fetch(self._engine, statements.HEADS, list(streams)) if streams else ():
            if version == book.version:
                states[stream] = book.thaw(snapshot)
            else:
                states[stream], _ = await self._refolded(book, stream)
        return states

    async def history(self, stream: StreamId, *, after: int = 0, limit: int = 500) -> list[Event]:
        """A stream's events in order, beginning after a sequence."""
        rows = await fetch(self._engine, statements.HISTORY, stream, after, limit)
        return [event_of(self._kinds, statements.entry(row)) for row in rows]

    async def caused(self, cause: Cause) -> list[Event]:
        """What a cause has made, in whichever streams."""
        rows = await fetch(self._engine, statements.CAUSED, cause)
        return [event_of(self._kinds, statements.entry(row)) for row in rows]

    async def _refolded(self, book: Book[S], stream: StreamId) -> tuple[S, int]:
        async with Transaction(self._engine, begin=statements.BEGIN_READING, keep=False) as connection:
            with outages():
                ((sequence, *_),) = await connection.fetch(statements.HEAD, stream)
                return await statements.fold(connection, self._kinds, book, stream), sequence


class PostgresUnitOfWork:
    """One transaction on the ledger; made by `PostgresLedger.unit_of_work`."""

    __slots__ = ("_connection", "_fence", "_grown", "_kinds", "_projections", "_publisher", "_transaction")

    _connection: Connection

    def __init__(
        self,
        engine: AsyncEngine,
        kinds: Kinds,
        projections: Mapping[str, Projection],
        publisher: Publisher,
        *,
        fence: Fence | None,
    ) -> None:
        # Nothing appended, nothing kept: a stream that was only looked at leaves no row behind.
        self._transaction = Transaction(engine, keep=False)
        self._kinds = kinds
        self._projections = projections
        self._publisher = publisher
        self._fence = fence
        self._grown: dict[StreamId, int] = {}

    async def __aenter__(self) -> Self:
        self._connection = await self._transaction.__aenter__()
        if self._fence is not None:
            try:
                await leases.hold(self._connection, self._fence)
            except BaseException as error:
                await self._transaction.__aexit__(type(error), error, error.__traceback__)
                raise
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._transaction.__aexit__(kind, error, trace)
        if error is None and self._grown:
            await self._publisher.publish([Hint(stream, sequence) for stream, sequence in self._grown.items()])

    async def load(self, book: Book[S], stream: StreamId, cause: Cause) -> Loaded[S]:
        """Lock a stream, made if need be, and read it."""
        if not book.owns(stream):
            raise ValueError(f"{stream} is not a stream of the book {book.prefix!r}")
        with outages():
            rows = await self._connection.fetch(statements.LOAD, *statements.load_args(stream, cause))
            sequence, digest, snapshot, version, seen = rows[0][:5]
            recorded = [row[5:] for row in rows if row[5] is not None]
            if seen != sequence and sequence:  # the stream grew while we waited for it, perhaps by this cause
                recorded = await self._connection.fetch(statements.RECORDED, stream, cause)
            if sequence == 0:
                state = book.start(stream)
            elif version == book.version:
                state = book.thaw(snapshot)
            else:
                state = await statements.fold(self._connection, self._kinds, book, stream)
        events = tuple(event_of(self._kinds, statements.entry(row)) for row in recorded)
        return Loaded(stream, state, Head(sequence, digest), cause, events)

    async def append(
        self,
        book: Book[S],
        loaded: Loaded[S],
        drafts: Sequence[Draft],
        *,
        at: datetime,
        actor: UserId | None,
        cause: Cause,
    ) -> Appended[S]:
        """Append what was decided, with its snapshot and projections; once for a load."""
        if loaded.recorded or cause != loaded.cause:
            raise ValueError("a cause appends once, and is the one that the stream was loaded for")
        if self._grown.get(loaded.stream, loaded.sequence) != loaded.sequence:
            raise ValueError("the stream has grown since it was loaded")
        if not drafts:
            return Appended(loaded.state, ())
        stream, state = loaded.stream, loaded.state
        entries = link(self._kinds, loaded.head, drafts, Signed(stream, at, actor, cause), salt=_salt)
        # Read back what will be stored: the first answer is then the same as every later one, and a fact that could
        # not be read never enters the ledger.
        events = tuple(read(self._kinds, entry) for entry in entries)
        projected: list[Sequence[Statement]] = []
        for event in events:
            state = book.evolve(state, event)
            if projection := self._projections.get(event.kind):
                projected.append(projection(event, state))
        args = statements.append_args(loaded.head, entries, book.freeze(state), book.version)
        await self._write(args, projected)
        self._transaction.keep = True
        self._grown[stream] = events[-1].sequence
        return Appended(state, events)

    async def _write(self, args: list[object], projected: list[Sequence[Statement]]) -> None:
        first, *later = projected or [()]
        text, args = spliced(statements.APPEND, args, first)
        try:
            with outages():
                await self._connection.execute(text, *args)
                for each in later:
                    text, args = spliced(statements.PROJECT, (), each)
                    await self._connection.execute(text, *args)
        except asyncpg.UniqueViolationError as error:
            table, constraint = (getattr(error, name, None) for name in ("table_name", "constraint_name"))
            if table in _OURS:
                raise
            raise TakenError(str(constraint)) from error


def _salt() -> bytes:
    return secrets.token_bytes(SALT_BYTES)
