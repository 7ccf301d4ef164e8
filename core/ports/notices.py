"""The door to what is still to be said in channels. It is written with the event that it tells of."""

from __future__ import annotations

from datetime import timedelta
from typing import Protocol

from core.ids import StreamId
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

    async def done(self, notice: Notice, *, said: str = "") -> None:
        """Take a notice off the board: it has been said, or never needs to be.

        Args:
            notice: Which.
            said: What is remembered of it in the same transaction, where it is said only once; empty for nothing.

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

    async def is_said(self, stream: StreamId, what: str) -> bool:
        """Whether something that is said only once has been said, as `done` was told.

        Raises:
            UnavailableError: ``database-away``.
        """
        ...
