"""A DM's ruling on a roll: an event of its own beside it, for everybody to see."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from core.errors import RuleError
from core.ids import Cause, ChannelId, RollId
from core.ports.ledger import Ledger
from core.ports.quota import Allowance
from core.ports.rolls import RollPlaces, event_named
from core.tables import afterwards
from core.tables.absence import with_return
from core.tables.afterwards import Verdict
from core.tables.books import TABLES
from core.tables.events import Rolled, Ruled
from core.tables.state import Person


@dataclass(frozen=True, slots=True)
class RuledRoll:
    """A ruling, and the roll that it is about."""

    rolled: Rolled
    ruled: Ruled


class RuleOnRoll:
    """Rule once for a cause."""

    def __init__(
        self, ledger: Ledger, places: RollPlaces, *, now: Callable[[], datetime], allowance: Allowance
    ) -> None:
        self._ledger = ledger
        self._places = places
        self._now = now
        self._allowance = allowance

    async def __call__(
        self, roll_id: RollId, person: Person, verdict: Verdict, *, channel: ChannelId, cause: Cause
    ) -> RuledRoll:
        """The ruling, told in the channel where the roll was made.

        Raises:
            NotFoundError: ``roll-not-found``.
            RuleError: ``nobody-rules-here``, ``nobody-rules``, ``roll-made-elsewhere``, ``roll-still-hidden`` or
                ``reason-empty``.
            NotAllowedError: ``not-yours-to-rule``.
            LimitError: ``too-fast`` or ``reason-too-long``.
        """
        await self._allowance.take(person.user, cause)
        event = await event_named(self._ledger, self._places, roll_id, self._now())
        rolled: Rolled = event.fact
        if not TABLES.owns(event.stream):
            raise RuleError("nobody-rules-here")
        shown = await self._places.is_shown(event)
        async with self._ledger.unit_of_work() as work:
            loaded = await work.load(TABLES, event.stream, cause)
            if loaded.recorded:
                return RuledRoll(rolled, loaded.recorded[0].fact)
            ruled = afterwards.rule(loaded.state, rolled, person, verdict)
            drafts = with_return(loaded.state, person.user, ruled)
            afterwards.must_be_seen(loaded.state, event, channel, to="rule")
            if not shown:
                raise RuleError("roll-still-hidden")
            appended = await work.append(TABLES, loaded, drafts, at=self._now(), actor=person.user, cause=cause)
        return RuledRoll(rolled, appended.events[0].fact)
