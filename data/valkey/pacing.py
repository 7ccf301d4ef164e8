"""Gates and budgets in Valkey: shared by all processes, timed by the server, lost without harm.

A gate is a key that vanishes by itself. A budget is the generic cell rate algorithm: one number, the moment at which
the next turn is due if nobody hurries; whoever takes a turn moves it on, and is told how long to wait for his own. So
nobody asks twice, and turns come in the order in which they were asked for.

Source: ITU-T I.371, annex A (GCRA, virtual scheduling); Valkey documentation, "SET", "EVAL".
"""

# redis leaves its keyword arguments untyped:
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from types import TracebackType
from typing import Any, Final, Self

import structlog
from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

_log = structlog.get_logger(__name__)

_ANSWER_WITHIN_S: Final = 0.5
_LEAVE_ALONE_S: Final = 5.0
"""After a failure: nobody waits for a Valkey that has just let somebody wait."""
_PREFIX: Final = "everquill:pacing:"

_ENTER: Final = """
if redis.call('SET', KEYS[1], '1', 'NX', 'PX', ARGV[1]) then return 0 end
return math.max(1, redis.call('PTTL', KEYS[1]))
"""
# All in microseconds, which a double holds exactly until the year 2255.
_TAKE: Final = """
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local every, ahead = tonumber(ARGV[1]), tonumber(ARGV[2])
local due = math.max(tonumber(redis.call('GET', KEYS[1]) or 0), now)
local kept_ms = math.ceil((due + every - now) / 1000)
redis.call('SET', KEYS[1], string.format('%.0f', due + every), 'PX', kept_ms)
return math.max(0, due - ahead - now)
"""


class ValkeyPacing:
    """The `Gates` and the `Budget` of one process."""

    def __init__(self, url: str, *, clock: Callable[[], float] = time.monotonic) -> None:
        """Remember where; nothing is opened.

        Args:
            url: ``redis://``, ``rediss://`` or ``unix://``.
            clock: Seconds that only ever grow.
        """
        self._client = Redis.from_url(
            url,
            socket_timeout=_ANSWER_WITHIN_S,
            socket_connect_timeout=_ANSWER_WITHIN_S,
            retry=Retry(NoBackoff(), 0),
        )
        self._clock = clock
        self._away_until: float | None = None
        self._enter: Any = self._client.register_script(_ENTER)
        self._take: Any = self._client.register_script(_TAKE)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._client.aclose()

    async def enter(self, gate: str, *, closed_for_s: float) -> float | None:
        """Pass a gate, which then is closed for a while."""
        wait_ms = await self._asked(lambda: self._enter([_PREFIX + gate], [int(closed_for_s * 1000)]))
        return None if wait_ms is None else wait_ms / 1000

    async def take(self, budget: str, *, per_s: float, at_once: int) -> float | None:
        """Take the next turn."""
        every = 1_000_000 / per_s
        args = [f"{every:.0f}", f"{every * (at_once - 1):.0f}"]
        wait_us = await self._asked(lambda: self._take([_PREFIX + budget], args))
        return None if wait_us is None else wait_us / 1_000_000

    async def _asked(self, ask: Callable[[], Awaitable[int]]) -> int | None:
        if self._away_until is not None and self._clock() < self._away_until:
            return None
        try:
            answer = await ask()
        except (RedisError, OSError) as error:
            if self._away_until is None:
                _log.warning("pacing_is_local", error=str(error))
            self._away_until = self._clock() + _LEAVE_ALONE_S
            return None
        if self._away_until is not None:
            self._away_until = None
            _log.info("pacing_is_shared")
        return int(answer)
