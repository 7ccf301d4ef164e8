"""How this process is, for those who ask by `/config doctor`; only what the settings name is asked."""

from __future__ import annotations

from bot.adapters import Adapters
from bot.addresses import reach
from bot.client import EverquillBot
from cogs.config.doctor import Vitals
from core.ids import GuildId


def vitals(bot: EverquillBot, adapters: Adapters, public_url: str) -> Vitals:
    """What can be asked of a process, each time anew."""

    def shard(guild: GuildId) -> tuple[int, bool]:
        number = shard_of(guild, bot.shard_count or 1)
        return number, bot.shard_states().get(number, False)

    return Vitals(
        database=adapters.permalinks.readable,
        valkey=adapters.publisher.ping,
        shared=lambda: adapters.quota.shared,
        shard=shard,
        public_url=public_url,
        reach=reach(public_url),
    )


def shard_of(guild: GuildId, shards: int) -> int:
    """The shard that Discord sends a guild's events to.

    Source: Discord developer docs, "Sharding".

    Example:
        >>> shard_of(GuildId(81384788765712384), 4)
        2
    """
    return (guild >> 22) % shards
