"""Voice without the sound: who joins, moves, leaves, is muted, speaks on a stage; and a voice channel's status.

Source: Discord developer docs, "Voice", Modify Current User Voice State, Modify User Voice State; "Channel", Set Voice
Channel Status; "Guild", Modify Guild Member.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.sandbox.administration.hand import Hand
from bot.sandbox.bus import Bus
from bot.sandbox.errors import (
    MISSING_PERMISSIONS,
    NOT_IN_VOICE,
    UNKNOWN_CHANNEL,
    UNKNOWN_VOICE_STATE,
    WRONG_CHANNEL_TYPE,
)
from bot.sandbox.permissions import Permission
from bot.sandbox.wire import Json
from bot.sandbox.world.audit_log import Action
from bot.sandbox.world.channels import Channel, ChannelType
from bot.sandbox.world.guilds import Guild, Member
from bot.sandbox.world.voice import VoiceState
from bot.sandbox.world.world import World


def place(world: World, bus: Bus, guild: Guild, state: VoiceState) -> None:
    """Record where a member is in voice, or that they left, and tell VOICE_STATE_UPDATE."""
    others = [known for known in guild.voice_states if known.user_id != state.user_id]
    guild.voice_states = others if state.channel_id is None else [*others, state]
    member = guild.members[state.user_id]
    told: Json = {"guild_id": guild.id, "member": member.to_json(), **guild.voice_json(state)}
    bus.emit("VOICE_STATE_UPDATE", told, guild=guild.id)


def arrival(world: World, guild: Guild, state: VoiceState) -> VoiceState:
    """Return a state as it is on arrival: an audience listens, and so does who may not speak."""
    channel = world.channel(state.channel_id or "")
    audience = channel.type is ChannelType.STAGE
    speaks = Permission.SPEAK in world.permissions(state.user_id, channel.id)
    return replace(state, suppress=audience or not speaks)


def is_full(world: World, guild: Guild, channel: Channel, user_id: str) -> bool:
    """Tell whether a channel has no place for one more."""
    inside = {state.user_id for state in guild.voice_states if state.channel_id == channel.id}
    if user_id in inside or channel.user_limit == 0 or len(inside) < channel.user_limit:
        return False
    return Permission.MOVE_MEMBERS not in world.permissions(user_id, channel.id)


def leave(hand: Hand, guild: Guild, member: Member) -> None:
    """Take a member out of voice, if they are in it."""
    if (state := guild.voice_state(member.user.id)) is not None:
        place(hand.world, hand.bus, guild, replace(state, channel_id=None))


def moved(hand: Hand, guild: Guild, member: Member, channel_id: str | None) -> VoiceState:
    """Return the state of a member who is moved to another voice channel, or out of voice, if that may be."""
    state = in_voice(guild, member)
    hand.needs_in(hand.world.channel(state.channel_id or ""), Permission.MOVE_MEMBERS)
    if channel_id is None:
        return replace(state, channel_id=None)
    channel = hand.world.channel(channel_id)
    if channel.guild_id != guild.id:
        raise UNKNOWN_CHANNEL()
    if not channel.is_spoken:
        raise WRONG_CHANNEL_TYPE()
    hand.needs_in(channel, Permission.CONNECT, Permission.MOVE_MEMBERS)
    return arrival(hand.world, guild, replace(state, channel_id=channel.id, request_to_speak=None))


def in_voice(guild: Guild, member: Member) -> VoiceState:
    """Return where a member is in voice, who must be in it."""
    if (state := guild.voice_state(member.user.id)) is None:
        raise NOT_IN_VOICE()
    return state


def on_stage(hand: Hand, guild: Guild, user_id: str, channel_id: str | None) -> VoiceState:
    """Return the state of a member who is on a stage, on this one if one is named."""
    state = guild.voice_state(user_id)
    if state is None:
        raise UNKNOWN_VOICE_STATE()
    channel = hand.world.channel(channel_id or state.channel_id or "")
    if channel.type is not ChannelType.STAGE:
        raise WRONG_CHANNEL_TYPE()
    if channel.id != state.channel_id:
        raise NOT_IN_VOICE()
    return state


def speak_up(hand: Hand, guild: Guild, state: VoiceState, body: Json, *, asked_at: datetime | None) -> None:
    """Change one's own place on a stage: into the audience, out of it, or with a raised hand."""
    may = hand.may_in(hand.world.channel(state.channel_id or ""))
    if body.get("suppress") is False and Permission.MUTE_MEMBERS not in may:
        raise MISSING_PERMISSIONS()
    if asked_at is not None and Permission.REQUEST_TO_SPEAK not in may:
        raise MISSING_PERMISSIONS()
    if "request_to_speak_timestamp" in body:
        state = replace(state, request_to_speak=asked_at)
    if body.get("suppress") is not None:
        state = replace(state, suppress=body["suppress"], request_to_speak=None)
    place(hand.world, hand.bus, guild, state)


def suppress(hand: Hand, guild: Guild, state: VoiceState, *, suppressed: bool) -> None:
    """Send somebody into the audience of a stage, or invite them out of it."""
    hand.needs_in(hand.world.channel(state.channel_id or ""), Permission.MUTE_MEMBERS)
    invited = not suppressed and not hand.world.user(state.user_id).bot
    asked_at = hand.world.clock.now() if invited else None
    place(hand.world, hand.bus, guild, replace(state, suppress=suppressed, request_to_speak=asked_at))


def set_status(hand: Hand, guild: Guild, channel: Channel, status: str | None) -> None:
    """Set the words below a voice channel's name."""
    if channel.type is not ChannelType.VOICE:
        raise WRONG_CHANNEL_TYPE()
    state = guild.voice_state(hand.user_id)
    inside = state is not None and state.channel_id == channel.id
    needed = [Permission.SET_VOICE_CHANNEL_STATUS, *([] if inside else [Permission.MANAGE_CHANNELS])]
    hand.needs_in(channel, *needed)
    before, channel.voice_status = channel.voice_status, status or None
    hand.tell("VOICE_CHANNEL_STATUS_UPDATE", {"id": channel.id, "status": channel.voice_status}, guild, channel)
    if channel.voice_status is not None:
        hand.record(guild, Action.VOICE_STATUS_CREATE, channel.id, options={"status": channel.voice_status})
    elif before is not None:
        hand.record(guild, Action.VOICE_STATUS_DELETE, channel.id)
