"""What the sandbox costs: processor time for each interaction, and wall time in a flow, each beside the bot's own.

The bot is the real one, in a process of its own, with the PostgreSQL and the Valkey that `make play` has; the sandbox
is another, and this program drives it as tests do. Traffic says when the sandbox handed an interaction to the shard's
socket and when its callback came: what lies between is the bot's own work, what is left of the wall is the sandbox's,
the control API's and this program's.

A flow is what a test does: found a guild, roll, press *Roll again*, and read both rolls in the channel.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from statistics import median

from bot.embedded.services import Urls, services
from bot.sandbox.client.client import SandboxClient
from bot.sandbox.client.person import Person
from tests.bench.figure import Figure
from tests.bench.interaction import UnansweredError, latencies_ms
from tests.flows.processes import STARTED_RUN, Bot, bot_environment
from tests.sandbox.own_process import OwnProcess, sandbox_process
from tests.services import open_folder

SHARDS = 1
PLAYERS = tuple(f"player{number}" for number in range(8))
ROUNDS = 5
INTERACTIONS = 400
"""In a round: seconds of processor time, of which the kernel counts hundredths; and what the sandbox remembers."""
FLOWS = 20


@dataclass(frozen=True, slots=True)
class Pair:
    """A sandbox, and the bot that plays in it."""

    sandbox: OwnProcess
    client: SandboxClient
    bot: Bot

    async def interactions(self, people: Sequence[Person]) -> tuple[float, float]:
        """Roll from several sides at once; the sandbox's and the bot's processor milliseconds for each roll."""
        turns = iter(range(INTERACTIONS))
        before = self.sandbox.cpu_s(), self.bot.cpu_s()
        await asyncio.gather(*(_roll_all(person, turns) for person in people))
        after = self.sandbox.cpu_s(), self.bot.cpu_s()
        ours, theirs = ((b - a) / INTERACTIONS * 1000 for a, b in zip(before, after, strict=True))
        return ours, theirs

    async def flow(self, number: int) -> tuple[float, float]:
        """Live through one flow; what it took beside the bot's own work, and that, in milliseconds."""
        since = (await self.client.traffic())[-1]["n"]
        began = time.perf_counter()
        guild = await self.client.make_guild(f"Flow {number}", members=["alice"], channels=["tavern"])
        alice = self.client.user("alice", guild)
        rolled = await alice.slash("tavern", "roll", dice="1d20+5")
        again = await alice.click(rolled.answer, "Roll again")
        read = await alice.messages("tavern")
        took_ms = (time.perf_counter() - began) * 1000
        if len(read) != 2:
            raise UnansweredError(f"two rolls were asked for, {len(read)} are there")
        asked = rolled.interaction, again.interaction
        bot_ms = sum(latencies_ms(await self.client.traffic(since), asked))
        return took_ms - bot_ms, bot_ms


async def run() -> list[Figure]:
    """Measure."""
    async with AsyncExitStack() as stack:
        folder = stack.enter_context(open_folder())
        urls = await stack.enter_async_context(services(folder, database_url=None, redis_url=None))
        pair = await stack.enter_async_context(_pair(urls))
        guild = await pair.client.make_guild("The Bench", members=PLAYERS, channels=["tavern"])
        people = [pair.client.user(name, guild) for name in PLAYERS]
        # The first of each is thrown away: what is met for the first time is slower.
        cpu = [await pair.interactions(people) for _ in range(1 + ROUNDS)][1:]
        flows = [await pair.flow(number) for number in range(1 + FLOWS)][1:]
    return [_beside("sandbox.interaction.cpu_ms", cpu), _beside("sandbox.flow.wall_ms", flows)]


def _beside(name: str, pairs: Sequence[tuple[float, float]]) -> Figure:
    """The sandbox's share, beside the bot's."""
    return Figure(
        name,
        median(ours for ours, _ in pairs),
        "ms",
        median(theirs for _, theirs in pairs),
        median(ours / theirs for ours, theirs in pairs),
    )


async def _roll_all(person: Person, turns: Iterator[int]) -> None:
    for _ in turns:
        result = await person.slash("tavern", "roll", dice="1d20+5")
        if result.error:
            raise UnansweredError(result.error)


@asynccontextmanager
async def _pair(urls: Urls) -> AsyncGenerator[Pair]:
    async with (
        sandbox_process("--shards", str(SHARDS), "--guilds", "0") as sandbox,
        SandboxClient(sandbox.page_url) as client,
    ):
        bot = Bot(
            bot_environment(
                token=sandbox.token,
                base_url=sandbox.base_url,
                database_url=urls.database_url,
                redis_url=urls.redis_url,
                shards=SHARDS,
            ),
            *STARTED_RUN,
        )
        try:
            await bot.start()
            yield Pair(sandbox, client, bot)
        finally:
            await bot.kill()
