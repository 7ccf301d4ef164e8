"""The pool: what a connection is set to, and that a dead one is never handed out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from data.postgres import engine as module
from data.postgres.engine import open_engine

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncEngine

    from bot.embedded.postgres import EmbeddedPostgres


async def scalar(engine: AsyncEngine, query: str, **values: Any) -> Any:
    async with engine.connect() as connection:
        return await connection.scalar(text(query), values)


@pytest.mark.parametrize("scheme", ["postgresql", "postgresql+asyncpg"])
async def test_both_schemes_are_understood(postgres: EmbeddedPostgres, scheme: str) -> None:
    engine = open_engine(postgres.url.replace("postgresql", scheme, 1), pool_size=1)
    assert await scalar(engine, "SELECT current_database()") == "everquill"
    await engine.dispose()


async def test_a_connection_introduces_itself_and_keeps_to_its_time(engine: AsyncEngine) -> None:
    assert await scalar(engine, "SHOW application_name") == "everquill"
    assert await scalar(engine, "SHOW statement_timeout") == "5s"
    assert await scalar(engine, "SHOW timezone") == "UTC"


async def test_a_query_that_takes_too_long_is_ended(engine: AsyncEngine) -> None:
    async with engine.connect() as connection:
        await connection.execute(text("SET statement_timeout = 20"))
        with pytest.raises(DBAPIError, match="statement timeout"):
            await connection.execute(text("SELECT pg_sleep(30)"))


async def test_json_comes_and_goes_as_values(engine: AsyncEngine) -> None:
    assert await scalar(engine, 'SELECT \'{"a": [1, null, "ü"]}\'::jsonb') == {"a": [1, None, "ü"]}


async def test_connections_that_died_in_the_pool_are_replaced_unseen(engine: AsyncEngine) -> None:
    async with engine.connect() as one, engine.connect() as two:
        pids = [await each.scalar(text("SELECT pg_backend_pid()")) for each in (one, two)]
    async with engine.connect() as killer:
        mine = await killer.scalar(text("SELECT pg_backend_pid()"))
        others = [pid for pid in pids if pid != mine]
        assert others
        for pid in others:
            await killer.scalar(text("SELECT pg_terminate_backend(:pid, 5000)"), {"pid": pid})
        async with engine.connect() as other:
            assert await other.scalar(text("SELECT pg_backend_pid()")) not in pids


async def test_a_pool_that_is_used_up_refuses_after_a_while(
    postgres: EmbeddedPostgres, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_WAIT_S", 0.05)
    engine = open_engine(postgres.url, pool_size=1)
    async with engine.connect():
        with pytest.raises(PoolTimeoutError):
            await scalar(engine, "SELECT 1")
    await engine.dispose()
