"""Folding: what a kind of stream means, how its state is kept, replayed to a moment, and undone.

A book is the pair that event sourcing is made of: where a stream starts, and what one more event makes of it. The state
is never the truth; it is the fold of the events, and a snapshot of it is only there to make loading cheap.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter

from core.errors import GameError
from core.ids import StreamId
from core.ledger import canonical
from core.ledger.event import Draft, Event

S = TypeVar("S")


class UndoError(GameError):
    """The event cannot be undone: it is not there, or it no longer counts."""

    REASONS = frozenset({"event-not-found", "already-undone"})


@dataclass(frozen=True, slots=True)
class Book(Generic[S]):
    """How one kind of stream is read.

    Attributes:
        prefix: What its streams' names begin with, before the colon: ``table``.
        start: The state of a stream in which nothing has happened.
        evolve: The state after one more event.
        state: The state's type, a frozen dataclass.
        version: The version of the state's shape and of `evolve`; raise it when either changes, and stored snapshots
            of other versions are folded anew.
    """

    prefix: str
    start: Callable[[StreamId], S]
    evolve: Callable[[S, Event], S]
    state: type[S]
    version: int

    def freeze(self, state: S) -> str:
        """The state as a snapshot's canonical JSON."""
        return canonical.dump(_adapter(self.state).dump_python(state, mode="json"))

    def thaw(self, snapshot: str) -> S:
        """The state that a snapshot holds."""
        return _adapter(self.state).validate_json(snapshot)

    def owns(self, stream: StreamId) -> bool:
        """Whether the stream is this book's."""
        return stream.startswith(f"{self.prefix}:")


@cache
def _adapter(state: type[Any]) -> TypeAdapter[Any]:
    return TypeAdapter(state)


class BrokenSequenceError(Exception):
    """Events that are not the beginning of one stream, in order and without gaps: folding them would be a lie."""


def replay(book: Book[S], stream: StreamId, events: Iterable[Event], *, until: int | datetime | None = None) -> S:
    """Fold a stream's events from its beginning.

    Args:
        book: How the stream is read.
        stream: The stream.
        events: Its events from the first on.
        until: The last sequence to fold, or the last moment; None folds all. What came after a later event is later,
            whatever its clock said.

    Raises:
        BrokenSequenceError: The events are not that.
    """
    state = book.start(stream)
    for expected, event in enumerate(events, start=1):
        if event.stream != stream or event.sequence != expected:
            raise BrokenSequenceError(f"{stream}: expected event {expected}, got {event.stream} {event.sequence}")
        if until is not None and _is_after(event, until):
            break
        state = book.evolve(state, event)
    return state


def _is_after(event: Event, until: int | datetime) -> bool:
    return event.sequence > until if isinstance(until, int) else event.at > until


def undo(
    book: Book[S], events: Sequence[Event], sequence: int, compensate: Callable[[S, S, Event], Sequence[Draft]]
) -> tuple[Draft, ...]:
    """Decide what takes an event back. Nothing is ever removed: what undoes an event is another event.

    Undoing the event that undid another makes that other one count again, and it may then be undone again.

    Args:
        book: How the stream is read.
        events: All its events.
        sequence: The event to take back.
        compensate: Given the state just before that event, the state now, and the event: what sets it right.

    Returns:
        The compensating drafts, each marked as undoing `sequence`.

    Raises:
        UndoError: ``event-not-found`` or ``already-undone``.
    """
    if not 1 <= sequence <= len(events):
        raise UndoError("event-not-found", sequence=sequence)
    if sequence in undone(events):
        raise UndoError("already-undone", sequence=sequence)
    stream = events[0].stream
    before, now = replay(book, stream, events, until=sequence - 1), replay(book, stream, events)
    drafts = compensate(before, now, events[sequence - 1])
    return tuple(replace(draft, undoes=sequence) for draft in drafts)


def undone(events: Sequence[Event]) -> frozenset[int]:
    """The sequences that no longer count: undone by an event that itself still counts."""
    gone: set[int] = set()
    for event in reversed(events):
        if event.undoes is not None and event.sequence not in gone:
            gone.add(event.undoes)
    return frozenset(gone)
