"""The sidecar: an aiohttp application that shows rolls to whoever has their link, and the process to whoever runs it.

It only ever reads. `create_app` takes everything it needs as an argument and opens nothing.
"""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from aiohttp import hdrs, web
from aiohttp.typedefs import Middleware

from bot.metrics import CONTENT_TYPE
from bot.web import proofs
from bot.web.clients import Clients, Network
from bot.web.health import Build, Health, Vitals
from bot.web.limits import RateLimit
from bot.web.permalinks import Permalinks, Read
from bot.web.proofs import ProofDoors
from bot.web.refusals import Handler, Refusals
from bot.web.rendering import ICON, Renderer
from bot.web.replies import Kept, Ready
from bot.web.security import secure
from bot.web.view import Words

Observe = Callable[[str, str, int, float], None]
"""Told of each request: its route's template (never its path, which names a roll), method, status and seconds."""

PROBES = frozenset({"/health", "/ready", "/metrics"})
"""What the house's own machines ask for, as often as they like."""
KEEP_S = 5.0
ROBOTS = """\
# A roll's page is for those who were given its link. Chats may look at it to show a preview.
User-agent: Discordbot
User-agent: Slackbot-LinkExpanding
User-agent: TelegramBot
User-agent: Twitterbot
User-agent: facebookexternalhit
User-agent: WhatsApp
Allow: /roll/

User-agent: *
Disallow: /roll
Disallow: /api
"""


@dataclass(frozen=True, slots=True)
class Doors:
    """What the sidecar reads from.

    Attributes:
        read: The use case `ReadPermalink`.
        proofs: The use case `ReadProof`.
        words: The catalogue in the pages' language.
        vitals: How the process is.
        metrics: Everything that is counted, in Prometheus' text format.
        observe: Told of each request.
        limited: Told that a request was refused for coming too fast.
    """

    read: Read
    proofs: ProofDoors
    words: Words
    vitals: Vitals
    metrics: Callable[[], bytes]
    observe: Observe
    limited: Callable[[], None]


@dataclass(frozen=True, slots=True)
class Options:
    """How the sidecar was set up.

    Attributes:
        public_url: Where people reach it, without a slash at the end.
        build: Which program this is.
        requests_per_minute: How many requests one client may make.
        trusted_proxies: Who is believed about whom they ask for.
        metrics_open: Whether anybody may read ``/metrics``; else only this machine and the trusted proxies' hosts, and
            not on behalf of others.
        keep_s: How long a rendered page may be sent again, and so how long an erased name may still be seen.
    """

    public_url: str
    build: Build
    requests_per_minute: int = 120
    trusted_proxies: tuple[Network, ...] = ()
    metrics_open: bool = False
    keep_s: float = KEEP_S


def create_app(
    doors: Doors,
    options: Options,
    *,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
    clock: Callable[[], float] = time.monotonic,
) -> web.Application:
    """Build the application.

    Args:
        doors: What it reads from.
        options: How it is set up.
        now: The time, in UTC.
        clock: Seconds that only ever grow.
    """
    renderer = Renderer(doors.words, public_url=options.public_url)
    refusals = Refusals(renderer)
    clients = Clients(options.trusted_proxies)
    limit = RateLimit(options.requests_per_minute, clock=clock)
    permalinks = Permalinks(doors.read, renderer, doors.words, kept=Kept(options.keep_s, clock=clock), now=now)
    health = Health(doors.vitals, options.build, now=now, clock=clock)
    app = web.Application(
        middlewares=(
            measured(doors.observe, clock),
            limited(limit, clients, refusals, doors.limited),
            refusals.middleware(),
        )
    )
    app.on_response_prepare.append(secure(renderer.policy, https=options.public_url.startswith("https:")))
    app.add_routes(
        (
            *proofs.routes(doors.proofs),
            web.get("/roll/{roll_id}", permalinks.page),
            web.get("/api/permalink/{roll_id}", permalinks.api),
            web.get("/api/health", health.api_health),
            web.get("/api/version", health.api_version),
            web.get("/health", health.health),
            web.get("/ready", health.ready),
            web.get("/metrics", _metrics(doors.metrics, clients, options)),
            web.get("/robots.txt", _fixed(ROBOTS, "text/plain; charset=utf-8")),
            web.get("/icon.svg", _fixed(ICON, "image/svg+xml")),
        )
    )
    return app


def measured(observe: Observe, clock: Callable[[], float]) -> Middleware:
    """Tells `observe` of each request, those that fail included."""

    @web.middleware
    async def measure(request: web.Request, handler: Handler) -> web.StreamResponse:
        began, status = clock(), 500
        try:
            response = await handler(request)
            status = response.status
            return response
        finally:
            resource = request.match_info.route.resource
            route = resource.canonical if resource else "unmatched"
            observe(route, request.method, status, clock() - began)

    return measure


def limited(limit: RateLimit, clients: Clients, refusals: Refusals, tell: Callable[[], None]) -> Middleware:
    """Refuses clients that ask too often, and tells."""

    @web.middleware
    async def hold(request: web.Request, handler: Handler) -> web.StreamResponse:
        if request.path not in PROBES:
            wait_s = limit.take(clients.of(request))
            if wait_s:
                tell()
                return refusals.too_many(request, wait_s)
        return await handler(request)

    return hold


def _metrics(render: Callable[[], bytes], clients: Clients, options: Options) -> Handler:
    async def metrics(request: web.Request) -> web.Response:
        if not (options.metrics_open or clients.is_ours(request)):
            raise web.HTTPNotFound
        return web.Response(body=render(), headers={hdrs.CONTENT_TYPE: CONTENT_TYPE})

    return metrics


def _fixed(text: str, content_type: str) -> Callable[[web.Request], Awaitable[web.Response]]:
    ready = Ready(text.encode(), content_type, cache="public, max-age=86400")

    async def serve(request: web.Request) -> web.Response:
        return ready.to(request)

    return serve
