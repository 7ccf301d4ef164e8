"""The door to what was asked and not answered yet: written before anything is done, struck out once it is answered."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from typing import Protocol

from core.ids import Cause, UserId
from core.tables.asked import Asked


class AskedBook(Protocol):
    """What is being answered, in all processes. Each method raises `UnavailableError` (``database-away``)."""

    async def note(self, asked: Asked) -> None:
        """Write down that somebody asked; once, however often it is heard.

        What was asked is done even if this fails: nobody may take a missing note for nothing asked.
        """
        ...

    async def answered(self, causes: Collection[Cause]) -> None:
        """Strike out what has been answered."""
        ...

    async def renew(self, causes: Collection[Cause]) -> None:
        """Say that these are still under way."""
        ...

    async def overdue(self, limit: int, *, after: timedelta, again_after: timedelta) -> list[Asked]:
        """Take what nobody has said to be under way for so long that whoever took it on is dead, each for one process.

        Args:
            limit: How many at most.
            after: How long whoever took it on may be silent.
            again_after: When one that was not answered is overdue again.
        """
        ...

    async def keep(self, cause: Cause) -> None:
        """Keep something until whoever asked comes by: it can be told them alone."""
        ...

    async def waiting(self) -> frozenset[UserId]:
        """Those for whom something is kept."""
        ...

    async def kept_for(self, user: UserId) -> list[Asked]:
        """What is kept for somebody, the oldest first."""
        ...

    async def forget(self, older_than: timedelta) -> None:
        """Drop what nobody came for, and what nobody could be told."""
        ...
