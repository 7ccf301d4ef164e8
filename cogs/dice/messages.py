"""*Roll this* in the menu of a message: what the message asks for, rolled by whoever chose it, for everybody to see."""

from __future__ import annotations

import discord
from discord import app_commands

from cogs.ui.cards import rolled_at
from cogs.ui.converters import cause, own_id, person, place
from cogs.ui.groups import GroupPart
from cogs.ui.replies import Replies, Reply
from cogs.ui.roll_links import repeatable_roll
from cogs.ui.rolls import asked_in, rolled_reply
from core.dice.found import find_dice
from core.errors import NotFoundError
from core.tables.decide import AskedRoll
from core.tables.names import MAX_LABEL
from core.use_cases.recall_roll import RecallRoll
from core.use_cases.roll_dice import RollDice


class MessagesCog(GroupPart):
    """Rolling what messages say."""

    def __init__(self, replies: Replies, roll_dice: RollDice, recall_roll: RecallRoll, *, public_url: str) -> None:
        self._replies = replies
        self._roll_dice = roll_dice
        self._recall_roll = recall_roll
        self._public_url = public_url
        self.menus = (app_commands.ContextMenu(name="Roll this", callback=self.roll_this),)

    async def roll_this(self, interaction: discord.Interaction, message: discord.Message) -> None:
        """Roll what a message says, or the roll that a card of ours shows once more."""

        async def work() -> Reply:
            asked = await self._asked(interaction, message)
            made = await self._roll_dice(asked, person(interaction), place(interaction), cause=cause(interaction))
            return rolled_reply(self._replies, interaction, made, self._public_url)

        await self._replies.answer(interaction, work())

    async def _asked(self, interaction: discord.Interaction, message: discord.Message) -> AskedRoll:
        if message.author.id == own_id(interaction):  # of our own messages only cards count: the rest are examples
            if (of := repeatable_roll(message)) is None:
                raise NotFoundError("no-dice-said")
            return await self._recall_roll(*rolled_at(of), person(interaction).user)
        if (line := find_dice(message.content, most_label=MAX_LABEL)) is None:
            raise NotFoundError("no-dice-said")
        return asked_in(line)
