"""Plan an encounter: read what monsters are meant, propose some, and say how hard they are for a party."""

from __future__ import annotations

from collections.abc import Sequence

from core.combat.planning.bestiary import Bestiary
from core.combat.planning.building import proposed
from core.combat.planning.groups import Group, kinds, read_groups
from core.combat.planning.measuring import Measure, foes_of, measured, standing
from core.combat.planning.wishes import Wish
from core.combat.record.state import Fight
from core.ports.fighting import Book
from core.rules.edition import Edition


class PlanEncounter:
    """By the books, which are read from files beside the program."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._bestiaries: dict[Edition, Bestiary] = {}

    def bestiary(self, edition: Edition) -> Bestiary:
        """A book's monsters; read the first time, and kept."""
        if edition not in self._bestiaries:
            self._bestiaries[edition] = Bestiary(edition, self._book.forms(edition))
        return self._bestiaries[edition]

    def read(self, text: str, edition: Edition) -> tuple[Group, ...]:
        """The monsters that a list names. Refusals: `core.combat.planning.groups.read_groups`."""
        return read_groups(text, self.bestiary(edition))

    def propose(self, wish: Wish) -> tuple[Group, ...]:
        """Monsters that fit. Refusals: `core.combat.planning.building.proposed`."""
        return proposed(wish, self.bestiary(wish.edition))

    def measure(self, groups: Sequence[Group], levels: Sequence[int], edition: Edition) -> Measure:
        """How hard monsters are for a party.

        Raises:
            NotFoundError: ``monster-unknown``.
        """
        known = kinds(groups, self.bestiary(edition))
        worths = [kind.xp for kind, count in known for _ in range(count)]
        highest = max((kind.rating for kind, _ in known), default=0)
        return measured(edition, levels, worths, highest_rating=float(highest))

    def measure_fight(self, fight: Fight, levels: Sequence[int]) -> Measure:
        """How hard the party's foes in a fight are, as they stand in it."""
        bestiary = self.bestiary(fight.edition)
        there = {each.monster for each in standing(fight) if each.character is None}
        ratings = [kind.rating for kind in bestiary.kinds if kind.name in there]
        return measured(fight.edition, levels, foes_of(fight), highest_rating=float(max(ratings, default=0)))
