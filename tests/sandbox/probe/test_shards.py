"""Four shards in two processes: each guild has one answer, and shards come and go by themselves."""

from __future__ import annotations

import asyncio

from bot.sandbox.client.client import SandboxClient
from bot.sandbox.pytest_plugin.run import Run
from bot.sandbox.server import Sandbox
from tests.sandbox.probe.process import ProbeProcess

SHARDS = 4
HALVES = ("0,2", "1,3")


async def test_four_shards_in_two_processes_serve_their_guilds(sandbox_run: Run) -> None:
    async with sandbox_run.sandbox(shards=SHARDS) as sandbox, SandboxClient(sandbox.page_url) as client:
        processes = [ProbeProcess(sandbox, SHARD_IDS=half, SHARD_COUNT=str(SHARDS)) for half in HALVES]
        async with processes[0] as even, processes[1] as odd:
            await asyncio.gather(even.reported("ready", shards=[0, 2]), odd.reported("ready", shards=[1, 3]))
            await client.until_connected(SHARDS)
            guilds = [await client.make_guild(f"Shard {n}", members=["alice"], shard=n) for n in range(SHARDS)]
            people = [client.user("alice", guild) for guild in guilds]
            answers = await asyncio.gather(*(one.slash("general", "roll", dice="1d6") for one in people))
            for shard, answer in enumerate(answers):
                await (even, odd)[shard % 2].reported("interaction", id=answer.interaction, shard=shard)
            for process, shards in ((even, {0, 2}), (odd, {1, 3})):
                served = [report for report in process.log if report["what"] == "interaction"]
                assert {report["shard"] for report in served} == shards
                assert len(served) == 2, "nobody answers for another's guild"

            heard = len(odd.log)
            await client.fault(close=4000, shard=3)
            await odd.reported("resumed", after=heard, shard=3)
            assert (await people[3].slash("general", "roll", dice="1d6")).state == "answered"
            assert [report for report in (*even.log, *odd.log[:heard]) if report["what"] == "resumed"] == []


async def test_shards_of_one_bucket_wait_for_each_other(sandbox_run: Run) -> None:
    async with sandbox_run.sandbox() as sandbox, SandboxClient(sandbox.page_url) as client:
        await client.change_gateway(max_concurrency=1, identify_every_s=5)
        async with ProbeProcess(sandbox, SHARD_COUNT="2", SHARD_IDS="0,1") as bot:
            await bot.reported("connected", shard=0)
            # The second is told that it came too soon (op 9), as often as it tries before the bucket opens again.
            await client.until(lambda state: bool(_refused(sandbox)))
            await client.advance(5)
            await bot.reported("ready", shards=[0, 1])
        limit = sandbox.realm.gateway.start_limit_json()
        assert (limit["total"] - limit["remaining"], limit["max_concurrency"]) == (2, 1)


def _refused(sandbox: Sandbox) -> list[object]:
    records = sandbox.realm.traffic.after(0)
    return [record for record in records if record.get("op") == 9 and record["direction"] == "sent"]
