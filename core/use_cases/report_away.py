"""Say that the DM of one's table does not answer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from core.ids import Cause, StreamId, UserId
from core.ports.ledger import Ledger, decide_once
from core.tables import reporting
from core.tables.books import TABLES
from core.tables.state import Table


class ReportAway:
    """Say that the DM is away."""

    def __init__(self, ledger: Ledger, *, now: Callable[[], datetime]) -> None:
        self._ledger = ledger
        self._now = now

    async def __call__(self, stream: StreamId, user: UserId, *, cause: Cause) -> Table:
        """The table, waiting for its DM, who is asked in its channel.

        Raises:
            RuleError: ``table-closed``, ``nobody-leads``, ``dm-away-already`` or ``dm-just-acted``.
            NotAllowedError: ``not-yours-to-report``.
            LimitError: ``dm-was-there``.
        """
        return await decide_once(
            self._ledger,
            TABLES,
            stream,
            lambda table: reporting.report(table, user, self._now()),
            actor=user,
            cause=cause,
            now=self._now,
        )
