"""Overwrites: what one channel gives to and takes from a role or a member, and who may say so.

Nobody hands out or withholds a permission that they lack themselves, unless the channel trusts them with its overwrites
by one of their own.

Source: Discord developer docs, "Channel", Edit Channel Permissions, Delete Channel Permission; "Guild", Create Guild
Channel.
"""

from __future__ import annotations

from bot.sandbox.administration import traces
from bot.sandbox.administration.hand import Hand
from bot.sandbox.administration.sights import watched
from bot.sandbox.errors import MISSING_PERMISSIONS, UNKNOWN_OVERWRITE
from bot.sandbox.permissions import ALL, MEMBER, NONE, ROLE, Overwrite, Permission
from bot.sandbox.validate import channels as rules
from bot.sandbox.wire import Json
from bot.sandbox.world.channels import Channel
from bot.sandbox.world.guilds import Guild


def put(hand: Hand, channel: Channel, target_id: str, body: Json) -> None:
    """Set the overwrite of a role or a member."""
    hand.needs_in(channel, Permission.MANAGE_ROLES)
    guild, wanted = _guild(hand, channel), rules.overwrite(body, target_id)
    if target_id not in (guild.roles if wanted.kind == ROLE else guild.members):
        raise UNKNOWN_OVERWRITE()
    others = [one for one in channel.overwrites if one.id != target_id]
    _set(hand, channel, [*others, wanted])


def delete(hand: Hand, channel: Channel, target_id: str) -> None:
    """Take an overwrite away."""
    hand.needs_in(channel, Permission.MANAGE_ROLES)
    others = [one for one in channel.overwrites if one.id != target_id]
    if len(others) == len(channel.overwrites):
        raise UNKNOWN_OVERWRITE()
    _set(hand, channel, others)


def allowed(hand: Hand, guild: Guild, channel: Channel | None) -> Permission:
    """Return the permissions that somebody may put into the overwrites of a channel (or of a new one in a category)."""
    own = hand.may(guild)
    if channel is None:
        return own
    member = guild.members[hand.user_id]
    for overwrite in channel.overwrites:
        mine = overwrite.id == hand.user_id if overwrite.kind == MEMBER else overwrite.id in (guild.id, *member.roles)
        if mine and Permission.MANAGE_ROLES in overwrite.allow:
            return ALL
    home = hand.world.channels.get(channel.parent_id or "")
    return own | (hand.may_in(home) if home is not None else NONE)


def check_new(hand: Hand, guild: Guild, parent: Channel | None, wanted: list[Overwrite]) -> None:
    """Refuse overwrites of a new channel that are not one's to give; MANAGE_ROLES is an administrator's alone."""
    touched = _touched([], wanted)
    if Permission.MANAGE_ROLES in touched and Permission.ADMINISTRATOR not in hand.may(guild):
        raise MISSING_PERMISSIONS()
    if touched & ~allowed(hand, guild, parent):
        raise MISSING_PERMISSIONS()


def check(hand: Hand, guild: Guild, channel: Channel, wanted: list[Overwrite]) -> None:
    """Refuse a change of overwrites that touches a permission which is not one's to give."""
    if _touched(channel.overwrites, wanted) & ~allowed(hand, guild, channel):
        raise MISSING_PERMISSIONS()


def _touched(before: list[Overwrite], after: list[Overwrite]) -> Permission:
    touched = NONE
    known = {(one.kind, one.id): one for one in before}
    for one in after:
        old = known.pop((one.kind, one.id), Overwrite(one.id, one.kind))
        touched |= (one.allow ^ old.allow) | (one.deny ^ old.deny)
    for gone in known.values():
        touched |= gone.allow | gone.deny
    return touched


def _guild(hand: Hand, channel: Channel) -> Guild:
    return hand.world.guild(channel.guild_id or "")


def _set(hand: Hand, channel: Channel, wanted: list[Overwrite]) -> None:
    guild = _guild(hand, channel)
    check(hand, guild, channel, wanted)
    before = channel.overwrites
    with watched(hand, guild):
        channel.overwrites = wanted
        hand.bus.emit("CHANNEL_UPDATE", channel.to_json(), guild=guild.id, channel=channel.id)
    traces.overwrites(hand, guild, channel, before)
