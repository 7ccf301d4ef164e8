"""A Discord that does not let the bot in, or sends it away, is told in one sentence, and nothing is left open."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator

import discord
import pytest
from aiohttp import web

from bot.discord_entry import refusals
from bot.errors import CannotStartError
from bot.sandbox.server import Sandbox
from tests.bot.command_line import Said, everquill
from tests.flows.stage import Stage, open_stage

NOWHERE = "redis://127.0.0.1:1/0"
TOKEN = "MTk4.G8Kq.xyzvw"


@pytest.fixture
async def stage(database_url: str, valkey_url: str) -> AsyncIterator[Stage]:
    """A sandbox, with no bot in it yet."""
    async with open_stage(database_url, valkey_url) as stage:
        yield stage


async def enter(command: str, database_url: str, valkey_url: str, **settings: str) -> Said:
    return await everquill(
        command, **{"DATABASE_URL": database_url, "REDIS_URL": valkey_url, "DISCORD_TOKEN": TOKEN} | settings
    )


@pytest.mark.parametrize("command", ["run", "sync"])
async def test_without_a_token_both_ways_on_are_told(command: str) -> None:
    said = await everquill(command, DATABASE_URL="postgresql://127.0.0.1:1/x", REDIS_URL=NOWHERE)

    assert said.code == 2
    assert said.sentence.startswith("There is no Discord token.")
    assert "DISCORD_TOKEN=… make run" in said.sentence
    assert said.sentence.endswith("make play")


@pytest.mark.parametrize("command", ["run", "sync"])
async def test_an_unreachable_discord_is_told(command: str, database_url: str, valkey_url: str) -> None:
    said = await enter(command, database_url, valkey_url, DISCORD_API_BASE="http://127.0.0.1:1")

    assert said.code == 2
    assert said.sentence.startswith("Discord cannot be reached: ")
    assert "DISCORD_API_BASE" in said.sentence


@pytest.mark.parametrize("command", ["run", "sync"])
async def test_a_refused_token_is_told_with_where_to_get_one(command: str, database_url: str, valkey_url: str) -> None:
    async with Sandbox() as sandbox:
        said = await enter(command, database_url, valkey_url, DISCORD_API_BASE=sandbox.base_url)

    assert said.code == 2
    assert said.sentence.startswith("Discord refuses the token in DISCORD_TOKEN. ")
    assert "Reset Token" in said.sentence
    assert TOKEN not in said.sentence


async def test_an_address_that_is_no_discord_is_told(database_url: str, valkey_url: str) -> None:
    runner = web.AppRunner(web.Application())
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    base = f"http://127.0.0.1:{runner.addresses[0][1]}"
    said = await enter("run", database_url, valkey_url, DISCORD_API_BASE=base)
    await runner.cleanup()

    assert said.code == 2
    assert said.sentence.startswith("Discord does not do what the bot asks: 404 Not Found")
    assert "DISCORD_API_BASE" in said.sentence


@pytest.mark.parametrize("path", ["/users/@me", "/applications/.*/commands"])
async def test_a_refusal_on_the_way_in_leaves_nothing_open(path: str, stage: Stage) -> None:
    await stage.sandbox.fault(method="GET" if "users" in path else "PUT", path=path, status=403, count=9)
    said = await enter(
        "run",
        stage.database_url,
        stage.redis_url,
        DISCORD_TOKEN=stage.facts["token"],
        DISCORD_API_BASE=stage.facts["base_url"],
    )

    assert said.code == 2
    assert said.sentence.startswith("Discord does not do what the bot asks: 403 Forbidden"), "and no unclosed connector"


@pytest.mark.parametrize(
    ("code", "advice"),
    [
        (4004, "Reset Token"),
        (4010, "SHARD_IDS should be below SHARD_COUNT"),
        (4011, "Set SHARD_COUNT=0"),
        (4012, "Update Everquill"),
        (4013, "Update Everquill"),
        (4014, "Privileged Gateway Intents"),
    ],
)
async def test_a_gateway_that_sends_the_bot_away_ends_it_with_what_to_do(stage: Stage, code: int, advice: str) -> None:
    bot = await stage.bot()
    await stage.sandbox.fault(close=code)
    ended = await asyncio.wait_for(bot.process.wait(), 30)
    await bot.kill()

    assert ended == 2
    assert bot.raw[-1].startswith("Discord ")
    assert advice in bot.raw[-1]
    assert bot.bugs() == []
    assert not any("Traceback" in line or "Unclosed" in line for line in bot.raw)


@pytest.mark.parametrize(
    ("intents", "switches"),
    [
        (discord.Intents(guilds=True, members=True), "Switch on Server Members Intent at"),
        (discord.Intents(presences=True, message_content=True), "on Presence Intent and Message Content Intent at"),
        (discord.Intents(guilds=True), "Presence Intent and Server Members Intent and Message Content Intent at"),
    ],
)
def test_the_switches_to_flip_are_those_of_the_intents_asked_for(intents: discord.Intents, switches: str) -> None:
    with pytest.raises(CannotStartError, match=switches), refusals(intents):
        raise discord.PrivilegedIntentsRequired(0)


async def test_a_valkey_that_is_away_stops_nobody_from_playing(stage: Stage) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        stage.redis_url = f"redis://127.0.0.1:{silent.getsockname()[1]}/0"
        bot = await stage.bot()
    party = await stage.party()
    rolled = await party.alice.completed(await party.alice.slash("tavern", "r", dice="1d20"))

    assert rolled.state == "answered"
    assert await bot.said("valkey_away")
    assert bot.bugs() == []
    assert await bot.stop() == 0
