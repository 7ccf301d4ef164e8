"""Do to tables what time brings: warn where nobody plays, and close or put aside what was warned of."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from core.ids import Cause, StreamId
from core.ports.ledger import Ledger
from core.ports.tables import TableDirectory
from core.tables import expiry
from core.tables.books import TABLES
from core.tables.house import House

AT_ONCE = 100
"""Tables that are looked for with one question."""


class TendTables:
    """Look after the tables whose time has come; several processes may do so at once."""

    def __init__(self, ledger: Ledger, directory: TableDirectory, house: House, *, now: Callable[[], datetime]) -> None:
        self._ledger = ledger
        self._directory = directory
        self._house = house
        self._now = now

    async def __call__(self) -> bool:
        """Tend some.

        Returns:
            Whether there may be more.

        Raises:
            UnavailableError: ``database-away``.
        """
        due = await self._directory.due(self._now(), AT_ONCE)
        for stream in due:
            await self._tend(stream)
        return len(due) == AT_ONCE

    async def _tend(self, stream: StreamId) -> None:
        now = self._now()
        async with self._ledger.unit_of_work() as work:
            loaded = await work.load(TABLES, stream, cause := Cause(f"time:{now.isoformat()}"))
            table, drafts = loaded.state, expiry.tended(loaded.state, self._house, now)
            if drafts and not loaded.recorded:
                table = (await work.append(TABLES, loaded, drafts, at=now, actor=None, cause=cause)).state
        if not drafts and (later := expiry.look_at(table)):
            await self._directory.look_again(stream, later)
