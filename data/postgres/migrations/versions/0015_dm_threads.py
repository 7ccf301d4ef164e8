"""The private thread of those who lead a table, by which it is found as by its channel."""

from __future__ import annotations

from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """No table has one yet."""
    op.execute("ALTER TABLE tables ADD COLUMN dm_channel_id bigint")
    op.execute("CREATE UNIQUE INDEX tables_dm_channel ON tables (dm_channel_id)")


def downgrade() -> None:
    """Forget which thread is whose; what was done there stays in the ledger."""
    op.execute("ALTER TABLE tables DROP COLUMN dm_channel_id")
