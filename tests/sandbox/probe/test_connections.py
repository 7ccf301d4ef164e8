"""What a real discord.py bot does when the gateway or REST lets it down; each test leaves the bot connected."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import pytest

from bot.sandbox.client.client import SandboxClient
from bot.sandbox.gateway.rules import GatewayRules
from bot.sandbox.pytest_plugin.run import Run
from bot.sandbox.server import Sandbox
from tests.sandbox.probe.process import ProbeProcess

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterator

    from bot.sandbox.bus import Event
    from bot.sandbox.client.person import Person

SHARD = 1


@pytest.fixture
async def unruled(sandbox: Sandbox) -> AsyncIterator[GatewayRules]:
    """The gateway's rules, put back afterwards."""
    approved = sandbox.realm.gateway.rules.approved
    yield sandbox.realm.gateway.rules
    sandbox.realm.gateway.rules = GatewayRules(sandbox.realm.world.application)
    sandbox.realm.gateway.rules.approved = approved


@asynccontextmanager
async def _asked(sandbox: Sandbox) -> AsyncGenerator[asyncio.Event]:
    """An event that is set once somebody's interaction was sent to the bot, whether or not it gets there."""
    sent = asyncio.Event()

    def hear(event: Event) -> None:
        if event.name == "INTERACTION_CREATE":
            sent.set()

    unsubscribe = sandbox.realm.bus.subscribe(hear)
    yield sent
    unsubscribe()


async def _away(sandbox: Sandbox, shard: int) -> None:
    await sandbox.realm.gateway.until(lambda: shard not in sandbox.realm.gateway.connected_shards())


async def _rolls(alice: Person) -> None:
    assert (await alice.slash("general", "roll", dice="1d20")).state == "answered"


async def test_a_missed_interaction_is_replayed_and_answered(
    sandbox: Sandbox, no_faults: SandboxClient, alice: Person, probe: ProbeProcess
) -> None:
    heard = len(probe.log)
    assert (await no_faults.fault(close=4000, shard=SHARD))["struck"] == 1
    await _away(sandbox, SHARD)
    result = await alice.slash("general", "roll", dice="missed")
    assert result.answer.content == "missed x1"
    await probe.reported("resumed", after=heard, shard=SHARD)
    assert all(report["what"] != "identify" for report in probe.log[heard:])


async def test_a_line_that_is_cut_is_resumed(no_faults: SandboxClient, alice: Person, probe: ProbeProcess) -> None:
    heard = len(probe.log)
    await no_faults.fault(close=1006, shard=SHARD)
    await probe.reported("resumed", after=heard, shard=SHARD)
    await _rolls(alice)


@pytest.mark.parametrize("fault", [{"op": 7}, {"op": 9, "d": True}], ids=["reconnect", "invalid but resumable"])
async def test_a_bot_that_is_asked_to_reconnect_resumes(
    no_faults: SandboxClient, alice: Person, probe: ProbeProcess, fault: dict[str, Any]
) -> None:
    heard = len(probe.log)
    await no_faults.fault(**fault, shard=SHARD)
    await probe.reported("resumed", after=heard, shard=SHARD)
    await _rolls(alice)


async def test_a_bot_whose_session_is_gone_identifies_anew(
    no_faults: SandboxClient, alice: Person, probe: ProbeProcess
) -> None:
    heard = len(probe.log)
    await no_faults.fault(op=9, d=False, shard=SHARD)
    await probe.reported("identify", after=heard, shard=SHARD)
    await probe.reported("connected", after=heard, shard=SHARD)
    await _rolls(alice)


async def test_an_interaction_that_comes_twice_is_refused_the_second_time(
    no_faults: SandboxClient, alice: Person, probe: ProbeProcess
) -> None:
    heard = len(probe.log)
    await no_faults.fault(duplicate="INTERACTION_CREATE", shard=SHARD)
    result = await alice.slash("general", "once")
    await probe.reported("answered", after=heard, id=result.interaction)
    refused = await probe.reported("refused", after=heard, id=result.interaction)
    assert refused["code"] == 40060
    assert [message.content for message in await alice.messages("general")] == ["once"]


