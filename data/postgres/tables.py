"""The directory of tables in PostgreSQL: rows that follow the ledger, and the cards that show them.

Finding a channel's table stands on the way of every roll, so it goes straight to the driver, as the ledger does.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from sqlalchemy.ext.asyncio import AsyncEngine

from core.ids import ChannelId, GuildId, MessageId, StreamId, TableCode
from core.ledger.event import Event
from core.tables.directory import Card, TableEntry
from core.tables.events import TableOpened
from data.postgres.outages import outages
from data.postgres.projection import Projection, Statement
from data.postgres.transaction import Transaction, fetch

_ENTRY: Final = (
    "SELECT t.stream, t.code, t.guild_id, t.channel_id, t.is_open, t.card_message, t.card_posted_at, t.card_shows"
    " FROM tables t"
)
_IN_CHANNEL: Final = _ENTRY + " WHERE t.channel_id = $1 AND t.is_open"
_BY_CODE: Final = _ENTRY + " WHERE t.code = $1 AND t.is_open"
_BY_STREAM: Final = _ENTRY + " WHERE t.stream = $1"
_BEHIND: Final = (
    _ENTRY + " JOIN ledger_stream s USING (stream) WHERE t.guild_id = ANY($1::bigint[]) AND s.sequence > t.card_shows"
)
_PLACE: Final = (
    "UPDATE tables SET card_message = $2, card_posted_at = $3, card_shows = $4"
    " WHERE stream = $1 AND card_message IS NOT DISTINCT FROM $5"
)
_COUNT: Final = "SELECT count(*) FROM tables WHERE is_open"


def _opened(event: Event, state: object) -> Sequence[Statement]:
    fact: TableOpened = event.fact
    return (
        Statement(
            "INSERT INTO tables (stream, code, guild_id, channel_id, is_open) VALUES ($1, $2, $3, $4, true)",
            (event.stream, fact.code, fact.guild, fact.channel),
        ),
    )


def _closed(event: Event, state: object) -> Sequence[Statement]:
    return (Statement("UPDATE tables SET is_open = false WHERE stream = $1", (event.stream,)),)


PROJECTIONS: Mapping[str, Projection] = {"table.opened": _opened, "table.closed": _closed}
"""What the ledger writes here as tables open and close."""


class PostgresTableDirectory:
    """Finds tables, and remembers their cards."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def in_channel(self, channel: ChannelId) -> TableEntry | None:
        """The open table of a channel."""
        return await self._one(_IN_CHANNEL, channel)

    async def by_code(self, code: TableCode) -> TableEntry | None:
        """The open table with this code, in whichever guild."""
        return await self._one(_BY_CODE, code)

    async def entry(self, stream: StreamId) -> TableEntry | None:
        """One table's line, open or closed."""
        return await self._one(_BY_STREAM, stream)

    async def behind(self, guilds: frozenset[GuildId]) -> list[TableEntry]:
        """The tables of these guilds whose card does not show their last event."""
        return [_entry(row) for row in await fetch(self._engine, _BEHIND, list(guilds))]

    async def place_card(self, stream: StreamId, card: Card, *, instead_of: MessageId | None) -> bool:
        """Remember the message that shows a table, if the one it replaces is still the one remembered."""
        async with Transaction(self._engine) as connection:
            with outages():
                done = await connection.execute(_PLACE, stream, card.message, card.posted_at, card.shows, instead_of)
        return done == "UPDATE 1"

    async def count_open(self) -> int:
        """How many tables are open, in all guilds."""
        return int((await fetch(self._engine, _COUNT))[0][0])

    async def _one(self, statement: str, key: int | str) -> TableEntry | None:
        rows = await fetch(self._engine, statement, key)
        return _entry(rows[0]) if rows else None


def _entry(row: Sequence[Any]) -> TableEntry:
    stream, code, guild, channel, is_open, message, posted_at, shows = row
    return TableEntry(
        stream=StreamId(stream),
        code=TableCode(code),
        guild=GuildId(guild),
        channel=ChannelId(channel),
        is_open=is_open,
        card=Card(MessageId(message) if message else None, posted_at, shows),
    )
