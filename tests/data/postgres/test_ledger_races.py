"""Two processes and many tasks at once: streams do not fork, causes do not act twice, all get the same answer."""

from __future__ import annotations

import asyncio
import random
from collections import defaultdict
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from core.errors import RuleError
from core.ids import Cause, StreamId, UserId
from core.ledger.book import replay
from core.ledger.event import Event
from data.postgres.engine import open_engine
from data.postgres.ledger import PostgresLedger
from data.postgres.projection import merged
from data.postgres.verify import verify
from tests.core.ledger.purse import KINDS, PURSES, fill
from tests.data.postgres.purses import (
    ALICE,
    LOGS,
    NOW,
    TOTALS,
    Command,
    Published,
    make_tables,
    open_ledger,
    perform,
    rows,
    waiting,
)

STREAM = StreamId("purse:1")
FILL = Command(STREAM, 5, ALICE, "Alice", Cause("a"))


@pytest.fixture
async def ledgers(engine: AsyncEngine, database_url: str) -> AsyncIterator[list[PostgresLedger]]:
    """Two, each with a pool of its own, as two processes have them."""
    await make_tables(engine)
    other = open_engine(database_url, pool_size=5)
    yield [open_ledger(each, merged(TOTALS, LOGS), Published()) for each in (engine, other)]
    await other.dispose()


def mixed_commands(count: int, streams: int, seed: int) -> list[Command]:
    """Fills and spendings; some spend what may not be there, according to who comes first."""
    rng = random.Random(seed)
    return [
        Command(
            stream=StreamId(f"purse:{rng.randrange(streams)}"),
            coins=rng.choice([3, 2, 1, -1, -2]),
            actor=UserId(ALICE + rng.randrange(4)),
            note=rng.choice(["ale", "bread"]),
            cause=Cause(str(number)),
        )
        for number in range(count)
    ]


async def answer(ledger: PostgresLedger, command: Command, gate: asyncio.Semaphore) -> tuple[Event, ...] | str:
    async with gate:
        try:
            return await perform(ledger, command)
        except RuleError as refusal:
            return refusal.reason


async def race(ledgers: list[PostgresLedger], engine: AsyncEngine, commands: list[Command], seed: int) -> None:
    """Give every command to both processes at once, shuffled, and look at what is left."""
    both = [(ledger, command) for ledger in ledgers for command in commands]
    random.Random(seed).shuffle(both)
    gate = asyncio.Semaphore(
        25
    )  # more than both pools have, and few enough that nobody waits for a connection too long
    answers = await asyncio.gather(*(answer(ledger, command, gate) for ledger, command in both))

    made: dict[Cause, set[tuple[Event, ...]]] = defaultdict(set)
    for (_, command), told in zip(both, answers, strict=True):
        if isinstance(told, tuple):
            made[command.cause].add(told)
    assert all(len(each) == 1 for each in made.values()), "a cause was answered in two ways"

    report = await verify(engine, KINDS, [PURSES])
    assert report.ok, str(report)
    kept: dict[Cause, list[Event]] = defaultdict(list)
    for stream in {command.stream for command in commands}:
        events = await ledgers[0].history(stream, limit=100_000)
        assert [event.sequence for event in events] == list(range(1, len(events) + 1))
        assert await ledgers[1].read(PURSES, stream) == (replay(PURSES, stream, events), len(events))
        for event in events:
            kept[event.cause].append(event)
    assert {cause: {tuple(events)} for cause, events in kept.items()} == made
    assert await rows(engine, "SELECT count(*) FROM purse_log") == [(report.events,)]
    assert (await rows(engine, "SELECT sum(moves) FROM purse_total"))[0][0] == report.events


@pytest.mark.parametrize("streams", [1, 3])
async def test_concurrent_writers_neither_fork_a_stream_nor_leave_a_gap(
    ledgers: list[PostgresLedger], engine: AsyncEngine, streams: int
) -> None:
    await race(ledgers, engine, mixed_commands(60, streams, seed=streams), seed=streams)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(50))
async def test_concurrent_writers_soak(ledgers: list[PostgresLedger], engine: AsyncEngine, seed: int) -> None:
    await race(ledgers, engine, mixed_commands(400, 1 + seed % 5, seed), seed)


@pytest.mark.parametrize("existing", [False, True])
async def test_one_cause_given_to_many_acts_once(
    ledgers: list[PostgresLedger], engine: AsyncEngine, *, existing: bool
) -> None:
    if existing:
        await perform(ledgers[0], Command(STREAM, 1, ALICE, "x", Cause("first")))
    command = Command(STREAM, 4, ALICE, "x", Cause("again"))
    async with ledgers[0].unit_of_work() as work:  # all of them wait for this one and begin together
        await work.load(PURSES, STREAM, Cause("gate"))
        tasks = [asyncio.create_task(perform(ledgers[number % 2], command)) for number in range(6)]
        await waiting(engine, 6)
    first, *others = [await task for task in tasks]
    assert len(first) == 1
    assert all(each == first for each in others)
    assert (await ledgers[0].read(PURSES, STREAM))[0].coins == 4 + existing


async def test_whoever_waits_for_the_stream_sees_what_was_done_meanwhile(
    ledger: PostgresLedger, engine: AsyncEngine
) -> None:
    """The lock is granted to a statement that began before the other's commit: it must see the commit all the same."""
    async with ledger.unit_of_work() as work:
        loaded = await work.load(PURSES, STREAM, FILL.cause)
        second = asyncio.create_task(perform(ledger, FILL))
        other = asyncio.create_task(perform(ledger, replace(FILL, cause=Cause("z"), coins=1)))
        await waiting(engine, 2)
        done = await work.append(PURSES, loaded, fill(5, "Alice"), at=NOW, actor=ALICE, cause=FILL.cause)
    assert await second == done.events
    assert (await other)[0].sequence == 2
    assert (await ledger.read(PURSES, STREAM))[0].coins == 6


async def test_the_same_on_a_stream_that_is_there_already(ledger: PostgresLedger, engine: AsyncEngine) -> None:
    await perform(ledger, replace(FILL, cause=Cause("first")))
    async with ledger.unit_of_work() as work:
        loaded = await work.load(PURSES, STREAM, FILL.cause)
        second = asyncio.create_task(perform(ledger, FILL))
        await waiting(engine, 1)
        done = await work.append(PURSES, loaded, fill(5, "Alice"), at=NOW, actor=ALICE, cause=FILL.cause)
    assert await second == done.events


async def test_a_cancelled_unit_of_work_lets_go_of_its_stream(ledger: PostgresLedger) -> None:
    loaded = asyncio.Event()

    async def hang() -> None:
        async with ledger.unit_of_work() as work:
            table = await work.load(PURSES, STREAM, Cause("a"))
            await work.append(PURSES, table, fill(5, "Alice"), at=NOW, actor=ALICE, cause=Cause("a"))
            loaded.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(hang())
    await loaded.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert [event.sequence for event in await perform(ledger, FILL)] == [1]


async def test_a_unit_of_work_cancelled_while_it_waits_lets_go_too(ledger: PostgresLedger, engine: AsyncEngine) -> None:
    async with ledger.unit_of_work() as work:
        await work.load(PURSES, STREAM, Cause("a"))
        task = asyncio.create_task(perform(ledger, FILL))
        await waiting(engine, 1)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
    assert [event.sequence for event in await perform(ledger, FILL)] == [1]
