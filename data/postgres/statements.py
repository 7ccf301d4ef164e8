"""The ledger's SQL: two fat statements on the hot path, and the plain ones around it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence

from core.ids import Cause, StreamId
from core.ledger.book import Book, S
from core.ledger.chain import Entry, Head, seal
from core.ledger.kinds import Kinds
from data.postgres.events import event_of
from data.postgres.transaction import Connection

PAGE = 500
NO_SNAPSHOT = "null"

COLUMNS = """
    e.stream, e.sequence, e.at, e.kind, e.version, e.public::text, e.visibility, e.cause, e.ordinal, e.undoes,
    e.private_digest, e.previous, e.digest, p.part::text, p.salt
"""
"""An event's columns (`e`, its private part `p`) in the order of Entry's fields; as text, or the driver parses json."""

_EVENTS = "ledger_event e LEFT JOIN ledger_private p USING (stream, sequence)"

_BY_CAUSE = "e.cause = $2 AND e.stream || '' = $1"
# A plan made while the table was all but empty takes a stream's index to be as good as the cause's, and is kept while
# the stream grows. The empty string hides the stream from that choice; a cause has few events whatever their stream.

LOAD = f"""
WITH locked AS (
    SELECT sequence, digest, snapshot::text, snapshot_version FROM ledger_stream WHERE stream = $1 FOR NO KEY UPDATE
), made AS (
    INSERT INTO ledger_stream (stream, sequence, digest, snapshot, snapshot_version, seal)
    SELECT $1, 0, $3, $4, 0, $5 WHERE NOT EXISTS (SELECT FROM locked)
    ON CONFLICT (stream) DO UPDATE SET stream = excluded.stream
    RETURNING sequence, digest, snapshot::text, snapshot_version
), head AS (
    SELECT * FROM locked UNION ALL SELECT * FROM made
)
SELECT head.*, (SELECT sequence FROM ledger_stream WHERE stream = $1), {COLUMNS}
FROM head LEFT JOIN ({_EVENTS}) ON {_BY_CAUSE}
ORDER BY e.sequence
"""
"""Create or lock the stream $1 and read where it stands, with what the cause $2 has made already.

A statement sees the database as it was when the statement began, but a row it had to wait for as it is now. So the
events may be behind the locked row: the fifth column is the sequence that they go with.
"""

RECORDED = f"SELECT {COLUMNS} FROM {_EVENTS} WHERE {_BY_CAUSE} ORDER BY e.sequence"

CAUSED = f"SELECT {COLUMNS} FROM {_EVENTS} WHERE e.cause = $1 ORDER BY e.stream, e.sequence"

APPEND = """
WITH entries AS (
    INSERT INTO ledger_event (stream, sequence, at, cause, ordinal, kind, version, public, visibility, undoes,
                              private_digest, previous, digest)
    SELECT $1, $2 + ordinal, $3, $4, ordinal, kind, version, public::json, visibility, undoes,
           private_digest, previous, digest
    FROM unnest($5::text[], $6::int[], $7::text[], $8::text[], $9::bigint[], $10::bytea[], $11::bytea[], $12::bytea[])
         WITH ORDINALITY AS e (kind, version, public, visibility, undoes, private_digest, previous, digest, ordinal)
), parts AS (
    INSERT INTO ledger_private (stream, sequence, part, salt)
    SELECT $1, $2 + ordinal, part::json, salt
    FROM unnest($13::text[], $14::bytea[]) WITH ORDINALITY AS p (part, salt, ordinal)
){projections}
UPDATE ledger_stream SET sequence = $15, digest = $16, snapshot = $17, snapshot_version = $18, seal = $19
WHERE stream = $1
"""

PROJECT = "WITH nothing AS (SELECT){projections} SELECT"
"""Projections alone, for the later events of an append."""

BEGIN_READING = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
"""How a transaction begins whose statements must all see the same moment."""

HEAD = "SELECT sequence, digest, snapshot::text, snapshot_version FROM ledger_stream WHERE stream = $1"

HEADS = """
SELECT stream, snapshot::text, snapshot_version FROM ledger_stream WHERE stream = ANY($1::text[]) AND sequence > 0
"""

SNAPSHOT = "UPDATE ledger_stream SET snapshot = $2, snapshot_version = $3, seal = $4 WHERE stream = $1"

HISTORY = f"""
SELECT {COLUMNS} FROM {_EVENTS} WHERE e.stream = $1 AND e.sequence > $2 ORDER BY e.sequence LIMIT $3
"""


def entry(row: Sequence[object]) -> Entry:
    """The entry in a row of `COLUMNS`."""
    return Entry(*row)  # pyright: ignore[reportArgumentType] - a row has no types; the columns are Entry's fields


def load_args(stream: StreamId, cause: Cause) -> tuple[object, ...]:
    """What fills the placeholders of `LOAD`; a new stream's row is sealed too, should it get no event."""
    head = Head()
    return stream, cause, head.digest, NO_SNAPSHOT, seal(stream, head, NO_SNAPSHOT, 0)


def append_args(head: Head, entries: Sequence[Entry], snapshot: str, snapshot_version: int) -> list[object]:
    """What fills the placeholders of `APPEND`."""
    first, last = entries[0], entries[-1]
    return [
        first.stream,
        head.sequence,
        first.at,
        first.cause,
        [each.kind for each in entries],
        [each.version for each in entries],
        [each.public for each in entries],
        [each.visibility for each in entries],
        [each.undoes for each in entries],
        [each.private_digest for each in entries],
        [each.previous for each in entries],
        [each.digest for each in entries],
        [each.private for each in entries],
        [each.salt for each in entries],
        last.sequence,
        last.digest,
        snapshot,
        snapshot_version,
        seal(first.stream, Head(last.sequence, last.digest), snapshot, snapshot_version),
    ]


async def entries(connection: Connection, stream: StreamId) -> AsyncIterator[Entry]:
    """A stream's entries in order, however many there are."""
    after = 0
    while rows := await connection.fetch(HISTORY, stream, after, PAGE):
        for row in rows:
            yield entry(row)
        after = rows[-1][1]


async def fold(connection: Connection, kinds: Kinds, book: Book[S], stream: StreamId) -> S:
    """A stream's state from its events alone."""
    state = book.start(stream)
    async for each in entries(connection, stream):
        state = book.evolve(state, event_of(kinds, each))
    return state
