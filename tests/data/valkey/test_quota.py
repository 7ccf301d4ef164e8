"""Quotas through outages: a Valkey killed, hung, flushed, or unwilling to write costs nobody an error or a wait."""

from __future__ import annotations

import asyncio
import itertools
import os
import signal
from typing import TYPE_CHECKING

import pytest
from redis.asyncio import Redis

from bot.embedded.valkey import EmbeddedValkey
from core.errors import LimitError
from core.ids import Cause, UserId
from core.tables.limits import Limit
from data.valkey import quota as module
from data.valkey.quota import ValkeyQuota
from tests.services import open_folder
from tests.waiting import until

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterator

MARA, TOBIN = UserId(10), UserId(11)
LIMIT = Limit("rolls", 4, 3600)
CAUSES = (Cause(str(number)) for number in itertools.count(1))
PROMPT_S = 5.0
"""Many times what an outage may cost; a stall would last for ever, or as long as a connection's patience."""


async def allowed(quota: ValkeyQuota, user: UserId = MARA, limit: Limit = LIMIT) -> int:
    """How many a person can still take."""
    for count in itertools.count():
        try:
            await quota.take(limit, user, next(CAUSES))
        except LimitError:
            return count
    raise AssertionError("nobody ends counting")


@pytest.fixture
async def server() -> AsyncGenerator[EmbeddedValkey]:
    """A Valkey of this test's own, to be taken away."""
    with open_folder() as folder:
        made = EmbeddedValkey(folder / "valkey")
        await made.start()
        yield made
        await made.stop()


@pytest.fixture
async def quota(server: EmbeddedValkey) -> AsyncIterator[ValkeyQuota]:
    async with ValkeyQuota(server.url) as quota:
        await quota.take(LIMIT, TOBIN, next(CAUSES))
        assert quota.shared
        yield quota


class _Remembering:
    """A logger that keeps the names of events."""

    def __init__(self) -> None:
        self.events: list[str] = []

    def warning(self, event: str, **facts: object) -> None:
        self.events.append(event)

    info = error = warning


@pytest.fixture(autouse=True)
def logged(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The events that the quota logs."""
    logger = _Remembering()
    monkeypatch.setattr(module, "_log", logger)
    return logger.events


async def test_two_processes_count_together(valkey_url: str) -> None:
    async with ValkeyQuota(valkey_url) as here, ValkeyQuota(valkey_url) as there:
        await here.take(LIMIT, MARA, next(CAUSES))
        await there.take(LIMIT, MARA, next(CAUSES))
        assert await allowed(here) == 2
        assert await allowed(there) == 0


async def test_two_people_in_the_same_moment_in_two_processes(valkey_url: str) -> None:
    async with ValkeyQuota(valkey_url) as here, ValkeyQuota(valkey_url) as there:
        mara, tobin = await asyncio.gather(allowed(here, MARA), allowed(there, TOBIN))
        assert (mara, tobin) == (4, 4)


async def test_one_person_in_two_processes_at_once_gets_no_more(valkey_url: str) -> None:
    async with ValkeyQuota(valkey_url) as here, ValkeyQuota(valkey_url) as there:
        assert sum(await asyncio.gather(*(allowed(each) for each in (here, there) * 5))) == 4


async def test_what_leaves_the_window_can_be_taken_again(valkey_url: str) -> None:
    limit = Limit("rolls", 2, 1)
    async with ValkeyQuota(valkey_url) as quota:
        assert await allowed(quota, limit=limit) == 2
        with pytest.raises(LimitError) as refused:
            await quota.take(limit, MARA, next(CAUSES))
        await asyncio.sleep(int(refused.value.facts["seconds"]))  # as long as people are told to wait
        await quota.take(limit, MARA, next(CAUSES))


async def test_a_lost_script_cache_is_not_noticed(
    server: EmbeddedValkey, quota: ValkeyQuota, logged: list[str]
) -> None:
    assert await allowed(quota, limit=Limit("rolls", 1, 3600)) == 1
    async with Redis.from_url(server.url) as client:
        await client.script_flush()
    assert await allowed(quota, limit=Limit("rolls", 3, 3600)) == 2
    assert logged == []


async def test_a_flushed_valkey_forgets_and_fails_nobody(
    server: EmbeddedValkey, quota: ValkeyQuota, logged: list[str]
) -> None:
    assert await allowed(quota) == 4
    async with Redis.from_url(server.url) as client:
        await client.flushall()
    assert await allowed(quota) == 4
    assert logged == []


async def test_a_killed_valkey_leaves_half_and_is_found_again(
    server: EmbeddedValkey, quota: ValkeyQuota, logged: list[str]
) -> None:
    assert server.pid
    os.kill(server.pid, signal.SIGKILL)
    async with asyncio.timeout(PROMPT_S):
        assert await allowed(quota) == 2
        assert not quota.shared
        assert await allowed(quota, limit=Limit("tables", 1, 300)) == 1
    await server.stop()
    await server.start()
    await until(lambda: quota.shared, "nobody came back")
    assert await allowed(quota) >= 3  # the server may have kept nothing of before
    assert logged == ["quota_alone", "quota_shared"]


async def test_a_hung_valkey_costs_a_moment_once(server: EmbeddedValkey, quota: ValkeyQuota, logged: list[str]) -> None:
    assert server.pid
    os.kill(server.pid, signal.SIGSTOP)
    try:
        async with asyncio.timeout(PROMPT_S):
            ends = await asyncio.gather(
                *(quota.take(LIMIT, UserId(100 + number), next(CAUSES)) for number in range(200))
            )
            assert ends == [None] * 200
            for number in range(200):
                await quota.take(LIMIT, UserId(400 + number), next(CAUSES))
                await quota.give_back(LIMIT, UserId(400 + number), next(CAUSES))
        assert not quota.shared
    finally:
        os.kill(server.pid, signal.SIGCONT)
    await until(lambda: quota.shared, "nobody came back")
    assert await allowed(quota) == 4
    assert logged == ["quota_alone", "quota_shared"]


async def test_a_valkey_that_answers_but_will_not_write_is_away(
    server: EmbeddedValkey, quota: ValkeyQuota, logged: list[str]
) -> None:
    async with Redis.from_url(server.url) as client:
        await client.execute_command("REPLICAOF", "127.0.0.1", "1")  # read-only from now on, and it still answers pings
        assert await allowed(quota) == 2
        assert await client.ping()
        await asyncio.sleep(3 * module._BACKOFF_S[0])  # long enough for a look at it
        assert logged == ["quota_alone"]
        await client.execute_command("REPLICAOF", "NO", "ONE")
    await until(lambda: quota.shared, "nobody came back")


async def test_a_bot_that_starts_without_valkey_finds_it_later(server: EmbeddedValkey, logged: list[str]) -> None:
    await server.stop()
    async with ValkeyQuota(server.url) as quota:
        assert await allowed(quota) == 2
        await server.start()
        await until(lambda: quota.shared, "nobody came")
        assert await allowed(quota) == 4
    assert logged == ["quota_alone", "quota_shared"]


async def test_closing_waits_for_nothing(server: EmbeddedValkey) -> None:
    assert server.pid
    async with asyncio.timeout(PROMPT_S):
        async with ValkeyQuota(server.url) as quota:
            await quota.take(LIMIT, MARA, next(CAUSES))
            os.kill(server.pid, signal.SIGSTOP)
            try:
                await quota.take(LIMIT, MARA, next(CAUSES))
            finally:
                os.kill(server.pid, signal.SIGCONT)
    assert quota._looking is None or quota._looking.done()
