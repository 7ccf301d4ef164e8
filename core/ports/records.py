"""The door to what is remembered of rolls."""

from __future__ import annotations

from typing import Protocol

from core.tables.records import HistoryLine, Mark, Sought, Tallies, Viewer


class RollRecords(Protocol):
    """Finds rolls. Its rows follow the ledger, in the same transaction."""

    async def older(self, viewer: Viewer, sought: Sought, *, below: Mark | None, limit: int) -> list[HistoryLine]:
        """The newest rolls and turnings that are older than a mark, or the newest of all; the newest first.

        Raises:
            UnavailableError: ``database-away``.
        """
        ...

    async def newer(self, viewer: Viewer, sought: Sought, *, above: Mark, limit: int) -> list[HistoryLine]:
        """The oldest rolls and turnings that are newer than a mark; the oldest first.

        Raises:
            UnavailableError: ``database-away``.
        """
        ...

    async def tallies(self, viewer: Viewer, sought: Sought, *, most_rolls: int, most_dice: int) -> Tallies:
        """How the dice of the newest rolls have fallen, within both limits.

        Raises:
            UnavailableError: ``database-away``.
        """
        ...
