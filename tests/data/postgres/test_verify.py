"""Verifying finds any change to any cell."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace

import asyncpg
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from sqlalchemy.ext.asyncio import AsyncEngine

from core.ids import Cause, StreamId
from data.postgres import statements, verify
from data.postgres.ledger import PostgresLedger
from data.postgres.verify import Fault, Report
from tests.core.ledger.purse import KINDS, PURSES, fill
from tests.data.postgres.purses import ALICE, BOB, NOW, Command, perform

ONE, TWO, THREE = StreamId("purse:1"), StreamId("purse:2"), StreamId("purse:3")
TABLES = ("ledger_stream", "ledger_event", "ledger_private")


@pytest.fixture
async def played(ledger: PostgresLedger) -> PostgresLedger:
    """Three streams: one with a cause of several events and one event erased, one short, one that got none."""
    await perform(ledger, Command(ONE, 5, ALICE, "Alice", Cause("10")))
    await perform(ledger, Command(ONE, -3, BOB, "ale", Cause("11")))
    await perform(ledger, Command(TWO, 7, BOB, "Bob", Cause("10")))
    async with ledger.unit_of_work() as work:
        loaded = await work.load(PURSES, ONE, Cause("12"))
        await work.load(PURSES, THREE, Cause("12"))
        await work.append(PURSES, loaded, fill(1, "rent"), at=NOW, actor=None, cause=Cause("12"))
    return ledger


@pytest.fixture
async def tamperer(played: PostgresLedger, database_url: str) -> AsyncIterator[asyncpg.Connection]:
    """Somebody who may do anything, foreign keys notwithstanding."""
    connection = await asyncpg.connect(database_url)
    await connection.execute("SET session_replication_role = replica")
    yield connection
    await connection.close()


async def check(engine: AsyncEngine) -> Report:
    return await verify.verify(engine, KINDS, [PURSES])


async def test_a_sound_ledger_is_sound(played: PostgresLedger, engine: AsyncEngine) -> None:
    report = await check(engine)
    assert report == Report(streams=3, events=6)
    assert str(report) == "3 streams, 6 events, 0 of them erased\nThe ledger is sound."


async def test_an_empty_ledger_is_sound(engine: AsyncEngine) -> None:
    assert (await check(engine)).ok


async def test_play_goes_on_while_a_ledger_is_verified(
    played: PostgresLedger, engine: AsyncEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = statements.entries

    async def slowly(connection, stream):
        await perform(played, Command(stream, 1, ALICE, "more", Cause(f"during {stream}")))
        async for entry in whole(connection, stream):
            yield entry

    monkeypatch.setattr(statements, "entries", slowly)
    assert await check(engine) == Report(streams=3, events=6)


async def test_a_ledger_of_many_pages_is_read_whole(
    played: PostgresLedger, engine: AsyncEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(statements, "PAGE", 2)
    assert await check(engine) == Report(streams=3, events=6)


Column = tuple[str, str]  # table and name


async def columns(connection: asyncpg.Connection) -> list[Column]:
    query = (
        "SELECT table_name, column_name FROM information_schema.columns WHERE table_name = ANY($1::text[])"
        " ORDER BY table_name, ordinal_position"
    )
    return [(table, column) for table, column in await connection.fetch(query, TABLES)]


async def places(connection: asyncpg.Connection, table: str) -> list[str]:
    """Where the rows of a table lie, in the order of their keys; a row that is written again lies elsewhere."""
    return [place for (place,) in await connection.fetch(f"SELECT ctid::text FROM {table} ORDER BY stream, sequence")]


async def text_at(connection: asyncpg.Connection, column: Column, place: str) -> str | None:
    table, name = column
    return await connection.fetchval(f"SELECT {name}::text FROM {table} WHERE ctid = $1::text::tid", place)


async def write(connection: asyncpg.Connection, column: Column, place: str, value: str | None) -> str:
    """Write one cell; says where the row lies then."""
    kind = await connection.fetchval(
        "SELECT data_type FROM information_schema.columns WHERE table_name = $1 AND column_name = $2", *column
    )
    table, name = column
    return await connection.fetchval(  # type: ignore[return-value]  # asyncpg has no types; there is such a row
        f"UPDATE {table} SET {name} = $1::text::{kind} WHERE ctid = $2::text::tid RETURNING ctid::text", value, place
    )


async def is_found(
    engine: AsyncEngine, connection: asyncpg.Connection, column: Column, row: int, change
) -> bool | None:
    """Whether a change to one cell is found; None when it is none, or the database refuses it."""
    place = (await places(connection, column[0]))[row]
    was = await text_at(connection, column, place)
    try:
        written = await write(connection, column, place, change(was))
    except asyncpg.PostgresError:
        return None
    differs = await text_at(connection, column, written) != was
    report = await check(engine)
    await write(connection, column, written, was)
    return not report.ok if differs else None


async def test_every_cell_there_is_is_covered(engine: AsyncEngine, tamperer: asyncpg.Connection) -> None:
    """One change to each column of each row, whatever columns a later migration adds."""
    for column in await columns(tamperer):
        for row in range(len(await places(tamperer, column[0]))):
            changes = [lambda was, new=new: f"{(was or ' ')[:-1]}{new}" for new in "05 "]
            changes += [lambda was: f"{was} ", lambda was: "7"]
            found = [await is_found(engine, tamperer, column, row, change) for change in changes]
            assert True in found, (column, row)
            assert False not in found, (column, row)


BYTES = '0123456789abcdefghlnrtuz "{}[]:,.-+\\é'
changes = st.tuples(st.integers(0, 2**16), st.sampled_from(BYTES))


async def tamper_and_check(
    engine: AsyncEngine, connection: asyncpg.Connection, column: int, row: int, change: tuple[int, str]
) -> None:
    everywhere = await columns(connection)
    where = everywhere[column % len(everywhere)]
    number = row % len(await places(connection, where[0]))

    def changed(was: str | None) -> str:
        if not was:
            return change[1]
        at = change[0] % len(was)
        return f"{was[:at]}{change[1]}{was[at + 1 :]}"

    found = await is_found(engine, connection, where, number, changed)
    assume(found is not None)
    assert found, (where, number, change)


FEW = settings(
    max_examples=120,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.filter_too_much, HealthCheck.too_slow],
)


@FEW
@given(column=st.integers(0, 999), row=st.integers(0, 999), change=changes)
async def test_any_changed_byte_of_any_column_of_any_row_is_found(
    engine: AsyncEngine, tamperer: asyncpg.Connection, column: int, row: int, change: tuple[int, str]
) -> None:
    await tamper_and_check(engine, tamperer, column, row, change)


@pytest.mark.soak
@settings(FEW, max_examples=20_000)
@given(column=st.integers(0, 999), row=st.integers(0, 999), change=changes)
async def test_any_changed_byte_is_found_soak(
    engine: AsyncEngine, tamperer: asyncpg.Connection, column: int, row: int, change: tuple[int, str]
) -> None:
    await tamper_and_check(engine, tamperer, column, row, change)


@pytest.mark.parametrize("table", ["ledger_event", "ledger_stream"])
@pytest.mark.parametrize("number", [0, 1])
async def test_a_missing_row_is_found(
    engine: AsyncEngine, tamperer: asyncpg.Connection, table: str, number: int
) -> None:
    await tamperer.execute(
        f"DELETE FROM {table} WHERE ctid = (SELECT ctid FROM {table} ORDER BY stream, sequence LIMIT 1 OFFSET {number})"
    )
    assert not (await check(engine)).ok


async def test_a_row_too_many_is_found(engine: AsyncEngine, tamperer: asyncpg.Connection) -> None:
    columns = "at, kind, version, public, visibility, 'new', ordinal, undoes, private_digest, previous, digest"
    await tamperer.execute(
        f"INSERT INTO ledger_event SELECT stream, 8, {columns} FROM ledger_event WHERE stream = $1 AND sequence = 2",
        ONE,
    )
    assert (await check(engine)).faults == (Fault(ONE, 8, "expected event 6 here"),)


async def test_a_dropped_private_part_shows_in_the_state_that_was_folded_from_it(
    engine: AsyncEngine, tamperer: asyncpg.Connection
) -> None:
    """Erasing leaves a sound chain, but only an erasure folds the state anew."""
    await tamperer.execute("DELETE FROM ledger_private WHERE stream = $1 AND sequence = 5", ONE)
    assert (await check(engine)).faults == (Fault(ONE, 0, "its snapshot is not the fold of its events"),)


async def test_the_first_bad_row_is_named(engine: AsyncEngine, tamperer: asyncpg.Connection) -> None:
    await tamperer.execute(
        """UPDATE ledger_event SET public = '{"coins":9}' WHERE stream = $1 AND sequence >= 2""", ONE
    )
    await tamperer.execute("""UPDATE ledger_stream SET snapshot = '{}' WHERE stream = $1""", TWO)
    report = await check(engine)
    assert str(report).splitlines() == [
        "3 streams, 2 events, 0 of them erased",
        "The ledger is NOT sound. Faults: 2",
        "  purse:1, event 2: is not what was written",
        "  purse:2, the stream's row: its snapshot is not what was written",
    ]


async def test_a_stream_that_no_book_reads_is_named(played: PostgresLedger, engine: AsyncEngine) -> None:
    report = await verify.verify(engine, KINDS, [])
    assert [fault.stream for fault in report.faults] == [ONE, TWO, THREE]
    assert "no book" in str(report)


async def test_a_stale_snapshot_is_told_and_no_fault(played: PostgresLedger, engine: AsyncEngine) -> None:
    report = await verify.verify(engine, KINDS, [replace(PURSES, version=99)])
    assert report.ok
    assert report.stale == 2
    assert "2 snapshots of another version" in str(report)


def test_a_report_shows_the_first_faults_and_counts_the_rest() -> None:
    report = Report(faulty=25, faults=tuple(Fault(f"purse:{number}", 1, "x") for number in range(20)))
    assert str(report).splitlines()[-1] == "  and 5 more"


async def test_faults_are_kept_in_bounded_memory(engine: AsyncEngine, ledger: PostgresLedger) -> None:
    for number in range(25):
        await perform(ledger, Command(StreamId(f"purse:{number}"), 1, ALICE, "x", Cause("1")))
    report = await verify.verify(engine, KINDS, [])
    assert (report.faulty, len(report.faults)) == (25, verify.SHOWN_FAULTS)
