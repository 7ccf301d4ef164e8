"""Keep in mind what is asked until it is answered: written down first, struck out last, a few at once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import timedelta

from core.errors import UnavailableError
from core.ids import Cause, UserId
from core.ports.asked import AskedBook
from core.tables.asked import Asked

NOTED_WITHIN_S = 0.5
"""A note is worth this much of the three seconds that an answer has."""
SLOW_S = 2.0
"""What takes longer is noted anew again and again, so that nobody takes this process for dead."""
KEPT_FOR = timedelta(days=2)


class KeepAsked:
    """One process's part in it.

    Args:
        book: What is being answered, in all processes.
        clock: Seconds that only grow.

    Attributes:
        waiting: Those for whom something is kept, when last looked.
    """

    def __init__(self, book: AskedBook, *, clock: Callable[[], float]) -> None:
        self._book = book
        self._clock = clock
        self._under_way: dict[Cause, float] = {}
        self._answered: set[Cause] = set()
        self.waiting: frozenset[UserId] = frozenset()

    async def note(self, asked: Asked) -> None:
        """Write down that somebody asked. If that cannot be done, what they ask for is done all the same.

        Then nobody else answers for a process that dies over it; and a table is told what was done to it, though it
        may have been done there and answered.
        """
        try:
            async with asyncio.timeout(NOTED_WITHIN_S):
                await self._book.note(asked)
        except (UnavailableError, TimeoutError):
            return
        self._under_way[asked.cause] = self._clock()

    def answered(self, cause: Cause) -> None:
        """It has been answered, though it may have ended before, as where somebody is told of a bug.

        What could not be noted is struck out with the rest: the note may have arrived all the same.
        """
        self._under_way.pop(cause, None)
        self._answered.add(cause)

    def ended(self, cause: Cause) -> None:
        """Nothing more is done for it here; if it was not answered, it is overdue in time."""
        self._under_way.pop(cause, None)

    async def strike_out(self) -> None:
        """Strike out what has been answered since the last time, and say of what is slow that it is under way.

        Raises:
            UnavailableError: ``database-away``; what was to be struck out is, the next time.
        """
        slow = [cause for cause, since in self._under_way.items() if self._clock() - since > SLOW_S]
        answered, self._answered = self._answered, set()
        try:
            if answered:
                await self._book.answered(answered)
        except BaseException:
            self._answered |= answered
            raise
        if slow:
            await self._book.renew(slow)

    async def look_who_waits(self) -> None:
        """See for whom something is kept, and drop what nobody came for.

        Raises:
            UnavailableError: ``database-away``.
        """
        await self._book.forget(KEPT_FOR)
        self.waiting = await self._book.waiting()

    async def kept_for(self, user: UserId) -> list[Asked]:
        """What is kept for somebody who has come by; to be struck out once they are told.

        Raises:
            UnavailableError: ``database-away``.
        """
        self.waiting -= {user}
        return await self._book.kept_for(user)
