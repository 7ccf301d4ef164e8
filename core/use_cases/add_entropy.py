"""Add a text to the dice: of the table in this channel for those who sit at it, of the channel for everybody else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from core.ids import Cause, StreamId, TableCode
from core.ledger.event import Event
from core.ports.ledger import Ledger
from core.ports.tables import TableDirectory
from core.proofs.epoch import Running
from core.tables import decide
from core.tables.books import CHANNELS, TABLES, channel_stream
from core.tables.decide import Place
from core.tables.events import EntropyAdded
from core.tables.house import House
from core.tables.state import Person


@dataclass(frozen=True, slots=True)
class Stirred:
    """What was added, and to what.

    Attributes:
        text: None once it has been erased.
        code: The table's code; None for a channel's dice.
        commitment: What is known of the epoch's seed, hex; None if the epoch is over by now.
    """

    text: str | None
    code: TableCode | None
    commitment: str | None


class AddEntropy:
    """Add once for a cause."""

    def __init__(self, ledger: Ledger, directory: TableDirectory, house: House, *, now: Callable[[], datetime]) -> None:
        self._ledger = ledger
        self._directory = directory
        self._house = house
        self._now = now

    async def __call__(self, text: str, person: Person, place: Place, *, cause: Cause) -> Stirred:
        """What was added.

        Raises:
            RuleError: ``entropy-empty`` or ``entropy-unreadable``.
            LimitError: ``entropy-too-long``.
        """
        here = await self._directory.in_channel(place.channel) if place.guild else None
        added = await self._at_table(here.stream, text, person, cause) if here else None
        return added or await self._beside(place, text, person, cause)

    async def _at_table(self, stream: StreamId, text: str, person: Person, cause: Cause) -> Stirred | None:
        async with self._ledger.unit_of_work() as work:
            loaded = await work.load(TABLES, stream, cause)
            table = loaded.state
            if loaded.recorded:
                return _stirred(loaded.recorded, table.running, table.code)
            if not (table.is_open and table.seat_of(person.user)):
                return None
            now = self._now()
            drafts = decide.add_entropy(table.running, text, self._house, now)
            appended = await work.append(TABLES, loaded, drafts, at=now, actor=person.user, cause=cause)
        return _stirred(appended.events, appended.state.running, table.code)

    async def _beside(self, place: Place, text: str, person: Person, cause: Cause) -> Stirred:
        async with self._ledger.unit_of_work() as work:
            loaded = await work.load(CHANNELS, channel_stream(place.channel), cause)
            if loaded.recorded:
                return _stirred(loaded.recorded, loaded.state.running, None)
            now = self._now()
            drafts = decide.add_entropy(loaded.state.running, text, self._house, now)
            appended = await work.append(CHANNELS, loaded, drafts, at=now, actor=person.user, cause=cause)
        return _stirred(appended.events, appended.state.running, None)


def _stirred(events: Sequence[Event], running: Running | None, code: TableCode | None) -> Stirred:
    fact = next(event.fact for event in events if isinstance(event.fact, EntropyAdded))
    still = running is not None and running.epoch.epoch_id == fact.epoch_id
    return Stirred(fact.text, code, running.epoch.commitment if running and still else None)
