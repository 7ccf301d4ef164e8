"""What discord.py does on each code with which Discord closes: resume, begin anew, or give up."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from bot.sandbox.client.client import SandboxClient
from bot.sandbox.faults.blows import CLOSE_CODES
from bot.sandbox.pytest_plugin.run import Run
from bot.sandbox.server import Sandbox
from tests.sandbox.probe.process import ProbeProcess

if TYPE_CHECKING:
    from bot.sandbox.client.person import Person

RESUMES = (1000, 1001, 1006, 4000, 4001, 4002, 4005, 4008)
BEGINS_ANEW = (4003, 4007, 4009)
GIVES_UP = (4004, 4010, 4011, 4012, 4013, 4014)
SHARD = 1


def test_no_code_is_forgotten() -> None:
    assert sorted((*RESUMES, *BEGINS_ANEW, *GIVES_UP)) == sorted(CLOSE_CODES)


@pytest.mark.parametrize("code", RESUMES)
async def test_the_session_is_resumed(no_faults: SandboxClient, alice: Person, probe: ProbeProcess, code: int) -> None:
    heard = len(probe.log)
    assert (await no_faults.fault(close=code, shard=SHARD))["struck"] == 1
    await probe.reported("resumed", after=heard, shard=SHARD)
    assert all(report["what"] != "identify" for report in probe.log[heard:])
    assert (await alice.slash("general", "roll", dice="1d6")).state == "answered"


@pytest.mark.parametrize("code", BEGINS_ANEW)
async def test_a_session_that_cannot_be_resumed_is_begun_anew(
    no_faults: SandboxClient, alice: Person, probe: ProbeProcess, code: int
) -> None:
    heard = len(probe.log)
    await no_faults.fault(close=code, shard=SHARD)
    await probe.reported("identify", after=heard, shard=SHARD)
    await probe.reported("connected", after=heard, shard=SHARD)
    assert all(report["what"] != "resumed" for report in probe.log[heard:])
    assert (await alice.slash("general", "roll", dice="1d6")).state == "answered"


async def test_the_codes_that_allow_no_return_end_the_bot(sandbox_run: Run) -> None:
    count = len(GIVES_UP)
    # Six bots register the same commands at once, which one bot would not.
    async with (
        sandbox_run.sandbox(shards=count, rate_limits=False) as sandbox,
        SandboxClient(sandbox.page_url) as client,
    ):
        await asyncio.gather(*(_gives_up(sandbox, client, shard, code) for shard, code in enumerate(GIVES_UP)))
        assert sandbox.realm.gateway.sessions == {}


async def _gives_up(sandbox: Sandbox, client: SandboxClient, shard: int, code: int) -> None:
    async with ProbeProcess(sandbox, SHARD_IDS=str(shard), SHARD_COUNT=str(len(GIVES_UP))) as bot:
        await bot.reported("ready")
        assert (await client.fault(close=code, shard=shard))["struck"] == 1
        gave_up = await bot.reported("gave up")
        assert gave_up["error"] == ("PrivilegedIntentsRequired" if code == 4014 else "ConnectionClosed")
        assert await bot.ended() == 1
        assert all(report["what"] != "resumed" for report in bot.log)
