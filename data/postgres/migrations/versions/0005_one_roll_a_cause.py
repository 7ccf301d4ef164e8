"""A cause rolls once, in whichever stream: a second roll for it is refused where the first one's permalink stands."""

from __future__ import annotations

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Give each permalink its roll's cause; of two rolls that one cause had made, the first keeps it."""
    op.execute('ALTER TABLE roll_permalinks ADD COLUMN cause text COLLATE "C"')
    op.execute("""
        UPDATE roll_permalinks SET cause = first.cause FROM (
            SELECT DISTINCT ON (e.cause) e.cause, e.stream, e.sequence
            FROM ledger_event e JOIN roll_permalinks USING (stream, sequence) ORDER BY e.cause, e.at
        ) AS first WHERE (roll_permalinks.stream, roll_permalinks.sequence) = (first.stream, first.sequence)
    """)
    op.execute("CREATE UNIQUE INDEX roll_permalinks_cause ON roll_permalinks (cause)")


def downgrade() -> None:
    """Forget the causes; the ledger has them."""
    op.execute("ALTER TABLE roll_permalinks DROP COLUMN cause")
