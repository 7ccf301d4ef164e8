"""Find the character that somebody means: the one they play here, or one they name."""

from __future__ import annotations

from dataclasses import dataclass

from core.characters.books import CHARACTERS
from core.characters.decide import Hand
from core.characters.directory import CharacterEntry, Whereabouts
from core.characters.state import Character, Right
from core.errors import NotFoundError
from core.ids import StreamId, UserId
from core.ports.characters import CharacterDirectory
from core.ports.ledger import Ledger
from core.ports.tables import TableDirectory
from core.tables.books import TABLES
from core.tables.decide import Place
from core.tables.permissions import standings
from core.tables.state import Person, Table

LEADERS = frozenset({"dm", "co-dm", "stand-in"})
MOST_NAMED = 5
"""As many names as a refusal lists."""


@dataclass(frozen=True, slots=True)
class Found:
    """A character, and who wants something of it.

    Attributes:
        character: As it stands.
        hand: Who wants it, and whether they lead the table here.
        place: Where they are.
    """

    character: Character
    hand: Hand
    place: Whereabouts


class FindCharacter:
    """Which character is meant, and how much whoever means it may do with it."""

    def __init__(self, ledger: Ledger, characters: CharacterDirectory, tables: TableDirectory) -> None:
        self._ledger = ledger
        self._characters = characters
        self._tables = tables

    async def __call__(
        self, person: Person, place: Place, named: str | None = None, *, right: Right = Right.SEE
    ) -> Found:
        """The character that somebody plays here, or the one that they name.

        Args:
            person: Who asks.
            place: Where.
            named: Its name, or its stream as autocompletion puts it in; whoever leads a table here can name what is
                played at it.
            right: What they want to do with it.

        Raises:
            NotFoundError: ``no-character`` or ``character-not-named``.
            NotAllowedError: ``not-your-character``.
        """
        table = await self._table(place)
        leads = table is not None and bool(LEADERS & standings(table, person.user))
        where = Whereabouts(place.whole, table and table.stream, place.guild)
        stream = await self._named(person, where, table if leads else None, named) if named else None
        if stream is None:
            used = await self._characters.used(person.user, where.keys())
            if used is None:
                raise NotFoundError("no-character")
            stream = used.stream
        character, _ = await self._ledger.read(CHARACTERS, stream)
        character.written()
        hand = Hand(person.user, person.name, leads and await self._is_here(character, table, where))
        character.must_let(person.user, right, leads=hand.leads)
        return Found(character, hand, where)

    async def of(self, person: Person, place: Place, whose: UserId) -> Found:
        """The character that somebody else plays here, for whoever may see it.

        Raises:
            NotFoundError: ``no-character-of-theirs``.
            NotAllowedError: ``not-your-character``.
        """
        where = await self.whereabouts(place)
        used = await self._characters.used(whose, where.keys())
        if used is None:
            raise NotFoundError("no-character-of-theirs")
        return await self.at(person, place, used.stream)

    async def at(self, person: Person, place: Place, stream: StreamId, *, right: Right = Right.SEE) -> Found:
        """A character that a card names.

        Raises:
            NotFoundError: ``character-not-found``.
            NotAllowedError: ``not-your-character``.
        """
        table = await self._table(place)
        where = Whereabouts(place.whole, table and table.stream, place.guild)
        character, _ = await self._ledger.read(CHARACTERS, stream)
        leads = table is not None and bool(LEADERS & standings(table, person.user))
        hand = Hand(person.user, person.name, leads and await self._is_here(character, table, where))
        character.must_let(person.user, right, leads=hand.leads)
        return Found(character, hand, where)

    async def whereabouts(self, place: Place) -> Whereabouts:
        """Where somebody is when they use a character."""
        table = await self._table(place)
        return Whereabouts(place.whole, table and table.stream, place.guild)

    async def known(self, person: Person, place: Place) -> list[CharacterEntry]:
        """All characters that somebody can name here, their own first."""
        table = await self._table(place)
        own = await self._characters.usable_by(person.user)
        if table is None or not LEADERS & standings(table, person.user):
            return own
        where = Whereabouts(place.whole, table.stream, place.guild)
        mine = {entry.stream for entry in own}
        return [*own, *(entry for entry in await self._played(table, where) if entry.stream not in mine)]

    async def around(self, person: Person, place: Place) -> list[CharacterEntry]:
        """All characters that something can be given to here: what is played at the table, and their own."""
        table = await self._table(place)
        own = await self._characters.usable_by(person.user)
        if table is None:
            return own
        where = Whereabouts(place.whole, table.stream, place.guild)
        mine = {entry.stream for entry in own}
        return [*(entry for entry in await self._played(table, where) if entry.stream not in mine), *own]

    async def around_named(self, person: Person, place: Place, named: str) -> CharacterEntry:
        """One of these by its name.

        Raises:
            NotFoundError: ``character-not-named``.
        """
        return _one_of(await self.around(person, place), named)

    async def _named(self, person: Person, where: Whereabouts, led: Table | None, named: str) -> StreamId:
        known = await self._characters.usable_by(person.user)
        if led is not None:
            known = [*known, *await self._played(led, where)]
        return _one_of(known, named).stream

    async def _played(self, table: Table, where: Whereabouts) -> list[CharacterEntry]:
        return list((await self._characters.used_by_all(_seated(table), where.keys())).values())

    async def _is_here(self, character: Character, table: Table | None, where: Whereabouts) -> bool:
        """Whether it is played at a table: then those who lead that have a say in it."""
        if table is None or character.owner is None:
            return False
        return any(entry.stream == character.stream for entry in await self._played(table, where))

    async def _table(self, place: Place) -> Table | None:
        here = await self._tables.in_channel(place.channel) if place.guild else None
        return (await self._ledger.read(TABLES, here.stream))[0] if here else None


def _one_of(known: list[CharacterEntry], named: str) -> CharacterEntry:
    wanted = named.strip().casefold()
    for entry in known:
        if entry.stream == named or entry.name.casefold() == wanted:
            return entry
    names = ", ".join(dict.fromkeys(entry.name for entry in known[:MOST_NAMED]))
    raise NotFoundError("character-not-named", named=named[:60], names=names or "none")


def _seated(table: Table) -> list[UserId]:
    return [seat.user for seat in table.seats if seat.user is not None]
