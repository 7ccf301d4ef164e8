"""Strike off who has been put out of the private thread of those who lead, so that nobody asks for it again."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime

from core.ids import Cause, StreamId, UserId
from core.ports.ledger import Ledger
from core.tables.books import TABLES
from core.tables.dm_thread import clear


class ClearThread:
    """Write down that nobody is in the thread who does not lead."""

    def __init__(self, ledger: Ledger, *, now: Callable[[], datetime]) -> None:
        self._ledger = ledger
        self._now = now

    async def __call__(self, stream: StreamId, put_out: Collection[UserId], *, cause: Cause) -> None:
        """Write it down, unless somebody else is to be put out by now.

        Args:
            stream: The table.
            put_out: Who has been put out.
            cause: What they were put out for.

        Raises:
            UnavailableError: ``database-away``; then they are put out once more.
        """
        async with self._ledger.unit_of_work() as work:
            loaded = await work.load(TABLES, stream, cause)
            drafts = clear(loaded.state, put_out)
            if drafts and not loaded.recorded:
                await work.append(TABLES, loaded, drafts, at=self._now(), actor=None, cause=cause)
