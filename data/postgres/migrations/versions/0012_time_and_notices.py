"""When time next changes a table, and what is still to be said in a channel."""

from __future__ import annotations

from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_NOTICES = """
CREATE TABLE notices (
    number     bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    stream     text        COLLATE "C" NOT NULL,
    sequence   bigint      NOT NULL,
    guild_id   bigint      NOT NULL,
    channel_id bigint      NOT NULL,
    due_at     timestamptz NOT NULL DEFAULT now(),
    tries      integer     NOT NULL DEFAULT 0
)
"""


def upgrade() -> None:
    """Look at every open table at once; those of before know no waiting time and are found idle or not as they are."""
    op.execute("""
        ALTER TABLE tables
            ADD COLUMN look_at timestamptz NOT NULL DEFAULT now(),
            ADD COLUMN put_aside boolean NOT NULL DEFAULT false
    """)
    op.execute("CREATE INDEX tables_look_at ON tables (look_at) WHERE is_open")
    op.execute(_NOTICES)
    op.execute("CREATE INDEX notices_channel ON notices (channel_id, number)")


def downgrade() -> None:
    """Forget both: no table ends by itself any more."""
    op.execute("DROP TABLE notices")
    op.execute("ALTER TABLE tables DROP COLUMN look_at, DROP COLUMN put_aside")
