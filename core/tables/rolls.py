"""A roll that has been made: what was rolled, and where in the ledger it stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from core.ids import StreamId
from core.tables.events import Rolled


@dataclass(frozen=True, slots=True)
class RollMade:
    """A roll that is in the ledger.

    Attributes:
        at: When it was made.
        sealed: What the epoch that began with this roll is sealed under, hex: only rolls after this one were sealed
            before they were made. None for a roll in an epoch that stood, and for a hidden one.
        opened: Whether what was sealed of it can be told; False for a revealed roll whose key is gone.
        sequence: Its place in the stream; of a hidden roll that has been revealed, the place of its revelation.
    """

    rolled: Rolled
    at: datetime
    stream: StreamId
    sequence: int
    sealed: str | None = None
    opened: bool = True
