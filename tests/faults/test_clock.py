"""The clock jumps by an hour, forward and back, on either side: R21."""

from __future__ import annotations

import asyncio
import os
import signal
import sys

import pytest

from tests.faults.field import Field
from tests.faults.invariants import check
from tests.faults.play import gather_party

HOUR_S = 3600


@pytest.mark.parametrize("first", ["forward", "back"])
async def test_r21_a_jump_of_the_bots_clock_loses_and_doubles_nothing(field: Field, seed: int, first: str) -> None:
    bot = await field.bot(sys.executable, "-m", "tests.faults.shifted")
    play = await gather_party(field.stage, seed)
    await play.open()
    ahead, back = signal.SIGUSR1, signal.SIGUSR2
    for wish in (ahead, back) if first == "forward" else (back, ahead):

        async def jump(wish: signal.Signals = wish) -> None:
            await asyncio.sleep(play.chance("fault").random())
            os.kill(bot.pid, wish)

        deeds = await play.play_while(jump())
        assert all(deed.honest and not deed.try_again for deed in deeds)
    evidence = await check(field, play)
    began = await field.stage.events("table.epoch_began")
    assert len(began) == len({each["stream"] for each in began}), "no epoch ended for an hour that never was"
    assert {each["stream"] for each in evidence.rolled if "epoch" in each} <= {each["stream"] for each in began}
    history = await play.one(play.people[0], "history")
    assert history.done


async def test_r21_a_jump_of_discords_clock_loses_and_doubles_nothing(field: Field, seed: int) -> None:
    await field.bot()
    play = await gather_party(field.stage, seed)
    await play.open()
    await play.play(2)
    await field.stage.sandbox.advance(HOUR_S)
    deeds = await play.play(2)
    assert all(deed.honest and not deed.try_again for deed in deeds)
    await check(field, play)
