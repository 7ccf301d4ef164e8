"""What everything that is done in a fight has in common: load who is concerned, play it, append what follows.

A step is one transaction over the fight, the sheets of the characters that it concerns and the table whose dice it
rolls: all of it is there or none of it, and its cause makes it happen once.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol

from core.characters.books import CHARACTERS
from core.characters.decide import Hand
from core.characters.numbers import creature
from core.characters.records import Records
from core.characters.sheet import Sheet
from core.characters.state import Character
from core.combat.books import FIGHTS
from core.combat.creatures import LAIR, creature_of
from core.combat.events import Stepped
from core.combat.happenings import Happening
from core.combat.scene import Scene
from core.combat.state import Combatant, Fight
from core.combat.steps import Done, told, written
from core.combat.throws import Throws
from core.errors import RuleError
from core.ids import Cause, GuildId, RollId, StreamId
from core.monsters.stat_block import StatBlock
from core.ports.guilds import KnownGuilds
from core.ports.ledger import Ledger, Loaded, UnitOfWork
from core.rules.creature import Creature
from core.rules.edition import Edition
from core.rules.vitals import Vitals
from core.tables.books import TABLES
from core.tables.decide import take_dice
from core.tables.house import House
from core.tables.state import Person
from core.tables.throwing import Fallen, Throw, put_down

ROLL_ID_BYTES = 16


class Book(Protocol):
    """The rulebooks, as far as fights need them. It is read from files beside the program, within microseconds."""

    def records(self, sheet: Sheet) -> Records:
        """What the book says of the things on a sheet."""
        ...

    def monster(self, name: str, edition: Edition) -> StatBlock | None:
        """A stat block by its name."""
        ...


@dataclass(frozen=True, slots=True)
class Stage:
    """What a step is played on.

    Attributes:
        scene: The fight, its creatures and the dice.
        sheets: The characters that were loaded, by their number in the fight.
        records: What the book says of their things.
    """

    scene: Scene
    sheets: Mapping[int, Sheet]
    records: Mapping[int, Records]


@dataclass(frozen=True, slots=True)
class Doing:
    """A step as somebody wants it.

    Attributes:
        person: Who.
        leads: Whether they run the fight.
        involved: Whom it concerns, by number: whom it may touch, or whose numbers it needs.
        play: Does it. What it returns of the fight and the sheets is what will stand.
        hidden: Whether its dice are for those who lead alone.
        label: What the roll is for.
    """

    person: Person
    leads: bool
    involved: Callable[[Fight], Iterable[int]]
    play: Callable[[Stage], Done]
    hidden: bool = False
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a step came to.

    Attributes:
        fight: As it stands now.
        step: The step's own event, told again where the cause had done it already.
        roll: The roll that its dice are proven by; None if none fell.
    """

    fight: Fight
    step: Stepped
    roll: RollId | None

    @property
    def log(self) -> tuple[Happening, ...]:
        """What happened."""
        return self.step.log


@dataclass(frozen=True, slots=True)
class _Opened:
    """What a unit of work has loaded."""

    fight: Loaded[Fight]
    characters: Mapping[int, Loaded[Character]]


