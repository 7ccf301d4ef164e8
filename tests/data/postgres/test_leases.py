"""Leases: one holder a shard, by the database's clock alone; whoever was overtaken cannot write any more."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import cast

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from core.errors import UnavailableError
from core.ids import Cause, StreamId
from core.ports.leases import Fence, FenceLostError, Standing
from data.postgres.engine import open_engine
from data.postgres.leases import PostgresLeases, hold
from data.postgres.ledger import PostgresLedger
from data.postgres.transaction import Transaction
from tests.core.ledger.purse import PURSES, fill
from tests.data.postgres.purses import ALICE, NOW, rows, run, waiting

ALL = range(4)
STREAM, CAUSE = StreamId("purse:1"), Cause("timer-1")


@pytest.fixture
async def leases(engine: AsyncEngine) -> PostgresLeases:
    made = PostgresLeases(engine)
    assert await made.standing(4) == Standing(vacant=(0, 1, 2, 3), orphaned=(), owners=0)
    return made


@pytest.fixture
async def elsewhere(database_url: str) -> AsyncIterator[PostgresLeases]:
    """The leases as another process sees them."""
    other = open_engine(database_url, pool_size=5)
    yield PostgresLeases(other)
    await other.dispose()


async def take(leases: PostgresLeases, owner: str, *shards: int, most: int = 99) -> tuple[Fence, ...]:
    return tuple(taken.fence for taken in await leases.take(4, shards or ALL, owner, most=most))


async def run_out(engine: AsyncEngine) -> None:
    """Let every lease be of a while ago."""
    await run(engine, "UPDATE shard_leases SET expires_at = clock_timestamp() WHERE owner IS NOT NULL")


async def act(ledger: PostgresLedger, fence: Fence | None) -> None:
    """Background work: it fills a purse by itself."""
    async with ledger.unit_of_work(fence=fence) as work:
        loaded = await work.load(PURSES, STREAM, CAUSE)
        await work.append(PURSES, loaded, fill(3, "ale"), at=NOW, actor=ALICE, cause=CAUSE)


async def test_free_shards_are_taken_and_held_ones_are_not(leases: PostgresLeases, elsewhere: PostgresLeases) -> None:
    assert await take(leases, "one", most=3) == tuple(Fence(4, shard, "one", 1) for shard in (0, 1, 2))
    assert await take(elsewhere, "two") == (Fence(4, 3, "two", 1),)
    assert await take(leases, "one") == ()
    assert await elsewhere.standing(4) == Standing(vacant=(), orphaned=(), owners=2)


async def test_totals_do_not_know_each_other(leases: PostgresLeases) -> None:
    await take(leases, "one")

    assert await leases.standing(2) == Standing(vacant=(0, 1), orphaned=(), owners=0)


async def test_only_a_lease_that_has_run_out_is_taken_over_and_its_fence_grows(
    engine: AsyncEngine, leases: PostgresLeases, elsewhere: PostgresLeases
) -> None:
    (before,) = await take(leases, "one", 2)
    assert await take(elsewhere, "two", 2) == ()

    await run_out(engine)
    assert (await elsewhere.standing(4)).orphaned == (2,)
    (taken,) = await elsewhere.take(4, [2], "two", most=1)

    assert taken.out_of == "one"
    assert taken.fence == Fence(4, 2, "two", before.number + 1)


async def test_a_lease_runs_out_by_itself(engine: AsyncEngine) -> None:
    brief = PostgresLeases(engine, ttl_s=0.05)
    await brief.standing(4)
    await take(brief, "one", 0)

    async with asyncio.timeout(30):
        while not (taken := await take(brief, "two", 0)):
            pass
    assert taken == (Fence(4, 0, "two", 2),)


async def test_renewing_lets_leases_last_and_tells_those_that_are_lost(
    engine: AsyncEngine, leases: PostgresLeases, elsewhere: PostgresLeases
) -> None:
    kept, lost = await take(leases, "one", 0, 1)
    await run(engine, "UPDATE shard_leases SET expires_at = clock_timestamp() WHERE shard_id = 1")
    assert await take(elsewhere, "two", 1)
    ends = "SELECT shard_id, owner, expires_at FROM shard_leases WHERE shard_id < 2 ORDER BY shard_id"
    before = await rows(engine, ends)

    assert await leases.renew([kept, lost]) == (kept,)
    (mine, theirs), (mine_before, theirs_before) = await rows(engine, ends), before
    assert cast(float, mine[2]) > cast(float, mine_before[2])
    assert theirs == theirs_before


async def test_a_lease_that_ran_out_and_that_nobody_took_can_still_be_renewed(
    engine: AsyncEngine, leases: PostgresLeases
) -> None:
    taken = await take(leases, "one", 0)
    await run_out(engine)

    assert await leases.renew(taken) == taken
    assert (await leases.standing(4)).orphaned == ()


async def test_a_lease_given_back_is_free_at_once(leases: PostgresLeases, elsewhere: PostgresLeases) -> None:
    mine = await take(leases, "one", 0, 1)
    await leases.release(mine[:1])

    assert (await elsewhere.standing(4)).vacant == (0, 2, 3)
    (taken,) = await elsewhere.take(4, [0, 1], "two", most=9)
    assert (taken.fence, taken.out_of) == (Fence(4, 0, "two", 2), None)


async def test_giving_back_what_somebody_else_took_changes_nothing(
    engine: AsyncEngine, leases: PostgresLeases, elsewhere: PostgresLeases
) -> None:
    mine = await take(leases, "one", 0)
    await run_out(engine)
    (theirs,) = await take(elsewhere, "two", 0)
    await leases.release(mine)

    assert await elsewhere.renew([theirs]) == (theirs,)


async def test_contenders_share_out_what_is_free(leases: PostgresLeases, elsewhere: PostgresLeases) -> None:
    total = 64
    await leases.standing(total)
    contenders = [(f"owner-{number}", (leases, elsewhere)[number % 2]) for number in range(8)]
    got = await asyncio.gather(*(door.take(total, range(total), name, most=8) for name, door in contenders))
    shards = [taken.fence.shard for each in got for taken in each]

    assert len(set(shards)) == len(shards)
    assert all(taken.fence.number == 1 for each in got for taken in each)
    rest = await leases.take(total, range(total), "last", most=total)
    assert len(shards) + len(rest) == total


async def test_clocks_of_this_machine_are_not_asked(
    leases: PostgresLeases, elsewhere: PostgresLeases, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = await take(leases, "one", 0)
    monkeypatch.setattr("time.time", lambda: 4e9)

    assert await take(elsewhere, "two", 0) == ()
    assert await leases.renew(mine) == mine


async def test_fenced_work_is_done_by_the_holder_alone(
    engine: AsyncEngine, leases: PostgresLeases, elsewhere: PostgresLeases, ledger: PostgresLedger
) -> None:
    (old,) = await take(leases, "one", 0)
    await run_out(engine)
    with pytest.raises(FenceLostError):
        await act(ledger, old)  # nobody has taken it yet: what has run out is nobody's
    (new,) = await take(elsewhere, "two", 0)
    for wrong in (old, replace(new, owner="one"), replace(new, number=3), replace(new, shard=1)):
        with pytest.raises(FenceLostError) as refused:
            await act(ledger, wrong)
        assert refused.value.fence == wrong
    assert await rows(engine, "SELECT count(*) FROM ledger_event") == [(0,)]

    await act(ledger, new)
    assert await rows(engine, "SELECT count(*) FROM ledger_event") == [(1,)]


async def test_work_that_people_ask_for_needs_no_lease(engine: AsyncEngine, ledger: PostgresLedger) -> None:
    await act(ledger, None)

    assert await rows(engine, "SELECT count(*) FROM ledger_event") == [(1,)]


async def test_nobody_takes_a_lease_over_between_the_check_and_the_commit(
    engine: AsyncEngine, leases: PostgresLeases, elsewhere: PostgresLeases, ledger: PostgresLedger
) -> None:
    (fence,) = await take(leases, "one", 0)
    await run(engine, "UPDATE shard_leases SET expires_at = clock_timestamp() + interval '50 ms' WHERE shard_id = 0")
    async with ledger.unit_of_work(fence=fence) as work:
        async with asyncio.timeout(30):
            while (await elsewhere.standing(4)).orphaned != (0,):
                pass
        assert await take(elsewhere, "two", 0) == ()
        loaded = await work.load(PURSES, STREAM, CAUSE)
        await work.append(PURSES, loaded, fill(3, "ale"), at=NOW, actor=ALICE, cause=CAUSE)

    assert [each.number for each in await take(elsewhere, "two", 0)] == [fence.number + 1]
    assert await rows(engine, "SELECT count(*) FROM ledger_event") == [(1,)]


async def test_work_that_comes_while_a_lease_is_taken_over_waits_and_is_refused(
    engine: AsyncEngine, leases: PostgresLeases, ledger: PostgresLedger
) -> None:
    (fence,) = await take(leases, "one", 0)
    async with Transaction(engine) as taking:
        await taking.execute("UPDATE shard_leases SET owner = 'two', fence = fence + 1 WHERE shard_id = 0")
        acting = asyncio.create_task(act(ledger, fence))
        await waiting(engine, 1)
    with pytest.raises(FenceLostError):
        await acting


async def test_a_refused_unit_of_work_leaves_its_connection_clean(database_url: str, leases: PostgresLeases) -> None:
    await take(leases, "one", 0)
    alone = open_engine(database_url, pool_size=1)
    for _ in range(3):
        with pytest.raises(FenceLostError):
            async with Transaction(alone) as connection:
                await hold(connection, Fence(4, 0, "two", 1))
    assert await rows(alone, "SELECT count(*) FROM shard_leases") == [(4,)]
    await alone.dispose()


async def test_a_database_that_is_away_is_told_as_such() -> None:
    nowhere = open_engine("postgresql://127.0.0.1:1/nowhere", pool_size=1)
    away = PostgresLeases(nowhere)
    for call in (away.standing(4), away.renew([Fence(4, 0, "one", 1)]), away.take(4, [0], "one", most=1)):
        with pytest.raises(UnavailableError):
            await call
    await nowhere.dispose()
