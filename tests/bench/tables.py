"""Fifty tables of eight that play for a minute, at two processes of the bot; and how cost grows from 5 to 200 tables.

The sandbox, PostgreSQL and Valkey run on the same machine, and so does this program. Half of the tables have a DM;
tables.evening has the mix of what is done. The rate is people's, not the bot's: a table does something every 0.75 s in
`tables.*`, and every 3 s in `tables.at_5.*`, `at_50` and `at_200`, as two cores hold no more at two hundred with all
that shares them. The rival is a bare bot that answers "pong" as often, in one process.

A latency is the sandbox's own, from handing INTERACTION_CREATE to the shard's socket until the callback is there; a
card's until the first edit after the callback. Processor time is both bots' together, less what they spend while
nobody plays (`idle_cpu`). Lost is what was not answered or is not in the ledger; doubled, what was answered or is in
the ledger twice. `stolen` is the share of the machine's processor time that its host gave to others meanwhile, where
the system tells: a few hundredths of it make a tail of seconds. `tables.long` asks one at a time at a table of five
hundred rolls, beside one of ten.

BENCH_SECONDS in the environment makes each part shorter.
"""

from __future__ import annotations

import asyncio
import gc
import itertools
import os
from collections.abc import AsyncGenerator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from typing import Final

from bot.embedded.services import Urls, services
from bot.sandbox.client.person import Person
from tests.bench.evening import (
    CHANNEL,
    SEATED,
    Deed,
    Player,
    Pongs,
    TableOfEight,
    held_against,
    play,
    seat_tables,
    unanswered,
)
from tests.bench.figure import Figure
from tests.bench.interaction import UnansweredError, pong
from tests.bench.memory import rss_mib
from tests.bench.wire import Wire, followed
from tests.flows.processes import Bot
from tests.flows.stage import Stage, open_stage_apart
from tests.services import open_folder

SHARDS: Final = 2
TABLES: Final = 50
EVERY_S: Final = 0.75
GROWTH: Final = (5, 50, 200)
GROWTH_EVERY_S: Final = 3.0
SECONDS: Final = float(os.environ.get("BENCH_SECONDS", "60"))
IDLE_S: Final = 10.0
WARM_UP_S: Final = 5.0
CARDS_WITHIN_S: Final = 5.0
"""After the last thing that is done, its card is still to come."""
ROLLS, FEW_ROLLS, LOOKS = 500, 10, 40


@dataclass(frozen=True, slots=True)
class Pace:
    """How often each table does something, and for how long; before that nobody plays for a while."""

    every_s: float
    seconds: float = SECONDS
    idle_s: float = min(IDLE_S, SECONDS)


@dataclass(frozen=True, slots=True)
class Spell:
    """What came of a load that went on for a time.

    Attributes:
        per_s: Things answered a second.
        latencies_ms: From each interaction to its callback, sorted.
        cards_ms: From each that a Table card follows to the card's next edit, sorted.
        cpu_ms: Processor time of the bots for each, less what they spend idle.
        idle_cpu_ms_per_s: What they spend idle.
        rss_mib: Each bot's memory afterwards.
        stolen: The percentage of processor time that the host gave to others; None where that is not told.
    """

    per_s: float
    latencies_ms: list[float]
    cards_ms: list[float]
    cpu_ms: float
    idle_cpu_ms_per_s: float
    rss_mib: list[float]
    lost: int
    doubled: int
    stolen: float | None


async def run() -> list[Figure]:
    """Measure."""
    async with pong() as rival:
        people = [Pongs(rival.people) for _ in range(TABLES)]
        bare = await spell(rival.stage, [rival.bot], people, Pace(EVERY_S))
    async with two_bots() as (stage, bots):
        tables = await seat_tables(stage, range(GROWTH[0]), shards=SHARDS)
        await play(tables, every_s=EVERY_S, seconds=min(WARM_UP_S, SECONDS))
        grown: list[Figure] = []
        first: Spell | None = None
        full: list[Figure] = []
        for size in GROWTH:
            tables += await seat_tables(stage, range(len(tables), size), shards=SHARDS)
            one = await spell(stage, bots, tables, Pace(GROWTH_EVERY_S))
            first = first or one
            grown += told_growth(f"tables.at_{size}", one, first)
            if size == TABLES:
                full = told(await spell(stage, bots, tables, Pace(EVERY_S)), bare)
        return [*full, *grown, *await long_table(stage)]


