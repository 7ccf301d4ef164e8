"""Do something in a fight: attack, act, cast a spell, answer what has just happened, ready an action and let it go."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from core.combat.acts import acting, answers, casting, deeds, readying
from core.combat.acts.acting import Aim
from core.combat.acts.castable import castable_by, meant
from core.combat.acts.stage import Stage
from core.combat.record.state import Fight, Readied
from core.combat.record.steps import Done, Outcome
from core.combat.views.known import FoundFight
from core.errors import RuleError
from core.ids import Cause
from core.ports.fighting import Doing, Fighting
from core.tables.state import Person


@dataclass(frozen=True, slots=True)
class Incantation:
    """A spell as somebody wants to cast it.

    Attributes:
        name: As they typed it.
        slot: The level of the slot; None for the lowest that will do.
        ritual: Whether it is cast as a ritual.
    """

    name: str
    slot: int | None = None
    ritual: bool = False


class ActInFight:
    """Each once for a cause; dice of a combatant that the players do not see are hidden."""

    def __init__(self, fighting: Fighting) -> None:
        self._fighting = fighting

    async def attack(
        self, found: FoundFight, person: Person, number: int, *, name: str | None, aim: Aim, cause: Cause
    ) -> Outcome:
        """Attack with a weapon of a character, or do what else somebody can do (`core.combat.acts.deeds`), by its name.

        Raises:
            NotFoundError: ``attack-not-found``, ``action-not-found`` or ``combatant-not-found``.
            NotAllowedError: ``not-your-combatant``, or ``not-yours-to-run`` for overruling.
            RuleError: What stands against it.
        """
        return await self._do(
            found, person, number, lambda stage: deeds.do_named(stage, number, name, aim), aim=aim, cause=cause
        )

    async def act(
        self, found: FoundFight, person: Person, number: int, *, name: str, aim: Aim, cause: Cause
    ) -> Outcome:
        """The same, where it has a name. Refusals: `attack`."""
        return await self.attack(found, person, number, name=name, aim=aim, cause=cause)

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

    async def cast(
        self, found: FoundFight, person: Person, number: int, *, wanted: Incantation, aim: Aim, cause: Cause
    ) -> Outcome:
        """Cast a spell.

        Raises:
            NotFoundError: ``spell-not-theirs`` or ``combatant-not-found``.
            NotAllowedError: ``not-your-combatant``, or ``not-yours-to-run`` for overruling.
            RuleError: What stands against it: see `core.combat.acts.casting.cast`.
        """

        def play(stage: Stage) -> Done:
            spell = meant(castable_by(stage, number), wanted.name, exact=stage.scene.spell(wanted.name)).spell
            return casting.cast(stage, number, spell, slot=wanted.slot, aim=aim, ritual=wanted.ritual)

        return await self._do(found, person, number, play, aim=aim, cause=cause)

    async def answer(
        self, found: FoundFight, person: Person, opening: str, *, aim: Aim, slot: int | None = None, cause: Cause
    ) -> Outcome:
        """Do what was offered, once; a spell with the lowest slot that will do, if none is named.

        Raises:
            NotAllowedError: ``not-your-combatant``.
            RuleError: ``answer-gone``, and what stands against any deed.
        """
        there = found.fight.openings.get(opening)
        if there is None or (
            there.hidden and not found.leads
        ):  # or it was this cause that used it: then it is told again
            doing = Doing(person, found.leads, _everybody, _gone)
            return await self._fighting.do(found.fight.stream, doing, cause=cause)
        return await self._do(
            found, person, there.who, lambda stage: answers.answer(stage, opening, aim, slot), aim=aim, cause=cause
        )

    async def ready(
        self, found: FoundFight, person: Person, number: int, *, said: Readied, aim: Aim, cause: Cause
    ) -> Outcome:
        """Wait for something, to do something then.

        Raises:
            NotAllowedError: ``not-your-combatant``, or ``not-yours-to-run`` for overruling.
            RuleError: What stands against it.
        """
        return await self._do(
            found, person, number, lambda stage: readying.ready(stage, number, said, aim), aim=aim, cause=cause
        )

    async def let_go(self, found: FoundFight, person: Person, number: int, *, aim: Aim, cause: Cause) -> Outcome:
        """Do what was readied.

        Raises:
            NotAllowedError: ``not-your-combatant``.
            RuleError: ``nothing-readied``, and what stands against any deed.
        """
        return await self._do(
            found, person, number, lambda stage: readying.let_go(stage, number, aim), aim=aim, cause=cause
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
            _everybody,
            play,
            hidden=found.fight.hides(found.fight.combatant(number)),
            label=found.names.get(number),
        )
        return await self._fighting.do(found.fight.stream, doing, cause=cause)


def _gone(_: Stage) -> Done:
    raise RuleError("answer-gone")


def _everybody(fight: Fight) -> Iterable[int]:
    """All who are there: an area may reach anybody, and anybody may be able to answer."""
    return [each.number for each in fight.present()]
