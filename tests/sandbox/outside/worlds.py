"""What a scenario is played on: a stage in a world, of which there are two. Nothing here knows either of them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import discord
from discord import app_commands
from discord.http import Route

from tests.sandbox.outside.subject import Subject

PEOPLE = ("dana", "alice", "bob")
"""Everybody in a scenario's guild; dana owns it."""
OPEN, HUSHED, HIDDEN, VOICE, FORUM = "tavern", "hushed", "hidden", "loft", "board"
"""The channels: for all; where the bot may only look; what it does not see; for voice; for posts."""
ROLE = "Scouts"
"""A role that nobody has, below the bot's own."""
_P = discord.Permissions
DIRECT = "@bot"
"""Where somebody writes to the bot alone."""
DENIED: dict[str, discord.Permissions] = {
    HUSHED: _P(
        send_messages=True, manage_messages=True, add_reactions=True, create_public_threads=True, manage_webhooks=True,
        send_messages_in_threads=True, create_private_threads=True, manage_channels=True, pin_messages=True,
    ),
    HIDDEN: _P(view_channel=True),
}  # fmt: skip
GRANTED = discord.Permissions(discord.Permissions.all().value & ~discord.Permissions.administrator.flag)
"""What the bot's own role grants: everything that overwrites can still take away."""


class CannotRunError(Exception):
    """A world has no way to play this."""


class RefusedError(Exception):
    """A person's client would not do this."""


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person of the guild as the value of an option or a select."""

    name: str


@dataclass(frozen=True, slots=True)
class Place:
    """A channel of the guild, likewise."""

    name: str


@dataclass(frozen=True, slots=True)
class RoleNamed:
    """A role of the guild, likewise."""

    name: str


@dataclass(frozen=True, slots=True)
class Upload:
    """A file, likewise."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a person gets from an interaction at once; `handle` is the world's own."""

    acknowledged: bool
    modal: dict[str, Any] | None = None
    handle: Any = field(default=None, repr=False)


class Actor(Protocol):
    """Somebody at their client."""

    async def say(
        self, channel: str, content: str, *, reply_to: int | None = None, files: Sequence[Upload] = ()
    ) -> int: ...
    async def edit(self, channel: str, message: int, content: str) -> None: ...
    async def delete(self, channel: str, message: int) -> None: ...
    async def react(self, channel: str, message: int, emoji: str) -> None: ...
    async def unreact(self, channel: str, message: int, emoji: str) -> None: ...
    async def vote(self, channel: str, message: int, answer: int) -> None: ...
    async def slash(self, channel: str, command: str, options: Mapping[str, Any]) -> Outcome: ...
    async def begin(self, channel: str, command: str) -> None: ...
    async def menu(self, channel: str, command: str, target: int | Somebody) -> Outcome: ...
    async def typed(self, channel: str, command: str, option: str, text: str) -> list[str]: ...
    async def click(self, channel: str, message: int, custom_id: str) -> Outcome: ...
    async def select(self, channel: str, message: int, custom_id: str, values: Sequence[Any]) -> Outcome: ...
    async def submit(self, opened: Outcome, values: Mapping[str, Any]) -> Outcome: ...
    async def join_voice(self, channel: str) -> None: ...
    async def messages(self, channel: str) -> list[dict[str, Any]]: ...


class World(Protocol):
    """A Discord with the bot in it."""

    bot: Subject

    async def found(self, name: str) -> int:
        """Found a guild with all people and channels, which the bot knows when this returns; give its id."""
        ...

    async def settle(self) -> None:
        """Return when the bot has heard all there is to hear, and done what it does about it."""
        ...

    async def advance(self, seconds: float) -> None:
        """Push the clock."""
        ...

    def actor(self, name: str) -> Actor:
        """Somebody of the guild founded last."""
        ...


