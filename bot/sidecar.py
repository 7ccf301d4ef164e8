"""The web role: the sidecar on its port, reading what the rest of the process writes."""

from __future__ import annotations

import asyncio
import socket
import tomllib
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

from aiohttp import web

from bot.adapters import Adapters
from bot.client import EverquillBot
from bot.metrics import Metrics
from bot.settings import Settings
from bot.web.app import Doors, Options, create_app
from bot.web.health import Build, Vitals
from bot.wiring import now
from cogs.ui.text import Catalogue
from core.use_cases.read_permalink import ReadPermalink

PROJECT = Path(__file__).resolve().parent.parent / "pyproject.toml"


class PortTakenError(Exception):
    """Something else listens on the sidecar's port."""


@asynccontextmanager
async def serve(
    settings: Settings,
    adapters: Adapters,
    catalogue: Catalogue,
    metrics: Metrics,
    bot: EverquillBot | None,
    stop: asyncio.Event,
) -> AsyncGenerator[str]:
    """Serve the pages, and give the URL under which people reach them.

    Raises:
        PortTakenError: The port is in use.
    """
    listener = _listen(settings.web_host, settings.web_port)
    port = listener.getsockname()[1]
    public_url = settings.public_url or f"http://{settings.web_host}:{port}"
    doors = Doors(
        read=ReadPermalink(adapters.permalinks, now=now),
        words=catalogue.speak(None),
        vitals=Vitals(
            alive=lambda: True,  # who answers turns its loop, and a task that dies takes the process with it
            draining=stop.is_set,
            shards=bot.shard_states if bot else dict,
            database=adapters.permalinks.readable,
            valkey=adapters.publisher.ping,
        ),
        metrics=metrics.render,
        observe=metrics.request,
        limited=lambda: metrics.rate_limited("web"),
    )
    options = Options(
        public_url=public_url,
        build=build(settings),
        requests_per_minute=settings.web_requests_per_minute,
        trusted_proxies=settings.trusted_proxies,
    )
    runner = web.AppRunner(create_app(doors, options), access_log=None, handle_signals=False)
    await runner.setup()
    try:
        await web.SockSite(runner, listener).start()
        yield public_url
    finally:
        await runner.cleanup()


def _listen(host: str, port: int) -> socket.socket:
    """A bound socket: the pages' own address is known before anything is built on it."""
    try:
        listener = socket.create_server((host, port), backlog=128)
    except OSError as error:
        raise PortTakenError(
            f"The pages cannot be served on {host}:{port}: {error.strerror}."
            " Set WEB_PORT to a free port, or to 0 for any."
        ) from None
    listener.setblocking(False)
    return listener


def build(settings: Settings) -> Build:
    """Which program this is."""
    with PROJECT.open("rb") as file:
        version = tomllib.load(file)["project"]["version"]
    return Build(version=version, build=settings.build, environment=settings.environment)
