"""Folding: what a kind of stream means, how its state is kept, replayed to a moment, and undone.

A book is the pair that event sourcing is made of: where a stream starts, and what one more event makes of it. The state
is never the truth; it is the fold of the events, and a snapshot of it is only there to make loading cheap.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Generic, TypeVar

from core.errors import GameError
from core.ids import StreamId
from core.ledger import canonical
from core.ledger.event import Draft, Event
from core.ledger.shapes import shape_of

S = TypeVar("S")


class UndoError(GameError):
    """The event cannot be undone: it is not there, it has been undone, or it undoes another itself."""

    REASONS = frozenset({"event-not-found", "already-undone", "undoes-another"})


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
        return canonical.dump(shape_of(self.state).dump_python(state, mode="json"))

    def thaw(self, snapshot: str) -> S:
        """The state that a snapshot holds."""
        return shape_of(self.state).validate_json(snapshot)

    def owns(self, stream: StreamId) -> bool:
        """Whether the stream is this book's."""
        return stream.startswith(f"{self.prefix}:")


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

    What undid another event stays: each event is undone once at most, so it either counts or does not. Whoever wants
    it back does it again.

    Args:
        book: How the stream is read.
        events: All its events.
        sequence: The event to take back.
        compensate: Given the state just before that event, the state now, and the event: what sets it right.

    Returns:
        The compensating drafts, each marked as undoing `sequence`.

    Raises:
        UndoError: ``event-not-found``, ``already-undone`` or ``undoes-another``.
    """
    if not 1 <= sequence <= len(events):
        raise UndoError("event-not-found", sequence=sequence)
    event = events[sequence - 1]
    if event.undoes is not None:
        raise UndoError("undoes-another", sequence=sequence)
    if sequence in undone(events):
        raise UndoError("already-undone", sequence=sequence)
    before, now = replay(book, event.stream, events, until=sequence - 1), replay(book, event.stream, events)
    drafts = compensate(before, now, event)
    return tuple(replace(draft, undoes=sequence) for draft in drafts)


def undone(events: Iterable[Event]) -> frozenset[int]:
    """The sequences of the events that have been undone."""
    return frozenset(event.undoes for event in events if event.undoes is not None)
