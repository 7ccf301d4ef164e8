"""Look at a hidden roll without showing it to anybody else."""

from __future__ import annotations

from core.ids import StreamId, UserId
from core.ports.ledger import Ledger
from core.ports.rolls import event_at
from core.tables import afterwards
from core.tables.books import book_of
from core.tables.rolls import RollMade
from core.tables.state import Table


class LookAtRoll:
    """For those who made it, and at a DM-led table for those who lead it now."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    async def __call__(self, stream: StreamId, sequence: int, user: UserId) -> RollMade:
        """The roll at this place in the ledger.

        Raises:
            NotFoundError: ``roll-not-found``.
            NotAllowedError: ``not-yours-to-look-at``.
        """
        rolled = await event_at(self._ledger, stream, sequence)
        state, _ = await self._ledger.read(book_of(stream), stream)
        afterwards.must_see(state if isinstance(state, Table) else None, rolled, user)
        return RollMade(rolled.fact, rolled.at, stream, sequence)
