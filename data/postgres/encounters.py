"""Encounters in PostgreSQL: a few rows for each DM in each server."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from pydantic import TypeAdapter
from sqlalchemy.ext.asyncio import AsyncEngine

from core.combat.planning.groups import Group
from core.combat.planning.saved import Encounter
from core.ids import GuildId, UserId
from core.rules.edition import Edition
from data.postgres.outages import outages
from data.postgres.projection import Statement
from data.postgres.transaction import Transaction, fetch

_OF: Final = """
SELECT name, edition, monsters::text FROM encounters WHERE guild_id = $1 AND user_id = $2 ORDER BY key
"""
_FIND: Final = """
SELECT name, edition, monsters::text FROM encounters WHERE guild_id = $1 AND user_id = $2 AND key = $3
"""
_DELETE: Final = """
DELETE FROM encounters WHERE guild_id = $1 AND user_id = $2 AND key = $3 RETURNING name, edition, monsters::text
"""
# One person's saves stand in line, or two at once could both be the last that fits.
_IN_LINE: Final = "SELECT pg_advisory_xact_lock(hashtextextended('encounters', $1))"
_SAVE: Final = """
INSERT INTO encounters (guild_id, user_id, key, name, edition, monsters)
SELECT $1, $2, $3, $4, $5, $6::jsonb
WHERE (SELECT count(*) FROM encounters WHERE guild_id = $1 AND user_id = $2 AND key <> $3) < $7
ON CONFLICT (guild_id, user_id, key)
DO UPDATE SET name = excluded.name, edition = excluded.edition, monsters = excluded.monsters
"""
_ERASE: Final = "DELETE FROM encounters WHERE user_id = $1"
_GROUPS: Final = TypeAdapter(tuple[Group, ...])


def erased(user: UserId) -> Sequence[Statement]:
    """What follows from erasing a person: their encounters are gone."""
    return (Statement(_ERASE, (user,)),)


class PostgresEncounters:
    """Keeps encounters."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def save(self, guild: GuildId, user: UserId, encounter: Encounter, *, most: int) -> bool:
        """Keep an encounter; one of the same name is replaced. False, with nothing kept, when it is one too many."""
        told = _GROUPS.dump_json(encounter.groups).decode()
        row = (guild, user, encounter.key, encounter.name, encounter.edition.value, told, most)
        async with Transaction(self._engine) as connection:
            with outages():
                await connection.fetch(_IN_LINE, user)
                done = await connection.execute(_SAVE, *row)
        return done == "INSERT 0 1"

    async def of(self, guild: GuildId, user: UserId) -> tuple[Encounter, ...]:
        """A person's encounters in a server, by name."""
        return tuple([_encounter(*row) for row in await fetch(self._engine, _OF, guild, user)])

    async def find(self, guild: GuildId, user: UserId, key: str) -> Encounter | None:
        """The encounter with this key."""
        rows = await fetch(self._engine, _FIND, guild, user, key)
        return _encounter(*rows[0]) if rows else None

    async def delete(self, guild: GuildId, user: UserId, key: str) -> Encounter | None:
        """Forget an encounter; what it was, or None when there was none."""
        rows = await fetch(self._engine, _DELETE, guild, user, key)
        return _encounter(*rows[0]) if rows else None


def _encounter(name: str, edition: str, monsters: str) -> Encounter:
    return Encounter(name, Edition(edition), _GROUPS.validate_json(monsters))
