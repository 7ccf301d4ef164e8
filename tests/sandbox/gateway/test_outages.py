"""Guilds that go away without leaving, and come back; and crowds of new ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.sandbox.faults.blows import ALL_GUILDS, Outage, Storm
from bot.sandbox.faults.reading import FaultError
from bot.sandbox.gateway.intents import Intents

if TYPE_CHECKING:
    from tests.sandbox.gateway.conftest import Bench
    from tests.sandbox.raw_bot import RawBot

GUILDS = int(Intents.GUILDS)


async def _ready(bench: Bench, shard: int = 0) -> RawBot:
    bot = await bench.open()
    await bot.ready(GUILDS, shard=[shard, 2])
    await bot.beat()
    return bot


async def test_a_guild_goes_without_leaving_and_comes_back_whole(bench: Bench) -> None:
    guild = bench.guilds[0]
    bot = await _ready(bench)
    assert bench.gateway.strike(Outage(guild.id)) == 1
    assert await bot.hear_event("GUILD_DELETE") == {"id": guild.id, "unavailable": True}
    assert bench.gateway.strike(Outage(guild.id, over=True)) == 1
    back = await bot.hear_event("GUILD_CREATE")
    assert (back["id"], back["unavailable"]) == (guild.id, False)
    assert [channel["name"] for channel in back["channels"]] == ["general"]


async def test_what_happens_in_an_outage_is_not_told_even_later(bench: Bench) -> None:
    bot = await _ready(bench)
    bench.gateway.strike(Outage(bench.guilds[0].id))
    bench.interact(bench.guilds[0])
    bench.gateway.strike(Outage(bench.guilds[0].id, over=True))
    assert await bot.events_so_far() == ["GUILD_DELETE", "GUILD_CREATE"]


async def test_an_outage_that_lasts_ends_by_the_clock(bench: Bench) -> None:
    bot = await _ready(bench)
    bench.gateway.strike(Outage(bench.guilds[0].id, lasts_s=60))
    assert await bot.events_so_far() == ["GUILD_DELETE"]
    bench.clock.advance(60)
    assert await bot.events_so_far() == ["GUILD_CREATE"]


async def test_an_outage_that_was_ended_by_hand_does_not_end_twice(bench: Bench) -> None:
    bot = await _ready(bench)
    bench.gateway.strike(Outage(bench.guilds[0].id, lasts_s=60))
    bench.gateway.strike(Outage(bench.guilds[0].id, over=True))
    bench.clock.advance(60)
    assert await bot.events_so_far() == ["GUILD_DELETE", "GUILD_CREATE"]


async def test_all_guilds_of_a_shard_go_at_once_and_no_others(bench: Bench) -> None:
    struck, spared = await _ready(bench, 0), await _ready(bench, 1)
    assert bench.gateway.strike(Outage(ALL_GUILDS, shard=0)) == 1
    assert bench.gateway.strike(Outage(ALL_GUILDS, shard=0)) == 0, "it is out already"
    assert await struck.events_so_far() == ["GUILD_DELETE"]
    assert await spared.events_so_far() == []


async def test_a_storm_of_guilds_is_told_as_guilds_that_are_new(bench: Bench) -> None:
    bot = await _ready(bench, 1)
    assert bench.gateway.strike(Storm(50, shard=1)) == 50
    told = [await bot.hear_event("GUILD_CREATE") for _ in range(50)]
    assert len({guild["id"] for guild in told}) == 50
    assert all("unavailable" not in guild for guild in told)


@pytest.mark.parametrize("fault", [Outage("404"), Storm(1, shard=2)])
async def test_what_is_not_there_cannot_be_struck(bench: Bench, fault: Outage | Storm) -> None:
    with pytest.raises(FaultError):
        bench.gateway.strike(fault)
