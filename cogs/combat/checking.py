"""`/check` and `/save`: with the numbers of one's sheet, and what conditions and a fight bring to them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import discord
from discord import app_commands
from discord.ext import commands

from cogs.combat.attacking import checked
from cogs.ui.combatants import ADVANTAGES, characters_here, claimed, combatant_choices, fight_of, offered
from cogs.ui.converters import cause, person, place
from cogs.ui.replies import Replies, Reply
from cogs.ui.rolls import rolled_reply
from cogs.ui.steps import step_reply
from core.characters.state import Right
from core.dice.bounds import HIGHEST_DC, LOWEST_DC
from core.errors import NotFoundError
from core.rules.abilities import Ability
from core.rules.skills import SKILLS
from core.tables.decide import AskedRoll
from core.use_cases.find_character import FindCharacter
from core.use_cases.find_fight import FindFight
from core.use_cases.mark_combatant import MarkCombatant
from core.use_cases.prepare_check import INITIATIVE, PrepareCheck, Wanted
from core.use_cases.roll_dice import RollDice

DEATH: Final = "death"
CHECKS: Final = (*SKILLS, *(each.name.casefold() for each in Ability), INITIATIVE)
SAVES: Final = [
    *(app_commands.Choice(name=f"choice-ability-{each}", value=each.value) for each in Ability),
    app_commands.Choice(name="choice-save-death", value=DEATH),
]
LONGEST: Final = 60


@dataclass(frozen=True, slots=True)
class CheckVerbs:
    """What checks need."""

    find: FindFight
    character: FindCharacter
    prepare: PrepareCheck
    roll: RollDice
    mark: MarkCombatant


class CheckingCog(commands.Cog):
    """Checks and saving throws."""

    def __init__(self, replies: Replies, verbs: CheckVerbs, *, public_url: str) -> None:
        self._replies = replies
        self._verbs = verbs
        self._public_url = public_url

    async def skills(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """Skills, abilities and initiative."""
        return offered((each.title() for each in CHECKS), typed)

    async def whom(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """The characters that one may name here, and for whoever runs the fight those in it."""
        found = await fight_of(interaction, self._verbs.find)
        if found is not None and found.leads:
            return combatant_choices(found, typed)
        words = self._replies.words(interaction, private=True)
        return await characters_here(interaction, self._verbs.character, typed, words)

    @app_commands.command(name="check", description="command-check")
    @app_commands.rename(as_="as")
    @app_commands.describe(
        skill="option-check-skill",
        advantage="option-advantage",
        bonus="option-attack-bonus",
        dc="option-dc",
        hidden="option-hidden",
        as_="option-check-as",
    )
    @app_commands.choices(advantage=ADVANTAGES)
    @app_commands.autocomplete(skill=skills, as_=whom)
    async def check(
        self,
        interaction: discord.Interaction,
        skill: app_commands.Range[str, 1, LONGEST],
        *,
        advantage: app_commands.Choice[str] | None = None,
        bonus: app_commands.Range[str, 1, 40] | None = None,
        dc: app_commands.Range[int, LOWEST_DC, HIGHEST_DC] | None = None,
        hidden: bool = False,
        as_: str | None = None,
    ) -> None:
        async def work() -> Reply:
            wanted = Wanted(skill, False, claimed(advantage), checked(bonus), dc, hidden)
            return await self._roll(interaction, wanted, as_)

        await self._replies.answer(interaction, work(), private=hidden)

    @app_commands.command(name="save", description="command-save")
    @app_commands.rename(as_="as")
    @app_commands.describe(
        ability="option-save-ability",
        advantage="option-advantage",
        bonus="option-attack-bonus",
        dc="option-dc",
        hidden="option-hidden",
        as_="option-check-as",
        overrule="option-save-overrule",
    )
    @app_commands.choices(ability=SAVES, advantage=ADVANTAGES)
    @app_commands.autocomplete(as_=whom)
    async def save(
        self,
        interaction: discord.Interaction,
        ability: app_commands.Choice[str],
        *,
        advantage: app_commands.Choice[str] | None = None,
        bonus: app_commands.Range[str, 1, 40] | None = None,
        dc: app_commands.Range[int, LOWEST_DC, HIGHEST_DC] | None = None,
        hidden: bool = False,
        as_: str | None = None,
        overrule: bool = False,
    ) -> None:
        async def work() -> Reply:
            if ability.value == DEATH:
                return await self._death_save(interaction, as_, overrule=overrule)
            wanted = Wanted(ability.value, True, claimed(advantage), checked(bonus), dc, hidden)
            return await self._roll(interaction, wanted, as_)

        await self._replies.answer(interaction, work(), private=hidden)

    async def _roll(self, interaction: discord.Interaction, wanted: Wanted, named: str | None) -> Reply:
        who, here = person(interaction), place(interaction)
        asked = await self._of_monster(interaction, wanted, named) if named else None
        if asked is None:
            found = await self._verbs.character(who, here, named, right=Right.PLAY)
            asked = await self._verbs.prepare(found.character.stream, wanted, found.place.table)
        made = await self._verbs.roll(asked, who, here, cause=cause(interaction))
        return rolled_reply(self._replies, interaction, made, self._public_url)

    async def _of_monster(self, interaction: discord.Interaction, wanted: Wanted, named: str) -> AskedRoll | None:
        """The roll of somebody in the fight here who has no sheet; None where nobody of that name is one."""
        found = await fight_of(interaction, self._verbs.find)
        if found is None or not found.leads:
            return None
        try:
            number = found.meant(named)
        except NotFoundError:
            return None
        if found.fight.combatant(number).character is not None:
            return None
        return self._verbs.prepare.of_monster(found, number, wanted)

    async def _death_save(self, interaction: discord.Interaction, named: str | None, *, overrule: bool) -> Reply:
        who, here = person(interaction), place(interaction)
        found = await self._verbs.find(who, here)
        number = found.meant(named) if named else found.actor(None)
        outcome = await self._verbs.mark.death_save(found, who, number, overrule=overrule, cause=cause(interaction))
        return step_reply(self._replies, interaction, found, outcome, public_url=self._public_url)
