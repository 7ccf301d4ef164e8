"""The hash chain: how an event is written down, tied to the one before, and found out if it was changed.

An event's digest is the SHA-256 of a canonical JSON array: a version tag, then the stream, sequence, time in
microseconds since 1970, kind, version, public payload, visibility, cause, undone sequence, digest of the private part,
and digest of the event before. The private part enters only as SHA-256(salt, part): erasing part and salt leaves a
chain that verifies, and without the salt nobody can guess a name back from its digest.

The chain shows that nothing was changed, dropped or slipped in between what it covers. It cannot show that a whole
stream is missing, nor stop somebody who can write to the database from computing a new chain: for that a digest has to
be known elsewhere.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from core.ids import Cause, StreamId, UserId
from core.ledger import canonical
from core.ledger.event import Draft, Event, Visibility
from core.ledger.kinds import ACTOR, Kinds

FORM = "everquill-event-1"
STREAM_FORM = "everquill-stream-1"
GENESIS = bytes(32)
"""What the first event of a stream names as the digest before it."""
SALT_BYTES = 16

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Head:
    """Where a stream stands: its last event's sequence and digest."""

    sequence: int = 0
    digest: bytes = GENESIS


@dataclass(frozen=True, slots=True)
class Entry:
    """An event as it is stored: text and bytes, exactly those that were hashed.

    Attributes:
        ordinal: Its place among the events of its cause, from 1: what makes a cause unique in a stream.
        public: The public payload, canonical JSON.
        visibility: The visibility's text.
        private: The private part, canonical JSON; None once erased.
        salt: What the private part was hashed with; None once erased.
    """

    stream: StreamId
    sequence: int
    at: datetime
    kind: str
    version: int
    public: str
    visibility: str
    cause: Cause
    ordinal: int
    undoes: int | None
    private_digest: bytes
    previous: bytes
    digest: bytes
    private: str | None
    salt: bytes | None


@dataclass(frozen=True, slots=True)
class Signed:
    """What all events of one append share; save the actor, where a draft names another."""

    stream: StreamId
    at: datetime
    actor: UserId | None
    cause: Cause


def link(
    kinds: Kinds, head: Head, drafts: Sequence[Draft], signed: Signed, *, salt: Callable[[], bytes]
) -> tuple[Entry, ...]:
    """Write drafts down as the next entries of a stream.

    Args:
        kinds: The codec.
        head: Where the stream stands.
        drafts: What was decided.
        signed: To which stream, when, by whom and why.
        salt: Gives `SALT_BYTES` fresh secret bytes.
    """
    at = signed.at.astimezone(UTC)
    entries: list[Entry] = []
    for ordinal, draft in enumerate(drafts, start=1):
        kind, version, public, private = kinds.encode(draft.fact)
        part, grain = canonical.dump({ACTOR: draft.actor or signed.actor, **private}), salt()
        entry = Entry(
            stream=signed.stream,
            sequence=head.sequence + 1,
            at=at,
            kind=kind,
            version=version,
            public=canonical.dump(public),
            visibility=str(draft.visibility),
            cause=signed.cause,
            ordinal=ordinal,
            undoes=draft.undoes,
            private_digest=digest_private(part, grain),
            previous=head.digest,
            digest=b"",
            private=part,
            salt=grain,
        )
        entry = replace(entry, digest=digest(entry))
        entries.append(entry)
        head = Head(entry.sequence, entry.digest)
    return tuple(entries)


def read(kinds: Kinds, entry: Entry) -> Event:
    """The event that an entry holds.

    Raises:
        UnreadableEventError: This program does not know such an event.
    """
    private = None if entry.private is None else canonical.load(entry.private)
    fact = kinds.decode(entry.kind, entry.version, canonical.load(entry.public), private)
    return Event(
        stream=entry.stream,
        sequence=entry.sequence,
        at=entry.at,
        actor=None if private is None else private[ACTOR],
        kind=entry.kind,
        version=entry.version,
        fact=fact,
        visibility=Visibility.parse(entry.visibility),
        cause=entry.cause,
        undoes=entry.undoes,
        previous=entry.previous,
        digest=entry.digest,
    )


def digest(entry: Entry) -> bytes:
    """The digest that the entry's other fields give."""
    before = [FORM, entry.stream, entry.sequence, microseconds(entry.at), entry.kind, entry.version]
    after = [entry.visibility, entry.cause, entry.undoes, entry.private_digest.hex(), entry.previous.hex()]
    # The public payload goes in as the very text that is stored: a changed space is a changed event.
    text = f"{_open_ended(before)},{entry.public},{canonical.dump(after)[1:]}"
    return hashlib.sha256(text.encode()).digest()


def microseconds(moment: datetime) -> int:
    """Microseconds since 1970, the form in which the chain knows a time."""
    return (moment - _EPOCH) // _MICROSECOND


def from_microseconds(count: int) -> datetime:
    """The moment that `microseconds` gave."""
    return _EPOCH + count * _MICROSECOND


def seal(stream: StreamId, head: Head, snapshot: str, version: int) -> bytes:
    """The digest over a stream's own row, so that a changed snapshot is found whatever version it is of."""
    before = [STREAM_FORM, stream, head.sequence, head.digest.hex(), version]
    return hashlib.sha256(f"{_open_ended(before)},{snapshot}]".encode()).digest()


def digest_private(part: str, salt: bytes) -> bytes:
    """The digest by which the chain knows a private part."""
    return hashlib.sha256(salt + part.encode()).digest()


def fault(entry: Entry, head: Head, ordinal: int) -> str | None:
    """What is wrong with an entry as the next one after `head`; None when it is sound.

    Args:
        entry: The entry as stored.
        head: The entry before it.
        ordinal: The place it should have among the events of its cause.
    """
    if entry.sequence != head.sequence + 1:
        return f"expected event {head.sequence + 1} here"
    if entry.previous != head.digest:
        return "does not follow the event before it"
    if entry.digest != digest(entry):
        return "is not what was written"
    if entry.ordinal != ordinal:
        return "is out of its cause's order"
    if (entry.private is None) != (entry.salt is None):
        return "has half a private part"
    if entry.private is None or entry.salt is None or entry.private_digest == digest_private(entry.private, entry.salt):
        return None
    return "has a private part that was not written with it"


def _open_ended(values: list[str | int]) -> str:
    return canonical.dump(values)[:-1]
