"""A database that cannot be used is told in one sentence: what is wrong, what is accepted, what to do."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg
import pytest

from bot.database import place_of
from bot.embedded.postgres import EmbeddedPostgres
from tests.bot.command_line import everquill, started_everquill
from tests.services import Databases, open_folder

NOWHERE = "redis://127.0.0.1:1/0"
SECRET = "q8Zr1vTw"
KILL_WHO_WAITS = """
SELECT bool_or(pg_terminate_backend(pid)) FROM pg_stat_activity
WHERE wait_event_type = 'Lock' AND datname = current_database()
"""


@asynccontextmanager
async def refusing(sqlstate: str, message: str) -> AsyncIterator[int]:
    """A PostgreSQL that lets nobody in, on this port of the machine.

    Source: PostgreSQL documentation, "Message Formats", ErrorResponse.
    """

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        length = int.from_bytes(await reader.readexactly(4))
        startup = await reader.readexactly(length - 4)
        if length == 8:  # asked for TLS first: no, and then it asks in the clear
            writer.write(b"N")
            startup = await reader.readexactly(int.from_bytes(await reader.readexactly(4)) - 4)
        assert startup.startswith(b"\x00\x03\x00\x00")
        fields = b"".join(f"{key}{text}\0".encode() for key, text in (("S", "FATAL"), ("C", sqlstate), ("M", message)))
        writer.write(b"E" + (len(fields) + 5).to_bytes(4) + fields + b"\0")
        await writer.drain()
        writer.close()

    async with await asyncio.start_server(serve, "127.0.0.1", 0) as server:
        yield server.sockets[0].getsockname()[1]


@pytest.mark.parametrize("command", ["migrate", "run", "sync", "verify ledger"])
async def test_where_no_database_answers_every_command_says_so(command: str) -> None:
    said = await started_everquill(
        *command.split(),
        DATABASE_URL=f"postgresql://mara:{SECRET}@127.0.0.1:1/everquill",
        REDIS_URL=NOWHERE,
        DISCORD_TOKEN="a.b.c",
        DISCORD_API_BASE="http://127.0.0.1:1",
    )

    assert said.code == 2
    assert said.sentence.startswith("PostgreSQL at 127.0.0.1:1 cannot be reached: ")
    assert "refused" in said.sentence
    assert "postgresql://user:password@host:5432/name" in said.sentence
    assert SECRET not in said.sentence


async def test_an_address_as_hosts_of_databases_hand_it_out_is_understood() -> None:
    url = f"postgres://mara:{SECRET}@127.0.0.1:1/everquill?sslmode=require"
    said = await everquill("migrate", DATABASE_URL=url, REDIS_URL=NOWHERE)

    assert said.code == 2
    assert said.sentence.startswith("PostgreSQL at 127.0.0.1:1 cannot be reached: Connection refused.")


async def test_an_unknown_host_is_named() -> None:
    said = await everquill("migrate", DATABASE_URL=f"postgresql://mara:{SECRET}@db.invalid/x", REDIS_URL=NOWHERE)

    assert said.code == 2
    assert said.sentence.startswith("PostgreSQL at db.invalid:5432 cannot be reached: there is no such host")
    assert SECRET not in said.sentence


async def test_a_wrong_password_is_told_as_that() -> None:
    async with refusing("28P01", 'password authentication failed for user "mara"') as port:
        url = f"postgresql://mara:{SECRET}@127.0.0.1:{port}/x?ssl=disable"
        said = await everquill("migrate", DATABASE_URL=url, REDIS_URL=NOWHERE)

    assert said.code == 2
    assert 'does not let the bot in: password authentication failed for user "mara"' in said.sentence
    assert "DATABASE_URL" in said.sentence
    assert SECRET not in said.sentence


async def test_a_server_that_takes_nobody_is_told_as_that() -> None:
    async with refusing("53300", "sorry, too many clients already") as port:
        url = f"postgresql://mara@127.0.0.1:{port}/x?ssl=disable"
        said = await everquill("migrate", DATABASE_URL=url, REDIS_URL=NOWHERE)

    assert said.code == 2
    assert "does not take the connection: sorry, too many clients already" in said.sentence


async def test_a_database_that_does_not_exist_is_told_with_how_to_make_it(postgres: EmbeddedPostgres) -> None:
    said = await everquill("migrate", DATABASE_URL=postgres.url_of("nowhere"), REDIS_URL=NOWHERE)

    assert said.code == 2
    assert 'database "nowhere" does not exist' in said.sentence
    assert "createdb" in said.sentence


async def test_verifying_where_nobody_played_says_where_it_looked() -> None:
    with open_folder() as folder:
        said = await everquill("verify", "ledger", DATA_DIR=str(folder))

    assert said.code == 2
    assert said.sentence.startswith(f"There is no ledger yet: the database of {folder} has no tables.")
    assert "python -m bot migrate" in said.sentence


async def test_verifying_an_empty_database_says_so(databases: Databases) -> None:
    async with databases.fresh("template1") as url:
        said = await everquill("verify", "ledger", DATABASE_URL=url, REDIS_URL=NOWHERE)

    assert said.code == 2
    assert said.sentence.startswith(f"There is no ledger yet: the database of {place_of(url)} has no tables.")


async def revise(url: str, revision: str) -> None:
    connection = await asyncpg.connect(url)
    await connection.execute("UPDATE alembic_version SET version_num = $1", revision)
    await connection.close()


async def test_verifying_an_older_database_says_to_migrate_it(database_url: str) -> None:
    await revise(database_url, "0002")
    said = await everquill("verify", "ledger", DATABASE_URL=database_url, REDIS_URL=NOWHERE)

    assert said.code == 2
    assert "is at revision 0002" in said.sentence
    assert said.sentence.endswith("python -m bot migrate")


async def test_a_newer_programs_database_is_left_alone(database_url: str) -> None:
    await revise(database_url, "9999")
    said = await everquill("migrate", DATABASE_URL=database_url, REDIS_URL=NOWHERE)

    assert said.code == 2
    assert said.sentence.startswith("The database was last used by a newer Everquill than this one")


async def test_a_user_who_may_make_nothing_is_told_what_an_administrator_runs(databases: Databases) -> None:
    async with databases.fresh("template1") as url:
        owner = await asyncpg.connect(url)
        await owner.execute("CREATE ROLE guest LOGIN")
        try:
            guest = url.replace("postgres@", "guest@")
            said = await everquill("migrate", DATABASE_URL=guest, REDIS_URL=NOWHERE)
        finally:
            await owner.execute("DROP ROLE guest")
            await owner.close()

    assert said.code == 2
    assert "permission denied" in said.sentence
    assert "CREATE EXTENSION vector" in said.sentence


async def test_a_sound_ledger_verifies(database_url: str) -> None:
    said = await everquill("verify", "ledger", DATABASE_URL=database_url, REDIS_URL=NOWHERE)

    assert (said.code, said.err) == (0, "")
    assert said.out == "0 streams, 0 events, 0 of them erased\nThe ledger is sound.\n"


async def test_a_database_that_goes_away_meanwhile_is_told_as_that(databases: Databases) -> None:
    async with databases.fresh() as url:
        holder, killer = await asyncpg.connect(url), await asyncpg.connect(url)
        await holder.execute("BEGIN; LOCK TABLE alembic_version")
        migrating = asyncio.create_task(everquill("migrate", DATABASE_URL=url, REDIS_URL=NOWHERE))
        while not await killer.fetchval(KILL_WHO_WAITS):
            assert not migrating.done(), "it waits for the table"
            await asyncio.sleep(0.02)
        said = await migrating
        await asyncio.gather(holder.close(), killer.close())

    assert said.code == 2
    assert said.sentence.startswith("The database went away: ")
    assert said.sentence.endswith("try again.")
