"""Play on this machine: the sandbox, the services and the real bot as a process of its own, behind one URL.

The bot runs with the sandbox's token and address and with nothing of the person's own Discord settings, so that a token
in the environment can never be used by accident.
"""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Callable
from contextlib import AsyncExitStack
from pathlib import Path

from bot.embedded.process import bind_to_parent
from bot.embedded.services import services
from bot.sandbox.server import Sandbox
from bot.settings import Settings

SHARDS = 2
PLAYERS = ("Mara", "Tobin", "Ysolde", "Brann")
STOP_WITHIN_S = 15.0
NOT_FOR_PLAY = ("DISCORD_", "SHARD_", "ROLES", "ENVIRONMENT", "PUBLIC_URL", "WEB_HOST", "SECRET_KEY")
"""Settings that belong to a person's real bot: play goes without them."""
UNSET = ("SHARD_IDS", "ROLES", "ENVIRONMENT", "PUBLIC_URL", "WEB_HOST", "SECRET_KEY")
"""Said to be empty, which is unset, so that they are not read from a `.env` either."""


async def play(settings: Settings, stop: asyncio.Event, say: Callable[[str], None], *, port: int = 0) -> int:
    """Run everything until `stop` is set; tells the page's URL through `say` once one can play.

    Returns:
        0, or the bot's own exit code if it ended by itself.
    """
    async with AsyncExitStack() as stack:
        urls = await stack.enter_async_context(
            services(settings.data_dir, database_url=settings.database_url, redis_url=settings.redis_url)
        )
        sandbox = await stack.enter_async_context(Sandbox(port=port, shards=SHARDS))
        environment = bot_environment(sandbox, database_url=urls.database_url, redis_url=urls.redis_url)
        bot = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "run"),
            env=environment,
            cwd=root(),
            start_new_session=True,  # Ctrl-C is for us: we stop it when its turn has come
            preexec_fn=bind_to_parent(),
        )
        stack.push_async_callback(end, bot)
        stopped, ended = asyncio.ensure_future(stop.wait()), asyncio.ensure_future(bot.wait())
        announced = asyncio.ensure_future(_announce(sandbox, say))
        await asyncio.wait({stopped, ended}, return_when=asyncio.FIRST_COMPLETED)
        for future in (stopped, ended, announced):
            future.cancel()
        if bot.returncode is None:
            return 0
        say(f"The bot stopped by itself (exit code {bot.returncode}); its last log lines above say why.")
        return bot.returncode or 1


async def _announce(sandbox: Sandbox, say: Callable[[str], None]) -> None:
    gateway = sandbox.realm.gateway
    await gateway.until(lambda: len(gateway.connected_shards()) == SHARDS)
    say(f"\nThe table is set. Open this page, type /table open, then /roll 4d6kh3:\n\n    {sandbox.page_url}\n")
    say("Ctrl-C stops everything.")


def bot_environment(sandbox: Sandbox, *, database_url: str, redis_url: str) -> dict[str, str]:
    """The environment of a bot that plays in this sandbox."""
    own = {name: value for name, value in os.environ.items() if not name.startswith(NOT_FOR_PLAY)}
    return (
        own
        | dict.fromkeys(UNSET, "")
        | {
            "DISCORD_TOKEN": sandbox.token,
            "DISCORD_API_BASE": sandbox.base_url,
            "SHARD_COUNT": str(SHARDS),
            "DATABASE_URL": database_url,
            "REDIS_URL": redis_url,
            "WEB_PORT": own.get("WEB_PORT", "0"),
            "LOG_LEVEL": own.get("LOG_LEVEL", "WARNING"),
        }
    )


async def end(process: asyncio.subprocess.Process) -> None:
    """Stop a child: politely, then not."""
    if process.returncode is not None:
        return
    process.terminate()
    try:
        await asyncio.wait_for(process.wait(), STOP_WITHIN_S)
    except TimeoutError:
        process.kill()
        await process.wait()


def root() -> Path:
    """The project's folder."""
    return Path(__file__).resolve().parent.parent
