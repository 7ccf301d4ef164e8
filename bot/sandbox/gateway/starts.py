"""How often an application may begin a session: so many a day, and so many at once.

The day begins with the first Identify and ends, by the sandbox's clock, twenty-four hours later; Resume is not counted.

Source: Discord developer docs, "Gateway", Session Start Limit Object, Identifying, Max Concurrency.
"""

from __future__ import annotations

from bot.sandbox.clock import Clock
from bot.sandbox.gateway.protocol import Shard
from bot.sandbox.gateway.rules import GatewayRules
from bot.sandbox.wire import Json

_DAY_S = 86_400.0


class Starts:
    """What has been begun today."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._identified_at: dict[int, float] = {}
        self._count = 0
        self._day_ends = 0.0

    def are_used_up(self, rules: GatewayRules) -> bool:
        """Whether one more Identify is one too many for today."""
        return self._today() >= rules.starts_per_day

    def take(self, shard: Shard, rules: GatewayRules) -> bool:
        """Count an Identify; False when the shard's bucket is still closed by the one before."""
        now, bucket = self._clock.monotonic(), shard.index % rules.max_concurrency
        before = self._identified_at.get(bucket)
        if before is not None and now - before < rules.identify_every_s:
            return False
        if self._today() == 0:
            self._day_ends = now + _DAY_S
        self._identified_at[bucket] = now
        self._count += 1
        return True

    def to_json(self, rules: GatewayRules) -> Json:
        """Return the session start limit object."""
        begun = self._today()
        return {
            "total": rules.starts_per_day,
            "remaining": max(0, rules.starts_per_day - begun),
            "reset_after": int((self._day_ends - self._clock.monotonic()) * 1000) if begun else 0,
            "max_concurrency": rules.max_concurrency,
        }

    def _today(self) -> int:
        if self._clock.monotonic() >= self._day_ends:
            self._count = 0
        return self._count
