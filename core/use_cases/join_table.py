"""Take a seat at a table, by its code, its card or the channel it is in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from core.ids import Cause, StreamId
from core.ports.ledger import Ledger, decide_once
from core.tables import seating
from core.tables.books import TABLES
from core.tables.seating import JoinedAs
from core.tables.state import Person, Table


class JoinTable:
    """Take a seat."""

    def __init__(self, ledger: Ledger, *, now: Callable[[], datetime]) -> None:
        self._ledger = ledger
        self._now = now

    async def __call__(self, stream: StreamId, person: Person, role: JoinedAs = "player", *, cause: Cause) -> Table:
        """The table with the person seated.

        Raises:
            RuleError: ``table-closed``, ``already-seated``, ``table-full`` or ``too-many-spectators``.
            NotAllowedError: ``kicked``.
        """
        return await decide_once(
            self._ledger,
            TABLES,
            stream,
            lambda table: seating.join(table, person, role),
            actor=person.user,
            cause=cause,
            now=self._now,
        )
