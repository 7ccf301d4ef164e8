"""What an identified bot asks for: members of a guild, a place in a voice channel, a new presence.

A request that names what the bot cannot see is left without an answer, as Discord does; a request of the wrong shape
ends the connection.

Source: Discord developer docs, "Gateway Events", Request Guild Members, Update Voice State, Update Presence.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from bot.sandbox.administration import voice
from bot.sandbox.bus import Bus
from bot.sandbox.gateway.intents import Intents
from bot.sandbox.gateway.protocol import CloseCode, GatewayRefusal, payload_object
from bot.sandbox.gateway.session import Session
from bot.sandbox.permissions import Permission
from bot.sandbox.wire import Json, as_list
from bot.sandbox.world.guilds import Guild, Member
from bot.sandbox.world.voice import VoiceState
from bot.sandbox.world.world import World

_CHUNK = 1000
_SEARCHED_AT_MOST = 100
_STATUSES = frozenset({"online", "dnd", "idle", "invisible", "offline"})


def update_presence(session: Session, d: object) -> None:
    """Note what the bot says it is doing.

    Raises:
        GatewayRefusal: It is no presence.
    """
    presence = payload_object(d)
    if presence.get("status") not in _STATUSES or not isinstance(presence.get("activities"), list):
        raise GatewayRefusal(CloseCode.UNKNOWN_OPCODE)
    session.presence = presence


def member_chunks(session: Session, world: World, d: object) -> Iterator[Json]:
    """Find the members asked for.

    Yields:
        The data of each GUILD_MEMBERS_CHUNK.

    Raises:
        GatewayRefusal: The request is malformed, or asks for everyone without the members intent.
    """
    asked = payload_object(d)
    guild = _guild(session, world, asked.get("guild_id"))
    wanted = _ids(asked.get("user_ids"))
    if wanted is None and not isinstance(asked.get("query"), str):
        raise GatewayRefusal(CloseCode.UNKNOWN_OPCODE)
    if guild is None:
        return
    if wanted is not None:
        found = [guild.members[user_id] for user_id in wanted[:_SEARCHED_AT_MOST] if user_id in guild.members]
        missing = [user_id for user_id in wanted if user_id not in guild.members]
    else:
        found, missing = _search(session, guild, asked), []
    yield from _chunks(guild, found, missing, asked, presences=Intents.GUILD_PRESENCES in session.intents)


def update_voice_state(session: Session, world: World, bus: Bus, d: object) -> None:
    """Put the bot into a voice channel, move it, or take it out, if it may go there.

    Raises:
        GatewayRefusal: The request is malformed.
    """
    asked = payload_object(d)
    guild = _guild(session, world, asked.get("guild_id"))
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


def leave_voice(session: Session, world: World, bus: Bus) -> None:
    """Take the bot out of every voice channel that this session had joined."""
    for guild in world.guilds.values():
        for state in guild.voice_states:
            if state.session_id == session.id:
                voice.place(world, bus, guild, replace(state, channel_id=None))
                break


def _search(session: Session, guild: Guild, asked: Json) -> list[Member]:
    query, limit = str(asked["query"]).lower(), asked.get("limit")
    if not isinstance(limit, int) or isinstance(limit, bool) or limit < 0:
        raise GatewayRefusal(CloseCode.UNKNOWN_OPCODE)
    if not query and limit == 0:
        if Intents.GUILD_MEMBERS not in session.intents:
            raise GatewayRefusal(CloseCode.UNKNOWN_OPCODE, "All members are for the GUILD_MEMBERS intent only.")
        return list(guild.members.values())
    named = (member for member in guild.members.values() if member.user.username.lower().startswith(query))
    return list(islice(named, min(limit or _SEARCHED_AT_MOST, _SEARCHED_AT_MOST)))


def _chunks(guild: Guild, found: list[Member], missing: list[str], asked: Json, *, presences: bool) -> Iterator[Json]:
    count = max(1, -(-len(found) // _CHUNK))
    nonce = asked.get("nonce")
    for index in range(count):
        part = found[index * _CHUNK : (index + 1) * _CHUNK]
        chunk: Json = {
            "guild_id": guild.id,
            "members": [member.to_json() for member in part],
            "chunk_index": index,
            "chunk_count": count,
        }
        if missing:
            chunk["not_found"] = missing
        if presences and asked.get("presences") is True:
            chunk["presences"] = [{"user": {"id": member.user.id}, "status": "online"} for member in part]
        if isinstance(nonce, str) and len(nonce.encode()) <= 32:
            chunk["nonce"] = nonce
        yield chunk


def _guild(session: Session, world: World, guild_id: object) -> Guild | None:
    if not isinstance(guild_id, int | str) or not str(guild_id).isdigit():
        raise GatewayRefusal(CloseCode.UNKNOWN_OPCODE)
    guild = world.guilds.get(str(guild_id))
    if guild is None or world.bot.id not in guild.members or not session.shard.holds(guild.id):
        return None
    return guild


def _may_join(world: World, guild: Guild, channel_id: str) -> bool:
    channel = world.channels.get(channel_id)
    if channel is None or channel.guild_id != guild.id or not channel.is_spoken:
        return False
    may = Permission.CONNECT in world.permissions(world.bot.id, channel_id)
    return may and not voice.is_full(world, guild, channel, world.bot.id)


def _ids(asked: object) -> list[str] | None:
    if asked is None:
        return None
    listed = as_list(asked)
    return [str(user_id) for user_id in listed] if isinstance(asked, list) else [str(asked)]