@asynccontextmanager
async def two_bots() -> AsyncGenerator[tuple[Stage, list[Bot]]]:
    """Two processes of the bot with a shard each, and the services that `make play` has."""
    async with AsyncExitStack() as stack:
        folder = stack.enter_context(open_folder())
        urls: Urls = await stack.enter_async_context(services(folder, database_url=None, redis_url=None))
        stage = await stack.enter_async_context(open_stage_apart(urls.database_url, urls.redis_url, shards=SHARDS))
        stack.callback(gc.enable)
        gc.disable()  # all that is done is kept, and to search it for garbage would take the bots' processor
        yield stage, [await stage.bot(shard_ids=str(shard)) for shard in range(SHARDS)]


async def spell(stage: Stage, bots: Sequence[Bot], players: Sequence[Player], pace: Pace) -> Spell:
    """Let them play, and measure."""
    idle = await idle_cpu_ms_per_s(bots, pace.idle_s)
    loop = asyncio.get_running_loop()
    async with followed(stage.sandbox) as wire:
        began, before, machine = loop.time(), cpu_s(bots), machine_ticks()
        deeds = await play(players, every_s=pace.every_s, seconds=pace.seconds)
        took_s = max(pace.seconds, loop.time() - began)
        if any(deed.card for deed in deeds):
            await asyncio.sleep(CARDS_WITHIN_S)
        spent_ms = (cpu_s(bots) - before) * 1000 - idle * (loop.time() - began)
        stolen = stolen_percent(machine, machine_ticks())
    silent = unanswered(deeds, wire)
    missing, twice = await held_against(stage, deeds) if stage.database_url else (set[str](), set[str]())
    answered_twice = {interaction for interaction, moments in wire.answered.items() if len(moments) > 1}
    return Spell(
        per_s=(len(deeds) - len(silent)) / took_s,
        latencies_ms=answered_ms(deeds, wire),
        cards_ms=cards_ms(deeds, wire),
        cpu_ms=spent_ms / len(deeds),
        idle_cpu_ms_per_s=idle,
        rss_mib=[rss_mib(bot.pid) for bot in bots],
        lost=len(silent | missing),
        doubled=len(twice | answered_twice),
        stolen=stolen,
    )


async def idle_cpu_ms_per_s(bots: Sequence[Bot], seconds: float) -> float:
    """What the bots spend while nobody plays."""
    await asyncio.sleep(CARDS_WITHIN_S)  # what is still under way is no idling
    before = cpu_s(bots)
    await asyncio.sleep(seconds)
    return (cpu_s(bots) - before) * 1000 / seconds


def cpu_s(bots: Sequence[Bot]) -> float:
    """Processor seconds of all of them so far."""
    return sum(bot.cpu_s() for bot in bots)


def machine_ticks() -> list[int] | None:
    """The machine's processor time so far, by kind; None where the system does not tell.

    Source: proc(5), /proc/stat.
    """
    try:
        return [int(ticks) for ticks in Path("/proc/stat").read_text().splitlines()[0].split()[1:9]]
    except FileNotFoundError:
        return None


def stolen_percent(before: list[int] | None, after: list[int] | None) -> float | None:
    """The eighth kind's share of what has passed."""
    if before is None or after is None:
        return None
    passed = [late - early for early, late in zip(before, after, strict=True)]
    return 100 * passed[7] / max(1, sum(passed))


def answered_ms(deeds: Sequence[Deed], wire: Wire) -> list[float]:
    """How long each took to be answered, the shortest first."""
    return sorted(ms for deed in deeds if (ms := wire.latency_ms(deed.result.interaction)) is not None)


def cards_ms(deeds: Sequence[Deed], wire: Wire) -> list[float]:
    """How long each took to be on its table's card, the shortest first."""
    seen = (wire.until_edited_ms(deed.result.interaction, deed.card) for deed in deeds if deed.card)
    return sorted(ms for ms in seen if ms is not None)


def percentile(values: Sequence[float], percent: int) -> float:
    """A percentile of at least two values."""
    return quantiles(values, n=100, method="inclusive")[percent - 1]


