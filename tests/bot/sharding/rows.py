"""Leases in memory, whose clock is the tests' own; `tests/data/postgres/test_leases.py` has the real ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.metrics import Metrics
from bot.sharding.division import Division
from bot.sharding.keeper import LeaseKeeper, Tenure
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
