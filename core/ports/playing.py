"""What is done with one character and dice, in a fight or out of one: its sheet and the roll in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from core.characters.books import CHARACTERS
from core.characters.decide import Hand, change
from core.characters.events import SheetChanged, Why
from core.characters.sheet import Sheet
from core.characters.state import Right
from core.combat.acts.played import Played
from core.combat.situation.throws import Throws
from core.ids import Cause, StreamId
from core.ledger.event import Event
from core.ports.chance import Chance
from core.ports.ledger import Ledger
from core.ports.tables import TableDirectory
from core.tables.books import CHANNELS, TABLES, book_of, channel_stream
from core.tables.decide import Place, take_dice, take_dice_beside
from core.tables.events import EpochBegan, Rolled
from core.tables.house import House
from core.tables.rolls import RollMade
from core.tables.state import ChannelRolls, Person, Table
from core.tables.throwing import DiceInHand, Fallen, Throw, put_down


@dataclass(frozen=True, slots=True)
class Deed:
    """What is done with a character.

    Attributes:
        play: From the sheet and dice to the sheet as it is then; what it refuses changes nothing.
        why: What for.
        label: What the roll is for.
        hidden: Whether its dice are for those who lead alone.
    """

    play: Callable[[Sheet, Throws], Sheet]
    why: Why
    label: str | None = None
    hidden: bool = False


class Playing:
    """Does deeds."""

    def __init__(
        self,
        ledger: Ledger,
        directory: TableDirectory,
        house: House,
        chance: Chance,
    ) -> None:
        """Take the doors and the sources of chance, as rolling dice does."""
        self._ledger = ledger
        self._directory = directory
        self._house = house
        self._chance = chance

    async def do(self, stream: StreamId, hand: Hand, deed: Deed, place: Place, *, cause: Cause) -> Played:
        """Do a deed once for a cause, with the dice of the table that one plays at here, or beside any.

        Raises:
            NotFoundError: ``character-not-found``.
            NotAllowedError: ``not-your-character``.
            GameError: What the deed refuses.
        """
        throw = self._chance.throw(self._house, await self._chance.kept(place.guild))
        table = await self._table(hand, place)
        async with self._ledger.unit_of_work() as work:  # streams in the order of their names
            beside = await work.load(CHANNELS, channel_stream(place.channel), cause) if table is None else None
            character = await work.load(CHARACTERS, stream, cause)
            dice_of = beside or await work.load(TABLES, table or StreamId(""), cause)
            if character.recorded or dice_of.recorded:
                return _played(character.state.written(), character.recorded, dice_of.recorded)
            before = character.state.written()
            character.state.must_let(hand.user, Right.PLAY, leads=hand.leads)
            person = Person(hand.user, hand.name)
            dice = _take(dice_of.state, person, throw, place, hidden=deed.hidden)
            throws = Throws(dice.source)
            drafts = change(character.state, hand, deed.play(before, throws), deed.why)
            written = await work.append(CHARACTERS, character, drafts, at=throw.at, actor=hand.user, cause=cause)
            fallen = throws.whole()
            rolled = put_down(dice, person, Fallen(fallen, label=deed.label), throw) if fallen else ()
            appended = await work.append(
                book_of(dice_of.stream), dice_of, rolled, at=throw.at, actor=hand.user, cause=cause
            )
        return _played(written.state.written(), written.events, appended.events)

    async def _table(self, hand: Hand, place: Place) -> StreamId | None:
        """The table whose dice are rolled here: the one that whoever plays has a seat at."""
        entry = await self._directory.in_channel(place.channel) if place.guild else None
        if entry is None:
            return None
        table, _ = await self._ledger.read(TABLES, entry.stream)
        return entry.stream if table.is_open and table.plays(hand.user) else None


def _take(where: Table | ChannelRolls, person: Person, throw: Throw, place: Place, *, hidden: bool) -> DiceInHand:
    if isinstance(where, Table):
        return take_dice(where, person, throw, hidden=hidden)
    return take_dice_beside(where, throw, guild=place.guild, hidden=hidden)


def _played(sheet: Sheet, events: Sequence[Event], rolled: Sequence[Event]) -> Played:
    made = next((event for event in events if isinstance(event.fact, SheetChanged)), None)
    changes = made.fact.changes or () if made else ()
    return Played(sheet, changes, _made(rolled), made.sequence if made else 0)


def _made(events: Sequence[Event]) -> RollMade | None:
    rolled = next((event for event in events if isinstance(event.fact, Rolled)), None)
    if rolled is None:
        return None
    began = next((event.fact.commitment for event in events if isinstance(event.fact, EpochBegan)), None)
    return RollMade(rolled.fact, rolled.at, rolled.stream, rolled.sequence, began)
