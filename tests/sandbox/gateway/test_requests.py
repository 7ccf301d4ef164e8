"""What a bot may ask of the gateway: members, a voice channel, a presence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bot.sandbox.gateway.intents import KNOWN, Intents
from bot.sandbox.permissions import Permission
from bot.sandbox.world.channels import ChannelType

if TYPE_CHECKING:
    from tests.sandbox.gateway.conftest import Bench
    from tests.sandbox.raw_bot import RawBot


async def _ready(bench: Bench, intents: Intents = KNOWN) -> RawBot:
    bot = await bench.open()
    await bot.ready(int(intents), shard=[0, 2])
    await bot.beat()
    return bot


def _names(chunk: dict[str, Any]) -> list[str]:
    return [member["user"]["username"] for member in chunk["members"]]


async def test_members_are_found_by_the_beginning_of_their_name(bench: Bench) -> None:
    bot = await _ready(bench, Intents.GUILDS)
    await bot.say(8, {"guild_id": bench.guilds[0].id, "query": "AL", "limit": 5, "nonce": "n1"})
    chunk = await bot.hear_event("GUILD_MEMBERS_CHUNK")
    assert _names(chunk) == ["alice"]
    assert (chunk["chunk_index"], chunk["chunk_count"], chunk["nonce"]) == (0, 1, "n1")


async def test_members_are_found_by_id_and_strangers_are_named(bench: Bench) -> None:
    bot = await _ready(bench, Intents.GUILDS)
    guild = bench.guilds[0]
    await bot.say(8, {"guild_id": int(guild.id), "user_ids": [guild.owner_id, "404"], "limit": 0})
    chunk = await bot.hear_event("GUILD_MEMBERS_CHUNK")
    assert _names(chunk) == ["alice"]
    assert chunk["not_found"] == ["404"]


async def test_all_members_come_in_chunks_of_a_thousand(bench: Bench) -> None:
    guild = bench.guilds[0]
    for number in range(1000):
        bench.world.add_member(guild, bench.world.add_user(f"extra{number}"))
    bot = await _ready(bench)
    await bot.say(8, {"guild_id": guild.id, "query": "", "limit": 0, "presences": True})
    chunks = [await bot.hear_event("GUILD_MEMBERS_CHUNK") for _ in range(2)]
    assert [len(chunk["members"]) for chunk in chunks] == [1000, 3]
    assert [(chunk["chunk_index"], chunk["chunk_count"]) for chunk in chunks] == [(0, 2), (1, 2)]
    assert len(chunks[1]["presences"]) == 3


async def test_all_members_need_the_members_intent(bench: Bench) -> None:
    bot = await _ready(bench, Intents.GUILDS)
    await bot.say(8, {"guild_id": bench.guilds[0].id, "query": "", "limit": 0})
    assert await bot.closed() == 4001


async def test_members_of_another_shards_guild_are_not_told(bench: Bench) -> None:
    bot = await _ready(bench)
    await bot.say(8, {"guild_id": bench.guilds[1].id, "query": "", "limit": 0})
    assert await bot.events_so_far() == []


async def test_an_overlong_nonce_is_left_out(bench: Bench) -> None:
    bot = await _ready(bench)
    await bot.say(8, {"guild_id": bench.guilds[0].id, "query": "a", "limit": 1, "nonce": "n" * 33})
    assert "nonce" not in await bot.hear_event("GUILD_MEMBERS_CHUNK")


@pytest.mark.parametrize(
    "d", [None, {}, {"guild_id": "1"}, {"guild_id": "x", "query": "", "limit": 0}, {"guild_id": "1", "query": 5}]
)
async def test_a_malformed_request_for_members_is_refused(bench: Bench, d: Any) -> None:
    bot = await _ready(bench)
    await bot.say(8, d)
    assert await bot.closed() == 4001


async def test_a_presence_is_noted(bench: Bench) -> None:
    bot = await _ready(bench)
    presence = {"status": "dnd", "activities": [{"name": "Dice", "type": 0}], "since": None, "afk": False}
    await bot.say(3, presence)
    await bot.beat()
    assert [session.presence for session in bench.gateway.sessions.values()] == [presence]


async def test_a_presence_with_an_unknown_status_is_refused(bench: Bench) -> None:
    bot = await _ready(bench)
    await bot.say(3, {"status": "busy", "activities": []})
    assert await bot.closed() == 4001


async def test_the_bot_joins_moves_and_leaves_voice(bench: Bench) -> None:
    guild = bench.guilds[0]
    voice = bench.world.add_channel(guild, "Voice", ChannelType.VOICE)
    bot = await _ready(bench)
    await bot.say(4, {"guild_id": guild.id, "channel_id": voice.id, "self_mute": False, "self_deaf": True})
    state = await bot.hear_event("VOICE_STATE_UPDATE")
    assert (state["channel_id"], state["user_id"], state["self_deaf"]) == (voice.id, bench.world.bot.id, True)
    assert state["member"]["user"]["id"] == bench.world.bot.id
    assert len(guild.voice_states) == 1
    await bot.say(4, {"guild_id": guild.id, "channel_id": None, "self_mute": False, "self_deaf": False})
    assert (await bot.hear_event("VOICE_STATE_UPDATE"))["channel_id"] is None
    assert guild.voice_states == []


async def test_a_bot_whose_session_ends_leaves_voice(bench: Bench) -> None:
    guild = bench.guilds[0]
    voice = bench.world.add_channel(guild, "Voice", ChannelType.VOICE)
    bot = await _ready(bench)
    await bot.say(4, {"guild_id": guild.id, "channel_id": voice.id})
    await bot.hear_event("VOICE_STATE_UPDATE")
    await bot.leave(1000)
    await bench.gateway.until(lambda: not bench.gateway.sessions)
    assert guild.voice_states == []


async def test_the_bot_cannot_join_where_it_may_not_or_nobody_talks(bench: Bench) -> None:
    guild = bench.guilds[0]
    voice = bench.world.add_channel(guild, "Voice", ChannelType.VOICE)
    text = bench.world.channels_of(guild.id)[0]
    bot = await _ready(bench)
    await bot.say(4, {"guild_id": guild.id, "channel_id": text.id})
    for role in guild.roles.values():
        role.permissions &= ~Permission.CONNECT
    await bot.say(4, {"guild_id": guild.id, "channel_id": voice.id})
    assert await bot.events_so_far() == []
    assert guild.voice_states == []
