"""The door to the directory of fights."""

from __future__ import annotations

from typing import Protocol

from core.combat.record.directory import FightEntry
from core.ids import ChannelId, GuildId, MessageId, StreamId
from core.tables.directory import Card


class FightDirectory(Protocol):
    """Finds fights. Its lines follow the ledger, in the same transaction; the trackers are its own.

    Every method may raise `UnavailableError`: ``database-away``.
    """

    async def at_table(self, table: StreamId) -> FightEntry | None:
        """The fight that is on at a table."""
        ...

    async def entry(self, stream: StreamId) -> FightEntry | None:
        """One fight's line, on or over."""
        ...

    async def with_character(self, character: StreamId) -> FightEntry | None:
        """The fight at an open table that a character is in."""
        ...

    async def behind(self, guilds: frozenset[GuildId]) -> list[FightEntry]:
        """The fights of these guilds that go on at open tables, and those whose cards do not show their last event."""
        ...

    async def place_card(self, stream: StreamId, card: Card, *, instead_of: MessageId | None) -> bool:
        """Remember the message that shows a fight, if the one it replaces is still the one remembered.

        Returns:
            False when another process was first: then that one's message stays.
        """
        ...

    async def place_mirror(
        self, stream: StreamId, channel: ChannelId, card: Card, *, instead_of: MessageId | None
    ) -> bool:
        """Remember the message that shows a fight to those who lead, and the thread that it is in, likewise."""
        ...
