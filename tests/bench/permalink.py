"""Permalink pages a second, beside a bare aiohttp handler that answers a small JSON object.

Every server runs in its own process and the load in this one. Short rounds alternate between the two, so that what
else the machine does falls on both; the ratio is the median of the rounds' ratios. The pages are those of 500 real
rolls in a real PostgreSQL, asked for in turn: first as the bot keeps them, then, cold, with none kept. The server's
processor time is told too, for on a busy machine it says more than the clock.
"""

from __future__ import annotations

import asyncio
import os
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from statistics import median

from bot.embedded.postgres import EmbeddedPostgres
from core.dice import layout, notation, roller
from core.dice.source import SecureDice
from core.ids import RollId
from data.postgres.engine import open_engine
from data.postgres.migrate import migrate
from tests.bench.figure import Figure
from tests.bench.http_load import requests_per_second
from tests.bot.web.house import STRENGTH, Rolls
from tests.services import open_folder

ROLLS = 500
ROUNDS = 12
ROUND_S, WARM_UP_S = 0.5, 1.0
FORMULAS = ("1d20 + 5", "4d6kh3", "8d6", "2d20kh1 + 3", "2d6 + 1d8 + 4", "1d100", "10d10kl3", "3d12 - 2")


@dataclass(frozen=True, slots=True)
class Round:
    """What one server did in one round."""

    requests_per_s: float
    cpu_us: float


async def run() -> list[Figure]:
    """Measure."""
    async with AsyncExitStack() as stack:
        folder = stack.enter_context(open_folder())
        database = await stack.enter_async_context(EmbeddedPostgres(folder / "postgres", durable=False))
        names = await write_rolls(database.url)
        pages, answers = [f"/roll/{name}" for name in names], [f"/api/permalink/{name}" for name in names]
        bare, site, cold = [
            await stack.enter_async_context(server(kind, database.url)) for kind in ("bare", "site", "cold")
        ]
        figures: list[Figure] = []
        for name, ours, paths in (
            ("permalink.page", site, pages),
            ("permalink.api", site, answers),
            ("permalink.page.cold", cold, pages),
        ):
            figures += compare(name, *await alternate(bare, ours, paths))
    return figures


async def alternate(bare: Server, ours: Server, paths: list[str]) -> tuple[list[Round], list[Round]]:
    """The rival's rounds and ours."""
    await load(ours, paths, WARM_UP_S)
    theirs, mine = list[Round](), list[Round]()
    for _ in range(ROUNDS):
        theirs.append(await load(bare, ["/"], ROUND_S))
        mine.append(await load(ours, paths, ROUND_S))
    return theirs, mine


async def load(target: Server, paths: list[str], seconds: float) -> Round:
    """One round."""
    before = await target.cpu_s()
    rate = await requests_per_second(target.port, paths, seconds=seconds)
    return Round(rate, (await target.cpu_s() - before) / (rate * seconds) * 1e6)


def compare(name: str, theirs: list[Round], mine: list[Round]) -> list[Figure]:
    """Ours beside the rival's; a ratio below 1 means that ours is the slower or the costlier by that much."""
    rates = [(one.requests_per_s, other.requests_per_s) for one, other in zip(mine, theirs, strict=True)]
    costs = [(one.cpu_us, other.cpu_us) for one, other in zip(mine, theirs, strict=True)]
    return [
        Figure(
            name,
            median(one for one, _ in rates),
            "requests/s",
            median(other for _, other in rates),
            median(one / other for one, other in rates),
        ),
        Figure(
            f"{name}.cpu",
            median(one for one, _ in costs),
            "µs/request",
            median(other for _, other in costs),
            median(other / one for one, other in costs),
        ),
    ]


async def write_rolls(database_url: str) -> list[RollId]:
    """Roll, into a fresh database."""
    engine = open_engine(database_url, pool_size=1)
    try:
        await migrate(engine)
        rolls, source, at = Rolls(engine), SecureDice(os.urandom), datetime.now(UTC)
        names: list[RollId] = []
        for number in range(ROLLS):
            expression = notation.parse(FORMULAS[number % len(FORMULAS)])
            outcome = roller.roll(expression, source)
            rolled = replace(
                STRENGTH,
                roll_id=RollId(f"{number:022d}"),
                notation=expression.text,
                dice=layout.groups(outcome),
                total=outcome.total,
                passed=outcome.total >= 15,
                expires_at=at + timedelta(days=30),
            )
            names.append(await rolls.write(rolled, at=at))
    finally:
        await engine.dispose()
    return names


class Server:
    """A server in a process of its own."""

    def __init__(self, process: Process, port: int) -> None:
        self.port = port
        self._process = process

    async def cpu_s(self) -> float:
        """The processor time it has used."""
        assert self._process.stdin is not None
        self._process.stdin.write(b"\n")
        return await told(self._process)


@asynccontextmanager
async def server(kind: str, database_url: str) -> AsyncGenerator[Server]:
    """Start one, and kill it in the end."""
    command = (sys.executable, "-m", "tests.bench.web_server", kind, database_url)
    process = await asyncio.create_subprocess_exec(*command, stdin=PIPE, stdout=PIPE)
    try:
        yield Server(process, int(await told(process)))
    finally:
        process.kill()
        await process.wait()


async def told(process: Process) -> float:
    """The number that a server tells next."""
    assert process.stdout is not None
    return float(await process.stdout.readline())
