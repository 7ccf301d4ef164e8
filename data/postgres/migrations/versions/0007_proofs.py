"""Rolls that prove themselves: the house's keys, epochs with what players added to them, each roll's signature."""

from __future__ import annotations

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

# The master key stands here only where no SECRET_KEY is set; who can read this table can foretell dice.
_MASTER = """
CREATE TABLE house_master (
    only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
    secret   bytea   NOT NULL CHECK (length(secret) = 32)
)
"""
_SIGNING = """
CREATE TABLE signing_keys (
    number     integer     PRIMARY KEY,
    public_key bytea       NOT NULL UNIQUE CHECK (length(public_key) = 32),
    since      timestamptz NOT NULL,
    until      timestamptz CHECK (until >= since)
)
"""
_EPOCHS = """
CREATE TABLE epochs (
    epoch_id   text        PRIMARY KEY,
    stream     text        NOT NULL,
    began_at   timestamptz NOT NULL,
    ended_at   timestamptz,
    seed       text,
    CHECK ((ended_at IS NULL) = (seed IS NULL))
)
"""
_ENTROPY = """
CREATE TABLE epoch_entropy (
    epoch_id text   NOT NULL REFERENCES epochs ON DELETE CASCADE,
    sequence bigint NOT NULL,
    digest   text   NOT NULL,
    text     text,
    user_id  bigint,
    PRIMARY KEY (epoch_id, sequence)
)
"""


def upgrade() -> None:
    """Make the tables, and room for a proof beside each roll; a sealed row's proof says nothing of its result."""
    for table in (_MASTER, _SIGNING, _EPOCHS, _ENTROPY):
        op.execute(table)
    op.execute("CREATE INDEX epoch_entropy_user ON epoch_entropy (user_id)")
    op.execute("ALTER TABLE roll_permalinks ADD COLUMN proof json, ADD COLUMN epoch_id text")


def downgrade() -> None:
    """Forget them; the ledger has epochs and proofs, but a master key that stood here is lost."""
    op.execute("ALTER TABLE roll_permalinks DROP COLUMN proof, DROP COLUMN epoch_id")
    for table in ("epoch_entropy", "epochs", "signing_keys", "house_master"):
        op.execute(f"DROP TABLE {table}")
