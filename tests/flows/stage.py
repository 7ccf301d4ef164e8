"""A whole evening's machinery for one flow: a sandbox, a database, a Valkey, and bots that can be killed."""

from __future__ import annotations

import asyncio
import itertools
import json
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import asyncpg

from bot.adapters import BOOKS, KINDS
from bot.sandbox.client import Person, SandboxClient
from bot.sandbox.results import Guild, Message
from data.postgres.engine import open_engine
from data.postgres.verify import verify
from tests.flows.processes import ROOT, Bot, bot_environment

PEOPLE = ("alice", "bob", "carol", "dan")
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


@dataclass
class Stage:
    """Where a flow plays."""

    facts: dict[str, Any]
    sandbox: SandboxClient
    database_url: str
    redis_url: str
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
            )
        )
        self.bots.append(bot)
        await bot.start()
        return bot

    async def party(self, *, shard: int = 0, people: tuple[str, ...] = PEOPLE) -> Party:
        """A fresh guild."""
        name = f"Party {next(_NUMBERS)}"
        guild = await self.sandbox.make_guild(name, members=people, channels=["tavern", "cellar"], shard=shard)
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
async def open_stage(database_url: str, redis_url: str, *, shards: int = 2) -> AsyncIterator[Stage]:
    """A stage with no bot on it yet; what is on it when the block ends is stopped and looked over."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot.sandbox", "--port", "0", "--shards", str(shards)),
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        assert process.stdout is not None
        facts = json.loads(await asyncio.wait_for(process.stdout.readline(), 30))
        async with SandboxClient(facts["page_url"]) as sandbox:
            stage = Stage(facts, sandbox, database_url, redis_url)
            try:
                yield stage
                await stage.no_gaps()
            finally:
                await asyncio.gather(*(bot.kill() for bot in stage.bots))
    finally:
        process.terminate()
        await process.wait()


def total(message: Message) -> int:
    """The total that a roll card leads with."""
    first = message.text.splitlines()[0]
    assert first.startswith("## "), message.text
    return int(first.removeprefix("## ").split()[0])


def permalink(message: Message) -> str:
    """Where a roll's page is."""
    return message.link("Permalink")
