"""Gates and budgets: shared by processes, timed by the server, and given up on at once when it is away."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import AsyncGenerator

import pytest
from redis.asyncio import Redis
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.embedded.valkey import EmbeddedValkey
from core.ports.pacing import Gates
from data.postgres.engine import open_engine
from data.postgres.gates import PostgresGates
from data.valkey.pacing import ValkeyPacing
from tests.services import open_folder

LONG_S = 600.0


@pytest.fixture
async def pacing(valkey_url: str) -> AsyncGenerator[tuple[ValkeyPacing, ValkeyPacing]]:
    """Those of two processes."""
    async with ValkeyPacing(valkey_url) as here, ValkeyPacing(valkey_url) as there:
        yield here, there


@pytest.fixture(params=["valkey", "postgres"])
def gates(request: pytest.FixtureRequest) -> tuple[Gates, Gates]:
    """Those of two processes, of either kind."""
    if request.param == "valkey":
        return request.getfixturevalue("pacing")
    engine: AsyncEngine = request.getfixturevalue("engine")
    return PostgresGates(engine), PostgresGates(engine)


async def test_a_gate_lets_one_through_and_tells_the_others_when(gates: tuple[Gates, Gates]) -> None:
    here, there = gates
    assert await here.enter("identify:a:0", closed_for_s=LONG_S) == 0.0

    wait_s = await there.enter("identify:a:0", closed_for_s=LONG_S)
    assert wait_s is not None
    assert 0 < wait_s <= LONG_S
    assert await here.enter("identify:a:0", closed_for_s=LONG_S) != 0.0


async def test_gates_of_other_names_are_other_gates(gates: tuple[Gates, Gates]) -> None:
    here, there = gates
    passed = [
        await each.enter(f"identify:a:{bucket}", closed_for_s=LONG_S) for bucket, each in enumerate((here, there))
    ]

    assert passed == [0.0, 0.0]


async def test_of_many_at_once_one_passes(gates: tuple[Gates, Gates]) -> None:
    waits = await asyncio.gather(*(gates[number % 2].enter("g", closed_for_s=LONG_S) for number in range(20)))

    assert waits.count(0.0) == 1


async def test_a_gate_opens_again(gates: tuple[Gates, Gates]) -> None:
    here, there = gates
    assert await here.enter("g", closed_for_s=0.05) == 0.0
    async with asyncio.timeout(30):
        while (wait_s := await there.enter("g", closed_for_s=LONG_S)) != 0.0:
            assert wait_s is not None
            assert 0 < wait_s <= 0.05


async def test_turns_come_at_once_and_then_one_after_another(pacing: tuple[ValkeyPacing, ValkeyPacing]) -> None:
    waits = [await pacing[number % 2].take("rest:a", per_s=0.1, at_once=3) for number in range(6)]

    assert waits[:3] == [0.0, 0.0, 0.0]
    assert [round(wait_s or 0.0) for wait_s in waits[3:]] == [10, 20, 30]


async def test_turns_that_nobody_takes_come_back(pacing: tuple[ValkeyPacing, ValkeyPacing]) -> None:
    here, _ = pacing
    for _ in range(2):
        await here.take("rest:a", per_s=20.0, at_once=2)
    async with asyncio.timeout(30):
        while not await asyncio.sleep(0.2, await here.take("rest:a", per_s=20.0, at_once=2) == 0.0):
            pass


async def test_a_lost_script_cache_is_filled_again(pacing: tuple[ValkeyPacing, ValkeyPacing], valkey_url: str) -> None:
    here, _ = pacing
    client = Redis.from_url(valkey_url)
    for _ in range(2):
        assert await here.take("rest:a", per_s=1000.0, at_once=100) == 0.0
        assert await here.enter(f"g{_}", closed_for_s=LONG_S) == 0.0
        await client.script_flush()
    await client.aclose()


async def test_a_server_that_is_away_is_asked_again_a_little_later() -> None:
    clock = [0.0]
    with open_folder() as folder:
        server = EmbeddedValkey(folder / "valkey")
        await server.start()
        async with ValkeyPacing(server.url, clock=lambda: clock[0]) as here:
            assert await here.take("rest:a", per_s=45.0, at_once=5) == 0.0
            await server.stop()
            assert await here.take("rest:a", per_s=45.0, at_once=5) is None
            assert await here.enter("g", closed_for_s=LONG_S) is None
            await server.start()
            assert await here.enter("g", closed_for_s=LONG_S) is None, "it was away a moment ago"
            clock[0] += 6
            assert await here.enter("g", closed_for_s=LONG_S) == 0.0
        await server.stop()


async def test_a_server_that_hangs_holds_nobody_up_for_long() -> None:
    with open_folder() as folder:
        server = EmbeddedValkey(folder / "valkey")
        await server.start()
        assert server.pid is not None
        async with ValkeyPacing(server.url) as here:
            assert await here.enter("g", closed_for_s=LONG_S) == 0.0
            os.kill(server.pid, signal.SIGSTOP)
            try:
                async with asyncio.timeout(10):
                    assert await here.enter("g", closed_for_s=LONG_S) is None
                    assert await here.take("rest:a", per_s=45.0, at_once=5) is None
            finally:
                os.kill(server.pid, signal.SIGCONT)
        await server.stop()


async def test_a_database_that_is_away_says_that_it_cannot_tell() -> None:
    nowhere = open_engine("postgresql://127.0.0.1:1/nowhere", pool_size=1)
    assert await PostgresGates(nowhere).enter("g", closed_for_s=LONG_S) is None
    await nowhere.dispose()
