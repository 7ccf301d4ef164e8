"""Drafts in PostgreSQL: a row each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from pydantic import TypeAdapter
from sqlalchemy.ext.asyncio import AsyncEngine

from core.characters.drafts import Draft
from core.ids import Cause, UserId
from data.postgres.outages import outages
from data.postgres.projection import Statement
from data.postgres.transaction import Transaction, fetch

KEPT_DAYS: Final = 60
"""A draft that nobody goes on with for so long is thrown away when its person begins another."""
_FORGET: Final = f"DELETE FROM character_drafts WHERE user_id = $1 AND at < now() - interval '{KEPT_DAYS} days'"
_BEGIN: Final = """
INSERT INTO character_drafts (user_id, subject, id, draft) VALUES ($1, $2, $3, $4::jsonb)
ON CONFLICT (user_id, subject) DO UPDATE SET subject = excluded.subject RETURNING draft::text
"""
_FIND: Final = "SELECT draft::text FROM character_drafts WHERE user_id = $1 AND id = $2"
_LOCK: Final = _FIND + " FOR UPDATE"
_CHANGE: Final = "UPDATE character_drafts SET draft = $3::jsonb, at = now() WHERE user_id = $1 AND id = $2"
_DROP: Final = "DELETE FROM character_drafts WHERE user_id = $1 AND id = $2"
_ERASE: Final = "DELETE FROM character_drafts WHERE user_id = $1"
_DRAFT: Final = TypeAdapter(Draft)


def erased(user: UserId) -> Sequence[Statement]:
    """What follows from erasing a person: their drafts are gone."""
    return (Statement(_ERASE, (user,)),)


class PostgresDrafts:
    """Keeps drafts."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def begin(self, draft: Draft) -> Draft:
        """Keep a draft unless its person has one of that subject already; the one that is kept then."""
        await fetch(self._engine, _FORGET, draft.user)
        told = _DRAFT.dump_json(draft).decode()
        ((kept,),) = await fetch(self._engine, _BEGIN, draft.user, draft.subject, draft.id, told)
        return _DRAFT.validate_json(kept)

    async def find(self, user: UserId, key: Cause) -> Draft | None:
        """A person's draft."""
        rows = await fetch(self._engine, _FIND, user, key)
        return _DRAFT.validate_json(rows[0][0]) if rows else None

    async def change(self, user: UserId, key: Cause, change: Callable[[Draft], Draft]) -> Draft | None:
        """Change a draft, one after the other; what it is then, or None where there is none."""
        async with Transaction(self._engine) as connection:
            with outages():
                rows = await connection.fetch(_LOCK, user, key)
            if not rows:
                return None
            draft = change(_DRAFT.validate_json(rows[0][0]))
            with outages():
                await connection.execute(_CHANGE, user, key, _DRAFT.dump_json(draft).decode())
        return draft

    async def drop(self, user: UserId, key: Cause) -> None:
        """Throw a draft away, or forget it once it is made."""
        await fetch(self._engine, _DROP, user, key)
