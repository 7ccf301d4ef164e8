"""A whole evening's machinery for one flow: a sandbox, a database, a Valkey, and bots that can be killed."""

from __future__ import annotations

import asyncio
import itertools
import json
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, Protocol

import asyncpg

from bot.adapters import BOOKS, KINDS
from bot.sandbox.client.client import SandboxClient
from bot.sandbox.client.person import Person
from bot.sandbox.client.results import Guild, Message
from bot.sandbox.pytest_plugin.run import Run
from bot.sandbox.wire import Json
from data.postgres.engine import open_engine
from data.postgres.verify import verify
from tests.flows.processes import RUN, STARTED_RUN, Bot, bot_environment
from tests.sandbox.own_process import sandbox_process

PEOPLE = ("alice", "bob", "carol", "dan")
CHANNELS = ("tavern", "cellar")
_NUMBERS = itertools.count(1)


@dataclass
class Party:
    """A guild of one test's own, and its people."""

    guild: Guild
    people: dict[str, Person]
    channel: str = "tavern"

    def __getattr__(self, name: str) -> Person:
        try:
            return self.people[name]
        except KeyError:
            raise AttributeError(name) from None


class FoundGuild(Protocol):
    """How a guild is founded: with its story told if its test fails, or, in another process, without."""

    async def __call__(
        self, name: str, *, members: Sequence[str], channels: Sequence[str | Json], shard: int
    ) -> Guild: ...


@dataclass
class Stage:
    """Where a flow plays."""

    facts: dict[str, Any]
    sandbox: SandboxClient
    database_url: str
    redis_url: str
    found_guild: FoundGuild
    on_bot: Callable[[Bot], None] = lambda _: None
    command: tuple[str, ...] = RUN
    bots: list[Bot] = field(default_factory=list)

    async def bot(self, *, shard_ids: str = "", **settings: str) -> Bot:
        """One more process of the bot, ready."""
        bot = Bot(
            bot_environment(
                token=self.facts["token"],
                base_url=self.facts["base_url"],
                database_url=self.database_url,
                redis_url=self.redis_url,
                shards=self.facts["shards"],
                shard_ids=shard_ids,
                **settings,
            ),
            *self.command,
        )
        self.bots.append(bot)
        self.on_bot(bot)
        await bot.start()
        return bot

    async def party(self, *, shard: int = 0, people: tuple[str, ...] = PEOPLE) -> Party:
        """A fresh guild."""
        name = f"Party {next(_NUMBERS)}"
        guild = await self.found_guild(name, members=people, channels=CHANNELS, shard=shard)
        return Party(guild, {each: self.sandbox.user(each, guild) for each in people})

    async def ledger_holds(self) -> bool:
        """Whether `verify ledger` finds nothing."""
        engine = open_engine(self.database_url, pool_size=2)
        try:
            report = await verify(engine, KINDS, BOOKS)
        finally:
            await engine.dispose()
        assert report.ok, str(report)
        return True

    async def events(self, kind: str) -> list[dict[str, Any]]:
        """Every event of a kind in the ledger: its stream, cause and public part."""
        connection = await asyncpg.connect(self.database_url)
        try:
            rows = await connection.fetch(
                "SELECT stream, cause, public FROM ledger_event WHERE kind = $1 ORDER BY stream, sequence", kind
            )
        finally:
            await connection.close()
        return [{"stream": row["stream"], "cause": row["cause"], **json.loads(row["public"])} for row in rows]

    async def no_gaps(self) -> None:
        """Fail if the bot has used a route that the sandbox does not know."""
        gaps = (await self.sandbox.state())["gaps"]
        assert not gaps, gaps


@asynccontextmanager
async def open_stage(
    database_url: str, redis_url: str, *, shards: int = 2, run: Run | None = None
) -> AsyncIterator[Stage]:
    """A stage with no bot on it yet; what is on it when the block ends is stopped and looked over.

    Args:
        database_url: Where its bots keep the ledger.
        redis_url: Where they tell each other.
        shards: How many shards the sandbox has.
        run: What shows its story when a test fails; without, nothing does.
    """
    told = run or Run()
    async with told.sandbox(shards=shards) as sandbox, SandboxClient(sandbox.page_url) as client:

        async def found(name: str, *, members: Sequence[str], channels: Sequence[str | Json], shard: int) -> Guild:
            scene = await told.scene(sandbox, client, name=name, people=members, channels=channels, shard=shard)
            return scene.guild

        facts = {"base_url": sandbox.base_url, "token": sandbox.token, "shards": shards}
        async with _looked_over(Stage(facts, client, database_url, redis_url, found, told.bots.append)) as stage:
            yield stage


@asynccontextmanager
async def open_stage_apart(database_url: str, redis_url: str, *, shards: int = 2) -> AsyncIterator[Stage]:
    """The same with the sandbox in a process of its own, and bots that Python starts: for measuring."""
    async with sandbox_process("--shards", str(shards)) as process, SandboxClient(process.page_url) as client:
        facts = {"base_url": process.base_url, "token": process.token, "shards": shards}
        stage = Stage(facts, client, database_url, redis_url, client.make_guild, command=STARTED_RUN)
        async with _looked_over(stage):
            yield stage


@asynccontextmanager
async def _looked_over(stage: Stage) -> AsyncIterator[Stage]:
    try:
        yield stage
        await stage.no_gaps()
    finally:
        await asyncio.gather(*(bot.kill() for bot in stage.bots))


def total(message: Message) -> int:
    """The total that a roll card leads with."""
    first = message.text.splitlines()[0]
    assert first.startswith("## "), message.text
    return int(first.removeprefix("## ").split()[0])


def permalink(message: Message) -> str:
    """Where a roll's page is."""
    return message.link("Permalink")
