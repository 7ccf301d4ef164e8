"""Checking one stream as it is stored: every hash again, every event folded again, nothing taken on trust.

The stream is fed in entry by entry, so that a ledger of any length is checked in the memory of one state.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic

from core.ids import Cause, StreamId
from core.ledger import chain
from core.ledger.book import Book, S
from core.ledger.chain import Entry, Head
from core.ledger.kinds import Kinds, UnreadableEventError


@dataclass(frozen=True, slots=True)
class StreamRow:
    """What is kept of a stream beside its events.

    Attributes:
        head: Its last event's sequence and digest.
        snapshot: The state after that event, canonical JSON.
        version: The version of the book that folded it.
        seal: The digest over all this.
    """

    stream: StreamId
    head: Head
    snapshot: str
    version: int
    seal: bytes


class Audit(Generic[S]):
    """The check of one stream, from its first entry on. After a fault there is nothing more to learn from it.

    Attributes:
        events: How many entries were sound.
        erased: How many of them have no private part any more.
        stale: Whether the snapshot is of another version of the book, and will be folded anew when it is needed.
    """

    def __init__(self, kinds: Kinds, book: Book[S], stream: StreamId) -> None:
        self.events = 0
        self.erased = 0
        self.stale = False
        self._kinds = kinds
        self._book = book
        self._state = book.start(stream)
        self._stream = stream
        self._head = Head()
        self._cause: Cause | None = None
        self._ordinal = 0

    def fault(self, entry: Entry) -> str | None:
        """What is wrong with the next entry; None when it is sound."""
        if entry.stream != self._stream:
            return "belongs to another stream"
        self._ordinal = self._ordinal + 1 if entry.cause == self._cause else 1
        if found := chain.fault(entry, self._head, self._ordinal):
            return found
        try:
            event = chain.read(self._kinds, entry)
        except (UnreadableEventError, ValueError) as error:  # the latter: a visibility
            return f"cannot be read: {error}"
        self._state = self._book.evolve(self._state, event)
        self._head = Head(entry.sequence, entry.digest)
        self._cause = entry.cause
        self.events += 1
        self.erased += entry.private is None
        return None

    def fault_at_end(self, row: StreamRow) -> str | None:
        """What is wrong with the stream's own row, once all its entries were sound; None when nothing is."""
        if row.head != self._head:
            return f"its events end at {self._head.sequence}, its row says {row.head.sequence}"
        if row.seal != chain.seal(row.stream, row.head, row.snapshot, row.version):
            return "its snapshot is not what was written"
        if row.head.sequence == 0:
            return None  # loaded beside another stream, and nothing came of it: there is no state to keep
        if row.version != self._book.version:
            self.stale = True
            return None
        try:
            kept = self._book.thaw(row.snapshot)
        except ValueError:  # pydantic's, whose text may hold what people typed
            return "its snapshot cannot be read"
        if kept != self._book.thaw(self._book.freeze(self._state)):
            return "its snapshot is not the fold of its events"
        return None
