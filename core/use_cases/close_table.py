"""Close a table for good; what happened at it stays in the ledger."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from core.ids import Cause, StreamId, UserId
from core.ports.ledger import Ledger
from core.tables import seating
from core.tables.books import TABLES
from core.tables.house import House
from core.tables.state import Table


class CloseTable:
    """Close a table."""

    def __init__(self, ledger: Ledger, house: House, *, now: Callable[[], datetime]) -> None:
        self._ledger = ledger
        self._house = house
        self._now = now

    async def __call__(self, stream: StreamId, user: UserId, *, moderator: bool, cause: Cause) -> Table:
        """The closed table.

        Raises:
            RuleError: ``table-closed``.
            NotAllowedError: ``not-yours-to-close``.
        """
        async with self._ledger.unit_of_work() as work:
            loaded = await work.load(TABLES, stream, cause)
            if loaded.recorded:
                return loaded.state
            drafts = seating.close(loaded.state, user, moderator=moderator, house=self._house)
            appended = await work.append(TABLES, loaded, drafts, at=self._now(), actor=user, cause=cause)
        return appended.state
