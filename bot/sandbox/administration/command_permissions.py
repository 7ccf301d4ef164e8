"""Who may use which command in a guild: said by its administrators, one command or the whole application at a time.

What is said of a command alone goes before what is said of the application; a member before their roles, these before
@everyone; one channel before all channels. Where nothing is said of the command for a member, its
`default_member_permissions` decide. Administrators may use everything.

Source: Discord developer docs, "Application Commands", Permissions; "Gateway Events", Application Command Permissions
Update.
"""

from __future__ import annotations

from bot.sandbox.administration import traces
from bot.sandbox.administration.hand import Hand
from bot.sandbox.errors import UNKNOWN_COMMAND
from bot.sandbox.permissions import Permission
from bot.sandbox.validate import command_permissions as rules
from bot.sandbox.validate.command_permissions import CHANNEL, ROLE, USER
from bot.sandbox.wire import Json
from bot.sandbox.world.channels import Channel
from bot.sandbox.world.guilds import Guild, Member
from bot.sandbox.world.world import World


def command_of(world: World, guild: Guild, command_id: str) -> Json:
    """Return a command that can be used in a guild, be it the guild's or everywhere's."""
    found = world.commands.get(guild.id, command_id) or world.commands.get(None, command_id)
    if found is None:
        raise UNKNOWN_COMMAND()
    return found


def to_json(world: World, guild: Guild, target_id: str) -> Json:
    """Return Discord's guild application command permissions object of a command or of the application."""
    return {
        "id": target_id,
        "application_id": world.application.id,
        "guild_id": guild.id,
        "permissions": list(guild.command_permissions.get(target_id, [])),
    }


def listed(world: World, guild: Guild) -> list[Json]:
    """Return everything that was said; what was said of a deleted command is forgotten."""
    known = {command["id"] for command in (*world.commands.of(None), *world.commands.of(guild.id))}
    known.add(world.application.id)
    return [to_json(world, guild, target_id) for target_id in guild.command_permissions if target_id in known]


def put(hand: Hand, guild: Guild, target_id: str, body: Json) -> Json:
    """Say who may use a command, or (with the application's id) all that nothing else is said of."""
    hand.needs(guild, Permission.MANAGE_GUILD, Permission.MANAGE_ROLES)
    if target_id != hand.world.application.id:
        command_of(hand.world, guild, target_id)
    before = guild.command_permissions.get(target_id, [])
    guild.command_permissions[target_id] = rules.replace(body)
    if not guild.command_permissions[target_id]:
        del guild.command_permissions[target_id]
    told = to_json(hand.world, guild, target_id)
    hand.bus.emit("APPLICATION_COMMAND_PERMISSIONS_UPDATE", told, guild=guild.id)
    traces.command_permissions(hand, guild, target_id, before)
    return told


def allowed_here(world: World, guild: Guild, command: Json, channel: Channel) -> bool:
    """Tell whether a command may be used in a channel; a thread is asked after as its parent."""
    place = channel.parent_id if channel.is_thread else channel.id
    everywhere = str(int(guild.id) - 1)
    for target_id in (command["id"], world.application.id):
        for where in (place, everywhere):
            if (said := _said(guild, target_id, CHANNEL, where)) is not None:
                return said
    return True


def allowed_to(world: World, guild: Guild, command: Json, member: Member) -> bool | None:
    """Tell whether a member may use a command; None leaves it to the command's default."""
    said = _of_member(guild, command["id"], member)
    if said is not None:
        return said
    return False if _of_member(guild, world.application.id, member) is False else None


def _of_member(guild: Guild, target_id: str, member: Member) -> bool | None:
    said = _said(guild, target_id, USER, member.user.id)
    if said is not None:
        return said
    roles = [_said(guild, target_id, ROLE, role_id) for role_id in member.roles]
    if True in roles or False in roles:
        return True in roles
    return _said(guild, target_id, ROLE, guild.id)


def _said(guild: Guild, target_id: str, kind: int, whom: str | None) -> bool | None:
    for entry in guild.command_permissions.get(target_id, []):
        if entry["type"] == kind and entry["id"] == whom:
            return entry["permission"]
    return None
