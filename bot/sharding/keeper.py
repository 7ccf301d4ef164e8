"""Keeps this process's leases: takes what it may, renews what it has, notices what it has lost, gives all back.

A lease decides who does a shard's background work. Where shards are leased it decides who holds the gateway connection
too; where they are listed, interactions go on without one, since the ledger does what one interaction asks for once,
however many processes hear it.

Whoever has room takes what is free at once. Shards whose holder has died go, after a moment, to whoever is there, in
equal parts; those that were given back or never taken wait longer, for the process that they are meant for may be on
its way. So none stays without a holder, and a deployment that starts does not end with one process holding all.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import structlog

from bot.gateway_metrics import GatewayMetrics
from bot.sharding.division import Division
from core.errors import UnavailableError
from core.ports.leases import Fence, Leases, Standing, Taken

LOOK_EVERY_S = 1.0
RENEWALS_A_LEASE = 4
"""A lease is renewed this often before it would run out."""
ORPHANED_FOR_S = 2.0
"""After which time a dead process's shards are taken by those who have no room."""
VACANT_FOR_S = 10.0
"""The same for shards that nobody has left behind."""

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Tenure:
    """Whose leases are kept, and for how long each lasts.

    Attributes:
        total: How many shards there are in all.
        owner: This process; a name that no other ever had.
        ttl_s: How long a lease lasts without being renewed.
    """

    total: int
    owner: str
    ttl_s: float


class LeaseKeeper:
    """The leases of one process.

    Attributes:
        owners: How many processes held shards when last looked; never below one.
    """

    def __init__(
        self,
        leases: Leases,
        division: Division,
        tenure: Tenure,
        *,
        metrics: GatewayMetrics,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._leases = leases
        self._division = division
        self._tenure = tenure
        self._metrics = metrics
        self._clock = clock
        self._held: dict[int, Fence] = {}
        self._lasts_until: dict[int, float] = {}
        self._free_since: dict[int, float] = {}
        self._renew_at = 0.0
        self._kept_at = clock()
        self._away = False
        self._retired = False
        self.owners = 1

    @property
    def held(self) -> frozenset[int]:
        """The shards whose leases were ours when last looked."""
        return frozenset(self._held)

    @property
    def are_kept(self) -> bool:
        """Whether leases could be looked after lately."""
        return self._clock() - self._kept_at < self._tenure.ttl_s

    def holds(self, shard: int) -> Fence | None:
        """What proves that a shard's background work is ours to do; None if it is not.

        The process's own clock decides what is not worth trying; the fence, in the transaction, what may be done.
        """
        fence = self._held.get(shard)
        lasts = fence is not None and self._clock() < self._lasts_until[shard]
        return fence if lasts and not self._retired else None

    def fences(self) -> dict[int, Fence]:
        """What proves, for each shard whose background work is ours to do, that it is."""
        proofs = ((shard, self.holds(shard)) for shard in self._held)
        return {shard: fence for shard, fence in proofs if fence}

    def lost(self, fence: Fence) -> None:
        """Background work was refused under a lease that we seemed to hold: count it, and look at the next beat."""
        log.warning("fence_lost", shard=fence.shard, fence=fence.number)
        self._metrics.fence_lost()
        self._renew_at = self._clock()

    def retire(self) -> None:
        """Begin no more background work, and take nothing more; what is held is kept until it is given back."""
        self._retired = True

    async def beat(self) -> bool:
        """Renew and take what is due; whether what is held has changed."""
        before = dict(self._held)
        try:
            if self._held and self._clock() >= self._renew_at:
                await self._renew()
            if not self._retired:
                await self._take()
        except UnavailableError as error:
            if not self._away:
                log.warning("leases_not_kept", reason=error.reason)
            self._away = True
            return before != self._held
        self._away = False
        self._kept_at = self._clock()
        self._metrics.leases_held(len(self._held))
        return before != self._held

    async def follow(self, changed: Callable[[], None]) -> None:
        """Beat for ever, and tell when what is held has changed."""
        while True:
            await asyncio.sleep(LOOK_EVERY_S)
            if await self.beat():
                changed()

    async def release(self) -> None:
        """Give back all that is held, so that others need not wait for it."""
        fences, self._held = list(self._held.values()), {}
        try:
            await self._leases.release(fences)
        except UnavailableError as error:
            log.warning("leases_not_given_back", reason=error.reason)
        self._metrics.leases_held(0)

    async def _renew(self) -> None:
        began = self._clock()
        kept = {fence.shard: fence for fence in await self._leases.renew(list(self._held.values()))}
        if lost := sorted(self._held.keys() - kept.keys()):
            log.warning("leases_lost", shards=lost)
        self._held = kept
        self._lasts_until = dict.fromkeys(kept, began + self._tenure.ttl_s)
        self._renew_at = began + self._tenure.ttl_s / RENEWALS_A_LEASE

    async def _take(self) -> None:
        began, total = self._clock(), self._tenure.total
        standing = await self._leases.standing(total)
        self.owners = max(1, standing.owners)
        wanted = self._wanted(standing, began)
        if not wanted:
            return
        for taken in await self._leases.take(total, wanted, self._tenure.owner, most=len(wanted)):
            self._note(taken, began)

    def _note(self, taken: Taken, began: float) -> None:
        shard = taken.fence.shard
        log.info("lease_taken", shard=shard, fence=taken.fence.number, out_of=taken.out_of)
        if taken.out_of is not None:
            self._metrics.lease_takeover()
        if not self._held:
            self._renew_at = began + self._tenure.ttl_s / RENEWALS_A_LEASE
        self._held[shard] = taken.fence
        self._lasts_until[shard] = began + self._tenure.ttl_s

    def _wanted(self, standing: Standing, now: float) -> list[int]:
        """The free shards that are ours to take now, those of the dead first."""
        mine = frozenset(self._division.shards) - self._held.keys()
        orphaned, vacant = (
            [shard for shard in shards if shard in mine] for shards in (standing.orphaned, standing.vacant)
        )
        self._free_since = {shard: self._free_since.get(shard, now) for shard in (*orphaned, *vacant)}
        room = max(0, self._division.most - len(self._held))
        at_once = [*orphaned, *vacant][:room]
        left = [
            *self._for_long(orphaned, now - ORPHANED_FOR_S, but=at_once),
            *self._for_long(vacant, now - VACANT_FOR_S, but=at_once),
        ]
        return at_once + left[: -(-len(left) // self.owners)]

    def _for_long(self, shards: Iterable[int], since: float, *, but: list[int]) -> list[int]:
        return [shard for shard in shards if self._free_since[shard] <= since and shard not in but]
