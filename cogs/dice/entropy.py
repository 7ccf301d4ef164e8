"""`/dice entropy`: what the dice are sealed under, and a text of one's own in them, for everybody to see."""

from __future__ import annotations

import discord
from discord import app_commands

from cogs.ui.cards import stirred_card
from cogs.ui.converters import cause, person, place
from cogs.ui.groups import GroupPart
from cogs.ui.replies import Replies, Reply
from core.tables.decide import MAX_ENTROPY
from core.use_cases.add_entropy import AddEntropy


class EntropyCog(GroupPart):
    """Adding to the dice, in the open: whoever doubts the house adds the last text."""

    def __init__(self, replies: Replies, add_entropy: AddEntropy) -> None:
        self._replies = replies
        self._add_entropy = add_entropy

    @app_commands.command(name="entropy", description="command-dice-entropy")
    @app_commands.describe(text="option-entropy")
    async def entropy(
        self, interaction: discord.Interaction, text: app_commands.Range[str, 1, MAX_ENTROPY] | None = None
    ) -> None:
        async def work() -> Reply:
            who = person(interaction)
            stirred = await self._add_entropy(text, who, place(interaction), cause=cause(interaction))
            return Reply(view=stirred_card(stirred, who.name, self._replies.words(interaction, private=False)))

        await self._replies.answer(interaction, work())
