"""Do to tables what time brings: warn, close or put aside where nobody plays, and miss a DM who is away."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from core.errors import UnreadableError
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
        lost: Callable[[Fence], None],
    ) -> None:
        """Take the doors, what tells which shards are ours, by their numbers, and what to tell of one that is not."""
        self._ledger = ledger
        self._directory = directory
        self._house = house
        self._now = now
        self._fences = fences
        self._lost = lost

    async def __call__(self) -> bool:
        """Tend some; a shard whose fence turns out to be lost is left to whoever has it, and the others go on.

        Returns:
            Whether there may be more.

        Raises:
            UnavailableError: ``database-away``.
        """
        fences = dict(self._fences())
        while fences:
            held = len(fences)
            due = await self._tend_due(fences)
            if len(fences) == held:
                return due == AT_ONCE
        return False

    async def _tend_due(self, fences: dict[int, Fence]) -> int:
        """Tend what is due on these shards, as far as one question finds it, and say how much that was.

        Whose fence is lost is taken out of them. Then it is best to ask again: its tables, which stay due here, may
        have been all that was found.
        """
        total = next(iter(fences.values())).total
        due = await self._directory.due(self._now(), AT_ONCE, Shards(total, frozenset(fences)))
        for stream, guild in due:
            if fence := fences.get(shard_of(guild, total)):
                try:
                    await self._tend(stream, fence)
                except FenceLostError:
                    del fences[fence.shard]
                    self._lost(fence)
                except UnreadableError:
                    await self._directory.look_again(stream, self._now() + PUT_OFF, now=self._now())
        return len(due)

    async def _tend(self, stream: StreamId, fence: Fence) -> None:
        now = self._now()
        async with self._ledger.unit_of_work(fence=fence) as work:
            loaded = await work.load(TABLES, stream, cause := Cause(f"time:{now.isoformat()}"))
            table, drafts = loaded.state, tending.tended(loaded.state, self._house, now)
            if drafts and not loaded.recorded:
                table = (await work.append(TABLES, loaded, drafts, at=now, actor=None, cause=cause)).state
        if not drafts and (later := tending.look_at(table)):
            await self._directory.look_again(stream, later, now=now)
