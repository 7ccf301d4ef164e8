"""End the epochs that have lasted their time, also while nobody rolls: seeds are public when people were told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from core.errors import UnreadableError
from core.ids import Cause, StreamId
from core.ports.epochs import EpochDirectory
from core.ports.ledger import Ledger
from core.proofs.epoch import LASTS
from core.tables import epochs
from core.tables.books import book_of
from core.tables.house import House
from core.tables.state import Table

AT_ONCE = 100
"""Epochs that are looked for with one question."""


class TurnEpochs:
    """End what is over; at an open table the next epoch begins at once, so that its card shows what is sealed."""

    def __init__(self, ledger: Ledger, directory: EpochDirectory, house: House, *, now: Callable[[], datetime]) -> None:
        self._ledger = ledger
        self._directory = directory
        self._house = house
        self._now = now

    async def __call__(self) -> bool:
        """Turn some; several processes may do so at once. What cannot be read is left to who can.

        Returns:
            Whether there may be more.

        Raises:
            UnavailableError: ``database-away``.
        """
        passed = list[str]()
        while True:
            found = await self._directory.running_since(self._now() - LASTS, AT_ONCE, without=passed)
            left = [each for stream, each in found if not await self._turn(stream, Cause(f"epoch:{each}"))]
            if len(found) < AT_ONCE or len(left) < len(found):
                return len(found) == AT_ONCE
            passed += left

    async def _turn(self, stream: StreamId, cause: Cause) -> bool:
        try:
            return await self._turned(stream, cause)
        except UnreadableError:
            return False

    async def _turned(self, stream: StreamId, cause: Cause) -> bool:
        now = self._now()
        book = book_of(stream)
        async with self._ledger.unit_of_work() as work:
            loaded = await work.load(book, stream, cause)
            at_once = isinstance(loaded.state, Table) and loaded.state.is_open
            drafts = epochs.turned(loaded.state.running, self._house, now, at_once=at_once)
            if drafts and not loaded.recorded:
                await work.append(book, loaded, drafts, at=now, actor=None, cause=cause)
        return bool(drafts)
