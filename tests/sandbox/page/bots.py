"""What the bots of these tests share: discord.py as it is, and a process of their own to run in.

Settings come from the environment: ``BASE`` and ``TOKEN``. A bot prints ``ready`` once its commands are registered.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands, ui

from bot.discord_base import point_at

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable, Sequence

    from bot.sandbox.server import Sandbox

ROOT = Path(__file__).resolve().parents[3]
READY_S = 60
Command = app_commands.Command[Any, ..., Any] | app_commands.ContextMenu | app_commands.Group


class PageBot(discord.AutoShardedClient):
    """A bot with these commands, whose views outlive a restart."""

    def __init__(self, commands: Sequence[Command], views: Sequence[Callable[[], ui.View | ui.LayoutView]]) -> None:
        super().__init__(intents=discord.Intents.default(), guild_ready_timeout=0.1, chunk_guilds_at_startup=False)
        self.tree = app_commands.CommandTree(self)
        self._commands = commands
        self._views = views

    async def setup_hook(self) -> None:
        for view in self._views:
            self.add_view(view())
        for command in self._commands:
            self.tree.add_command(command)
        await self.tree.sync()

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Do not wait between shards: the sandbox does not ask for it."""

    async def on_ready(self) -> None:
        print("ready", flush=True)


async def play(commands: Sequence[Command], views: Sequence[Callable[[], ui.View | ui.LayoutView]]) -> None:
    """Be a bot until told to end."""
    point_at(os.environ["BASE"])
    async with PageBot(commands, views) as bot:
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, lambda: asyncio.ensure_future(bot.close()))
        await bot.start(os.environ["TOKEN"])


@asynccontextmanager
async def playing(module: str, sandbox: Sandbox) -> AsyncGenerator[None]:
    """Run the bot of a module beside a sandbox, its commands registered, while the context lasts."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", module),
        cwd=ROOT,
        env=os.environ | {"BASE": sandbox.base_url, "TOKEN": sandbox.token},
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    said = await asyncio.wait_for(process.stdout.readline(), READY_S)
    assert said == b"ready\n"
    yield
    process.terminate()
    await process.wait()
