"""Ids as Discord mints them: milliseconds since 2015 in the upper 42 bits, a counter below.

A guild belongs to shard ``(id >> 22) % shards``, so a guild for a certain shard is minted in a fitting millisecond.

Source: Discord developer docs, "API Reference", Snowflakes; "Gateway", Sharding.
"""

from __future__ import annotations

from datetime import UTC, datetime

from bot.sandbox.clock import Clock

EPOCH_MS = 1_420_070_400_000
_COUNTER = 1 << 12


class Snowflakes:
    """Mints ids that are unique and rise for as long as the sandbox lives."""

    def __init__(self, clock: Clock, *, shards: int = 1) -> None:
        self._clock = clock
        self.shards = shards
        self._ms = 0
        self._count = 0

    def mint(self) -> str:
        """Return the next id."""
        return self._mint(self._now_ms())

    def mint_for_shard(self, shard: int) -> str:
        """Return an id whose guild is served by `shard`."""
        if not 0 <= shard < self.shards:
            raise ValueError(f"there is no shard {shard} of {self.shards}")
        earliest = max(self._now_ms(), self._ms + 1)
        return self._mint(earliest + (shard - earliest) % self.shards)

    def _now_ms(self) -> int:
        return int(self._clock.now().timestamp() * 1000) - EPOCH_MS

    def _mint(self, ms: int) -> str:
        if ms > self._ms:
            self._ms, self._count = ms, 0
        else:
            self._count += 1
            if self._count == _COUNTER:
                self._ms, self._count = self._ms + 1, 0
        return str(self._ms << 22 | self._count)


def shard_of(snowflake: str, shards: int) -> int:
    """Return the shard that serves the guild of this id."""
    return (int(snowflake) >> 22) % shards


def minted_at(snowflake: str) -> datetime:
    """Return when an id was minted."""
    return datetime.fromtimestamp(((int(snowflake) >> 22) + EPOCH_MS) / 1000, UTC)
