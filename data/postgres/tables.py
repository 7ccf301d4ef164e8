"""The directory of tables in PostgreSQL: rows that follow the ledger, and the cards that show them.

Finding a channel's table stands on the way of every roll, so it goes straight to the driver, as the ledger does.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy.ext.asyncio import AsyncEngine

from core.ids import ChannelId, GuildId, MessageId, StreamId, TableCode
from core.ledger.event import Event
from core.tables.directory import Card, Shards, TableEntry
from core.tables.dm_thread import DmThreadMade
from core.tables.events import TableClosed, TableOpened
from core.tables.state import Table
from core.tables.tending import look_at
from data.postgres.projection import Projection, Statement
from data.postgres.transaction import fetch

_ENTRY: Final = (
    "SELECT t.stream, t.code, t.guild_id, t.channel_id, t.is_open, t.card_message, t.card_posted_at, t.card_shows"
    " FROM tables t"
)
_IN_CHANNEL: Final = _ENTRY + " WHERE (t.channel_id = $1 OR t.dm_channel_id = $1) AND t.is_open"
_BY_CODE: Final = _ENTRY + " WHERE t.code = $1 AND t.is_open"
_BY_STREAM: Final = _ENTRY + " WHERE t.stream = $1"
_OPEN_IN: Final = "SELECT stream FROM tables WHERE guild_id = $1 AND is_open ORDER BY stream"
_BEHIND: Final = (
    _ENTRY + " JOIN ledger_stream s USING (stream) WHERE t.guild_id = ANY($1::bigint[]) AND s.sequence > t.card_shows"
)
_PLACE: Final = (
    "UPDATE tables SET card_message = $2, card_posted_at = $3, card_shows = $4"
    " WHERE stream = $1 AND card_message IS NOT DISTINCT FROM $5 RETURNING 1"
)
_PUT_ASIDE: Final = (
    _ENTRY + " WHERE (t.channel_id = $1 OR t.dm_channel_id = $1) AND t.put_aside ORDER BY t.look_at DESC LIMIT 1"
)
_IS_DM_THREAD: Final = "SELECT FROM tables WHERE dm_channel_id = $1"
_DUE: Final = (
    "SELECT stream, guild_id FROM tables WHERE is_open AND look_at <= $1 AND (guild_id >> 22) % $3 = ANY($4::bigint[])"
    " ORDER BY look_at LIMIT $2"
)
_LOOK: Final = "UPDATE tables SET look_at = $2 WHERE stream = $1"
_LOOK_AGAIN: Final = "UPDATE tables SET look_at = $2 WHERE stream = $1 AND look_at <= $3"
_COUNT: Final = "SELECT count(*) FROM tables WHERE is_open"


def _opened(event: Event, state: Table) -> Sequence[Statement]:
    fact: TableOpened = event.fact
    return (
        Statement(
            "INSERT INTO tables (stream, code, guild_id, channel_id, is_open, look_at)"
            " VALUES ($1, $2, $3, $4, true, $5)",
            (event.stream, fact.code, fact.guild, fact.channel, look_at(state)),
        ),
    )


def _closed(event: Event, state: object) -> Sequence[Statement]:
    fact: TableClosed = event.fact
    close = "UPDATE tables SET is_open = false, put_aside = $2, look_at = $3 WHERE stream = $1"
    return (Statement(close, (event.stream, fact.reason == "put-aside", event.at)),)


def _resumed(event: Event, state: Table) -> Sequence[Statement]:
    resume = "UPDATE tables SET is_open = true, put_aside = false, look_at = $2 WHERE stream = $1"
    return (Statement(resume, (event.stream, look_at(state))),)


def _paired(event: Event, state: object) -> Sequence[Statement]:
    fact: DmThreadMade = event.fact
    return (Statement("UPDATE tables SET dm_channel_id = $2 WHERE stream = $1", (event.stream, fact.channel)),)


def _sooner(event: Event, state: Table) -> Sequence[Statement]:
    """Time may change the table sooner than it seemed; when somebody acts, it is later, and found out at its time."""
    return (Statement(_LOOK, (event.stream, look_at(state))),)


def _seated(event: Event, state: Table) -> Sequence[Statement]:
    """Where a DM is away, there is one more to choose from."""
    return _sooner(event, state) if state.absence else ()


PROJECTIONS: Mapping[str, Projection] = {
    "table.opened": _opened,
    "table.closed": _closed,
    "table.resumed": _resumed,
    "table.dm_thread_made": _paired,
    "table.expiry_warned": _sooner,
    "table.promoted": _sooner,
    "table.settings_changed": _sooner,
    "table.dm_left": _sooner,
    "table.dm_reported": _sooner,
    "table.dm_asked": _sooner,
    "table.dm_missed": _sooner,
    "table.seat_taken": _seated,
    "table.seat_left": _sooner,
    "table.seat_kicked": _sooner,
}
"""What the ledger writes here as tables open and close, and as time goes by."""


class PostgresTableDirectory:
    """Finds tables, and remembers their cards."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def in_channel(self, channel: ChannelId) -> TableEntry | None:
        """The open table of a channel, or of the private thread of those who lead it."""
        return await self._one(_IN_CHANNEL, channel)

    async def is_dm_thread(self, channel: ChannelId) -> bool:
        """Whether this is the private thread of those who lead a table, or once led it."""
        return bool(await fetch(self._engine, _IS_DM_THREAD, channel))

    async def by_code(self, code: TableCode) -> TableEntry | None:
        """The open table with this code, in whichever guild."""
        return await self._one(_BY_CODE, code)

    async def entry(self, stream: StreamId) -> TableEntry | None:
        """One table's line, open or closed."""
        return await self._one(_BY_STREAM, stream)

    async def open_in(self, guild: GuildId) -> list[StreamId]:
        """The open tables of a guild."""
        return [StreamId(stream) for (stream,) in await fetch(self._engine, _OPEN_IN, guild)]

    async def behind(self, guilds: frozenset[GuildId]) -> list[TableEntry]:
        """The tables of these guilds whose card does not show their last event."""
        return [_entry(row) for row in await fetch(self._engine, _BEHIND, list(guilds))]

    async def place_card(self, stream: StreamId, card: Card, *, instead_of: MessageId | None) -> bool:
        """Remember the message that shows a table, if the one it replaces is still the one remembered."""
        new = (card.message, card.posted_at, card.shows)
        return bool(await fetch(self._engine, _PLACE, stream, *new, instead_of))

    async def put_aside_in(self, channel: ChannelId) -> TableEntry | None:
        """The table of a channel, or of its leaders' private thread, that was put aside last and not resumed."""
        return await self._one(_PUT_ASIDE, channel)

    async def due(self, now: datetime, limit: int, shards: Shards) -> list[tuple[StreamId, GuildId]]:
        """Open tables in the guilds of these shards that time may have changed by now, the longest due first."""
        rows = await fetch(self._engine, _DUE, now, limit, shards.total, list(shards.numbers))
        return [(StreamId(stream), GuildId(guild)) for stream, guild in rows]

    async def look_again(self, stream: StreamId, at: datetime, *, now: datetime) -> None:
        """Remember when time may next change a table, unless somebody has done something to it meanwhile."""
        await fetch(self._engine, _LOOK_AGAIN, stream, at, now)

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
