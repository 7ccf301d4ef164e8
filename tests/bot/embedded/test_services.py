"""Both services as one block: only what is not given is run here."""

from __future__ import annotations

import asyncio
import os
import signal
from typing import TYPE_CHECKING

import asyncpg
import pytest
from redis.asyncio import Redis
from redis.exceptions import RedisError

from bot.embedded.errors import ServiceError
from bot.embedded.postgres import EmbeddedPostgres
from bot.embedded.services import Urls, services
from tests.services import open_folder
from tests.waiting import until

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path


@pytest.fixture
def folder() -> Generator[Path]:
    with open_folder() as made:
        yield made


async def test_what_settings_name_is_used_and_nothing_is_embedded(folder: Path) -> None:
    async with services(folder, database_url="postgresql://there", redis_url="redis://there") as urls:
        assert (urls.database_url, urls.redis_url) == ("postgresql://there", "redis://there")
        assert os.listdir(folder) == []


async def test_only_what_is_missing_is_embedded(folder: Path) -> None:
    async with services(folder, database_url="postgresql://there", redis_url=None) as urls:
        assert urls.database_url == "postgresql://there"
        assert os.listdir(folder) == ["valkey"]
        client = Redis.from_url(urls.redis_url)
        assert await client.ping()
        await client.aclose()


async def test_a_block_that_fails_stops_both_servers(folder: Path) -> None:
    seen: list[Urls] = []

    async def play() -> None:
        async with services(folder, database_url=None, redis_url=None) as urls:
            seen.append(urls)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await play()
    with pytest.raises(FileNotFoundError):
        await asyncpg.connect(seen[0].database_url)
    with pytest.raises(RedisError):
        await Redis.from_url(seen[0].redis_url).ping()


async def test_the_block_ends_when_the_database_cannot_be_brought_back(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(EmbeddedPostgres, "PATIENCE", (0.0,))
    data = folder / "postgres" / "data"

    async def play() -> None:
        async with services(folder, database_url=None, redis_url=None):
            (data / "global" / "pg_control").unlink()
            os.kill(int((data / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)
            await asyncio.Event().wait()

    with pytest.raises(ServiceError, match="PostgreSQL died again and again"):
        await play()
    current = asyncio.current_task()
    assert current is not None
    assert not current.cancelling()


async def test_a_cancellation_from_outside_stays_one(folder: Path) -> None:
    inside = asyncio.Event()

    async def play() -> None:
        async with services(folder, database_url=None, redis_url=None):
            inside.set()
            await asyncio.Event().wait()

    playing = asyncio.create_task(play())
    await inside.wait()
    playing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await playing


async def test_a_second_command_shares_servers_that_are_still_starting(folder: Path) -> None:
    inside = asyncio.Event()

    async def play() -> None:
        async with services(folder, database_url=None, redis_url=None):
            inside.set()
            await asyncio.Event().wait()

    playing = asyncio.create_task(play())
    await until((folder / "postgres" / "lock").exists, "it did not begin")
    async with services(folder, database_url=None, redis_url=None, share=True) as urls:
        connection = await asyncpg.connect(urls.database_url)
        await connection.close()
        client = Redis.from_url(urls.redis_url)
        assert await client.ping()
        await client.aclose()
    await inside.wait()
    playing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await playing
