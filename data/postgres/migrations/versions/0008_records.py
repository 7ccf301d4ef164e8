"""What is remembered of rolls, and people's presets.

A record says where in the ledger a roll stands, and what it is looked up by; the roll itself stays in the ledger alone,
so nothing has to be kept in step and an erasure has one place less to reach. A page of history is one walk down an
index, newest first: of a guild, of one person in it, or of one table. `EXPLAIN` shows the same plan however many rolls
there are, and a test holds it to that::

    Limit -> Nested Loop
      -> Index Scan Backward using roll_records_guild on roll_records
           Index Cond: guild_id = … AND at >= … AND ROW(at, number) < ROW(…, …)
      -> Index Scan using ledger_event_pkey on ledger_event
"""

from __future__ import annotations

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_RECORDS = """
CREATE TABLE roll_records (
    number     bigint      GENERATED ALWAYS AS IDENTITY,
    at         timestamptz NOT NULL,
    stream     text        COLLATE "C" NOT NULL,
    sequence   bigint      NOT NULL,
    guild_id   bigint      NOT NULL,
    channel_id bigint      NOT NULL,
    user_id    bigint,
    code       text,
    hidden     boolean     NOT NULL,
    dice       integer     NOT NULL
)
"""
_PRESETS = """
CREATE TABLE presets (
    user_id bigint NOT NULL,
    key     text   NOT NULL,
    name    text   NOT NULL,
    line    text   NOT NULL,
    PRIMARY KEY (user_id, key)
)
"""
# Rolls made beside a table did not note their guild before; they are kept with those of direct messages, whose maker
# alone finds them.
FILL = """
INSERT INTO roll_records (at, stream, sequence, guild_id, channel_id, user_id, code, hidden, dice)
SELECT e.at, e.stream, e.sequence,
       coalesce((e.public ->> 'guild')::bigint, t.guild_id, 0),
       coalesce(t.channel_id, split_part(e.stream, ':', 2)::bigint),
       (p.part ->> 'actor')::bigint, e.public ->> 'code', (e.public ->> 'hidden')::boolean,
       (SELECT coalesce(sum(json_array_length(pool -> 'faces')), 0) FROM json_array_elements(e.public -> 'dice') pool)
FROM ledger_event e
LEFT JOIN ledger_private p USING (stream, sequence)
LEFT JOIN tables t ON t.stream = e.stream
WHERE e.kind = 'table.rolled' AND e.version = 1 ORDER BY e.at, e.stream, e.sequence
"""


def upgrade() -> None:
    """Make both tables, and remember the rolls that the ledger has."""
    op.execute(_RECORDS)
    op.execute(FILL)
    op.execute("CREATE INDEX roll_records_guild ON roll_records (guild_id, at, number)")
    op.execute("CREATE INDEX roll_records_user ON roll_records (user_id, guild_id, at, number)")
    op.execute("CREATE INDEX roll_records_code ON roll_records (guild_id, code, at, number) WHERE code IS NOT NULL")
    op.execute(_PRESETS)


def downgrade() -> None:
    """Drop both; the ledger can write the records anew."""
    op.execute("DROP TABLE presets, roll_records")
