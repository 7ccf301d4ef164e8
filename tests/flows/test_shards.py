"""Several processes share the shards: kills, freezes, rolling restarts and starts in line, all with real processes."""

from __future__ import annotations

import asyncio
import signal
import time
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import asyncpg
import pytest

from bot.adapters import KINDS
from bot.sandbox.client.results import Result
from core.ids import Cause, StreamId
from core.ports.leases import Fence, FenceLostError
from core.tables.books import TABLES
from data.postgres.engine import open_engine
from data.postgres.ledger import PostgresLedger
from tests.data.postgres.purses import Published
from tests.flows.processes import Bot
from tests.flows.stage import Party, Stage, open_stage_apart, permalink
from tests.waiting import until

TAKEN_OVER_WITHIN_S = 30.0
TTL_S = 20.0
BRIEF_TTL_S = "5"
GUILDS = 8
"""Rolls of one channel wait for each other; as people do, these come from several."""


async def leased(stage: Stage, **settings: str) -> Bot:
    """One more process that holds what nobody else does, one shard at first."""
    return await stage.bot(shard_ids="leased", SHARDS_PER_PROCESS="1", **settings)


async def leases(stage: Stage) -> dict[int, Fence]:
    """Who holds which shard, as the database has it."""
    connection = await asyncpg.connect(stage.database_url)
    try:
        rows = await connection.fetch("SELECT total, shard_id, owner, fence FROM shard_leases WHERE owner IS NOT NULL")
    finally:
        await connection.close()
    return {row["shard_id"]: Fence(row["total"], row["shard_id"], row["owner"], row["fence"]) for row in rows}


def taken(bot: Bot) -> set[int]:
    """The shards whose leases a process has taken so far."""
    return {line["shard"] for line in bot.log if line.get("event") == "lease_taken"}


async def until_answered(party: Party) -> float:
    """Roll until it is answered; the seconds that took."""
    began = time.monotonic()
    async with asyncio.timeout(TAKEN_OVER_WITHIN_S * 2):
        while (await party.alice.slash("tavern", "r", dice="1d20")).state != "answered":
            pass
    return time.monotonic() - began


async def everything_once(stage: Stage) -> None:
    """Fail if any roll was made twice, or the ledger does not hold."""
    rolled = await stage.events("table.rolled")
    assert len({event["cause"] for event in rolled}) == len(rolled)
    assert await stage.ledger_holds()


@pytest.mark.parametrize("kills", [1, pytest.param(10, marks=pytest.mark.soak)])
@pytest.mark.timeout(1200)
async def test_the_guilds_of_a_killed_process_are_answered_by_another(stage: Stage, kills: int) -> None:
    one, two = await asyncio.gather(leased(stage), leased(stage))
    parties = [await stage.party(shard=shard) for shard in (0, 1)]
    assert [await until_answered(party) < 3 for party in parties] == [True, True]
    assert taken(one) | taken(two) == {0, 1}
    assert len(taken(one)) == len(taken(two)) == 1
    for _ in range(kills):
        before = await leases(stage)
        (orphan,) = [shard for shard, fence in before.items() if f":{one.pid}:" in fence.owner]
        seen = len(two.log)
        await one.kill()
        assert await until_answered(parties[1 - orphan]) < 3, "the other shard does not notice"
        seconds = await until_answered(parties[orphan])
        assert seconds < TAKEN_OVER_WITHIN_S
        print(f"answered again after {seconds:.1f} s")

        after = await leases(stage)
        assert after[orphan].number == before[orphan].number + 1
        assert after[1 - orphan] == before[1 - orphan]
        assert (await two.said("lease_taken", since=seen))["out_of"] == before[orphan].owner
        if kills > 1:  # the survivor gives all back, and two newcomers share it
            assert await two.stop() == 0
            one, two = await asyncio.gather(leased(stage), leased(stage))
    await everything_once(stage)
    assert two.bugs() == []


