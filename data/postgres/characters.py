"""The directory of characters in PostgreSQL: rows that follow the ledger, and which character is played where."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final, cast

from sqlalchemy.ext.asyncio import AsyncEngine

from core.characters.directory import CharacterEntry
from core.characters.state import Character
from core.ids import StreamId, UserId
from core.ledger.event import Event
from data.postgres.projection import Projection, Statement
from data.postgres.transaction import fetch

_ENTRY: Final = "SELECT stream, owner_id, name, title, users, deleted_at FROM characters c"
_OF: Final = _ENTRY + " WHERE owner_id = $1 ORDER BY deleted_at NULLS FIRST, lower(name), stream"
_USABLE: Final = _ENTRY + " WHERE users @> ARRAY[$1::bigint] AND deleted_at IS NULL ORDER BY lower(name), stream"
_ONE: Final = _ENTRY + " WHERE stream = $1"
_SEVERAL: Final = _ENTRY + " WHERE stream = ANY($1::text[])"
_USE: Final = """
INSERT INTO characters_used (user_id, place, stream) VALUES ($1, $2, $3)
ON CONFLICT (user_id, place) DO UPDATE SET stream = excluded.stream
"""
_USE_NONE: Final = "DELETE FROM characters_used WHERE user_id = $1 AND place = $2"
_USED: Final = """
SELECT c.stream, c.owner_id, c.name, c.title, c.users, c.deleted_at, asked.user_id
FROM unnest($1::bigint[]) WITH ORDINALITY AS asked (user_id, at) CROSS JOIN LATERAL (
    SELECT found.*, 0 AS only_one, coalesce(array_position($2::text[], used.place::text), 99) AS narrow
    FROM characters_used used JOIN characters found USING (stream)
    WHERE used.user_id = asked.user_id AND used.place = ANY($2::text[])
      AND found.deleted_at IS NULL AND asked.user_id = ANY(found.users)
    UNION ALL
    SELECT found.*, 1, 99 FROM characters found
    WHERE found.owner_id = asked.user_id AND found.deleted_at IS NULL AND NOT EXISTS (
        SELECT FROM characters other
        WHERE other.owner_id = asked.user_id AND other.deleted_at IS NULL AND other.stream <> found.stream
    )
    ORDER BY only_one, narrow LIMIT 1
) c
ORDER BY asked.at
"""
_WRITE: Final = """
INSERT INTO characters (stream, owner_id, users, name, title, deleted_at) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (stream) DO UPDATE SET owner_id = excluded.owner_id, users = excluded.users, name = excluded.name,
    title = excluded.title, deleted_at = excluded.deleted_at
"""
_ERASE: Final = "DELETE FROM characters WHERE owner_id = $1"
_ERASE_DELEGATE: Final = "UPDATE characters SET users = array_remove(users, $1) WHERE users @> ARRAY[$1::bigint]"
_ERASE_USED: Final = "DELETE FROM characters_used WHERE user_id = $1"


def _line(event: Event, state: Character) -> Sequence[Statement]:
    if state.sheet is None:
        return ()
    users = [user for user in (state.owner, *(each.user for each in state.delegates)) if user is not None]
    line = (event.stream, state.owner, users, state.sheet.name, state.sheet.title, state.deleted_at)
    return (Statement(_WRITE, line),)


_NAMED: Final = frozenset({"name", "classes"})
"""What a line shows of a sheet."""


def _changed(event: Event, state: Character) -> Sequence[Statement]:
    """Most changes of a sheet are none of its line."""
    shown = any(change.path[0] in _NAMED for change in event.fact.changes or ())
    return _line(event, state) if shown else ()


PROJECTIONS: Final[Mapping[str, Projection]] = {
    "character.created": _line,
    "character.sheet_changed": _changed,
    "character.delegated": _line,
    "character.taken": _line,
    "character.deleted": _line,
    "character.brought_back": _line,
}
"""What the ledger writes here as characters change."""


def erased(user: UserId) -> Sequence[Statement]:
    """What follows from erasing a person: their characters are found no more, nor do they use any."""
    return (Statement(_ERASE, (user,)), Statement(_ERASE_DELEGATE, (user,)), Statement(_ERASE_USED, (user,)))


class PostgresCharacterDirectory:
    """Finds characters."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def of(self, user: UserId) -> list[CharacterEntry]:
        """A person's own characters by name, those that were deleted last."""
        return [_entry(row) for row in await fetch(self._engine, _OF, user)]

    async def usable_by(self, user: UserId) -> list[CharacterEntry]:
        """The characters that a person owns or was given to use, by name, those that were deleted left out."""
        return [_entry(row) for row in await fetch(self._engine, _USABLE, user)]

    async def entry(self, stream: StreamId) -> CharacterEntry | None:
        """One character's line."""
        rows = await fetch(self._engine, _ONE, stream)
        return _entry(rows[0]) if rows else None

    async def several(self, streams: Sequence[StreamId]) -> list[CharacterEntry]:
        """Several characters' lines, those that were deleted among them, in no order."""
        return [_entry(row) for row in await fetch(self._engine, _SEVERAL, list(streams))] if streams else []

    async def use(self, user: UserId, key: str, stream: StreamId | None) -> None:
        """Remember which character somebody plays in a place; None: none in particular."""
        if stream is None:
            await fetch(self._engine, _USE_NONE, user, key)
        else:
            await fetch(self._engine, _USE, user, key, stream)

    async def used(self, user: UserId, keys: Sequence[str]) -> CharacterEntry | None:
        """The character that somebody plays."""
        return (await self.used_by_all([user], keys)).get(user)

    async def used_by_all(self, users: Sequence[UserId], keys: Sequence[str]) -> dict[UserId, CharacterEntry]:
        """The characters that several people play, in the order of the people."""
        found = await fetch(self._engine, _USED, list(users), list(keys))
        return {UserId(user): _entry(row) for *row, user in found}


def _entry(row: Sequence[Any]) -> CharacterEntry:
    stream, owner, name, title, users, deleted_at = row
    whose, deleted = (UserId(owner) if owner else None), cast("datetime | None", deleted_at)
    return CharacterEntry(StreamId(stream), whose, name, title, tuple(map(UserId, users)), deleted)
