"""simcord as a world to observe: an independent imitation of Discord, in process, by its public API alone."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any

import discord
import simcord

from tests.sandbox.outside.subject import Subject
from tests.sandbox.outside.worlds import (
    DENIED,
    DIRECT,
    FORUM,
    GRANTED,
    HIDDEN,
    HUSHED,
    OPEN,
    PEOPLE,
    ROLE,
    VOICE,
    CannotRunError,
    Outcome,
    Place,
    RefusedError,
    RoleNamed,
    Somebody,
    Upload,
)

_CANNOT = (simcord.RouteNotImplemented, simcord.UnsupportedField)
_REFUSES = (simcord.SetupError, simcord.BackendError)


class SimcordActor:
    """Somebody in simcord's Discord."""

    def __init__(self, world: SimcordWorld, member: simcord.MemberActor) -> None:
        self._world = world
        self._member = member

    async def say(
        self, channel: str, content: str, *, reply_to: int | None = None, files: Sequence[Upload] = ()
    ) -> int:
        attached = [(file.name, file.content) for file in files]
        if channel == DIRECT:
            return (await _allowed(self._member.send_dm(content))).id
        where = self._world.place(channel)
        if reply_to is None:
            return (await _allowed(self._member.send(where, content, attachments=attached))).id
        answered = self._found(channel, reply_to)
        return (await _allowed(self._member.send(where, content, reply_to=answered, attachments=attached))).id

    async def edit(self, channel: str, message: int, content: str) -> None:
        await _allowed(self._member.edit(self._found(channel, message), content))

    async def delete(self, channel: str, message: int) -> None:
        await _allowed(self._member.delete(self._found(channel, message)))

    async def react(self, channel: str, message: int, emoji: str) -> None:
        await _allowed(self._member.react(self._found(channel, message), emoji))

    async def unreact(self, channel: str, message: int, emoji: str) -> None:
        await _allowed(self._member.unreact(self._found(channel, message), emoji))

    async def vote(self, channel: str, message: int, answer: int) -> None:
        await _allowed(self._member.vote(self._found(channel, message), answer=answer))

    async def slash(self, channel: str, command: str, options: Mapping[str, Any]) -> Outcome:
        given = {name: self._world.value(value) for name, value in options.items()}
        return await _outcome(self._member.slash(self._world.place(channel), command, **given))

    async def begin(self, channel: str, command: str) -> None:
        self._world.begun.append(await _allowed(self._member.slash(self._world.place(channel), command)))

    async def menu(self, channel: str, command: str, target: int | Somebody) -> Outcome:
        chosen = self._world.value(target) if isinstance(target, Somebody) else self._found(channel, target)
        return await _outcome(self._member.context_menu(self._world.place(channel), command, chosen))

    async def typed(self, channel: str, command: str, option: str, text: str) -> list[str]:
        choices = await _allowed(self._member.autocomplete(self._world.place(channel), command, option, text))
        return [choice["name"] for choice in choices]

    async def click(self, channel: str, message: int, custom_id: str) -> Outcome:
        return await _outcome(self._member.click(self._found(channel, message), custom_id=custom_id))

    async def select(self, channel: str, message: int, custom_id: str, values: Sequence[Any]) -> Outcome:
        chosen = [self._world.value(value) for value in values]
        return await _outcome(self._member.select(self._found(channel, message), chosen, custom_id=custom_id))

    async def submit(self, opened: Outcome, values: Mapping[str, Any]) -> Outcome:
        filled = {name: self._world.value(value) for name, value in values.items()}
        return await _outcome(self._member.submit_modal(opened.handle, filled))

    async def join_voice(self, channel: str) -> None:
        await _allowed(self._member.join_voice(self._world.place(channel)))

    async def messages(self, channel: str) -> list[dict[str, Any]]:
        if channel == DIRECT:
            return [_plain(message) for message in self._member.user.dm_channel.history()]
        return [_plain(message) for message in self._world.place(channel).history(viewer=self._member)]

    def _found(self, channel: str, message: int) -> discord.Message:
        for seen in self._world.place(channel).history(viewer=self._member):
            if seen.id == message:
                return seen
        raise RefusedError(f"no such message in {channel}")


