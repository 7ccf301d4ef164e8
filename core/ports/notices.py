"""The door to what is still to be said in channels. It is written with the event that it tells of."""

from __future__ import annotations

from datetime import timedelta
from typing import Protocol

from core.tables.notices import Notice


class NoticeBoard(Protocol):
    """Hands out notices, each to one process at a time."""

    async def take(self, *, again_after: timedelta) -> Notice | None:
        """Take the oldest that is due and first in its channel; whoever dies over it leaves it to the next.

        One that is not due, for it was taken or put off, holds up what follows of its own table alone.

        Args:
            again_after: When it is due again if it is not said.

        Returns:
            None if nothing is due.

        Raises:
            UnavailableError: ``database-away``.
        """
        ...

    async def done(self, notice: Notice) -> None:
        """Take a notice off the board: it has been said, or never needs to be.

        Raises:
            UnavailableError: ``database-away``.
        """
        ...

    async def put_off(self, notice: Notice, by: timedelta) -> None:
        """Make a notice that was taken, and not said, due again after this time; what follows it waits with it.

        Raises:
            UnavailableError: ``database-away``.
        """
        ...
