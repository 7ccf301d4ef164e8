"""Keep in mind what is asked until it is answered: written down first, struck out last, a few at once."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from core.errors import UnavailableError
from core.ids import Cause, UserId
from core.ports.asked import AskedBook
from core.tables.asked import Asked

NOTED_WITHIN_S = 0.5
"""A note is worth this much of the three seconds that an answer has."""
KEPT_FOR = timedelta(days=2)


class KeepAsked:
    """One process's part in it.

    Attributes:
        waiting: Those for whom something is kept, when last looked.
    """

    def __init__(self, book: AskedBook) -> None:
        self._book = book
        self._answered: set[Cause] = set()
        self.waiting: frozenset[UserId] = frozenset()

    async def note(self, asked: Asked) -> None:
        """Write down that somebody asked. If that cannot be done, what they ask for is done all the same."""
        try:
            async with asyncio.timeout(NOTED_WITHIN_S):
                await self._book.note(asked)
        except (UnavailableError, TimeoutError):
            return

    def answered(self, cause: Cause) -> None:
        """It has been answered, or somebody else has answered it."""
        self._answered.add(cause)

    async def strike_out(self) -> None:
        """Strike out what has been answered since the last time.

        Raises:
            UnavailableError: ``database-away``; what was to be struck out is, the next time.
        """
        answered, self._answered = self._answered, set()
        try:
            if answered:
                await self._book.answered(answered)
        except BaseException:
            self._answered |= answered
            raise

    async def look_who_waits(self) -> None:
        """See for whom something is kept, and drop what nobody came for.

        Raises:
            UnavailableError: ``database-away``.
        """
        await self._book.forget(KEPT_FOR)
        self.waiting = await self._book.waiting()

    async def collect(self, user: UserId) -> list[Asked]:
        """What is kept for somebody who has come by.

        Raises:
            UnavailableError: ``database-away``.
        """
        self.waiting -= {user}
        return await self._book.collect(user)
