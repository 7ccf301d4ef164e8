"""The sandbox as a world to observe: over its real sockets, its people driven by its own client."""

from __future__ import annotations

import asyncio
import base64
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any

import discord

from bot.discord_base import point_at
from bot.sandbox.actors.refusal import ClientRefusal
from bot.sandbox.client.client import SandboxClient
from bot.sandbox.client.person import Person
from bot.sandbox.client.results import Guild, Message, Result
from bot.sandbox.server import Sandbox
from tests.sandbox.outside.subject import Subject
from tests.sandbox.outside.worlds import (
    DENIED,
    FORUM,
    GRANTED,
    HIDDEN,
    HUSHED,
    OPEN,
    PEOPLE,
    ROLE,
    VOICE,
    Outcome,
    Place,
    RefusedError,
    RoleNamed,
    Somebody,
    Upload,
)

_CHANNELS = (OPEN, HUSHED, HIDDEN, {"name": VOICE, "type": "voice"}, {"name": FORUM, "type": "forum"})
_WAIT_S = 10


class SandboxActor:
    """Somebody in the sandbox."""

    def __init__(self, world: SandboxWorld, person: Person) -> None:
        self._world = world
        self._person = person

    async def say(
        self, channel: str, content: str, *, reply_to: int | None = None, files: Sequence[Upload] = ()
    ) -> int:
        reply: dict[str, Any] = {} if reply_to is None else {"reply_to": str(reply_to)}
        said = self._person.say(channel, content, [_file(file) for file in files], **reply)
        return int((await _allowed(said)).id)

    async def edit(self, channel: str, message: int, content: str) -> None:
        await _allowed(self._person.edit(await self._found(channel, message), content))

    async def delete(self, channel: str, message: int) -> None:
        await _allowed(self._person.delete(await self._found(channel, message)))

    async def react(self, channel: str, message: int, emoji: str) -> None:
        await _allowed(self._person.react(await self._found(channel, message), emoji))

    async def unreact(self, channel: str, message: int, emoji: str) -> None:
        await _allowed(self._person.react(await self._found(channel, message), emoji, remove=True))

    async def vote(self, channel: str, message: int, answer: int) -> None:
        await _allowed(self._person.vote(await self._found(channel, message), answer))

    async def slash(self, channel: str, command: str, options: Mapping[str, Any]) -> Outcome:
        given = {name: self._world.value(value) for name, value in options.items()}
        return await self._outcome(self._person.slash(channel, command, **given))

    async def begin(self, channel: str, command: str) -> None:
        self._world.begun.append(asyncio.ensure_future(self._person.slash(channel, command)))
        await self._world.heard("interaction")

    async def menu(self, channel: str, command: str, target: int | Somebody) -> Outcome:
        if isinstance(target, Somebody):
            return await self._outcome(self._person.menu(channel, command, self._world.value(target)))
        return await self._outcome(self._person.menu(channel, command, await self._found(channel, target)))

    async def typed(self, channel: str, command: str, option: str, text: str) -> list[str]:
        choices = await _allowed(self._person.autocomplete(channel, command, option, **{option: text}))
        return [choice.name for choice in choices]

    async def click(self, channel: str, message: int, custom_id: str) -> Outcome:
        return await self._outcome(self._person.click(await self._found(channel, message), custom_id))

    async def select(self, channel: str, message: int, custom_id: str, values: Sequence[Any]) -> Outcome:
        chosen = [str(self._world.value(value)) for value in values]
        return await self._outcome(self._person.select(await self._found(channel, message), custom_id, *chosen))

    async def submit(self, opened: Outcome, values: Mapping[str, Any]) -> Outcome:
        filled = {name: self._world.value(value) for name, value in values.items()}
        return await self._outcome(self._person.submit(opened.handle, **filled))

    async def join_voice(self, channel: str) -> None:
        await _allowed(self._person.join_voice(channel))

    async def messages(self, channel: str) -> list[dict[str, Any]]:
        return [message.raw for message in await self._person.messages(channel)]

    async def _found(self, channel: str, message: int) -> Message:
        for seen in await self._person.messages(channel):
            if seen.id == str(message):
                return seen
        raise RefusedError(f"no such message in {channel}")

    async def _outcome(self, work: Any) -> Outcome:
        result: Result = await _allowed(work)
        return Outcome(result.state != "failed", result.modal.raw if result.modal else None, result)


