"""Let a monster behave: suggest what it would do, do one of these, or play its whole turn, step by step.

What is suggested is worked out on a copy of the fight, beside the event loop; what is done goes the way of every step,
with the table's own dice.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from core.characters.books import CHARACTERS
from core.combat.acts.stage import Stage
from core.combat.behaviour.knowledge import Blow, blows
from core.combat.behaviour.options import Option, do
from core.combat.behaviour.profiles import Profile
from core.combat.behaviour.suggesting import Asked, Suggestion, next_of_turn, profile_of, suggested
from core.combat.behaviour.trials import Board, Foretold
from core.combat.record.events import Stepped
from core.combat.record.state import Fight
from core.combat.record.steps import Done, Outcome
from core.combat.rounds import turns
from core.combat.views.known import FoundFight
from core.errors import RuleError
from core.ids import Cause
from core.ports.fighting import Book, Doing, Fighting
from core.ports.ledger import Ledger
from core.rules.actions import Economy
from core.tables.state import Person

MOST_STEPS: Final = 6
"""Of one turn, its end not counted."""
REMEMBERED: Final = 300
"""Events that are looked through for who fights whom."""


@dataclass(frozen=True, slots=True)
class Behaviour:
    """What a combatant would do.

    Attributes:
        fight: As it stood.
        number: Who.
        profile: How they behave.
        kept: Whether that is what the DM has said for good.
        suggestions: What they would do, the best first.
    """

    fight: Fight
    number: int
    profile: Profile
    kept: bool
    suggestions: tuple[Suggestion, ...]


@dataclass(frozen=True, slots=True)
class Picked:
    """One of the suggestions that somebody was shown.

    Attributes:
        number: Who was to act.
        profile: How they behave.
        sequence: The fight's, when it was shown.
        place: Which of them, from 0.
    """

    number: int
    profile: Profile
    sequence: int
    place: int


class Behave:
    """For those who run the fight alone."""

    def __init__(self, ledger: Ledger, fighting: Fighting, book: Book) -> None:
        self._ledger = ledger
        self._fighting = fighting
        self._book = book

    async def suggest(self, found: FoundFight, number: int, profile: Profile | None = None) -> Behaviour:
        """What somebody would do now; nothing, where the rules let them do nothing.

        Args:
            found: The fight.
            number: Who.
            profile: How they behave; None for as the DM has said for good, or by nature.

        Raises:
            NotAllowedError: ``not-yours-to-run``.
            NotFoundError: ``combatant-not-found``.
        """
        found.must_run()
        combatant = found.fight.combatant(number)
        board = await self._board(found.fight)
        meant = profile_of(board.stage(Foretold("")).scene, number, profile)
        asked = await self._asked(found.fight, number, meant)
        there = await asyncio.to_thread(suggested, board, asked)
        return Behaviour(found.fight, number, meant, combatant.profile == meant, tuple(there))

    async def do(self, found: FoundFight, person: Person, picked: Picked, *, cause: Cause) -> Outcome:
        """Do what was suggested, as long as nothing has happened since.

        Raises:
            NotAllowedError: ``not-yours-to-run``.
            RuleError: ``suggestion-outdated``, and what stands against it.
        """
        found.must_run()
        if done := await self._done(found.fight, cause):
            return done
        if found.fight.sequence != picked.sequence:
            raise RuleError("suggestion-outdated")
        there = (await self.suggest(found, picked.number, picked.profile)).suggestions
        if picked.place >= len(there):
            raise RuleError("suggestion-outdated")
        return await self._step(found, person, there[picked.place].option, cause=cause)

    async def turn(
        self, found: FoundFight, person: Person, number: int, profile: Profile | None = None, *, cause: Cause
    ) -> list[Outcome]:
        """Play a monster's whole turn: what it does, one step after the other, and the end of it.

        Each step has a cause of its own that follows from the interaction, so that heard twice each is done once.

        Raises:
            NotAllowedError: ``not-yours-to-run``.
            NotFoundError: ``combatant-not-found``.
            RuleError: ``auto-for-monsters``, ``not-your-turn``.
        """
        found.must_run()
        done = await self._done_so_far(found.fight, cause)
        if done and done[-1].step.step == "turn":
            return done
        if found.fight.combatant(number).character is not None:
            raise RuleError("auto-for-monsters", name=found.names.get(number, "?"))
        if found.fight.current != number:
            raise RuleError("not-your-turn", round=found.fight.round)
        done += await self._steps(found, person, number, profile, causes=_causes(cause)[len(done) :])
        done.append(await self._end(found, person, number, cause=_causes(cause)[-1]))
        return done

    async def _steps(
        self, found: FoundFight, person: Person, number: int, profile: Profile | None, *, causes: Sequence[Cause]
    ) -> list[Outcome]:
        done: list[Outcome] = []
        but: set[str] = set()
        for cause in causes[:-1]:
            fight = await self._fighting.read(found.fight.stream)
            if fight.current != number or not fight.is_on:
                break
            board = await self._board(fight)
            meant = profile_of(board.stage(Foretold("")).scene, number, profile)
            asked = replace(await self._asked(fight, number, meant), but=frozenset(but))
            next_one = await asyncio.to_thread(next_of_turn, board, asked)
            if next_one is None:
                break
            option = next_one.option
            if option.economy is Economy.NONE:
                but.add(option.name)
            try:
                done.append(await self._step(replace(found, fight=fight), person, option, cause=cause))
            except RuleError:  # the real dice may bring what no trial did: then something else is done
                but.add(option.name)
        return done

    async def _step(self, found: FoundFight, person: Person, option: Option, *, cause: Cause) -> Outcome:
        hidden = found.fight.hides(found.fight.combatant(option.by))
        doing = Doing(
            person,
            True,
            lambda fight: fight.combatants,
            lambda stage: do(stage, option),
            hidden=hidden,
            label=found.names.get(option.by),
        )
        return await self._fighting.do(found.fight.stream, doing, cause=cause)

    async def _end(self, found: FoundFight, person: Person, number: int, *, cause: Cause) -> Outcome:
        """End the turn, if it has not ended by what was done in it."""

        def play(stage: Stage) -> Done:
            if stage.scene.fight.current == number:
                turns.advance(stage.scene)
            return stage.done("turn", by=stage.scene.fight.current)

        doing = Doing(person, True, lambda fight: fight.combatants, play)
        return await self._fighting.do(found.fight.stream, doing, cause=cause)

    async def _board(self, fight: Fight) -> Board:
        streams = [each.character for each in fight.present() if each.character]
        characters = await self._ledger.read_all(CHARACTERS, streams)
        sheets = {stream: each.written() for stream, each in characters.items() if each.sheet is not None}
        return Board(fight, sheets, self._book)

    async def _asked(self, fight: Fight, number: int, profile: Profile) -> Asked:
        return Asked(number, profile, fight.sequence, await self._told(fight))

    async def _told(self, fight: Fight) -> tuple[Blow, ...]:
        after = max(0, fight.sequence - REMEMBERED)
        return blows(await self._ledger.history(fight.stream, after=after, limit=REMEMBERED))

    async def _done_so_far(self, fight: Fight, cause: Cause) -> list[Outcome]:
        """The steps of a turn that were done already for this interaction."""
        found = [await self._done(fight, each) for each in _causes(cause)]
        return [each for each in found if each is not None]

    async def _done(self, fight: Fight, cause: Cause) -> Outcome | None:
        """What a cause has done in this fight already."""
        for event in await self._ledger.caused(cause):
            if event.stream == fight.stream and isinstance(event.fact, Stepped):
                return Outcome(fight, event.fact, event.fact.roll)
        return None


def _causes(cause: Cause) -> list[Cause]:
    """The causes of the steps of a turn, the interaction itself the first; the last is the turn's end.

    Example:
        >>> _causes(Cause("118"))[:2], _causes(Cause("118"))[-1]
        (['118', '118-1'], '118-end')
    """
    return [cause, *(Cause(f"{cause}-{place}") for place in range(1, MOST_STEPS)), Cause(f"{cause}-end")]
