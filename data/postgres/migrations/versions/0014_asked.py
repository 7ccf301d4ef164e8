"""What was asked and not answered yet."""

from __future__ import annotations

from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

_ASKED = """
CREATE TABLE asked (
    cause       text        COLLATE "C" PRIMARY KEY,
    application bigint      NOT NULL,
    token       bytea       NOT NULL,
    guild_id    bigint,
    channel_id  bigint      NOT NULL,
    user_id     bigint      NOT NULL,
    locale      text        NOT NULL,
    at          timestamptz NOT NULL,
    noted_at    timestamptz NOT NULL DEFAULT now(),
    taken_at    timestamptz,
    kept        boolean     NOT NULL DEFAULT false
)
"""


def upgrade() -> None:
    """Nothing that was asked before is known: whoever died over it took it along."""
    op.execute(_ASKED)
    op.execute("CREATE INDEX asked_kept ON asked (user_id) WHERE kept")


def downgrade() -> None:
    """Forget what is owed."""
    op.execute("DROP TABLE asked")
