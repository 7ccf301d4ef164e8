"""The tracker's *Attack*: a private menu of what somebody can do, and then at whom; spells are among it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import discord

from cogs.ui.answers import numbers_in
from cogs.ui.converters import cause, person, place
from cogs.ui.deed_card import deeds_card, mark_of, targets_card
from cogs.ui.groups import GroupPart
from cogs.ui.replies import Replies, Reply
from cogs.ui.steps import step_reply
from cogs.ui.views import Pick, Press
from core.combat.aiming import Aim
from core.combat.known import FoundFight
from core.combat.steps import Outcome
from core.errors import RuleError
from core.use_cases.act_in_fight import ActInFight, Incantation
from core.use_cases.find_fight import FindFight
from core.use_cases.read_deeds import ReadDeeds

Thing = TypeVar("Thing")


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
            Pick("deed", "at", self.deed_aimed),
            Pick("deed", "spell", self.spell_chosen),
            Pick("deed", "cast", self.spell_aimed),
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
        """Do it, or ask at whom."""

        async def work() -> Reply:
            found, number = await self._of(interaction, of)
            what = _named(await self._verbs.deeds.of(found, number), mark_of(chosen[0]), lambda each: each.name)
            if what.most == 0:
                return await self._done(interaction, found, number, (what.name, Aim()))
            words = self._replies.words(interaction, private=True)
            control = ("deed", f"{of}-{mark_of(what.name)}", "at")
            return Reply(view=targets_card(control, what.name, found, words, most=what.most), private=True)

        await self._replies.answer(interaction, work())

    async def deed_aimed(self, interaction: discord.Interaction, of: str, chosen: list[str]) -> None:
        """Do it at those who were chosen."""

        async def work() -> Reply:
            menu, _, mark = of.rpartition("-")
            found, number = await self._of(interaction, menu)
            what = _named(await self._verbs.deeds.of(found, number), mark, lambda each: each.name)
            return await self._done(interaction, found, number, (what.name, _aim(chosen)))

        await self._replies.answer(interaction, work())

    async def spell_chosen(self, interaction: discord.Interaction, of: str, chosen: list[str]) -> None:
        """Cast it with the lowest slot that will do, or ask at whom."""

        async def work() -> Reply:
            found, number = await self._of(interaction, of)
            spell, most = await self._verbs.deeds.spell(found, number, chosen[0])
            if most == 0:
                return await self._cast(interaction, found, number, (spell, Aim()))
            words = self._replies.words(interaction, private=True)
            control = ("deed", f"{of}-{mark_of(spell)}", "cast")
            return Reply(view=targets_card(control, spell, found, words, most=most), private=True)

        await self._replies.answer(interaction, work())

    async def spell_aimed(self, interaction: discord.Interaction, of: str, chosen: list[str]) -> None:
        """Cast it at those who were chosen."""

        async def work() -> Reply:
            menu, _, mark = of.rpartition("-")
            found, number = await self._of(interaction, menu)
            spell = _named(await self._verbs.deeds.spells(found, number), mark, lambda each: each.spell.name)
            return await self._cast(interaction, found, number, (spell.spell.name, _aim(chosen)))

        await self._replies.answer(interaction, work())

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
        self, interaction: discord.Interaction, found: FoundFight, number: int, what: tuple[str, Aim]
    ) -> Reply:
        name, aim = what
        who, why = person(interaction), cause(interaction)
        return self._told(
            interaction, found, await self._verbs.act.act(found, who, number, name=name, aim=aim, cause=why)
        )

    async def _cast(
        self, interaction: discord.Interaction, found: FoundFight, number: int, what: tuple[str, Aim]
    ) -> Reply:
        name, aim = what
        who, why = person(interaction), cause(interaction)
        outcome = await self._verbs.act.cast(found, who, number, wanted=Incantation(name), aim=aim, cause=why)
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


def _aim(chosen: Sequence[str]) -> Aim:
    return Aim(tuple(int(each) for each in chosen if each.isdigit()))
