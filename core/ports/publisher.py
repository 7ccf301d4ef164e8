"""Telling others that a stream has grown: a hint, never the news itself.

A hint may be lost, doubled or late. Whoever gets one reads the ledger; whoever gets none finds out when he next reads.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from core.ids import StreamId


@dataclass(frozen=True, slots=True)
class Hint:
    """A stream now has events up to ``sequence``."""

    stream: StreamId
    sequence: int


class Publisher(Protocol):
    """Spreads hints after a commit."""

    async def publish(self, hints: Sequence[Hint]) -> None:
        """Tell everybody who listens, here and in other processes; never raises, for the commit stands."""
        ...


class Hints(Protocol):
    """Receives hints."""

    def listen(self) -> AsyncIterator[Hint]:
        """Give the hints published from now on; close the iterator to stop listening."""
        ...