def told(ours: Spell, bare: Spell) -> list[Figure]:
    """The figures of fifty tables, beside the rival's."""
    figures = [beside("tables.per_s", ours.per_s, "actions/s", bare.per_s)]
    for percent in (50, 95, 99):
        pair = percentile(ours.latencies_ms, percent), percentile(bare.latencies_ms, percent)
        figures.append(beside(f"tables.callback.p{percent}_ms", pair[0], "ms", pair[1]))
    figures += [
        Figure(f"tables.card.p{percent}_ms", percentile(ours.cards_ms, percent), "ms") for percent in (50, 95, 99)
    ]
    figures.append(beside("tables.cpu_ms", ours.cpu_ms, "ms/action", bare.cpu_ms))
    figures.append(beside("tables.idle_cpu", ours.idle_cpu_ms_per_s, "ms/s", bare.idle_cpu_ms_per_s))
    figures += [
        beside(f"tables.rss_mib.{shard}", value, "MiB", bare.rss_mib[0]) for shard, value in enumerate(ours.rss_mib)
    ]
    return [*figures, *kept("tables", ours)]


def told_growth(name: str, one: Spell, first: Spell) -> list[Figure]:
    """The figures of so many tables, beside those of the fewest."""
    return [
        beside(f"{name}.per_s", one.per_s, "actions/s", first.per_s),
        beside(f"{name}.callback.p95_ms", percentile(one.latencies_ms, 95), "ms", percentile(first.latencies_ms, 95)),
        beside(f"{name}.card.p95_ms", percentile(one.cards_ms, 95), "ms", percentile(first.cards_ms, 95)),
        beside(f"{name}.cpu_ms", one.cpu_ms, "ms/action", first.cpu_ms),
        beside(f"{name}.idle_cpu", one.idle_cpu_ms_per_s, "ms/s", first.idle_cpu_ms_per_s),
        beside(f"{name}.rss_mib", max(one.rss_mib), "MiB", max(first.rss_mib)),
        *kept(name, one),
    ]


def kept(name: str, one: Spell) -> list[Figure]:
    """What became of what was done, and what the machine had to do it with."""
    figures = [Figure(f"{name}.lost", one.lost, "actions"), Figure(f"{name}.doubled", one.doubled, "actions")]
    return figures if one.stolen is None else [*figures, Figure(f"{name}.stolen", one.stolen, "%")]


def beside(name: str, ours: float, unit: str, theirs: float) -> Figure:
    """One figure beside another of the same run."""
    return Figure(name, ours, unit, theirs, ours / theirs if theirs else None)


async def long_table(stage: Stage) -> list[Figure]:
    """Looking back at a table of many rolls, beside one of few."""
    long, short = await seat_tables(stage, (GROWTH[-1], GROWTH[-1] + SHARDS), shards=SHARDS)
    await roll_all(long, ROLLS)
    await roll_all(short, FEW_ROLLS)
    figures: list[Figure] = []
    for name, command in (("history", "dice history"), ("status", "table status")):
        await looked_ms(stage, short.people[1], command)  # what is met for the first time is slower
        pairs = [
            (await looked_ms(stage, long.people[1], command), await looked_ms(stage, short.people[1], command))
            for _ in range(LOOKS)
        ]
        ours, theirs = (sorted(values) for values in zip(*pairs, strict=True))
        figures.append(beside(f"tables.long.{name}_ms", median(ours), "ms", median(theirs)))
        figures.append(beside(f"tables.long.{name}.p95_ms", percentile(ours, 95), "ms", percentile(theirs, 95)))
    return figures


async def roll_all(table: TableOfEight, rolls: int) -> None:
    """Let everybody at a table roll, until there are so many."""
    turns = itertools.islice(itertools.cycle(["1d20+5", "4d6kh3"]), rolls)

    async def rolls_on(person: Person) -> None:
        for dice in turns:
            if (rolled := await person.slash(CHANNEL, "roll", dice=dice)).error:
                raise UnansweredError(rolled.error)

    await asyncio.gather(*(rolls_on(person) for person in table.people[:SEATED]))


async def looked_ms(stage: Stage, person: Person, command: str) -> float:
    """How long the bot took to answer one command that looks something up."""
    async with followed(stage.sandbox) as wire:
        result = await person.slash(CHANNEL, command)
    latency = wire.latency_ms(result.interaction)
    if result.error or latency is None:
        raise UnansweredError(f"/{command}: {result.error or 'no callback'}")
    return latency
