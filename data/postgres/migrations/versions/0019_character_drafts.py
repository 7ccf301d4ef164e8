"""Drafts of characters and of their levels: a row each, until they are made."""

from __future__ import annotations

from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """There are none yet."""
    op.execute("""
        CREATE TABLE character_drafts (
            user_id bigint,
            subject text COLLATE "C",
            id text COLLATE "C" NOT NULL,
            draft jsonb NOT NULL,
            at timestamptz NOT NULL DEFAULT now(),
            PRIMARY KEY (user_id, subject)
        )
    """)
    op.execute("CREATE INDEX character_drafts_id ON character_drafts (user_id, id)")


def downgrade() -> None:
    """Forget them."""
    op.execute("DROP TABLE character_drafts")
