"""The door to epochs: which of them run, in whichever stream."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from core.ids import StreamId


class EpochDirectory(Protocol):
    """Finds epochs. Their rows follow the ledger, in the same transaction."""

    async def running_since(
        self, moment: datetime, limit: int, *, without: Sequence[str] = ()
    ) -> list[tuple[StreamId, str]]:
        """The epochs that began at or before a moment and have not ended: their streams and ids, the oldest first.

        Args:
            moment: The moment.
            limit: How many at most.
            without: The ids of some that are passed over.

        Raises:
            UnavailableError: ``database-away``.
        """
        ...
