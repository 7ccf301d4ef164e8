"""Extensions: vectors, trigrams and phonetics, for search only."""

from __future__ import annotations

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_EXTENSIONS = ("vector", "pg_trgm", "fuzzystrmatch")


def upgrade() -> None:
    """Create what is missing; on a managed server an administrator may have made them already."""
    for name in _EXTENSIONS:
        op.execute(f"CREATE EXTENSION IF NOT EXISTS {name}")


def downgrade() -> None:
    """Leave them: other schemas of the database may use them."""
