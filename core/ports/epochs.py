"""The door to epochs: which of them run, in whichever stream."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from core.ids import StreamId


class EpochDirectory(Protocol):
    """Finds epochs. Their rows follow the ledger, in the same transaction."""

    async def running_since(self, moment: datetime, limit: int) -> list[tuple[StreamId, str]]:
        """The epochs that began at or before a moment and have not ended: their streams and ids, the oldest first.

        Raises:
            UnavailableError: ``database-away``.
        """
        ...
