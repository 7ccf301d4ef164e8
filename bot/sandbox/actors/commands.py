"""Picking a command: that it was registered, where it may be used, and by whom.

Source: Discord developer docs, "Application Commands", Contexts, Permissions, Subcommands and Subcommand Groups.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.sandbox.actors.options import OptionType, fill, fill_partly
from bot.sandbox.actors.refusal import ClientRefusal
from bot.sandbox.actors.resolving import Resolving
from bot.sandbox.administration import command_permissions
from bot.sandbox.interactions import contexts
from bot.sandbox.interactions.contexts import Standing
from bot.sandbox.permissions import Permission
from bot.sandbox.wire import Json, objects
from bot.sandbox.world.commands import CHAT_INPUT

_NESTED = (OptionType.SUB_COMMAND, OptionType.SUB_COMMAND_GROUP)


@dataclass(frozen=True, slots=True)
class Picked:
    """A command that a person picked; `steps` leads through its groups to the subcommand, if it has any."""

    command: Json
    steps: Sequence[Json]

    def data(self, given: Mapping[str, Any], resolving: Resolving, focused: str | None = None) -> Json:
        """Fill in the options and return the interaction's data.

        Raises:
            ClientRefusal: The options are not what the command takes.
        """
        leaf = {**(self.steps[-1] if self.steps else self.command), "name": self._path()}
        filled = fill(leaf, given, resolving) if focused is None else fill_partly(leaf, given, focused, resolving)
        for step in reversed(self.steps):
            filled = [{"name": step["name"], "type": step["type"], "options": filled}]
        data = head(self.command)
        if filled:
            data["options"] = filled
        if focused is None and (resolved := resolving.found()):
            data["resolved"] = resolved
        return data

    def _path(self) -> str:
        return " ".join([self.command["name"], *(step["name"] for step in self.steps)])


def head(command: Json) -> Json:
    """Return what every interaction says about its command."""
    data: Json = {"id": command["id"], "name": command["name"], "type": command.get("type", CHAT_INPUT)}
    if "guild_id" in command:
        data["guild_id"] = command["guild_id"]
    return data


def pick(at: Standing, path: str) -> Picked:
    """Pick a slash command by its path: ``"roll"``, ``"table open"``, ``"/campaign fact add"``.

    Raises:
        ClientRefusal: It was never registered, is only part of a path, or is not for this person or place.
    """
    names = path.removeprefix("/").split()
    command = contexts.find(at, CHAT_INPUT, names[0]) if names else None
    if command is None:
        raise ClientRefusal(f"there is no command /{path.removeprefix('/')} here: the bot has not registered it")
    _check(at, command)
    steps: list[Json] = []
    inside = objects(command.get("options"))
    for name in names[1:]:
        step = next((option for option in inside if option["name"] == name and option["type"] in _NESTED), None)
        if step is None:
            raise ClientRefusal(f"/{' '.join(names)}: there is no {name} in it")
        steps.append(step)
        inside = objects(step.get("options"))
    deeper = [option["name"] for option in inside if option["type"] in _NESTED]
    if deeper:
        raise ClientRefusal(f"/{' '.join(names)} is only the beginning of: {', '.join(deeper)}")
    return Picked(command, steps)


def pick_menu(at: Standing, kind: int, name: str) -> Json:
    """Pick a user or message command from a context menu.

    Raises:
        ClientRefusal: It was never registered, or is not for this person or place.
    """
    command = contexts.find(at, kind, name)
    if command is None:
        raise ClientRefusal(f"there is no menu command {name} here: the bot has not registered it")
    _check(at, command)
    return command


def _check(at: Standing, command: Json) -> None:
    world, channel, may = at.world, at.channel, at.may
    if channel.guild_id is None:
        return
    if not channel.is_written:
        raise ClientRefusal("there is no place for commands in this kind of channel", "channel")
    if channel.thread is not None and channel.thread.archived:
        raise ClientRefusal("there are no commands in an archived thread: open it first", "channel")
    if "guild_id" not in command and world.application.id not in world.guild(channel.guild_id).members:
        return  # the user's own application: nobody but the user sees its answers where they may not write
    writing = Permission.SEND_MESSAGES_IN_THREADS if channel.is_thread else Permission.SEND_MESSAGES
    for needed in (Permission.USE_APPLICATION_COMMANDS, writing):
        if needed not in may:
            raise ClientRefusal(f"commands need the permission {needed.name} in this channel")
    if command.get("nsfw") and not channel.nsfw:
        raise ClientRefusal(f"{command['name']} is for age-restricted channels only")
    if Permission.ADMINISTRATOR not in may:
        _check_said(at, command)


def _check_said(at: Standing, command: Json) -> None:
    """Refuse what the guild's administrators withhold, and else what the command's default does."""
    world, user = at.world, at.user
    guild = world.guild(at.channel.guild_id or "")
    if not command_permissions.allowed_here(world, guild, command, at.channel):
        raise ClientRefusal(f"{command['name']} is switched off in this channel")
    allowed = command_permissions.allowed_to(world, guild, command, guild.members[user.id])
    if allowed is False:
        raise ClientRefusal(f"{command['name']} is not for {user.username}")
    if allowed is None:
        _check_default(command, at.may)


def _check_default(command: Json, may: Permission) -> None:
    asked = command.get("default_member_permissions")
    if asked is None:
        return
    needed = Permission(int(asked))
    if not needed:
        raise ClientRefusal(f"{command['name']} is for administrators only")
    if needed not in may:
        missing = ", ".join(bit.name or str(int(bit)) for bit in needed & ~may)
        raise ClientRefusal(f"{command['name']} needs the permission {missing}")
