"""A gateway on its own: a world, a bus and a websocket endpoint, without REST and without a page."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from bot.sandbox.bus import Bus
from bot.sandbox.clock import Clock
from bot.sandbox.faults.armed import Faults
from bot.sandbox.gateway.endpoint import GatewayEndpoint
from bot.sandbox.gateway.gateway import Gateway
from bot.sandbox.gateway.rules import GatewayRules
from bot.sandbox.snowflake import Snowflakes
from bot.sandbox.traffic import Traffic
from bot.sandbox.world.guilds import Guild
from bot.sandbox.world.world import World
from tests.sandbox.raw_bot import RawBot

TOKEN = "the.right.token"


@dataclass(slots=True)
class Bench:
    """The gateway under test and all that it stands on."""

    world: World
    bus: Bus
    clock: Clock
    faults: Faults
    traffic: Traffic
    gateway: Gateway
    http: aiohttp.ClientSession
    url: str = ""
    guilds: list[Guild] = field(default_factory=list[Guild])

    def bot(self, token: str = TOKEN) -> RawBot:
        """Return a bot that is not connected yet."""
        return RawBot(self.http, self.url, token)

    async def open(self, **options: Any) -> RawBot:
        """Connect a bot."""
        return await self.bot().open(**options)

    def write(self, guild: Guild, content: str = "hi", **changes: Any) -> None:
        """Let the guild's owner write a message, as far as the gateway is concerned."""
        channel = self.world.channels_of(guild.id)[0]
        message = {
            "id": self.world.snowflakes.mint(),
            "channel_id": channel.id,
            "guild_id": guild.id,
            "author": self.world.users[guild.owner_id].to_json(),
            "content": content,
            "mentions": [],
        }
        self.bus.emit("MESSAGE_CREATE", message | changes, guild=guild.id, channel=channel.id)

    def interact(self, guild: Guild, number: int = 1) -> None:
        """Let an interaction happen, as far as the gateway is concerned."""
        self.bus.emit("INTERACTION_CREATE", {"id": str(number), "token": "sealed"}, guild=guild.id)


@pytest.fixture
async def bench() -> AsyncIterator[Bench]:
    async with AsyncExitStack() as stack:
        clock, bus, faults = Clock(), Bus(), Faults()
        world = World(clock, Snowflakes(clock, shards=2))
        traffic = Traffic(clock)
        gateway = Gateway(world, bus, clock, faults, token=TOKEN, rules=GatewayRules(world.application))
        endpoint = GatewayEndpoint(gateway, traffic)
        app = web.Application()
        app.router.add_get("/gateway", endpoint.handle)
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        stack.push_async_callback(runner.cleanup)
        stack.callback(endpoint.stop)
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        http = await stack.enter_async_context(aiohttp.ClientSession())
        url = f"ws://127.0.0.1:{runner.addresses[0][1]}/gateway"
        made = Bench(world, bus, clock, faults, traffic, gateway, http, url)
        owner = world.add_user("alice")
        for shard in (0, 1):
            guild = world.add_guild(f"Guild {shard}", owner, shard=shard)
            world.add_channel(guild, "general")
            world.add_member(guild, world.add_user(f"bob{shard}"))
            made.guilds.append(guild)
        yield made
        clock.stop()
        gateway.pulse.stop()


@pytest.fixture
def rules(bench: Bench) -> GatewayRules:
    """What Discord decides; a test may decide otherwise before it connects."""
    return bench.gateway.rules
