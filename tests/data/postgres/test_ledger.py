"""The ledger in PostgreSQL: what a unit of work keeps, repeats and lets go."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import asyncpg
import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from core.errors import RuleError, UnavailableError
from core.ids import Cause, StreamId, UserId
from core.ledger.book import replay, undo
from core.ledger.chain import GENESIS
from core.ledger.event import DM, PUBLIC, Draft, Visibility
from core.ports.ledger import Ledger, TakenError
from core.ports.publisher import Hint
from data.postgres.ledger import PostgresLedger
from data.postgres.verify import verify
from tests.core.ledger.purse import KINDS, PURSES, Filled, Move, Purse, Spent, compensate, fill
from tests.data.postgres.later_version import written_by_a_later_version
from tests.data.postgres.purses import ALICE, BOB, NOW, Command, Published, perform, rows, run

ONE, TWO = StreamId("purse:1"), StreamId("purse:2")
FILL = Command(ONE, 5, ALICE, "Alice", Cause("a"))
SPEND = Command(ONE, -2, BOB, "ale", Cause("b"))


async def test_what_is_appended_can_be_read(ledger: PostgresLedger) -> None:
    await perform(ledger, FILL)
    await perform(ledger, SPEND)
    assert await ledger.read(PURSES, ONE) == (Purse(ONE, 3, 3, Move(BOB, None, "ale")), 3)
    events = await ledger.history(ONE)
    assert [event.sequence for event in events] == [1, 2, 3]
    assert [event.fact for event in events] == [Filled(5, "Alice"), Spent(1, "ale"), Spent(1, "ale")]
    assert [event.actor for event in events] == [ALICE, BOB, BOB]
    assert [event.cause for event in events] == ["a", "b", "b"]
    assert [event.previous for event in events] == [GENESIS, events[0].digest, events[1].digest]
    assert {event.at for event in events} == {NOW}
    assert replay(PURSES, ONE, events).coins == 3


async def test_the_first_answer_is_the_one_that_is_read_back(ledger: PostgresLedger) -> None:
    first = await perform(ledger, FILL)
    assert await perform(ledger, FILL) == first
    assert tuple(await ledger.history(ONE)) == first


async def test_a_repeated_cause_changes_nothing(ledger: PostgresLedger, published: Published) -> None:
    await perform(ledger, FILL)
    await perform(ledger, SPEND)
    again = await perform(ledger, replace(SPEND, coins=-3))
    assert [event.sequence for event in again] == [2, 3]
    assert (await ledger.read(PURSES, ONE))[1] == 3
    assert published.hints == [Hint(ONE, 1), Hint(ONE, 3)]


async def test_one_cause_may_act_on_two_streams(ledger: PostgresLedger) -> None:
    await perform(ledger, FILL)
    assert len(await perform(ledger, replace(FILL, stream=TWO))) == 1


async def test_history_comes_in_pages(ledger: PostgresLedger) -> None:
    await perform(ledger, FILL)
    await perform(ledger, replace(SPEND, coins=-5))
    assert [event.sequence for event in await ledger.history(ONE, after=2, limit=3)] == [3, 4, 5]
    assert await ledger.history(ONE, after=6) == []
    assert await ledger.history(TWO) == []


async def test_an_unknown_stream_is_where_it_starts(ledger: PostgresLedger, engine: AsyncEngine) -> None:
    assert await ledger.read(PURSES, ONE) == (Purse(ONE), 0)
    async with ledger.unit_of_work() as work:
        loaded = await work.load(PURSES, ONE, Cause("a"))
        assert (loaded.state, loaded.sequence, loaded.recorded) == (Purse(ONE), 0, ())
        appended = await work.append(PURSES, loaded, (), at=NOW, actor=ALICE, cause=Cause("a"))
        assert appended == type(appended)(Purse(ONE), ())
    assert await rows(engine, "SELECT * FROM ledger_stream") == []


async def test_a_refusal_leaves_nothing(ledger: PostgresLedger, published: Published, engine: AsyncEngine) -> None:
    with pytest.raises(RuleError):
        await perform(ledger, SPEND)
    assert await rows(engine, "SELECT stream FROM ledger_stream UNION ALL SELECT stream FROM ledger_event") == []
    assert published.hints == []


async def append_and(ledger: PostgresLedger, then: BaseException) -> None:
    async with ledger.unit_of_work() as work:
        loaded = await work.load(PURSES, ONE, Cause("a"))
        await work.append(PURSES, loaded, fill(5, "Alice"), at=NOW, actor=ALICE, cause=Cause("a"))
        raise then


async def test_a_failure_after_the_append_takes_it_back(ledger: PostgresLedger, published: Published) -> None:
    with pytest.raises(LookupError):
        await append_and(ledger, LookupError())
    assert await ledger.read(PURSES, ONE) == (Purse(ONE), 0)
    assert published.hints == []


async def test_listeners_are_told_after_the_commit(ledger: PostgresLedger, published: Published) -> None:
    async with ledger.unit_of_work() as work:
        loaded = await work.load(PURSES, ONE, Cause("a"))
        await work.append(PURSES, loaded, fill(5, "Alice"), at=NOW, actor=ALICE, cause=Cause("a"))
        assert published.hints == []
    assert published.hints == [Hint(ONE, 1)]


async def test_two_streams_change_together(ledger: PostgresLedger, engine: AsyncEngine, published: Published) -> None:
    three = StreamId("purse:3")
    async with ledger.unit_of_work() as work:
        one, two = await work.load(PURSES, ONE, Cause("a")), await work.load(PURSES, TWO, Cause("a"))
        await work.load(PURSES, three, Cause("a"))
        await work.append(PURSES, one, fill(5, "Alice"), at=NOW, actor=ALICE, cause=Cause("a"))
        await work.append(PURSES, two, fill(6, "Alice"), at=NOW, actor=ALICE, cause=Cause("a"))
    assert published.hints == [Hint(ONE, 1), Hint(TWO, 1)]
    # The third was locked and got nothing; its row may stay, and means as little as none.
    assert await ledger.read(PURSES, three) == (Purse(three), 0)
    assert (await verify(engine, KINDS, [PURSES])).ok


async def test_what_nobody_did_has_no_actor(ledger: PostgresLedger) -> None:
    async with ledger.unit_of_work() as work:
        loaded = await work.load(PURSES, ONE, Cause("timer"))
        await work.append(PURSES, loaded, fill(1, "rent"), at=NOW, actor=None, cause=Cause("timer"))
    assert [event.actor for event in await ledger.history(ONE)] == [None]


async def test_visibility_and_undo_are_kept(ledger: PostgresLedger) -> None:
    drafts = [Draft(Filled(1), PUBLIC), Draft(Filled(2), DM), Draft(Filled(3), Visibility.for_seats(4, 2))]
    async with ledger.unit_of_work() as work:
        loaded = await work.load(PURSES, ONE, Cause("a"))
        await work.append(PURSES, loaded, drafts, at=NOW, actor=ALICE, cause=Cause("a"))
    async with ledger.unit_of_work() as work:
        loaded = await work.load(PURSES, ONE, Cause("b"))
        drafts = undo(PURSES, await ledger.history(ONE), 3, compensate)
        await work.append(PURSES, loaded, drafts, at=NOW, actor=ALICE, cause=Cause("b"))
    events = await ledger.history(ONE)
    assert [event.visibility for event in events] == [PUBLIC, DM, Visibility.for_seats(2, 4), PUBLIC]
    assert [event.undoes for event in events] == [None, None, None, 3]
    assert (await ledger.read(PURSES, ONE))[0].coins == 3


async def test_times_are_kept_to_the_microsecond_in_utc(ledger: PostgresLedger) -> None:
    at = datetime(2026, 3, 29, 3, 30, 0, 999_999, tzinfo=timezone(timedelta(hours=2)))
    (event,) = await perform(ledger, FILL, at=at)
    assert (event.at, event.at.tzinfo) == (at, UTC)
    assert await ledger.history(ONE) == [event]


async def test_a_book_s_streams_are_its_own(ledger: PostgresLedger) -> None:
    async with ledger.unit_of_work() as work:
        with pytest.raises(ValueError, match="book"):
            await work.load(PURSES, StreamId("table:1"), Cause("a"))


async def test_an_append_for_another_cause_than_the_load_s_is_refused(ledger: PostgresLedger) -> None:
    async with ledger.unit_of_work() as work:
        loaded = await work.load(PURSES, ONE, Cause("a"))
        with pytest.raises(ValueError, match="cause"):
            await work.append(PURSES, loaded, fill(1, "x"), at=NOW, actor=ALICE, cause=Cause("b"))


async def test_an_append_of_what_is_recorded_is_refused(ledger: PostgresLedger) -> None:
    await perform(ledger, FILL)
    async with ledger.unit_of_work() as work:
        loaded = await work.load(PURSES, ONE, FILL.cause)
        with pytest.raises(ValueError, match="once"):
            await work.append(PURSES, loaded, fill(1, "x"), at=NOW, actor=ALICE, cause=FILL.cause)


async def test_a_load_serves_one_append(ledger: PostgresLedger, published: Published) -> None:
    async with ledger.unit_of_work() as work:
        loaded = await work.load(PURSES, ONE, Cause("a"))
        await work.append(PURSES, loaded, fill(1, "x"), at=NOW, actor=ALICE, cause=Cause("a"))
        with pytest.raises(ValueError, match="grown"):
            await work.append(PURSES, loaded, fill(1, "x"), at=NOW, actor=ALICE, cause=Cause("a"))
        again = await work.load(PURSES, ONE, Cause("b"))
        await work.append(PURSES, again, fill(1, "x"), at=NOW, actor=ALICE, cause=Cause("b"))
    assert (await ledger.read(PURSES, ONE))[1] == 2
    assert published.hints == [Hint(ONE, 2)]


async def test_a_snapshot_of_another_version_is_folded_anew(ledger: PostgresLedger, engine: AsyncEngine) -> None:
    def twice(purse: Purse, event) -> Purse:
        folded = PURSES.evolve(purse, event)
        return replace(folded, coins=folded.coins + (event.fact.coins if isinstance(event.fact, Filled) else 0))

    next_release = replace(PURSES, version=PURSES.version + 1, evolve=twice)
    await perform(ledger, FILL)
    assert (await ledger.read(next_release, ONE))[0].coins == 10
    async with ledger.unit_of_work() as work:
        loaded = await work.load(next_release, ONE, Cause("n"))
        assert loaded.state.coins == 10
        await work.append(next_release, loaded, fill(1, "x"), at=NOW, actor=ALICE, cause=Cause("n"))
    assert await rows(engine, "SELECT snapshot_version FROM ledger_stream") == [(next_release.version,)]
    # The release before still runs beside it, and folds for itself.
    assert (await ledger.read(PURSES, ONE))[0].coins == 6
    await perform(ledger, SPEND)
    assert (await ledger.read(PURSES, ONE))[0].coins == 4


async def test_a_long_stream_is_folded_anew_whole(ledger: PostgresLedger) -> None:
    await perform(ledger, replace(FILL, coins=1_200))
    await perform(ledger, replace(SPEND, coins=-1_100))
    state, sequence = await ledger.read(replace(PURSES, version=9), ONE)
    assert (state.coins, state.moves, sequence) == (100, 1_101, 1_101)


async def append_with_a_hidden_failure(ledger: PostgresLedger) -> None:
    async with ledger.unit_of_work() as work:
        one, two = await work.load(PURSES, ONE, Cause("a")), await work.load(PURSES, TWO, Cause("a"))
        await work.append(PURSES, one, fill(5, "the only ring"), at=NOW, actor=ALICE, cause=Cause("a"))
        with pytest.raises(TakenError):
            await work.append(PURSES, two, fill(5, "the only ring"), at=NOW, actor=ALICE, cause=Cause("a"))


async def test_a_hidden_failure_is_not_taken_for_a_commit(ledger: PostgresLedger, published: Published) -> None:
    with pytest.raises(RuntimeError, match="nothing was kept"):
        await append_with_a_hidden_failure(ledger)
    assert published.hints == []
    assert (await ledger.read(PURSES, ONE))[1] == 0


async def test_facts_hold_any_text(ledger: PostgresLedger, engine: AsyncEngine) -> None:
    note = 'quote " backslash \\ newline \n control \u0001 emoji 🗝 bidi \u202e'
    await perform(ledger, replace(FILL, note=note))
    assert (await ledger.history(ONE))[0].fact.name == note
    assert (await ledger.read(PURSES, ONE))[0].last == Move(ALICE, note, None)
    assert (await verify(engine, KINDS, [PURSES])).ok


@pytest.mark.parametrize("note", ["null \0", "half a pair \ud800"])
async def test_text_that_postgresql_cannot_hold_is_refused_whole(ledger: PostgresLedger, note: str) -> None:
    """Names and labels are cleaned long before; this is what happens to what is not."""
    with pytest.raises((asyncpg.DataError, UnicodeEncodeError)):
        await perform(ledger, replace(FILL, note=note))
    assert (await ledger.read(PURSES, ONE))[1] == 0


async def test_many_events_in_one_append(ledger: PostgresLedger, engine: AsyncEngine) -> None:
    await perform(ledger, replace(FILL, coins=300))
    assert len(await perform(ledger, replace(SPEND, coins=-300))) == 300
    assert (await verify(engine, KINDS, [PURSES])).events == 301


async def test_a_user_id_of_64_bits_is_kept(ledger: PostgresLedger) -> None:
    huge = UserId(2**63 - 1)
    await perform(ledger, replace(FILL, actor=huge))
    assert (await ledger.history(ONE))[0].actor == huge


def test_the_adapter_is_a_ledger(engine: AsyncEngine) -> None:
    ledger: Ledger = PostgresLedger(engine, KINDS, {}, Published())
    assert ledger.unit_of_work() is not ledger.unit_of_work()


async def test_the_ledger_writes_no_event_twice(ledger: PostgresLedger, engine: AsyncEngine) -> None:
    """What guards a cause when all else fails: the table's own rule."""
    await perform(ledger, FILL)
    with pytest.raises(Exception, match="ledger_event_cause_stream_ordinal_key"):
        await run(
            engine,
            "INSERT INTO ledger_event SELECT stream, 2, at, kind, version, public, visibility, cause, ordinal, undoes,"
            " private_digest, previous, digest FROM ledger_event",
        )


async def test_what_another_version_wrote_stops_its_own_stream_and_no_other(
    ledger: PostgresLedger, engine: AsyncEngine
) -> None:
    await perform(ledger, FILL)
    await perform(ledger, replace(FILL, stream=TWO, cause=Cause("c")))
    await written_by_a_later_version(engine, ONE)
    for reading in (ledger.read(PURSES, ONE), ledger.history(ONE), ledger.caused(FILL.cause), perform(ledger, SPEND)):
        with pytest.raises(UnavailableError) as refusal:
            await reading
        assert refusal.value.reason == "written-by-another-version"
    assert (await ledger.read(PURSES, TWO))[0].coins == 5
    assert (await perform(ledger, replace(SPEND, stream=TWO)))[-1].sequence == 3
