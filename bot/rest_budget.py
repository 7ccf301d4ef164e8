"""What all processes together may ask of Discord: so many requests a second, and none while too many are refused.

The budget is for all but interactions: their callbacks and followups are not bound by Discord's global limit, and a
person waits for them. It is taken where aiohttp is about to send, so that what discord.py tries again counts again.
Without Valkey each process takes its part of it: an equal one, as far as it knows how many there are.

Source: Discord developer docs, "Rate Limits", Global Rate Limit, Invalid Request Limit.
"""

from __future__ import annotations

import asyncio
import re
import time
from collections import deque
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any, Final, cast

import aiohttp
import discord
import structlog
import yarl

from bot.gateway_metrics import GatewayMetrics
from core.ports.pacing import Budget

PER_S: Final = 45.0
"""Discord's limit is fifty, and the network gathers what was sent apart."""
AT_ONCE: Final = 5
"""So no second sees more than fifty."""
MOST_INVALID: Final = 2_000
"""Discord's proxy shuts an address out at ten thousand, which other processes may share with us."""
INVALID_WITHIN_S: Final = 600.0

_API = re.compile(r"/api/v\d+/(.*)")
_OF_INTERACTIONS = re.compile(r"interactions/|webhooks/\d+/[^/]+")
_INVALID_STATUS = frozenset({401, 403, 429})

log = structlog.get_logger(__name__)


class RequestsStoppedError(discord.HTTPException):
    """A request was not sent, for too many of ours were refused; to who asked for it, as if Discord had refused it."""

    def __init__(self) -> None:
        told = SimpleNamespace(status=429, reason="Too Many Invalid Requests")
        super().__init__(cast(Any, told), "held back by ourselves")


class RestBudget:
    """The requests of one process.

    Attributes:
        processes: How many processes there are, as far as this one knows.
    """

    def __init__(
        self,
        budget: Budget,
        metrics: GatewayMetrics,
        *,
        application: str,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._budget = budget
        self._metrics = metrics
        self._name = f"rest:{application}"
        self._clock = clock
        self._asking = asyncio.Lock()
        self._due = 0.0
        self._invalid: deque[float] = deque()
        self._stopped = False
        self.processes: Callable[[], int] = lambda: 1

    def trace(self) -> aiohttp.TraceConfig:
        """What aiohttp is to tell, and wait for."""
        config = aiohttp.TraceConfig()
        config.on_request_start.append(self._before)
        config.on_request_end.append(self._after)
        return config

    async def turn(self) -> None:
        """Wait until one more request fits.

        Raises:
            RequestsStoppedError: None does, for too many were refused.
        """
        if self._are_stopped():
            raise RequestsStoppedError
        async with self._asking:  # one after the other: a burst is no reason for as many connections
            wait_s = await self._budget.take(self._name, per_s=PER_S, at_once=AT_ONCE)
        if wait_s is None:
            wait_s = self._take_alone()
        self._metrics.rest_wait(wait_s)
        if wait_s:
            await asyncio.sleep(wait_s)

    def answered(self, status: int, scope: str | None) -> None:
        """Count an answer, should it be one that Discord counts; a limit that is shared is not our fault."""
        if status in _INVALID_STATUS and scope != "shared":
            self._metrics.invalid_request(status)
            self._invalid.append(self._clock())

    async def _before(self, session: object, context: object, params: aiohttp.TraceRequestStartParams) -> None:
        if _is_bound(params.url):
            await self.turn()

    async def _after(self, session: object, context: object, params: aiohttp.TraceRequestEndParams) -> None:
        self.answered(params.response.status, params.response.headers.get("X-RateLimit-Scope"))

    def _take_alone(self) -> float:
        """The same algorithm as the shared one, for this process's part."""
        parts = max(1, self.processes())
        every, now = parts / PER_S, self._clock()
        ahead = every * (max(1, AT_ONCE // parts) - 1)
        due = max(self._due, now)
        self._due = due + every
        return max(0.0, due - ahead - now)

    def _are_stopped(self) -> bool:
        long_ago = self._clock() - INVALID_WITHIN_S
        while self._invalid and self._invalid[0] <= long_ago:
            self._invalid.popleft()
        stopped = len(self._invalid) >= MOST_INVALID
        if stopped != self._stopped:
            self._stopped = stopped
            self._metrics.rest_stopped(stopped)
            (log.error if stopped else log.info)("rest_stopped" if stopped else "rest_goes_on", invalid=MOST_INVALID)
        return stopped


def _is_bound(url: yarl.URL) -> bool:
    """Whether a request is one of those that the budget is for: REST, and not about an interaction."""
    asked = _API.fullmatch(url.path)
    return asked is not None and not _OF_INTERACTIONS.match(asked[1])
