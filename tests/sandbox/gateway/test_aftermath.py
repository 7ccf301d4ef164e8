"""What sessions are told because of an event: threads of a channel that came into sight, when talk began and ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.sandbox.gateway.intents import KNOWN
from bot.sandbox.permissions import Overwrite, Permission
from bot.sandbox.world.channels import Channel, ChannelType

if TYPE_CHECKING:
    from bot.sandbox.world.guilds import Guild
    from tests.sandbox.gateway.conftest import Bench
    from tests.sandbox.raw_bot import RawBot


async def _ready(bench: Bench) -> RawBot:
    bot = await bench.open()
    await bot.ready(int(KNOWN), shard=[0, 2])
    await bot.beat()
    return bot


def _hidden(bench: Bench, guild: Guild) -> Channel:
    nobody = Overwrite(guild.id, 0, Permission(0), Permission.VIEW_CHANNEL)
    channel = bench.world.add_channel(guild, "crypt", overwrites=(nobody,))
    bench.world.add_thread(channel, "of bones", bench.world.bot)
    bench.world.add_thread(channel, "of dust", bench.world.users[guild.owner_id])
    return channel


def _show(bench: Bench, guild: Guild, channel: Channel) -> None:
    channel.overwrites.clear()
    bench.bus.emit("CHANNEL_UPDATE", channel.to_json(), guild=guild.id, channel=channel.id)


async def test_a_channel_that_comes_into_sight_brings_its_threads(bench: Bench) -> None:
    guild = bench.guilds[0]
    channel = _hidden(bench, guild)
    bot = await _ready(bench)
    _show(bench, guild, channel)
    synced = await bot.hear_event("THREAD_LIST_SYNC")
    assert (synced["guild_id"], synced["channel_ids"]) == (guild.id, [channel.id])
    assert {thread["name"] for thread in synced["threads"]} == {"of bones", "of dust"}
    assert [member["user_id"] for member in synced["members"]] == [bench.world.bot.id]


async def test_a_channel_that_was_in_sight_brings_nothing(bench: Bench) -> None:
    guild = bench.guilds[0]
    channel = _hidden(bench, guild)
    bot = await _ready(bench)
    _show(bench, guild, channel)
    _show(bench, guild, channel)
    assert await bot.events_so_far() == ["CHANNEL_UPDATE", "THREAD_LIST_SYNC", "CHANNEL_UPDATE"]


async def test_a_role_brings_channels_into_sight_too(bench: Bench) -> None:
    guild = bench.guilds[0]
    channel = _hidden(bench, guild)
    bot = await _ready(bench)
    role = next(role for role in guild.roles.values() if role.bot_id)
    role.permissions |= Permission.ADMINISTRATOR
    bench.bus.emit("GUILD_ROLE_UPDATE", {"guild_id": guild.id, "role": role.to_json()}, guild=guild.id)
    assert (await bot.hear_event("THREAD_LIST_SYNC"))["channel_ids"] == [channel.id]


async def test_a_new_channel_is_not_one_that_came_into_sight(bench: Bench) -> None:
    guild = bench.guilds[0]
    bot = await _ready(bench)
    channel = bench.world.add_channel(guild, "new")
    bench.bus.emit("CHANNEL_CREATE", channel.to_json(), guild=guild.id, channel=channel.id)
    bench.bus.emit("CHANNEL_UPDATE", channel.to_json(), guild=guild.id, channel=channel.id)
    assert await bot.events_so_far() == ["CHANNEL_CREATE", "CHANNEL_UPDATE"]


async def test_the_talk_of_a_channel_begins_with_the_first_and_ends_with_the_last(bench: Bench) -> None:
    guild = bench.guilds[0]
    voice = bench.world.add_channel(guild, "Voice", ChannelType.VOICE)
    bot = await _ready(bench)
    before = int(bench.clock.now().timestamp())
    await bot.say(4, {"guild_id": guild.id, "channel_id": voice.id})
    began = await bot.hear_event("VOICE_CHANNEL_START_TIME_UPDATE")
    assert (began["id"], began["guild_id"]) == (voice.id, guild.id)
    assert before <= began["voice_start_time"] <= before + 60
    await bot.say(4, {"guild_id": guild.id, "channel_id": voice.id, "self_mute": True})
    await bot.say(4, {"guild_id": guild.id, "channel_id": None})
    assert (await bot.hear_event("VOICE_CHANNEL_START_TIME_UPDATE"))["voice_start_time"] is None
