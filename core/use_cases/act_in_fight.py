"""Do something in a fight: attack, use a monster's action, take one of the actions that everybody has."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from core.characters.attacks import UNARMED
from core.combat import acting
from core.combat.acting import Aim
from core.combat.known import FoundFight
from core.combat.stage import Stage
from core.combat.state import Fight
from core.combat.steps import Done, Outcome
from core.errors import NotFoundError
from core.ids import Cause
from core.monsters.stat_block import Action, StatBlock
from core.ports.fighting import Book, Doing, Fighting
from core.tables.state import Person


class ActInFight:
    """Each once for a cause; dice of a combatant that the players do not see are hidden."""

    def __init__(self, fighting: Fighting, book: Book) -> None:
        self._fighting = fighting
        self._book = book

    async def attack(
        self, found: FoundFight, person: Person, number: int, *, name: str | None, aim: Aim, cause: Cause
    ) -> Outcome:
        """Attack with a weapon of a character, or with an attack of a monster.

        Raises:
            NotFoundError: ``attack-not-found``, ``action-not-found`` or ``combatant-not-found``.
            NotAllowedError: ``not-your-combatant``, or ``not-yours-to-run`` for overruling.
            RuleError: What stands against it.
        """
        combatant = found.fight.combatant(number)
        if combatant.character is None:
            return await self.act(found, person, number, name=name or "", aim=aim, cause=cause)
        arm = name or UNARMED

        def play(stage: Stage) -> Done:
            return acting.attack(stage, number, arm, aim)

        return await self._do(found, person, number, play, aim=aim, cause=cause)

    async def act(
        self, found: FoundFight, person: Person, number: int, *, name: str, aim: Aim, cause: Cause
    ) -> Outcome:
        """Do something that a monster's stat block has.

        Raises:
            NotFoundError: ``action-not-found`` or ``combatant-not-found``.
            NotAllowedError: ``not-your-combatant``, or ``not-yours-to-run`` for overruling.
            RuleError: What stands against it.
        """
        combatant = found.fight.combatant(number)
        block = self._book.monster(combatant.monster, found.fight.edition)
        action = _action(block, name)
        return await self._do(
            found, person, number, lambda stage: acting.act(stage, number, action, aim), aim=aim, cause=cause
        )

    async def basic(self, found: FoundFight, person: Person, number: int, way: str, *, cause: Cause) -> Outcome:
        """Take one of the actions that everybody has.

        Raises:
            NotFoundError: ``action-not-found`` or ``combatant-not-found``.
            NotAllowedError: ``not-your-combatant``.
            RuleError: What stands against it.
        """
        aim = Aim()
        return await self._do(
            found, person, number, lambda stage: acting.basic(stage, number, way, aim), aim=aim, cause=cause
        )

    async def _do(
        self,
        found: FoundFight,
        person: Person,
        number: int,
        play: Callable[[Stage], Done],
        *,
        aim: Aim,
        cause: Cause,
    ) -> Outcome:
        found.may_play(number)
        if aim.overrule:
            found.must_run()
        doing = Doing(
            person,
            found.leads,
            _concerned(number, aim),
            play,
            hidden=found.fight.combatant(number).hidden,
            label=found.names.get(number),
        )
        return await self._fighting.do(found.fight.stream, doing, cause=cause)


def _concerned(number: int, aim: Aim) -> Callable[[Fight], Iterable[int]]:
    """Who acts, whom it is done to, and whoever holds something on one of them."""

    def all_of_them(fight: Fight) -> Iterable[int]:
        there = {number, *aim.targets}
        holders = {
            one.source
            for each in there
            if each in fight.combatants
            for one in fight.combatants[each].ongoing.values()
            if one.source is not None
        }
        return there | holders

    return all_of_them


def _action(block: StatBlock | None, name: str) -> Action:
    actions = block.actions if block else ()
    wanted = name.strip().casefold()
    exact = [each for each in actions if each.name.casefold() == wanted]
    near = [each for each in actions if wanted and each.name.casefold().startswith(wanted)]
    if found := exact or near:
        return found[0]
    raise NotFoundError("action-not-found", named=name[:60], names=", ".join(each.name for each in actions[:8]))
