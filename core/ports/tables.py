"""The door to the directory of tables: which table is where, and which message shows it."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from core.ids import ChannelId, GuildId, MessageId, StreamId, TableCode
from core.tables.directory import Card, Shards, TableEntry


class TableDirectory(Protocol):
    """Finds tables. Its rows follow the ledger, in the same transaction; the cards are its own."""

    async def in_channel(self, channel: ChannelId) -> TableEntry | None:
        """The open table of a channel, or of the private thread of those who lead it."""
        ...

    async def is_dm_thread(self, channel: ChannelId) -> bool:
        """Whether this is the private thread of those who lead a table, or once led it."""
        ...

    async def by_code(self, code: TableCode) -> TableEntry | None:
        """The open table with this code, in whichever guild."""
        ...

    async def entry(self, stream: StreamId) -> TableEntry | None:
        """One table's line, open or closed."""
        ...

    async def open_in(self, guild: GuildId) -> list[StreamId]:
        """The open tables of a guild."""
        ...

    async def behind(self, guilds: frozenset[GuildId]) -> list[TableEntry]:
        """The tables of these guilds whose card does not show their last event."""
        ...

    async def place_card(self, stream: StreamId, card: Card, *, instead_of: MessageId | None) -> bool:
        """Remember the message that shows a table, if the one it replaces is still the one remembered.

        Returns:
            False when another process was first: then that one's message stays.
        """
        ...

    async def put_aside_in(self, channel: ChannelId) -> TableEntry | None:
        """The table of a channel, or of its leaders' private thread, that was put aside last and not resumed."""
        ...

    async def due(self, now: datetime, limit: int, shards: Shards) -> list[tuple[StreamId, GuildId]]:
        """Open tables in the guilds of these shards that time may have changed by now, the longest due first."""
        ...

    async def look_again(self, stream: StreamId, at: datetime, *, now: datetime) -> None:
        """Remember when time may next change a table that was due now, and was looked at in vain.

        What somebody does to it meanwhile may have brought that nearer: a table that is due no more is left alone.
        """
        ...

    async def count_open(self) -> int:
        """How many tables are open, in all guilds."""
        ...
