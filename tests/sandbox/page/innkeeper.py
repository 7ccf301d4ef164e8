"""The smallest bot with the commands that the tour leads through: discord.py as it is, in a process of its own."""

from __future__ import annotations

import asyncio
import os
from typing import Any

import discord
from discord import app_commands, ui

from tests.sandbox.page.bots import play


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


if __name__ == "__main__":
    asyncio.run(play((roll, Table(name="table", description="Tables")), (Seats,)))
