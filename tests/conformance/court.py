"""Where cases are heard: one server for all of them, and behind it a Discord made for each case alone.

To build a server's routes takes ten times as long as to judge a case, and no case depends on them; what a case does
depend on is the `Realm`, which holds all that the sandbox knows. So the server stays, and the realm is a new one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

import aiohttp
from aiohttp import web

from bot.sandbox.realm import Realm
from bot.sandbox.rest import app as rest
from bot.sandbox.world.demo import demo_guild

if TYPE_CHECKING:
    from types import TracebackType

_AGENT = "DiscordBot (https://example.invalid/conformance, 1)"
_HOST = "127.0.0.1"
_MAX_BODY_BYTES = 30 * 1024 * 1024


class Court:
    """A server of the REST API, open while the context lasts."""

    def __init__(self) -> None:
        self._realm = Realm(shards=1, rate_limits=False)
        application = web.Application(client_max_size=_MAX_BODY_BYTES)
        self._desk = rest.add_routes(application, self._realm)
        self._runner = web.AppRunner(application, access_log=None, shutdown_timeout=1.0)
        self._base_url = ""
        self._http: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        await self._runner.setup()
        await web.TCPSite(self._runner, _HOST, 0).start()
        self._base_url = f"http://{_HOST}:{self._runner.addresses[0][1]}"
        self._http = aiohttp.ClientSession(headers={"User-Agent": _AGENT})
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._realm.clock.stop()
        if self._http is not None:
            await self._http.close()
        await self._runner.cleanup()

    def convene(self) -> Realm:
        """Put a new Discord, with one guild in it, behind the server, and return it; nothing of the last one stays."""
        self._realm.clock.stop()
        self._desk.realm = self._realm = Realm(shards=1, rate_limits=False)
        demo_guild(self._realm.world)
        self._realm.listen_at(self._base_url)
        return self._realm

    def request(self, method: str, path: str, payload: dict[str, Any]) -> Any:
        """Send a request as the bot; a context manager whose value is the response."""
        assert self._http is not None
        headers = {"Authorization": f"Bot {self._realm.token}"}
        return self._http.request(method, f"{self._base_url}/api/v10{path}", headers=headers, **payload)
