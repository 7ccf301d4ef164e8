"""The sandbox in a process of its own: it says where it is, serves, and stops when told."""

from __future__ import annotations

import asyncio
import json
import signal
import socket
import sys
from pathlib import Path

import pytest

from bot.sandbox.client.client import SandboxClient
from tests.sandbox.raw_bot import RawBot

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
async def test_it_prints_where_it_is_serves_and_stops_when_told(told: signal.Signals) -> None:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot.sandbox", "--shards", "3", "--guilds", "0"),
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        assert process.stdout is not None
        facts = json.loads(await asyncio.wait_for(process.stdout.readline(), 30))
        assert facts["control_url"] == facts["page_url"] + "api/"
        async with SandboxClient(facts["page_url"]) as client:
            guild = await client.make_guild("G", members=["alice"], shard=2)
            said = await client.user("alice", guild).say("general", "hi")
            assert said.content == "hi"
            url = facts["base_url"].replace("http", "ws", 1) + "/gateway"
            bot = await RawBot(client.http, url, facts["token"]).open()
            await bot.ready(shard=[2, 3])
            process.send_signal(told)
            assert await bot.closed() == 1001
        assert await asyncio.wait_for(process.wait(), 10) == 0
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


@pytest.mark.parametrize(("taken", "why"), [(True, "Address already in use"), (False, "there is no such port")])
async def test_a_port_that_cannot_be_had_is_said_in_one_sentence(taken: bool, why: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1] if taken else 65_536
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot.sandbox", "--port", str(port)),
            cwd=ROOT,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        said, complained = await asyncio.wait_for(process.communicate(), 30)

    assert (process.returncode, said) == (2, b"")
    assert complained.decode().splitlines() == [
        f"The sandbox cannot be served on 127.0.0.1:{port}: {why}. Choose a free port above 1023, like --port 8123,"
        " or leave --port out to take any."
    ]
