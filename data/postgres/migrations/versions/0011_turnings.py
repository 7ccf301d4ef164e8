"""Where a table became DM-led, among the rolls that are looked through."""

from __future__ import annotations

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Tell rolls from what happened between them; until now there were rolls alone."""
    op.execute("ALTER TABLE roll_records ADD COLUMN turning boolean NOT NULL DEFAULT false")


def downgrade() -> None:
    """Leave the rolls alone behind; the ledger has the rest."""
    op.execute("DELETE FROM roll_records WHERE turning")
    op.execute("ALTER TABLE roll_records DROP COLUMN turning")
