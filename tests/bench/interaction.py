"""From an interaction to its callback: ``/roll dice:1d20+5`` at an open table, beside a bare bot that answers "pong".

Each bot is a process of its own in a sandbox of its own; ours has the PostgreSQL and the Valkey that `make play` has,
durable as they are there. Rounds alternate between the two, the first of each is thrown away, and a figure is the
median over the rounds, a ratio the median of the rounds' ratios.

A latency is the sandbox's own: from the moment it hands INTERACTION_CREATE to the shard's socket until the callback
stands in its web server, so what the load itself costs is not in it. Processor time is the bot process's alone, with
all that it does beside the answer (the table's card, redrawn as it is for players, is in it).
"""

from __future__ import annotations

import asyncio
import itertools
import sys
import time
from collections.abc import AsyncGenerator, Callable, Iterable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from statistics import median, quantiles

from bot.embedded.services import Urls, services
from bot.sandbox.client.person import Person
from bot.sandbox.wire import Json
from tests.bench.figure import Figure
from tests.flows.processes import Bot, bot_environment
from tests.flows.stage import Stage, open_stage_apart
from tests.services import open_folder

PLAYERS = tuple(f"player{number}" for number in range(8))
ROUNDS, BUSY_ROUNDS = 7, 4
INTERACTIONS = 500
"""In a round: seconds of processor time, of which the kernel counts hundredths; and what the sandbox remembers."""


class UnansweredError(Exception):
    """A bot did not answer, or the sandbox has not seen it; what follows would measure nothing."""


@dataclass(frozen=True, slots=True)
class Round:
    """What one bot did in one round.

    Attributes:
        cpu_ms: Processor time for each interaction.
        per_s: Interactions answered a second.
    """

    p50_ms: float
    p95_ms: float
    cpu_ms: float
    per_s: float


@dataclass(frozen=True, slots=True)
class Side:
    """A bot, and what people ask of it."""

    stage: Stage
    bot: Bot
    people: Sequence[Person]
    command: str
    options: dict[str, str]

    async def round(self, in_flight: int) -> Round:
        """Let so many people ask at once, each again as soon as the one before is answered."""
        turns = iter(range(INTERACTIONS))
        cpu_s, began = self.bot.cpu_s(), time.perf_counter()
        asked = await asyncio.gather(*(self._ask(person, turns) for person in self.people[:in_flight]))
        took_s, spent_s = time.perf_counter() - began, self.bot.cpu_s() - cpu_s
        latencies = latencies_ms(await self.stage.sandbox.traffic(), itertools.chain(*asked))
        p95 = quantiles(latencies, n=20, method="inclusive")[-1]
        return Round(median(latencies), p95, spent_s / INTERACTIONS * 1000, INTERACTIONS / took_s)

    async def _ask(self, person: Person, turns: Iterable[int]) -> list[str]:
        asked: list[str] = []
        for _ in turns:
            result = await person.slash("tavern", self.command, **self.options)
            if result.error:
                raise UnansweredError(f"/{self.command}: {result.error}")
            asked.append(result.interaction)
        return asked


def latencies_ms(traffic: Iterable[Json], interactions: Iterable[str]) -> list[float]:
    """The time from each interaction's dispatch to its callback, as the sandbox saw it.

    Raises:
        UnansweredError: The traffic does not hold both ends of each.
    """
    sent: dict[str, float] = {}
    arrived: dict[str, float] = {}
    for record in traffic:
        at_ms = datetime.fromisoformat(record["at"]).timestamp() * 1000
        if record.get("t") == "INTERACTION_CREATE":
            sent[record["d"]["id"]] = at_ms
        elif record["side"] == "rest" and record["path"].endswith("/callback"):
            arrived[record["path"].split("/")[2]] = at_ms - record["ms"]  # it is noted once it has been dealt with
    try:
        return [arrived[interaction] - sent[interaction] for interaction in interactions]
    except KeyError as error:
        raise UnansweredError(f"the sandbox has not seen both ends of interaction {error}") from None


async def run() -> list[Figure]:
    """Measure."""
    async with AsyncExitStack() as stack:
        folder = stack.enter_context(open_folder())
        urls = await stack.enter_async_context(services(folder, database_url=None, redis_url=None))
        ours = await stack.enter_async_context(everquill(urls))
        theirs = await stack.enter_async_context(pong())
        alone = await alternate(ours, theirs, rounds=ROUNDS, in_flight=1)
        busy = await alternate(ours, theirs, rounds=BUSY_ROUNDS, in_flight=len(PLAYERS))
    return [
        compare("interaction.p50_ms", "ms", alone, lambda each: each.p50_ms),
        compare("interaction.p95_ms", "ms", alone, lambda each: each.p95_ms),
        compare("interaction.cpu_ms", "ms", alone, lambda each: each.cpu_ms),
        compare("interaction.busy.p95_ms", "ms", busy, lambda each: each.p95_ms),
        compare("interaction.busy.cpu_ms", "ms", busy, lambda each: each.cpu_ms),
        compare("interaction.busy.per_s", "interactions/s", busy, lambda each: each.per_s),
    ]


async def alternate(ours: Side, theirs: Side, *, rounds: int, in_flight: int) -> list[tuple[Round, Round]]:
    """Our rounds and the rival's, in turn."""
    pairs = [(await ours.round(in_flight), await theirs.round(in_flight)) for _ in range(1 + rounds)]
    return pairs[1:]


def compare(name: str, unit: str, rounds: Sequence[tuple[Round, Round]], of: Callable[[Round], float]) -> Figure:
    """One figure, ours beside the rival's."""
    pairs = [(of(ours), of(theirs)) for ours, theirs in rounds]
    return Figure(
        name,
        median(ours for ours, _ in pairs),
        unit,
        median(theirs for _, theirs in pairs),
        median(ours / theirs for ours, theirs in pairs),
    )


@asynccontextmanager
async def everquill(urls: Urls) -> AsyncGenerator[Side]:
    """The real bot, and eight people who sit at an open table."""
    async with open_stage_apart(urls.database_url, urls.redis_url) as stage:
        bot = await stage.bot()
        party = await stage.party(people=PLAYERS)
        people = list(party.people.values())
        opened = await people[0].completed(await people[0].slash("tavern", "table open", mode="open"))
        for person in people[1:]:
            await person.click(opened.answer, "Join")
        yield Side(stage, bot, people, "roll", {"dice": "1d20+5"})


@asynccontextmanager
async def pong() -> AsyncGenerator[Side]:
    """The bare bot."""
    async with open_stage_apart("", "") as stage:
        where = {"token": stage.facts["token"], "base_url": stage.facts["base_url"], "shards": stage.facts["shards"]}
        environment = bot_environment(**where, database_url="", redis_url="")
        bot = Bot(environment, sys.executable, "-m", "tests.bench.pong")
        stage.bots.append(bot)
        await bot.start()
        party = await stage.party(people=PLAYERS)
        yield Side(stage, bot, list(party.people.values()), "pong", {})
