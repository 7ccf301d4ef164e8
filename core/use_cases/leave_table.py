"""Get up from a table; its DM keeps their seat, and is away."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from core.ids import Cause, StreamId, UserId
from core.ports.ledger import Ledger, decide_once
from core.tables import seating
from core.tables.books import TABLES
from core.tables.state import Table


class LeaveTable:
    """Get up."""

    def __init__(self, ledger: Ledger, *, now: Callable[[], datetime]) -> None:
        self._ledger = ledger
        self._now = now

    async def __call__(self, stream: StreamId, user: UserId, *, cause: Cause) -> Table:
        """The table without the person, or waiting for its DM.

        Raises:
            RuleError: ``table-closed``.
            NotAllowedError: ``not-seated``.
        """
        return await decide_once(
            self._ledger,
            TABLES,
            stream,
            lambda table: seating.leave(table, user),
            actor=user,
            cause=cause,
            now=self._now,
        )
