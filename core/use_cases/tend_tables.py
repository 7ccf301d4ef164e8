"""Do to tables what time brings: warn, close or put aside where nobody plays, and miss a DM who is away."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from core.errors import UnavailableError
from core.ids import Cause, StreamId
from core.ports.leases import Fence, FenceLostError
from core.ports.ledger import Ledger
from core.ports.tables import TableDirectory
from core.tables import tending
from core.tables.books import TABLES
from core.tables.directory import Shards, shard_of
from core.tables.house import House

AT_ONCE = 100
"""Tables that are looked for with one question."""
PUT_OFF = timedelta(minutes=1)
"""A table that another version of the bot has written to is looked at again after this: an upgrade is over by then."""


class TendTables:
    """Look after the tables whose time has come, on the shards whose leases this process holds.

    Two processes that think so of one shard are told apart by the fence, in the transaction itself.
    """

    def __init__(
        self,
        ledger: Ledger,
        directory: TableDirectory,
        house: House,
        *,
        now: Callable[[], datetime],
        fences: Callable[[], Mapping[int, Fence]],
    ) -> None:
        """Take the doors, and what tells which shards are ours, by their numbers."""
        self._ledger = ledger
        self._directory = directory
        self._house = house
        self._now = now
        self._fences = fences

    async def __call__(self) -> bool:
        """Tend some.

        Returns:
            Whether there may be more.

        Raises:
            UnavailableError: ``database-away``.
        """
        fences = self._fences()
        if not fences:
            return False
        total = next(iter(fences.values())).total
        due = await self._directory.due(self._now(), AT_ONCE, Shards(total, frozenset(fences)))
        for stream, guild in due:
            try:
                await self._tend(stream, fences[shard_of(guild, total)])
            except UnavailableError as error:
                if error.reason != "written-by-another-version":
                    raise
                await self._directory.look_again(stream, self._now() + PUT_OFF, now=self._now())
            except FenceLostError:
                return False
        return len(due) == AT_ONCE

    async def _tend(self, stream: StreamId, fence: Fence) -> None:
        now = self._now()
        async with self._ledger.unit_of_work(fence=fence) as work:
            loaded = await work.load(TABLES, stream, cause := Cause(f"time:{now.isoformat()}"))
            table, drafts = loaded.state, tending.tended(loaded.state, self._house, now)
            if drafts and not loaded.recorded:
                table = (await work.append(TABLES, loaded, drafts, at=now, actor=None, cause=cause)).state
        if not drafts and (later := tending.look_at(table)):
            await self._directory.look_again(stream, later, now=now)
