"""What is to be said in channels now, with all that is needed to say it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from core.characters.books import CHARACTERS
from core.combat.record.books import FIGHTS
from core.combat.views.turn_call import TurnCall, begun_turn, said_of, turn_call
from core.errors import UnreadableError
from core.ids import Cause, StreamId
from core.ledger.event import Event
from core.ports.ledger import Ledger
from core.ports.notices import NoticeBoard
from core.tables.absence import was_asked
from core.tables.books import TABLES
from core.tables.notices import Notice
from core.tables.presence import DmReported
from core.tables.state import Table

MOST_TRIES = 10
LONGEST_WAIT = timedelta(minutes=10)
"""Between two tries of a notice that is refused."""
UNREAD_WAIT = timedelta(seconds=30)
"""Between two tries of one that cannot be read: another process may be able to."""


@dataclass(frozen=True, slots=True)
class Owed:
    """A notice, the event that it tells of, and the table as it is now.

    Attributes:
        call: That it is a player's turn; None for any other notice, and for one that has been said or is not true.
        said: What is remembered once that is said; empty for nothing.
    """

    notice: Notice
    event: Event
    table: Table
    call: TurnCall | None = None
    said: str = ""


class TakeNotices:
    """Takes notices from the board, and takes them off it.

    Args:
        ledger: Where they happened.
        board: Where they are owed.
        again_after: How long whoever took one has to say it, before another does: longer than Discord takes for a
            message, and within the minutes in which it knows one by its name.
        now: The time.
    """

    def __init__(
        self, ledger: Ledger, board: NoticeBoard, *, again_after: timedelta, now: Callable[[], datetime]
    ) -> None:
        self._ledger = ledger
        self._board = board
        self._again_after = again_after
        self._now = now

    async def __call__(self) -> Owed | None:
        """The oldest that is due, or None; whoever takes it says it, and then that it is done.

        One at a time: what is read of a table is old by the time that something else has been said. What another
        version has written is passed over and waits, for whoever can read it or for the end of the upgrade.

        Raises:
            UnavailableError: ``database-away``.
        """
        while notice := await self._board.take(again_after=self._again_after):
            try:
                return await self._read(notice)
            except UnreadableError:
                await self._board.put_off(notice, UNREAD_WAIT)
        return None

    async def refused(self, owed: Owed) -> None:
        """Its channel is closed to us: it is tried again after longer and longer waits, for an hour or so in all.

        Raises:
            UnavailableError: ``database-away``.
        """
        notice = owed.notice
        await self._board.put_off(notice, min(self._again_after * 2**notice.tries, LONGEST_WAIT))

    async def done(self, owed: Owed) -> None:
        """It has been said, or need not be; a DM whom it asked has their grace from now on.

        That comes first: whoever dies in between leaves the notice to the next, who says and writes down nothing anew.

        Raises:
            UnavailableError: ``database-away``.
        """
        if isinstance(owed.event.fact, DmReported):
            await self._asked(owed)
        await self._board.done(owed.notice, said=owed.said)

    async def _read(self, notice: Notice) -> Owed:
        if FIGHTS.owns(notice.stream):
            return await self._read_turn(notice)
        events = await self._ledger.history(notice.stream, after=notice.sequence - 1, limit=1)
        table, _ = await self._ledger.read(TABLES, notice.stream)
        return Owed(notice, events[0], table)

    async def _read_turn(self, notice: Notice) -> Owed:
        """A turn that began, whether it lasts, and whom it calls if they have not been called before.

        What was taken back and done again is the same turn: its round and whose it is say which.
        """
        (event,) = await self._ledger.history(notice.stream, after=notice.sequence - 1, limit=1)
        fight, _ = await self._ledger.read(FIGHTS, notice.stream)
        table, _ = await self._ledger.read(TABLES, fight.table or StreamId(""))
        began = begun_turn(event.fact)
        combatant = fight.combatants.get(began.who) if began else None
        if began is None or combatant is None or combatant.character is None:
            return Owed(notice, event, table)
        character, _ = await self._ledger.read(CHARACTERS, combatant.character)
        call, what = turn_call(fight, began, table, character), said_of(began)
        if call is None or await self._board.is_said(notice.stream, what):
            return Owed(notice, event, table)
        return Owed(notice, event, table, call, what)

    async def _asked(self, owed: Owed) -> None:
        cause = Cause(f"notice:{owed.notice.number}")
        async with self._ledger.unit_of_work() as work:
            loaded = await work.load(TABLES, owed.event.stream, cause)
            if loaded.recorded:
                return
            drafts = was_asked(loaded.state, owed.event)
            await work.append(TABLES, loaded, drafts, at=self._now(), actor=None, cause=cause)
