"""`python -m bot play` beside the happy path: ports that cannot be had, a bot that dies."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import pytest

from bot.sandbox.client.client import SandboxClient
from tests.bot.command_line import everquill
from tests.flows.processes import ROOT
from tests.services import open_folder

PAGE = re.compile(r"http://127\.0\.0\.1:\d+/s/\S+/")
WITHIN_S = 60
NEVER_USED = {"DATABASE_URL": "postgresql://127.0.0.1:1/real", "REDIS_URL": "redis://127.0.0.1:1/0"}


class Play:
    """A person's play, its terminal read line by line."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process
        self.lines: list[str] = []

    async def says(self, words: str) -> str:
        """The next line with these words in it."""
        assert self.process.stdout is not None
        async with asyncio.timeout(WITHIN_S):
            while True:
                line = (await self.process.stdout.readline()).decode()
                assert line, "".join(self.lines)
                self.lines.append(line)
                if words in line:
                    return line

    async def bot(self, *, other_than: int = 0) -> int:
        """The bot's process, waited for."""
        async with asyncio.timeout(WITHIN_S):
            while not (bots := bots_of(self.process.pid) - {other_than}):  # noqa: ASYNC110 — /proc tells of nothing
                await asyncio.sleep(0.02)
        return bots.pop()

    async def end(self) -> int:
        """Its exit code, once it has ended."""
        _, code = await asyncio.wait_for(asyncio.gather(self.rest(), self.process.wait()), WITHIN_S)
        return code

    async def rest(self) -> None:
        assert self.process.stdout is not None
        self.lines += [line.decode() async for line in self.process.stdout]


def bots_of(parent: int) -> set[int]:
    """The bots that a process has started."""
    found: set[int] = set()
    for child in Path(f"/proc/{parent}/task/{parent}/children").read_text().split():
        with suppress(FileNotFoundError):  # it has ended meanwhile
            if b"\0bot\0run\0" in Path(f"/proc/{child}/cmdline").read_bytes():
                found.add(int(child))
    return found


def postmaster_of(parent: int) -> int:
    """The PostgreSQL server that a process has started."""
    for child in Path(f"/proc/{parent}/task/{parent}/children").read_text().split():
        if b"postgres" in Path(f"/proc/{child}/cmdline").read_bytes():
            return int(child)
    raise AssertionError("no server runs")


@asynccontextmanager
async def playing(**settings: str) -> AsyncIterator[Play]:
    """A play in a folder of its own, with the databases of a real bot in its environment: it goes without them."""
    own = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    with open_folder() as folder:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "play"),
            cwd=ROOT,
            env=own | NEVER_USED | {"DATA_DIR": str(folder)} | settings,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        try:
            yield Play(process)
        finally:
            if process.returncode is None:
                process.send_signal(signal.SIGINT)
                await process.wait()


async def test_a_taken_port_is_told_in_one_sentence() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        said = await everquill("play", "--port", port, DATABASE_URL="postgresql://127.0.0.1:1/x")

    assert said.code == 2
    assert said.sentence.startswith(f"The page cannot be served on 127.0.0.1:{port}: Address already in use.")
    assert "--port 8123" in said.sentence


@pytest.mark.parametrize("port", ["99999", "-1", "http", "8e3"])
async def test_what_is_no_port_is_refused_with_what_is_one(port: str) -> None:
    said = await everquill("play", f"--port={port}")

    assert said.code == 2
    assert said.err.splitlines()[-1].endswith(
        "argument --port: it should be a number from 0 to 65535, like 8123; 0 takes any free one"
    )


async def test_a_bot_that_is_killed_is_started_again_and_plays_on() -> None:
    async with playing() as play:
        page = PAGE.search(await play.says("/s/"))
        assert page
        os.kill(await play.bot(), signal.SIGKILL)
        assert await play.says("The bot") == "The bot was killed (SIGKILL), and is started again.\n"
        assert await play.says("The bot") == "The bot is back.\n"
        async with SandboxClient(page[0]) as sandbox:
            guild = await sandbox.make_guild("After", members=["alice"], channels=["tavern"])
            alice = sandbox.user("alice", guild)
            rolled = await alice.completed(await alice.slash("tavern", "r", dice="1d20"))
        assert rolled.state == "answered"
        play.process.send_signal(signal.SIGINT)
        assert await play.end() == 0


async def test_a_bot_that_dies_again_and_again_ends_the_play() -> None:
    async with playing() as play:
        killed = 0
        for _ in range(3):
            killed = await play.bot(other_than=killed)
            os.kill(killed, signal.SIGKILL)
        code = await play.end()

    assert code == 1
    assert "The bot was killed (SIGKILL) soon after its start, for the third time" in play.lines[-1]


async def test_a_bot_that_cannot_start_is_not_started_again() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        async with playing(WEB_PORT=str(taken.getsockname()[1])) as play:
            code = await play.end()

    assert code == 2
    assert "WEB_PORT" in play.lines[-2]
    assert play.lines[-1] == "The bot cannot start: the line above says why. Everything stops.\n"


async def test_a_bot_that_finds_its_database_on_the_way_back_up_is_started_again() -> None:
    async with playing() as play:
        await play.says("/s/")
        first = await play.bot()
        os.kill(postmaster_of(play.process.pid), signal.SIGKILL)
        os.kill(first, signal.SIGKILL)
        await play.says("The bot is back.")
        play.process.send_signal(signal.SIGINT)
        assert await play.end() == 0
    assert not [line for line in play.lines if "Everything stops" in line]
