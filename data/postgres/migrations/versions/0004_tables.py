"""The directory of tables, and which command tree each application was last given."""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_TABLES = """
CREATE TABLE tables (
    stream         text        PRIMARY KEY,
    code           text        NOT NULL,
    guild_id       bigint      NOT NULL,
    channel_id     bigint      NOT NULL,
    is_open        boolean     NOT NULL,
    card_message   bigint,
    card_posted_at timestamptz,
    card_shows     bigint      NOT NULL DEFAULT 0
)
"""
_SYNCED = """
CREATE TABLE synced_commands (
    application_id bigint      PRIMARY KEY,
    digest         text        NOT NULL,
    synced_at      timestamptz NOT NULL DEFAULT now()
)
"""


def upgrade() -> None:
    """Make both; a code and a channel belong to one open table at a time."""
    op.execute(_TABLES)
    op.execute("CREATE UNIQUE INDEX tables_open_code ON tables (code) WHERE is_open")
    op.execute("CREATE UNIQUE INDEX tables_open_channel ON tables (channel_id) WHERE is_open")
    op.execute("CREATE INDEX tables_guild ON tables (guild_id)")
    op.execute(_SYNCED)


def downgrade() -> None:
    """Drop both."""
    op.execute("DROP TABLE tables")
    op.execute("DROP TABLE synced_commands")
