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
from bot.sandbox.client.guilds import GuildVerbs
from bot.sandbox.client.places import PlaceVerbs
from bot.sandbox.client.results import Choice, Guild, Happening, Message, Result
from bot.sandbox.client.watch import WAIT_S, Watch
from bot.sandbox.wire import Json, as_object, dumps, loads, objects

_DIRECT = "@bot"
_ABOUT_MESSAGES = ("MESSAGE_CREATE", "MESSAGE_UPDATE")


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
        """Wait until the state fulfils a condition; it is looked at anew whenever something happens."""
        async with asyncio.timeout(timeout_s), self.watch() as watch:
            while not condition(state := await self.state()):
                await watch.next()
            return state

    async def until_connected(self, shards: int, timeout_s: float = WAIT_S) -> Json:
        """Wait until a bot holds every one of so many shards and has registered commands."""

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


class Person(GuildVerbs, PlaceVerbs):
    """Somebody in the sandbox, with everything that they can do.

    A channel is given by its id, by its name, or as "@bot" for the direct message with the bot.
    """

    def __init__(self, sandbox: SandboxClient, name: str, guild: Guild | None = None) -> None:
        self.name = name
        self._sandbox = sandbox
        self._guild = guild
        self._id = guild.members.get(name) if guild else None

    async def id(self) -> str:
        """Return the id; the person is created on first use if there is nobody of that name."""
        if self._id is None:
            self._id = await self._sandbox.make_user(self.name)
        return self._id

    async def say(self, channel: str, content: str, files: Sequence[Json] = (), **reply: Any) -> Message:
        """Write a message; ``reply_to=message.id`` makes it a reply, ``ping=False`` a quiet one."""
        return Message.read(await self._act("say", channel, content=content, files=list(files), **reply))

    async def edit(self, message: Message, content: str) -> Message:
        """Change one's own message."""
        return Message.read(await self._act("edit", message.channel_id, message=message.id, content=content))

    async def delete(self, message: Message) -> None:
        """Take a message away."""
        await self._act("delete", message.channel_id, message=message.id)

    async def pin(self, message: Message, *, remove: bool = False) -> Message:
        """Pin a message, or take its pin out."""
        return Message.read(await self._act("pin", message.channel_id, message=message.id, remove=remove))

    async def type(self, channel: str) -> None:
        """Be seen typing."""
        await self._act("typing", channel)

    async def react(self, message: Message, emoji: str, *, remove: bool = False) -> Message:
        """Add a reaction, or take it back."""
        body = {"message": message.id, "emoji": emoji, "remove": remove}
        return Message.read(await self._act("react", message.channel_id, **body))

    async def slash(self, channel: str, command: str, /, **options: Any) -> Result:
        """Use a slash command by its path and wait for the first answer."""
        return Result.read(await self._act("slash", channel, command=command, options=options))

    async def menu(self, channel: str, command: str, target: Message | str) -> Result:
        """Use a context menu command on a message, or on a user by id."""
        target_id = target.id if isinstance(target, Message) else target
        return Result.read(await self._act("menu", channel, command=command, target=target_id))

    async def autocomplete(self, channel: str, command: str, focused: str, /, **options: Any) -> tuple[Choice, ...]:
        """Type in one option of a command and return what is suggested."""
        body = {"command": command, "options": options, "focused": focused}
        return Result.read(await self._act("autocomplete", channel, **body)).choices

    async def click(self, message: Message, button: str) -> Result:
        """Press a button, by custom id or label."""
        body = {"message": message.id, "custom_id": message.button(button)}
        return Result.read(await self._act("click", message.channel_id, **body))

    async def select(self, message: Message, custom_id: str, *values: str) -> Result:
        """Choose in a select menu."""
        body = {"message": message.id, "custom_id": custom_id, "values": list(values)}
        return Result.read(await self._act("select", message.channel_id, **body))

    async def submit(self, opened: Result, /, **values: Any) -> Result:
        """Hand in the form that answered an interaction; values go by custom id."""
        body: Json = {"as": await self.id(), "interaction": opened.interaction, "values": values}
        return Result.read(await self._sandbox.call("POST", "submit", body))

    async def completed(self, result: Result, timeout_s: float = WAIT_S) -> Result:
        """Wait until a deferred answer has come, and return how the interaction stands then."""
        query = {"as": await self.id(), "wait": "completed"}
        async with asyncio.timeout(timeout_s):
            return Result.read(await self._sandbox.call("GET", f"interactions/{result.interaction}", query=query))

    async def messages(self, channel: str, *, limit: int = 50) -> list[Message]:
        """Return a channel's messages, oldest first, own ephemeral ones among them."""
        where, query = await self._channel(channel), {"as": await self.id(), "limit": str(limit)}
        found = await self._sandbox.call("GET", f"channels/{where}/messages", query=query)
        return [Message.read(message) for message in found]

    async def until(self, condition: Callable[[Message], bool], channel: str, timeout_s: float = WAIT_S) -> Message:
        """Wait for a message in a channel, new, old or edited, that fulfils a condition."""
        where = await self._channel(channel)
        async with asyncio.timeout(timeout_s), self.watch() as watch:
            while True:
                for message in reversed(await self.messages(where)):
                    if condition(message):
                        return message
                await watch.until(lambda happening: _is_about(happening, where), timeout_s)

    @asynccontextmanager
    async def watch(self) -> AsyncGenerator[Watch]:
        """Hear what happens, from now on, as this person's client does."""
        async with self._sandbox.watch(await self.id()) as watch:
            yield watch

    async def _request(self, method: str, path: str, **said: Any) -> Any:
        return await self._sandbox.call(method, path, {"as": await self.id(), **said})

    @property
    def _place(self) -> str:
        if self._guild is None:
            raise ClientRefusal(f"{self.name} was asked for in no guild", "guild")
        return f"guilds/{self._guild.id}"

    async def _act(self, verb: str, channel: str, **body: Any) -> Json:
        return await self._request("POST", verb, channel=await self._channel(channel), **body)

    async def _channel(self, channel: str) -> str:
        if channel.isdigit():
            return channel
        if channel == _DIRECT:
            return str((await self._sandbox.call("POST", "dm", {"as": await self.id()}))["id"])
        if self._guild is not None and channel in self._guild.channels:
            return self._guild.channels[channel]
        state = await self._sandbox.state(await self.id())
        for guild in map(Guild.read, objects(state["guilds"])):
            if channel in guild.channels and (self._guild is None or self._guild.id == guild.id):
                return guild.channels[channel]
        raise ClientRefusal(f"{self.name} sees no channel {channel}", "channel")


def _is_about(happening: Happening, channel_id: str) -> bool:
    return happening.name in _ABOUT_MESSAGES and happening.data["channel_id"] == channel_id
