"""Sliding windows in Valkey: how often somebody did a thing, in all processes together.

A window is a sorted set: a doing is a member named by its cause, with the time of Valkey's own clock. One script drops
what has left the window, finds the cause if it is there, and otherwise takes or refuses; so nothing comes between, and
no process's clock counts. Refusals stand beside it, for a cause that is delivered again is to be answered alike. Keys
go by themselves when their window is over.

Valkey away or hung costs a moment once, and then nothing: the process counts for itself, at half the allowance, since
others may be counting too, and looks in the background whether Valkey is back.
"""

from __future__ import annotations

import asyncio
import random
import secrets
import time
from contextlib import suppress
from contextvars import Context
from typing import TYPE_CHECKING, Any, Final, Self

import structlog

from core.ids import Cause, UserId
from core.tables.limits import Limit
from data.valkey.line import AWAY, Line
from data.valkey.own_window import REFUSALS_KEPT, OwnWindow

if TYPE_CHECKING:
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
_BACKOFF_S: Final = (0.1, 2.0)
_PROBE: Final = Limit("probe", 1, 1)


class ValkeyQuota:
    """The `Quota` of one process."""

    def __init__(self, url: str) -> None:
        """Remember where; nothing is opened.

        Args:
            url: ``redis://``, ``rediss://`` or ``unix://``.
        """
        self._line = Line(url, give_up_s=_GIVE_UP_S)
        self._own = OwnWindow()
        self._shared = True
        self._looking: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        await self._try(*_taking(_PROBE, UserId(0), Cause("start")))  # so that the first roll finds a connection
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._looking:
            self._looking.cancel()
            await asyncio.wait({self._looking})
        await self._line.aclose()

    @property
    def shared(self) -> bool:
        """Whether doings are counted in all processes together, and not in this one alone."""
        return self._shared

    async def take(self, limit: Limit, user: UserId, cause: Cause) -> None:
        """Take one of what a person may do; for the same cause again it is the same one, and the same answer."""
        wait_us = await self._try(*_taking(limit, user, cause))
        wait_s = 0.0 if wait_us is None else int(wait_us) / 1e6
        if wait_us is None:
            limit = limit.halved()
            wait_s = self._own.take(limit, user, cause, time.monotonic())
        if wait_s > 0:
            raise limit.refusal(wait_s)

    async def give_back(self, limit: Limit, user: UserId, cause: Cause) -> None:
        """Undo what was taken for a cause, wherever it was; where Valkey cannot be told, the window's end undoes it."""
        self._own.give_back(limit, user, cause)
        await self._try("ZREM", _key(limit, user), cause)

    async def _try(self, *command: str | int) -> Any | None:
        """What Valkey answers; None at once while it is away, and when it turns out to be."""
        if not self._shared:
            return None
        try:
            return await self._answer(*command)
        except AWAY as error:
            self._lost(error)
            return None

    async def _answer(self, *command: str | int) -> Any:
        """What Valkey answers soon.

        The time comes in slices, each counted once however late this process comes back to it: a busy process is not
        to take its own slowness for Valkey's.

        Raises:
            RedisError: Or `OSError`, or `TimeoutError`: it does not answer.
        """
        answer = self._line.ask(*command)
        try:
            for _ in range(_SLICES):
                await asyncio.wait({answer}, timeout=_ANSWER_WITHIN_S / _SLICES)
                if answer.done():
                    return answer.result()
        finally:
            answer.cancel()
        raise TimeoutError("no answer in time")

    def _lost(self, error: Exception) -> None:
        if self._shared:  # of many that are told at once, the first sees to it
            self._shared = False
            _log.warning("quota_alone", error=f"{type(error).__name__}: {error}")
            nobodys = Context()  # what it logs is of no interaction
            self._looking = asyncio.create_task(self._look(), name="look for Valkey", context=nobodys)

    async def _look(self) -> None:
        """Take something until it works; a mere ping would also please a Valkey that refuses to write."""
        wait_s = _BACKOFF_S[0]
        while not self._shared:
            # The chance in it keeps many processes from coming back in step.
            await asyncio.sleep(wait_s * random.uniform(0.5, 1.0))  # noqa: S311 — no secret
            wait_s = min(wait_s * 2, _BACKOFF_S[1])
            with suppress(*AWAY):
                await self._answer(*_taking(_PROBE, UserId(0), Cause(secrets.token_hex(8))))
                self._shared = True
        _log.info("quota_shared")


def _key(limit: Limit, user: UserId) -> str:
    """Braced, so that a cluster keeps what belongs together on one server."""
    return f"everquill:quota:{{{limit.name}:{user}}}"


def _taking(limit: Limit, user: UserId, cause: Cause) -> tuple[str | int, ...]:
    """The command that takes one.

    The script goes along each time: it is short, and a cache of scripts that Valkey may lose is one thing less.
    """
    key = _key(limit, user)
    return "EVAL", SCRIPT, 2, key, f"{key}:refused", cause, limit.times, limit.per_s
