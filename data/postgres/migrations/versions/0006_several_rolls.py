"""Several rolls at once, and the best of three: permalinks can hold both. A sealed row holds no part of either."""

from __future__ import annotations

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_ADVANTAGES = "advantage IN ('none', 'advantage', 'disadvantage', 'elven-accuracy')"


def upgrade() -> None:
    """Make room for the parts of a roll and for one more kind of advantage."""
    op.execute(f"""
        ALTER TABLE roll_permalinks
            ADD COLUMN parts json,
            ADD CONSTRAINT sealed_without_parts CHECK (NOT hidden OR parts IS NULL),
            DROP CONSTRAINT roll_permalinks_advantage_check,
            ADD CONSTRAINT roll_permalinks_advantage_check CHECK ({_ADVANTAGES})
    """)


def downgrade() -> None:
    """Forget the parts; the ledger has them. Rows that the old table cannot hold are left out."""
    op.execute("DELETE FROM roll_permalinks WHERE advantage = 'elven-accuracy'")
    op.execute("""
        ALTER TABLE roll_permalinks
            DROP CONSTRAINT sealed_without_parts,
            DROP COLUMN parts,
            DROP CONSTRAINT roll_permalinks_advantage_check,
            ADD CONSTRAINT roll_permalinks_advantage_check CHECK (advantage IN ('none', 'advantage', 'disadvantage'))
    """)
