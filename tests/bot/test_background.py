"""The gauges follow the process, whatever happens to the database."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from types import SimpleNamespace
from typing import Any, cast

import pytest

from bot import background
from bot.metrics import Metrics
from core.errors import UnavailableError
from core.ids import StreamId
from core.ports.publisher import Hint


class Directory:
    """A directory that is away every second time it is asked."""

    def __init__(self) -> None:
        self.asked = 0

    async def count_open(self) -> int:
        self.asked += 1
        if self.asked % 2 == 0:
            raise UnavailableError("database-away")
        return self.asked


async def test_the_gauges_are_kept_while_the_database_comes_and_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(background, "MEASURE_EVERY_S", 0.0)
    directory, metrics, bot = Directory(), Metrics(), SimpleNamespace(shards_ready=2)
    measuring = asyncio.create_task(background.measure(cast(Any, bot), cast(Any, directory), metrics))
    async with asyncio.timeout(30):
        while directory.asked < 4:  # noqa: ASYNC110 — the fourth asking is an outage, and nothing tells of it
            await asyncio.sleep(0)
    measuring.cancel()
    shown = metrics.render().decode()

    assert "everquill_tables_open 3.0" in shown
    assert "everquill_shards_ready 2.0" in shown


class Turning:
    """Epochs to turn: two rounds of more, with an outage after the first."""

    def __init__(self) -> None:
        self.answers = [True, UnavailableError("database-away"), True, False]
        self.done = asyncio.Event()

    async def __call__(self) -> bool:
        if not self.answers:
            self.done.set()
            await asyncio.Event().wait()
        answer = self.answers.pop(0)
        if isinstance(answer, UnavailableError):
            raise answer
        return answer


async def test_what_time_brings_is_done_again_after_an_outage(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(background, "TURN_EVERY_S", 0.0)
    turning = Turning()
    task = asyncio.create_task(background.turn_epochs(cast(Any, turning)))
    async with asyncio.timeout(30):
        await turning.done.wait()
    assert not task.done()
    assert turning.answers == []
    task.cancel()


async def test_each_hint_reaches_whoever_remembers_that_stream() -> None:
    forgotten: list[str] = []
    touched: list[str] = []
    heard: list[str] = []

    class Hints:
        async def listen(self) -> AsyncIterator[Hint]:
            for stream in ("guild:1", "table:2", "channel:3", "fight:4", "character:5"):
                yield Hint(StreamId(stream), 1)

    shown = SimpleNamespace(
        guilds=SimpleNamespace(forget=forgotten.append),
        cards=SimpleNamespace(touch=touched.append),
        fights=SimpleNamespace(hear=heard.append),
    )
    await background.follow_hints(cast(Any, Hints()), cast(Any, shown))
    assert "guild:1" in forgotten
    assert touched == ["table:2"]
    assert {"table:2", "fight:4", "character:5"} <= set(heard)
