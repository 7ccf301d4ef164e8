"""Go back to an earlier version of a sheet, or take one change of it back; each makes a version of its own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Final

from core.characters import decide
from core.characters.books import CHARACTERS
from core.characters.decide import Hand
from core.characters.events import SheetChanged, Why
from core.characters.sheet import Sheet
from core.characters.state import Character, Right
from core.errors import NotFoundError, RuleError
from core.ids import Cause, StreamId
from core.ledger.changes import Change, ConflictError, changed, taken_back
from core.ports.ledger import Ledger

PLAYED: Final[frozenset[Why]] = frozenset(
    {"short-rest", "long-rest", "hit-points", "played", "counter", "items", "coins", "spells", "combat"}
)
"""What whoever plays a character may do, and so may take back."""


class RestoreCharacter:
    """Each once for a cause."""

    def __init__(self, ledger: Ledger, *, now: Callable[[], datetime]) -> None:
        self._ledger = ledger
        self._now = now

    async def to(
        self, stream: StreamId, hand: Hand, sheet: Sheet, number: int, *, cause: Cause
    ) -> tuple[Character, tuple[Change, ...]]:
        """The character with the whole sheet of an earlier version, and what is otherwise by that.

        Raises:
            NotFoundError: ``character-not-found``.
            NotAllowedError: ``not-your-character``.
        """
        async with self._ledger.unit_of_work() as work:
            loaded = await work.load(CHARACTERS, stream, cause)
            if loaded.recorded:
                return loaded.state, _told(loaded.recorded)
            note = f"version {number}"
            drafts = decide.change(loaded.state, hand, sheet, "restored", right=Right.EDIT, note=note)
            appended = await work.append(CHARACTERS, loaded, drafts, at=self._now(), actor=hand.user, cause=cause)
        return appended.state, _told(appended.events)

    async def undo(
        self, stream: StreamId, hand: Hand, number: int, *, cause: Cause
    ) -> tuple[Character, tuple[Change, ...]]:
        """The character without what one version changed, and what is otherwise by that.

        Raises:
            NotFoundError: ``character-not-found`` or ``version-not-found``.
            NotAllowedError: ``not-your-character``.
            RuleError: ``changed-since``, ``nothing-to-undo`` or ``given-away``.
        """
        wrong = await self._change(stream, number)
        async with self._ledger.unit_of_work() as work:
            loaded = await work.load(CHARACTERS, stream, cause)
            if loaded.recorded:
                return loaded.state, _told(loaded.recorded)
            sheet = loaded.state.written()
            right = Right.PLAY if wrong.why in PLAYED else Right.EDIT
            loaded.state.must_let(hand.user, right, leads=hand.leads)
            after = _without(sheet, wrong)
            drafts = decide.change(loaded.state, hand, after, "undone", right=right, note=f"version {number}")
            appended = await work.append(CHARACTERS, loaded, drafts, at=self._now(), actor=hand.user, cause=cause)
        return appended.state, _told(appended.events)

    async def _change(self, stream: StreamId, number: int) -> SheetChanged:
        events = await self._ledger.history(stream, after=number - 1, limit=1)
        if not events or events[0].sequence != number or not isinstance(events[0].fact, SheetChanged):
            raise NotFoundError("version-not-found", version=number)
        return events[0].fact


def _without(sheet: Sheet, wrong: SheetChanged) -> Sheet:
    if not wrong.changes:
        raise RuleError("nothing-to-undo")
    if wrong.why == "given":
        raise RuleError("given-away")
    try:
        return changed(sheet, taken_back(sheet, wrong.changes))
    except (ConflictError, ValueError):  # what would come out is no sheet: a maximum below what is there
        raise RuleError("changed-since") from None


def _told(events: tuple[object, ...]) -> tuple[Change, ...]:
    facts = (getattr(event, "fact", None) for event in events)
    return next((fact.changes or () for fact in facts if isinstance(fact, SheetChanged)), ())
