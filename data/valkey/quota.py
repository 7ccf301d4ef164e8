"""Sliding windows in Valkey: how often somebody did a thing, in all processes together.

A window is a sorted set: a doing is a member named by its cause, with the time of Valkey's own clock. One script drops
what has left the window, finds the cause if it is there, and otherwise takes or refuses; so nothing comes between, and
no process's clock counts. Refusals stand beside it, for a cause that is delivered again is to be answered alike. Keys
go by themselves when their window is over.

Valkey away or hung costs a moment once, and then nothing: the process counts for itself, at half the allowance, since
others may be counting too, and looks in the background whether Valkey is back.
"""

# redis leaves its keyword arguments untyped:
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
from __future__ import annotations

import asyncio
import random
import secrets
import time
from contextvars import Context
from typing import TYPE_CHECKING, Any, Final, Self, TypeVar

import structlog
from redis.asyncio import BlockingConnectionPool, Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

from core.ids import Cause, UserId
from core.tables.limits import Limit
from data.valkey.own_window import REFUSALS_KEPT, OwnWindow

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from types import TracebackType

_log = structlog.get_logger(__name__)

SCRIPT: Final = f"""
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local cause, times, span = ARGV[1], tonumber(ARGV[2]), ARGV[3] * 1000000
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - span)
redis.call('ZREMRANGEBYSCORE', KEYS[1], string.format('(%.0f', now), '+inf')
if redis.call('ZSCORE', KEYS[1], cause) then return 0 end
local refused = redis.call('ZSCORE', KEYS[2], cause)
if refused then return math.max(refused - now, 1) end
if redis.call('ZCARD', KEYS[1]) < times then
  redis.call('ZADD', KEYS[1], now, cause)
  redis.call('EXPIRE', KEYS[1], ARGV[3])
  return 0
end
local free = redis.call('ZRANGE', KEYS[1], -times, -times, 'WITHSCORES')[2] + span
redis.call('ZADD', KEYS[2], free, cause)
redis.call('ZREMRANGEBYRANK', KEYS[2], 0, -{REFUSALS_KEPT + 1})
redis.call('EXPIRE', KEYS[2], 900)
return free - now
"""
"""Answers with the microseconds to wait, 0 for none.

What lies in the future was taken before Valkey's clock was set back, and would else count until the clock is there
again. A refusal is kept for as long as Discord takes an answer: a quarter of an hour.
"""
_ANSWER_WITHIN_S: Final = 0.1
_SLICES: Final = 10
_GIVE_UP_S: Final = 1.0
"""What nobody waits for any more is not torn from its connection: it ends by itself, after this at the latest."""
_CONNECTIONS: Final = 4
"""Enough for some ten thousand a second; a crowd that comes at once waits in line instead of shaking hands."""
_BACKOFF_S: Final = (0.1, 2.0)
_PROBE: Final = Limit("probe", 1, 1)
_AWAY: Final = (RedisError, OSError, TimeoutError)
T = TypeVar("T")


class ValkeyQuota:
    """The `Quota` of one process."""

    def __init__(self, url: str) -> None:
        """Remember where; nothing is opened.

        Args:
            url: ``redis://``, ``rediss://`` or ``unix://``.
        """
        pool = BlockingConnectionPool.from_url(
            url,
            max_connections=_CONNECTIONS,
            timeout=_GIVE_UP_S,
            socket_timeout=_GIVE_UP_S,
            socket_connect_timeout=_GIVE_UP_S,
            retry=Retry(NoBackoff(), 0),
        )
        self._client = Redis.from_pool(pool)
        self._script = self._client.register_script(SCRIPT)
        self._own = OwnWindow()
        self._shared = True
        self._tasks: set[asyncio.Future[Any]] = set()

    async def __aenter__(self) -> Self:
        await self._try(self._probe)  # so that the first roll finds a connection, and the script where it is run
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._client.aclose()

    @property
    def shared(self) -> bool:
        """Whether doings are counted in all processes together, and not in this one alone."""
        return self._shared

    async def take(self, limit: Limit, user: UserId, cause: Cause) -> None:
        """Take one of what a person may do; for the same cause again it is the same one, and the same answer."""
        wait_s = await self._try(lambda: self._take(limit, user, cause))
        if wait_s is None:
            limit = limit.halved()
            wait_s = self._own.take(limit, user, cause, time.monotonic())
        if wait_s > 0:
            raise limit.refusal(wait_s)

    async def give_back(self, limit: Limit, user: UserId, cause: Cause) -> None:
        """Undo what was taken for a cause, wherever it was; where Valkey cannot be told, the window's end undoes it."""
        self._own.give_back(limit, user, cause)
        await self._try(lambda: self._client.zrem(_key(limit, user), cause))

    async def _take(self, limit: Limit, user: UserId, cause: Cause) -> float:
        key = _key(limit, user)
        wait_us = await self._script(keys=[key, f"{key}:refused"], args=[cause, limit.times, limit.per_s])
        return int(wait_us) / 1e6

    async def _try(self, ask: Callable[[], Awaitable[T]]) -> T | None:
        """What Valkey answers; None at once while it is away, and when it turns out to be."""
        if not self._shared:
            return None
        try:
            return await self._answer(ask)
        except _AWAY as error:
            self._lost(error)
            return None

    async def _answer(self, ask: Callable[[], Awaitable[T]]) -> T:
        """What Valkey answers soon.

        The time comes in slices, each counted once however late this process comes back to it: a busy process is not
        to take its own slowness for Valkey's.

        Raises:
            RedisError: Or `OSError`, or `TimeoutError`: it does not answer.
        """
        asking = self._keep(asyncio.ensure_future(ask()))
        for _ in range(_SLICES):
            await asyncio.wait({asking}, timeout=_ANSWER_WITHIN_S / _SLICES)
            if asking.done():
                return asking.result()
        raise TimeoutError("no answer in time")

    def _lost(self, error: Exception) -> None:
        if self._shared:  # of many that are told at once, the first sees to it
            self._shared = False
            _log.warning("quota_alone", error=f"{type(error).__name__}: {error}")
            nobodys = Context()  # what it logs is of no interaction
            self._keep(asyncio.create_task(self._come_back(), name="look for Valkey", context=nobodys))

    async def _probe(self) -> float:
        """Take something; a mere ping would also please a Valkey that refuses to write."""
        return await self._take(_PROBE, UserId(0), Cause(secrets.token_hex(8)))

    async def _come_back(self) -> None:
        """Probe until it works."""
        wait_s = _BACKOFF_S[0]
        while not self._shared:
            # The chance in it keeps many processes from coming back in step.
            await asyncio.sleep(wait_s * random.uniform(0.5, 1.0))  # noqa: S311 — no secret
            wait_s = min(wait_s * 2, _BACKOFF_S[1])
            try:
                await self._answer(self._probe)
            except _AWAY:
                continue
            self._shared = True
            _log.info("quota_shared")

    def _keep(self, task: asyncio.Future[T]) -> asyncio.Future[T]:
        self._tasks.add(task)
        task.add_done_callback(self._done)
        return task

    def _done(self, task: asyncio.Future[Any]) -> None:
        self._tasks.discard(task)
        error = None if task.cancelled() else task.exception()
        if error and not isinstance(error, _AWAY):
            _log.error("quota_task_died", exc_info=error)


def _key(limit: Limit, user: UserId) -> str:
    """Braced, so that a cluster keeps what belongs together on one server."""
    return f"everquill:quota:{{{limit.name}:{user}}}"
