"""The mirrors of fights, which those who lead see in their thread; and what has been said and is not said again."""

from __future__ import annotations

from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """No fight has a mirror yet, and nothing has been said."""
    op.execute("""
        ALTER TABLE fights
            ADD COLUMN mirror_channel bigint,
            ADD COLUMN mirror_message bigint,
            ADD COLUMN mirror_posted_at timestamptz,
            ADD COLUMN mirror_shows bigint NOT NULL DEFAULT 0
    """)
    op.execute("""
        CREATE TABLE notices_said (
            stream text COLLATE "C",
            what text COLLATE "C",
            PRIMARY KEY (stream, what)
        )
    """)


def downgrade() -> None:
    """Forget them; the ledger has the fights."""
    op.execute("DROP TABLE notices_said")
    op.execute("""
        ALTER TABLE fights
            DROP COLUMN mirror_channel,
            DROP COLUMN mirror_message,
            DROP COLUMN mirror_posted_at,
            DROP COLUMN mirror_shows
    """)
