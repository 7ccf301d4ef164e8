"""What was asked and not answered yet, in PostgreSQL: rows that live for as long as an answer takes.

An interaction's token lets its holder write in the bot's name for a quarter of an hour, so it is stored sealed, with a
key that only the processes of this house have. Noting does not wait for the disk: only a server that falls within a
fraction of a second forgets one, and then it forgets the note before it forgets anything that was done.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import timedelta
from typing import Any, Final

from sqlalchemy.ext.asyncio import AsyncEngine

from core.ids import Cause, ChannelId, GuildId, UserId
from core.ports.tokens import TokenSeal
from core.tables.asked import Asked
from data.postgres.projection import Statement
from data.postgres.transaction import fetch

_COLUMNS: Final = "cause, application, token, guild_id, channel_id, user_id, locale, at"
_NOTE: Final = (
    f"INSERT INTO asked ({_COLUMNS}) SELECT $1, $2, $3, $4, $5, $6, $7, $8"
    " FROM set_config('synchronous_commit', 'off', true) ON CONFLICT DO NOTHING"
)
_ANSWERED: Final = "DELETE FROM asked WHERE cause = ANY($1::text[])"
_RENEW: Final = "UPDATE asked SET noted_at = now() WHERE cause = ANY($1::text[])"
_OVERDUE: Final = f"""
UPDATE asked SET taken_at = now() WHERE cause = ANY (ARRAY(
    SELECT cause FROM asked
    WHERE NOT kept AND noted_at <= now() - $2::interval AND (taken_at IS NULL OR taken_at <= now() - $3::interval)
    ORDER BY taken_at NULLS FIRST, noted_at LIMIT $1 FOR UPDATE SKIP LOCKED
)) RETURNING {_COLUMNS}
"""
_KEEP: Final = "UPDATE asked SET kept = true WHERE cause = $1"
_WAITING: Final = "SELECT DISTINCT user_id FROM asked WHERE kept"
_KEPT_FOR: Final = f"SELECT {_COLUMNS} FROM asked WHERE user_id = $1 AND kept ORDER BY at"
_FORGET: Final = "DELETE FROM asked WHERE noted_at <= now() - $1::interval"
_ERASE: Final = "DELETE FROM asked WHERE user_id = $1"


def erased(user: UserId) -> Sequence[Statement]:
    """What follows from erasing a person: nothing is owed them any more."""
    return (Statement(_ERASE, (user,)),)


class PostgresAskedBook:
    """What is being answered, in all processes.

    Args:
        engine: The pool.
        seal: Closes tokens, and opens them again.
    """

    def __init__(self, engine: AsyncEngine, seal: TokenSeal) -> None:
        self._engine = engine
        self._seal = seal

    async def note(self, asked: Asked) -> None:
        """Write down that somebody asked; once, however often it is heard."""
        token = self._seal.closed(asked.token, asked.cause)
        where = (asked.guild, asked.channel, asked.user, asked.locale, asked.at)
        await fetch(self._engine, _NOTE, asked.cause, asked.application, token, *where)

    async def answered(self, causes: Collection[Cause]) -> None:
        """Strike out what has been answered."""
        await fetch(self._engine, _ANSWERED, list(causes))

    async def renew(self, causes: Collection[Cause]) -> None:
        """Say that these are still under way."""
        await fetch(self._engine, _RENEW, list(causes))

    async def overdue(self, limit: int, *, after: timedelta, again_after: timedelta) -> list[Asked]:
        """Take what nobody has said to be under way for so long, each for one process at a time.

        What was never taken goes first: what cannot be answered yet, however much that is, keeps nothing waiting.
        """
        return self._read(await fetch(self._engine, _OVERDUE, limit, after, again_after))

    async def keep(self, cause: Cause) -> None:
        """Keep something until whoever asked comes by."""
        await fetch(self._engine, _KEEP, cause)

    async def waiting(self) -> frozenset[UserId]:
        """Those for whom something is kept."""
        return frozenset(UserId(user) for (user,) in await fetch(self._engine, _WAITING))

    async def kept_for(self, user: UserId) -> list[Asked]:
        """What is kept for somebody, the oldest first."""
        return self._read(await fetch(self._engine, _KEPT_FOR, user))

    async def forget(self, older_than: timedelta) -> None:
        """Drop what nobody came for, and what nobody could be told."""
        await fetch(self._engine, _FORGET, older_than)

    def _read(self, rows: Sequence[Sequence[Any]]) -> list[Asked]:
        return [
            Asked(
                Cause(cause),
                application,
                self._seal.opened(token, cause),
                GuildId(guild) if guild else None,
                ChannelId(channel),
                UserId(user),
                locale,
                at,
            )
            for cause, application, token, guild, channel, user, locale, at in rows
        ]
