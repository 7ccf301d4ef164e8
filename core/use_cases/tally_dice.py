"""Count how dice have fallen."""

from __future__ import annotations

from typing import Final

from core.ports.records import RollRecords
from core.tables.records import Sought, Tallies, Viewer

MOST_ROLLS: Final = 5_000
MOST_DICE: Final = 100_000
"""So many are counted in well under a second."""


class TallyDice:
    """Count faces, of the newest rolls if there are very many."""

    def __init__(self, records: RollRecords) -> None:
        self._records = records

    async def __call__(self, viewer: Viewer, sought: Sought) -> Tallies:
        """How often each face of each kind of die has fallen.

        Raises:
            UnavailableError: ``database-away``.
        """
        return await self._records.tallies(viewer, sought, most_rolls=MOST_ROLLS, most_dice=MOST_DICE)
