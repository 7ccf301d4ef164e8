"""Who the party is here: the levels of the characters in the fight, or of those that are played at the table."""

from __future__ import annotations

from core.characters.books import CHARACTERS
from core.characters.directory import Whereabouts
from core.combat.record.books import FIGHTS
from core.combat.record.state import Side
from core.errors import NotFoundError, RuleError
from core.ids import StreamId
from core.ports.characters import CharacterDirectory
from core.ports.fights import FightDirectory
from core.ports.ledger import Ledger
from core.ports.tables import TableDirectory
from core.tables.books import TABLES
from core.tables.decide import Place


class ReadParty:
    """The party of a channel."""

    def __init__(
        self, ledger: Ledger, fights: FightDirectory, tables: TableDirectory, characters: CharacterDirectory
    ) -> None:
        self._ledger = ledger
        self._fights = fights
        self._tables = tables
        self._characters = characters

    async def __call__(self, place: Place) -> tuple[int, ...]:
        """The levels, the highest first.

        Raises:
            NotFoundError: ``no-table-here``.
            RuleError: ``nobody-plays-here``.
        """
        entry = await self._tables.in_channel(place.channel)
        if entry is None:
            raise NotFoundError("no-table-here")
        streams = await self._in_fight(entry.stream) or await self._at_table(entry.stream, place)
        characters = await self._ledger.read_all(CHARACTERS, streams)
        sheets = [each.sheet for each in characters.values() if each.sheet and each.deleted_at is None]
        if not sheets:
            raise RuleError("nobody-plays-here")
        return tuple(sorted((sheet.level for sheet in sheets), reverse=True))

    async def _in_fight(self, table: StreamId) -> list[StreamId]:
        line = await self._fights.at_table(table)
        if line is None:
            return []
        fight, _ = await self._ledger.read(FIGHTS, line.stream)
        return [each.character for each in fight.present() if each.character and each.side is Side.PARTY]

    async def _at_table(self, stream: StreamId, place: Place) -> list[StreamId]:
        table, _ = await self._ledger.read(TABLES, stream)
        players = [seat.user for seat in table.seats if seat.user and seat.role != "spectator"]
        where = Whereabouts(place.whole, stream, place.guild)
        found = await self._characters.used_by_all(players, where.keys())
        return list(dict.fromkeys(entry.stream for entry in found.values()))
