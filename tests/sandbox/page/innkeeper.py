"""The smallest bot with the commands that the tour leads through: discord.py as it is, in a process of its own.

Settings come from the environment: ``BASE`` and ``TOKEN``. It prints ``ready`` once its commands are registered.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from typing import Any

import discord
from discord import app_commands, ui

from bot.discord_base import point_at


class Seats(ui.View):
    """The table's card: joining changes it."""

    def __init__(self) -> None:
        super().__init__(timeout=None)

    @ui.button(label="Join", custom_id="inn:join", style=discord.ButtonStyle.success)
    async def join(self, interaction: discord.Interaction, _: ui.Button[Seats]) -> None:
        await interaction.response.edit_message(content=f"{interaction.user.name} sits down", view=self)


class Table(app_commands.Group):
    """Opening and joining."""

    @app_commands.command(description="Open a table in this channel")
    async def open(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_message("A table for eight", view=Seats())

    @app_commands.command(description="Join the table")
    async def join(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_message("You sit down", ephemeral=True)


@app_commands.command(description="Roll dice")
@app_commands.describe(dice="What to roll")
async def roll(interaction: discord.Interaction, dice: str) -> None:
    view: ui.View = ui.View()
    view.add_item(ui.Button[Any](label="Permalink", url=f"{os.environ['BASE']}/cdn/nowhere.png"))
    await interaction.response.send_message(f"{dice}: **13**", view=view)


class Innkeeper(discord.AutoShardedClient):
    """The bot."""

    def __init__(self) -> None:
        super().__init__(intents=discord.Intents.default(), guild_ready_timeout=0.1, chunk_guilds_at_startup=False)
        self.tree = app_commands.CommandTree(self)

    async def setup_hook(self) -> None:
        self.add_view(Seats())
        self.tree.add_command(roll)
        self.tree.add_command(Table(name="table", description="Tables"))
        await self.tree.sync()

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Do not wait between shards: the sandbox does not ask for it."""

    async def on_ready(self) -> None:
        print("ready", flush=True)


async def main() -> None:
    point_at(os.environ["BASE"])
    async with Innkeeper() as bot:
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, lambda: asyncio.ensure_future(bot.close()))
        await bot.start(os.environ["TOKEN"])


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
