"""What a bot may ask of the gateway: members, a voice channel, sounds, what goes on in voice channels."""

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


@pytest.mark.parametrize("limit", [0, 1])
async def test_an_empty_query_needs_the_members_intent(bench: Bench, limit: int) -> None:
    bot = await _ready(bench, Intents.GUILDS)
    await bot.say(8, {"guild_id": bench.guilds[0].id, "query": "", "limit": limit})
    assert await bot.closed() == 4001


async def test_everybody_may_be_asked_for_once_in_thirty_seconds_for_each_guild(bench: Bench) -> None:
    other = bench.world.add_guild("Another", bench.world.add_user("carol"))
    bot = await _ready(bench)
    guild_id = bench.guilds[0].id
    everybody = {"guild_id": guild_id, "query": "", "limit": 0, "nonce": "n1"}
    await bot.say(8, everybody)
    assert await bot.events_so_far() == ["GUILD_MEMBERS_CHUNK"]
    await bot.say(8, everybody)
    limited = await bot.hear_event("RATE_LIMITED")
    assert limited["opcode"] == 8
    assert 0 < limited["retry_after"] <= 30
    assert limited["meta"] == {"guild_id": guild_id, "nonce": "n1"}
    await bot.say(8, everybody | {"guild_id": other.id})
    await bot.say(8, everybody | {"query": "a", "limit": 1})
    await bot.say(8, {"guild_id": guild_id, "user_ids": ["1"]})
    assert await bot.events_so_far() == ["GUILD_MEMBERS_CHUNK"] * 3
    bench.clock.advance(30)
    await bot.say(8, everybody)
    assert await bot.events_so_far() == ["GUILD_MEMBERS_CHUNK"]


async def test_a_hundred_members_at_most_are_found_by_name_or_by_id(bench: Bench) -> None:
    guild = bench.guilds[0]
    extra = [bench.world.add_member(guild, bench.world.add_user(f"extra{number}")) for number in range(101)]
    bot = await _ready(bench)
    for asked in ({"query": "extra", "limit": 0}, {"user_ids": [member.user.id for member in extra]}):
        await bot.say(8, {"guild_id": guild.id} | asked)
        assert len((await bot.hear_event("GUILD_MEMBERS_CHUNK"))["members"]) == 100


async def test_one_member_may_be_asked_for_without_a_list(bench: Bench) -> None:
    bot = await _ready(bench)
    await bot.say(8, {"guild_id": bench.guilds[0].id, "user_ids": int(bench.guilds[0].owner_id)})
    assert _names(await bot.hear_event("GUILD_MEMBERS_CHUNK")) == ["alice"]


async def test_presences_are_for_their_intent_only(bench: Bench) -> None:
    bot = await _ready(bench, KNOWN & ~Intents.GUILD_PRESENCES)
    await bot.say(8, {"guild_id": bench.guilds[0].id, "query": "alice", "limit": 1, "presences": True})
    assert "presences" not in await bot.hear_event("GUILD_MEMBERS_CHUNK")


async def test_sounds_are_told_of_each_guild_that_the_session_holds(bench: Bench) -> None:
    bot = await _ready(bench)
    await bot.say(31, {"guild_ids": [bench.guilds[1].id, bench.guilds[0].id]})
    told = await bot.hear_event("SOUNDBOARD_SOUNDS")
    assert told == {"guild_id": bench.guilds[0].id, "soundboard_sounds": []}
    assert await bot.events_so_far() == []


async def test_channel_info_says_what_goes_on_in_voice_channels(bench: Bench) -> None:
    guild = bench.guilds[0]
    voice = bench.world.add_channel(guild, "Voice", ChannelType.VOICE)
    bench.world.add_channel(guild, "Silent", ChannelType.VOICE)
    voice.voice_status = "a quest"
    bot = await _ready(bench)
    await bot.say(4, {"guild_id": guild.id, "channel_id": voice.id})
    began = await bot.hear_event("VOICE_CHANNEL_START_TIME_UPDATE")
    await bot.say(43, {"guild_id": guild.id, "fields": ["status", "voice_start_time"]})
    told = await bot.hear_event("CHANNEL_INFO")
    assert told == {
        "guild_id": guild.id,
        "channels": [{"id": voice.id, "status": "a quest", "voice_start_time": began["voice_start_time"]}],
    }
    await bot.say(43, {"guild_id": guild.id, "fields": ["status"]})
    assert (await bot.hear_event("CHANNEL_INFO"))["channels"] == [{"id": voice.id, "status": "a quest"}]


@pytest.mark.parametrize(
    ("op", "d"),
    [
        (31, {}),
        (31, {"guild_ids": "1"}),
        (31, {"guild_ids": ["x"]}),
        (43, {"guild_id": "1"}),
        (43, {"guild_id": "1", "fields": ["topic"]}),
        (43, {"fields": ["status"]}),
    ],
)
async def test_a_malformed_request_for_sounds_or_channels_is_refused(bench: Bench, op: int, d: Any) -> None:
    bot = await _ready(bench)
    await bot.say(op, d)
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
