"""Scenarios about the process that owns the servers: it is killed while it writes, or another one comes along."""

from __future__ import annotations

import asyncio
import os
import signal
from pathlib import Path

import asyncpg

from bot.embedded import process
from bot.embedded.errors import FolderInUseError
from bot.embedded.postgres import EmbeddedPostgres
from bot.embedded.services import services
from bot.embedded.valkey import EmbeddedValkey
from tests.bot.embedded.evidence import keep, lives, numbers, refusal
from tests.waiting import until


def dies_with_its_owner(folder: Path) -> None:
    servers, acknowledged = _kill_an_owner(folder)

    async def check() -> None:
        await _all_gone(servers)
        log = (folder / "postgres" / "postgresql.log").read_text()
        assert "database system is shut down" in log
        async with EmbeddedPostgres(folder / "postgres") as server:
            assert await numbers(server.url) >= acknowledged
        async with EmbeddedValkey(folder / "valkey"):
            pass

    asyncio.run(check())


def ends_what_an_earlier_owner_left_running(folder: Path) -> None:
    process.bind_to_parent = lambda: None  # a system that does not signal orphans
    servers, acknowledged = _kill_an_owner(folder)
    assert all(map(lives, servers))

    async def check() -> None:
        async with services(folder, database_url=None, redis_url=None) as urls:
            assert not any(map(lives, servers))
            assert await numbers(urls.database_url) >= acknowledged

    try:
        asyncio.run(check())
    finally:
        for pid in filter(lives, servers):
            os.kill(pid, signal.SIGKILL)


async def _all_gone(servers: list[int]) -> None:
    await until(lambda: not any(map(lives, servers)), "a server outlives its owner")


def _kill_an_owner(folder: Path) -> tuple[list[int], set[int]]:
    """Fork a process that runs both servers and writes rows, and kill it in the middle of that."""
    reading, writing = os.pipe()
    owner = os.fork()
    if owner == 0:
        os.close(reading)
        _own(folder, writing)
    os.close(writing)
    acknowledged: set[int] = set()
    with os.fdopen(reading) as said:
        servers = [int(word) for word in said.readline().split()]
        for line in said:
            acknowledged.add(int(line))
            if len(acknowledged) == 300:
                os.kill(owner, signal.SIGKILL)
    os.waitpid(owner, 0)
    assert len(servers) == 2
    assert len(acknowledged) >= 300
    return servers, acknowledged


def _own(folder: Path, writing: int) -> None:
    def say(text: str) -> None:
        os.write(writing, f"{text}\n".encode())

    async def life() -> None:
        async with EmbeddedPostgres(folder / "postgres") as postgres, EmbeddedValkey(folder / "valkey") as valkey:
            await keep(postgres.url, [])
            connection = await asyncpg.connect(postgres.url)
            say(f"{postgres.pid} {valkey.pid}")
            for number in range(1_000_000):
                await connection.execute("INSERT INTO kept VALUES ($1)", number)
                say(str(number))

    try:
        asyncio.run(life())
    finally:
        os._exit(1)


def refuses_a_second_owner(folder: Path) -> None:
    reading, writing = os.pipe()
    owner = os.fork()
    if owner == 0:
        os.close(reading)
        _own(folder, writing)
    os.close(writing)

    async def check() -> None:
        for server in (EmbeddedPostgres(folder / "postgres"), EmbeddedValkey(folder / "valkey")):
            said = await refusal(server)
            assert str(server.folder) in said, said
            assert f"process {owner}" in said, said
        try:
            async with services(folder, database_url=None, redis_url=None):
                raise AssertionError("it started")
        except FolderInUseError:
            pass
        async with services(folder, database_url=None, redis_url=None, share=True) as urls:
            await numbers(urls.database_url)
        await numbers(urls.database_url)  # leaving the block did not stop what is not ours

    with os.fdopen(reading) as said:
        servers = [int(word) for word in said.readline().split()]
        asyncio.run(check())
        os.kill(owner, signal.SIGKILL)
    os.waitpid(owner, 0)
    asyncio.run(_all_gone(servers))
