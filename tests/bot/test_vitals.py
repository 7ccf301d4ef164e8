"""How a process is, as `/config doctor` asks: a guild's shard as Discord deals them out, and who reaches its pages."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from bot.addresses import reach
from bot.vitals import shard_of, vitals
from core.ids import GuildId


@pytest.mark.parametrize(
    ("guild", "shards", "shard"), [(81384788765712384, 4, 2), (81384788765712384, 1, 0), (3 << 22, 2, 1), (9, 8, 0)]
)
def test_a_guild_is_on_the_shard_that_discord_deals_it_to(guild: int, shards: int, shard: int) -> None:
    assert shard_of(GuildId(guild), shards) == shard


@pytest.mark.parametrize(
    ("url", "who"),
    [
        ("https://rolls.example.org", "everybody"),
        ("https://rolls.example.org/bot", "everybody"),
        ("http://rolls.example.org:8001", "unencrypted"),
        ("http://localhost:8001", "this-machine"),
        ("http://127.0.0.1:8001", "this-machine"),
        ("https://[::1]", "this-machine"),
    ],
)
def test_an_address_tells_who_can_follow_it(url: str, who: str) -> None:
    assert reach(url) == who


async def test_a_shard_that_this_process_does_not_hold_is_not_connected() -> None:
    async def answers() -> bool:
        return True

    adapters: Any = SimpleNamespace(
        permalinks=SimpleNamespace(readable=answers),
        publisher=SimpleNamespace(ping=answers),
        quota=SimpleNamespace(shared=True),
    )
    bot: Any = SimpleNamespace(shard_count=3, shard_states=lambda: {0: True, 1: False})
    found = vitals(bot, adapters, "http://localhost:8001")
    assert [found.shard(GuildId(number << 22)) for number in range(3)] == [(0, True), (1, False), (2, False)]
    adapters.quota.shared = False
    assert not found.shared()
    assert found.reach == "this-machine"
    assert await found.database()