async def act(stage: Stage, fence: Fence) -> None:
    """Do background work under a lease, as a timer would."""
    engine = open_engine(stage.database_url, pool_size=1)
    try:
        async with PostgresLedger(engine, KINDS, {}, Published()).unit_of_work(fence=fence) as work:
            await work.load(TABLES, StreamId("table:1"), Cause("timer"))
    finally:
        await engine.dispose()


@pytest.mark.parametrize("longer_s", [0, *(pytest.param(each, marks=pytest.mark.soak) for each in (1, 4, 9, 30))])
async def test_a_frozen_process_gives_up_the_shard_that_was_taken_from_it(stage: Stage, longer_s: float) -> None:
    frozen, other = await asyncio.gather(leased(stage, LEASE_TTL_S=BRIEF_TTL_S), leased(stage, LEASE_TTL_S=BRIEF_TTL_S))
    (shard,) = taken(frozen)
    party = await stage.party(shard=shard)
    old = (await leases(stage))[shard]
    await act(stage, old)

    frozen.process.send_signal(signal.SIGSTOP)
    try:
        await other.heard(event="lease_taken", shard=shard)
        with pytest.raises(FenceLostError):
            await act(stage, old)
        await act(stage, (await leases(stage))[shard])
        assert await until_answered(party) < TAKEN_OVER_WITHIN_S
        await asyncio.sleep(longer_s)
    finally:
        frozen.process.send_signal(signal.SIGCONT)
    assert (await frozen.said("leases_lost"))["shards"] == [shard]
    await frozen.said("shard_dropped")

    def one_holds_it(state: dict[str, Any]) -> bool:
        return sum(each["connected"] and each["shard"][0] == shard for each in state["sessions"]) == 1

    await stage.sandbox.until(one_holds_it)
    assert await until_answered(party) < 3
    await everything_once(stage)
    assert await frozen.stop() == 0


@dataclass
class Load:
    """People who roll at a steady pace, whatever becomes of the bot."""

    parties: Sequence[Party]
    per_s: float
    done: list[Result] = field(default_factory=list)

    async def _roll(self, party: Party, name: str) -> None:
        person = party.people[name]
        self.done.append(await person.completed(await person.slash("tavern", "r", dice="1d20")))

    async def _go_on(self) -> None:
        loop = asyncio.get_running_loop()
        people = [(party, name) for name in self.parties[0].people for party in self.parties]
        began, count = loop.time(), 0
        async with asyncio.TaskGroup() as rolls:
            while not self._over.is_set():
                rolls.create_task(self._roll(*people[count % len(people)]))
                count += 1
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._over.wait(), max(0.0, began + count / self.per_s - loop.time()))

    @asynccontextmanager
    async def running(self) -> AsyncGenerator[None]:
        """Roll while the block runs; on leaving all have their answer or have given up."""
        self._over = asyncio.Event()
        going_on = asyncio.create_task(self._go_on())
        try:
            yield
        finally:
            self._over.set()
            await going_on

    async def reaches(self, count: int) -> None:
        await until(lambda: len(self.done) >= count, f"{count} rolls")


@pytest.mark.parametrize(
    ("per_s", "restarts", "between", "refused"),
    # A machine that is too slow for a hundred a second tells some to try again, which is an answer as well.
    [(24, 1, 60, 0.05), pytest.param(100, 5, 800, 0.05, marks=pytest.mark.soak)],
)
@pytest.mark.timeout(900)
async def test_a_rolling_restart_leaves_nobody_unanswered(
    database_url: str, valkey_url: str, per_s: int, restarts: int, between: int, refused: float
) -> None:
    people = tuple(f"player{number}" for number in range(per_s * 2))  # each well below what one person may roll
    async with open_stage_apart(database_url, valkey_url) as stage:
        bot = await stage.bot()
        load = Load([await stage.party(shard=number % 2, people=people) for number in range(GUILDS)], per_s)
        async with load.running():
            for _ in range(restarts):
                await load.reaches(len(load.done) + between)
                newer = await stage.bot()
                await load.reaches(len(load.done) + between)
                assert await bot.stop() == 0
                assert bot.bugs() == []
                bot = newer
            await load.reaches(len(load.done) + between)
        await bot.said("lease_taken")
        await told_once(stage, load.done, refused=refused)
        assert bot.bugs() == []