class SandboxWorld:
    """The sandbox, with the bot connected to it."""

    def __init__(self, sandbox: Sandbox, client: SandboxClient, bot: Subject) -> None:
        self.bot = bot
        self.begun: list[asyncio.Future[Result]] = []
        self._sandbox = sandbox
        self._client = client
        self._guild: Guild | None = None

    @property
    def guild(self) -> Guild:
        assert self._guild is not None, "no guild was founded"
        return self._guild

    async def found(self, name: str) -> int:
        self._guild = await self._client.make_guild(name, members=PEOPLE, channels=_CHANNELS)
        owner = self._client.user("dana", self.guild)
        (own,) = [role for role in self.guild.raw["roles"] if role["managed"]]
        await owner.change_role(own["id"], permissions=str(GRANTED.value))
        for channel, denied in DENIED.items():
            await owner.overwrite(channel, str(self.bot.application_id), type=1, allow="0", deny=str(denied.value))
        made = await owner.make_role(name=ROLE, permissions="0")
        await owner.sort_roles({"id": made["id"], "position": 1})
        guilds = (await self._client.state())["guilds"]
        self._guild = Guild.read(next(guild for guild in guilds if guild["id"] == self.guild.id))
        await self.settle()
        self.bot.taken()
        return int(self.guild.id)

    async def settle(self) -> None:
        # What is told of one guild is told in order, so whoever has heard the last thing has heard all before it;
        # and again, because what the bot did about it may have had consequences of its own.
        heard = -1
        while heard != len(self.bot.heard):
            heard, typings = len(self.bot.heard), self.bot.typings
            await self._client.user("dana", self.guild).type(OPEN)
            await self._until(lambda typings=typings: self.bot.typings > typings)
            await self._until(lambda: not self.bot.busy)

    async def heard(self, event: str) -> None:
        """Wait until the bot has heard of such an event, and has done what it does about it."""
        await self._until(lambda: any(line.startswith(event) for line in self.bot.heard))
        await self.settle()

    async def advance(self, seconds: float) -> None:
        await self._client.advance(seconds)
        for result in await asyncio.gather(*self.begun):
            self.bot.said.append("the interaction failed" if result.state == "failed" else "acknowledged")
        self.begun.clear()

    def actor(self, name: str) -> SandboxActor:
        return SandboxActor(self, self._client.user(name, self.guild))

    def value(self, value: Any) -> Any:
        """What the control API takes for the value of an option."""
        match value:
            case Somebody(name):
                return self.guild.members[name]
            case Place(name):
                return self.guild.channels[name]
            case RoleNamed(name):
                return next(role["id"] for role in self.guild.raw["roles"] if role["name"] == name)
            case Upload():
                return _file(value)
            case list():
                return [self.value(each) for each in value]
            case _:
                return value

    async def _until(self, condition: Any) -> None:
        async with asyncio.timeout(_WAIT_S):
            while not condition():
                self.bot.changed.clear()
                await self.bot.changed.wait()


@asynccontextmanager
async def sandbox_world(intents: discord.Intents) -> AsyncIterator[SandboxWorld]:
    """Open a sandbox, and let the bot in.

    Raises:
        RuntimeError: The bot asked for something that the sandbox does not know.
    """
    async with Sandbox(shards=1, guilds=0, rate_limits=False) as sandbox:
        point_at(sandbox.base_url)
        async with SandboxClient(sandbox.page_url) as client, Subject(intents) as bot:
            running = asyncio.ensure_future(bot.start(sandbox.token))
            await asyncio.wait((running, asyncio.ensure_future(bot.wait_until_ready())), return_when="FIRST_COMPLETED")
            yield SandboxWorld(sandbox, client, bot)
            await bot.close()
            await running
        if sandbox.gaps:
            raise RuntimeError(f"routes that the sandbox does not know: {sandbox.gaps}")


async def _allowed(work: Any) -> Any:
    try:
        return await work
    except ClientRefusal as refusal:
        raise RefusedError(str(refusal)) from refusal


def _file(file: Upload) -> dict[str, Any]:
    return {"filename": file.name, "content": base64.b64encode(file.content).decode()}
