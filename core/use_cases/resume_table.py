"""Go on with a campaign's table that was put aside."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from core.errors import NotFoundError, RuleError
from core.ids import Cause, ChannelId, GuildId, StreamId, UserId
from core.ports.ledger import Ledger, TakenError, decide_once
from core.ports.tables import TableDirectory
from core.tables import seating
from core.tables.books import TABLES
from core.tables.house import House
from core.tables.state import Table


class ResumeTable:
    """Open it again as it was, with an epoch of its own."""

    def __init__(self, ledger: Ledger, directory: TableDirectory, house: House, *, now: Callable[[], datetime]) -> None:
        self._ledger = ledger
        self._directory = directory
        self._house = house
        self._now = now

    async def here(self, guild: GuildId, channel: ChannelId, user: UserId, *, cause: Cause) -> Table:
        """The table of this channel that was put aside last, open again.

        Raises:
            NotFoundError: ``nothing-put-aside``.
            RuleError: ``table-here-already``.
            NotAllowedError: ``not-yours-to-resume``.
        """
        entry = await self._directory.put_aside_in(channel)
        if entry is None or entry.guild != guild:
            raise NotFoundError("nothing-put-aside")
        return await self(entry.stream, user, cause=cause)

    async def __call__(self, stream: StreamId, user: UserId, *, cause: Cause) -> Table:
        """The table, open again.

        Raises:
            RuleError: ``not-put-aside``, or ``table-here-already``: another has been opened in its channel, or has
                its code.
            NotAllowedError: ``not-yours-to-resume``.
        """
        try:
            return await self._resume(stream, user, cause)
        except TakenError:
            table, _ = await self._ledger.read(TABLES, stream)
            other = await self._directory.in_channel(table.channel)
            raise RuleError("table-here-already", code=other.code if other else table.code) from None

    async def _resume(self, stream: StreamId, user: UserId, cause: Cause) -> Table:
        return await decide_once(
            self._ledger,
            TABLES,
            stream,
            lambda table: seating.resume(table, user, self._house),
            actor=user,
            cause=cause,
            now=self._now,
        )
