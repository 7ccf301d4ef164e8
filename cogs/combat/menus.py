"""The tracker's *Attack*: a private menu of what somebody can do, and then how and at whom; spells are among it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

import discord

from cogs.ui.answers import numbers_in
from cogs.ui.converters import cause, person, place
from cogs.ui.deed_card import Wish, deeds_card, mark_of, wish_card, wish_in
from cogs.ui.groups import GroupPart
from cogs.ui.replies import Replies, Reply
from cogs.ui.steps import step_reply
from cogs.ui.views import Pick, Press
from core.combat.acts.aiming import Aim
from core.combat.record.steps import Outcome
from core.combat.views.known import FoundFight
from core.errors import RuleError
from core.use_cases.act_in_fight import ActInFight, Incantation
from core.use_cases.find_fight import FindFight
from core.use_cases.read_deeds import Asked, ReadDeeds, of_deed

Thing = TypeVar("Thing")
Targets = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class MenuVerbs:
    """What the menus need."""

    find: FindFight
    act: ActInFight
    deeds: ReadDeeds


class MenusCog(GroupPart):
    """Deeds and spells by menu."""

    def __init__(self, replies: Replies, verbs: MenuVerbs, *, public_url: str) -> None:
        self._replies = replies
        self._verbs = verbs
        self._public_url = public_url
        self.presses = (
            Press("fight", "attack", self.opened),
            Pick("deed", "what", self.deed_chosen),
            Pick("deed", "way", self.deed_way_chosen),
            Pick("deed", "at", self.deed_aimed),
            Press("deed", "do", self.deed_done),
            Pick("deed", "spell", self.spell_chosen),
            Pick("spell", "slot", self.slot_chosen),
            Pick("spell", "way", self.spell_way_chosen),
            Pick("spell", "at", self.spell_aimed),
            Press("spell", "do", self.spell_done),
        )

    async def opened(self, interaction: discord.Interaction, of: str) -> None:
        """Show what whoever has the turn can do, to whoever plays them; else one's own."""

        async def work() -> Reply:
            found = await self._found(interaction)
            number = found.actor(None)
            listed = await self._verbs.deeds.of(found, number)
            spells = await self._verbs.deeds.spells(found, number)
            words = self._replies.words(interaction, private=True)
            menu = f"{found.fight.stream.partition(':')[2]}-{number}"
            view = deeds_card(menu, found.names[number], words, listed=listed, spells=spells)
            return Reply(view=view, private=True)

        await self._replies.answer(interaction, work(), private=True)

    async def deed_chosen(self, interaction: discord.Interaction, of: str, chosen: list[str]) -> None:
        """Do it, or ask how and at whom."""
        await self._begin(interaction, Wish("deed", of, mark_of(chosen[0])))

    async def spell_chosen(self, interaction: discord.Interaction, of: str, chosen: list[str]) -> None:
        """Cast it, or ask how and at whom."""
        await self._begin(interaction, Wish("spell", of, mark_of(chosen[0])))

    async def deed_way_chosen(self, interaction: discord.Interaction, of: str, chosen: list[str]) -> None:
        """Ask on, with what was chosen."""
        await self._ask_on(interaction, replace(wish_in("deed", of), ways=_places(chosen)))

    async def spell_way_chosen(self, interaction: discord.Interaction, of: str, chosen: list[str]) -> None:
        """Ask on, with what was chosen."""
        await self._ask_on(interaction, replace(wish_in("spell", of), ways=_places(chosen)))

    async def slot_chosen(self, interaction: discord.Interaction, of: str, chosen: list[str]) -> None:
        """Ask on, with that slot."""
        await self._ask_on(interaction, replace(wish_in("spell", of), slot=int(chosen[0])))

    async def deed_aimed(self, interaction: discord.Interaction, of: str, chosen: list[str]) -> None:
        """Do it at those who were chosen."""
        await self._do(interaction, wish_in("deed", of), _places(chosen))

    async def spell_aimed(self, interaction: discord.Interaction, of: str, chosen: list[str]) -> None:
        """Cast it at those who were chosen."""
        await self._do(interaction, wish_in("spell", of), _places(chosen))

    async def deed_done(self, interaction: discord.Interaction, of: str) -> None:
        """Do what is aimed at nobody."""
        await self._do(interaction, wish_in("deed", of), ())

    async def spell_done(self, interaction: discord.Interaction, of: str) -> None:
        """Cast what is aimed at nobody."""
        await self._do(interaction, wish_in("spell", of), ())

    async def _begin(self, interaction: discord.Interaction, wish: Wish) -> None:
        """Do it if nothing is to be said of it; else ask."""

        async def work() -> Reply:
            found, number = await self._of(interaction, wish.of)
            asked = await self._asked(found, number, wish)
            if asked.is_plain:
                return await self._done(interaction, found, number, (wish, asked, ()))
            words = self._replies.words(interaction, private=True)
            return Reply(view=wish_card(wish, asked, found, words), private=True)

        await self._replies.answer(interaction, work())

    async def _ask_on(self, interaction: discord.Interaction, wish: Wish) -> None:
        """Draw the question again, with what is chosen now."""

        async def work() -> Reply:
            found, number = await self._of(interaction, wish.of)
            asked = await self._asked(found, number, wish)
            words = self._replies.words(interaction, private=True)
            return Reply(view=wish_card(wish, asked, found, words), private=True, update=True)

        await self._replies.answer(interaction, work(), private=True, redraws=True)

    async def _do(self, interaction: discord.Interaction, wish: Wish, targets: tuple[int, ...]) -> None:
        async def work() -> Reply:
            found, number = await self._of(interaction, wish.of)
            asked = await self._asked(found, number, wish)
            return await self._done(interaction, found, number, (wish, asked, targets))

        await self._replies.answer(interaction, work())

    async def _asked(self, found: FoundFight, number: int, wish: Wish) -> Asked:
        """What is to be said of what a menu means."""
        deeds = self._verbs.deeds
        if wish.kind == "spell":
            spell = _named(await deeds.spells(found, number), wish.mark, lambda each: each.spell.name)
            return await deeds.spell(found, number, spell.spell.name, slot=wish.slot or None)
        deed = _named(await deeds.of(found, number), wish.mark, lambda each: each.name)
        return of_deed(deed)

    async def _found(self, interaction: discord.Interaction) -> FoundFight:
        return await self._verbs.find(person(interaction), place(interaction))

    async def _of(self, interaction: discord.Interaction, of: str) -> tuple[FoundFight, int]:
        """The fight, and whom a menu is of."""
        fight, numbers = numbers_in(of)
        found = await self._found(interaction)
        if found.fight.stream != fight or not numbers:
            raise RuleError("fight-over")
        found.may_play(numbers[0])
        return found, numbers[0]

    async def _done(
        self, interaction: discord.Interaction, found: FoundFight, number: int, what: tuple[Wish, Asked, Targets]
    ) -> Reply:
        wish, asked, targets = what
        who, act, why = person(interaction), self._verbs.act, cause(interaction)
        aim = Aim(targets, ways=wish.said(asked))
        if wish.kind == "spell":
            wanted = Incantation(asked.name, wish.slot or None)
            outcome = await act.cast(found, who, number, wanted=wanted, aim=aim, cause=why)
        else:
            outcome = await act.act(found, who, number, name=asked.name, aim=aim, cause=why)
        return self._told(interaction, found, outcome)

    def _told(self, interaction: discord.Interaction, found: FoundFight, outcome: Outcome) -> Reply:
        return step_reply(self._replies, interaction, found, outcome, public_url=self._public_url)


def _named(listed: Sequence[Thing], mark: str, name: Callable[[Thing], str]) -> Thing:
    """What a menu means; it may be gone by now.

    Raises:
        RuleError: ``answer-gone``.
    """
    found = next((each for each in listed if mark_of(name(each)) == mark), None)
    if found is None:
        raise RuleError("answer-gone")
    return found


def _places(chosen: Sequence[str]) -> tuple[int, ...]:
    return tuple(int(each) for each in chosen if each.isdigit())
