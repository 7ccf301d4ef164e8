"""The query log: each query once, with the trace of the interaction that asked, and without its values."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import AsyncIterator, Iterator

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.embedded.postgres import EmbeddedPostgres
from bot.logs import bind_interaction, configure_logging, trace_id
from bot.query_log import trace_queries
from data.postgres.engine import open_engine


@pytest.fixture
def stream() -> Iterator[io.StringIO]:
    root, raising = logging.getLogger(), logging.raiseExceptions
    handlers, level = root.handlers[:], root.level
    stream = io.StringIO()
    configure_logging("DEBUG", "json", stream)
    yield stream
    root.handlers[:], logging.raiseExceptions = handlers, raising
    root.setLevel(level)


@pytest.fixture
async def engine(postgres: EmbeddedPostgres) -> AsyncIterator[AsyncEngine]:
    """A pool of this test's own on an empty database: no table is needed."""
    opened = open_engine(postgres.url, pool_size=1)
    yield opened
    await opened.dispose()


def queries(stream: io.StringIO, containing: str) -> list[dict[str, object]]:
    """The lines about queries with these words."""
    lines = [json.loads(line) for line in stream.getvalue().splitlines()]
    return [line for line in lines if containing in line.get("sql", "")]


async def ask_below(connection: AsyncConnection, sql: str, *values: object) -> None:
    """Ask as the ledger does: asyncpg's own connection, under SQLAlchemy's pool."""
    raw = await connection.get_raw_connection()
    assert raw.driver_connection
    await raw.driver_connection.fetch(sql, *values)


async def test_a_query_by_either_way_is_one_line_with_its_trace(engine: AsyncEngine, stream: io.StringIO) -> None:
    trace_queries(engine)

    with bind_interaction(trace=77, guild=None, user=8):
        async with engine.begin() as connection:
            await connection.execute(sa.text("SELECT 'above',   :said\n::text"), {"said": "hush"})
            await ask_below(connection, "SELECT 'below', $1::text", "hush")

    for words in ("SELECT 'above', $1 ::text", "SELECT 'below'"):
        (line,) = queries(stream, words)
        assert line["event"] == "query"
        assert line["trace_id"] == trace_id(77)
        assert isinstance(line["duration_ms"], float)
    assert "hush" not in stream.getvalue()


async def test_a_query_that_fails_is_told_by_the_kind_of_its_error(engine: AsyncEngine, stream: io.StringIO) -> None:
    trace_queries(engine)

    async with engine.connect() as connection:
        with pytest.raises(SQLAlchemyError):
            await connection.execute(sa.text("SELECT 1 / :nought"), {"nought": 0})
        await connection.rollback()
        with pytest.raises(Exception, match="division by zero"):
            await ask_below(connection, "SELECT 2 / $1::int", 0)

    (above,), (below,) = queries(stream, "SELECT 1 /"), queries(stream, "SELECT 2 /")
    assert above["event"] == below["event"] == "query_failed"
    assert "DivisionByZeroError" in str(below["error"])


async def test_nothing_is_listened_to_unless_debug_is_logged(engine: AsyncEngine, stream: io.StringIO) -> None:
    configure_logging("INFO", "json", stream)
    trace_queries(engine)
    configure_logging("DEBUG", "json", stream)

    async with engine.connect() as connection:
        await connection.execute(sa.text("SELECT 'unheard'"))

    assert queries(stream, "unheard") == []
