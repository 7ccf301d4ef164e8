"""Say something of somebody in a fight: hit points, effects and what ends them, how they stand, death saves."""

from __future__ import annotations

from collections.abc import Callable

from core.combat.acts import marking
from core.combat.acts.marking import HitPointChange, Mark, Standing
from core.combat.acts.stage import Stage
from core.combat.record.steps import Done, Outcome
from core.combat.views.known import FoundFight
from core.ids import Cause
from core.ports.fighting import Doing, Fighting
from core.tables.state import Person


class MarkCombatant:
    """Each once for a cause. Players mark their own; who leads, everybody."""

    def __init__(self, fighting: Fighting) -> None:
        self._fighting = fighting

    async def hit_points(
        self, found: FoundFight, person: Person, number: int, change: HitPointChange, *, cause: Cause
    ) -> Outcome:
        """Change somebody's hit points. Refusals: `core.combat.acts.marking.hit_points`."""
        return await self._do(
            found, person, number, lambda stage: marking.hit_points(stage, number, change), cause=cause
        )

    async def mark(self, found: FoundFight, person: Person, number: int, given: Mark, *, cause: Cause) -> Outcome:
        """Let something last on somebody. Refusals: `core.combat.acts.marking.mark`."""
        return await self._do(found, person, number, lambda stage: marking.mark(stage, number, given), cause=cause)

    async def cure(self, found: FoundFight, person: Person, number: int, name: str, *, cause: Cause) -> Outcome:
        """End what somebody has. Refusals: `core.combat.acts.marking.cure`."""
        return await self._do(found, person, number, lambda stage: marking.cure(stage, number, name), cause=cause)

    async def stand(
        self, found: FoundFight, person: Person, number: int, standing: Standing, *, cause: Cause
    ) -> Outcome:
        """Change how somebody stands. Refusals: `core.combat.acts.marking.stand`."""
        return await self._do(found, person, number, lambda stage: marking.stand(stage, number, standing), cause=cause)

    async def death_save(
        self, found: FoundFight, person: Person, number: int, *, overrule: bool = False, cause: Cause
    ) -> Outcome:
        """Roll a death save. Refusals: `core.combat.acts.marking.death_save`, or ``not-yours-to-run``."""
        if overrule:
            found.must_run()
        return await self._do(
            found, person, number, lambda stage: marking.death_save(stage, number, overrule=overrule), cause=cause
        )

    async def stabilise(self, found: FoundFight, person: Person, number: int, *, cause: Cause) -> Outcome:
        """First aid has worked. Refusals: `core.combat.acts.marking.stabilise`."""
        return await self._do(found, person, number, lambda stage: marking.stabilise(stage, number), cause=cause)

    async def _do(
        self, found: FoundFight, person: Person, number: int, play: Callable[[Stage], Done], *, cause: Cause
    ) -> Outcome:
        found.may_play(number)
        hidden = found.fight.hides(found.fight.combatant(number))
        doing = Doing(person, found.leads, lambda _: (number,), play, hidden=hidden, label=found.names.get(number))
        return await self._fighting.do(found.fight.stream, doing, cause=cause)
