"""Keeping leases: who takes what and when, what is lost is noticed, and no shard stays without a holder."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.metrics import Metrics
from bot.sharding.division import Division
from bot.sharding.keeper import ORPHANED_FOR_S, VACANT_FOR_S, LeaseKeeper, Tenure
from core.errors import UnavailableError
from core.ports.leases import Fence, Standing, Taken

TTL_S = 20.0


@dataclass
class Rows:
    """The leases of a total of four, whose clock is the tests'."""

    now: float = 100.0
    away: bool = False
    owner: dict[int, str | None] = field(default_factory=lambda: dict.fromkeys(range(4)))
    number: dict[int, int] = field(default_factory=lambda: dict.fromkeys(range(4), 0))
    until: dict[int, float] = field(default_factory=lambda: dict.fromkeys(range(4), 0.0))
    renewals: int = 0

    def _look(self) -> None:
        if self.away:
            raise UnavailableError("database-away")

    async def standing(self, total: int) -> Standing:
        self._look()
        free = [shard for shard in range(total) if self.until[shard] <= self.now]
        return Standing(
            tuple(shard for shard in free if self.owner[shard] is None),
            tuple(shard for shard in free if self.owner[shard] is not None),
            len({self.owner[shard] for shard in range(total) if shard not in free}),
        )

    async def take(self, total: int, shards: Sequence[int], owner: str, *, most: int) -> tuple[Taken, ...]:
        self._look()
        got: list[Taken] = []
        for shard in [shard for shard in shards if self.until[shard] <= self.now][:most]:
            before, self.owner[shard] = self.owner[shard], owner
            self.number[shard] += 1
            self.until[shard] = self.now + TTL_S
            got.append(Taken(Fence(total, shard, owner, self.number[shard]), before))
        return tuple(got)

    async def renew(self, fences: Sequence[Fence]) -> tuple[Fence, ...]:
        self._look()
        self.renewals += 1
        kept = [
            each for each in fences if (self.owner[each.shard], self.number[each.shard]) == (each.owner, each.number)
        ]
        for fence in kept:
            self.until[fence.shard] = self.now + TTL_S
        return tuple(kept)

    async def release(self, fences: Sequence[Fence]) -> None:
        self._look()
        for fence in fences:
            self.owner[fence.shard], self.until[fence.shard] = None, 0.0

    def keeper(
        self, owner: str, *, leased: bool = True, most: int = 2, shards: Sequence[int] = range(4)
    ) -> LeaseKeeper:
        division = Division(tuple(shards), leased, most)
        return LeaseKeeper(self, division, Tenure(4, owner, TTL_S), metrics=Metrics().gateway, clock=lambda: self.now)

    async def pass_time(self, seconds: float, *keepers: LeaseKeeper) -> None:
        """Let time go by, a second after the other, with these processes alive."""
        for _ in range(int(seconds)):
            self.now += 1
            for keeper in keepers:
                await keeper.beat()


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
