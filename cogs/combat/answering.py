"""Buttons below what has happened: answers to it, what was readied, and letting go of a spell.

Whoever may play somebody presses for them; an answer of which something is to be said asks first, privately.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import discord

from cogs.ui.answers import numbers_in
from cogs.ui.converters import cause, person, place
from cogs.ui.deed_card import Wish, wish_card, wish_in
from cogs.ui.groups import GroupPart
from cogs.ui.replies import Replies, Reply
from cogs.ui.steps import step_reply
from cogs.ui.views import Pick, Press
from core.combat.acts.aiming import Aim
from core.combat.record.steps import Outcome
from core.combat.views.known import FoundFight
from core.errors import RuleError
from core.ids import StreamId
from core.use_cases.act_in_fight import ActInFight
from core.use_cases.find_fight import FindFight
from core.use_cases.mark_combatant import MarkCombatant
from core.use_cases.read_deeds import Asked, ReadDeeds


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
            Pick("answer", "slot", self.slot_chosen),
            Pick("answer", "way", self.way_chosen),
            Pick("answer", "at", self.given_at),
            Press("answer", "do", self.given_so),
            Press("readied", "happen", self.happens),
            Pick("readied", "at", self.happens_at),
            Press("fight", "let-go", self.lets_go),
        )

    async def given(self, interaction: discord.Interaction, of: str) -> None:
        """Do what was offered, or ask how and at whom."""
        wish = Wish("answer", of)

        async def work() -> Reply:
            found = await self._found(interaction, _fight(of), RuleError("answer-gone"))
            asked = await self._asked(found, wish)
            if asked is None or asked.is_plain:
                return await self._given(interaction, found, wish, ())
            return self._ask(interaction, wish, asked, found)

        await self._replies.answer(interaction, work())

    async def slot_chosen(self, interaction: discord.Interaction, of: str, chosen: list[str]) -> None:
        """Ask on, with that slot."""
        await self._ask_on(interaction, replace(wish_in("answer", of), slot=int(chosen[0])))

    async def way_chosen(self, interaction: discord.Interaction, of: str, chosen: list[str]) -> None:
        """Ask on, with what was chosen."""
        await self._ask_on(interaction, replace(wish_in("answer", of), ways=_numbers(chosen)))

    async def given_at(self, interaction: discord.Interaction, of: str, chosen: list[str]) -> None:
        """Do it at those who were chosen."""
        await self._give(interaction, wish_in("answer", of), _numbers(chosen))

    async def given_so(self, interaction: discord.Interaction, of: str) -> None:
        """Do it as it was chosen; at whom is told by what it answers."""
        await self._give(interaction, wish_in("answer", of), ())

    async def _ask_on(self, interaction: discord.Interaction, wish: Wish) -> None:
        async def work() -> Reply:
            found = await self._found(interaction, _fight(wish.of), RuleError("answer-gone"))
            asked = await self._asked(found, wish)
            if asked is None:
                raise RuleError("answer-gone")
            return replace(self._ask(interaction, wish, asked, found), update=True)

        await self._replies.answer(interaction, work(), private=True, redraws=True)

    async def _give(self, interaction: discord.Interaction, wish: Wish, targets: tuple[int, ...]) -> None:
        async def work() -> Reply:
            found = await self._found(interaction, _fight(wish.of), RuleError("answer-gone"))
            return await self._given(interaction, found, wish, targets)

        await self._replies.answer(interaction, work())

    async def _given(
        self, interaction: discord.Interaction, found: FoundFight, wish: Wish, targets: tuple[int, ...]
    ) -> Reply:
        asked = await self._asked(found, wish) if wish.ways else None
        aim = Aim(targets, ways=wish.said(asked) if asked else frozenset())
        outcome = await self._verbs.act.answer(
            found, person(interaction), _opening(wish.of), aim=aim, slot=wish.slot or None, cause=cause(interaction)
        )
        return self._told(interaction, found, outcome)

    async def _asked(self, found: FoundFight, wish: Wish) -> Asked | None:
        """What is to be said of an answer; None for what is gone, and for what whoever asks may not know of."""
        there = found.fight.openings.get(_opening(wish.of))
        if there is None or (there.hidden and not found.leads):
            return None
        return await self._verbs.deeds.answer(found, _opening(wish.of), slot=wish.slot or None)

    async def happens(self, interaction: discord.Interaction, of: str) -> None:
        """Do what was readied, or ask at whom."""
        await self._let_happen(interaction, of, None)

    async def happens_at(self, interaction: discord.Interaction, of: str, chosen: list[str]) -> None:
        """Do it at those who were chosen."""
        await self._let_happen(interaction, wish_in("readied", of).of, _numbers(chosen))

    async def _let_happen(self, interaction: discord.Interaction, of: str, targets: tuple[int, ...] | None) -> None:
        fight, numbers = numbers_in(of)

        async def work() -> Reply:
            who, number = person(interaction), numbers[0]
            found = await self._found(interaction, fight, RuleError("nothing-readied"))
            asked = await self._verbs.deeds.readied(found, number)
            if targets is None and asked is not None and not asked.is_plain:
                return self._ask(interaction, Wish("readied", of), asked, found)
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

    def _ask(self, interaction: discord.Interaction, wish: Wish, asked: Asked, found: FoundFight) -> Reply:
        words = self._replies.words(interaction, private=True)
        return Reply(view=wish_card(wish, asked, found, words), private=True)

    def _told(self, interaction: discord.Interaction, found: FoundFight, outcome: Outcome) -> Reply:
        return step_reply(self._replies, interaction, found, outcome, public_url=self._public_url)


def _fight(of: str) -> StreamId:
    """The fight that an answer's button is of."""
    return StreamId(f"fight:{of.partition('-')[0]}")


def _opening(of: str) -> str:
    """What it answers with."""
    return of.partition("-")[2]


def _numbers(chosen: list[str]) -> tuple[int, ...]:
    return tuple(int(each) for each in chosen if each.isdigit())
