"""Open a table in a channel."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from core.errors import RuleError, UnavailableError
from core.ids import Cause, ChannelId, StreamId
from core.ports.ledger import Ledger, TakenError
from core.ports.quota import Allowance
from core.ports.tables import TableDirectory
from core.tables import seating
from core.tables.books import TABLES
from core.tables.codes import new_code
from core.tables.decide import Place
from core.tables.house import House
from core.tables.seating import Opening
from core.tables.state import USUAL_IDLE, Idle, Mode, Person, Table

CODE_TRIES = 20


class OpenTable:
    """Open a table; the interaction's id names it, so that a repeated interaction opens it once."""

    def __init__(
        self,
        ledger: Ledger,
        directory: TableDirectory,
        house: House,
        *,
        now: Callable[[], datetime],
        below: Callable[[int], int],
        allowance: Allowance,
        idle: Idle = USUAL_IDLE,
    ) -> None:
        self._ledger = ledger
        self._directory = directory
        self._house = house
        self._now = now
        self._below = below
        self._allowance = allowance
        self._idle = idle

    async def __call__(
        self, creator: Person, place: Place, mode: Mode, *, lasting: bool = False, cause: Cause
    ) -> Table:
        """The table as it is after opening. To fail costs nothing; to close it later gives nothing back.

        Raises:
            RuleError: ``table-here-already``.
            LimitError: ``too-fast``.
            UnavailableError: ``codes-used-up``.
        """
        await self._allowance.take(creator.user, cause)
        try:
            return await self._opened(creator, place, mode, lasting=lasting, cause=cause)
        except BaseException:
            await self._allowance.give_back(creator.user, cause)
            raise

    async def _opened(self, creator: Person, place: Place, mode: Mode, *, lasting: bool, cause: Cause) -> Table:
        stream = StreamId(f"table:{cause}")
        for _ in range(CODE_TRIES):
            await self._must_be_free(place.channel, stream)
            try:
                opening = Opening(new_code(self._below), mode, place, lasting, self._idle)
                return await self._open(stream, creator, opening, cause=cause)
            except TakenError:  # another open table has the code, or somebody was faster in this channel
                continue
        raise UnavailableError("codes-used-up")

    async def _open(self, stream: StreamId, creator: Person, opening: Opening, *, cause: Cause) -> Table:
        async with self._ledger.unit_of_work() as work:
            loaded = await work.load(TABLES, stream, cause)
            if loaded.recorded:
                return loaded.state
            drafts = seating.open_table(loaded.state, creator, opening, self._house)
            appended = await work.append(TABLES, loaded, drafts, at=self._now(), actor=creator.user, cause=cause)
        return appended.state

    async def _must_be_free(self, channel: ChannelId, stream: StreamId) -> None:
        here = await self._directory.in_channel(channel)
        if here and here.stream != stream:
            raise RuleError("table-here-already", code=here.code)
