"""Look back at a character: every version of its sheet, who made it, when, why, and what was otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from core.characters.books import CHARACTERS
from core.characters.decide import Hand
from core.characters.events import ChangedByOther, CharacterCreated, CharacterTaken, SheetChanged
from core.characters.sheet import Sheet
from core.characters.state import Character, Right
from core.errors import NotFoundError
from core.ids import StreamId, UserId
from core.ledger.book import replay
from core.ledger.changes import Change
from core.ledger.event import Event
from core.ports.ledger import Ledger

PAGE = 500


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a sheet.

    Attributes:
        number: The event that made it.
        why: What for; "created" and "taken" for those that began with a whole sheet.
        by: Who; None once erased.
        leading: Whether they did it as the one who leads the table.
        changes: What is otherwise than in the version before.
        note: What they said of it.
    """

    number: int
    at: datetime
    why: str
    by: UserId | None
    leading: bool = False
    changes: tuple[Change, ...] = ()
    note: str | None = None


class ReadVersions:
    """All versions of a sheet, and each as it was."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    async def __call__(self, stream: StreamId, hand: Hand) -> list[Version]:
        """The versions, the newest first.

        Raises:
            NotAllowedError: ``not-your-character``.
        """
        events = await self._events(stream)
        replay(CHARACTERS, stream, events).must_let(hand.user, Right.SEE, leads=hand.leads)
        return versions(events)[::-1]

    async def at(self, stream: StreamId, hand: Hand, number: int) -> Sheet:
        """The sheet as a version had it.

        Raises:
            NotFoundError: ``version-not-found``.
            NotAllowedError: ``not-your-character``.
        """
        events = await self._events(stream)
        replay(CHARACTERS, stream, events).must_let(hand.user, Right.SEE, leads=hand.leads)
        then: Character = replay(CHARACTERS, stream, events, until=number)
        if then.sheet is None or number not in {each.number for each in versions(events)}:
            raise NotFoundError("version-not-found", version=number)
        return then.sheet

    async def _events(self, stream: StreamId) -> list[Event]:
        events: list[Event] = []
        while page := await self._ledger.history(stream, after=len(events), limit=PAGE):
            events += page
        return events


def versions(events: list[Event]) -> list[Version]:
    """The versions that events made, the oldest first."""
    found: list[Version] = []
    for event, following in zip(events, [*events[1:], None], strict=True):
        match event.fact:
            case CharacterCreated():
                found.append(Version(event.sequence, event.at, "created", event.actor))
            case CharacterTaken():
                found.append(Version(event.sequence, event.at, "taken", event.actor))
            case SheetChanged(why=why, changes=changes, note=note):
                other = following if following and isinstance(following.fact, ChangedByOther) else None
                by, leading = (other.actor, other.fact.leading) if other else (event.actor, False)
                found.append(Version(event.sequence, event.at, why, by, leading, changes or (), note))
            case _:
                pass
    return found
