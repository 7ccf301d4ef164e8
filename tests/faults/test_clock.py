"""The clock jumps by an hour, forward and back, on either side: R21."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator

import pytest

from bot.embedded.valkey import EmbeddedValkey
from bot.sandbox.pytest_plugin.run import Run
from tests.faults.field import Field, open_field
from tests.faults.invariants import check
from tests.faults.play import gather_party
from tests.services import Databases

HOUR_S = 3600


@pytest.fixture(scope="module")
async def shifting(databases: Databases, valkey: EmbeddedValkey, sandbox_run: Run) -> AsyncIterator[Field]:
    """A field whose bot's clock jumps at a signal."""
    async with databases.fresh() as url, open_field(sandbox_run, url, valkey.url) as field:
        await field.bot(sys.executable, "-m", "tests.faults.shifted")
        yield field


async def test_r21_jumps_of_the_bots_clock_lose_and_double_nothing(shifting: Field, seed: int) -> None:
    play, bot = await gather_party(shifting.stage, seed), shifting.stage.bots[-1]
    await play.open()
    jumps = [signal.SIGUSR1, signal.SIGUSR2]
    for wish in jumps if seed % 2 else reversed(jumps):

        async def jump(wish: signal.Signals = wish) -> None:
            await asyncio.sleep(play.chance("fault").random())
            os.kill(bot.pid, wish)

        deeds = await play.play_while(jump())
        assert all(deed.honest and not deed.away for deed in deeds)
    evidence = await check(shifting, play)
    ours = {each["stream"] for each in (*evidence.rolled, *evidence.seats)}
    began = [each["stream"] for each in await shifting.stage.events("table.epoch_began") if each["stream"] in ours]
    assert len(began) == len(set(began)), "no epoch ended for an hour that never was"
    assert (await play.one(play.people[0], "history")).done


async def test_r21_a_jump_of_discords_clock_loses_and_doubles_nothing(shifting: Field, seed: int) -> None:
    play = await gather_party(shifting.stage, seed)
    await play.open()
    await play.play(2)
    await shifting.stage.sandbox.advance(HOUR_S)
    deeds = await play.play(2)
    assert all(deed.honest and not deed.away for deed in deeds)
    await check(shifting, play)
