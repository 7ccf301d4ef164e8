"""A roll that has been made: what was rolled, and where in the ledger it stands."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from core.ids import StreamId
from core.ledger.event import Event
from core.tables.events import Rolled


@dataclass(frozen=True, slots=True)
class RollMade:
    """A roll that is in the ledger.

    Attributes:
        at: When it was made.
        sealed: What the epoch that began with this roll is sealed under, hex: only rolls after this one were sealed
            before they were made. None for a roll in an epoch that stood, and for a hidden one.
        opened: Whether what was sealed of it can be told; False for a revealed roll whose key is gone.
        was_hidden: Whether it was, until it was revealed.
        sequence: Its place in the stream; of a hidden roll that has been revealed, the place of its revelation.
    """

    rolled: Rolled
    at: datetime
    stream: StreamId
    sequence: int
    sealed: str | None = None
    opened: bool = True
    was_hidden: bool = False


def revealed(rolled: Event, revelation: Event) -> RollMade:
    """A hidden roll as everybody sees it since its revelation, whose place it has from then on."""
    shown, opened = replace(rolled.fact, hidden=False), revelation.fact.opened is not None
    return RollMade(shown, rolled.at, rolled.stream, revelation.sequence, opened=opened, was_hidden=True)