async def told_once(stage: Stage, done: Sequence[Result], *, refused: float) -> None:
    """Fail if somebody was not answered, or two were shown one roll, or one that never was.

    Args:
        stage: Where they rolled.
        done: What became of it.
        refused: Which part of them may have been told to try again.
    """
    unanswered = [each for each in done if each.state != "answered"]
    shown = [each.message or next(iter(each.followups), None) for each in done if each.state == "answered"]
    cards = [message for message in shown if message and "Permalink" in message.text]
    shown = {permalink(card).rpartition("/")[2] for card in cards}
    print(f"{len(done)} rolls, {len(unanswered)} unanswered, {len(done) - len(cards)} told to try again")
    assert unanswered == []
    assert len(shown) == len(cards) >= len(done) * (1 - refused)
    assert shown <= {event["roll_id"] for event in await stage.events("table.rolled")}
    await everything_once(stage)


async def test_a_process_that_is_told_to_stop_answers_first_and_leaves_its_sessions_resumable(stage: Stage) -> None:
    bot = await stage.bot()
    party = await stage.party()
    locked = await asyncpg.connect(stage.database_url)
    await locked.execute("BEGIN; LOCK TABLE ledger_stream IN ACCESS EXCLUSIVE MODE")
    rolling = asyncio.create_task(party.alice.slash("tavern", "r", dice="1d20"))
    asked = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
    async with asyncio.timeout(30):
        while not await locked.fetchval(asked):
            pass
    bot.process.send_signal(signal.SIGTERM)
    await bot.said("stopping")
    await locked.execute("COMMIT")
    await locked.close()

    assert (await party.alice.completed(await rolling)).state == "answered"
    assert await bot.stop() == 0
    sessions = (await stage.sandbox.state())["sessions"]  # one that is closed with 1000 is there no more
    assert sorted(each["shard"][0] for each in sessions if not each["connected"]) == [0, 1]
    assert await leases(stage) == {}


async def refused_identifies(stage: Stage) -> int:
    """How often the gateway has sent somebody away for coming too early: op 9."""
    return sum(record.get("op") == 9 for record in await stage.sandbox.traffic())


@pytest.mark.parametrize("cache", ["there", "away"])
async def test_processes_identify_one_after_the_other(stage: Stage, cache: str) -> None:
    await stage.sandbox.change_gateway(max_concurrency=1, identify_every_s=5)
    if cache == "away":
        stage.redis_url = "redis://127.0.0.1:1/0"
    bots = await asyncio.gather(*(stage.bot(shard_ids=shard, IDENTIFY_PACED="true") for shard in ("0", "1")))

    assert await refused_identifies(stage) == 0
    assert [bot.bugs() for bot in bots] == [[], []]


async def ready(bot: Bot) -> tuple[int, dict[str, Any]]:
    """What a process says of itself."""
    where = (await bot.said("running"))["public_url"]
    async with aiohttp.ClientSession() as session, session.get(f"{where}/ready") as response:
        return response.status, await response.json()


async def test_with_too_few_starts_left_no_session_is_begun_and_the_process_stays(stage: Stage) -> None:
    await stage.sandbox.change_gateway(starts_per_day=49)
    starting = asyncio.create_task(stage.bot())
    await until(lambda: bool(stage.bots), "a process")
    bot = stage.bots[0]
    await until(lambda: any(line.get("event") == "session_starts_low" for line in bot.log), "an alarm")
    status, told = await ready(bot)
    assert (status, told["reasons"][:2]) == (503, ["shard 0", "shard 1"])  # a busy machine may add its own
    assert (await stage.sandbox.state())["sessions"] == []

    await stage.sandbox.change_gateway(starts_per_day=1000)
    await starting
    async with asyncio.timeout(60):
        while (await ready(bot))[0] != 200:
            pass
