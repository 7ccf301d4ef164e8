"""Come into a fight, bring monsters into it, and leave it again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Protocol

from core.combat.acts import entering
from core.combat.acts.entering import Entrance
from core.combat.acts.stage import Stage
from core.combat.record.steps import Done, Outcome
from core.combat.situation.creatures import Coming
from core.combat.views.known import FoundFight
from core.errors import NotFoundError, RuleError
from core.ids import Cause, StreamId
from core.matching.names import Names
from core.monsters.stat_block import StatBlock
from core.ports.fighting import Book, Doing, Fighting
from core.ports.fights import FightDirectory
from core.rules.edition import Edition
from core.tables.permissions import must
from core.tables.state import Person

MOST_NEAR: Final = 3


class Bestiary(Book, Protocol):
    """A book whose monsters can be named."""

    def monster_names(self, edition: Edition) -> list[str]:
        """The names of all monsters of an edition."""
        ...


@dataclass(frozen=True, slots=True)
class Monsters:
    """Monsters of one kind that come.

    Attributes:
        name: Their stat block's.
        count: How many.
        coming: How.
        rolled: Whether each one's hit points are rolled; else they have the average.
    """

    name: str
    count: int = 1
    coming: Coming = Coming()  # noqa: RUF009 - a value that nobody can change
    rolled: bool = False


class EnterFight:
    """Each once for a cause."""

    def __init__(self, fighting: Fighting, book: Bestiary, fights: FightDirectory) -> None:
        self._fighting = fighting
        self._fights = fights
        self._book = book

    async def join(
        self, found: FoundFight, person: Person, character: StreamId, entrance: Entrance, *, cause: Cause
    ) -> Outcome:
        """A character comes in.

        Raises:
            NotAllowedError: Whoever brings it in has no seat to play from: ``not-seated``, ``spectators-watch`` and
                others.
            RuleError: ``in-fight-already`` or ``fights-elsewhere``.
            LimitError: ``too-many-combatants``.
        """
        must(found.table, person.user, "roll")
        elsewhere = await self._fights.with_character(character)
        if elsewhere is not None and elsewhere.stream != found.fight.stream:
            raise RuleError("fights-elsewhere", channel=str(elsewhere.channel))
        doing = Doing(
            person,
            found.leads,
            lambda _: (),
            lambda stage: entering.enter(stage, (character,), entrance),
            newcomers=(character,),
        )
        return await self._fighting.do(found.fight.stream, doing, cause=cause)

    async def add(self, found: FoundFight, person: Person, monsters: Monsters, *, cause: Cause) -> Outcome:
        """Monsters come in.

        Raises:
            NotAllowedError: ``not-yours-to-run``.
            NotFoundError: ``monster-not-found``, with the nearest names of the fight's edition, and the edition that
                has it.
            LimitError: ``too-many-monsters`` or ``too-many-combatants``.
        """
        found.must_run()
        block = self._block(monsters.name, found.fight.edition)

        def play(stage: Stage) -> Done:
            hit_points = (
                [max(1, stage.scene.throws.roll(block.hit_dice).total) for _ in range(monsters.count)]
                if monsters.rolled
                else []
            )
            return entering.add(stage, block, monsters.count, monsters.coming, hit_points=hit_points)

        doing = Doing(person, True, lambda _: (), play, hidden=monsters.coming.hidden, label=block.name)
        return await self._fighting.do(found.fight.stream, doing, cause=cause)

    def _block(self, name: str, edition: Edition) -> StatBlock:
        block = self._book.monster(name, edition)
        if block is not None:
            return block
        names = self._book.monster_names(edition)
        known = Names([(each, each) for each in names])
        near = known.nearest(name[:60], MOST_NEAR)
        raise NotFoundError(
            "monster-not-found",
            named=name[:60],
            year=edition.year,
            elsewhere=next((each.year for each in Edition if self._book.monster(name, each)), "none"),
            near=", ".join(near) or "none",
            example=(near or names)[0],
        )

    async def add_lair(self, found: FoundFight, person: Person, owner: int, *, cause: Cause) -> Outcome:
        """A monster's lair acts, too.

        Raises:
            NotAllowedError: ``not-yours-to-run``.
        """
        found.must_run()
        doing = Doing(person, True, lambda _: (), lambda stage: entering.add_lair(stage, owner))
        return await self._fighting.do(found.fight.stream, doing, cause=cause)

    async def leave(self, found: FoundFight, person: Person, number: int, *, cause: Cause) -> Outcome:
        """Somebody leaves.

        Raises:
            NotAllowedError: ``not-your-combatant``.
        """
        found.may_play(number)
        doing = Doing(person, found.leads, lambda _: (number,), lambda stage: entering.leave(stage, number))
        return await self._fighting.do(found.fight.stream, doing, cause=cause)
