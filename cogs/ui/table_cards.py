"""Table cards: a kind of standing cards, kept current by `standing_cards`."""

from __future__ import annotations

from functools import partial

from cogs.ui.standing import Standing
from cogs.ui.table_card import table_card
from core.ids import ChannelId, GuildId, MessageId, StreamId
from core.tables.directory import Card
from core.use_cases.place_card import PlaceCard
from core.use_cases.read_table import ReadTable


class TableCards:
    """The kind: a table as everybody sees it; its first card is the answer to `/table open`."""

    label = "card"
    answered = True
    quiet = False

    def __init__(self, read: ReadTable, place: PlaceCard) -> None:
        self._read = read
        self._place = place

    async def read(self, stream: StreamId) -> Standing:
        """A table and its card."""
        view = await self._read(stream)
        table, entry = view.table, view.entry
        return Standing(
            stream,
            entry.guild,
            entry.channel,
            entry.card,
            table.sequence,
            draw=partial(table_card, table),
            began_at=table.opened_at,
            over_at=table.closed_at,
        )

    async def place(self, stream: StreamId, channel: ChannelId, card: Card, *, instead_of: MessageId | None) -> bool:
        """Remember a card; a table stays in its channel."""
        return await self._place(stream, card, instead_of=instead_of)

    async def behind(self, guilds: frozenset[GuildId]) -> list[StreamId]:
        """The tables of these guilds whose card does not show their last event."""
        return [entry.stream for entry in await self._place.behind(guilds)]
