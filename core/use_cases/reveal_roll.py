"""Show a hidden roll to everybody, with what was sealed when it fell."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from core.ids import Cause, ChannelId, RollId, StreamId, UserId
from core.ledger.event import Event
from core.ports.ledger import Ledger
from core.ports.rolls import RollPlaces, event_at, event_named
from core.tables import afterwards
from core.tables.absence import with_return
from core.tables.books import book_of
from core.tables.events import RollRevealed
from core.tables.house import House
from core.tables.rolls import RollMade
from core.tables.state import Table


class RevealRoll:
    """Reveal once: whoever asks again is answered with the same roll."""

    def __init__(self, ledger: Ledger, places: RollPlaces, house: House, *, now: Callable[[], datetime]) -> None:
        self._ledger = ledger
        self._places = places
        self._house = house
        self._now = now

    async def by_id(self, roll_id: RollId, user: UserId, channel: ChannelId) -> RollMade:
        """Reveal the roll with a name.

        Args:
            roll_id: Its name.
            user: Who reveals it.
            channel: Where they do.

        Returns:
            The roll as it fell, hidden no more; its place is that of its revelation.

        Raises:
            NotFoundError: ``roll-not-found``.
            NotAllowedError: ``not-yours-to-reveal``.
            RuleError: ``roll-not-hidden`` or ``roll-made-elsewhere``.
        """
        rolled = await event_named(self._ledger, self._places, roll_id, self._now())
        return await self._reveal(rolled, user, channel)

    async def __call__(self, stream: StreamId, sequence: int, user: UserId, channel: ChannelId) -> RollMade:
        """Reveal the roll at this place in the ledger; the rest is as for `by_id`."""
        return await self._reveal(await event_at(self._ledger, stream, sequence), user, channel)

    async def _reveal(self, rolled: Event, user: UserId, channel: ChannelId) -> RollMade:
        book = book_of(rolled.stream)
        cause = Cause(f"reveal:{rolled.fact.roll_id}")
        async with self._ledger.unit_of_work() as work:
            loaded = await work.load(book, rolled.stream, cause)
            if loaded.recorded:  # everybody may see it by now
                return _revealed(rolled, loaded.recorded[0])
            table = loaded.state if isinstance(loaded.state, Table) else None
            drafts = afterwards.reveal(table, rolled, user, self._house)
            afterwards.must_be_seen(table, rolled, channel)
            drafts = with_return(table, user, drafts) if table else drafts
            appended = await work.append(book, loaded, drafts, at=self._now(), actor=user, cause=cause)
        return _revealed(rolled, next(event for event in appended.events if isinstance(event.fact, RollRevealed)))


def _revealed(rolled: Event, revelation: Event) -> RollMade:
    shown, opened = replace(rolled.fact, hidden=False), revelation.fact.opened is not None
    return RollMade(shown, rolled.at, rolled.stream, revelation.sequence, opened=opened)
