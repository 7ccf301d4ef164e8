"""Begin a fight at a table, with the characters that are played there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from core.characters.books import CHARACTERS
from core.characters.directory import CharacterEntry, Whereabouts
from core.combat.acts.entering import Entrance, enter
from core.combat.acts.stage import Stage
from core.combat.record.books import fight_stream
from core.combat.record.events import FightBegan
from core.combat.record.steps import Done, Outcome
from core.errors import NotAllowedError, NotFoundError, RuleError
from core.ids import Cause, StreamId, UserId
from core.ports.characters import CharacterDirectory
from core.ports.fighting import Doing, Fighting
from core.ports.fights import FightDirectory
from core.ports.ledger import Ledger, TakenError
from core.ports.tables import TableDirectory
from core.rules.edition import Edition
from core.rules.house_rules import BY_THE_BOOK, HouseRules
from core.tables.books import TABLES
from core.tables.decide import Place
from core.tables.permissions import standings
from core.tables.state import Person, Role, Table

LEADERS = frozenset({"dm", "co-dm", "stand-in"})


@dataclass(frozen=True, slots=True)
class Begun:
    """A fight that has begun.

    Attributes:
        outcome: As it begins.
        idle: The players at the table who play no character there.
        elsewhere: The characters of others, by name, which are in another fight.
    """

    outcome: Outcome
    idle: tuple[UserId, ...] = ()
    elsewhere: tuple[str, ...] = ()


class StartFight:
    """Begin it once for a cause; a table has one fight at a time."""

    def __init__(
        self,
        ledger: Ledger,
        fighting: Fighting,
        fights: FightDirectory,
        tables: TableDirectory,
        *,
        characters: CharacterDirectory,
    ) -> None:
        self._ledger = ledger
        self._fighting = fighting
        self._fights = fights
        self._tables = tables
        self._characters = characters

    async def __call__(
        self,
        person: Person,
        place: Place,
        edition: Edition | None = None,
        *,
        everybody: bool = True,
        house: HouseRules = BY_THE_BOOK,
        cause: Cause,
    ) -> Begun:
        """The fight as it begins, and who of the table is not in it.

        Args:
            person: Who begins it: whoever leads the table, and at an open one anybody who plays there.
            place: Where.
            edition: Whose rules it is fought by; None for those that all who come in are built by, or else the later.
            everybody: Whether the characters that are played at the table come in at once.
            house: What is played otherwise.
            cause: The interaction, which is what the fight is named by.

        Raises:
            NotFoundError: ``no-table-here``.
            NotAllowedError: ``not-yours-to-run``.
            RuleError: ``fight-here-already``.
        """
        entry = await self._tables.in_channel(place.channel)
        if entry is None or place.guild is None:
            raise NotFoundError("no-table-here")
        table, _ = await self._ledger.read(TABLES, entry.stream)
        _must_begin(table, person)
        stream = fight_stream(cause)
        there = await self._fights.at_table(entry.stream)
        if there is not None and there.stream != stream:
            raise RuleError("fight-here-already")
        played = await self._played(table, place) if everybody else {}
        entries = {entry.stream: entry for entry in played.values()}
        newcomers = tuple([each for each in entries if await self._is_free(each, stream)])
        edition = edition or await self._edition_of(newcomers)
        began = FightBegan(entry.stream, place.guild, entry.channel, edition, house)
        doing = Doing(person, True, lambda _: (), _entering(newcomers), newcomers=newcomers, began=began)
        try:
            outcome = await self._fighting.do(stream, doing, cause=cause)
        except TakenError:
            raise RuleError("fight-here-already") from None
        idle = [each for each in _seated(table, "player") if each not in played] if everybody else ()
        return Begun(outcome, tuple(idle), tuple(entries[each].name for each in entries if each not in newcomers))

    async def _played(self, table: Table, place: Place) -> dict[UserId, CharacterEntry]:
        where = Whereabouts(place.whole, table.stream, place.guild)
        return await self._characters.used_by_all(_seated(table, "player", "dm", "co-dm"), where.keys())

    async def _edition_of(self, newcomers: tuple[StreamId, ...]) -> Edition:
        """Whose rules all of them are built by; the later ones, where they differ or nobody comes."""
        read = [await self._ledger.read(CHARACTERS, each) for each in newcomers]
        editions = {character.sheet.edition for character, _ in read if character.sheet}
        return editions.pop() if len(editions) == 1 else Edition.SRD_52

    async def _is_free(self, character: StreamId, fight: StreamId) -> bool:
        """Whether a character is in no other fight; whoever is stays there, and is told so when they would join."""
        elsewhere = await self._fights.with_character(character)
        return elsewhere is None or elsewhere.stream == fight


def _must_begin(table: Table, person: Person) -> None:
    stands = standings(table, person.user)
    if not (LEADERS & stands or (table.mode == "open" and table.plays(person.user))):
        raise NotAllowedError("not-yours-to-run")


def _seated(table: Table, *roles: Role) -> Sequence[UserId]:
    return [seat.user for seat in table.seats if seat.user and seat.role in roles]


def _entering(newcomers: tuple[StreamId, ...]) -> Callable[[Stage], Done]:
    return lambda stage: enter(stage, newcomers, Entrance())
