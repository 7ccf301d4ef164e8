"""What becomes of rolls: hidden ones that are revealed, and what a DM rules on any."""

from __future__ import annotations

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_RULINGS = """
CREATE TABLE roll_rulings (
    number  bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    roll_id text        NOT NULL REFERENCES roll_permalinks ON DELETE CASCADE,
    at      timestamptz NOT NULL,
    ruling  text        NOT NULL CHECK (ruling IN ('succeeds', 'fails', 'void')),
    user_id bigint,
    name    text,
    reason  text
)
"""


def upgrade() -> None:
    """Make room; what was sealed is kept by a row only once it is not sealed any more."""
    op.execute("""
        ALTER TABLE roll_permalinks
            ADD COLUMN opened text,
            ADD COLUMN revealed_at timestamptz,
            ADD CONSTRAINT sealed_without_opening CHECK (NOT hidden OR num_nonnulls(opened, revealed_at) = 0)
    """)
    op.execute(_RULINGS)
    op.execute("CREATE INDEX roll_rulings_roll ON roll_rulings (roll_id)")
    op.execute("CREATE INDEX roll_rulings_user ON roll_rulings (user_id)")


def downgrade() -> None:
    """Forget both; the ledger has them. Rolls that were revealed stay so."""
    op.execute("DROP TABLE roll_rulings")
    op.execute(
        "ALTER TABLE roll_permalinks DROP CONSTRAINT sealed_without_opening, DROP COLUMN opened,"
        " DROP COLUMN revealed_at"
    )
