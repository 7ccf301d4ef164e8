"""What a new session is told: READY, its shard's guilds, and as much of them as its intents ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.sandbox.gateway.intents import KNOWN, Intents
from tests.sandbox.gateway.conftest import TOKEN

if TYPE_CHECKING:
    from bot.sandbox.gateway.rules import GatewayRules
    from tests.sandbox.gateway.conftest import Bench

GUILDS = int(Intents.GUILDS)


async def test_ready_names_the_bot_its_session_and_its_guilds_as_unavailable(bench: Bench) -> None:
    bot = await bench.open()
    ready = await bot.ready(GUILDS, shard=[1, 2])
    assert ready["v"] == 10
    assert ready["user"]["id"] == ready["application"]["id"] == bench.world.bot.id
    assert ready["guilds"] == [{"id": bench.guilds[1].id, "unavailable": True}]
    assert ready["resume_gateway_url"] == bench.url
    assert ready["shard"] == [1, 2]
    assert ready["session_id"] in bench.gateway.sessions


async def test_a_bot_that_names_no_shard_gets_none_back_and_every_guild(bench: Bench) -> None:
    bot = await bench.open()
    ready = await bot.ready(GUILDS)
    assert "shard" not in ready
    assert [guild["id"] for guild in ready["guilds"]] == [guild.id for guild in bench.guilds]


async def test_each_guild_of_the_shard_follows_ready(bench: Bench) -> None:
    bot = await bench.open()
    await bot.ready(GUILDS, shard=[0, 2])
    guild = await bot.hear_event("GUILD_CREATE")
    assert guild["id"] == bench.guilds[0].id
    assert guild["unavailable"] is False
    assert [channel["name"] for channel in guild["channels"]] == ["general"]
    assert guild["member_count"] == 3
    assert await bot.events_so_far() == []


async def test_without_the_members_or_presences_intent_a_guild_comes_with_the_bot_alone(bench: Bench) -> None:
    bot = await bench.open()
    await bot.ready(GUILDS, shard=[0, 2])
    guild = await bot.hear_event("GUILD_CREATE")
    assert [member["user"]["id"] for member in guild["members"]] == [bench.world.bot.id]


async def test_without_the_guilds_intent_no_guild_follows(bench: Bench) -> None:
    bot = await bench.open()
    ready = await bot.ready(int(Intents.GUILD_MESSAGES))
    assert len(ready["guilds"]) == 2
    assert await bot.events_so_far() == []


async def test_a_guild_in_an_outage_is_told_as_unavailable(bench: Bench) -> None:
    bench.guilds[0].unavailable = True
    bot = await bench.open()
    await bot.ready(GUILDS, shard=[0, 2])
    assert await bot.hear_event("GUILD_DELETE") == {"id": bench.guilds[0].id, "unavailable": True}


async def test_a_second_identify_of_a_bucket_within_five_seconds_is_invalid(bench: Bench, rules: GatewayRules) -> None:
    rules.identify_every_s, rules.max_concurrency = 5.0, 1
    first, second = await bench.open(), await bench.open()
    await first.ready(shard=[0, 2])
    await second.hear_op(10)
    await second.identify(shard=[1, 2])
    assert (await second.hear_op(9))["d"] is False
    bench.clock.advance(5)
    await second.identify(shard=[1, 2])
    await second.hear_event("READY")


async def test_buckets_open_side_by_side(bench: Bench, rules: GatewayRules) -> None:
    rules.identify_every_s, rules.max_concurrency = 5.0, 2
    for shard in (0, 1):
        bot = await bench.open()
        await bot.ready(shard=[shard, 2])


async def test_identifies_are_counted_for_a_day(bench: Bench, rules: GatewayRules) -> None:
    rules.starts_per_day = 2
    for _ in range(2):
        bot = await bench.open()
        await bot.ready()
    limit = bench.gateway.start_limit_json()
    assert (limit["total"], limit["remaining"], limit["max_concurrency"]) == (2, 0, 16)
    assert 0 < limit["reset_after"] <= 86_400_000
    bench.clock.advance(86_401)
    assert bench.gateway.start_limit_json()["remaining"] == 2


async def test_the_count_of_identifies_begins_anew_as_a_whole(bench: Bench, rules: GatewayRules) -> None:
    rules.starts_per_day = 5
    for _ in range(2):
        await (await bench.open()).ready()
        bench.clock.advance(80_000)
    assert bench.gateway.start_limit_json()["remaining"] == 5, "the day of both began with the first"
    assert bench.gateway.start_limit_json()["reset_after"] == 0


async def test_one_identify_too_many_ends_every_session_and_the_token(bench: Bench, rules: GatewayRules) -> None:
    rules.starts_per_day = 2
    bots = [await bench.open() for _ in range(3)]
    for bot in bots[:2]:
        await bot.ready()
    await bots[2].hear_op(10)
    await bots[2].identify()
    assert [await bot.closed() for bot in bots] == [4004, 4004, 4004]
    assert bench.gateway.sessions == {}
    assert bench.gateway.token != TOKEN
    late = await bench.open()
    await late.hear_op(10)
    await late.identify()
    assert await late.closed() == 4004, "the old token opens nothing any more"


async def test_resuming_counts_as_no_start(bench: Bench) -> None:
    bot = await bench.open()
    ready = await bot.ready()
    assert bot.sequence is not None
    before = bench.gateway.start_limit_json()["remaining"]
    again = await bench.open()
    await again.resume(ready["session_id"], bot.sequence)
    await again.hear_event("RESUMED")
    assert bench.gateway.start_limit_json()["remaining"] == before


async def test_every_session_of_a_shard_is_told_and_no_other(bench: Bench) -> None:
    here, also_here, elsewhere = [await bench.open() for _ in range(3)]
    await here.ready(GUILDS, shard=[0, 2])
    await also_here.ready(GUILDS, shard=[0, 2])
    await elsewhere.ready(GUILDS, shard=[1, 2])
    for bot in (here, also_here, elsewhere):
        await bot.beat()
    bench.interact(bench.guilds[0])
    assert await here.events_so_far() == ["INTERACTION_CREATE"]
    assert await also_here.events_so_far() == ["INTERACTION_CREATE"]
    assert await elsewhere.events_so_far() == []


async def test_sessions_that_count_shards_differently_live_side_by_side(bench: Bench) -> None:
    whole, half = await bench.open(), await bench.open()
    await whole.ready(GUILDS)
    await half.ready(GUILDS, shard=[1, 2])
    for bot in (whole, half):
        await bot.beat()
    bench.interact(bench.guilds[1])
    assert await whole.events_so_far() == await half.events_so_far() == ["INTERACTION_CREATE"]


async def test_direct_messages_go_to_the_first_shard(bench: Bench) -> None:
    first, second = await bench.open(), await bench.open()
    intents = int(Intents.DIRECT_MESSAGES)
    await first.ready(intents, shard=[0, 2])
    await second.ready(intents, shard=[1, 2])
    bench.bus.emit("MESSAGE_CREATE", {"id": "1", "author": {"id": "2"}, "content": "psst", "mentions": []}, guild=None)
    assert await first.events_so_far() == ["MESSAGE_CREATE"]
    assert await second.events_so_far() == []


@pytest.mark.parametrize(("intents", "content"), [(KNOWN, "hi"), (KNOWN & ~Intents.MESSAGE_CONTENT, "")])
async def test_content_comes_with_its_intent_only(bench: Bench, intents: Intents, content: str) -> None:
    bot = await bench.open()
    await bot.ready(int(intents))
    bench.write(bench.guilds[0])
    assert (await bot.hear_event("MESSAGE_CREATE"))["content"] == content


async def test_an_event_that_no_intent_asked_for_is_not_sent(bench: Bench) -> None:
    bot = await bench.open()
    await bot.ready(GUILDS)
    await bot.beat()
    bench.write(bench.guilds[0])
    assert await bot.events_so_far() == []


async def test_messages_of_channels_that_the_bot_cannot_view_are_not_sent(bench: Bench) -> None:
    guild = bench.guilds[0]
    channel = bench.world.channels_of(guild.id)[0]
    bot = await bench.open()
    await bot.ready(int(KNOWN))
    await bot.beat()
    for role in guild.roles.values():
        role.permissions &= ~role.permissions
    bench.write(guild)
    bench.interact(guild)
    assert not bench.world.can_see(bench.world.bot.id, channel.id)
    assert await bot.events_so_far() == ["INTERACTION_CREATE"]


@pytest.mark.parametrize("name", ["INTERACTION", "MODAL", "COMMANDS", "GATEWAY"])
async def test_what_is_for_the_page_is_not_sent(bench: Bench, name: str) -> None:
    bot = await bench.open()
    await bot.ready(GUILDS)
    await bot.beat()
    bench.bus.emit(name, {}, guild=bench.guilds[0].id)
    assert await bot.events_so_far() == []


async def test_what_is_for_one_person_is_not_sent(bench: Bench) -> None:
    bot = await bench.open()
    await bot.ready(int(KNOWN))
    await bot.beat()
    guild = bench.guilds[0]
    bench.bus.emit("MESSAGE_CREATE", {"id": "1"}, guild=guild.id, only_user=guild.owner_id)
    assert await bot.events_so_far() == []


async def test_a_guild_that_the_bot_joins_later_is_told_to_its_shard(bench: Bench) -> None:
    first, second = await bench.open(), await bench.open()
    await first.ready(GUILDS, shard=[0, 2])
    await second.ready(GUILDS, shard=[1, 2])
    for bot in (first, second):
        await bot.beat()
    guild = bench.world.add_guild("Late", bench.world.users[bench.guilds[0].owner_id], shard=1)
    bench.bus.emit("GUILD_CREATE", bench.world.guild_create_json(guild), guild=guild.id)
    assert await first.events_so_far() == []
    told = await second.hear_event("GUILD_CREATE")
    assert told["name"] == "Late"
    assert [member["user"]["id"] for member in told["members"]] == [bench.world.bot.id]
