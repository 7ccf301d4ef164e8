"""Find the fight of a channel, and who is who in it: what somebody may do there, and whom they mean."""

from __future__ import annotations

from core.characters.books import CHARACTERS
from core.characters.directory import CharacterEntry
from core.characters.state import Right
from core.combat.record.books import FIGHTS
from core.combat.record.state import Fight
from core.combat.views.known import FoundFight, called
from core.errors import NotFoundError
from core.ports.characters import CharacterDirectory
from core.ports.fights import FightDirectory
from core.ports.ledger import Ledger
from core.ports.tables import TableDirectory
from core.tables.books import TABLES
from core.tables.decide import Place
from core.tables.permissions import standings
from core.tables.state import Person, Table

LEADERS = frozenset({"dm", "co-dm", "stand-in"})


class FindFight:
    """The fight that is on in a channel."""

    def __init__(
        self, ledger: Ledger, fights: FightDirectory, tables: TableDirectory, characters: CharacterDirectory
    ) -> None:
        self._ledger = ledger
        self._fights = fights
        self._tables = tables
        self._characters = characters

    async def __call__(self, person: Person, place: Place) -> FoundFight:
        """The fight here.

        Raises:
            NotFoundError: ``no-table-here`` or ``no-fight-here``.
        """
        entry = await self._tables.in_channel(place.channel)
        if entry is None:
            raise NotFoundError("no-table-here")
        line = await self._fights.at_table(entry.stream)
        if line is None:
            raise NotFoundError("no-fight-here")
        table, _ = await self._ledger.read(TABLES, entry.stream)
        fight, _ = await self._ledger.read(FIGHTS, line.stream)
        return await self._found(fight, table, person)

    async def is_on(self, place: Place) -> bool:
        """Whether there is a fight here."""
        entry = await self._tables.in_channel(place.channel) if place.guild else None
        return entry is not None and await self._fights.at_table(entry.stream) is not None

    async def _found(self, fight: Fight, table: Table, person: Person) -> FoundFight:
        streams = [each.character for each in fight.present() if each.character]
        lines = {entry.stream: entry for entry in await self._characters.several(streams)}
        names: dict[int, str] = {}
        own: list[int] = []
        for combatant in fight.present():
            if combatant.character is None:
                names[combatant.number] = called(combatant, fight)
                continue
            line = lines.get(combatant.character)
            names[combatant.number] = line.name if line else "?"
            if line and await self._may_play(line, person):
                own.append(combatant.number)
        return FoundFight(fight, names, runs(fight, table, person), tuple(own), table)

    async def _may_play(self, line: CharacterEntry, person: Person) -> bool:
        if line.owner == person.user or person.user not in line.users:
            return line.owner == person.user
        character, _ = await self._ledger.read(CHARACTERS, line.stream)
        return character.right_of(person.user) >= Right.PLAY


def runs(fight: Fight, table: Table, person: Person) -> bool:
    """Whether somebody runs a fight: who leads the table, and at an open one whoever began the fight."""
    if LEADERS & standings(table, person.user):
        return True
    return table.mode == "open" and fight.leader == person.user
