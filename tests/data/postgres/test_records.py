"""What is remembered of rolls: found by whom it should, in order, by one walk down an index; and erased."""

from __future__ import annotations

import asyncio
import importlib
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.adapters import BOOKS, KINDS
from core.dice.fairness import Tally
from core.errors import UnavailableError
from core.ids import TableCode
from core.tables.records import HistoryLine, Mark, Record, Sought
from data.postgres import records
from data.postgres.engine import open_engine
from data.postgres.erase import erase
from data.postgres.records import PostgresRollRecords, page_statement
from data.postgres.transaction import Transaction, fetch
from tests.data.postgres.rolled import (
    ALICE,
    ATTIC,
    BOB,
    CELLAR,
    D20,
    ELSEWHERE,
    HERE,
    NOW,
    TAVERN,
    Scribe,
    dice,
    labels,
    viewer,
)

ALL = Sought()


@pytest.fixture
def scribe(engine: AsyncEngine) -> Scribe:
    return Scribe(engine)


async def newest(scribe: Scribe, sought: Sought = ALL, limit: int = 50, **who: Any) -> list[Record]:
    return rolls(await scribe.records.older(viewer(**who), sought, below=None, limit=limit))


def rolls(found: list[HistoryLine]) -> list[Record]:
    return [line for line in found if isinstance(line, Record)]


async def test_a_roll_is_found_as_it_was(scribe: Scribe) -> None:
    await scribe.write("fire", total=9, dc=15, passed=False)
    (found,) = await newest(scribe)
    assert (found.mark.at, found.user) == (NOW, ALICE)
    assert (found.rolled.name, found.rolled.label, found.rolled.total, found.rolled.dc) == ("Alice", "fire", 9, 15)
    assert found.rolled.dice == D20.dice


async def test_the_newest_come_first_whichever_stream_they_are_in(scribe: Scribe) -> None:
    for number, channel in enumerate([TAVERN, CELLAR, TAVERN, ATTIC]):
        await scribe.write(str(number), channel=channel, minute=number)
    assert labels(await newest(scribe)) == ["3", "2", "1", "0"]


