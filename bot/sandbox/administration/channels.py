"""Channels of a guild: made, changed, sorted, deleted, and the overwrites on them.

Source: Discord developer docs, "Guild", Create Guild Channel, Modify Guild Channel Positions; "Channel", Modify
Channel, Delete/Close Channel, Edit Channel Permissions.
"""

from __future__ import annotations

import re
from dataclasses import replace

from bot.sandbox.administration import traces, voice
from bot.sandbox.administration.hand import Hand
from bot.sandbox.administration.overwrites import check, check_new
from bot.sandbox.administration.sights import watched
from bot.sandbox.errors import (
    MISSING_PERMISSIONS,
    ONE_PARENT_AT_A_TIME,
    TOO_MANY_CHANNELS,
    UNKNOWN_CHANNEL,
    WRONG_CHANNEL_TYPE,
)
from bot.sandbox.permissions import Permission
from bot.sandbox.validate import channels as rules
from bot.sandbox.validate.form import invalid
from bot.sandbox.wire import Json
from bot.sandbox.world.audit_log import Action, Change
from bot.sandbox.world.channels import Channel, ChannelType
from bot.sandbox.world.guilds import Guild

_MOST = 500
_NEWS = "NEWS"
_SPACES = re.compile(r"\s+")
_WRITTEN_SMALL = frozenset({ChannelType.TEXT, ChannelType.ANNOUNCEMENT, ChannelType.FORUM, ChannelType.MEDIA})
_SPOKEN = ("bitrate", "user_limit", "rtc_region", "video_quality_mode")
_THREADED = ("default_auto_archive_duration", "default_thread_rate_limit_per_user")
_ANYWHERE = ("topic", "nsfw", "rate_limit_per_user", "position", "flags")
_MAY_BE_NOTHING = frozenset({"topic", "rtc_region", "default_auto_archive_duration"})


def create(hand: Hand, guild: Guild, body: Json) -> Channel:
    """Make a channel; in a category and without overwrites of its own it takes the category's."""
    siblings = hand.world.channels_of(guild.id)
    parent = next((one for one in siblings if one.id == str(body.get("parent_id"))), None)
    if parent is None:
        hand.needs(guild, Permission.MANAGE_CHANNELS)
    else:
        hand.needs_in(parent, Permission.MANAGE_CHANNELS)
    kind = rules.create(body, siblings)
    if len(siblings) >= _MOST:
        raise TOO_MANY_CHANNELS()
    if body.get("permission_overwrites") is None:
        overwrites = [replace(one) for one in parent.overwrites] if parent else []
    else:
        overwrites = rules.overwrites(body["permission_overwrites"])
        check_new(hand, guild, parent, overwrites)
    channel = hand.world.add_channel(guild, "", kind, parent=parent, overwrites=tuple(overwrites))
    _fill(hand, channel, body)
    hand.bus.emit("CHANNEL_CREATE", channel.to_json(), guild=guild.id, channel=channel.id)
    hand.record_change(guild, Action.CHANNEL_CREATE, channel.id, Change({}, channel.to_json(), traces.WHOLE_CHANNEL))
    return channel


def change(hand: Hand, guild: Guild, channel: Channel, body: Json) -> Channel:
    """Change what the body names of a channel."""
    hand.needs_in(channel, Permission.MANAGE_CHANNELS)
    siblings = hand.world.channels_of(guild.id)
    kind = rules.change(body, channel, siblings)
    if kind is not channel.type and _NEWS not in guild.features:
        raise WRONG_CHANNEL_TYPE()
    if body.get("permission_overwrites") is not None:
        hand.needs_in(channel, Permission.MANAGE_ROLES)
        wanted = rules.overwrites(body["permission_overwrites"])
        check(hand, guild, channel, wanted)
    else:
        wanted = channel.overwrites
    if "parent_id" in body:
        _may_go(hand, guild, body["parent_id"])
    before, overwritten = channel.to_json(), channel.overwrites
    with watched(hand, guild):
        channel.type, channel.overwrites = kind, wanted
        if "parent_id" in body:
            channel.parent_id = None if body["parent_id"] is None else str(body["parent_id"])
        _fill(hand, channel, body)
        tell_update(hand, channel)
    hand.record_change(guild, Action.CHANNEL_UPDATE, channel.id, Change(before, channel.to_json(), traces.CHANNEL))
    traces.overwrites(hand, guild, channel, overwritten)
    return channel


