"""How the process is: alive, ready, healthy, and which build it is.

Liveness looks at this process alone: a restart does not mend a database, and a storm of restarts would spend the
gateway's identifies. Readiness says whether to send people here. Both answer machines; so does ``/api/health``.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from aiohttp import web

from bot.web.rendering import instant

Probe = Callable[[], Awaitable[bool]]

MOST_LAG_S = 2.5
"""An interaction that waits this long for its turn has half a second left of Discord's three."""
PROBE_WITHIN_S = 2.0
PROBED_FOR_S = 1.0


@dataclass(frozen=True, slots=True)
class Vitals:
    """What health is judged by.

    Attributes:
        alive: Whether this process does its work: its event loop turns and its tasks live.
        draining: Whether it is on its way out and should be sent nobody any more.
        shards: Each of its shards, and whether it is connected; empty where the process has no gateway.
        leases: Whether its leases are looked after, whoever holds them; true where it has none to look after.
        lag_s: How late its event loop was lately.
        database: Whether PostgreSQL answers; never raises.
        valkey: Whether Valkey answers; never raises.
    """

    alive: Callable[[], bool]
    draining: Callable[[], bool]
    shards: Callable[[], Mapping[int, bool]]
    leases: Callable[[], bool]
    lag_s: Callable[[], float]
    database: Probe
    valkey: Probe


@dataclass(frozen=True, slots=True)
class Build:
    """Which program this is."""

    version: str
    build: str
    environment: str


class Watch:
    """One probe, asked at most once a second however many look, and given up on after two."""

    def __init__(self, probe: Probe, *, clock: Callable[[], float]) -> None:
        self._probe = probe
        self._clock = clock
        self._asked: asyncio.Task[bool] | None = None
        self._asked_at = 0.0

    async def __call__(self) -> bool:
        """Whether it answers."""
        now = self._clock()
        if self._asked is None or (self._asked.done() and now - self._asked_at >= PROBED_FOR_S):
            self._asked = asyncio.create_task(self._ask())
            self._asked_at = now
        return await asyncio.shield(self._asked)

    async def _ask(self) -> bool:
        try:
            async with asyncio.timeout(PROBE_WITHIN_S):
                return await self._probe()
        except TimeoutError:
            return False


class Health:
    """Serves the health of the process."""

    def __init__(
        self, vitals: Vitals, build: Build, *, now: Callable[[], datetime], clock: Callable[[], float]
    ) -> None:
        self._vitals = vitals
        self._build = build
        self._now = now
        self._database = Watch(vitals.database, clock=clock)
        self._valkey = Watch(vitals.valkey, clock=clock)

    async def health(self, request: web.Request) -> web.Response:
        """``GET /health``: liveness."""
        alive = self._vitals.alive()
        return web.json_response({"alive": alive}, status=200 if alive else 503)

    async def ready(self, request: web.Request) -> web.Response:
        """``GET /ready``: readiness, and what is missing; beside it what is missed, but nobody is turned away for."""
        reasons = ["draining"] if self._vitals.draining() else []
        reasons += [f"shard {shard}" for shard, ready in sorted(self._vitals.shards().items()) if not ready]
        if not self._vitals.leases():
            reasons.append("leases")
        if self._vitals.lag_s() > MOST_LAG_S:
            reasons.append("event loop")
        database, valkey = await asyncio.gather(self._database(), self._valkey())
        if not database:
            reasons.append("database")
        body = {"ready": not reasons, "reasons": reasons, "degraded": [] if valkey else ["valkey"]}
        return web.json_response(body, status=503 if reasons else 200)

    async def api_health(self, request: web.Request) -> web.Response:
        """``GET /api/health``: the services behind the process."""
        valkey, database = await asyncio.gather(self._valkey(), self._database())
        healthy = valkey and database
        body = {
            "status": "healthy" if healthy else "degraded",
            "timestamp": instant(self._now()),
            "services": {"valkey": _said(valkey), "database": _said(database)},
        }
        return web.json_response(body, status=200 if healthy else 503)

    async def api_version(self, request: web.Request) -> web.Response:
        """``GET /api/version``."""
        build = self._build
        return web.json_response({"version": build.version, "build": build.build, "environment": build.environment})


def _said(connected: bool) -> str:
    return "connected" if connected else "disconnected"
