"""Take steps of a fight back, on the sheets too."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from core.characters.books import CHARACTERS
from core.characters.decide import Hand
from core.characters.events import SheetChanged
from core.combat.record.books import FIGHTS
from core.combat.record.events import Stepped
from core.combat.record.state import Fight
from core.combat.record.steps import last_steps, undo, undo_on_sheet
from core.combat.views.known import FoundFight
from core.errors import RuleError
from core.ids import Cause, StreamId
from core.ledger.changes import Change
from core.ledger.event import Event
from core.ports.ledger import Ledger
from core.tables.state import Person

PAGE = 500


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What was taken back.

    Attributes:
        steps: The steps, the last one first.
        changes: What is otherwise in the fight, and of each character on its sheet.
        sheets: The same of the sheets, by character.
    """

    fight: Fight
    steps: tuple[Stepped, ...]
    changes: tuple[Change, ...]
    sheets: dict[StreamId, tuple[Change, ...]]


class UndoSteps:
    """Take the last steps back, once for a cause."""

    def __init__(self, ledger: Ledger, *, now: Callable[[], datetime]) -> None:
        self._ledger = ledger
        self._now = now

    async def __call__(self, found: FoundFight, person: Person, count: int, *, cause: Cause) -> TakenBack:
        """What it came to.

        Raises:
            NotAllowedError: ``not-yours-to-run``.
            RuleError: ``nothing-to-undo``, ``undo-later-first``, or ``fight-over``.
        """
        found.must_run()
        stream = found.fight.stream
        steps = last_steps(await self._events(stream), count)
        written = await self._written(steps)
        hand = Hand(person.user, person.name, leads=True)
        sheets: dict[StreamId, tuple[Change, ...]] = {}
        async with self._ledger.unit_of_work() as work:
            for name in sorted(written):
                character = await work.load(CHARACTERS, name, cause)
                if character.recorded:
                    continue
                drafts = undo_on_sheet(character.state, written[name], hand)
                sheets[name] = drafts[0].fact.changes if drafts else ()
                await work.append(CHARACTERS, character, drafts, at=self._now(), actor=person.user, cause=cause)
            loaded = await work.load(FIGHTS, stream, cause)
            if loaded.recorded:
                return _again(loaded.state, loaded.recorded)
            if not loaded.state.is_on:
                raise RuleError("fight-over")
            if loaded.sequence != found.fight.sequence:
                raise RuleError("undo-outrun")
            undone = undo(loaded.state, steps)
            await work.append(FIGHTS, loaded, undone.drafts, at=self._now(), actor=person.user, cause=cause)
        return TakenBack(undone.fight, tuple(step.fact for step in steps), undone.changes, sheets)

    async def _written(self, steps: list[Event]) -> dict[StreamId, list[Change]]:
        """What the steps wrote on sheets, in the order in which they did."""
        found: dict[StreamId, list[Change]] = {}
        for step in reversed(steps):
            for event in await self._ledger.caused(step.cause):
                if CHARACTERS.owns(event.stream) and isinstance(event.fact, SheetChanged):
                    found.setdefault(event.stream, []).extend(event.fact.changes or ())
        return found

    async def _events(self, stream: StreamId) -> list[Event]:
        events: list[Event] = []
        while page := await self._ledger.history(stream, after=len(events), limit=PAGE):
            events += page
        return events


def _again(fight: Fight, recorded: tuple[Event, ...]) -> TakenBack:
    steps = tuple(event.fact for event in recorded if isinstance(event.fact, Stepped))
    return TakenBack(fight, steps, tuple(change for step in steps for change in step.changes), {})
