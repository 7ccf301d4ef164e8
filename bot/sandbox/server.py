"""The sandbox as one server: binds loopback, puts the parts together, and takes them down again.

Each part hangs its routes into the application by ``add_routes(app, realm)`` and knows the `Realm` alone, never this
module. A request whose ``Host`` is not this very address is refused, so a web page elsewhere cannot reach in by DNS.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from types import TracebackType

from aiohttp import web

from bot.sandbox import capability, cdn, front
from bot.sandbox.actors.actors import Actors
from bot.sandbox.control import routes as control
from bot.sandbox.gateway import routes as gateway
from bot.sandbox.realm import Realm
from bot.sandbox.rest import app as rest
from bot.sandbox.world.demo import demo_guild
from bot.sandbox.world.world import World

HOST = "127.0.0.1"
_MAX_BODY_BYTES = 30 * 1024 * 1024

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Sandbox:
    """A Discord on this machine, open while the context lasts.

    Example:
        ``async with Sandbox(shards=2) as sandbox:`` then start a bot with `sandbox.base_url` and `sandbox.token`.
    """

    def __init__(self, port: int = 0, *, shards: int = 2, guilds: int = 1, rate_limits: bool = True) -> None:
        """Prepare a sandbox.

        Args:
            port: Where to listen on 127.0.0.1; 0 takes a free one.
            shards: How many shards the bot is told to open.
            guilds: How many demo guilds stand ready, on the shards in turn.
            rate_limits: Whether REST counts requests and answers 429.
        """
        self.realm = Realm(shards=shards, rate_limits=rate_limits)
        self.actors = Actors(self.realm)
        self._port = port
        self._runner: web.AppRunner | None = None
        for number in range(guilds):
            name = "The Lantern Inn" if number == 0 else f"The Lantern Inn {number + 1}"
            demo_guild(self.realm.world, name, shard=number % shards)

    @property
    def world(self) -> World:
        """What exists in it."""
        return self.realm.world

    @property
    def base_url(self) -> str:
        """Where it listens: ``http://127.0.0.1:PORT``."""
        return self.realm.base_url

    @property
    def token(self) -> str:
        """The one bot token that it takes."""
        return self.realm.token

    @property
    def page_url(self) -> str:
        """Where a person plays, with the capability in the path."""
        return self.realm.page_url

    @property
    def gaps(self) -> list[str]:
        """The requests to routes that it does not know."""
        return self.realm.gaps

    async def __aenter__(self) -> Sandbox:
        """Open it.

        Raises:
            OSError: The port is taken, or not ours to take.
        """
        guards = (_only_our_host, capability.guard(self.realm))
        application = web.Application(client_max_size=_MAX_BODY_BYTES, middlewares=guards)
        rest.add_routes(application, self.realm)
        cdn.add_routes(application, self.realm)
        gateway.add_routes(application, self.realm)
        control.add_routes(application, self.realm, self.actors)
        front.add_routes(application, self.realm)
        # Bodies are unpacked by those who read them (`rest/unpacking.py`): here a bad one would cost the connection.
        self._runner = web.AppRunner(application, access_log=None, shutdown_timeout=1.0, auto_decompress=False)
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, HOST, self._port).start()
        except OSError:
            await self._runner.cleanup()
            raise
        self.realm.listen_at(f"http://{HOST}:{self._runner.addresses[0][1]}")
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._runner is not None:
            await self._runner.cleanup()
        # Last, because a session that loses its connection on the way down still asks to be forgotten later.
        self.realm.clock.stop()


@web.middleware
async def _only_our_host(request: web.Request, handler: Handler) -> web.StreamResponse:
    port = request.transport.get_extra_info("sockname")[1] if request.transport else None
    if request.headers.get("Host") not in (f"{HOST}:{port}", f"localhost:{port}"):
        raise web.HTTPForbidden(text="this is a sandbox for its own machine only")
    return await handler(request)
