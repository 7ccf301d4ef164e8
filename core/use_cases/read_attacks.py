"""What somebody can attack with outside a fight, and how that is rolled where there is nobody to hit."""

from __future__ import annotations

from core.characters.attacks import attacks, usual_attack
from core.characters.books import CHARACTERS
from core.characters.directory import Whereabouts
from core.characters.sheet import Sheet
from core.combat.situation.d20s import d20
from core.errors import NotFoundError
from core.ids import StreamId
from core.matching.names import named
from core.ports.characters import CharacterDirectory
from core.ports.fighting import Book
from core.ports.ledger import Ledger
from core.rules.effects.outcomes import Damage
from core.tables.decide import Place
from core.tables.state import Person


class ReadAttacks:
    """The attacks of a sheet."""

    def __init__(self, ledger: Ledger, characters: CharacterDirectory, book: Book) -> None:
        self._ledger = ledger
        self._characters = characters
        self._book = book

    async def own(self, person: Person, place: Place) -> list[str]:
        """What the character that somebody plays here can attack with."""
        used = await self._used(person, place)
        if used is None:
            return []
        sheet = await self._sheet(used)
        return [line.name for line in attacks(sheet, self._book.records(sheet))]

    async def rolled(self, person: Person, place: Place, name: str | None, extra: str) -> tuple[str, str]:
        """An attack of the character that somebody plays, as its label and its notation: to hit, then damage.

        Raises:
            NotFoundError: ``no-character`` or ``attack-not-found``.
        """
        used = await self._used(person, place)
        if used is None:
            raise NotFoundError("no-character")
        sheet = await self._sheet(used)
        records = self._book.records(sheet)
        lines = attacks(sheet, records)
        wanted = (name or usual_attack(sheet, records)).strip()
        line = named(lines, wanted, lambda each: each.name)
        if line is None:
            raise NotFoundError("attack-not-found", named=wanted[:60], names=", ".join(each.name for each in lines[:6]))
        damage = [each.dice for each in line.attack.hit if isinstance(each, Damage) and each.only.when is None]
        return line.name, "; ".join([d20(line.attack.bonus or 0, [extra]), *damage])

    async def _used(self, person: Person, place: Place) -> StreamId | None:
        where = Whereabouts(place.whole, None, place.guild)
        used = await self._characters.used(person.user, where.keys())
        return used.stream if used else None

    async def _sheet(self, stream: StreamId) -> Sheet:
        character, _ = await self._ledger.read(CHARACTERS, stream)
        return character.written()
