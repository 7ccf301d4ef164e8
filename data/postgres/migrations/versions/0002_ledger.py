"""The ledger: streams with their snapshots, the events that are never changed, and the private parts that can go.

Events are only ever inserted. What can be erased lies in a table of its own, so that an erasure touches no event.
"""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_STATEMENTS = (
    # Every append rewrites the row of its stream; free space in the page keeps that off the index.
    """
    CREATE TABLE ledger_stream (
        stream text COLLATE "C" PRIMARY KEY,
        sequence bigint NOT NULL CHECK (sequence >= 0),
        digest bytea NOT NULL,
        snapshot json NOT NULL,
        snapshot_version integer NOT NULL,
        seal bytea NOT NULL
    ) WITH (fillfactor = 70)
    """,
    # json, not jsonb: the chain hashes the very text that was written.
    """
    CREATE TABLE ledger_event (
        stream text COLLATE "C" NOT NULL REFERENCES ledger_stream,
        sequence bigint NOT NULL CHECK (sequence >= 1),
        at timestamptz NOT NULL,
        kind text COLLATE "C" NOT NULL,
        version integer NOT NULL,
        public json NOT NULL,
        visibility text COLLATE "C" NOT NULL,
        cause text COLLATE "C" NOT NULL,
        ordinal integer NOT NULL,
        undoes bigint,
        private_digest bytea NOT NULL,
        previous bytea NOT NULL,
        digest bytea NOT NULL,
        PRIMARY KEY (stream, sequence),
        UNIQUE (cause, stream, ordinal)
    )
    """,
    """
    CREATE TABLE ledger_private (
        stream text COLLATE "C" NOT NULL,
        sequence bigint NOT NULL,
        part json NOT NULL,
        salt bytea NOT NULL,
        PRIMARY KEY (stream, sequence),
        FOREIGN KEY (stream, sequence) REFERENCES ledger_event
    )
    """,
    "CREATE INDEX ledger_private_of_actor ON ledger_private ((part ->> 'actor'), stream)",
)


def upgrade() -> None:
    """Make the three tables."""
    for statement in _STATEMENTS:
        op.execute(statement)


def downgrade() -> None:
    """Drop them, and with them everything that ever happened."""
    op.execute("DROP TABLE ledger_private, ledger_event, ledger_stream")
