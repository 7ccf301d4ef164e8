"""Turns of a fight: the next one, the one before, and somebody's place in the order."""

from __future__ import annotations

from core.combat.acts import entering
from core.combat.acts.stage import Stage
from core.combat.record.state import Fight
from core.combat.record.steps import Done, Outcome
from core.combat.rounds import turns
from core.combat.views.known import FoundFight
from core.combat.views.seen_turn import turn_as_seen, turn_mark
from core.errors import NotAllowedError, RuleError
from core.ids import Cause
from core.ports.fighting import Doing, Fighting
from core.tables.state import Person


class TakeTurn:
    """Each once for a cause."""

    def __init__(self, fighting: Fighting) -> None:
        self._fighting = fighting

    async def next(self, found: FoundFight, person: Person, *, seen: str | None = None, cause: Cause) -> Outcome:
        """End this turn and begin the next.

        Args:
            found: The fight.
            person: Who ends it: whoever leads, or whose turn it is.
            seen: Which turn it was (`core.combat.views.seen_turn.turn_mark`) when they looked, where that is
                known: a turn is not ended twice by two who look
                at once.
            cause: The interaction.

        Raises:
            NotAllowedError: ``not-your-turn-to-end``.
            RuleError: ``nobody-in-order``, ``fight-not-begun``, or ``turn-over`` where that turn has ended.
        """
        if not found.leads and found.fight.current not in found.own:
            round_, current = turn_as_seen(found.fight)
            if not round_ or current is None:
                raise RuleError("fight-not-begun")
            raise NotAllowedError("not-your-turn-to-end", name=found.names[current])

        def play(stage: Stage) -> Done:
            if seen is not None and seen not in _marks(stage.scene.fight):
                raise RuleError("turn-over")
            turns.advance(stage.scene)
            return stage.done("turn", by=stage.scene.fight.current)

        doing = Doing(person, found.leads, _concerned, play)
        return await self._fighting.do(found.fight.stream, doing, cause=cause)

    async def back(self, found: FoundFight, person: Person, *, cause: Cause) -> Outcome:
        """Give the turn back to whoever had it before; what has happened stays.

        Raises:
            NotAllowedError: ``not-yours-to-run``.
            RuleError: ``no-turn-before``.
        """
        found.must_run()

        def play(stage: Stage) -> Done:
            stage.scene.fight = turns.back(stage.scene.fight)
            return stage.done("turn-back", by=stage.scene.fight.current)

        return await self._fighting.do(found.fight.stream, Doing(person, True, lambda _: (), play), cause=cause)

    async def place(
        self,
        found: FoundFight,
        person: Person,
        number: int,
        *,
        total: int | None,
        tie: int | None = None,
        cause: Cause,
    ) -> Outcome:
        """Put somebody elsewhere in the order; None rolls anew.

        Raises:
            NotAllowedError: ``not-yours-to-run``.
        """
        found.must_run()
        doing = Doing(person, True, lambda _: (number,), lambda stage: entering.initiative(stage, number, total, tie))
        return await self._fighting.do(found.fight.stream, doing, cause=cause)


def _marks(fight: Fight) -> frozenset[str]:
    """The turn as either card shows it."""
    return frozenset(turn_mark(fight, for_leader=leads) for leads in (False, True))


def _concerned(fight: Fight) -> list[int]:
    """Whose turn ends, and whose may begin."""
    return [*([fight.current] if fight.current is not None else []), *turns.following(fight)]
