"""Remember which message shows a table, and find the tables whose card is behind."""

from __future__ import annotations

from core.ids import GuildId, MessageId, StreamId
from core.ports.tables import TableDirectory
from core.tables.directory import Card, TableEntry


class PlaceCard:
    """The bookkeeping of Table cards. Several processes may post at once: the first to be remembered stays."""

    def __init__(self, directory: TableDirectory) -> None:
        self._directory = directory

    async def __call__(self, stream: StreamId, card: Card, *, instead_of: MessageId | None) -> bool:
        """Remember `card`; False when another message has been remembered meanwhile."""
        return await self._directory.place_card(stream, card, instead_of=instead_of)

    async def behind(self, guilds: frozenset[GuildId]) -> list[TableEntry]:
        """The tables of these guilds whose card does not show their last event."""
        return await self._directory.behind(guilds)
