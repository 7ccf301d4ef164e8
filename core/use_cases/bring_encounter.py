"""Bring an encounter into a fight: all its monsters in one step, which is taken back as one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.combat.acts import entering
from core.combat.acts.stage import Stage
from core.combat.planning.groups import Group, bounded
from core.combat.record.steps import Done, Outcome
from core.combat.situation.creatures import Coming
from core.combat.views.known import FoundFight
from core.errors import NotFoundError, RuleError
from core.ids import Cause
from core.monsters.stat_block import StatBlock
from core.ports.fighting import Book, Doing, Fighting
from core.rules.edition import Edition
from core.tables.state import Person


@dataclass(frozen=True, slots=True)
class Arrival:
    """Monsters that come together.

    Attributes:
        groups: Which.
        edition: Whose.
        hidden: Whether the players know nothing of them yet.
        grouped: Whether those of one kind roll initiative once.
    """

    groups: tuple[Group, ...]
    edition: Edition
    hidden: bool = False
    grouped: bool = True


class BringEncounter:
    """Once for a cause."""

    def __init__(self, fighting: Fighting, book: Book) -> None:
        self._fighting = fighting
        self._book = book

    async def __call__(self, found: FoundFight, person: Person, arrival: Arrival, *, cause: Cause) -> Outcome:
        """The monsters come in.

        Raises:
            NotAllowedError: ``not-yours-to-run``.
            NotFoundError: ``monster-unknown``.
            RuleError: ``encounter-other-edition``.
            LimitError: ``too-many-monsters`` or ``too-many-combatants``.
        """
        found.must_run()
        if arrival.edition is not found.fight.edition:
            raise RuleError("encounter-other-edition", own=arrival.edition.year, here=found.fight.edition.year)
        groups = bounded(arrival.groups)
        blocks = [(self._block(each, arrival.edition), each.count) for each in groups]
        doing = Doing(
            person, True, lambda _: (), lambda stage: _come(stage, blocks, arrival, cause), hidden=arrival.hidden
        )
        return await self._fighting.do(found.fight.stream, doing, cause=cause)

    def _block(self, group: Group, edition: Edition) -> StatBlock:
        block = self._book.monster(group.monster, edition)
        if block is None:
            raise NotFoundError("monster-unknown", named=group.monster)
        return block


def _come(stage: Stage, blocks: Sequence[tuple[StatBlock, int]], arrival: Arrival, cause: Cause) -> Done:
    came: list[int] = []
    coming = Coming(hidden=arrival.hidden)
    for place, (block, count) in enumerate(blocks):
        shared = f"{cause}-{place}" if arrival.grouped and count > 1 else ""
        came += entering.add(stage, block, count, replace(coming, group=shared)).targets
    return stage.done("joined", targets=tuple(came))
