"""Where an interaction happens, and on whose behalf the application is there: a guild's, or a user's.

Source: Discord developer docs, "Application Commands", Contexts; "Application", Installation Context; "Receiving and
Responding", Authorizing Integration Owners Object, Interaction Context Types.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from bot.sandbox.permissions import Permission
from bot.sandbox.posting import thread_rules
from bot.sandbox.wire import Json, as_list, as_object
from bot.sandbox.world.channels import Channel
from bot.sandbox.world.users import User
from bot.sandbox.world.world import World

_P = Permission
_AMONG_OTHERS = _P.ATTACH_FILES | _P.EMBED_LINKS | _P.MENTION_EVERYONE
_WITH_THE_BOT = _AMONG_OTHERS | _P.USE_EXTERNAL_EMOJIS
_NOWHERE = "0"


class Context(IntEnum):
    """Where an interaction happens."""

    GUILD = 0
    BOT_DM = 1
    PRIVATE_CHANNEL = 2


class Install(IntEnum):
    """On whose behalf the application is there."""

    GUILD = 0
    USER = 1


@dataclass(frozen=True, slots=True)
class Standing:
    """Somebody in a channel, who is about to use the application there."""

    world: World
    user: User
    channel: Channel

    @property
    def may(self) -> Permission:
        """What they may do there."""
        return self.world.permissions(self.user.id, self.channel.id)


def context(channel: Channel) -> Context:
    """Return what kind of place a channel is."""
    if channel.guild_id is not None:
        return Context.GUILD
    return Context.PRIVATE_CHANNEL if channel.others else Context.BOT_DM


def owners(at: Standing, types: Iterable[int]) -> Json:
    """Return the authorizing integration owners of what a user does in a channel; empty when it cannot be done.

    Args:
        at: Who acts, and where.
        types: The installations that the command is for.
    """
    asked, found = set(types), dict[str, str]()
    if Install.GUILD in asked and (guild_id := _installed_guild(at)) is not None:
        found[str(int(Install.GUILD))] = guild_id
    if Install.USER in asked and at.user.id in at.world.application.installed_by:
        found[str(int(Install.USER))] = at.user.id
    return dict(found)


def owners_of(at: Standing, data: Json) -> Json:
    """Return the owners of the use of a command, by the interaction's data."""
    command = at.world.commands.by_id(at.channel.guild_id, str(data.get("id")))
    types = [0] if command is None else as_list(command["integration_types"])
    # A command that nobody registered is sent by tests alone; it counts as the guild's.
    return owners(at, types) or {str(int(Install.GUILD)): at.channel.guild_id or _NOWHERE}


def is_offered(at: Standing, command: Json) -> bool:
    """Tell whether a client offers a command to a user in a channel."""
    if command.get("guild_id") is not None:
        return command["guild_id"] == at.channel.guild_id and _installed_guild(at) is not None
    here, allowed = context(at.channel), command.get("contexts")
    if allowed is not None and here not in allowed:
        return False
    if allowed is None and here is Context.BOT_DM and not command.get("dm_permission", True):
        return False
    return bool(owners(at, as_list(command.get("integration_types"))))


def find(at: Standing, kind: int, name: str) -> Json | None:
    """Return the command that a user gets for a name in a channel; the guild's own goes before a global one."""
    fitting = [
        command
        for command in at.world.commands.registered(at.channel.guild_id)
        if (command["type"], command["name"]) == (kind, name) and is_offered(at, command)
    ]
    return fitting[-1] if fitting else None


def app_permissions(at: Standing) -> Permission:
    """Return what the application may do where an interaction happens.

    In a guild without the bot, the documentation says only that a user's application respects what that user may; it is
    given what it would have in a direct message, as far as the user has it too.
    """
    world, channel = at.world, at.channel
    match context(channel):
        case Context.BOT_DM:
            return _WITH_THE_BOT
        case Context.PRIVATE_CHANNEL:
            return _AMONG_OTHERS
        case Context.GUILD if world.bot.id in world.guild(channel.guild_id or "").members:
            return world.permissions(world.bot.id, channel.id)
        case Context.GUILD:
            return _WITH_THE_BOT & at.may


def must_whisper(at: Standing, found: Json) -> bool:
    """Tell whether the answers to an interaction are seen by its user alone, whatever the application asks for.

    That is so where only the user installed it, and may not use external applications, or may not write there, for want
    of the permission or because the thread is locked.
    """
    if not only_the_user(found) or at.channel.guild_id is None:
        return False
    writing = _P.SEND_MESSAGES_IN_THREADS if at.channel.is_thread else _P.SEND_MESSAGES
    locked = thread_rules.is_locked(at.world, at.user.id, at.channel)
    return _P.USE_EXTERNAL_APPS not in at.may or writing not in at.may or locked


def only_the_user(found: Json) -> bool:
    """Tell whether owners are a user alone."""
    return list(as_object(found)) == [str(int(Install.USER))]


def _installed_guild(at: Standing) -> str | None:
    """Return the guild whose installation reaches here: its id, "0" in the direct message with the bot."""
    world, channel = at.world, at.channel
    match context(channel):
        case Context.GUILD:
            return channel.guild_id if world.bot.id in world.guild(channel.guild_id or "").members else None
        case Context.BOT_DM:
            shared = any({at.user.id, world.bot.id} <= guild.members.keys() for guild in world.guilds.values())
            return _NOWHERE if shared else None
        case Context.PRIVATE_CHANNEL:
            return None
