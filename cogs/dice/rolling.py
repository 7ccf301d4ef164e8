"""Rolling dice: `/roll` with its options, `/r` with one line of text, and *Roll again* on every roll."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.ext import commands

from cogs.ui.cards import rolled_at
from cogs.ui.converters import cause, person, place
from cogs.ui.replies import Replies, Reply
from cogs.ui.rolls import asked_in, rolled_reply
from cogs.ui.views import Press
from core.dice import notation
from core.dice.advantage import Advantage
from core.dice.bounds import HIGHEST_DC, LOWEST_DC
from core.tables.decide import AskedRoll
from core.tables.names import MAX_LABEL
from core.use_cases.recall_roll import RecallRoll
from core.use_cases.roll_dice import RollDice

ADVANTAGES = [
    app_commands.Choice(name="choice-advantage", value="advantage"),
    app_commands.Choice(name="choice-disadvantage", value="disadvantage"),
    app_commands.Choice(name="choice-elven-accuracy", value="elven-accuracy"),
]


class DiceCog(commands.Cog):
    """`/roll`, `/r` and *Roll again*."""

    def __init__(self, replies: Replies, roll_dice: RollDice, recall_roll: RecallRoll, *, public_url: str) -> None:
        self._replies = replies
        self._roll_dice = roll_dice
        self._recall_roll = recall_roll
        self._public_url = public_url
        self.presses = (Press("roll", "again", self.again_pressed),)

    @app_commands.command(name="roll", description="command-roll")
    @app_commands.describe(
        dice="option-dice",
        advantage="option-advantage",
        dc="option-dc",
        label="option-label",
        hidden="option-hidden",
    )
    @app_commands.choices(advantage=ADVANTAGES)
    async def roll(
        self,
        interaction: discord.Interaction,
        dice: str,
        *,
        advantage: app_commands.Choice[str] | None = None,
        dc: app_commands.Range[int, LOWEST_DC, HIGHEST_DC] | None = None,
        label: app_commands.Range[str, 1, MAX_LABEL] | None = None,
        hidden: bool = False,
    ) -> None:
        async def work() -> Reply:
            how = Advantage(advantage.value) if advantage else Advantage.NONE
            wanted = notation.parse(dice)
            return await self._roll(interaction, AskedRoll(wanted, how, dc, label or wanted.comment, hidden))

        await self._replies.answer(interaction, work(), private=hidden)

    @app_commands.command(name="r", description="command-r")
    @app_commands.describe(dice="option-r-dice")
    async def r(self, interaction: discord.Interaction, dice: str) -> None:
        async def work() -> Reply:
            return await self._roll(interaction, asked_in(dice))

        await self._replies.answer(interaction, work())

    async def again_pressed(self, interaction: discord.Interaction, of: str) -> None:
        """Roll what an earlier roll asked for, for whoever pressed."""

        async def work() -> Reply:
            return await self._roll(interaction, await self._recall_roll(*rolled_at(of), person(interaction).user))

        await self._replies.answer(interaction, work())

    async def _roll(self, interaction: discord.Interaction, asked: AskedRoll) -> Reply:
        made = await self._roll_dice(asked, person(interaction), place(interaction), cause=cause(interaction))
        return rolled_reply(self._replies, interaction, made, self._public_url)
