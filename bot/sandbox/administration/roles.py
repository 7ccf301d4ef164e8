"""Roles: made, changed, sorted, deleted, given and taken.

Source: Discord developer docs, "Guild", Create Guild Role and the routes after it, Add Guild Member Role.
"""

from __future__ import annotations

from bot.sandbox.administration import traces
from bot.sandbox.administration.hand import Hand
from bot.sandbox.administration.sights import watched
from bot.sandbox.errors import INVALID_ROLE, MISSING_PERMISSIONS, TOO_MANY_ROLES, UNKNOWN_ROLE
from bot.sandbox.permissions import ALL, NONE, Permission
from bot.sandbox.validate import roles as rules
from bot.sandbox.wire import Json, as_object
from bot.sandbox.world.audit_log import Action, Change
from bot.sandbox.world.guilds import Guild, Member
from bot.sandbox.world.roles import Role

_MOST = 250
_MANAGE = Permission.MANAGE_ROLES


def find(guild: Guild, role_id: str) -> Role:
    """Return a role of a guild."""
    if (role := guild.roles.get(role_id)) is None:
        raise UNKNOWN_ROLE()
    return role


def create(hand: Hand, guild: Guild, body: Json) -> Role:
    """Make a role at the foot of the list, with what @everyone may unless something else is asked."""
    hand.needs(guild, _MANAGE)
    rules.role(body)
    if len(guild.roles) >= _MOST:
        raise TOO_MANY_ROLES()
    granted = guild.roles[guild.id].permissions
    role = Role(hand.world.snowflakes.mint(), "new role", granted, position=1)
    _grant(hand, guild, role, body, before=NONE)
    _fill(role, body)
    guild.roles[role.id] = role
    hand.tell("GUILD_ROLE_CREATE", {"role": role.to_json()}, guild)
    hand.record_change(guild, Action.ROLE_CREATE, role.id, Change({}, role.to_json(), traces.ROLE_KEYS))
    return role


def change(hand: Hand, guild: Guild, role_id: str, body: Json) -> Role:
    """Change what the body names of a role that stands below."""
    hand.needs(guild, _MANAGE)
    role = find(guild, role_id)
    rules.role(body)
    hand.above_role(guild, role)
    if role.id == guild.id and body.get("name") not in (None, role.name):
        raise INVALID_ROLE()
    before = role.to_json()
    with watched(hand, guild):
        _grant(hand, guild, role, body, before=role.permissions)
        _fill(role, body)
        hand.tell("GUILD_ROLE_UPDATE", {"role": role.to_json()}, guild)
    hand.record_change(guild, Action.ROLE_UPDATE, role.id, Change(before, role.to_json(), traces.ROLE_KEYS))
    return role


def sort(hand: Hand, guild: Guild, body: object) -> list[Role]:
    """Move roles; both where they stood and where they go must be below.

    As on Discord, the audit log says nothing of it (discord-api-docs, issue 7152).
    """
    hand.needs(guild, _MANAGE)
    asked = [(find(guild, role_id), position) for role_id, position in rules.positions(body)]
    moved = [(role, position) for role, position in asked if position is not None and position != role.position]
    top = hand.rank(guild)
    for role, position in moved:
        if role.id == guild.id or position == 0:
            raise INVALID_ROLE()
        if role.rank >= top or position >= top[0]:
            raise MISSING_PERMISSIONS()
    for role, position in moved:
        role.position = position
        hand.tell("GUILD_ROLE_UPDATE", {"role": role.to_json()}, guild)
    return list(guild.roles.values())


def delete(hand: Hand, guild: Guild, role_id: str) -> None:
    """Delete a role that stands below; nobody can delete @everyone or what an application brought."""
    hand.needs(guild, _MANAGE)
    role = find(guild, role_id)
    if role.id == guild.id or role.managed:
        raise INVALID_ROLE()
    hand.above_role(guild, role)
    with watched(hand, guild):
        for member in guild.members.values():
            member.roles = [one for one in member.roles if one != role.id]
        del guild.roles[role.id]
        hand.tell("GUILD_ROLE_DELETE", {"role_id": role.id}, guild)
    hand.record_change(guild, Action.ROLE_DELETE, role.id, Change(role.to_json(), {}, traces.ROLE_KEYS))


def become(hand: Hand, guild: Guild, member: Member, role_ids: list[str]) -> list[str]:
    """Return the roles that a member is to have, if every one that is given or taken may be."""
    wanted = list(dict.fromkeys(role_ids))
    for role_id in set(wanted) ^ set(member.roles):
        may_hand_out(hand, guild, role_id)
    return wanted


def give(hand: Hand, guild: Guild, member: Member, role_id: str) -> None:
    """Give a member a role."""
    hand.needs(guild, _MANAGE)
    may_hand_out(hand, guild, role_id)
    _hand_over(hand, guild, member, [*member.roles, role_id])


def take(hand: Hand, guild: Guild, member: Member, role_id: str) -> None:
    """Take a role from a member."""
    hand.needs(guild, _MANAGE)
    may_hand_out(hand, guild, role_id)
    _hand_over(hand, guild, member, [one for one in member.roles if one != role_id])


def may_hand_out(hand: Hand, guild: Guild, role_id: str) -> None:
    """Refuse a role that is not there, that nobody hands out, or that does not stand below."""
    role = find(guild, role_id)
    if role.id == guild.id or role.managed:
        raise INVALID_ROLE()
    hand.above_role(guild, role)


def _hand_over(hand: Hand, guild: Guild, member: Member, roles: list[str]) -> None:
    if set(roles) == set(member.roles):
        return
    before = member.roles
    with watched(hand, guild):
        member.roles = roles
        hand.tell("GUILD_MEMBER_UPDATE", member.to_json(), guild)
    traces.roles(hand, guild, member, before)


def _grant(hand: Hand, guild: Guild, role: Role, body: Json, *, before: Permission) -> None:
    """Set a role's permissions; those it gains must be among one's own."""
    if body.get("permissions") is None:
        return
    wanted = Permission(int(body["permissions"])) & ALL
    if (wanted & ~before) & ~hand.may(guild):
        raise MISSING_PERMISSIONS()
    role.permissions = wanted


def _fill(role: Role, body: Json) -> None:
    role.name = body.get("name") or role.name
    color = as_object(body.get("colors")).get("primary_color", body.get("color"))
    role.color = role.color if color is None else color
    for name in ("hoist", "mentionable"):
        if body.get(name) is not None:
            setattr(role, name, body[name])
