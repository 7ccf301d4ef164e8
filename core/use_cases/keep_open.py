"""Keep a table open that would close because nobody plays."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from core.ids import Cause, StreamId, UserId
from core.ports.ledger import Ledger, decide_once
from core.tables import seating
from core.tables.absence import with_return
from core.tables.books import TABLES
from core.tables.state import Table


class KeepOpen:
    """Start the time anew in which somebody has to act."""

    def __init__(self, ledger: Ledger, *, now: Callable[[], datetime]) -> None:
        self._ledger = ledger
        self._now = now

    async def __call__(self, stream: StreamId, user: UserId, *, cause: Cause) -> Table:
        """The table, with all its time ahead.

        Raises:
            RuleError: ``table-closed``.
            NotAllowedError: ``not-seated``.
        """
        return await decide_once(
            self._ledger,
            TABLES,
            stream,
            lambda table: with_return(table, user, seating.keep_open(table, user)),
            actor=user,
            cause=cause,
            now=self._now,
        )
