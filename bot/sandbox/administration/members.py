"""Members: changed, timed out, renamed, kicked; those who join and those who leave.

Source: Discord developer docs, "Guild", Modify Guild Member, Modify Current Member, Remove Guild Member; "Gateway
Events", Guild Member Add, Update and Remove, Guild Delete.
"""

from __future__ import annotations

from bot.sandbox.administration import roles, traces, voice
from bot.sandbox.administration.hand import Hand
from bot.sandbox.administration.sights import watched
from bot.sandbox.errors import BANNED, MISSING_PERMISSIONS
from bot.sandbox.permissions import Permission, base
from bot.sandbox.validate import members as rules
from bot.sandbox.validate.form import Form
from bot.sandbox.validate.values import moment
from bot.sandbox.wire import Json, as_list
from bot.sandbox.world.audit_log import Action, Change
from bot.sandbox.world.guilds import Guild, Member
from bot.sandbox.world.roles import Role
from bot.sandbox.world.users import User
from bot.sandbox.world.voice import VoiceState

_BYPASSES_VERIFICATION = 1 << 2
_P = Permission
_NEEDED = {
    "roles": _P.MANAGE_ROLES,
    "mute": _P.MUTE_MEMBERS,
    "deaf": _P.DEAFEN_MEMBERS,
    "communication_disabled_until": _P.MODERATE_MEMBERS,
}
_PUNISHING = _P.MODERATE_MEMBERS | _P.KICK_MEMBERS | _P.BAN_MEMBERS


def change(hand: Hand, guild: Guild, member: Member, body: Json) -> Member:
    """Change what the body names of a member: all of it or nothing."""
    _may_change(hand, guild, member, body)
    rules.member(body, hand.world.clock.now())
    wanted = member.roles
    if "roles" in body:
        wanted = roles.become(hand, guild, member, [str(one) for one in as_list(body["roles"])])
    state, before, held = _voice(hand, guild, member, body), member.to_json(), member.roles
    with watched(hand, guild):
        member.roles = wanted
        _rename(member, body)
        if "communication_disabled_until" in body:
            member.timed_out_until = moment(Form(), "", body["communication_disabled_until"])
        if body.get("flags") is not None:
            member.flags = member.flags & ~_BYPASSES_VERIFICATION | body["flags"] & _BYPASSES_VERIFICATION
        member.mute = member.mute if body.get("mute") is None else body["mute"]
        member.deaf = member.deaf if body.get("deaf") is None else body["deaf"]
        hand.tell("GUILD_MEMBER_UPDATE", member.to_json(), guild)
        if state is not None:
            voice.place(hand.world, hand.bus, guild, state)
    hand.record_change(guild, Action.MEMBER_UPDATE, member.user.id, Change(before, member.to_json(), traces.MEMBER))
    traces.roles(hand, guild, member, held)
    if "channel_id" in body:
        _record_move(hand, guild, body["channel_id"])
    return member


def change_oneself(hand: Hand, guild: Guild, body: Json) -> Member:
    """Change one's own nickname; pictures and words about oneself are taken and not shown."""
    if "nick" in body:
        hand.needs(guild, Permission.CHANGE_NICKNAME)
    rules.oneself(body)
    member = guild.members[hand.user_id]
    before = member.to_json()
    _rename(member, body)
    hand.tell("GUILD_MEMBER_UPDATE", member.to_json(), guild)
    hand.record_change(guild, Action.MEMBER_UPDATE, member.user.id, Change(before, member.to_json(), traces.MEMBER))
    return member


def kick(hand: Hand, guild: Guild, member: Member) -> None:
    """Remove a member who stands below."""
    hand.needs(guild, Permission.KICK_MEMBERS)
    hand.above(guild, member)
    remove(hand, guild, member)
    hand.record(guild, Action.MEMBER_KICK, member.user.id)


def remove(hand: Hand, guild: Guild, member: Member) -> None:
    """Let a member be gone, by whoever's will."""
    voice.leave(hand, guild, member)
    user = member.user
    hand.tell("GUILD_MEMBER_REMOVE", {"user": user.to_json()}, guild)
    gone: Json = {"id": guild.id}
    if user is hand.world.bot:
        hand.bus.emit("GUILD_DELETE", gone, guild=guild.id)
    del guild.members[user.id]
    if user is hand.world.bot:
        guild.roles = {role_id: role for role_id, role in guild.roles.items() if role.bot_id != user.id}
    else:
        hand.bus.emit("GUILD_DELETE", gone, guild=guild.id, only_user=user.id)


def join(hand: Hand, guild: Guild, user: User, brought: tuple[Role, ...] = ()) -> Member:
    """Let somebody join who is not in the guild yet, and not banned from it, with the roles that an invite brings."""
    if user.id in guild.bans:
        raise BANNED()
    member = hand.world.add_member(guild, user, roles=brought)
    hand.tell("GUILD_MEMBER_ADD", member.to_json(), guild)
    if not user.bot:
        hand.bus.emit("GUILD_CREATE", {"id": guild.id, "name": guild.name}, guild=guild.id, only_user=user.id)
    return member


def search(guild: Guild, query: str, limit: int) -> list[Member]:
    """Return the members whose name or nickname begins with these letters."""
    asked = query.casefold()
    found = [
        member for member in guild.members.values() if any(name.casefold().startswith(asked) for name in _names(member))
    ]
    return sorted(found, key=lambda member: int(member.user.id))[:limit]


def _names(member: Member) -> list[str]:
    return [name for name in (member.user.username, member.user.global_name, member.nick) if name]


def _may_change(hand: Hand, guild: Guild, member: Member, body: Json) -> None:
    may, oneself = hand.may(guild), member.user.id == hand.user_id
    if any(name in body and needed not in may for name, needed in _NEEDED.items()):
        raise MISSING_PERMISSIONS()
    if "channel_id" in body and guild.voice_state(member.user.id) is None and _P.MOVE_MEMBERS not in may:
        raise MISSING_PERMISSIONS()
    if "nick" in body:
        if _P.MANAGE_NICKNAMES not in may:
            raise MISSING_PERMISSIONS()
        if not oneself:
            hand.above(guild, member)
    if body.get("communication_disabled_until") is not None:
        if _P.ADMINISTRATOR in base(guild.standing(member, hand.world.clock.now())):
            raise MISSING_PERMISSIONS()
        hand.above(guild, member)
    if "flags" in body and not (may & (_P.MANAGE_GUILD | _P.MANAGE_ROLES) or _PUNISHING in may):
        raise MISSING_PERMISSIONS()


def _voice(hand: Hand, guild: Guild, member: Member, body: Json) -> VoiceState | None:
    """Return the state in voice that a change leads to, None when it concerns nothing there."""
    if "channel_id" in body:
        return voice.moved(hand, guild, member, None if body["channel_id"] is None else str(body["channel_id"]))
    if body.get("mute") is not None or body.get("deaf") is not None:
        return voice.in_voice(guild, member)
    return None


def _record_move(hand: Hand, guild: Guild, channel_id: object) -> None:
    """Record that somebody was moved or disconnected; whom, Discord does not say."""
    if channel_id is None:
        hand.record(guild, Action.MEMBER_DISCONNECT, None, options={"count": "1"})
    else:
        hand.record(guild, Action.MEMBER_MOVE, None, options={"channel_id": str(channel_id), "count": "1"})


def _rename(member: Member, body: Json) -> None:
    if "nick" in body:
        nick = body["nick"]
        member.nick = nick.strip() or None if isinstance(nick, str) else None
