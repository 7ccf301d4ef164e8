"""What means that the database is away, and what does not."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator

import asyncpg
import pytest
from sqlalchemy import make_url, text
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from core.errors import UnavailableError
from core.ids import Cause, StreamId
from data.postgres import transaction
from data.postgres.engine import open_engine
from data.postgres.ledger import PostgresLedger
from data.postgres.outages import is_outage, outages
from data.postgres.transaction import Transaction, fetch
from data.postgres.verify import verify
from tests.core.ledger.purse import KINDS, PURSES, fill
from tests.data.postgres.purses import ALICE, NOW, Command, Published, perform, rows
from tests.faults.field import postgres_socket
from tests.faults.proxy import Proxy

STREAM = StreamId("purse:1")
FILL = Command(STREAM, 5, ALICE, "Alice", Cause("a"))
KILL = (
    "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND usename IS NOT NULL"
)


@pytest.mark.parametrize(
    "error",
    [
        ConnectionRefusedError(),
        ConnectionResetError(),
        TimeoutError(),
        PoolTimeoutError(),
        asyncpg.ConnectionDoesNotExistError(),
        asyncpg.AdminShutdownError(),
        asyncpg.CrashShutdownError(),
        asyncpg.CannotConnectNowError(),
        asyncpg.QueryCanceledError(),
        asyncpg.TooManyConnectionsError(),
        asyncpg.DiskFullError(),
        asyncpg.IdleInTransactionSessionTimeoutError(),
        asyncpg.ReadOnlySQLTransactionError(),
        asyncpg.InvalidCachedStatementError(),
        asyncpg.InternalClientError("cannot switch to state 15; another operation (2) is in progress"),
        asyncpg.InterfaceError("connection is closed"),
        asyncpg.InterfaceError("cannot call Transaction.rollback(): the underlying connection is closed"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_what_passes_by_itself_is_an_outage(error: Exception) -> None:
    assert is_outage(error)
    with pytest.raises(UnavailableError) as told, outages():
        raise error
    assert told.value.reason == "database-away"
    assert told.value.__cause__ is error


@pytest.mark.parametrize(
    "error",
    [
        asyncpg.UniqueViolationError(),
        asyncpg.UndefinedTableError(),
        asyncpg.DeadlockDetectedError(),
        asyncpg.InterfaceError("cannot perform operation: another operation is in progress"),
        DBAPIError("SELECT", None, Exception()),
        LookupError(),
    ],
    ids=lambda error: type(error).__name__,
)
def test_what_does_not_passes_through(error: Exception) -> None:
    assert not is_outage(error)
    with pytest.raises(type(error)) as same, outages():
        raise error
    assert same.value is error


async def test_sqlalchemy_s_wrapping_hides_no_outage(engine: AsyncEngine, database_url: str) -> None:
    async with engine.connect() as connection:
        await connection.execute(text("SELECT 1"))
        await kill_others(database_url)
        with pytest.raises(UnavailableError), outages():
            await connection.execute(text("SELECT 1"))


async def test_sqlalchemy_s_wrapping_makes_no_outage(engine: AsyncEngine) -> None:
    async with engine.connect() as connection:
        with pytest.raises(IntegrityError), outages():
            await connection.execute(text("INSERT INTO ledger_event (stream) VALUES (NULL)"))


async def kill_others(url: str) -> None:
    """Kill every connection of this database, as a restart of the server does."""
    connection = await asyncpg.connect(url)
    await connection.execute(KILL + " AND datname = current_database()")
    await connection.close()


async def test_a_server_that_takes_no_connection_now_is_an_outage_through_the_pool(
    database_url: str, engine: AsyncEngine
) -> None:
    async with engine.begin() as connection:
        name = (await connection.execute(text("SELECT current_database()"))).scalar_one()
        await connection.execute(text(f"CREATE ROLE limited_{name} LOGIN CONNECTION LIMIT 0"))
    limited = open_engine(make_url(database_url).set(username=f"limited_{name}").render_as_string(False), pool_size=2)
    try:
        for ask in (lambda: fetch(limited, "SELECT 1"), lambda: Transaction(limited).__aenter__()):
            with pytest.raises(UnavailableError, match="database-away") as told:
                await ask()
            assert told.value.__cause__ is not None
            assert isinstance(told.value.__cause__.__cause__, asyncpg.TooManyConnectionsError)
    finally:
        await limited.dispose()
        async with engine.begin() as connection:
            await connection.execute(text(f"DROP ROLE limited_{name}"))


@pytest.fixture
async def nowhere() -> AsyncIterator[PostgresLedger]:
    """A ledger whose server does not answer."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound and not listening: refused
        engine = open_engine(f"postgresql://nobody@127.0.0.1:{taken.getsockname()[1]}/none", pool_size=1)
        yield PostgresLedger(engine, KINDS, {}, Published())
        await engine.dispose()


