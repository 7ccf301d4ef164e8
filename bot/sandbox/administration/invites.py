"""Invites: made, taken back, and accepted by people.

Source: Discord developer docs, "Channel", Create Channel Invite; "Invite", Delete Invite; "Gateway Events", Invite
Create, Invite Delete.
"""

from __future__ import annotations

from bot.sandbox.administration import members, roles, traces
from bot.sandbox.administration.hand import Hand
from bot.sandbox.errors import MISSING_PERMISSIONS, TOO_MANY_INVITES, WRONG_CHANNEL_TYPE
from bot.sandbox.permissions import Permission
from bot.sandbox.validate import invites as rules
from bot.sandbox.wire import Json
from bot.sandbox.world.audit_log import Action
from bot.sandbox.world.channels import Channel, ChannelType
from bot.sandbox.world.guilds import Guild, Member
from bot.sandbox.world.invites import MOST_IN_A_GUILD, Invite

_P = Permission


def create(hand: Hand, guild: Guild, channel: Channel, body: Json) -> Invite:
    """Make an invite, or return one that is good for the same and was made before."""
    hand.needs_in(channel, _P.CREATE_INSTANT_INVITE)
    if channel.is_thread or channel.type is ChannelType.CATEGORY:
        raise WRONG_CHANNEL_TYPE()
    asked = rules.create(body)
    if asked.role_ids:
        hand.needs(guild, _P.MANAGE_ROLES)
    for role_id in asked.role_ids:
        roles.may_hand_out(hand, guild, role_id)
    made = Invite(
        guild,
        channel,
        hand.user,
        hand.world.clock.now(),
        asked.max_age_s,
        asked.max_uses,
        asked.temporary,
        tuple(guild.roles[role_id] for role_id in asked.role_ids),
    )
    there = hand.world.invites.of_guild(guild, made.created)
    like = None if asked.unique else next((one for one in there if one.is_like(made)), None)
    if like is not None:
        return like
    if len(there) >= MOST_IN_A_GUILD:
        raise TOO_MANY_INVITES()
    hand.world.invites.add(made)
    told = made.metadata() | {"code": made.code, "channel_id": channel.id, "inviter": made.inviter.to_json()}
    told |= {"expires_at": made.to_json()["expires_at"]}
    told |= {"role_ids": list(asked.role_ids)} if asked.role_ids else {}
    hand.tell("INVITE_CREATE", told, guild, channel)
    traces.invite(hand, Action.INVITE_CREATE, made)
    return made


def listed(hand: Hand, guild: Guild, channel: Channel | None = None) -> list[Json]:
    """Return a guild's invites, or a channel's; how they are used is for those alone who manage the place."""
    found = hand.world.invites.of_guild(guild, hand.world.clock.now())
    if channel is not None:
        hand.needs_in(channel, _P.MANAGE_CHANNELS)
        return [one.to_json() | one.metadata() for one in found if one.channel is channel]
    may = hand.may(guild)
    if not may & (_P.MANAGE_GUILD | _P.VIEW_AUDIT_LOG):
        raise MISSING_PERMISSIONS()
    return [one.to_json() | (one.metadata() if _P.MANAGE_GUILD in may else {}) for one in found]


def delete(hand: Hand, invite: Invite) -> None:
    """Take an invite back."""
    if _P.MANAGE_GUILD not in hand.may(invite.guild):
        hand.needs_in(invite.channel, _P.MANAGE_CHANNELS)
    _end(hand, invite)
    traces.invite(hand, Action.INVITE_DELETE, invite)


def accept(hand: Hand, invite: Invite) -> Member:
    """Join by an invite, with the roles that it brings; one that is used up is gone."""
    there = tuple(role for role in invite.roles if role.id in invite.guild.roles)
    member = members.join(hand, invite.guild, hand.user, there)
    invite.uses += 1
    if invite.is_over(hand.world.clock.now()):
        _end(hand, invite)
    return member


def _end(hand: Hand, invite: Invite) -> None:
    hand.world.invites.remove(invite)
    hand.tell("INVITE_DELETE", {"channel_id": invite.channel.id, "code": invite.code}, invite.guild, invite.channel)
