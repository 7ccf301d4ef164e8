"""Heartbeats as discord.py sends them: an answer never overtakes the thread that notes when it sent."""

from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING, Any, cast

from discord.gateway import KeepAliveHandler

if TYPE_CHECKING:
    from tests.sandbox.gateway.conftest import Bench
    from tests.sandbox.raw_bot import RawBot

BEATS = 12
BEAT_EVERY_S = 0.03
SLOW_TO_WAKE_S = 0.005
"""How long after sending the thread gets its turn: on a machine at work, what Python's own switching takes."""


class Line:
    """What discord.py's thread asks of a websocket, on a raw one."""

    HEARTBEAT = 1
    _max_heartbeat_timeout = 60.0

    def __init__(self, bot: RawBot) -> None:
        self.loop = asyncio.get_running_loop()
        self.thread_id = threading.get_ident()
        self.sequence = bot.sequence
        self._bot = bot

    async def send_heartbeat(self, payload: dict[str, Any]) -> None:
        await self._bot.say(payload["op"], payload["d"])
        await asyncio.sleep(SLOW_TO_WAKE_S)


class Noting(KeepAliveHandler):
    """discord.py's own thread, watched: how many beats it has noted as sent."""

    noted = -1  # the first note is made before any beat
    _noted_at = 0.0

    @property
    def _last_send(self) -> float:
        return self._noted_at

    @_last_send.setter
    def _last_send(self, at: float) -> None:  # pyright: ignore[reportIncompatibleVariableOverride] - it is plain there
        self._noted_at = at
        self.noted += 1


async def test_an_answer_comes_after_its_beat_was_noted(bench: Bench) -> None:
    bot = await bench.open()
    await bot.ready()
    beating = Noting(ws=cast(Any, Line(bot)), interval=BEAT_EVERY_S, shard_id=0)
    beating.start()
    unnoted: list[int] = []
    for answer in range(1, BEATS + 1):
        await bot.hear_op(11)
        if beating.noted < answer:
            unnoted.append(answer)
    beating.stop()

    assert len(unnoted) < BEATS / 2, "measured from the beat before, they look as late as beats are far apart"


async def test_an_answer_that_waits_holds_up_nothing(bench: Bench) -> None:
    bot = await bench.open()
    await bot.hear_op(10)
    await bot.say(1, None)
    await bot.identify()
    heard = {(await bot.hear())["op"] for _ in range(4)}

    assert heard == {0, 11}, "READY, two guilds, and the answer to the heartbeat"
