"""Erasing a person: gone from every table, and the chain still holds."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from core.ids import Cause, StreamId, UserId
from data.postgres import statements
from data.postgres.erase import Erased, erase
from data.postgres.ledger import PostgresLedger
from data.postgres.projection import Statement
from data.postgres.verify import verify
from tests.core.ledger.purse import KINDS, PURSES, Filled, Move, Spent
from tests.data.postgres.purses import ALICE, BOB, NOW, Command, erase_log, perform, rows, run

ONE, TWO, THREE = StreamId("purse:1"), StreamId("purse:2"), StreamId("purse:3")


@pytest.fixture
async def played(ledger: PostgresLedger) -> PostgresLedger:
    """Alice and Bob at one purse, Alice alone at another, Bob alone at a third."""
    await perform(ledger, Command(ONE, 5, ALICE, "Alice of Xyzzy", Cause("1")))
    await perform(ledger, Command(ONE, -2, BOB, "ale", Cause("2")))
    await perform(ledger, Command(ONE, -1, ALICE, "a plugh", Cause("3")))
    await perform(ledger, Command(TWO, 7, ALICE, "Alice of Xyzzy", Cause("1")))
    await perform(ledger, Command(THREE, 7, BOB, "Bob", Cause("1")))
    return ledger


async def erase_alice(engine: AsyncEngine) -> Erased:
    return await erase(engine, KINDS, [PURSES], ALICE, erasers=[erase_log])


async def all_text(engine: AsyncEngine) -> str:
    """Every row of every table of the database, as text."""
    tables = await rows(
        engine,
        "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' AND table_type LIKE 'BASE%'",
    )
    found = [await rows(engine, f'SELECT t::text FROM "{table}" t') for (table,) in tables]
    return "\n".join(str(row) for each in found for row in each)


async def test_after_it_the_person_is_nowhere_in_the_database(played: PostgresLedger, engine: AsyncEngine) -> None:
    before = await all_text(engine)
    assert all(word in before for word in ("Xyzzy", "plugh", str(ALICE)))
    assert await erase_alice(engine) == Erased(streams=2, events=3)
    after = await all_text(engine)
    assert not any(word in after for word in ("Xyzzy", "plugh", str(ALICE)))
    assert "ale" in after


async def test_after_it_the_ledger_verifies(played: PostgresLedger, engine: AsyncEngine) -> None:
    before = await verify(engine, KINDS, [PURSES])
    await erase_alice(engine)
    report = await verify(engine, KINDS, [PURSES])
    assert before.ok
    assert report == replace(before, erased=3)


async def test_others_keep_what_is_theirs(played: PostgresLedger, engine: AsyncEngine) -> None:
    await erase_alice(engine)
    events = await played.history(ONE)
    assert [event.fact for event in events] == [Filled(5, None), Spent(1, "ale"), Spent(1, "ale"), Spent(1, None)]
    assert [event.actor for event in events] == [None, BOB, BOB, None]
    assert await rows(engine, "SELECT note FROM purse_log WHERE user_id IS NOT NULL AND stream = 'purse:1'") == [
        ("ale",),
        ("ale",),
    ]


async def test_states_are_folded_anew(played: PostgresLedger, engine: AsyncEngine) -> None:
    assert (await played.read(PURSES, ONE))[0].last == Move(ALICE, None, "a plugh")
    await erase_alice(engine)
    state, sequence = await played.read(PURSES, ONE)
    assert (state.coins, state.last, sequence) == (2, Move(None, None, None), 4)


async def test_erasing_again_finds_nothing(played: PostgresLedger, engine: AsyncEngine) -> None:
    await erase_alice(engine)
    before = await all_text(engine)
    assert await erase_alice(engine) == Erased(0, 0)
    assert await all_text(engine) == before


async def test_a_stranger_s_erasure_changes_nothing(played: PostgresLedger, engine: AsyncEngine) -> None:
    before = await all_text(engine)
    stranger = UserId(int(str(ALICE)[:-1]))  # the beginning of somebody else's id
    assert await erase(engine, KINDS, [PURSES], stranger, erasers=[erase_log]) == Erased(0, 0)
    assert await all_text(engine) == before


async def test_play_goes_on_after_it(played: PostgresLedger, engine: AsyncEngine) -> None:
    await erase_alice(engine)
    (event,) = await perform(played, Command(ONE, -1, ALICE, "bread", Cause("4")))
    assert (event.sequence, event.actor) == (5, ALICE)
    assert [event.actor for event in await perform(played, Command(ONE, 5, ALICE, "x", Cause("1")))] == [None]
    assert (await verify(engine, KINDS, [PURSES])).ok


async def test_a_book_that_is_missing_stops_it_before_anything_is_lost(
    played: PostgresLedger, engine: AsyncEngine
) -> None:
    before = await all_text(engine)
    with pytest.raises(KeyError):
        await erase(engine, KINDS, [], ALICE)
    assert await all_text(engine) == before


async def test_one_that_was_cut_short_can_be_asked_for_again(played: PostgresLedger, engine: AsyncEngine) -> None:
    def fails(user: UserId) -> list[Statement]:
        return [Statement("UPDATE no_such_table SET a = $1", (user,))]

    with pytest.raises(Exception, match="no_such_table"):
        await erase(engine, KINDS, [PURSES], ALICE, erasers=[erase_log, fails])
    assert "Xyzzy" in await all_text(engine)  # the projections' erasure is all or nothing
    assert (await verify(engine, KINDS, [PURSES])).ok
    await erase_alice(engine)
    assert "Xyzzy" not in await all_text(engine)


async def test_streams_are_found_page_by_page(
    ledger: PostgresLedger, engine: AsyncEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(statements, "PAGE", 2)
    for number in range(5):
        await perform(ledger, Command(StreamId(f"purse:{number}"), 3, ALICE, "Xyzzy", Cause("1")))
        await perform(ledger, Command(StreamId(f"purse:{number}"), -3, BOB, "ale", Cause("2")))
    assert await erase_alice(engine) == Erased(streams=5, events=5)
    assert "Xyzzy" not in await all_text(engine)
    assert (await verify(engine, KINDS, [PURSES])).events == 20


async def test_snapshots_of_another_version_lose_the_person_too(played: PostgresLedger, engine: AsyncEngine) -> None:
    await run(engine, "UPDATE ledger_stream SET snapshot_version = 1")
    await erase_alice(engine)
    assert "Xyzzy" not in await all_text(engine)
    assert (await played.history(TWO))[0].at == NOW
