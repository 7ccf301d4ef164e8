"""Permalinks: one row a roll, for its public page. A sealed row cannot hold a result, whoever writes it."""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

# The columns keep the names of the API that reads them; `dice` stands for dice_type, dice_count, modifier and
# individual_results, which cannot hold a formula of several groups.
_TABLE = """
CREATE TABLE roll_permalinks (
    roll_id       text        PRIMARY KEY,
    stream        text        NOT NULL,
    sequence      bigint      NOT NULL,
    user_id       bigint,
    player_name   text,
    room_code     text,
    room_mode     text        CHECK (room_mode IN ('open', 'dm-led')),
    hidden        boolean     NOT NULL,
    dice_formula  text,
    dice          json,
    advantage     text        CHECK (advantage IN ('none', 'advantage', 'disadvantage')),
    total         bigint,
    dc            smallint,
    passed        boolean,
    label         text,
    created_at    timestamptz NOT NULL,
    expires_at    timestamptz NOT NULL,
    CHECK ((room_code IS NULL) = (room_mode IS NULL)),
    CHECK ((dc IS NULL) = (passed IS NULL)),
    CONSTRAINT sealed_or_shown CHECK (
        CASE WHEN hidden
             THEN num_nonnulls(dice_formula, dice, advantage, total, dc, passed, label) = 0
             ELSE num_nulls(dice_formula, dice, advantage, total) = 0
        END
    )
)
"""


def upgrade() -> None:
    """Make the table; its indexes serve clean-up, statistics, the table's history and erasure."""
    op.execute(_TABLE)
    for column in ("expires_at", "created_at", "room_code", "user_id"):
        op.execute(f"CREATE INDEX roll_permalinks_{column} ON roll_permalinks ({column})")


def downgrade() -> None:
    """Drop it; the ledger can write it anew."""
    op.execute("DROP TABLE roll_permalinks")
