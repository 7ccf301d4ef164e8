"""Epochs that end by the clock are found quickly, and one whose key is gone ends without a seed."""

from __future__ import annotations

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Index the epochs that run, and let an ended one be without a seed."""
    op.execute("CREATE INDEX epochs_running ON epochs (began_at) WHERE ended_at IS NULL")
    op.execute(
        "ALTER TABLE epochs DROP CONSTRAINT epochs_check, ADD CONSTRAINT sealed_while_running"
        " CHECK (ended_at IS NOT NULL OR seed IS NULL)"
    )


def downgrade() -> None:
    """Epochs without a seed cannot have ended for the old table: they run again, for the next roll to end."""
    op.execute("DROP INDEX epochs_running")
    op.execute("UPDATE epochs SET ended_at = NULL WHERE seed IS NULL")
    op.execute(
        "ALTER TABLE epochs DROP CONSTRAINT sealed_while_running, ADD CONSTRAINT epochs_check"
        " CHECK ((ended_at IS NULL) = (seed IS NULL))"
    )
