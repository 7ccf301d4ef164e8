"""Fights on a ledger in memory: steps are played, written down, read back and folded as a real ledger would.

Everything goes through the functions that the use cases call, and each step is held to the invariants.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cache
from typing import Any

from core.characters import decide as characters
from core.characters.books import CHARACTERS
from core.characters.decide import Hand
from core.characters.events import KINDS as CHARACTER_KINDS
from core.characters.events import SheetChanged
from core.characters.records import Records
from core.characters.sheet import Sheet
from core.characters.state import Character
from core.combat.acts.stage import Stage
from core.combat.record.books import FIGHTS
from core.combat.record.events import KINDS, FightBegan
from core.combat.record.state import Fight
from core.combat.record.steps import Done, last_steps, told, undo, undo_on_sheet, written
from core.combat.situation.book import Book as RuleBook
from core.combat.situation.throws import Throws
from core.dice.source import SecureDice
from core.ids import Cause, ChannelId, GuildId, RollId, StreamId, UserId
from core.ledger import canonical
from core.ledger.book import Book, replay
from core.ledger.changes import Change
from core.ledger.event import Draft, Event
from core.ledger.kinds import Kinds
from core.monsters.stat_block import StatBlock
from core.rules.edition import Edition
from core.rules.house_rules import BY_THE_BOOK, HouseRules
from core.rules.spells import Spell
from data.srd.library import Library
from tests.core.combat.invariants import must_hold

NOW = datetime(2026, 11, 22, tzinfo=UTC)
LEADER = Hand(UserId(1), "Mara", leads=True)
_KINDS = Kinds((*KINDS, *CHARACTER_KINDS))


class KeptLibrary(Library):
    """The books, with what was read once kept."""

    def __init__(self) -> None:
        super().__init__()
        self._monster = cache(super().monster)
        self._spell = cache(super().spell)
        self._records: dict[tuple[object, ...], Records] = {}

    def monster(self, name: str, edition: Edition) -> StatBlock | None:
        """A stat block by its name."""
        return self._monster(name, edition)

    def spell(self, name: str, edition: Edition) -> Spell | None:
        """A spell by its name."""
        return self._spell(name, edition)

    def records(self, sheet: Sheet) -> Records:
        """What the book says of a sheet."""
        classes = tuple(sorted((each.name, each.subclass) for each in sheet.classes.values()))
        key = (sheet.edition, classes, tuple(sheet.items), tuple(sheet.spells))
        if key not in self._records:
            self._records[key] = super().records(sheet)
        return self._records[key]


BOOK = KeptLibrary()


def block_of(name: str, edition: Edition) -> StatBlock:
    """A stat block that is in the book."""
    found = BOOK.monster(name, edition)
    assert found is not None, name
    return found


def spell_of(name: str, edition: Edition) -> Spell:
    """A spell that is in the book."""
    found = BOOK.spell(name, edition)
    assert found is not None, name
    return found


@dataclass(frozen=True, slots=True)
class Moment:
    """How everything stood before a step."""

    fight: Fight
    sheets: Mapping[StreamId, Sheet]


@dataclass
class Story:
    """A fight, the characters in it, and all events.

    Attributes:
        fight: As it stands.
        characters: As they stand.
        events: All events, by their stream.
        befores: How it stood before each step that counts.
        book: The rulebooks.
    """

    fight: Fight
    chance: random.Random
    characters: dict[StreamId, Character] = field(default_factory=dict[StreamId, Character])
    events: dict[StreamId, list[Event]] = field(default_factory=dict[StreamId, list[Event]])
    befores: list[Moment] = field(default_factory=list[Moment])
    causes: int = 0
    book: RuleBook = BOOK

    @property
    def sheets(self) -> dict[StreamId, Sheet]:
        """The sheets as they stand."""
        return {name: each.written() for name, each in self.characters.items()}

    def fork(self, seed: int) -> Story:
        """The same so far, to go on otherwise."""
        events = {stream: list(each) for stream, each in self.events.items()}
        chance, befores = random.Random(seed), list(self.befores)
        return Story(self.fight, chance, dict(self.characters), events, befores, self.causes, self.book)

    def create(self, sheet: Sheet) -> StreamId:
        """A new character."""
        stream = StreamId(f"character:{len(self.characters) + 1}")
        self.characters[stream] = Character(stream)
        self._append(stream, characters.create(sheet, "quick"), self._cause())
        return stream

    def do(self, play: Callable[[Stage], Done], *, dice: Throws | None = None) -> Done:
        """Play a step and write it down; whatever it refuses, nothing is written.

        Raises:
            GameError: What stands against it.
        """
        before = Moment(self.fight, self.sheets)
        throws = dice or Throws(SecureDice(self.chance.randbytes))
        done = play(Stage(self.fight, before.sheets, throws, book=self.book))
        cause = self._cause()
        for name in sorted(done.sheets):
            self._append(name, written(self.characters[name], done.sheets[name], LEADER), cause)
            assert self.characters[name].written() == done.sheets[name], "a sheet folds to what it was played to"
        fallen = throws.whole()
        self._append(self.fight.stream, (told(self.fight, done, RollId("r") if fallen else None),), cause)
        assert replace(self.fight, sequence=0) == replace(done.fight, sequence=0), "a fight folds to what was played"
        self.befores.append(before)
        must_hold(self.fight, self.sheets, self.book, done)
        return done

    def undo(self, count: int) -> int:
        """Take steps back; how many were.

        Raises:
            RuleError: ``nothing-to-undo``.
        """
        steps = last_steps(self.events[self.fight.stream], count)
        cause = self._cause()
        made: dict[StreamId, list[Change]] = {}
        for step in reversed(steps):
            for stream, events in self.events.items():
                for event in events:
                    if event.cause == step.cause and isinstance(event.fact, SheetChanged):
                        made.setdefault(stream, []).extend(event.fact.changes or ())
        for name in sorted(made):
            self._append(name, undo_on_sheet(self.characters[name], made[name], LEADER), cause)
        undone = undo(self.fight, steps)
        self._append(self.fight.stream, undone.drafts, cause)
        assert replace(self.fight, sequence=0) == replace(undone.fight, sequence=0), "what is undone folds likewise"
        was = self.befores[-len(steps)]
        del self.befores[-len(steps) :]
        assert replace(self.fight, sequence=0) == replace(was.fight, sequence=0), "what is undone is as before"
        assert self.sheets == was.sheets, "sheets are as before as well"
        must_hold(self.fight, self.sheets, self.book, None)
        return len(steps)

    def must_replay(self) -> None:
        """See to it that all events from nothing on fold to what stands."""
        assert replay(FIGHTS, self.fight.stream, self.events[self.fight.stream]) == self.fight
        for name, character in self.characters.items():
            assert replay(CHARACTERS, name, self.events[name]) == character

    def append(self, stream: StreamId, *drafts: Draft) -> None:
        """Write something down that is no step."""
        self._append(stream, drafts, self._cause())

    def _cause(self) -> Cause:
        self.causes += 1
        return Cause(str(self.causes))

    def _append(self, stream: StreamId, drafts: Sequence[Draft], cause: Cause) -> None:
        for draft in drafts:
            event = self._event(stream, draft, cause)
            self.events.setdefault(stream, []).append(event)
            if FIGHTS.owns(stream):
                self.fight = _folded(FIGHTS, self.fight, event)
            else:
                self.characters[stream] = _folded(CHARACTERS, self.characters[stream], event)

    def _event(self, stream: StreamId, draft: Draft, cause: Cause) -> Event:
        kind, version, public, private = _KINDS.encode(draft.fact)
        stored = canonical.load(canonical.dump(public)), canonical.load(canonical.dump(private))
        fact = _KINDS.decode(kind, version, *stored)
        assert fact == draft.fact, "an event is read as it was written"
        sequence = len(self.events.get(stream, ())) + 1
        actor = draft.actor or LEADER.user
        return Event(
            stream,
            sequence,
            NOW,
            actor,
            kind,
            version,
            fact,
            draft.visibility,
            cause,
            draft.undoes,
            previous=b"",
            digest=b"",
        )


def _folded(book: Book[Any], state: Any, event: Event) -> Any:
    after = book.evolve(state, event)
    assert book.thaw(book.freeze(after)) == after, "a snapshot is read as it was written"
    return after


def begun(
    sheets: Sequence[Sheet], *, edition: Edition, chance: random.Random, house: HouseRules = BY_THE_BOOK
) -> Story:
    """A fight that has begun, with characters who have not come in yet."""
    story = Story(Fight(StreamId("fight:1")), chance)
    for sheet in sheets:
        story.create(sheet)
    began = FightBegan(StreamId("table:1"), GuildId(1), ChannelId(2), edition, house)
    story.append(story.fight.stream, Draft(began))
    return story
