"""The clock runs by itself, can be pushed, and makes calls in their order."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta, timezone

import pytest

from bot.sandbox.clock import Clock, iso


@pytest.fixture
async def clock() -> AsyncIterator[Clock]:
    made = Clock()
    yield made
    made.stop()


def test_pushing_moves_all_times_alike(clock: Clock) -> None:
    day, steady = clock.now(), clock.monotonic()
    clock.advance(900)
    assert timedelta(minutes=15) <= clock.now() - day < timedelta(minutes=16)
    assert 900 <= clock.monotonic() - steady < 960


def test_the_clock_does_not_run_backwards(clock: Clock) -> None:
    with pytest.raises(ValueError, match="forward"):
        clock.advance(-1)


async def test_pushing_makes_the_calls_that_fall_due_in_their_order(clock: Clock) -> None:
    made: list[str] = []
    clock.call_later(30, lambda: made.append("later"))
    clock.call_later(3, lambda: made.append("soon"))
    clock.call_later(3, lambda: made.append("soon after"))
    clock.call_later(31, lambda: made.append("not yet"))
    clock.advance(30)
    assert made == ["soon", "soon after", "later"]


async def test_a_cancelled_call_is_not_made(clock: Clock) -> None:
    made: list[str] = []
    clock.call_later(3, lambda: made.append("never")).cancel()
    clock.call_later(3, lambda: made.append("kept"))
    clock.advance(5)
    assert made == ["kept"]


async def test_a_call_may_ask_for_another(clock: Clock) -> None:
    made: list[str] = []

    def first() -> None:
        made.append("first")
        clock.call_later(1, lambda: made.append("second"))

    clock.call_later(1, first)
    clock.advance(1)
    assert made == ["first"]
    clock.advance(1)
    assert made == ["first", "second"]


async def test_calls_are_made_without_a_push_too(clock: Clock) -> None:
    over = asyncio.Event()
    clock.call_later(3600, lambda: None)
    clock.call_later(0.001, over.set)
    await over.wait()


async def test_a_sleeper_wakes_when_the_clock_is_pushed(clock: Clock) -> None:
    sleeper = asyncio.create_task(clock.sleep(3600))
    await asyncio.sleep(0)
    clock.advance(3599)
    await asyncio.sleep(0)
    assert not sleeper.done()
    clock.advance(1)
    await sleeper


async def test_a_stopped_clock_makes_no_more_calls(clock: Clock) -> None:
    made: list[str] = []
    clock.call_later(1, lambda: made.append("never"))
    clock.stop()
    clock.advance(2)
    assert made == []


def test_moments_are_written_with_microseconds_and_offset() -> None:
    moment = datetime(2026, 1, 2, 3, 4, 5, tzinfo=timezone(timedelta(hours=1)))
    assert iso(moment) == "2026-01-02T02:04:05.000000+00:00"
    assert datetime.fromisoformat(iso(moment)).tzinfo == UTC
