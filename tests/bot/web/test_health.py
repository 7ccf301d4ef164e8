"""Health: liveness looks at this process alone, readiness at what it needs; neither can wear anything out."""

from __future__ import annotations

import asyncio

from sqlalchemy.ext.asyncio import AsyncEngine

from data.postgres.engine import open_engine
from data.postgres.permalinks import PostgresPermalinks
from tests.bot.web.house import Site, Vital, open_site


async def test_health_has_exactly_the_promised_shape(bare: Site) -> None:
    assert await bare.json("/api/health") == {
        "status": "healthy",
        "timestamp": "2026-11-21T20:45:33Z",
        "services": {"valkey": "connected", "database": "connected"},
    }


async def test_version_has_exactly_the_promised_shape(bare: Site) -> None:
    assert await bare.json("/api/version") == {"version": "1.2.3", "build": "abc123", "environment": "production"}


async def test_a_service_away_degrades_health(bare: Site) -> None:
    bare.vital.valkey = False
    answer = await bare.ask("/api/health")
    told = await bare.json("/api/health")

    assert answer.status == 503
    assert told["status"] == "degraded"
    assert told["services"] == {"valkey": "disconnected", "database": "connected"}


async def test_ready_when_nothing_is_missing(bare: Site) -> None:
    bare.vital.shards = {0: True, 1: True}
    answer = await bare.ask("/ready")

    assert (answer.status, answer.text) == (200, '{"ready": true, "reasons": [], "degraded": []}')


async def test_not_ready_tells_every_reason(bare: Site) -> None:
    bare.vital.shards = {1: False, 0: True, 2: False}
    bare.vital.draining = True
    bare.vital.leases = bare.vital.database = bare.vital.valkey = False
    bare.vital.lag_s = 2.6
    answer = await bare.ask("/ready")
    told = await bare.json("/ready")

    assert answer.status == 503
    assert told["reasons"] == ["draining", "shard 1", "shard 2", "leases", "event loop", "database"]
    assert told["degraded"] == ["valkey"]


async def test_ready_without_what_may_be_lost_says_what_is_missed(bare: Site) -> None:
    bare.vital.valkey = False
    answer = await bare.ask("/ready")

    assert (answer.status, answer.text) == (200, '{"ready": true, "reasons": [], "degraded": ["valkey"]}')


async def test_alive_whatever_else_is_broken(bare: Site) -> None:
    bare.vital.database = bare.vital.valkey = False
    bare.vital.draining = True
    bare.vital.shards = {0: False}
    bare.vital.leases, bare.vital.lag_s = False, 9.0

    assert (await bare.ask("/health")).status == 200


async def test_not_alive_when_its_own_work_has_stopped(bare: Site) -> None:
    bare.vital.alive = False

    assert (await bare.ask("/health")).status == 503


async def test_a_probe_is_asked_once_a_second_however_many_look() -> None:
    asked: list[None] = []

    async def database() -> bool:
        asked.append(None)
        return True

    async with open_site(vitals=lambda vital: Vital.signs(vital, database)) as site:
        await asyncio.gather(*(site.ask("/ready") for _ in range(20)))
        once = len(asked)
        site.clock.wait(1)
        await site.ask("/api/health")

    assert (once, len(asked)) == (1, 2)


async def test_a_probe_that_hangs_is_given_up_on(monkeypatch) -> None:
    monkeypatch.setattr("bot.web.health.PROBE_WITHIN_S", 0.01)

    async def hangs() -> bool:
        await asyncio.Event().wait()
        return True

    async with open_site(vitals=lambda vital: Vital.signs(vital, hangs)) as site:
        answer = await site.ask("/ready")

    assert (answer.status, answer.text) == (503, '{"ready": false, "reasons": ["database"], "degraded": []}')


async def test_the_databases_probe_tells_a_database_from_none(engine: AsyncEngine) -> None:
    nowhere = open_engine("postgresql://127.0.0.1:1/nowhere", pool_size=1)

    assert await PostgresPermalinks(engine).readable() is True
    assert await PostgresPermalinks(nowhere).readable() is False
    await nowhere.dispose()
