"""Play on this machine: the sandbox, the services and the real bot as a process of its own, behind one URL.

The bot runs with the sandbox's token and address, on servers of its own, and with nothing of the person's own settings
for Discord and databases, so that no token and no data of a real bot can be used by accident.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncGenerator, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from pathlib import Path

from bot.embedded.process import bind_to_parent
from bot.embedded.services import services
from bot.errors import CannotStartError
from bot.sandbox.server import Sandbox
from bot.settings import Settings

SHARDS = 2
PLAYERS = ("Mara", "Tobin", "Ysolde", "Brann")
STOP_WITHIN_S = 15.0
OWN_FOLDER = "play"
"""Below the data folder: a game in the sandbox never touches the real bot's."""
CANNOT_START = 2
"""The exit code of a bot that has said what somebody has to mend first."""
EARLY_S = 30.0
MOST_EARLY_DEATHS = 3
LONGER_EACH_TIME_S = 1.0
"""Between a death and the next start, for each early death in a row."""
SERVERS = ("DATABASE_URL", "POSTGRES_", "REDIS_URL", "VALKEY_URL")
SHARDING = ("SHARD", "POD_INDEX", "LEASE_TTL_S", "IDENTIFY_PACED")
NOT_FOR_PLAY = ("DISCORD_", "ROLES", "ENVIRONMENT", "PUBLIC_URL", "WEB_HOST", "SECRET_KEY", *SHARDING, *SERVERS)
"""Settings that belong to a person's real bot: play goes without them."""
UNSET = ("SHARD_IDS", "SHARDS_PER_PROCESS", "ROLES", "ENVIRONMENT", "PUBLIC_URL", "WEB_HOST", "SECRET_KEY")
"""Said to be empty, which is unset, so that they are not read from a `.env` either."""


async def play(settings: Settings, stop: asyncio.Event, say: Callable[[str], None], *, port: int = 0) -> int:
    """Run everything until `stop` is set; tells the page's URL through `say` once one can play.

    Returns:
        0; or, if the bot cannot be kept running, its own exit code.

    Raises:
        CannotStartError: The page cannot be served on that port.
    """
    async with AsyncExitStack() as stack:
        sandbox = await stack.enter_async_context(_sandbox(port))
        urls = await stack.enter_async_context(
            services(settings.data_dir / OWN_FOLDER, database_url=None, redis_url=None)
        )
        environment = bot_environment(sandbox, database_url=urls.database_url, redis_url=urls.redis_url)
        return await _keep_bot(environment, sandbox, stop, say)


@asynccontextmanager
async def _sandbox(port: int) -> AsyncGenerator[Sandbox]:
    async with AsyncExitStack() as stack:
        try:
            sandbox = await stack.enter_async_context(Sandbox(port=port, shards=SHARDS))
        except OSError as error:
            raise CannotStartError(
                f"The page cannot be served on 127.0.0.1:{port}: {os.strerror(error.errno or 0)}. Choose a free port"
                " above 1023, like --port 8123, or leave --port out to take any."
            ) from None
        yield sandbox


async def _keep_bot(
    environment: dict[str, str], sandbox: Sandbox, stop: asyncio.Event, say: Callable[[str], None]
) -> int:
    """Run the bot until `stop` is set, and again when it dies, unless that is of no use; the exit code of `play`."""
    loop, gateway = asyncio.get_running_loop(), sandbox.realm.gateway
    news = f"\nThe table is set. Open this page, type /table open, then /roll 4d6kh3:\n\n    {sandbox.page_url}\n"
    news += "\nCtrl-C stops everything."
    early_deaths, has_played = 0, False

    def at_table() -> None:
        nonlocal has_played
        say("The bot is back." if has_played else news)
        has_played = True

    while True:
        began = loop.time()
        code = await _one_life(environment, sandbox, stop, at_table)
        if code is None:
            return 0
        if code == CANNOT_START and not has_played:
            say("The bot cannot start: the line above says why. Everything stops.")
            return code
        early_deaths = early_deaths + 1 if loop.time() - began < EARLY_S else 0
        if early_deaths == MOST_EARLY_DEATHS:
            say(f"The bot {_end_of(code)} soon after its start, for the third time: the lines above say why.")
            return code if code > 0 else 1
        say(f"The bot {_end_of(code)}, and is started again.")
        await gateway.until(lambda: not gateway.connected_shards())
        await _elapsed(early_deaths * LONGER_EACH_TIME_S, stop)


async def _one_life(
    environment: dict[str, str], sandbox: Sandbox, stop: asyncio.Event, at_table: Callable[[], None]
) -> int | None:
    """Start the bot and wait for its end; its exit code, or None if it was we who ended it."""
    gateway = sandbox.realm.gateway
    bot = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "run"),
        env=environment,
        cwd=root(),
        start_new_session=True,  # Ctrl-C is for us: we stop it when its turn has come
        preexec_fn=bind_to_parent(),
    )

    async def announce() -> None:
        await gateway.until(lambda: len(gateway.connected_shards()) == SHARDS)
        at_table()

    stopped, ended, announced = (asyncio.ensure_future(each) for each in (stop.wait(), bot.wait(), announce()))
    try:
        await asyncio.wait({stopped, ended}, return_when=asyncio.FIRST_COMPLETED)
        return None if stop.is_set() else bot.returncode
    finally:
        for future in (stopped, ended, announced):
            future.cancel()
        await end(bot)


async def _elapsed(seconds: float, stop: asyncio.Event) -> None:
    with suppress(TimeoutError):
        await asyncio.wait_for(stop.wait(), seconds)


def _end_of(code: int) -> str:
    return f"was killed ({signal.Signals(-code).name})" if code < 0 else f"ended by itself (exit code {code})"


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