class Fighting:
    """Does steps."""

    def __init__(
        self,
        ledger: Ledger,
        book: Book,
        house: House,
        *,
        guilds: KnownGuilds,
        now: Callable[[], datetime],
        random_bytes: Callable[[int], bytes],
        permalink_days: int,
    ) -> None:
        """Take the doors and the sources of chance, as rolling dice does."""
        self._ledger = ledger
        self._book = book
        self._house = house
        self._guilds = guilds
        self._now = now
        self._random_bytes = random_bytes
        self._permalink_days = permalink_days

    async def read(self, stream: StreamId) -> Fight:
        """A fight as it stands."""
        fight, _ = await self._ledger.read(FIGHTS, stream)
        return fight

    async def do(self, stream: StreamId, doing: Doing, *, cause: Cause) -> Outcome:
        """Do a step once for a cause.

        Raises:
            RuleError: ``fight-over``; and whatever `doing.play` refuses.
            UnavailableError: ``database-away``.
        """
        before = await self.read(stream)
        involved = sorted({number for number in doing.involved(before) if number in before.combatants})
        kept = await self._kept(before.guild)
        async with self._ledger.unit_of_work() as work:
            opened = await self._open(work, before, stream, involved, cause=cause)
            fight = opened.fight
            if fight.recorded:
                return _again(fight)
            if not fight.state.is_on:
                raise RuleError("fight-over")
            return await self._play(work, opened, doing, kept=kept)

    async def _open(
        self, work: UnitOfWork, before: Fight, stream: StreamId, involved: list[int], *, cause: Cause
    ) -> _Opened:
        """Load in the order of the streams' names: characters, then the fight."""
        there = {before.combatants[number].character: number for number in involved}
        characters: dict[int, Loaded[Character]] = {}
        for name in sorted(name for name in there if name is not None):
            characters[there[name]] = await work.load(CHARACTERS, name, cause)
        return _Opened(await work.load(FIGHTS, stream, cause), characters)

    async def _play(self, work: UnitOfWork, opened: _Opened, doing: Doing, *, kept: timedelta) -> Outcome:
        fight, cause = opened.fight, opened.fight.cause
        assert fight.state.table is not None, "a fight is fought at a table"
        table = await work.load(TABLES, fight.state.table, cause)
        throw = self._throw(kept)
        dice = take_dice(table.state, doing.person, throw, hidden=doing.hidden)
        throws = Throws(dice.source)
        done = doing.play(self._stage(opened, throws))
        fallen = throws.whole()
        roll = throw.roll_id if fallen else None
        for number, character in opened.characters.items():
            after = (done.sheets or {}).get(character.stream)
            if after is not None:
                hand = Hand(doing.person.user, doing.person.name, doing.leads)
                drafts = written(character.state, after, hand)
                await work.append(CHARACTERS, character, drafts, at=throw.at, actor=doing.person.user, cause=cause)
            assert number in fight.state.combatants, "whoever is concerned is in the fight"
        told_drafts = told(fight.state, done, roll)
        appended = await work.append(FIGHTS, fight, told_drafts, at=throw.at, actor=doing.person.user, cause=cause)
        if fallen:
            rolled = put_down(dice, doing.person, Fallen(fallen, label=doing.label), throw)
            await work.append(TABLES, table, rolled, at=throw.at, actor=doing.person.user, cause=cause)
        return Outcome(appended.state, told_drafts[0].fact, roll)

    def _stage(self, opened: _Opened, throws: Throws) -> Stage:
        fight = opened.fight.state
        sheets = {number: each.state.written() for number, each in opened.characters.items()}
        records = {number: self._book.records(sheet) for number, sheet in sheets.items()}

        def numbers(number: int) -> Creature:
            if number in sheets:
                return creature(sheets[number], records[number])
            return self._monster(fight.combatants[number], fight.edition)

        vitals: dict[int, Vitals] = {number: sheet.vitals for number, sheet in sheets.items()}
        return Stage(Scene(fight, numbers, vitals, throws), sheets, records)

    def _monster(self, combatant: Combatant, edition: Edition) -> Creature:
        block = self._book.monster(combatant.monster, edition)
        return creature_of(block) if block else replace(LAIR, edition=edition)

    async def _kept(self, guild: GuildId) -> timedelta:
        rules = await self._guilds.rules(guild)
        return timedelta(days=rules.link_days or self._permalink_days)

    def _throw(self, kept: timedelta) -> Throw:
        roll_id = base64.urlsafe_b64encode(self._random_bytes(ROLL_ID_BYTES)).rstrip(b"=").decode()
        now = self._now()
        return Throw(RollId(roll_id), self._house, now, now + kept)


def _again(fight: Loaded[Fight]) -> Outcome:
    """What a cause did when it was first heard."""
    step = next(event.fact for event in fight.recorded if isinstance(event.fact, Stepped))
    return Outcome(fight.state, step, step.roll)
