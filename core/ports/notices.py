"""The door to what is still to be said in channels. It is written with the event that it tells of."""

from __future__ import annotations

from datetime import timedelta
from typing import Protocol

from core.tables.notices import Notice


class NoticeBoard(Protocol):
    """Hands out notices, each to one process at a time."""

    async def take(self, limit: int, *, again_after: timedelta) -> list[Notice]:
        """Take what is due, of each channel the oldest alone; whoever dies over one leaves it to the next.

        Args:
            limit: How many at most.
            again_after: When one that was not said is due again.

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