async def test_a_late_interaction_cannot_be_answered_any_more(
    sandbox: Sandbox, no_faults: SandboxClient, alice: Person, probe: ProbeProcess
) -> None:
    heard = len(probe.log)
    await no_faults.fault(delay="INTERACTION_CREATE", delay_s=4, shard=SHARD)
    async with _asked(sandbox) as sent:
        asking = asyncio.create_task(alice.slash("general", "once"))
        await sent.wait()
    await no_faults.advance(5)
    assert (await asking).error == "The application did not respond"
    assert (await probe.reported("refused", after=heard))["code"] == 10062


async def test_a_dropped_interaction_fails_for_its_user(
    sandbox: Sandbox, no_faults: SandboxClient, alice: Person
) -> None:
    await no_faults.fault(drop="INTERACTION_CREATE", shard=SHARD)
    async with _asked(sandbox) as sent:
        asking = asyncio.create_task(alice.slash("general", "once"))
        await sent.wait()
    await no_faults.advance(3)
    assert (await asking).state == "failed"


@pytest.mark.parametrize("status", [429, 500, 503])
async def test_a_refused_callback_is_tried_again(no_faults: SandboxClient, alice: Person, status: int) -> None:
    await no_faults.fault(path="/callback$", method="POST", status=status, retry_after=0.05)
    await _rolls(alice)


async def test_an_answer_that_is_lost_on_the_way_back_stands_all_the_same(
    no_faults: SandboxClient, alice: Person
) -> None:
    await no_faults.fault(path="/callback$", method="POST", drop_reply=True)
    await _rolls(alice)
    assert len(await alice.messages("general")) == 1


async def test_a_bot_whose_heartbeats_go_unanswered_reconnects_and_resumes(
    sandbox: Sandbox, unruled: GatewayRules, no_faults: SandboxClient
) -> None:
    unruled.heartbeat_interval_ms = 1000
    async with ProbeProcess(sandbox, SHARD_IDS="0", SHARD_COUNT="2", BEAT_S="2") as zombie:
        await zombie.reported("ready")
        await no_faults.fault(drop_acks=True, shard=0, count=50)
        unruled.heartbeat_interval_ms = 41_250
        await zombie.reported("resumed", shard=0)


async def test_a_bot_with_a_wrong_token_gives_up(sandbox: Sandbox) -> None:
    async with ProbeProcess(sandbox, TOKEN="a.wrong.token") as stranger:
        assert (await stranger.reported("gave up"))["error"] == "LoginFailure"
        assert await stranger.ended() == 1


async def test_a_bot_with_intents_that_are_not_approved_gives_up(sandbox: Sandbox, unruled: GatewayRules) -> None:
    unruled.approved &= ~unruled.approved
    async with ProbeProcess(sandbox) as greedy:
        assert (await greedy.reported("gave up"))["error"] == "PrivilegedIntentsRequired"


async def test_both_transport_compressions_are_read(sandbox: Sandbox, probe: ProbeProcess) -> None:
    assert (await probe.reported("ready"))["compression"] == "zstd-stream"
    async with ProbeProcess(sandbox, COMPRESS="zlib") as other:
        await other.reported("ready", compression="zlib-stream", shards=[0, 1])


async def test_two_processes_with_a_shard_each_serve_their_guilds_alone(sandbox_run: Run) -> None:
    async with sandbox_run.sandbox(shards=2) as apart, SandboxClient(apart.page_url) as client:
        people: dict[str, Any] = {"members": ["alice"], "channels": ["general"]}
        async with ProbeProcess(apart, SHARD_IDS="1", SHARD_COUNT="2") as second:
            async with ProbeProcess(apart, SHARD_IDS="0", SHARD_COUNT="2") as first:
                await first.reported("ready", shards=[0])
                await second.reported("ready", shards=[1])
                guilds = [await client.make_guild(f"Guild {n}", shard=n, **people) for n in (0, 1)]
                for process, guild in zip((first, second), guilds, strict=True):
                    result = await client.user("alice", guild).slash("general", "roll", dice="1d6")
                    await process.reported("interaction", id=result.interaction)
                assert [sum(r["what"] == "interaction" for r in p.log) for p in (first, second)] == [1, 1]
            await _away(apart, 0)
            assert (await client.user("alice", guilds[1]).slash("general", "roll", dice="1d6")).state == "answered"
            async with _asked(apart) as sent:
                lost = asyncio.create_task(client.user("alice", guilds[0]).slash("general", "roll", dice="1d6"))
                await sent.wait()
            await client.advance(3)
            assert (await lost).state == "failed"
