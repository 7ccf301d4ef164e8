"""`/hp` and `/rest`: hit points of one's character, or of anybody for those who lead; in a fight, all that follows."""

from __future__ import annotations

from dataclasses import dataclass

import discord
from discord import app_commands
from discord.ext import commands

from cogs.ui.combatants import characters_here, combatant_choices, fight_of, offered
from cogs.ui.converters import cause, person, place
from cogs.ui.health_card import health_card, rested_card
from cogs.ui.replies import Replies, Reply
from cogs.ui.steps import step_reply
from core.characters.state import Right
from core.combat.acts.amounts import read_amount
from core.combat.acts.marking import HitPointChange
from core.errors import RuleError
from core.rules.damage import DamageType
from core.rules.rests import Rest
from core.use_cases.change_hit_points import ChangeHitPoints
from core.use_cases.find_character import FindCharacter
from core.use_cases.find_fight import FindFight
from core.use_cases.mark_combatant import MarkCombatant
from core.use_cases.take_rest import TakeRest

KINDS = {each.value: each for each in DamageType}
RESTS = [
    app_commands.Choice(name="choice-rest-short", value=Rest.SHORT.value),
    app_commands.Choice(name="choice-rest-long", value=Rest.LONG.value),
]
LONGEST = 60
MOST_HIT_DICE = 20


@dataclass(frozen=True, slots=True)
class HealthVerbs:
    """What can be done with hit points."""

    find: FindFight
    character: FindCharacter
    mark: MarkCombatant
    change: ChangeHitPoints
    rest: TakeRest


class HealthCog(commands.Cog):
    """Hit points and rests."""

    def __init__(self, replies: Replies, verbs: HealthVerbs, *, public_url: str) -> None:
        self._replies = replies
        self._verbs = verbs
        self._public_url = public_url

    async def whom(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """Those in the fight; without one, the characters that one may name here."""
        found = await fight_of(interaction, self._verbs.find)
        if found is not None:
            return combatant_choices(found, typed, own=True)
        words = self._replies.words(interaction, private=True)
        return await characters_here(interaction, self._verbs.character, typed, words)

    async def kinds(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """Types of damage."""
        return offered(KINDS, typed)

    @app_commands.command(name="hp", description="command-hp")
    @app_commands.describe(
        amount="option-hp-amount", type_="option-hp-type", target="option-hp-target", temporary="option-hp-temporary"
    )
    @app_commands.rename(type_="type")
    @app_commands.autocomplete(target=whom, type_=kinds)
    @app_commands.guild_only()
    async def hp(
        self,
        interaction: discord.Interaction,
        amount: app_commands.Range[str, 1, LONGEST],
        *,
        target: str | None = None,
        type_: str | None = None,
        temporary: bool = False,
    ) -> None:
        async def work() -> Reply:
            kind = KINDS.get((type_ or "").strip().casefold())
            if type_ and kind is None:
                raise RuleError("damage-type-unknown", named=type_[:40], names=", ".join(KINDS))
            change = read_amount(amount, kind, temporary=temporary)
            if await self._verbs.find.is_on(place(interaction)):
                return await self._in_fight(interaction, target, change)
            return await self._on_sheet(interaction, target, change)

        await self._replies.answer(interaction, work())

    async def _in_fight(self, interaction: discord.Interaction, target: str | None, change: HitPointChange) -> Reply:
        who = person(interaction)
        found = await self._verbs.find(who, place(interaction))
        number = found.meant(target) if target else found.actor(None)
        outcome = await self._verbs.mark.hit_points(found, who, number, change, cause=cause(interaction))
        return step_reply(self._replies, interaction, found, outcome, public_url=self._public_url)

    async def _on_sheet(self, interaction: discord.Interaction, target: str | None, change: HitPointChange) -> Reply:
        who, here = person(interaction), place(interaction)
        found = await self._verbs.character(who, here, target, right=Right.PLAY)
        stream = found.character.stream
        played = await self._verbs.change(stream, found.hand, change, here, cause=cause(interaction))
        words = self._replies.words(interaction, private=False)
        return Reply(view=health_card(found.character.written(), played, words, public_url=self._public_url))

    @app_commands.command(name="rest", description="command-rest")
    @app_commands.describe(kind="option-rest-kind", hit_dice="option-rest-hit-dice", target="option-hp-target")
    @app_commands.choices(kind=RESTS)
    @app_commands.autocomplete(target=whom)
    @app_commands.guild_only()
    async def rest(
        self,
        interaction: discord.Interaction,
        kind: app_commands.Choice[str],
        hit_dice: app_commands.Range[int, 0, MOST_HIT_DICE] = 0,
        target: str | None = None,
    ) -> None:
        async def work() -> Reply:
            who, here = person(interaction), place(interaction)
            if await self._verbs.find.is_on(here):
                raise RuleError("no-rest-in-fight")
            found = await self._verbs.character(who, here, target, right=Right.PLAY)
            stream = found.character.stream
            rest = Rest(kind.value)
            played = await self._verbs.rest(stream, found.hand, rest, here, hit_dice=hit_dice, cause=cause(interaction))
            words = self._replies.words(interaction, private=False)
            before = found.character.written()
            return Reply(view=rested_card(before, played, rest, words, public_url=self._public_url))

        await self._replies.answer(interaction, work())
