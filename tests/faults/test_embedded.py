"""A bot that runs its own servers, as on one machine: they are killed under it, and it plays on or says why not."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.sandbox.pytest_plugin.run import Run
from tests.faults.frozen import family
from tests.faults.play import Play, gather_party
from tests.flows.processes import Bot
from tests.flows.stage import Stage, open_stage
from tests.services import open_folder


@pytest.fixture
async def alone(sandbox_run: Run) -> AsyncIterator[tuple[Stage, Bot]]:
    """A stage with a bot that runs everything itself."""
    with open_folder() as folder:
        async with open_stage("", "", run=sandbox_run) as stage:
            bot = await stage.bot(DATABASE_URL="", REDIS_URL="", DATA_DIR=str(folder))
            yield stage, bot
            await bot.stop()


def server(bot: Bot, name: str) -> int:
    """A server that a bot has started."""
    for pid in family(bot.pid)[1:]:
        if name in os.path.basename(Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")[0].decode()):
            return pid
    raise LookupError(f"no {name} runs")


async def test_servers_that_are_killed_come_back_and_the_evening_goes_on(alone: tuple[Stage, Bot], seed: int) -> None:
    stage, bot = alone
    play: Play = await gather_party(stage, seed, players=8)
    await play.open()
    names = ["postgres", "valkey"]
    play.chance("fault").shuffle(names)
    for name in names:
        since = len(bot.log)

        async def kill(name: str = name, since: int = since) -> None:
            await asyncio.sleep(play.chance("fault").random())
            os.kill(server(bot, name), signal.SIGKILL)
            await bot.said("server_runs_again", since=since)

        deeds = await play.play_while(kill())
        assert all(deed.honest for deed in deeds)
        await play.until_well()
    shown = [deed.roll for deed in play.deeds if deed.roll]
    assert len(set(shown)) == len(shown)
    assert [line["server"] for line in bot.bugs()] == [{"postgres": "PostgreSQL", "valkey": "Valkey"}[n] for n in names]
    assert not bot.over
