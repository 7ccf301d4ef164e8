"""The bare rival of `interaction`: ``python -m tests.bench.pong``, a discord.py bot whose one command answers "pong".

It connects as the real bot does, with the same intents and as many shards, and does nothing else. The rival of `memory`
is the same with discord.py's default intents: ``python -m tests.bench.pong default``.
"""

from __future__ import annotations

import json
import os
import sys

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import INTENTS
from bot.discord_base import point_at


class PongBot(commands.AutoShardedBot):
    """The least that discord.py can do and still answer."""

    def __init__(self, shards: int, intents: discord.Intents) -> None:
        super().__init__(command_prefix=commands.when_mentioned, intents=intents, shard_count=shards)

    async def setup_hook(self) -> None:
        self.tree.add_command(pong)
        await self.tree.sync()

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Waits for nothing: the sandbox does not ask for the five seconds between shards."""

    async def on_ready(self) -> None:
        print(json.dumps({"event": "ready"}), flush=True)


@app_commands.command(description="Answers pong")
async def pong(interaction: discord.Interaction) -> None:
    """The command."""
    await interaction.response.send_message("pong")


if __name__ == "__main__":
    point_at(os.environ["DISCORD_API_BASE"])
    chosen = discord.Intents.default() if sys.argv[1:] == ["default"] else INTENTS
    PongBot(int(os.environ["SHARD_COUNT"]), chosen).run(os.environ["DISCORD_TOKEN"], log_handler=None)
