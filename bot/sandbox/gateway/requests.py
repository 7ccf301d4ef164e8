"""What an identified bot asks for: a place in a voice channel, the sounds of guilds, what their voice channels are at.

A request that names what the bot cannot see is left without an answer, as Discord does; a request of the wrong shape
ends the connection.

Source: Discord developer docs, "Gateway Events", Update Voice State, Request Soundboard Sounds, Request Channel Info.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from bot.sandbox.administration import voice
from bot.sandbox.bus import Bus
from bot.sandbox.gateway.members import guild_of
from bot.sandbox.gateway.protocol import CloseCode, GatewayRefusal, payload_object
from bot.sandbox.gateway.session import Session
from bot.sandbox.permissions import Permission
from bot.sandbox.wire import Json, as_list
from bot.sandbox.world.guilds import Guild
from bot.sandbox.world.voice import VoiceState
from bot.sandbox.world.world import World

_FIELDS = ("status", "voice_start_time")


def update_voice_state(session: Session, world: World, bus: Bus, d: object) -> None:
    """Put the bot into a voice channel, move it, or take it out, if it may go there.

    Raises:
        GatewayRefusal: The request is malformed.
    """
    asked = payload_object(d)
    guild = guild_of(session, world, asked.get("guild_id"))
    channel_id = None if asked.get("channel_id") is None else str(asked["channel_id"])
    if guild is None or (channel_id is not None and not _may_join(world, guild, channel_id)):
        return
    state = VoiceState(
        world.bot.id,
        channel_id,
        session.id,
        self_deaf=bool(asked.get("self_deaf", False)),
        self_mute=bool(asked.get("self_mute", False)),
    )
    if channel_id is not None:
        state = voice.arrival(world, guild, state)
    voice.place(world, bus, guild, state)


def soundboard_sounds(session: Session, world: World, d: object) -> Iterator[Json]:
    """Tell of the sounds of each guild asked for; the sandbox's guilds have none.

    Yields:
        The data of each SOUNDBOARD_SOUNDS.

    Raises:
        GatewayRefusal: The request is malformed.
    """
    asked = payload_object(d)
    if not isinstance(asked.get("guild_ids"), list):
        raise GatewayRefusal(CloseCode.UNKNOWN_OPCODE)
    for guild_id in as_list(asked["guild_ids"]):
        guild = guild_of(session, world, guild_id)
        if guild is not None:
            yield {"guild_id": guild.id, "soundboard_sounds": []}


def channel_info(session: Session, world: World, began: Callable[[str], int | None], d: object) -> Iterator[Json]:
    """Tell of the voice channels of a guild what no channel object says.

    Args:
        session: Who asks.
        world: Where the guild is.
        began: When the talk of a channel began.
        d: The request.

    Yields:
        The data of the one CHANNEL_INFO.

    Raises:
        GatewayRefusal: The request is malformed, or asks for a field that there is not.
    """
    asked = payload_object(d)
    guild, wanted = guild_of(session, world, asked.get("guild_id")), as_list(asked.get("fields"))
    if not isinstance(asked.get("fields"), list) or any(field not in _FIELDS for field in wanted):
        raise GatewayRefusal(CloseCode.UNKNOWN_OPCODE)
    if guild is None:
        return
    told: list[Json] = []
    for channel in world.channels_of(guild.id):
        facts: Json = {"status": channel.voice_status, "voice_start_time": began(channel.id)}
        known = {field: value for field, value in facts.items() if field in wanted and value is not None}
        if known and world.can_see(world.bot.id, channel.id):
            told.append({"id": channel.id, **known})
    yield {"guild_id": guild.id, "channels": told}


def leave_voice(session: Session, world: World, bus: Bus) -> None:
    """Take the bot out of every voice channel that this session had joined."""
    for guild in world.guilds.values():
        for state in guild.voice_states:
            if state.session_id == session.id:
                voice.place(world, bus, guild, replace(state, channel_id=None))
                break


def _may_join(world: World, guild: Guild, channel_id: str) -> bool:
    channel = world.channels.get(channel_id)
    if channel is None or channel.guild_id != guild.id or not channel.is_spoken:
        return False
    may = Permission.CONNECT in world.permissions(world.bot.id, channel_id)
    return may and not voice.is_full(world, guild, channel, world.bot.id)
