"""The servers that tests share. Everything else that a test needs, it makes itself."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import pytest
from redis.asyncio import Redis

from bot.embedded.postgres import EmbeddedPostgres
from bot.embedded.valkey import EmbeddedValkey
from data.postgres.engine import open_engine
from tests.sandbox.outside.openapi import DOCUMENT
from tests.sandbox.outside.sent import objections
from tests.services import Databases, memory, open_folder

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Generator, Iterator

    from sqlalchemy.ext.asyncio import AsyncEngine

    from bot.sandbox.pytest_plugin.bodies import Bodies

pytest_plugins = ["bot.sandbox.pytest_plugin.plugin", "pytester"]


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """What is collected stays until the end, so nobody looks for garbage in it, now or during a test."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


@pytest.fixture(scope="session", autouse=True)
def sent_as_discord_describes_it(sandbox_bodies: Bodies) -> Iterator[None]:
    """All that the bots of a run have sent is judged when its last test is over, in each of its processes."""
    yield
    if DOCUMENT.exists():  # tests/sandbox/outside says so where it does not
        assert list(objections(sandbox_bodies)) == []


@pytest.fixture(scope="session")
async def postgres() -> AsyncIterator[EmbeddedPostgres]:
    """A PostgreSQL server; its `url` is an empty database."""
    with open_folder(memory()) as folder:
        async with EmbeddedPostgres(folder / "postgres", durable=False) as server:
            yield server


@pytest.fixture(scope="session")
async def databases(postgres: EmbeddedPostgres) -> AsyncIterator[Databases]:
    """A maker of migrated databases."""
    made = await Databases.prepare(postgres)
    yield made
    await made.close()


@pytest.fixture
async def database_url(databases: Databases) -> AsyncIterator[str]:
    """A database of this test alone, migrated to head."""
    async with databases.fresh() as url:
        yield url


@pytest.fixture
async def engine(database_url: str) -> AsyncIterator[AsyncEngine]:
    """A pool on this test's database."""
    opened = open_engine(database_url, pool_size=5)
    yield opened
    await opened.dispose()


@pytest.fixture(scope="session")
async def valkey() -> AsyncIterator[EmbeddedValkey]:
    """A Valkey server."""
    with open_folder() as folder:
        async with EmbeddedValkey(folder / "valkey") as server:
            yield server


@pytest.fixture
async def valkey_url(valkey: EmbeddedValkey) -> str:
    """An empty Valkey."""
    client = Redis.from_url(valkey.url)
    await client.flushall()
    await client.aclose()
    return valkey.url
