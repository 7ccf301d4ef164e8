"""Memory of one process at 0 and at 1,000 guilds, beside a bare discord.py bot with its default caches.

A guild has 30 channels, 20 roles and 15 emojis, as one of middling size has; they stand in the sandbox before the bot
comes, which takes them as GUILD_CREATEs. The rival has discord.py's default intents, none of them privileged, and its
default caches. A figure is read once memory has not changed for some seconds: garbage has been collected by then, and
what the allocator keeps of it is part of the figure, as it is for whoever pays for the machine. `memory.per_guild_kib`
is the difference between the two sizes.

BENCH_GUILDS in the environment makes the crowd smaller.
"""

from __future__ import annotations

import asyncio
import os
import sys
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Final

from bot.embedded.services import Urls, services
from bot.sandbox.server import Sandbox
from bot.sandbox.world.emojis import Emoji
from tests.bench.figure import Figure
from tests.flows.processes import Bot, bot_environment
from tests.services import open_folder

GUILDS: Final = int(os.environ.get("BENCH_GUILDS", "1000"))
CHANNELS, ROLES, EMOJIS = 30, 20, 15
SETTLED_MIB: Final = 0.1
SETTLED_S: Final = 8
SETTLED_WITHIN_S: Final = 60
RIVAL: Final = (sys.executable, "-m", "tests.bench.pong", "default")
OURS: Final = (
    *(sys.executable, "-c"),
    "import runpy, sys; sys.modules['rich'] = None; sys.argv[1:] = ['run'];"
    " runpy.run_module('bot', run_name='__main__', alter_sys=True)",
)
"""Our bot as people install it: structlog loads rich where it is, and it is there among development's tools alone."""


async def run() -> list[Figure]:
    """Measure."""
    async with AsyncExitStack() as stack:
        folder = stack.enter_context(open_folder())
        urls = await stack.enter_async_context(services(folder, database_url=None, redis_url=None))
        ours = [await held_mib(guilds, urls, *OURS) for guilds in (0, GUILDS)]
        bare = [await held_mib(guilds, urls, *RIVAL) for guilds in (0, GUILDS)]
    each = [(full - empty) * 1024 / GUILDS for empty, full in (ours, bare)]
    return [
        Figure("memory.at_0_mib", ours[0], "MiB", bare[0], ours[0] / bare[0]),
        Figure(f"memory.at_{GUILDS}_mib", ours[1], "MiB", bare[1], ours[1] / bare[1]),
        Figure("memory.per_guild_kib", each[0], "KiB", each[1], each[0] / each[1]),
    ]


async def held_mib(guilds: int, urls: Urls, *command: str) -> float:
    """The memory of a bot, ours or another, once so many guilds have been told to it."""
    async with Sandbox(shards=1, guilds=0) as sandbox:
        for number in range(guilds):
            found_guild(sandbox, number)
        environment = bot_environment(
            token=sandbox.token,
            base_url=sandbox.base_url,
            database_url=urls.database_url,
            redis_url=urls.redis_url,
            shards=1,
        )
        bot = Bot(environment, *command)
        try:
            await bot.start()
            return await settled_mib(bot.pid)
        finally:
            await bot.kill()


def found_guild(sandbox: Sandbox, number: int) -> None:
    """Found a guild of middling size."""
    world = sandbox.world
    owner = world.application.owner
    guild = world.add_guild(f"Guild {number}", owner)
    for each in range(CHANNELS):
        world.add_channel(guild, f"channel-{each}", topic="Where we play on Thursdays")
    for each in range(ROLES - len(guild.roles)):
        world.add_role(guild, f"Role {each}")
    for each in range(EMOJIS):
        emoji = Emoji(world.snowflakes.mint(), f"emoji_{each}", owner, "image/png", b"")
        guild.emojis[emoji.id] = emoji


async def settled_mib(pid: int) -> float:
    """A process's memory, once it stays as it is."""
    seen = [rss_mib(pid)]
    for _ in range(SETTLED_WITHIN_S):
        await asyncio.sleep(1)
        seen.append(rss_mib(pid))
        lately = seen[-SETTLED_S:]
        if len(lately) == SETTLED_S and max(lately) - min(lately) < SETTLED_MIB:
            break
    return seen[-1]


def rss_mib(pid: int) -> float:
    """Resident memory of a process now."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1024**2
