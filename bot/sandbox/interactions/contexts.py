"""Where an interaction happens, and on whose behalf the application is there: a guild's, or a user's.

Source: Discord developer docs, "Application Commands", Contexts; "Application", Installation Context; "Receiving and
Responding", Authorizing Integration Owners Object, Interaction Context Types.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum

from bot.sandbox.permissions import Permission
from bot.sandbox.wire import Json, as_list, as_object
from bot.sandbox.world.channels import Channel
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


def context(channel: Channel) -> Context:
    """Return what kind of place a channel is."""
    if channel.guild_id is not None:
        return Context.GUILD
    return Context.PRIVATE_CHANNEL if channel.others else Context.BOT_DM


def owners(world: World, user_id: str, channel: Channel, types: Iterable[int]) -> Json:
    """Return the authorizing integration owners of what a user does in a channel; empty when it cannot be done.

    Args:
        world: What exists.
        user_id: Who acts.
        channel: Where.
        types: The installations that the command is for.
    """
    asked, found = set(types), dict[str, str]()
    if Install.GUILD in asked and (guild_id := _installed_guild(world, user_id, channel)) is not None:
        found[str(int(Install.GUILD))] = guild_id
    if Install.USER in asked and user_id in world.application.installed_by:
        found[str(int(Install.USER))] = user_id
    return dict(found)


def owners_of(world: World, user_id: str, channel: Channel, data: Json) -> Json:
    """Return the owners of the use of a command, by the interaction's data."""
    command = world.commands.by_id(channel.guild_id, str(data.get("id")))
    types = [0] if command is None else as_list(command["integration_types"])
    # A command that nobody registered is sent by tests alone; it counts as the guild's.
    return owners(world, user_id, channel, types) or {str(int(Install.GUILD)): channel.guild_id or _NOWHERE}


def is_offered(world: World, user_id: str, channel: Channel, command: Json) -> bool:
    """Tell whether a client offers a command to a user in a channel."""
    if command.get("guild_id") is not None:
        return command["guild_id"] == channel.guild_id and _installed_guild(world, user_id, channel) is not None
    here, allowed = context(channel), command.get("contexts")
    if allowed is not None and here not in allowed:
        return False
    if allowed is None and here is Context.BOT_DM and not command.get("dm_permission", True):
        return False
    return bool(owners(world, user_id, channel, as_list(command.get("integration_types"))))


def find(world: World, user_id: str, channel: Channel, kind: int, name: str) -> Json | None:
    """Return the command that a user gets for a name in a channel; the guild's own goes before a global one."""
    fitting = [
        command
        for command in world.commands.registered(channel.guild_id)
        if (command["type"], command["name"]) == (kind, name) and is_offered(world, user_id, channel, command)
    ]
    return fitting[-1] if fitting else None


def app_permissions(world: World, user_id: str, channel: Channel) -> Permission:
    """Return what the application may do where an interaction happens.

    In a guild without the bot, the documentation says only that a user's application respects what that user may; it is
    given what it would have in a direct message, as far as the user has it too.
    """
    match context(channel):
        case Context.BOT_DM:
            return _WITH_THE_BOT
        case Context.PRIVATE_CHANNEL:
            return _AMONG_OTHERS
        case Context.GUILD if world.bot.id in world.guild(channel.guild_id or "").members:
            return world.permissions(world.bot.id, channel.id)
        case Context.GUILD:
            return _WITH_THE_BOT & world.permissions(user_id, channel.id)


def must_whisper(world: World, user_id: str, channel: Channel, found: Json) -> bool:
    """Tell whether the answers to an interaction are seen by its user alone, whatever the application asks for.

    That is so where only the user installed it, and may not use external applications, or may not write there.
    """
    if not only_the_user(found) or channel.guild_id is None:
        return False
    may = world.permissions(user_id, channel.id)
    writing = _P.SEND_MESSAGES_IN_THREADS if channel.is_thread else _P.SEND_MESSAGES
    return _P.USE_EXTERNAL_APPS not in may or writing not in may


def only_the_user(found: Json) -> bool:
    """Tell whether owners are a user alone."""
    return list(as_object(found)) == [str(int(Install.USER))]


def _installed_guild(world: World, user_id: str, channel: Channel) -> str | None:
    """Return the guild whose installation reaches here: its id, "0" in the direct message with the bot."""
    match context(channel):
        case Context.GUILD:
            return channel.guild_id if world.bot.id in world.guild(channel.guild_id or "").members else None
        case Context.BOT_DM:
            shared = any({user_id, world.bot.id} <= guild.members.keys() for guild in world.guilds.values())
            return _NOWHERE if shared else None
        case Context.PRIVATE_CHANNEL:
            return None
