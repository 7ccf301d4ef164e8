"""Write on a character's sheet: whatever play, its owner or the DM make of it, each time one version."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from core.characters import decide
from core.characters.books import CHARACTERS
from core.characters.decide import Hand
from core.characters.events import SheetChanged, Why
from core.characters.sheet import Sheet
from core.characters.state import Character, Right
from core.ids import Cause, StreamId
from core.ledger.changes import Change
from core.ledger.event import Event
from core.ports.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Writing:
    """What is to be written, and by what right.

    Attributes:
        change: From the sheet as it is to the sheet as it shall be; what it refuses changes nothing.
        why: What it is done for.
        right: What it takes.
        note: What whoever does it says of it.
    """

    change: Callable[[Sheet], Sheet]
    why: Why
    right: Right = Right.PLAY
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """A sheet that was written on.

    Attributes:
        character: As it stands now.
        changes: What is otherwise; empty where nothing is.
        number: The version that it made; 0 where nothing is otherwise.
    """

    character: Character
    changes: tuple[Change, ...]
    number: int = 0

    @property
    def sheet(self) -> Sheet:
        """As it stands now."""
        return self.character.written()


class ChangeCharacter:
    """Change the sheet once for a cause."""

    def __init__(self, ledger: Ledger, *, now: Callable[[], datetime]) -> None:
        self._ledger = ledger
        self._now = now

    async def __call__(self, stream: StreamId, hand: Hand, writing: Writing, *, cause: Cause) -> Written:
        """The character with the change, and what it was; heard again, what it was then.

        Raises:
            NotFoundError: ``character-not-found``.
            NotAllowedError: ``not-your-character``.
            GameError: What the change refuses.
        """
        async with self._ledger.unit_of_work() as work:
            loaded = await work.load(CHARACTERS, stream, cause)
            if loaded.recorded:
                return _written(loaded.state, loaded.recorded)
            after = writing.change(loaded.state.written())
            drafts = decide.change(loaded.state, hand, after, writing.why, right=writing.right, note=writing.note)
            appended = await work.append(CHARACTERS, loaded, drafts, at=self._now(), actor=hand.user, cause=cause)
        return _written(appended.state, appended.events)


def _written(character: Character, events: Iterable[Event]) -> Written:
    made = next((event for event in events if isinstance(event.fact, SheetChanged)), None)
    return Written(character, made.fact.changes or (), made.sequence) if made else Written(character, ())
