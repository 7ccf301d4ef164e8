"""Add a text to the dice: of the table in this channel for those who sit at it, of the channel for everybody else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from core.ids import Cause, StreamId, TableCode
from core.ledger.event import Draft, Event
from core.ports.ledger import Ledger
from core.ports.quota import Allowance
from core.ports.tables import TableDirectory
from core.proofs.epoch import Running
from core.tables import decide
from core.tables.absence import with_return
from core.tables.books import CHANNELS, TABLES, channel_stream
from core.tables.decide import Place
from core.tables.events import EntropyAdded, EpochBegan
from core.tables.house import House
from core.tables.state import Person


@dataclass(frozen=True, slots=True)
class Stirred:
    """What the dice are sealed under, and what was added.

    Attributes:
        code: The table's code; None for a channel's dice.
        commitment: What is known of the epoch's seed, hex; None if the epoch is over by now.
        texts: How many texts have been added to it.
        began: Whether it began just now: then no text is in it yet, and what was given has to be added again.
        text: What was added; None for nothing, and once it has been erased.
    """

    code: TableCode | None
    commitment: str | None
    texts: int
    began: bool
    text: str | None


class AddEntropy:
    """Add once for a cause; without a text, see to the seal alone."""

    def __init__(
        self,
        ledger: Ledger,
        directory: TableDirectory,
        house: House,
        *,
        now: Callable[[], datetime],
        allowance: Allowance,
    ) -> None:
        self._ledger = ledger
        self._directory = directory
        self._house = house
        self._now = now
        self._allowance = allowance

    async def __call__(self, text: str | None, person: Person, place: Place, *, cause: Cause) -> Stirred:
        """What the dice here are sealed under, and what was added to them.

        Raises:
            RuleError: ``entropy-empty`` or ``entropy-unreadable``.
            LimitError: ``too-fast`` or ``entropy-too-long``.
        """
        if text is not None:
            await self._allowance.take(person.user, cause)
        here = await self._directory.in_channel(place.channel) if place.guild else None
        added = await self._at_table(here.stream, text, person, cause) if here else None
        return added or await self._beside(place, text, person, cause)

    def _decided(self, running: Running | None, text: str | None, now: datetime) -> tuple[Draft, ...]:
        if text is None:
            return decide.seal(running, self._house, now)
        return decide.add_entropy(running, text, self._house, now)

    async def _at_table(self, stream: StreamId, text: str | None, person: Person, cause: Cause) -> Stirred | None:
        async with self._ledger.unit_of_work() as work:
            loaded = await work.load(TABLES, stream, cause)
            table = loaded.state
            if loaded.recorded:
                return _stirred(loaded.recorded, table.running, table.code)
            if not (table.is_open and table.seat_of(person.user)):
                return None
            now = self._now()
            drafts = with_return(table, person.user, self._decided(table.running, text, now))
            appended = await work.append(TABLES, loaded, drafts, at=now, actor=person.user, cause=cause)
        return _stirred(appended.events, appended.state.running, table.code)

    async def _beside(self, place: Place, text: str | None, person: Person, cause: Cause) -> Stirred:
        async with self._ledger.unit_of_work() as work:
            loaded = await work.load(CHANNELS, channel_stream(place.channel), cause)
            if loaded.recorded:
                return _stirred(loaded.recorded, loaded.state.running, None)
            now = self._now()
            drafts = self._decided(loaded.state.running, text, now)
            appended = await work.append(CHANNELS, loaded, drafts, at=now, actor=person.user, cause=cause)
        return _stirred(appended.events, appended.state.running, None)


def _stirred(events: Sequence[Event], running: Running | None, code: TableCode | None) -> Stirred:
    facts = [event.fact for event in events]
    added = next((fact for fact in facts if isinstance(fact, EntropyAdded)), None)
    began = next((fact for fact in facts if isinstance(fact, EpochBegan)), None)
    meant = added or began
    epoch = running.epoch if running and (meant is None or meant.epoch_id == running.epoch.epoch_id) else None
    return Stirred(
        code,
        epoch and epoch.commitment,
        epoch.texts if epoch else 0,
        began=began is not None,
        text=added and added.text,
    )
