"""The door to leases: which process does the background work of which shard, and how a write proves that it still may.

A lease is a row that runs out unless it is renewed. Every taking makes its fence grow by one, so a process that was
frozen for a minute and goes on as if nothing had happened carries an older fence than the row: it is told so inside
the very transaction that it wants to write in. All times are the database's, for clocks of two machines differ.

Source: Gray and Cheriton, "Leases" (1989); Kleppmann, "How to do distributed locking" (2016), on fencing tokens.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Fence:
    """The right to do one shard's background work, as long as its lease lasts.

    Attributes:
        total: How many shards there are in all.
        shard: Which of them.
        owner: The process that took the lease; a name that no other process ever had.
        number: Grows with every taking.
    """

    total: int
    shard: int
    owner: str
    number: int


@dataclass(frozen=True, slots=True)
class Taken:
    """A lease that was free and is ours now.

    Attributes:
        fence: What proves it.
        out_of: The process whose lease had run out; None if it was given back, or never taken.
    """

    fence: Fence
    out_of: str | None


@dataclass(frozen=True, slots=True)
class Standing:
    """How the leases of all shards stand.

    Attributes:
        vacant: The shards that nobody holds because nobody ever took them, or the last one gave them back.
        orphaned: Those whose last holder has let them run out: it is dead, frozen or cut off.
        owners: How many processes hold a shard.
    """

    vacant: tuple[int, ...]
    orphaned: tuple[int, ...]
    owners: int


class FenceLostError(Exception):
    """The lease behind a fence has run out or is somebody else's: the unit of work is lost, as it should be."""

    def __init__(self, fence: Fence) -> None:
        super().__init__(f"shard {fence.shard} of {fence.total} is no longer {fence.owner}'s")
        self.fence = fence


class Leases(Protocol):
    """All leases. Each method raises `UnavailableError` (``database-away``) when it cannot know."""

    async def standing(self, total: int) -> Standing:
        """How the shards of a total stand."""
        ...

    async def take(self, total: int, shards: Sequence[int], owner: str, *, most: int) -> tuple[Taken, ...]:
        """Take as many of these shards as are free, the lowest first; never waits for anybody."""
        ...

    async def renew(self, fences: Sequence[Fence]) -> tuple[Fence, ...]:
        """Let these leases last on; those are left out that somebody else has taken meanwhile."""
        ...

    async def release(self, fences: Sequence[Fence]) -> None:
        """Give leases back, so that others need not wait until they have run out."""
        ...
