"""Show a hidden roll to everybody, with what was sealed when it fell."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
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
from core.tables.rolls import RollMade, revealed
from core.tables.state import Table


@dataclass(frozen=True, slots=True)
class Revealed:
    """A roll that everybody may see now.

    Attributes:
        made: The roll as it fell, hidden no more; its place is that of its revelation. None if it had been revealed
            before, and is not shown a second time.
    """

    roll_id: RollId
    made: RollMade | None


class RevealRoll:
    """Reveal a roll once, whoever asks and however many do so at the same moment."""

    def __init__(self, ledger: Ledger, places: RollPlaces, house: House, *, now: Callable[[], datetime]) -> None:
        self._ledger = ledger
        self._places = places
        self._house = house
        self._now = now

    async def by_id(self, roll_id: RollId, user: UserId, channel: ChannelId, *, cause: Cause) -> Revealed:
        """Reveal the roll with a name.

        Args:
            roll_id: Its name.
            user: Who reveals it.
            channel: Where they do.
            cause: The interaction: heard a second time, it is answered as the first.

        Raises:
            NotFoundError: ``roll-not-found``.
            NotAllowedError: ``not-yours-to-reveal``.
            RuleError: ``roll-not-hidden`` or ``roll-made-elsewhere``.
        """
        rolled = await event_named(self._ledger, self._places, roll_id, self._now())
        return await self._reveal(rolled, user, channel, cause=cause)

    async def __call__(
        self, stream: StreamId, sequence: int, user: UserId, channel: ChannelId, *, cause: Cause
    ) -> Revealed:
        """Reveal the roll at this place in the ledger; the rest is as for `by_id`."""
        return await self._reveal(await event_at(self._ledger, stream, sequence), user, channel, cause=cause)

    async def _reveal(self, rolled: Event, user: UserId, channel: ChannelId, *, cause: Cause) -> Revealed:
        book, roll_id = book_of(rolled.stream), RollId(rolled.fact.roll_id)
        while True:
            _, looked_at = await self._ledger.read(book, rolled.stream)
            shown = await self._places.is_shown(rolled)
            async with self._ledger.unit_of_work() as work:
                loaded = await work.load(book, rolled.stream, cause)
                if loaded.recorded:  # by this very interaction: a cause is one person's, at one place
                    return Revealed(roll_id, revealed(rolled, _revelation(loaded.recorded)))
                if loaded.sequence != looked_at:  # something has happened meanwhile, and it may have been this
                    continue
                table = loaded.state if isinstance(loaded.state, Table) else None
                drafts = afterwards.reveal(table, rolled, user, self._house)
                afterwards.must_be_seen(table, rolled, channel, to="reveal")
                if shown:
                    return Revealed(roll_id, None)
                drafts = with_return(table, user, drafts) if table else drafts
                appended = await work.append(book, loaded, drafts, at=self._now(), actor=user, cause=cause)
            return Revealed(roll_id, revealed(rolled, _revelation(appended.events)))


def _revelation(events: Sequence[Event]) -> Event:
    return next(event for event in events if isinstance(event.fact, RollRevealed))
