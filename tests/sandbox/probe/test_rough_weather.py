"""What a real discord.py bot makes of weather that is rarer than a lost connection; each has a bot of its own."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from bot.sandbox.client.client import SandboxClient
from bot.sandbox.client.person import Person
from bot.sandbox.pytest_plugin.run import Run
from bot.sandbox.server import Sandbox
from tests.sandbox.probe.process import ProbeProcess

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.sandbox.client.results import Guild


@pytest.fixture
async def sea(sandbox_run: Run) -> AsyncIterator[Sandbox]:
    async with sandbox_run.sandbox(shards=1) as sandbox:
        yield sandbox


@pytest.fixture
async def client(sea: Sandbox) -> AsyncIterator[SandboxClient]:
    async with SandboxClient(sea.page_url) as opened:
        yield opened


@pytest.fixture
async def bot(sea: Sandbox, client: SandboxClient) -> AsyncIterator[ProbeProcess]:
    async with ProbeProcess(sea) as process:
        await process.reported("ready")
        await client.until_connected(1)
        yield process


@pytest.fixture
async def guild(client: SandboxClient, bot: ProbeProcess) -> Guild:
    guild = await client.make_guild("The Boat", members=["alice"])
    await bot.reported("joined", guild="The Boat")
    return guild


@pytest.fixture
def alice(client: SandboxClient, guild: Guild) -> Person:
    return client.user("alice", guild)


async def test_quarter_of_an_hour_in_a_moment_is_survived(
    client: SandboxClient, bot: ProbeProcess, alice: Person
) -> None:
    heard = len(bot.log)
    asking = asyncio.create_task(alice.slash("general", "silent"))
    await bot.reported("silent")
    await client.advance(900, heartbeats=True)
    await bot.reported("resumed", after=heard)
    assert (await asking).state == "failed"
    assert (await alice.slash("general", "roll", dice="1d6")).state == "answered"


async def test_a_heartbeat_that_is_asked_for_is_sent(sea: Sandbox, client: SandboxClient, bot: ProbeProcess) -> None:
    traffic, news = sea.realm.traffic, asyncio.Event()
    before = traffic.after(0)[-1]["n"]
    stop = traffic.subscribe(news.set)
    await client.fault(op=1)
    while not any(record.get("op") == 1 and record["direction"] == "received" for record in traffic.after(before)):
        news.clear()
        await news.wait()
    stop()


async def test_events_out_of_order_are_answered_all_the_same(
    client: SandboxClient, bot: ProbeProcess, alice: Person
) -> None:
    heard = len(bot.log)
    await client.fault(reorder="MESSAGE_CREATE")
    for word in ("first", "second"):
        await alice.say("general", word)
    await bot.reported("message", after=heard, content="first")
    said = [report["content"] for report in bot.log[heard:] if report["what"] == "message"]
    assert said == ["second", "first"]


async def test_a_guild_in_an_outage_is_not_left_and_not_joined_anew(
    client: SandboxClient, bot: ProbeProcess, alice: Person, guild: Guild
) -> None:
    heard = len(bot.log)
    assert (await client.fault(outage=guild.id))["struck"] == 1
    await bot.reported("unavailable", after=heard, guild="The Boat")
    await client.fault(recover=guild.id)
    await bot.reported("available", after=heard, guild="The Boat")
    assert not {"joined", "removed"} & {report["what"] for report in bot.log[heard:]}
    assert (await alice.slash("general", "roll", dice="1d6")).state == "answered"


async def test_a_storm_of_guilds_is_joined(client: SandboxClient, bot: ProbeProcess) -> None:
    assert (await client.fault(storm=100))["struck"] == 100
    await bot.reported("joined", guild="Storm 100")
    assert len([report for report in bot.log if report["what"] == "joined"]) == 100


@pytest.mark.parametrize("compression", ["zstd", "zlib"])
async def test_a_torn_stream_ends_the_library(sea: Sandbox, client: SandboxClient, compression: str) -> None:
    """Neither form of compression recovers: discord.py lets the error out of `start`, so its owner must start anew."""
    async with ProbeProcess(sea, COMPRESS=compression) as torn:
        await torn.reported("ready")
        guild = await client.make_guild("The Boat", members=["alice"])
        await client.fault(truncate="MESSAGE_CREATE")
        for word in ("one", "two"):
            await client.user("alice", guild).say("general", word)
        assert await torn.ended() == 1
    async with ProbeProcess(sea) as again:
        await again.reported("ready")
        answered = await client.user("alice", guild).slash("general", "roll", dice="1d6")
        assert answered.state == "answered"


async def test_a_day_of_too_many_starts_costs_the_token(sea: Sandbox, client: SandboxClient, bot: ProbeProcess) -> None:
    token = sea.token
    await client.change_gateway(starts_per_day=1)
    async with ProbeProcess(sea) as greedy:
        assert (await greedy.reported("gave up"))["error"] == "ConnectionClosed"
    assert (await bot.reported("gave up"))["error"] == "ConnectionClosed"
    assert sea.token != token
    async with ProbeProcess(sea, TOKEN=token) as late:
        assert (await late.reported("gave up"))["error"] == "LoginFailure"


@pytest.mark.parametrize("fault", ["cut_body", "drop_reply"])
async def test_an_answer_whose_confirmation_breaks_off_stands_once(
    client: SandboxClient, alice: Person, fault: str
) -> None:
    await client.fault(path="/callback$", **{fault: True})
    assert (await alice.slash("general", "roll", dice="1d20")).state == "answered"
    assert len(await alice.messages("general")) == 1


async def test_an_answer_that_was_cut_off_before_it_was_given_is_not_tried_again(
    client: SandboxClient, bot: ProbeProcess, alice: Person
) -> None:
    """discord.py repeats an answer for a status, not for a broken connection: its owner must."""
    heard = len(bot.log)
    await client.fault(path="/callback$", reset=True)
    asking = asyncio.create_task(alice.slash("general", "once"))
    await bot.reported("cut off", after=heard)
    await client.advance(3)
    assert (await asking).state == "failed"
    assert await alice.messages("general") == []
