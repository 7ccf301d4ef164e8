"""Characters: a line each for finding them, and which of theirs people play where."""

from __future__ import annotations

from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """There are none yet."""
    op.execute("""
        CREATE TABLE characters (
            stream text COLLATE "C" PRIMARY KEY,
            owner_id bigint,
            users bigint[] NOT NULL,
            name text NOT NULL,
            title text NOT NULL,
            deleted_at timestamptz
        )
    """)
    op.execute("CREATE INDEX characters_owner ON characters (owner_id)")
    op.execute("CREATE INDEX characters_users ON characters USING gin (users)")
    op.execute("""
        CREATE TABLE characters_used (
            user_id bigint,
            place text COLLATE "C",
            stream text COLLATE "C" NOT NULL,
            PRIMARY KEY (user_id, place)
        )
    """)


def downgrade() -> None:
    """Forget the lines; the ledger has the characters."""
    op.execute("DROP TABLE characters_used")
    op.execute("DROP TABLE characters")
