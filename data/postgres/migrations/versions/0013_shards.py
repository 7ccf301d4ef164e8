"""Who holds which shard, and when the next of them may identify, should Valkey not be there to tell."""

from __future__ import annotations

from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

_LEASES = """
CREATE TABLE shard_leases (
    total      integer     NOT NULL CHECK (total > 0),
    shard_id   integer     NOT NULL CHECK (shard_id >= 0 AND shard_id < total),
    owner      text,
    fence      bigint      NOT NULL DEFAULT 0,
    expires_at timestamptz NOT NULL DEFAULT '-infinity',
    PRIMARY KEY (total, shard_id)
)
"""
_GATES = """
CREATE TABLE identify_gates (
    gate     text        PRIMARY KEY,
    opens_at timestamptz NOT NULL
)
"""


def upgrade() -> None:
    """Make room."""
    op.execute(_LEASES)
    op.execute(_GATES)


def downgrade() -> None:
    """Forget both: they are about running processes, and of no use to the next."""
    op.execute("DROP TABLE identify_gates")
    op.execute("DROP TABLE shard_leases")