async def test_a_server_that_is_not_there_is_an_outage(nowhere: PostgresLedger) -> None:
    with pytest.raises(UnavailableError):
        await perform(nowhere, FILL)
    with pytest.raises(UnavailableError):
        await nowhere.read(PURSES, STREAM)
    with pytest.raises(UnavailableError):
        await nowhere.history(STREAM)
    with pytest.raises(UnavailableError):
        await verify(nowhere._engine, KINDS, [PURSES])


async def test_a_connection_lost_while_idle_is_not_noticed(ledger: PostgresLedger, database_url: str) -> None:
    await perform(ledger, FILL)
    await kill_others(database_url)
    while (events := await again(ledger)) is None:  # the loop may not have read of its end yet
        pass
    assert [event.sequence for event in events] == [1]


async def again(ledger: PostgresLedger):
    try:
        return await perform(ledger, FILL)
    except UnavailableError:
        return None


@pytest.mark.parametrize("when", ["loaded", "appended"])
async def test_a_connection_lost_in_the_middle_keeps_nothing(
    ledger: PostgresLedger, published: Published, database_url: str, when: str
) -> None:
    with pytest.raises(UnavailableError):
        await killed(ledger, database_url, when)
    assert published.hints == []
    assert await ledger.read(PURSES, STREAM) == (PURSES.start(STREAM), 0)
    assert [event.sequence for event in await perform(ledger, FILL)] == [1]


async def killed(ledger: PostgresLedger, url: str, when: str) -> None:
    async with ledger.unit_of_work() as work:
        loaded = await work.load(PURSES, STREAM, FILL.cause)
        if when == "loaded":
            await kill_others(url)
        await work.append(PURSES, loaded, fill(1, "x"), at=NOW, actor=ALICE, cause=FILL.cause)
        await kill_others(url)


async def test_a_pool_with_none_left_is_an_outage(database_url: str) -> None:
    engine = create_async_engine(
        database_url.replace("postgresql:", "postgresql+asyncpg:"), pool_size=1, max_overflow=0, pool_timeout=0.01
    )
    ledger = PostgresLedger(engine, KINDS, {}, Published())
    async with ledger.unit_of_work():
        with pytest.raises(UnavailableError):
            await ledger.read(PURSES, STREAM)
    assert (await ledger.read(PURSES, STREAM))[1] == 0
    await engine.dispose()


async def test_outages_and_cancellations_leak_no_connection(
    ledger: PostgresLedger, engine: AsyncEngine, database_url: str
) -> None:
    for _ in range(6):  # more than the pool holds
        with pytest.raises(UnavailableError):
            await killed(ledger, database_url, "loaded")
        task = asyncio.create_task(killed(ledger, database_url, "loaded"))
        while not task.done() and engine.pool.checkedout() == 0:  # type: ignore[attr-defined]  # a QueuePool has it
            await rows_elsewhere(database_url)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
    assert engine.pool.checkedout() == 0  # type: ignore[attr-defined]  # a QueuePool has it
    assert [event.sequence for event in await perform(ledger, FILL)] == [1]
    assert await rows(engine, "SELECT count(*) FROM ledger_event") == [(1,)]


async def test_a_server_that_accepts_and_never_answers_is_an_outage_and_the_pool_recovers(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transaction, "ANSWER_WITHIN_S", 0.2)
    name = make_url(database_url).database
    async with Proxy(unix=postgres_socket(database_url)) as door:
        engine = open_engine(f"postgresql://postgres@127.0.0.1:{door.port}/{name}", pool_size=2)
        await fetch(engine, "SELECT 1")
        door.black_hole()
        with pytest.raises(UnavailableError):
            await fetch(engine, "SELECT 1")
        door.calm()
        async with Transaction(engine, within_s=0.2) as connection:
            door.black_hole()
            with pytest.raises(UnavailableError), outages():
                await connection.fetchval("SELECT 1")
            door.calm()
            assert await connection.fetchval("SELECT 1") == 1
        with pytest.raises(UnavailableError):
            await begun_into_a_black_hole(engine, door)
        door.calm()
        assert [tuple(row) for row in await fetch(engine, "SELECT 1")] == [(1,)]
        assert engine.pool.checkedout() == 0  # type: ignore[attr-defined]  # a QueuePool has it
        await engine.dispose()


async def begun_into_a_black_hole(engine: AsyncEngine, door: Proxy) -> None:
    async with Transaction(engine, within_s=0.2) as connection:
        door.black_hole()
        with outages():
            await connection.execute("SELECT 1")


async def rows_elsewhere(url: str) -> None:
    connection = await asyncpg.connect(url)
    await connection.close()
