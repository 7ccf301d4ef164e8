"""Be back at a table that waits for its DM."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from core.ids import Cause, StreamId, UserId
from core.ports.ledger import Ledger, decide_once
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
        return await decide_once(
            self._ledger,
            TABLES,
            stream,
            lambda table: absence.say_back(table, user),
            actor=user,
            cause=cause,
            now=self._now,
        )
