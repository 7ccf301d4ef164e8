"""Fights: which is on at which table, and the message that shows it."""

from __future__ import annotations

from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """There are none yet; a table has one at a time."""
    op.execute("""
        CREATE TABLE fights (
            stream text COLLATE "C" PRIMARY KEY,
            table_stream text COLLATE "C" NOT NULL,
            guild_id bigint NOT NULL,
            channel_id bigint NOT NULL,
            is_on boolean NOT NULL,
            card_message bigint,
            card_posted_at timestamptz,
            card_shows bigint NOT NULL DEFAULT 0
        )
    """)
    op.execute("CREATE UNIQUE INDEX fights_on ON fights (table_stream) WHERE is_on")
    op.execute("CREATE INDEX fights_guild ON fights (guild_id)")


def downgrade() -> None:
    """Forget the lines; the ledger has the fights."""
    op.execute("DROP TABLE fights")
