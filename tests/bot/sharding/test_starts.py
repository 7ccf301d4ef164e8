"""Sessions begin one after the other, through the best gate that answers, and never out of the reserve."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import discord
import pytest

from bot.metrics import Metrics
from bot.sharding import starts as module
from bot.sharding.starts import IDENTIFY_EVERY_S, JITTER_S, Pacing, Starts


@dataclass
class Discord:
    """What the gateway says of itself, or raises."""

    remaining: int = 1000
    max_concurrency: int = 2
    reset_after_ms: int = 0
    error: Exception | None = None
    asked: int = 0

    async def ask(self) -> tuple[int, str, Any]:
        self.asked += 1
        if self.error:
            raise self.error
        limit = {
            "remaining": self.remaining,
            "max_concurrency": self.max_concurrency,
            "reset_after": self.reset_after_ms,
        }
        return 4, "wss://gateway.example", limit


@dataclass
class Gate:
    """Gates that answer as they are told, then let everybody through."""

    answers: list[float | None] = field(default_factory=list)
    names: list[str] = field(default_factory=list)

    async def enter(self, gate: str, *, closed_for_s: float) -> float | None:
        assert closed_for_s == IDENTIFY_EVERY_S
        self.names.append(gate)
        return self.answers.pop(0) if self.answers else 0.0


@pytest.fixture
def slept(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How long was slept, without doing so."""
    times: list[float] = []
    turn = asyncio.sleep

    async def sleep(seconds: float) -> None:
        times.append(seconds)
        await turn(0)

    monkeypatch.setattr(module.asyncio, "sleep", sleep)
    return times


def open_starts(discord_: Discord, *gates: Gate, total: int = 4) -> tuple[Starts, Metrics]:
    metrics = Metrics()
    starts = Starts(discord_.ask, Pacing(gates, "f00"), metrics.gateway, clock=lambda: 0.0)
    starts.total = total
    return starts, metrics


async def test_each_bucket_has_a_gate_of_its_own() -> None:
    gate = Gate()
    starts, metrics = open_starts(Discord(), gate)
    for shard in range(4):
        await starts.turn(shard)

    assert gate.names == ["identify:f00:0", "identify:f00:1", "identify:f00:0", "identify:f00:1"]
    assert "everquill_gateway_identifies_total 4.0" in metrics.render().decode()


async def test_a_closed_gate_is_waited_for(slept: list[float]) -> None:
    gate = Gate([5.5, 0.25])
    starts, _ = open_starts(Discord(), gate)
    await starts.turn(0)

    assert slept == [5.5, 0.25]
    assert len(gate.names) == 3


async def test_the_next_gate_is_asked_when_the_first_is_away(slept: list[float]) -> None:
    first, second = Gate([None, None]), Gate([1.0, 0.0])
    starts, _ = open_starts(Discord(), first, second)
    await starts.turn(0)

    assert (len(first.names), len(second.names)) == (2, 2)
    assert slept == [1.0]


async def test_with_both_away_the_process_keeps_the_pace_by_itself(slept: list[float]) -> None:
    starts, _ = open_starts(Discord(), Gate([None, None]), Gate([None, None]))
    await starts.turn(0)
    await starts.turn(2)

    assert len(slept) == 2
    assert all(IDENTIFY_EVERY_S <= seconds <= IDENTIFY_EVERY_S + JITTER_S for seconds in slept)


async def test_without_pacing_nobody_waits(slept: list[float]) -> None:
    starts, _ = open_starts(Discord())
    await starts.turn(0)

    assert slept == []


@pytest.mark.parametrize(("total", "reserve"), [(4, 50), (100, 200)])
async def test_what_is_left_for_emergencies_is_not_touched(slept: list[float], total: int, reserve: int) -> None:
    said = Discord(remaining=reserve - 1, reset_after_ms=7_200_000)
    starts, metrics = open_starts(said, total=total)
    room = asyncio.create_task(starts.room())
    while len(slept) < 2:
        await asyncio.wait({room}, timeout=0.001)
    assert not room.done()
    assert slept[0] == 60.0, "not two hours: whoever asks Discord gets more"
    assert "everquill_identify_held_back 1.0" in metrics.render().decode()
    said.remaining = reserve
    await room

    shown = metrics.render().decode()
    assert f"everquill_gateway_session_starts_remaining {float(reserve)}" in shown
    assert "everquill_identify_held_back 0.0" in shown


async def test_the_reserve_holds_back_a_shard_that_must_begin_anew() -> None:
    said = Discord(remaining=51)
    starts, _ = open_starts(said, Gate())
    await starts.turn(0)
    await starts.turn(1)
    third = asyncio.create_task(starts.turn(2))
    await asyncio.wait({third}, timeout=0.05)

    assert not third.done()
    third.cancel()


@pytest.mark.parametrize("error", [discord.GatewayNotFound(), aiohttp.ClientError("reset"), OSError("refused")])
async def test_a_discord_that_has_never_answered_keeps_nobody_from_trying(error: Exception) -> None:
    starts, _ = open_starts(Discord(error=error))
    await starts.turn(0)

    assert starts.gateway is None


async def test_a_discord_that_said_few_and_then_falls_silent_is_believed(slept: list[float]) -> None:
    said = Discord(remaining=3)
    starts, _ = open_starts(said)
    room = asyncio.create_task(starts.room())
    await asyncio.wait({room}, timeout=0.01)
    said.error = discord.GatewayNotFound()
    asked, said.asked = said.asked, 0
    while said.asked < 3:
        await asyncio.wait({room}, timeout=0.001)

    assert asked
    assert slept
    assert not room.done()
    room.cancel()


async def test_those_who_come_together_ask_once() -> None:
    said = Discord()
    starts, _ = open_starts(said)
    await asyncio.gather(*(starts.room() for _ in range(8)))

    assert said.asked == 1
