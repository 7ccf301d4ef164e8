"""Which characters are in a fight: each is in one at a time."""

from __future__ import annotations

from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Those of the fights that are on, as they stand."""
    op.execute("ALTER TABLE fights ADD COLUMN characters text[] COLLATE \"C\" NOT NULL DEFAULT '{}'")
    op.execute("""
        UPDATE fights f SET characters = ARRAY(
            SELECT who.value ->> 'character' FROM json_each(s.snapshot -> 'combatants') who
            WHERE who.value ->> 'character' IS NOT NULL AND who.value ->> 'gone' IS DISTINCT FROM 'true'
        ) FROM ledger_stream s WHERE s.stream = f.stream AND f.is_on
    """)
    op.execute("CREATE INDEX fights_characters ON fights USING gin (characters) WHERE is_on")


def downgrade() -> None:
    """Forget them; the ledger has them."""
    op.execute("ALTER TABLE fights DROP COLUMN characters")
