"""Follow a DM out of a guild's voice channels and back: without them their tables wait."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from functools import partial

from core.errors import UnreadableError
from core.ids import Cause, GuildId, StreamId, UserId
from core.ports.ledger import Ledger
from core.ports.tables import TableDirectory
from core.tables.absence import came_back, went_away
from core.tables.books import TABLES
from core.tables.state import Table


class FollowVoice:
    """Hear that somebody came into a guild's voice channels, or left them.

    What is written down is where they are by now, not what was heard: news that overtake each other, or that two
    processes hear, end in the same state. A session's coming or going is one cause for as long as nothing else has
    happened at the table; later, it changes nothing that is so already.
    """

    def __init__(self, ledger: Ledger, directory: TableDirectory, *, now: Callable[[], datetime]) -> None:
        self._ledger = ledger
        self._directory = directory
        self._now = now

    async def __call__(self, guild: GuildId, user: UserId, *, session: str, in_voice: Callable[[], bool]) -> None:
        """See to the tables that they lead there.

        Args:
            guild: Whose voice channels.
            user: Who came or left.
            session: With which connection; Discord's name for it.
            in_voice: Whether they are there now.

        Raises:
            UnavailableError: ``database-away``.
        """
        for table, sequence in await self._open_in(guild):
            if table.dm and table.dm.user == user and in_voice() == (table.absence is not None):
                await self._write(table.stream, user, Cause(f"voice:{session}:{sequence}"), in_voice)

    async def catch_up(self, guild: GuildId, in_voice: Callable[[UserId], bool]) -> None:
        """See who came back while nobody listened: DMs who had left voice and are there.

        Args:
            guild: Whose voice channels.
            in_voice: Whether somebody is there now.

        Raises:
            UnavailableError: ``database-away``.
        """
        for table, sequence in await self._open_in(guild):
            user = table.dm and table.dm.user
            if user and table.absence and table.absence.how == "voice" and in_voice(user):
                await self._write(table.stream, user, Cause(f"voice:found:{sequence}"), partial(in_voice, user))

    async def _open_in(self, guild: GuildId) -> list[tuple[Table, int]]:
        """The open tables there; one that cannot be read is left to who can, and to the next look."""
        tables: list[tuple[Table, int]] = []
        for stream in await self._directory.open_in(guild):
            with suppress(UnreadableError):
                tables.append(await self._ledger.read(TABLES, stream))
        return tables

    async def _write(self, stream: StreamId, user: UserId, cause: Cause, in_voice: Callable[[], bool]) -> None:
        async with self._ledger.unit_of_work() as work:
            loaded = await work.load(TABLES, stream, cause)
            if loaded.recorded:
                return
            table = loaded.state
            drafts = came_back(table, user, "voice") if in_voice() else went_away(table, user, "voice")
            await work.append(TABLES, loaded, drafts, at=self._now(), actor=user, cause=cause)