class Stage:
    """Where one scenario plays, and the notebook of what could be observed of it."""

    def __init__(self, world: World, guild: discord.Guild) -> None:
        self.world = world
        self.bot = world.bot
        self.guild = guild
        self.lines: list[str] = []

    def channel(self, name: str = OPEN) -> Any:
        """A channel as the bot knows it."""
        return next(channel for channel in self.guild.channels if channel.name == name)

    def role(self, name: str) -> discord.Role:
        return next(role for role in self.guild.roles if role.name == name)

    async def person(self, name: str) -> discord.Member:
        """A person as the bot knows them."""
        found = [member async for member in self.guild.fetch_members() if member.name == name]
        return found[0]

    def note(self, line: str) -> None:
        self.lines.append(line)

    async def settled(self) -> None:
        """Let everything come to rest, and write down what the bot did and heard."""
        await self.world.settle()
        self.lines += self.bot.taken()

    async def tried(self, what: str, work: Any) -> Any:
        """Let the bot do something, and write down how that went and what it heard of it."""
        done = await self.bot.tried(what, work)
        await self.settled()
        return done

    def request(self, method: str, path: str, body: Any = None) -> Awaitable[Any]:
        """A request of our own making, as discord.py would not send it."""
        sent = {} if body is None else {"json": body}
        return self.bot.http.request(Route(method, path), **sent)

    async def rest(self, method: str, path: str, body: Any = None) -> Any:
        """Let the bot send one, and write down how that went."""
        return await self.tried(f"{method} {path}", self.request(method, path, body))

    async def teach(
        self, *commands: app_commands.Command[Any, ..., Any] | app_commands.Group | app_commands.ContextMenu
    ) -> None:
        """Register commands for this guild."""
        for command in commands:
            self.bot.tree.add_command(command, guild=self.guild)
        await self.bot.tree.sync(guild=self.guild)

    def command(self, name: str, answer: Callable[[discord.Interaction], Any]) -> app_commands.Command[Any, ..., Any]:
        """A slash command without options."""

        async def callback(interaction: discord.Interaction) -> None:
            await self.bot.handle(answer(interaction))

        return app_commands.Command(name=name, description=name, callback=callback)

    async def did(self, what: str, work: Any) -> Any:
        """Let a person do something, and write down what their client makes of it and what the bot heard."""
        try:
            done = await work
        except RefusedError:
            self.note(f"{what}: refused by the client")
            await self.settled()
            return None
        self.note(f"{what}: {_told(done)}")
        await self.settled()
        return done

    async def reads(self, name: str, channel: str = OPEN) -> list[dict[str, Any]]:
        """Write down what somebody reads in a channel."""
        messages = await self.world.actor(name).messages(channel)
        assert self.bot.user is not None
        self.lines += [f"{name} reads {_shown(message, str(self.bot.user.id))}" for message in messages]
        return messages


def _told(done: Any) -> str:
    if not isinstance(done, Outcome):
        return "done"
    if done.modal is not None:
        return f"the form {done.modal['title']!r} opens"
    return "acknowledged" if done.acknowledged else "the interaction failed"


def _shown(message: Mapping[str, Any], bot_id: str) -> str:
    author = "the bot" if message["author"]["id"] == bot_id else message["author"]["username"]
    written = message["type"] in (0, 19, 20, 23)
    words = [f"{author}: {message['content']!r}" if written else f"{author} did: {message['type']}"]
    flags = message.get("flags") or 0
    words += [word for bit, word in ((64, "only-you"), (128, "thinking")) if flags & bit]
    words += ["edited"] if message.get("edited_timestamp") else []
    words += ["pinned"] if message.get("pinned") else []
    words += [f"embed={embed.get('title')!r}" for embed in message.get("embeds") or ()]
    words += [f"file={file['filename']}({file['size']})" for file in message.get("attachments") or ()]
    words += [f"{part['emoji']['name']}x{part['count']}" for part in message.get("reactions") or ()]
    parts = _kinds(message.get("components") or ())
    return " ".join([*words, f"components={parts}"] if parts else words)


def _kinds(components: Any) -> list[Any]:
    found: list[Any] = []
    for part in components:
        found.append(part["type"])
        if part.get("components"):
            found.append(_kinds(part["components"]))
        found += _kinds([part["accessory"]]) if part.get("accessory") else []
    return found
