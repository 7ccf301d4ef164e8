"""Buttons below what has happened: answers to it, what was readied, and letting go of a spell.

Whoever may play somebody presses for them; an answer that still has to be aimed asks at whom first, privately.
"""

from __future__ import annotations

from dataclasses import dataclass

import discord

from cogs.ui.answers import numbers_in
from cogs.ui.converters import cause, person, place
from cogs.ui.deed_card import targets_card
from cogs.ui.groups import GroupPart
from cogs.ui.replies import Replies, Reply
from cogs.ui.steps import step_reply
from cogs.ui.views import Pick, Press
from core.combat.acts.aiming import Aim
from core.combat.acts.deeds import Possible
from core.combat.record.steps import Outcome
from core.combat.views.known import FoundFight
from core.errors import RuleError
from core.ids import StreamId
from core.use_cases.act_in_fight import ActInFight
from core.use_cases.find_fight import FindFight
from core.use_cases.mark_combatant import MarkCombatant
from core.use_cases.read_deeds import ReadDeeds


@dataclass(frozen=True, slots=True)
class AnswerVerbs:
    """What answering needs."""

    find: FindFight
    act: ActInFight
    deeds: ReadDeeds
    mark: MarkCombatant


class AnsweringCog(GroupPart):
    """Answers, readied actions and concentration, by button."""

    def __init__(self, replies: Replies, verbs: AnswerVerbs, *, public_url: str) -> None:
        self._replies = replies
        self._verbs = verbs
        self._public_url = public_url
        self.presses = (
            Press("answer", "give", self.given),
            Pick("answer", "at", self.given_at),
            Press("readied", "happen", self.happens),
            Pick("readied", "at", self.happens_at),
            Press("fight", "let-go", self.lets_go),
        )

    async def given(self, interaction: discord.Interaction, of: str) -> None:
        """Do what was offered, or ask at whom."""
        await self._answer(interaction, of, None)

    async def given_at(self, interaction: discord.Interaction, of: str, chosen: list[str]) -> None:
        """Do it at those who were chosen."""
        await self._answer(interaction, of, _numbers(chosen))

    async def _answer(self, interaction: discord.Interaction, of: str, targets: tuple[int, ...] | None) -> None:
        fight, _, opening = of.partition("-")

        async def work() -> Reply:
            who = person(interaction)
            found = await self._found(interaction, StreamId(f"fight:{fight}"), RuleError("answer-gone"))
            there = found.fight.openings.get(opening)
            if targets is None and there is not None and (found.leads or not there.hidden):
                asked = await self._verbs.deeds.asked(found, opening)
                if asked.most != 0:
                    return self._ask(interaction, ("answer", of, "at"), asked, found)
            aim = Aim(targets or ())
            outcome = await self._verbs.act.answer(found, who, opening, aim=aim, cause=cause(interaction))
            return self._told(interaction, found, outcome)

        await self._replies.answer(interaction, work())

    async def happens(self, interaction: discord.Interaction, of: str) -> None:
        """Do what was readied, or ask at whom."""
        await self._let_happen(interaction, of, None)

    async def happens_at(self, interaction: discord.Interaction, of: str, chosen: list[str]) -> None:
        """Do it at those who were chosen."""
        await self._let_happen(interaction, of, _numbers(chosen))

    async def _let_happen(self, interaction: discord.Interaction, of: str, targets: tuple[int, ...] | None) -> None:
        fight, numbers = numbers_in(of)

        async def work() -> Reply:
            who, number = person(interaction), numbers[0]
            found = await self._found(interaction, fight, RuleError("nothing-readied"))
            what = await self._verbs.deeds.readied(found, number)
            if targets is None and what is not None and what.most != 0:
                return self._ask(interaction, ("readied", of, "at"), what, found)
            aim = Aim(targets or ())
            outcome = await self._verbs.act.let_go(found, who, number, aim=aim, cause=cause(interaction))
            return self._told(interaction, found, outcome)

        await self._replies.answer(interaction, work())

    async def lets_go(self, interaction: discord.Interaction, of: str) -> None:
        """Let go of a spell that somebody concentrates on."""
        fight, numbers = numbers_in(of)

        async def work() -> Reply:
            who = person(interaction)
            found = await self._found(interaction, fight, RuleError("no-such-effect", effect="concentration"))
            outcome = await self._verbs.mark.cure(found, who, numbers[0], "concentration", cause=cause(interaction))
            return self._told(interaction, found, outcome)

        await self._replies.answer(interaction, work())

    async def _found(self, interaction: discord.Interaction, fight: StreamId, over: RuleError) -> FoundFight:
        """The fight that a button is of, if it is the one that is on here."""
        found = await self._verbs.find(person(interaction), place(interaction))
        if found.fight.stream != fight:
            raise over
        return found

    def _ask(
        self, interaction: discord.Interaction, control: tuple[str, str, str], what: Possible, found: FoundFight
    ) -> Reply:
        words = self._replies.words(interaction, private=True)
        return Reply(view=targets_card(control, what.name, found, words, most=what.most), private=True)

    def _told(self, interaction: discord.Interaction, found: FoundFight, outcome: Outcome) -> Reply:
        return step_reply(self._replies, interaction, found, outcome, public_url=self._public_url)


def _numbers(chosen: list[str]) -> tuple[int, ...]:
    return tuple(int(each) for each in chosen if each.isdigit())
