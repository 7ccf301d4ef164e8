"""The web role: the sidecar on its port, reading what the rest of the process writes."""

from __future__ import annotations

import asyncio
import socket
import tomllib
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

from aiohttp import web

from bot.client import EverquillBot
from bot.loop_lag import LoopLag
from bot.parts import Parts, now
from bot.settings import Settings
from bot.web.app import Doors, Options, create_app
from bot.web.health import Build, Vitals
from bot.web.proofs import ProofDoors
from core.use_cases.read_permalink import ReadPermalink
from core.use_cases.read_proof import ReadProof

PROJECT = Path(__file__).resolve().parent.parent / "pyproject.toml"


@asynccontextmanager
async def serve(
    listener: socket.socket, parts: Parts, bot: EverquillBot | None, stop: asyncio.Event
) -> AsyncGenerator[None]:
    """Serve the pages on a bound socket.

    Args:
        listener: The socket; see `listening`.
        parts: What they are made from.
        bot: The bot of this process, whose shards count for readiness; None if it has none.
        stop: Set once the process is about to end.
    """
    settings, adapters, metrics = parts.settings, parts.adapters, parts.metrics
    lag = LoopLag()
    metrics.follow_loop_lag(lag.worst_s)
    read_proof = ReadProof(adapters.proofs, now=now)
    doors = Doors(
        read=ReadPermalink(adapters.permalinks, now=now),
        proofs=ProofDoors(read_proof, read_proof.keys),
        words=parts.catalogue.speak(None),
        vitals=Vitals(
            alive=lambda: True,  # who answers turns its loop, and a task that dies takes the process with it
            draining=stop.is_set,
            shards=bot.shard_states if bot else dict,
            leases=lambda: bot is None or (bot.leases is not None and bot.leases.are_kept),
            lag_s=lag.worst_s,
            database=adapters.permalinks.readable,
            valkey=adapters.publisher.ping,
        ),
        metrics=metrics.render,
        observe=metrics.request,
        limited=lambda: metrics.rate_limited("web"),
    )
    options = Options(
        public_url=parts.public_url,
        build=build(settings),
        requests_per_minute=settings.web_requests_per_minute,
        trusted_proxies=settings.trusted_proxies,
        metrics_open=settings.metrics_open,
    )
    runner = web.AppRunner(create_app(doors, options), access_log=None, handle_signals=False)
    await runner.setup()
    following = asyncio.create_task(lag.follow(), name="loop-lag")
    try:
        await web.SockSite(runner, listener).start()
        yield
    finally:
        following.cancel()
        await runner.cleanup()


def build(settings: Settings) -> Build:
    """Which program this is."""
    with PROJECT.open("rb") as file:
        version = tomllib.load(file)["project"]["version"]
    return Build(version=version, build=settings.build, environment=settings.environment)
