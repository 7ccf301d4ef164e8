"""`/help`: six commands for a first evening, and a page for each topic, drawn from the command tree itself."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from cogs.ui.choices import CHOICE
from cogs.ui.combatants import offered
from cogs.ui.help_card import first_card, pages, topic_card, topic_named
from cogs.ui.replies import Replies, Reply


class HelpCog(commands.Cog):
    """`/help`."""

    def __init__(self, replies: Replies) -> None:
        self._replies = replies

    async def topics(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """Commands and groups of them; first the groups, for whoever does not know what there is."""
        there = pages(_commands(interaction))
        shortest_first = sorted(there, key=lambda name: (name.count(" "), not there[name].below, name))
        return offered(shortest_first, typed.removeprefix("/"))

    @app_commands.command(name="help", description="command-help")
    @app_commands.describe(topic="option-help-topic")
    @app_commands.autocomplete(topic=topics)
    async def help(
        self, interaction: discord.Interaction, topic: app_commands.Range[str, 1, CHOICE] | None = None
    ) -> None:
        async def work() -> Reply:
            there, words = pages(_commands(interaction)), self._replies.words(interaction, private=True)
            view = topic_card(topic_named(there, topic), words) if topic else first_card(there, words)
            return Reply(view=view, private=True)

        await self._replies.answer(interaction, work(), private=True)


def _commands(interaction: discord.Interaction) -> list[Any]:
    """Every command of the bot that answers."""
    client: Any = interaction.client
    return client.tree.get_commands()