async def test_pages_join_without_gap_or_double_even_within_one_moment(scribe: Scribe) -> None:
    for number in range(7):
        await scribe.write(str(number), minute=number // 4)
    seen: list[Record] = []
    below: Mark | None = None
    while page := await scribe.records.older(viewer(), ALL, below=below, limit=2):
        seen += rolls(page)
        below = page[-1].mark
    assert labels(seen) == ["6", "5", "4", "3", "2", "1", "0"]
    back = await scribe.records.newer(viewer(), ALL, above=seen[-1].mark, limit=50)
    assert labels(rolls(back)) == ["1", "2", "3", "4", "5", "6"]


async def test_hidden_rolls_are_found_by_their_roller_alone(scribe: Scribe) -> None:
    await scribe.write("open")
    await scribe.write("secret", hidden=True)
    assert labels(await newest(scribe, user=BOB)) == ["open"]
    assert labels(await newest(scribe, Sought(user=ALICE), user=BOB)) == ["open"]
    assert labels(await newest(scribe, user=ALICE)) == ["secret", "open"]


async def test_others_rolls_are_found_in_channels_that_one_sees_and_ones_own_in_all(scribe: Scribe) -> None:
    await scribe.write("public", channel=TAVERN)
    await scribe.write("private", channel=ATTIC)
    assert labels(await newest(scribe, user=BOB, channels=frozenset({TAVERN}))) == ["public"]
    assert labels(await newest(scribe, user=ALICE, channels=frozenset())) == ["private", "public"]


async def test_guilds_and_direct_messages_are_apart(scribe: Scribe) -> None:
    await scribe.write("here")
    await scribe.write("there", guild=ELSEWHERE)
    await scribe.write("alone", guild=None)
    assert labels(await newest(scribe, user=ALICE, guild=HERE)) == ["here"]
    assert labels(await newest(scribe, user=ALICE, guild=ELSEWHERE)) == ["there"]
    assert labels(await newest(scribe, user=ALICE, guild=None)) == ["alone"]


async def test_person_time_and_table_can_be_asked_for_together(scribe: Scribe) -> None:
    await scribe.write("old", code="MIST-1234", minute=0)
    await scribe.write("bob", code="MIST-1234", minute=2, user=BOB)
    await scribe.write("right", code="MIST-1234", minute=2)
    await scribe.write("beside", minute=3)
    mist = TableCode("MIST-1234")
    since = NOW.replace(minute=1)
    assert labels(await newest(scribe, Sought(table=mist))) == ["right", "bob", "old"]
    assert labels(await newest(scribe, Sought(since=since))) == ["beside", "right", "bob"]
    assert labels(await newest(scribe, Sought(ALICE, since, mist))) == ["right"]
    assert labels(await newest(scribe, Sought(BOB, since))) == ["bob"]


async def test_an_erased_persons_open_rolls_are_nobodys_and_hidden_ones_are_found_no_more(scribe: Scribe) -> None:
    await scribe.write("open")
    await scribe.write("secret", hidden=True)
    await scribe.write("bob", user=BOB, name="Bob")
    await erase(scribe.engine, KINDS, BOOKS, ALICE, erasers=[records.erased])
    for user in (ALICE, BOB):
        found = await newest(scribe, user=user)
        assert [(each.user, each.rolled.name, each.rolled.label) for each in found] == [
            (BOB, "Bob", "bob"),
            (None, None, None),
        ]
    assert await newest(scribe, Sought(user=ALICE), user=ALICE) == []


async def test_every_face_that_fell_is_counted_by_its_die_the_d20_first(scribe: Scribe) -> None:
    await scribe.write("a", dice=(dice("4d6kh3", 6, 6, 5, 1, 6), dice("1d20", 20, 20)))
    await scribe.write("b", dice=(dice("2dF", 3, -1, 1), dice("2d3", 3, 1, 3), dice("1d6", 6, 1)), user=BOB)
    tallies = await scribe.records.tallies(viewer(), ALL, most_rolls=100, most_dice=100)
    assert (tallies.rolls, tallies.all_counted) == (2, True)
    assert tallies.by_die == (
        Tally(20, False, {20: 1}),
        Tally(6, False, {1: 2, 5: 1, 6: 2}),
        Tally(3, False, {1: 1, 3: 1}),
        Tally(3, True, {-1: 1, 1: 1}),
    )
    bobs = await scribe.records.tallies(viewer(), Sought(user=BOB), most_rolls=100, most_dice=100)
    assert {tally.name: tally.dice for tally in bobs.by_die} == {"dF": 2, "d3": 2, "d6": 1}


async def test_somebody_elses_hidden_dice_are_not_counted(scribe: Scribe) -> None:
    await scribe.write("secret", hidden=True)
    seen = [await scribe.records.tallies(viewer(user), ALL, most_rolls=9, most_dice=9) for user in (ALICE, BOB)]
    assert [each.rolls for each in seen] == [1, 0]
    assert seen[1].by_die == ()


@pytest.mark.parametrize(("most_rolls", "most_dice", "rolls"), [(3, 99, 3), (99, 5, 2), (5, 10, 5), (5, 9, 4)])
async def test_counting_stops_at_its_limits_and_says_so(
    scribe: Scribe, most_rolls: int, most_dice: int, rolls: int
) -> None:
    for number in range(5):
        await scribe.write(str(number), dice=(dice("2d6", 6, 1, 6),), minute=number)
    tallies = await scribe.records.tallies(viewer(), ALL, most_rolls=most_rolls, most_dice=most_dice)
    assert (tallies.rolls, tallies.all_counted) == (rolls, rolls == 5)
    assert sum(tally.dice for tally in tallies.by_die) == 2 * rolls


async def test_records_are_filled_in_from_the_ledger_as_play_would_have_written_them(scribe: Scribe) -> None:
    await scribe.write("beside", guild=None, dice=(dice("2d6", 6, 1, 6), dice("1d4", 4, 2)))
    await scribe.write("secret", guild=None, hidden=True, user=BOB, minute=1)
    columns = "at, stream, sequence, guild_id, channel_id, user_id, code, hidden, dice"
    kept = [tuple(row) for row in await fetch(scribe.engine, f"SELECT {columns} FROM roll_records ORDER BY number")]
    fill = importlib.import_module("data.postgres.migrations.versions.0008_records").FILL
    async with Transaction(scribe.engine) as connection:
        await connection.execute("DELETE FROM roll_records")
        await connection.execute(fill)
    filled = [tuple(row) for row in await fetch(scribe.engine, f"SELECT {columns} FROM roll_records ORDER BY number")]
    assert filled == kept
    assert len(filled) == 2


async def many_rolls(scribe: Scribe, count: int) -> None:
    """So many rolls like one that was written, straight into the tables: of ten people, at four tables."""
    stream = await scribe.write("first")
    async with Transaction(scribe.engine) as connection:
        await connection.execute(
            """
            INSERT INTO ledger_event (stream, sequence, at, cause, ordinal, kind, version, public, visibility, undoes,
                                      private_digest, previous, digest)
            SELECT stream, n, at + n * interval '1 minute', 'many-' || n, 1, kind, version, public, visibility, undoes,
                   private_digest, previous, digest
            FROM ledger_event, generate_series(2, $2::int) n WHERE stream = $1 AND sequence = 1
            """,
            stream,
            count,
        )
        await connection.execute(
            """
            INSERT INTO ledger_private (stream, sequence, part, salt)
            SELECT stream, n, part, salt FROM ledger_private, generate_series(2, $2::int) n WHERE stream = $1
            """,
            stream,
            count,
        )
        await connection.execute(
            """
            INSERT INTO roll_records (at, stream, sequence, guild_id, channel_id, user_id, code, hidden, dice)
            SELECT at, stream, sequence, $2 + sequence % 3, $3, 10 + sequence % 10, 'MIST-000' || sequence % 4, false, 1
            FROM ledger_event WHERE stream = $1 AND sequence > 1
            """,
            stream,
            int(HERE),
            int(TAVERN),
        )
    async with scribe.engine.connect() as connection:
        await (await connection.execution_options(isolation_level="AUTOCOMMIT")).exec_driver_sql("ANALYZE")


@pytest.mark.parametrize("descending", [True, False])
@pytest.mark.parametrize(
    ("sought", "index"),
    [
        (Sought(), "roll_records_guild"),
        (Sought(since=NOW), "roll_records_guild"),
        (Sought(user=ALICE), "roll_records_user"),
        (Sought(table=TableCode("MIST-0001")), "roll_records_code"),
    ],
    ids=["all", "since", "user", "table"],
)
async def test_a_page_in_the_middle_of_many_rolls_is_one_walk_down_an_index(
    scribe: Scribe, sought: Sought, index: str, descending: bool
) -> None:
    await many_rolls(scribe, 5_000)
    args = [int(HERE), int(BOB), [int(TAVERN)], sought.since or NOW, NOW.replace(day=23), 10**6, 11]
    args += [each for each in (sought.user, sought.table) if each is not None]
    explain = f"EXPLAIN (ANALYZE, FORMAT JSON) {page_statement(sought, descending=descending)}"
    (((plan,),),) = await fetch(scribe.engine, explain, *args)
    nodes = _nodes(plan["Plan"])
    walks = [node for node in nodes if node.get("Relation Name") == "roll_records"]
    assert [(node["Node Type"], node["Index Name"]) for node in walks] == [("Index Scan", index)]
    assert walks[0]["Actual Rows"] <= 11
    assert walks[0].get("Rows Removed by Filter", 0) <= 50
    assert not [node for node in nodes if node["Node Type"] == "Seq Scan"]


async def test_readers_and_writers_do_not_wait_for_each_other(scribe: Scribe) -> None:
    await asyncio.gather(*(scribe.write(str(n), channel=TAVERN if n % 2 else CELLAR, minute=n) for n in range(8)))
    assert sorted(labels(await newest(scribe)), key=str) == [str(n) for n in range(8)]


async def test_a_database_away_is_told_as_such() -> None:
    nowhere = open_engine("postgresql://127.0.0.1:1/nowhere", pool_size=1)
    with pytest.raises(UnavailableError):
        await PostgresRollRecords(nowhere, KINDS).older(viewer(), ALL, below=None, limit=1)
    await nowhere.dispose()


def _nodes(plan: dict[str, Any]) -> list[dict[str, Any]]:
    return [plan, *[node for below in plan.get("Plans", []) for node in _nodes(below)]]
