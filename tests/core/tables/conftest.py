"""A table in memory: decisions folded without a database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from core.dice import notation
from core.ids import Cause, ChannelId, GuildId, RollId, StreamId, TableCode, UserId
from core.ledger.event import Draft, Event
from core.tables import decide, seating
from core.tables.books import TABLES
from core.tables.decide import AskedRoll, Place, Throw
from core.tables.seating import Opening
from core.tables.state import Mode, Person, Table
from tests.core.tables.houses import house

START = datetime(2026, 11, 21, 19, 0, tzinfo=UTC)


@dataclass
class Play:
    """A table that is played at, and every event that happened."""

    table: Table = field(default_factory=lambda: TABLES.start(StreamId("table:1")))
    events: list[Event] = field(default_factory=list)

    def did(self, actor: UserId, drafts: Sequence[Draft]) -> tuple[Event, ...]:
        made = tuple(self._event(actor, draft, len(self.events) + number) for number, draft in enumerate(drafts, 1))
        for event in made:
            self.table = TABLES.evolve(self.table, event)
        self.events += made
        return made

    def open(self, who: Person, mode: Mode = "open", **asked: Any) -> None:
        code, place = TableCode("MIST-1234"), Place(GuildId(1), ChannelId(2))
        self.did(who.user, seating.open_table(self.table, who, Opening(code, mode, place, **asked), house()))

    def join(self, who: Person) -> None:
        self.did(who.user, seating.join(self.table, who))

    def roll(self, who: Person, *faces: int, text: str = "1d20", **asked: object) -> Event:
        wanted = AskedRoll(notation.read(text), **asked)  # pyright: ignore[reportArgumentType] -- a test's shorthand
        throw = Throw(RollId("r1"), house(faces), START, START + timedelta(days=30))
        return self.did(who.user, decide.roll(self.table, who, wanted, throw))[-1]

    def _event(self, actor: UserId, draft: Draft, sequence: int) -> Event:
        return Event(
            stream=self.table.stream,
            sequence=sequence,
            at=START + timedelta(seconds=sequence),
            actor=draft.actor or actor,
            kind="",
            version=1,
            fact=draft.fact,
            visibility=draft.visibility,
            cause=Cause(str(sequence)),
            undoes=draft.undoes,
            previous=b"",
            digest=b"",
        )


@pytest.fixture
def play() -> Play:
    return Play()


def someone(number: int) -> Person:
    return Person(UserId(number), f"Player {number}")


@pytest.fixture
def mara() -> Person:
    return Person(UserId(10), "Mara")


@pytest.fixture
def tobin() -> Person:
    return Person(UserId(11), "Tobin")


@pytest.fixture
def crowd() -> list[Person]:
    return [someone(number) for number in range(1, 10)]
