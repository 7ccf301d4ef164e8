"""Look at a fight without changing it: as it stands, and how those in it are by their sheets and stat blocks."""

from __future__ import annotations

from core.characters.books import CHARACTERS
from core.characters.numbers import armor_class_of
from core.characters.state import Character
from core.combat.record.books import FIGHTS
from core.combat.record.state import Fight
from core.combat.views.view import NOBODY, Body, FightView
from core.errors import NotFoundError
from core.ids import StreamId
from core.ports.fighting import Book
from core.ports.fights import FightDirectory
from core.ports.ledger import Ledger


class ReadFight:
    """The fight as it stands, in three statements however many are in it."""

    def __init__(self, ledger: Ledger, fights: FightDirectory, book: Book) -> None:
        self._ledger = ledger
        self._fights = fights
        self._book = book

    async def __call__(self, stream: StreamId) -> FightView:
        """All of it; what somebody may see of it is `core.combat.views.seen`'s to say.

        Raises:
            NotFoundError: ``no-fight-here``.
            UnavailableError: ``database-away``.
        """
        entry = await self._fights.entry(stream)
        if entry is None:
            raise NotFoundError("no-fight-here")
        fight, _ = await self._ledger.read(FIGHTS, stream)
        there = fight.present()
        streams = [each.character for each in there if each.character]
        characters = await self._ledger.read_all(CHARACTERS, streams)
        blocks = {each.monster: self._of_block(each.monster, fight) for each in there if not each.character}
        bodies = {
            each.number: self._of_sheet(characters.get(each.character)) if each.character else blocks[each.monster]
            for each in there
        }
        return FightView(fight, bodies, entry)

    def _of_sheet(self, character: Character | None) -> Body:
        """How a character is; of one that was deleted or erased nobody knows."""
        if character is None or character.sheet is None or character.deleted_at is not None:
            return Body(NOBODY)
        sheet = character.sheet
        return Body(sheet.name, sheet.vitals, armor_class_of(sheet, self._book.records(sheet)))

    def _of_block(self, monster: str, fight: Fight) -> Body:
        block = self._book.monster(monster, fight.edition)
        return Body(armor_class=block.armor_class if block else None)
