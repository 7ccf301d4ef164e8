"""Drives a sandbox from any process, as the people in it: what tests use.

::

    async with SandboxClient(page_url) as sandbox:
        guild = await sandbox.make_guild("Test", members=["alice", "bob"], channels=["general"])
        alice = sandbox.user("alice", guild)
        rolled = await alice.slash("general", "roll", dice="1d20")
        await alice.click(rolled.answer, "Roll again")
        await alice.until(lambda message: "total" in message.text, "general")

What a Discord client would refuse raises `ClientRefusal`. Waiting is always for something, never for a time.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import asynccontextmanager
from types import TracebackType
from typing import Any

import aiohttp

from bot.sandbox.actors.refusal import ClientRefusal
from bot.sandbox.client.person import Person
from bot.sandbox.client.results import Guild
from bot.sandbox.client.watch import CONNECTED_WITHIN_S, WAIT_S, NotInTimeError, Watch
from bot.sandbox.wire import Json, as_object, dumps, loads, objects


class SandboxClient:
    """A sandbox, by the address of its page."""

    def __init__(self, page_url: str) -> None:
        self._api = f"{page_url.rstrip('/')}/api"
        self._http: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> SandboxClient:
        self._http = aiohttp.ClientSession()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._http is not None:
            await self._http.close()

    def user(self, name: str, guild: Guild | None = None) -> Person:
        """Return somebody by name; `guild` is where the names of channels are looked up."""
        return Person(self, name, guild)

    async def call(self, method: str, path: str, body: Json | None = None, query: Json | None = None) -> Any:
        """Send one request to the control API.

        Raises:
            ClientRefusal: The client would not let that person do this.
        """
        data = None if body is None else dumps(body)
        async with self.http.request(method, f"{self._api}/{path}", params=query, data=data) as response:
            raw = await response.read()
            if response.content_type != "application/json":
                raise RuntimeError(f"{method} {path}: {response.status} {raw[:200].decode(errors='replace')}")
        answer = loads(raw)
        if response.status >= 400:
            refused = as_object(answer)
            raise ClientRefusal(str(refused.get("error", response.status)), refused.get("field"))
        return answer

    async def state(self, user_id: str | None = None) -> Json:
        """Return the state of the world through somebody's eyes."""
        return await self.call("GET", "state", query=None if user_id is None else {"as": user_id})

    async def make_user(self, name: str) -> str:
        """Return the id of the person of this name, created if there is none."""
        return str((await self.call("POST", "users", {"name": name}))["id"])

    async def make_guild(
        self,
        name: str,
        *,
        members: Sequence[str],
        channels: Sequence[str | Json] = ("general",),
        shard: int = 0,
        bot: bool = True,
    ) -> Guild:
        """Found a guild of one's own, on a shard of one's choice; the first member owns it, the bot may be away."""
        body: Json = {"name": name, "members": list(members), "channels": list(channels), "shard": shard, "bot": bot}
        return Guild.read(await self.call("POST", "guilds", body))

    async def fault(self, **fault: Any) -> Json:
        """Let something go wrong; see `faults.parsing` for the words."""
        return await self.call("POST", "faults", fault)

    async def clear_faults(self) -> None:
        """Let nothing go wrong any more."""
        await self.call("DELETE", "faults")

    async def change_gateway(self, **rules: float) -> Json:
        """Change what Discord decides about the application: heartbeat interval, concurrency, approved intents."""
        return await self.call("PATCH", "gateway", rules)

    async def change_application(self, *, install_types: Sequence[int]) -> Json:
        """Change for whom the application can be installed: guilds (0), users (1)."""
        return await self.call("PATCH", "application", {"install_types": list(install_types)})

    async def advance(self, seconds: float, *, heartbeats: bool = False) -> None:
        """Push the clock; with `heartbeats` every bot has missed those of that time, and is closed for it."""
        await self.call("POST", "clock", {"advance_s": seconds, "heartbeats": heartbeats})

    async def traffic(self, after: int = 0) -> list[Json]:
        """Return what crossed the wire since the record of this number."""
        return await self.call("GET", "traffic", query={"after": str(after)})

    async def until(self, condition: Callable[[Json], bool], timeout_s: float = WAIT_S) -> Json:
        """Wait until the state fulfils a condition; it is looked at anew whenever something happens.

        Raises:
            NotInTimeError: It never did.
        """
        try:
            async with asyncio.timeout(timeout_s), self.watch() as watch:
                while not condition(state := await self.state()):
                    await watch.next()
                return state
        except TimeoutError:
            raise NotInTimeError(f"waited {timeout_s:g} s; {_standing(await self.state())}") from None

    async def until_connected(self, shards: int, timeout_s: float = CONNECTED_WITHIN_S) -> Json:
        """Wait until a bot holds every one of so many shards and has registered commands.

        Raises:
            NotInTimeError: It does not.
        """

        def ready(state: Json) -> bool:
            held = {session["shard"][0] for session in objects(state["sessions"]) if session["connected"]}
            return held >= set(range(shards)) and bool(state["commands"])

        return await self.until(ready, timeout_s)

    @asynccontextmanager
    async def watch(self, user_id: str | None = None) -> AsyncGenerator[Watch]:
        """Hear what happens, from now on, as somebody's client does."""
        who = user_id or str((await self.state())["me"]["id"])
        async with self.http.ws_connect(f"{self._api}/events", params={"as": who}) as socket:
            yield Watch(socket)

    @property
    def http(self) -> aiohttp.ClientSession:
        """The open session; only inside ``async with``."""
        if self._http is None:
            raise RuntimeError("use it as: async with SandboxClient(page_url) as sandbox")
        return self._http


def _standing(state: Json) -> str:
    connected = sum(bool(session["connected"]) for session in objects(state["sessions"]))
    return f"{connected} sessions are connected, {len(state['commands'])} commands registered"
