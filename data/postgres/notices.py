"""What is still to be said in channels, in PostgreSQL: a row with the event that it tells of, gone once it is said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Final

from sqlalchemy.ext.asyncio import AsyncEngine

from core.ids import ChannelId, GuildId, StreamId
from core.ledger.event import Event
from core.tables.events import TableClosed
from core.tables.notices import Notice
from core.tables.presence import DmReturned
from core.tables.state import Table
from data.postgres.projection import Projection, Statement
from data.postgres.transaction import fetch

_INSERT: Final = "INSERT INTO notices (stream, sequence, guild_id, channel_id) VALUES ($1, $2, $3, $4)"
_TAKE: Final = """
UPDATE notices SET due_at = now() + $2, tries = tries + 1
WHERE number IN (
    SELECT number FROM notices n
    WHERE due_at <= now() AND NOT EXISTS (
        SELECT FROM notices before WHERE before.channel_id = n.channel_id AND before.number < n.number
    )
    ORDER BY number LIMIT $1 FOR UPDATE SKIP LOCKED
)
RETURNING number, stream, sequence, guild_id, channel_id, tries
"""
_DONE: Final = "DELETE FROM notices WHERE number = $1"


def _noticed(event: Event, state: Table) -> Sequence[Statement]:
    return (Statement(_INSERT, (event.stream, event.sequence, state.guild, state.channel)),)


def _closed(event: Event, state: Table) -> Sequence[Statement]:
    """Who closes a table says so; what time has closed, the bot says."""
    fact: TableClosed = event.fact
    return () if fact.reason == "closed" else _noticed(event, state)


def _returned(event: Event, state: Table) -> Sequence[Statement]:
    """Who says that they are back has said so; of who is merely there again, the bot says it if they were missed."""
    fact: DmReturned = event.fact
    return _noticed(event, state) if fact.missed and fact.how != "word" else ()


PROJECTIONS: Final[Mapping[str, Projection]] = {
    "table.expiry_warned": _noticed,
    "table.closed": _closed,
    "table.dm_reported": _noticed,
    "table.dm_missed": _noticed,
    "table.stood_in": _noticed,
    "table.dm_returned": _returned,
}
"""What is said of what time brings, and of who leads."""


class PostgresNoticeBoard:
    """Hands out notices, each to one process at a time."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def take(self, limit: int, *, again_after: timedelta) -> list[Notice]:
        """Take what is due, of each channel the oldest alone."""
        return [
            Notice(number, StreamId(stream), sequence, GuildId(guild), ChannelId(channel), tries)
            for number, stream, sequence, guild, channel, tries in await fetch(self._engine, _TAKE, limit, again_after)
        ]

    async def done(self, notice: Notice) -> None:
        """Take a notice off the board."""
        await fetch(self._engine, _DONE, notice.number)
