"""Be back at a table that waits for its DM."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from core.ids import Cause, StreamId, UserId
from core.ports.ledger import Ledger
from core.tables import absence
from core.tables.books import TABLES
from core.tables.state import Table


class ReturnToTable:
    """Say that one is back."""

    def __init__(self, ledger: Ledger, *, now: Callable[[], datetime]) -> None:
        self._ledger = ledger
        self._now = now

    async def __call__(self, stream: StreamId, user: UserId, *, cause: Cause) -> Table:
        """The table, led by its DM.

        Raises:
            RuleError: ``table-closed``.
            NotAllowedError: ``not-yours-to-return``.
        """
        async with self._ledger.unit_of_work() as work:
            loaded = await work.load(TABLES, stream, cause)
            if loaded.recorded:
                return loaded.state
            drafts = absence.say_back(loaded.state, user)
            appended = await work.append(TABLES, loaded, drafts, at=self._now(), actor=user, cause=cause)
        return appended.state
