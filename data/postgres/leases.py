"""Leases as rows: one a shard of each total, made when first looked at, taken and renewed in single statements.

Whoever takes skips rows that somebody else is at, so two who want the same shards share them out and neither waits.
A unit of work that is fenced holds its row against takers until it has committed: see `hold`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from sqlalchemy.ext.asyncio import AsyncEngine

from core.ports.leases import Fence, FenceLostError, Standing, Taken
from data.postgres.outages import outages
from data.postgres.transaction import Connection, fetch

TTL_S: Final = 20.0
"""How long a lease lasts without being renewed."""

_MAKE: Final = """
    INSERT INTO shard_leases (total, shard_id) SELECT $1, generate_series(0, $1 - 1) ON CONFLICT DO NOTHING
"""
_STANDING: Final = """
    SELECT shard_id, owner, expires_at > statement_timestamp() FROM shard_leases WHERE total = $1 ORDER BY shard_id
"""
_TAKE: Final = """
    WITH free AS (
        SELECT shard_id, owner FROM shard_leases
        WHERE total = $1 AND shard_id = ANY ($2::integer[]) AND expires_at <= clock_timestamp()
        ORDER BY shard_id LIMIT $4 FOR UPDATE SKIP LOCKED
    )
    UPDATE shard_leases lease
    SET owner = $3, fence = lease.fence + 1, expires_at = clock_timestamp() + $5::interval
    FROM free WHERE lease.total = $1 AND lease.shard_id = free.shard_id
    RETURNING lease.shard_id, lease.fence, free.owner
"""
# A lease that has run out and that nobody took is still the last owner's to renew: its fence tells that nobody did.
_RENEW: Final = """
    UPDATE shard_leases lease SET expires_at = clock_timestamp() + $5::interval
    FROM unnest($1::integer[], $2::integer[], $3::text[], $4::bigint[]) AS mine (total, shard_id, owner, fence)
    WHERE (lease.total, lease.shard_id, lease.owner, lease.fence)
        = (mine.total, mine.shard_id, mine.owner, mine.fence)
    RETURNING lease.total, lease.shard_id, lease.owner, lease.fence
"""
_RELEASE: Final = """
    UPDATE shard_leases lease SET owner = NULL, expires_at = '-infinity'
    FROM unnest($1::integer[], $2::integer[], $3::text[], $4::bigint[]) AS mine (total, shard_id, owner, fence)
    WHERE (lease.total, lease.shard_id, lease.owner, lease.fence)
        = (mine.total, mine.shard_id, mine.owner, mine.fence)
"""
_HOLD: Final = """
    SELECT 1 FROM shard_leases
    WHERE total = $1 AND shard_id = $2 AND owner = $3 AND fence = $4 AND expires_at > clock_timestamp() FOR SHARE
"""


class PostgresLeases:
    """All leases.

    Args:
        engine: The pool.
        ttl_s: How long a lease lasts without being renewed; the same in every process.
    """

    def __init__(self, engine: AsyncEngine, *, ttl_s: float = TTL_S) -> None:
        self._engine = engine
        self._ttl = timedelta(seconds=ttl_s)

    async def standing(self, total: int) -> Standing:
        """How the shards of a total stand."""
        rows = await fetch(self._engine, _STANDING, total)
        if len(rows) < total:
            await fetch(self._engine, _MAKE, total)
            return await self.standing(total)
        return Standing(
            vacant=tuple([shard for shard, owner, _ in rows if owner is None]),
            orphaned=tuple([shard for shard, owner, lasts in rows if owner is not None and not lasts]),
            owners=len({owner for _, owner, lasts in rows if lasts}),
        )

    async def take(self, total: int, shards: Sequence[int], owner: str, *, most: int) -> tuple[Taken, ...]:
        """Take as many of these shards as are free, the lowest first; never waits for anybody."""
        rows = await fetch(self._engine, _TAKE, total, list(shards), owner, most, self._ttl)
        taken = [Taken(Fence(total, shard, owner, number), before) for shard, number, before in rows]
        return tuple(sorted(taken, key=lambda each: each.fence.shard))

    async def renew(self, fences: Sequence[Fence]) -> tuple[Fence, ...]:
        """Let these leases last on; those are left out that somebody else has taken meanwhile."""
        kept = await fetch(self._engine, _RENEW, *_columns(fences), self._ttl)
        return tuple(sorted((Fence(*row) for row in kept), key=lambda fence: (fence.total, fence.shard)))

    async def release(self, fences: Sequence[Fence]) -> None:
        """Give leases back, so that others need not wait until they have run out."""
        await fetch(self._engine, _RELEASE, *_columns(fences))


async def hold(connection: Connection, fence: Fence) -> None:
    """Keep takers from a lease until this transaction is over.

    Raises:
        FenceLostError: It has run out, or is somebody else's.
        UnavailableError: ``database-away``.
    """
    with outages():
        if not await connection.fetch(_HOLD, fence.total, fence.shard, fence.owner, fence.number):
            raise FenceLostError(fence)


def _columns(fences: Sequence[Fence]) -> tuple[list[int], list[int], list[str], list[int]]:
    return (
        [fence.total for fence in fences],
        [fence.shard for fence in fences],
        [fence.owner for fence in fences],
        [fence.number for fence in fences],
    )
