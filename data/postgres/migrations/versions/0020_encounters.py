"""Encounters that DMs keep: each person's own in each server."""

from __future__ import annotations

from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """There are none yet."""
    op.execute("""
        CREATE TABLE encounters (
            guild_id bigint NOT NULL,
            user_id bigint NOT NULL,
            key text COLLATE "C" NOT NULL,
            name text NOT NULL,
            edition text NOT NULL,
            monsters jsonb NOT NULL,
            PRIMARY KEY (guild_id, user_id, key)
        )
    """)
    op.execute("CREATE INDEX encounters_user ON encounters (user_id)")


def downgrade() -> None:
    """Forget them."""
    op.execute("DROP TABLE encounters")
