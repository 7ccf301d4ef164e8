"""Where faults strike: a stage whose bots reach the sandbox, PostgreSQL and Valkey through doors that can misbehave."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import aiohttp
from sqlalchemy.engine import make_url

from bot.sandbox.client.client import SandboxClient
from bot.sandbox.client.results import Guild
from bot.sandbox.pytest_plugin.run import Run
from bot.sandbox.server import Sandbox
from bot.sandbox.wire import Json
from tests.faults.proxy import Proxy
from tests.flows.processes import Bot, bot_environment
from tests.flows.stage import Stage


@dataclass
class Records:
    """What crosses the sandbox's wire, for as long as a test lives: its own memory is short.

    Of what the gateway sends, interactions alone are kept.
    """

    all: list[Json] = field(default_factory=list)

    def listen(self, sandbox: Sandbox) -> None:
        """Write it down from now on."""
        traffic = sandbox.realm.traffic
        write = traffic.record

        def record(side: str, **facts: Any) -> None:
            write(side, **facts)
            if side == "rest" or facts.get("direction") == "received" or facts.get("t") == "INTERACTION_CREATE":
                self.all += traffic.after(traffic.last - 1)

        traffic.record = record

    def rest(self, method: str, path: str, *, since: int = 0) -> list[Json]:
        """The requests whose path ends so, oldest first."""
        return [
            each
            for each in self.all[since:]
            if each["side"] == "rest" and each["method"] == method and each["path"].endswith(path)
        ]

    def op(self, code: int, *, since: int = 0) -> list[Json]:
        """What bots sent to the gateway with this opcode."""
        return [each for each in self.all[since:] if each.get("op") == code and each.get("direction") == "received"]


@dataclass
class Field:
    """A stage, and the doors of its bots.

    Attributes:
        stage: Its own view of the database and of the sandbox goes round the doors.
        sandbox: The sandbox, which runs in this process.
        discord: The door to its REST and its gateway.
        postgres: The door to the database.
        valkey: The door to Valkey.
        records: All that crossed the wire.
    """

    stage: Stage
    sandbox: Sandbox
    discord: Proxy
    postgres: Proxy
    valkey: Proxy
    records: Records

    async def bot(self, *command: str, **settings: str) -> Bot:
        """One more process of the bot, or of another program in its place, ready."""
        stage, url = self.stage, make_url(self.stage.database_url)
        told = bot_environment(
            token=stage.facts["token"],
            base_url=f"http://127.0.0.1:{self.discord.port}",
            # Made by hand: the folder in the `?host=` of a socket's address would win over this host.
            database_url=f"postgresql://{url.username}@127.0.0.1:{self.postgres.port}/{url.database}",
            redis_url=f"redis://127.0.0.1:{self.valkey.port}/0",
            shards=stage.facts["shards"],
            **settings,
        )
        bot = Bot(told, *command)
        stage.bots.append(bot)
        stage.on_bot(bot)
        await bot.start()
        return bot

    def calm(self) -> None:
        """Every door behaves again."""
        for door in (self.discord, self.postgres, self.valkey):
            door.calm()


@asynccontextmanager
async def open_field(run: Run, database_url: str, redis_url: str) -> AsyncIterator[Field]:
    """A field with no bot on it yet; bots are stopped and doors closed when the block ends."""
    async with (
        # Of a run of its own: every body of a random party is a new one, and to judge them all would take minutes.
        Run().sandbox(shards=2) as sandbox,
        SandboxClient(sandbox.page_url) as client,
        Proxy(port=urlsplit(sandbox.base_url).port or 0) as discord,
        Proxy(unix=postgres_socket(database_url)) as postgres,
        Proxy(unix=unquote(urlsplit(redis_url).path)) as valkey,
    ):
        discord.respell_host()

        async def found(name: str, *, members: list[str], channels: list[str | Json], shard: int) -> Guild:
            scene = await run.scene(sandbox, client, name=name, people=members, channels=channels, shard=shard)
            return scene.guild

        facts = {"base_url": sandbox.base_url, "token": sandbox.token, "shards": 2}
        stage = Stage(facts, client, database_url, redis_url, found, run.bots.append)  # type: ignore[arg-type]  # lists do
        records = Records()
        records.listen(sandbox)
        try:
            yield Field(stage, sandbox, discord, postgres, valkey, records)
        finally:
            await asyncio.gather(*(bot.kill() for bot in stage.bots))


def postgres_socket(url: str) -> Path:
    """The socket of an embedded server, from its address."""
    return Path(str(make_url(url).query["host"])) / ".s.PGSQL.5432"


def page_of(bot: Bot) -> str:
    """Where a bot serves its pages."""
    return next(line["public_url"] for line in bot.log if line["event"] == "running")


async def fetched(url: str) -> tuple[int, str]:
    """A page's status and text; 0 if nobody answers."""
    with suppress(aiohttp.ClientError, OSError, TimeoutError):
        timeout = aiohttp.ClientTimeout(total=10)
        async with aiohttp.ClientSession(timeout=timeout) as session, session.get(url) as response:
            return response.status, await response.text()
    return 0, ""
