"""Keeping leases: who takes what and when, what is lost is noticed, and no shard stays without a holder."""

from __future__ import annotations

import asyncio

from structlog.testing import capture_logs

from bot.sharding.keeper import ORPHANED_FOR_S, VACANT_FOR_S
from core.ports.leases import Fence, Standing
from tests.bot.sharding.rows import TTL_S, Rows


async def test_processes_share_out_what_there_is() -> None:
    rows = Rows()
    one, two = rows.keeper("one"), rows.keeper("two")
    assert await one.beat()
    assert await two.beat()

    assert (one.held, two.held) == ({0, 1}, {2, 3})
    await rows.pass_time(60, one, two)
    assert (one.held, two.held) == ({0, 1}, {2, 3})
    assert not await one.beat()
    assert await one._leases.standing(4) == Standing((), (), 2)


async def test_a_process_that_comes_alone_leaves_the_others_time_to_come() -> None:
    rows = Rows()
    one = rows.keeper("one")
    await one.beat()
    await rows.pass_time(VACANT_FOR_S - 1, one)
    assert one.held == {0, 1}

    two = rows.keeper("two")
    await two.beat()
    assert two.held == {2, 3}


async def test_no_shard_stays_without_a_holder() -> None:
    rows = Rows()
    one = rows.keeper("one")
    await one.beat()
    await rows.pass_time(VACANT_FOR_S + 1, one)

    assert one.held == {0, 1, 2, 3}


async def test_the_shards_of_a_dead_process_are_taken_soon_and_their_fences_grow() -> None:
    rows = Rows()
    one, two = rows.keeper("one"), rows.keeper("two")
    await one.beat()
    await two.beat()
    died_at = rows.now
    while one.held != {0, 1, 2, 3}:
        await rows.pass_time(1, one)
        assert rows.now - died_at <= TTL_S + ORPHANED_FOR_S + 2

    fences = [one.holds(shard) for shard in range(4)]
    assert [fence and fence.number for fence in fences] == [1, 1, 2, 2]


async def test_who_has_room_takes_orphans_before_who_has_none() -> None:
    rows = Rows()
    one, two, spare = rows.keeper("one"), rows.keeper("two"), rows.keeper("spare")
    for keeper in (one, two, spare):
        await keeper.beat()
    assert spare.held == frozenset()
    await rows.pass_time(TTL_S + 5, one, spare)

    assert (one.held, spare.held) == ({0, 1}, {2, 3})


async def test_those_without_room_share_orphans() -> None:
    rows = Rows()
    three = [rows.keeper("one", most=1), rows.keeper("two", most=1), rows.keeper("three", most=2)]
    for keeper in three:
        await keeper.beat()
    await rows.pass_time(TTL_S + 6, *three[:2])

    assert sorted(len(keeper.held) for keeper in three[:2]) == [2, 2]


async def test_a_listed_process_takes_its_own_shards_alone() -> None:
    rows = Rows()
    one = rows.keeper("one", leased=False, shards=(1, 2))
    await one.beat()
    await rows.pass_time(60, one)

    assert one.held == {1, 2}
    assert one.holds(0) is None


async def test_of_two_on_the_same_shards_the_newer_takes_over_when_the_older_gives_back() -> None:
    rows = Rows()
    old, new = rows.keeper("old", leased=False, most=4), rows.keeper("new", leased=False, most=4)
    await old.beat()
    await new.beat()
    assert (old.held, new.held) == ({0, 1, 2, 3}, frozenset())
    old.retire()
    assert old.holds(0) is None, "no new background work"
    await rows.pass_time(2, old, new)
    assert new.held == frozenset(), "what is held is kept until it is given back"
    await old.release()
    await rows.pass_time(1, new)

    assert new.held == {0, 1, 2, 3}
    assert new.holds(0) == Fence(4, 0, "new", 2)


async def test_leases_are_renewed_four_times_in_their_life() -> None:
    rows = Rows()
    one = rows.keeper("one")
    await one.beat()
    await rows.pass_time(20, one)

    assert rows.renewals == 4


async def test_a_frozen_process_trusts_no_lease_and_learns_what_it_has_lost() -> None:
    rows = Rows()
    frozen, other = rows.keeper("frozen"), rows.keeper("other", most=4)
    await frozen.beat()
    await other.beat()
    await rows.pass_time(30, other)

    assert frozen.held == {0, 1}
    assert frozen.holds(0) is None, "by its own clock, before it has asked anybody"
    assert not frozen.are_kept
    assert await frozen.beat()
    assert frozen.held == frozenset()
    assert other.held == {0, 1, 2, 3}


async def test_a_lost_fence_is_counted_and_looked_into_at_the_next_beat() -> None:
    rows = Rows()
    one = rows.keeper("one")
    await one.beat()
    fence = one.holds(0)
    assert fence
    rows.owner[0], rows.number[0] = "other", 2
    await rows.pass_time(1, one)
    assert one.holds(0) == fence, "its renewal is not due yet"
    with capture_logs() as logs:
        one.lost(fence)
    assert logs == [{"event": "fence_lost", "shard": 0, "fence": 1, "log_level": "warning"}]
    assert await one.beat()
    assert one.holds(0) is None
    assert one.holds(1) is not None


async def test_while_the_database_is_away_nothing_is_lost_but_time() -> None:
    rows = Rows()
    one = rows.keeper("one")
    await one.beat()
    rows.away = True
    await rows.pass_time(TTL_S - 1, one)
    assert one.holds(0) is not None
    assert one.are_kept
    await rows.pass_time(10, one)
    assert one.holds(0) is None
    assert not one.are_kept

    rows.away = False
    await rows.pass_time(1, one)
    assert one.holds(0) == Fence(4, 0, "one", 1)
    assert one.are_kept


async def test_giving_back_to_a_database_that_is_away_is_no_failure() -> None:
    rows = Rows()
    one = rows.keeper("one")
    await one.beat()
    rows.away = True
    await one.release()

    assert one.held == frozenset()


async def test_the_number_of_processes_is_known() -> None:
    rows = Rows()
    one, two = rows.keeper("one"), rows.keeper("two")
    await one.beat()
    assert one.owners == 1
    await two.beat()
    await one.beat()

    assert one.owners == 2


async def test_whoever_follows_is_told_of_changes_alone() -> None:
    rows, told = Rows(), asyncio.Event()
    one = rows.keeper("one")
    following = asyncio.create_task(one.follow(told.set))
    async with asyncio.timeout(30):
        await told.wait()
    following.cancel()

    assert one.held == {0, 1}
