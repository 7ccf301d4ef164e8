"""Half an hour of fifty tables of eight among a thousand guilds, with bursts of three times as much.

As in `tables`, two processes of the bot with a shard each share the machine with the sandbox, PostgreSQL, Valkey and
the players, and all in all the tables do 67 things a second. Once in two minutes each has a fight: for ten seconds it
does three times as much as else. Fights begin one after the other, so at any moment four tables are at it. At the end
comes a stampede: ten seconds in which all fifty fight at once, told apart (`stampede`), as it asks for more than two
cores hold with everything that shares them.

`rss_slope` is the steeper of the two processes' by least squares, from the first fifth on: caches fill until then.
`lag` is the worst that either loop ran a timer late before the stampede; `stolen` as in `tables`.

BENCH_SECONDS in the environment makes it shorter, BENCH_GUILDS the crowd smaller.
"""

from __future__ import annotations

import asyncio
import os
import re
import time
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from statistics import linear_regression
from typing import Final

from bot.loop_lag import REMEMBERED_S
from tests.bench.evening import Deed, TableOfEight, held_against, play, seat_tables, unanswered
from tests.bench.figure import Figure
from tests.bench.memory import CHANNELS, rss_mib
from tests.bench.tables import (
    CARDS_WITHIN_S,
    EVERY_S,
    SHARDS,
    TABLES,
    answered_ms,
    machine_ticks,
    percentile,
    stolen_percent,
    two_bots,
)
from tests.bench.wire import followed
from tests.faults.field import fetched, page_of
from tests.flows.processes import Bot
from tests.flows.stage import Stage

SECONDS: Final = float(os.environ.get("BENCH_SECONDS", "1800"))
GUILDS: Final = int(os.environ.get("BENCH_GUILDS", "1000"))
ROUND_S: Final = 120.0
FIGHT_S: Final = 10.0
CALM_EVERY_S: Final = EVERY_S * (1 + 2 * FIGHT_S / ROUND_S)
"""So that it is `EVERY_S` on the whole, fights included."""
FIGHT_EVERY_S: Final = CALM_EVERY_S / 3
LAG: Final = re.compile(r"^everquill_event_loop_lag_seconds (\S+)$", re.MULTILINE)


@dataclass
class Watched:
    """What was seen of the processes while they worked.

    Attributes:
        rss_mib: Of each process by its id: the minute, and how much it held.
        lag_s: The worst of any.
    """

    rss_mib: dict[int, list[tuple[float, float]]] = field(default_factory=dict)
    lag_s: float = 0.0

    def slope(self) -> float:
        """How fast memory grew where it grew the fastest, in MiB a minute."""
        settled = [points[len(points) // 5 :] for points in self.rss_mib.values()]
        return max(linear_regression(*zip(*points, strict=True)).slope for points in settled)


async def run() -> list[Figure]:
    """Measure."""
    async with two_bots() as (stage, bots):
        await found_crowd(stage, GUILDS - TABLES)
        tables = await seat_tables(stage, range(TABLES), shards=SHARDS)
        return await endured(stage, bots, tables, SECONDS)


async def found_crowd(stage: Stage, guilds: int) -> None:
    """Found the guilds at which nobody plays."""
    channels = tuple(f"channel-{number}" for number in range(CHANNELS))
    for number in range(guilds):
        await stage.found_guild(f"Crowd {number}", members=("hermit",), channels=channels, shard=number % SHARDS)


async def endured(stage: Stage, bots: Sequence[Bot], tables: Sequence[TableOfEight], seconds: float) -> list[Figure]:
    """Let them play for so long, and measure."""
    machine, fight_s = machine_ticks(), min(FIGHT_S, seconds)
    async with followed(stage.sandbox) as wire:
        async with watched(bots) as seen:
            evenings = (evening(table, turn / len(tables), seconds) for turn, table in enumerate(tables))
            deeds = [deed for played in await asyncio.gather(*evenings) for deed in played]
        stampede = await play(tables, every_s=FIGHT_EVERY_S, seconds=fight_s)
        await asyncio.sleep(CARDS_WITHIN_S)
    missing, twice = await held_against(stage, [*deeds, *stampede])
    stolen = stolen_percent(machine, machine_ticks())
    times = {"callback": answered_ms(deeds, wire), "stampede": answered_ms(stampede, wire)}
    return [
        Figure("endurance.actions", len(deeds) + len(stampede), "actions"),
        Figure("endurance.per_s", len(deeds) / seconds, "actions/s"),
        *(
            Figure(f"endurance.{name}.p{percent}_ms", percentile(latencies, percent), "ms")
            for name, latencies in times.items()
            for percent in (50, 95, 99)
        ),
        Figure("endurance.rss_slope", seen.slope(), "MiB/min"),
        Figure("endurance.lag_ms", seen.lag_s * 1000, "ms"),
        Figure("endurance.lost", len(unanswered([*deeds, *stampede], wire) | missing), "actions"),
        Figure("endurance.doubled", len(twice), "actions"),
        *([] if stolen is None else [Figure("endurance.stolen", stolen, "%")]),
    ]


async def evening(table: TableOfEight, turn: float, seconds: float) -> list[Deed]:
    """Let one table play for so long, its fights a round apart.

    Args:
        table: Which.
        turn: From 0 to 1, when it is this table's turn among all, both to do something and to have its fight.
        seconds: How long.
    """
    loop = asyncio.get_running_loop()
    deeds: list[Deed] = []
    until = loop.time() + seconds
    fight = loop.time() + ROUND_S * turn
    await asyncio.sleep(CALM_EVERY_S * turn)
    while loop.time() < until:
        deeds += await play([table], every_s=CALM_EVERY_S, seconds=min(fight, until) - loop.time())
        deeds += await play([table], every_s=FIGHT_EVERY_S, seconds=min(FIGHT_S, until - loop.time()))
        fight += ROUND_S
    return deeds


@asynccontextmanager
async def watched(bots: Sequence[Bot]) -> AsyncGenerator[Watched]:
    """Look at the processes again and again while the block runs."""
    seen = Watched({bot.pid: [] for bot in bots})
    began = time.monotonic()

    async def look() -> None:
        while True:
            for bot in bots:
                _, page = await fetched(f"{page_of(bot)}/metrics")
                lag = LAG.search(page)
                seen.lag_s = max(seen.lag_s, float(lag[1]) if lag else 0.0)
                seen.rss_mib[bot.pid].append(((time.monotonic() - began) / 60, rss_mib(bot.pid)))
            await asyncio.sleep(min(REMEMBERED_S, SECONDS / 20) / 2)

    looking = asyncio.create_task(look())
    try:
        yield seen
    finally:
        looking.cancel()