class SimcordWorld:
    """An environment of simcord's, with the bot in it."""

    def __init__(self, env: simcord.Env, bot: Subject) -> None:
        self.bot = bot
        self.begun: list[simcord.InteractionResult] = []
        self._env = env
        self._guild: simcord.GuildHandle | None = None
        self._members: dict[str, simcord.MemberActor] = {}

    @property
    def guild(self) -> simcord.GuildHandle:
        assert self._guild is not None, "no guild was founded"
        return self._guild

    async def found(self, name: str) -> int:
        users = {person: self._env.create_user(person) for person in PEOPLE}
        self._guild = guild = self._env.create_guild(name, owner=users["dana"])
        self._members = {person: guild.add_member(user) for person, user in users.items() if person != "dana"}
        self._members["dana"] = simcord.MemberActor(self._env, guild, users["dana"])
        guild.create_role(ROLE)
        assert self.bot.user is not None
        for channel in (OPEN, HUSHED, HIDDEN):
            denied = discord.PermissionOverwrite.from_pair(discord.Permissions.none(), DENIED.get(channel, _NONE))
            guild.create_text_channel(channel, overwrites={self.bot.user: denied} if channel in DENIED else None)
        guild.create_voice_channel(VOICE)
        guild.create_forum_channel(FORUM)
        await self.settle()
        assert guild.me is not None
        assert guild.me.guild_permissions == GRANTED, "the bot may do more, or less, than in the other world"
        self.bot.taken()
        return guild.id

    async def settle(self) -> None:
        await self._env.settle()

    async def advance(self, seconds: float) -> None:
        await self._env.advance_time(seconds)
        for result in self.begun:
            self.bot.said.append("acknowledged" if result.acknowledged else "the interaction failed")
        self.begun.clear()

    def actor(self, name: str) -> SimcordActor:
        return SimcordActor(self, self._members[name])

    def place(self, name: str) -> simcord.ChannelHandle:
        """A channel or thread by name."""
        channels = self.guild.channels
        threads = {thread.name: thread for channel in channels.values() for thread in channel.threads}
        return channels.get(name) or threads[name]

    def value(self, value: Any) -> Any:
        """What simcord takes for the value of an option."""
        match value:
            case Somebody(name):
                return self._members[name]
            case Place(name):
                return self.place(name)
            case RoleNamed(name):
                return self.guild.roles[name]
            case Upload(name, content):
                return (name, content)
            case list():
                return [self.value(each) for each in value]
            case _:
                return value


_NONE = discord.Permissions.none()


@asynccontextmanager
async def simcord_world(intents: discord.Intents) -> AsyncIterator[SimcordWorld]:
    """Start simcord with the bot."""
    bot = Subject(intents)
    async with simcord.run(bot, check_errors=False) as env:
        with env.time_context():
            yield SimcordWorld(env, bot)


async def _allowed(work: Any) -> Any:
    try:
        return await work
    except _CANNOT as gap:
        raise CannotRunError(str(gap)) from gap
    except _REFUSES as refusal:
        raise RefusedError(str(refusal)) from refusal


async def _outcome(work: Any) -> Outcome:
    result: simcord.InteractionResult = await _allowed(work)
    return Outcome(result.acknowledged, result.modal, result)


def _plain(message: discord.Message) -> dict[str, Any]:
    return {
        "author": {"username": message.author.name, "id": str(message.author.id)},
        "type": message.type.value,
        "content": message.content,
        "flags": message.flags.value,
        "edited_timestamp": message.edited_at,
        "pinned": message.pinned,
        "embeds": [embed.to_dict() for embed in message.embeds],
        "attachments": [{"filename": file.filename, "size": file.size} for file in message.attachments],
        "reactions": [{"emoji": {"name": str(each.emoji)}, "count": each.count} for each in message.reactions],
        "components": [component.to_dict() for component in message.components],
        "id": str(message.id),
    }
