"""Vote for whoever is to stand in for a DM that is away."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from core.ids import Cause, StreamId, UserId
from core.ports.ledger import Ledger, decide_once
from core.tables import absence
from core.tables.books import TABLES
from core.tables.state import Table


class VoteStandIn:
    """Cast one's vote, or change it."""

    def __init__(self, ledger: Ledger, *, now: Callable[[], datetime]) -> None:
        self._ledger = ledger
        self._now = now

    async def __call__(self, stream: StreamId, user: UserId, wanted: int, *, cause: Cause) -> Table:
        """The table with the vote, and with a stand-in if it was the one that was needed.

        Args:
            stream: The table.
            user: Who votes.
            wanted: The seat of whom they want.
            cause: What made it happen.

        Raises:
            RuleError: ``table-closed``, ``dm-not-missed``, ``co-dm-leads``, ``stands-in-already`` or
                ``cannot-stand-in``.
            NotAllowedError: ``not-seated`` or ``only-players-vote``.
        """
        return await decide_once(
            self._ledger,
            TABLES,
            stream,
            lambda table: absence.vote(table, user, wanted),
            actor=user,
            cause=cause,
            now=self._now,
        )
