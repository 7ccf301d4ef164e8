"""Close a table for good; what happened at it stays in the ledger."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from core.ids import Cause, StreamId, UserId
from core.ports.ledger import Ledger, decide_once
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
        return await decide_once(
            self._ledger,
            TABLES,
            stream,
            lambda table: seating.close(table, user, moderator=moderator, house=self._house),
            actor=user,
            cause=cause,
            now=self._now,
        )
