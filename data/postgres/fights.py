"""The directory of fights in PostgreSQL: rows that follow the ledger, and the cards that show them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy.ext.asyncio import AsyncEngine

from core.combat.record.directory import FightEntry
from core.combat.record.events import FightBegan
from core.combat.record.state import Fight
from core.ids import ChannelId, GuildId, MessageId, StreamId
from core.ledger.event import Event
from core.tables.directory import Card
from data.postgres.projection import Projection, Statement
from data.postgres.transaction import fetch

_ENTRY: Final = (
    "SELECT f.stream, f.table_stream, f.guild_id, f.channel_id, f.is_on,"
    " f.card_message, f.card_posted_at, f.card_shows, t.dm_channel_id, f.mirror_message,"
    " CASE WHEN f.mirror_channel = t.dm_channel_id THEN f.mirror_posted_at END,"
    " CASE WHEN f.mirror_channel = t.dm_channel_id THEN f.mirror_shows ELSE 0 END"
    ' FROM fights f LEFT JOIN tables t ON t.stream = f.table_stream COLLATE "default"'
)
_AT_TABLE: Final = _ENTRY + " WHERE f.table_stream = $1 AND f.is_on"
_ONE: Final = _ENTRY + " WHERE f.stream = $1"
_WITH: Final = _ENTRY + " WHERE f.is_on AND t.is_open AND f.characters @> ARRAY[$1::text]"
_BEHIND: Final = (
    _ENTRY + " JOIN ledger_stream s ON s.stream = f.stream WHERE f.guild_id = ANY($1::bigint[])"
    " AND (f.is_on AND t.is_open OR s.sequence > f.card_shows"
    " OR f.mirror_message IS NOT NULL AND s.sequence > f.mirror_shows)"
)
_PLACE: Final = (
    "UPDATE fights SET card_message = $2, card_posted_at = $3, card_shows = $4"
    " WHERE stream = $1 AND card_message IS NOT DISTINCT FROM $5 RETURNING 1"
)
_PLACE_MIRROR: Final = (
    "UPDATE fights SET mirror_message = $2, mirror_posted_at = $3, mirror_shows = $4, mirror_channel = $6"
    " WHERE stream = $1 AND mirror_message IS NOT DISTINCT FROM $5 RETURNING 1"
)
_BEGIN: Final = "INSERT INTO fights (stream, table_stream, guild_id, channel_id, is_on) VALUES ($1, $2, $3, $4, true)"
_WHO: Final = "UPDATE fights SET characters = $2 WHERE stream = $1"
_END: Final = "UPDATE fights SET is_on = false WHERE stream = $1"


_COME_OR_GO: Final = frozenset({"joined", "left", "undone"})


def _began(event: Event, state: object) -> Sequence[Statement]:
    fact: FightBegan = event.fact
    return (Statement(_BEGIN, (event.stream, fact.table, fact.guild, fact.channel)),)


def _stepped(event: Event, state: Fight) -> Sequence[Statement]:
    """Who is in it is otherwise only when somebody comes or goes."""
    if event.fact.step not in _COME_OR_GO:
        return ()
    there = sorted(each.character for each in state.present() if each.character)
    return (Statement(_WHO, (event.stream, there)),)


def _ended(event: Event, state: object) -> Sequence[Statement]:
    return (Statement(_END, (event.stream,)),)


PROJECTIONS: Final[Mapping[str, Projection]] = {
    "fight.began": _began,
    "fight.stepped": _stepped,
    "fight.ended": _ended,
}
"""What the ledger writes here as fights begin and end, and characters come and go."""


class PostgresFightDirectory:
    """Finds fights, and remembers their cards."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def at_table(self, table: StreamId) -> FightEntry | None:
        """The fight that is on at a table."""
        return await self._one(_AT_TABLE, table)

    async def entry(self, stream: StreamId) -> FightEntry | None:
        """One fight's line, on or over."""
        return await self._one(_ONE, stream)

    async def with_character(self, character: StreamId) -> FightEntry | None:
        """The fight at an open table that a character is in."""
        return await self._one(_WITH, character)

    async def behind(self, guilds: frozenset[GuildId]) -> list[FightEntry]:
        """The fights of these guilds that go on at open tables, and those whose cards do not show their last event."""
        return [_entry(row) for row in await fetch(self._engine, _BEHIND, list(guilds))]

    async def place_card(self, stream: StreamId, card: Card, *, instead_of: MessageId | None) -> bool:
        """Remember the message that shows a fight, if the one it replaces is still the one remembered."""
        new = (card.message, card.posted_at, card.shows)
        return bool(await fetch(self._engine, _PLACE, stream, *new, instead_of))

    async def place_mirror(
        self, stream: StreamId, channel: ChannelId, card: Card, *, instead_of: MessageId | None
    ) -> bool:
        """Remember the message that shows a fight to those who lead, and the thread that it is in, likewise."""
        new = (card.message, card.posted_at, card.shows)
        return bool(await fetch(self._engine, _PLACE_MIRROR, stream, *new, instead_of, channel))

    async def _one(self, statement: str, key: str) -> FightEntry | None:
        rows = await fetch(self._engine, statement, key)
        return _entry(rows[0]) if rows else None


def _entry(row: Sequence[Any]) -> FightEntry:
    stream, table, guild, channel, is_on, *card, thread, mirror, mirror_at, mirror_shows = row
    return FightEntry(
        StreamId(stream),
        StreamId(table),
        GuildId(guild),
        ChannelId(channel),
        is_on,
        _card(*card),
        ChannelId(thread) if thread else None,
        _card(mirror, mirror_at, mirror_shows),
    )


def _card(message: int | None, posted_at: datetime | None, shows: int) -> Card:
    return Card(MessageId(message) if message else None, posted_at, shows)
