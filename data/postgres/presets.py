"""Presets in PostgreSQL: a few rows a person."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sqlalchemy.ext.asyncio import AsyncEngine

from core.ids import UserId
from core.tables.presets import Preset
from data.postgres.outages import outages
from data.postgres.projection import Statement
from data.postgres.transaction import Transaction, fetch

_OF: Final = "SELECT name, line FROM presets WHERE user_id = $1 ORDER BY key"
_FIND: Final = "SELECT name, line FROM presets WHERE user_id = $1 AND key = $2"
_DELETE: Final = "DELETE FROM presets WHERE user_id = $1 AND key = $2 RETURNING name, line"
# One person's saves stand in line, or two at once could both be the last that fits.
_IN_LINE: Final = "SELECT pg_advisory_xact_lock(hashtextextended('presets', $1))"
_SAVE: Final = """
INSERT INTO presets (user_id, key, name, line)
SELECT $1, $2, $3, $4
WHERE (SELECT count(*) FROM presets WHERE user_id = $1 AND key <> $2) < $5
ON CONFLICT (user_id, key) DO UPDATE SET name = excluded.name, line = excluded.line
"""
_ERASE: Final = "DELETE FROM presets WHERE user_id = $1"


def erased(user: UserId) -> Sequence[Statement]:
    """What follows from erasing a person: their presets are gone."""
    return (Statement(_ERASE, (user,)),)


class PostgresPresets:
    """Keeps presets."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def save(self, user: UserId, preset: Preset, *, most: int) -> bool:
        """Keep a preset; one of the same name is replaced. False, with nothing kept, when it is one too many."""
        async with Transaction(self._engine) as connection:
            with outages():
                await connection.fetch(_IN_LINE, user)
                done = await connection.execute(_SAVE, user, preset.key, preset.name, preset.line, most)
        return done == "INSERT 0 1"

    async def of(self, user: UserId) -> tuple[Preset, ...]:
        """A person's presets, by name."""
        return tuple([Preset(name, line) for name, line in await fetch(self._engine, _OF, user)])

    async def find(self, user: UserId, key: str) -> Preset | None:
        """The preset with this key."""
        rows = await fetch(self._engine, _FIND, user, key)
        return Preset(*rows[0]) if rows else None

    async def delete(self, user: UserId, key: str) -> Preset | None:
        """Forget a preset; what it was, or None when there was none."""
        rows = await fetch(self._engine, _DELETE, user, key)
        return Preset(*rows[0]) if rows else None
