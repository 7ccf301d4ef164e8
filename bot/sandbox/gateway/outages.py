"""Guilds that go away without leaving, and crowds of new ones.

Of a guild in an outage the gateway says nothing until it is back: what happens there meanwhile is not told later.

Source: Discord developer docs, "Gateway Events", Guild Create, Guild Delete.
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.sandbox.bus import Bus
from bot.sandbox.faults.blows import ALL_GUILDS, Outage, Storm
from bot.sandbox.faults.reading import FaultError
from bot.sandbox.snowflake import shard_of
from bot.sandbox.wire import Json
from bot.sandbox.world.guilds import Guild
from bot.sandbox.world.world import World


class Outages:
    """Makes guilds unavailable and available, and founds many at once; each is told in one go."""

    def __init__(self, world: World, bus: Bus) -> None:
        self._world = world
        self._bus = bus

    def strike(self, outage: Outage) -> int:
        """Begin or end an outage; returns for how many guilds it made a difference.

        Raises:
            FaultError: There is no such guild.
        """
        struck = [guild for guild in self._named(outage) if guild.unavailable == outage.over]
        for guild in struck:
            (self._end if outage.over else self._begin)(guild)
        if outage.lasts_s is not None:
            self._world.clock.call_later(outage.lasts_s, lambda: self._end_all(struck))
        return len(struck)

    def storm(self, storm: Storm) -> int:
        """Let many guilds take the bot in.

        Raises:
            FaultError: No guild can be on that shard.
        """
        if storm.shard >= self._world.snowflakes.shards:
            raise FaultError(f"there are {self._world.snowflakes.shards} shards, counted from 0")
        owner = self._world.application.owner
        for number in range(1, storm.guilds + 1):
            guild = self._world.add_guild(f"Storm {number}", owner, shard=storm.shard)
            self._world.add_channel(guild, "general")
            told: Json = self._world.guild_create_json(guild)
            del told["unavailable"]  # by that a bot knows that the guild is new
            self._bus.emit("GUILD_CREATE", told, guild=guild.id)
        return storm.guilds

    def _named(self, outage: Outage) -> Iterator[Guild]:
        if outage.guild != ALL_GUILDS and outage.guild not in self._world.guilds:
            raise FaultError(f"there is no guild {outage.guild}")
        for guild in self._world.guilds.values():
            here = outage.shard in (None, shard_of(guild.id, self._world.snowflakes.shards))
            if here and outage.guild in (ALL_GUILDS, guild.id):
                yield guild

    def _begin(self, guild: Guild) -> None:
        guild.unavailable = True
        self._bus.emit("GUILD_DELETE", {"id": guild.id, "unavailable": True}, guild=guild.id)

    def _end(self, guild: Guild) -> None:
        guild.unavailable = False
        self._bus.emit("GUILD_CREATE", self._world.guild_create_json(guild), guild=guild.id)

    def _end_all(self, guilds: list[Guild]) -> None:
        for guild in guilds:
            if guild.unavailable and guild.id in self._world.guilds:
                self._end(guild)
