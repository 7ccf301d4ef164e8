"""The door to permalinks: the reader that finds them."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from core.ids import RollId
from core.tables.permalinks import Permalink


class PermalinkReader(Protocol):
    """Finds permalinks. Their rows follow the ledger, in the same transaction."""

    async def find(self, roll_id: RollId, now: datetime) -> Permalink | None:
        """The permalink of a roll; None when there is none, or none any more at `now`.

        Raises:
            UnavailableError: ``database-away``.
        """
        ...
