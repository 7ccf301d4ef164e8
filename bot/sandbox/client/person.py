"""Somebody in the sandbox, as a test or a script has them: every verb is what that person's client would do."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any, Protocol

from bot.sandbox.actors.refusal import ClientRefusal
from bot.sandbox.client.guilds import GuildVerbs
from bot.sandbox.client.places import PlaceVerbs
from bot.sandbox.client.results import Choice, Guild, Happening, Message, Result
from bot.sandbox.client.watch import WAIT_S, NotInTimeError, Watch
from bot.sandbox.wire import Json, objects

_DIRECT = "@bot"
_ABOUT_MESSAGES = ("MESSAGE_CREATE", "MESSAGE_UPDATE")
_SHOWN = 5


class Door(Protocol):
    """What somebody needs of the sandbox; `SandboxClient` is one."""

    async def call(self, method: str, path: str, body: Json | None = None, query: Json | None = None) -> Any: ...
    async def state(self, user_id: str | None = None) -> Json: ...
    async def make_user(self, name: str) -> str: ...
    def watch(self, user_id: str | None = None) -> AbstractAsyncContextManager[Watch]: ...


class Person(GuildVerbs, PlaceVerbs):
    """Somebody in the sandbox, with everything that they can do.

    A channel is given by its id, by its name, or as "@bot" for the direct message with the bot.
    """

    def __init__(self, sandbox: Door, name: str, guild: Guild | None = None) -> None:
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
        """Wait until a deferred answer has come, and return how the interaction stands then.

        Raises:
            NotInTimeError: It has not come.
        """
        query = {"as": await self.id(), "wait": "completed"}
        try:
            async with asyncio.timeout(timeout_s):
                return Result.read(await self._sandbox.call("GET", f"interactions/{result.interaction}", query=query))
        except TimeoutError:
            raise NotInTimeError(f"{self.name} waited {timeout_s:g} s for the answer; it is {result.state}") from None

    async def messages(self, channel: str, *, limit: int = 50) -> list[Message]:
        """Return a channel's messages, oldest first, own ephemeral ones among them."""
        where, query = await self._channel(channel), {"as": await self.id(), "limit": str(limit)}
        found = await self._sandbox.call("GET", f"channels/{where}/messages", query=query)
        return [Message.read(message) for message in found]

    async def until(
        self,
        condition: Callable[[Message], bool],
        channel: str,
        timeout_s: float = WAIT_S,
        *,
        what: str = "a message that fulfils a condition",
    ) -> Message:
        """Wait for a message in a channel, new, old or edited, that fulfils a condition, which `what` puts in words.

        Raises:
            NotInTimeError: There was none.
        """
        where = await self._channel(channel)
        there: list[Message] = []
        try:
            async with asyncio.timeout(timeout_s), self.watch() as watch:
                while True:
                    there = await self.messages(where)
                    for message in reversed(there):
                        if condition(message):
                            return message
                    while not _is_about(await watch.next(), where):
                        pass
        except TimeoutError:
            stood = "; ".join(repr(message.text) for message in there[-_SHOWN:]) or "nothing"
            told = f"{self.name} waited {timeout_s:g} s in {channel} for {what}; there stood: {stood}"
            raise NotInTimeError(told) from None

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