def sort(hand: Hand, guild: Guild, body: object) -> None:
    """Move several channels at once; one of them at most into another category.

    As on Discord, the audit log says nothing of it (discord-api-docs, issues 4345 and 7152, pull request 5036).
    """
    asked = rules.positions(body)
    known = {channel.id: channel for channel in hand.world.channels_of(guild.id)}
    for entry in asked:
        if entry.channel_id not in known:
            raise UNKNOWN_CHANNEL()
    moved = [one for one in asked if one.reparented and one.parent_id != known[one.channel_id].parent_id]
    if len(moved) > 1:
        raise ONE_PARENT_AT_A_TIME()
    for entry in asked:
        _may_sort(hand, guild, known, entry, elsewhere=entry in moved)
    with watched(hand, guild):
        for entry in asked:
            channel = known[entry.channel_id]
            channel.position = channel.position if entry.position is None else entry.position
            if entry in moved:
                channel.parent_id = entry.parent_id
            if entry.lock_permissions and channel.parent_id is not None:
                channel.overwrites = [replace(one) for one in known[channel.parent_id].overwrites]
            tell_update(hand, channel)


def delete(hand: Hand, guild: Guild, channel: Channel) -> None:
    """Delete a channel.

    Its threads, webhooks and invites go with it, who talks in it is out, and what stood in a category stands alone.
    """
    hand.needs_in(channel, Permission.MANAGE_CHANNELS)
    for state in tuple(guild.voice_states):
        if state.channel_id == channel.id:
            voice.place(hand.world, hand.bus, guild, replace(state, channel_id=None))
    # Told while it is still there, so that it reaches nobody who could not see it.
    hand.bus.emit("CHANNEL_DELETE", channel.to_json(), guild=guild.id, channel=channel.id)
    del hand.world.channels[channel.id]
    for webhook in hand.world.webhooks.of_channel(channel.id):
        hand.world.webhooks.remove(webhook)
    for invite in hand.world.invites.of_guild(guild, hand.world.clock.now()):
        if invite.channel is channel:
            hand.world.invites.remove(invite)
    for child in (*hand.world.channels_of(guild.id), *hand.world.channels_of(guild.id, threads=True)):
        if child.parent_id == channel.id and child.is_thread:
            del hand.world.channels[child.id]
        elif child.parent_id == channel.id:
            child.parent_id = None
            tell_update(hand, child)
    hand.record_change(guild, Action.CHANNEL_DELETE, channel.id, Change(channel.to_json(), {}, traces.WHOLE_CHANNEL))


def tell_update(hand: Hand, channel: Channel) -> None:
    """Tell how a channel is now."""
    hand.bus.emit("CHANNEL_UPDATE", channel.to_json(), guild=channel.guild_id, channel=channel.id)


def _may_sort(hand: Hand, guild: Guild, known: dict[str, Channel], entry: rules.Moved, *, elsewhere: bool) -> None:
    """Check one entry of a list of positions; only a move between categories asks for a look at the channel."""
    channel = known[entry.channel_id]
    if elsewhere:
        hand.needs_in(channel, Permission.MANAGE_CHANNELS)
        parent = known.get(entry.parent_id or "")
        if entry.parent_id is not None and (parent is None or parent.type is not ChannelType.CATEGORY):
            raise invalid("parent_id", "CHANNEL_PARENT_INVALID", "Category does not exist")
        _may_go(hand, guild, entry.parent_id)
        if entry.lock_permissions:
            hand.needs_in(channel, Permission.MANAGE_ROLES)
        return
    home = known.get(channel.parent_id or "")
    there = home is not None and Permission.MANAGE_CHANNELS in hand.may_in(home)
    if not there and Permission.MANAGE_CHANNELS not in hand.may(guild):
        raise MISSING_PERMISSIONS()


def _may_go(hand: Hand, guild: Guild, parent_id: object) -> None:
    """Refuse a destination where one may not manage channels."""
    if parent_id is None:
        hand.needs(guild, Permission.MANAGE_CHANNELS)
    else:
        hand.needs_in(hand.world.channel(str(parent_id)), Permission.MANAGE_CHANNELS)


def _fill(hand: Hand, channel: Channel, body: Json) -> None:
    """Set the fields that a channel of this type has; null is what they were without."""
    if body.get("name") is not None:
        name = str(body["name"]).strip()
        channel.name = _SPACES.sub("-", name).lower() if channel.type in _WRITTEN_SMALL else name
    fields = _ANYWHERE + (_SPOKEN if channel.is_spoken else ())
    fields += _THREADED if channel.type in _WRITTEN_SMALL else ()
    for field in fields:
        if field in body and (body[field] is not None or field in _MAY_BE_NOTHING):
            setattr(channel, field, body[field])
    if channel.forum is not None:
        channel.forum.change(body, hand.world.snowflakes.mint)
