"""Give those who lead a table a private thread, on their request."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from core.errors import GameError
from core.ids import Cause, ChannelId, StreamId, UserId
from core.ports.ledger import Ledger, decide_once
from core.ports.threads import NewThread
from core.tables.absence import with_return
from core.tables.books import TABLES
from core.tables.dm_thread import is_there, must_want, pair
from core.tables.state import Table


class PairThread:
    """Make the thread and bind it to the table, once; who is let in follows from the event."""

    def __init__(self, ledger: Ledger, *, now: Callable[[], datetime]) -> None:
        self._ledger = ledger
        self._now = now

    async def __call__(
        self, stream: StreamId, leader: UserId, thread: NewThread, *, gone: ChannelId | None = None, cause: Cause
    ) -> Table:
        """The table with its thread.

        Args:
            stream: The table.
            leader: Who wants it.
            thread: A private one below the table's channel; nobody else is in it when it is made.
            gone: The one that the table has, if Discord says that it was deleted.
            cause: The interaction. Heard twice at once, it makes two threads, of which the table's own stays.

        Raises:
            RuleError: ``table-closed``, ``nobody-leads`` or ``dm-thread-already``.
            NotAllowedError: ``not-yours-to-lead``.
            GameError: As `NewThread.make` says.
            UnavailableError: ``database-away``; then an empty thread may stay, for it may be the table's by now.
        """
        before, _ = await self._ledger.read(TABLES, stream)
        if before.dm_thread and await self._ledger.caused(cause):
            return before
        must_want(before, leader, gone=gone)
        made = await thread.make()
        try:
            table = await decide_once(
                self._ledger,
                TABLES,
                stream,
                lambda table: with_return(table, leader, pair(table, leader, made, gone=gone)),
                actor=leader,
                cause=cause,
                now=self._now,
            )
        except GameError:
            await thread.unmake(made)
            raise
        if not is_there(table, made):
            await thread.unmake(made)
        return table
