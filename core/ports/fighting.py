"""What everything that is done in a fight has in common: load who is concerned, play it, append what follows.

A step is one transaction over the fight, the sheets of the characters that it concerns and the table whose dice it
rolls: all of it is there or none of it, and its cause makes it happen once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from core.characters.books import CHARACTERS
from core.characters.decide import Hand
from core.characters.state import Character
from core.combat.acts.stage import Stage
from core.combat.record.books import FIGHTS, begun
from core.combat.record.events import FightBegan, Stepped
from core.combat.record.state import Fight
from core.combat.record.steps import Done, Outcome, affected, told, written
from core.combat.situation.book import Book
from core.combat.situation.throws import Throws
from core.errors import RuleError
from core.ids import Cause, StreamId
from core.ledger.event import Draft
from core.ports.chance import Chance
from core.ports.ledger import Ledger, Loaded, UnitOfWork
from core.tables.books import TABLES
from core.tables.decide import take_dice
from core.tables.house import House
from core.tables.state import Person
from core.tables.throwing import Fallen, put_down


@dataclass(frozen=True, slots=True)
class Doing:
    """A step as somebody wants it.

    Attributes:
        person: Who.
        leads: Whether they run the fight.
        involved: Whom it cannot do without, by number. All other sheets in the fight are at hand as well, as far as
            they are there: what somebody does can end what lasts on anybody, and anybody may be able to answer it.
        newcomers: Characters that come into the fight by it.
        began: That the fight begins with it; None where it has begun.
        play: Does it. What it returns of the fight and the sheets is what will stand.
        hidden: Whether its dice are for those who lead alone.
        label: What the roll is for.
    """

    person: Person
    leads: bool
    involved: Callable[[Fight], Iterable[int]]
    play: Callable[[Stage], Done]
    newcomers: tuple[StreamId, ...] = ()
    began: FightBegan | None = None
    hidden: bool = False
    label: str | None = None


@dataclass(frozen=True, slots=True)
class _Opened:
    """What a unit of work has loaded; the characters by their streams."""

    fight: Loaded[Fight]
    characters: Mapping[StreamId, Loaded[Character]]


class Fighting:
    """Does steps."""

    def __init__(
        self,
        ledger: Ledger,
        book: Book,
        house: House,
        chance: Chance,
    ) -> None:
        """Take the doors and the sources of chance, as rolling dice does."""
        self._ledger = ledger
        self._book = book
        self._house = house
        self._chance = chance

    async def read(self, stream: StreamId) -> Fight:
        """A fight as it stands."""
        fight, _ = await self._ledger.read(FIGHTS, stream)
        return fight

    async def do(self, stream: StreamId, doing: Doing, *, cause: Cause) -> Outcome:
        """Do a step once for a cause.

        Raises:
            RuleError: ``fight-over``; and whatever `doing.play` refuses.
            TakenError: A fight is on at the table already.
            UnavailableError: ``database-away``.
        """
        before = await self.read(stream)
        there = (each.character for each in before.present())
        names = sorted({*doing.newcomers, *(each for each in there if each)})
        kept = await self._chance.kept(doing.began.guild if doing.began else before.guild)
        async with self._ledger.unit_of_work() as work:
            characters = {name: await work.load(CHARACTERS, name, cause) for name in names}  # in the streams' order
            fight = await work.load(FIGHTS, stream, cause)
            if fight.recorded:
                return _again(fight)
            if not fight.state.is_on and doing.began is None:
                raise RuleError("fight-over")
            needed = {*doing.newcomers, *_streams(fight.state, doing.involved(fight.state))}
            sheets = {name: each for name, each in characters.items() if name in needed or each.state.is_there}
            return await self._play(work, _Opened(fight, sheets), doing, kept=kept)

    async def _play(self, work: UnitOfWork, opened: _Opened, doing: Doing, *, kept: timedelta) -> Outcome:
        fight, cause, user = opened.fight, opened.fight.cause, doing.person.user
        state = begun(fight.state, doing.began, user) if doing.began else fight.state
        assert state.table is not None, "a fight is fought at a table"
        table = await work.load(TABLES, state.table, cause)
        throw = self._chance.throw(self._house, kept)
        dice = take_dice(table.state, doing.person, throw, hidden=doing.hidden)
        throws = Throws(dice.source)
        sheets = {name: each.state.written() for name, each in opened.characters.items()}
        done = doing.play(Stage(state, sheets, throws, book=self._book))
        fallen = throws.whole()
        hand = Hand(user, doing.person.name, doing.leads)
        for name, character in opened.characters.items():
            if (after := done.sheets.get(name)) is not None:
                drafts = written(character.state, after, hand)
                await work.append(CHARACTERS, character, drafts, at=throw.at, actor=user, cause=cause)
        step = told(state, done, throw.roll_id if fallen else None)
        beginning = (Draft(doing.began),) if doing.began else ()
        appended = await work.append(FIGHTS, fight, (*beginning, step), at=throw.at, actor=user, cause=cause)
        if fallen:
            rolled = put_down(dice, doing.person, Fallen(fallen, label=doing.label), throw)
            await work.append(TABLES, table, rolled, at=throw.at, actor=user, cause=cause)
        return Outcome(appended.state, step.fact, step.fact.roll, affected(state, sheets, done))


def _streams(fight: Fight, numbers: Iterable[int]) -> set[StreamId]:
    found = (fight.combatants.get(number) for number in numbers)
    return {each.character for each in found if each and each.character}


def _again(fight: Loaded[Fight]) -> Outcome:
    """What a cause did when it was first heard."""
    step = next(event.fact for event in fight.recorded if isinstance(event.fact, Stepped))
    return Outcome(fight.state, step, step.roll)
