"""The loop's lag: the worst of the last seconds, and then forgotten."""

from __future__ import annotations

import asyncio
import time

from bot import loop_lag
from bot.loop_lag import REMEMBERED_S, LoopLag


def test_the_worst_of_lately_counts() -> None:
    now = [0.0]
    lag = LoopLag(clock=lambda: now[0])
    assert lag.worst_s() == 0.0
    lag.note(3.0)
    now[0] = REMEMBERED_S / 2
    lag.note(0.1)
    assert lag.worst_s() == 3.0

    now[0] = REMEMBERED_S
    assert lag.worst_s() == 0.1
    now[0] = REMEMBERED_S * 2
    assert lag.worst_s() == 0.0


async def test_a_loop_that_stood_still_is_noticed(monkeypatch) -> None:
    monkeypatch.setattr(loop_lag, "LOOK_EVERY_S", 0.01)
    lag = LoopLag()
    following = asyncio.create_task(lag.follow())
    await asyncio.sleep(0)
    time.sleep(0.3)  # noqa: ASYNC251 - it is the standing still that is noticed
    while lag.worst_s() < 0.2:  # noqa: ASYNC110 - nothing tells of it
        await asyncio.sleep(0.01)
    following.cancel()
