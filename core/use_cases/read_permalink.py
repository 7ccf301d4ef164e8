"""Read a roll's permalink, as anybody who has the link may."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from core.errors import NotFoundError
from core.ids import RollId
from core.ports.permalinks import PermalinkReader
from core.tables.permalinks import Permalink


class ReadPermalink:
    """Find what a link shows. A link that has ended is answered exactly like one that never was."""

    def __init__(self, permalinks: PermalinkReader, *, now: Callable[[], datetime]) -> None:
        self._permalinks = permalinks
        self._now = now

    async def __call__(self, roll_id: RollId) -> Permalink:
        """The permalink of a roll.

        Raises:
            NotFoundError: ``roll-not-found``: there is none, or it has expired.
            UnavailableError: ``database-away``.
        """
        now = self._now()
        permalink = await self._permalinks.find(roll_id, now)
        if permalink is None or permalink.expires_at <= now:
            raise NotFoundError("roll-not-found")
        return permalink
