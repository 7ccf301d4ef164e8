"""The door to the ledger: load a stream, decide, append, in one transaction; others are told once it is committed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, Protocol, TypeVar

from core.ids import Cause, StreamId, UserId
from core.ledger.book import Book
from core.ledger.chain import Head
from core.ledger.event import Draft, Event
from core.ports.leases import Fence

S = TypeVar("S")


class TakenError(Exception):
    """A projection already has what must be unique: another stream was first. The unit of work is lost.

    Attributes:
        constraint: The name of the rule that said no.
    """

    def __init__(self, constraint: str) -> None:
        super().__init__(constraint)
        self.constraint = constraint


@dataclass(frozen=True, slots=True)
class Loaded(Generic[S]):
    """A stream as it stands, locked until the unit of work ends.

    Attributes:
        stream: The stream.
        state: The fold of all its events.
        head: Its last event's sequence and digest.
        cause: What it was loaded for.
        recorded: The events that this cause has made already. If there are any, change nothing and answer as then.
    """

    stream: StreamId
    state: S
    head: Head
    cause: Cause
    recorded: tuple[Event, ...]

    @property
    def sequence(self) -> int:
        """The sequence of its last event; 0 when there is none."""
        return self.head.sequence


@dataclass(frozen=True, slots=True)
class Appended(Generic[S]):
    """What an append made.

    Attributes:
        state: The stream's state after it.
        events: The events, as they will be read back.
    """

    state: S
    events: tuple[Event, ...]


class UnitOfWork(Protocol):
    """One transaction on the ledger.

    Who loads several streams loads them in the order of their names, or two units may wait for each other.
    """

    async def load(self, book: Book[S], stream: StreamId, cause: Cause) -> Loaded[S]:
        """Lock a stream, made if need be, and read it.

        Raises:
            UnavailableError: ``database-away``.
        """
        ...

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
        """Append what was decided, with its snapshot and projections; once for a load.

        Args:
            book: The book the stream was loaded with.
            loaded: The stream as loaded in this unit of work, with nothing recorded.
            drafts: What was decided; none changes nothing.
            at: The time.
            actor: Who did it; None for the house's own doing.
            cause: The cause the stream was loaded for.

        Raises:
            TakenError: A projection already has what must be unique.
            UnavailableError: ``database-away``.
        """
        ...


class Ledger(Protocol):
    """All streams.

    What reads events may raise `UnreadableError` (``written-by-another-version``) as well: that stream is then left
    alone, and every other goes on.
    """

    def unit_of_work(self, *, fence: Fence | None = None) -> AbstractAsyncContextManager[UnitOfWork]:
        """One transaction: leaving it commits and then tells listeners; an exception takes everything back.

        Args:
            fence: The lease that the work is done under, held from the first moment to the commit. What people ask
                for needs none, since its cause makes it happen once; what the house does by itself does.

        Raises:
            FenceLostError: On entering: the lease is no longer ours, and nothing was touched.
            UnavailableError: ``database-away``, on entering or leaving. After a failed leaving it is not known whether
                the transaction was committed: try again with the same cause.
        """
        ...

    async def read(self, book: Book[S], stream: StreamId) -> tuple[S, int]:
        """A stream's state and last sequence as committed, without locking it.

        Raises:
            UnavailableError: ``database-away``.
        """
        ...

    async def read_all(self, book: Book[S], streams: Sequence[StreamId]) -> Mapping[StreamId, S]:
        """Several streams' states as committed, without locking them; those that have no event are left out.

        Raises:
            UnavailableError: ``database-away``.
        """
        ...

    async def history(self, stream: StreamId, *, after: int = 0, limit: int = 500) -> list[Event]:
        """A stream's events in order, beginning after a sequence.

        Raises:
            UnavailableError: ``database-away``.
        """
        ...

    async def caused(self, cause: Cause) -> list[Event]:
        """What a cause has made, in whichever streams.

        Raises:
            UnavailableError: ``database-away``.
        """
        ...


async def decide_once(
    ledger: Ledger,
    book: Book[S],
    stream: StreamId,
    decide: Callable[[S], Sequence[Draft]],
    *,
    actor: UserId,
    cause: Cause,
    now: Callable[[], datetime],
) -> S:
    """Decide about one stream and append what follows; a cause that has acted already changes nothing more.

    Args:
        ledger: Where.
        book: The book that the stream is read with.
        stream: The stream.
        decide: From its state to the events that follow; a refusal it raises takes everything back.
        actor: Who does it.
        cause: What makes it happen.
        now: The time, asked for when it is written.

    Returns:
        The stream's state after it.

    Raises:
        TakenError: A projection already has what must be unique.
        UnavailableError: ``database-away``.
    """
    async with ledger.unit_of_work() as work:
        loaded = await work.load(book, stream, cause)
        if loaded.recorded:
            return loaded.state
        appended = await work.append(book, loaded, decide(loaded.state), at=now(), actor=actor, cause=cause)
    return appended.state
