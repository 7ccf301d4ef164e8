"""Hints: heard here and elsewhere, through outages, hangs and nonsense."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest
from redis.asyncio import Redis

from bot.embedded.valkey import EmbeddedValkey
from core.ids import StreamId
from core.ports.publisher import Hint
from data.valkey import publisher as module
from data.valkey.publisher import ValkeyPublisher
from tests.services import open_folder
from tests.waiting import until

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterator

ONE, TWO = StreamId("table:1"), StreamId("table:2")


@asynccontextmanager
async def two(url: str) -> AsyncGenerator[tuple[ValkeyPublisher, ValkeyPublisher]]:
    """The publishers of two processes."""
    async with ValkeyPublisher(url) as here, ValkeyPublisher(url) as there:
        yield here, there


async def following(hints: AsyncIterator[Hint], count: int) -> list[Hint]:
    async with asyncio.timeout(30):
        return [await anext(hints) for _ in range(count)]


async def until_it_arrives(sender: ValkeyPublisher, hints: AsyncIterator[Hint], hint: Hint) -> None:
    """Publish until it is heard, as hints may be lost while a connection comes back."""
    arriving = asyncio.ensure_future(anext(hints))
    async with asyncio.timeout(60):
        while not arriving.done():
            await sender.publish([hint])
            await asyncio.wait({arriving}, timeout=0.05)
    assert await arriving == hint


@pytest.fixture
async def server() -> AsyncGenerator[EmbeddedValkey]:
    """A Valkey of this test's own, to be taken away."""
    with open_folder() as folder:
        made = EmbeddedValkey(folder / "valkey")
        yield made
        await made.stop()


async def test_listeners_of_both_processes_hear_a_hint(valkey_url: str) -> None:
    async with two(valkey_url) as (here, there):
        near, far = here.listen(), there.listen()
        await here.publish([Hint(ONE, 3), Hint(TWO, 1)])
        assert await following(near, 2) == [Hint(ONE, 3), Hint(TWO, 1)]
        assert await following(far, 2) == [Hint(ONE, 3), Hint(TWO, 1)]


async def test_a_process_does_not_hear_its_own_echo(valkey_url: str) -> None:
    async with two(valkey_url) as (here, there):
        near, far = here.listen(), there.listen()
        await here.publish([Hint(ONE, 1)])
        await following(far, 1)
        await there.publish([Hint(TWO, 1)])  # sent after the echo of the first, so heard after it
        assert await following(near, 2) == [Hint(ONE, 1), Hint(TWO, 1)]


async def test_a_slow_listener_gets_only_the_newest_hint_of_a_stream(valkey_url: str) -> None:
    async with ValkeyPublisher(valkey_url) as here:
        hints = here.listen()
        for sequence in (1, 2, 5, 4):
            await here.publish([Hint(ONE, sequence)])
        await here.publish([Hint(TWO, 9)])
        assert await following(hints, 2) == [Hint(ONE, 5), Hint(TWO, 9)]


async def test_a_hint_between_listening_and_the_first_look_is_not_lost(valkey_url: str) -> None:
    async with ValkeyPublisher(valkey_url) as here:
        hints = here.listen()
        await here.publish([Hint(ONE, 1)])
        assert await following(hints, 1) == [Hint(ONE, 1)]


async def test_listening_ends_with_the_publisher(valkey_url: str) -> None:
    async with ValkeyPublisher(valkey_url) as here:
        hints = here.listen()
        waiting = asyncio.ensure_future(anext(hints, None))
        await asyncio.sleep(0)
    assert await waiting is None


async def test_a_listener_that_is_dropped_costs_nothing_more(valkey_url: str) -> None:
    async with ValkeyPublisher(valkey_url) as here:
        hints = here.listen()
        assert len(here._listeners) == 1
        del hints
        gc.collect()
        assert len(here._listeners) == 0


async def test_words_that_are_no_hints_are_passed_over(valkey_url: str) -> None:
    client = Redis.from_url(valkey_url)
    async with two(valkey_url) as (here, there):
        hints = there.listen()
        for words in (b"\xff", b"[]", b"{}", b'{"from": "x", "hints": [[1]]}', b'{"from": "x", "hints": 3}'):
            assert await client.publish("everquill:hints", words) >= 2  # a bot of the flows may listen too
        await here.publish([Hint(ONE, 1)])
        assert await following(hints, 1) == [Hint(ONE, 1)]
    await client.aclose()


class _Remembering:
    """A logger that keeps the names of events."""

    def __init__(self) -> None:
        self.events: list[str] = []

    def warning(self, event: str, **facts: object) -> None:
        self.events.append(event)

    info = warning


@pytest.fixture
def logged(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The events that the publisher logs."""
    logger = _Remembering()
    monkeypatch.setattr(module, "_log", logger)
    return logger.events


async def test_losing_valkey_is_logged_once_and_the_game_goes_on(server: EmbeddedValkey, logged: list[str]) -> None:
    await server.start()
    async with two(server.url) as (here, there):
        near, far = here.listen(), there.listen()
        await until_it_arrives(here, far, Hint(ONE, 1))
        assert await here.ping()

        await server.stop()
        assert not await here.ping()
        for sequence in range(2, 52):
            await here.publish([Hint(ONE, sequence)])
            assert await following(near, 1)
            await asyncio.sleep(0)
        await server.start()

        await until_it_arrives(here, far, Hint(TWO, 1))
        assert await here.ping()
        assert logged.count("valkey_away") == 2  # once for each of the two
        assert logged.count("valkey_back") >= 1


async def test_a_bot_that_starts_without_valkey_finds_it_later(
    server: EmbeddedValkey, monkeypatch: pytest.MonkeyPatch
) -> None:
    await server.start()
    await server.stop()
    monkeypatch.setattr(module, "_ANSWER_WITHIN_S", 0.2)
    async with two(server.url) as (here, there):
        near, far = here.listen(), there.listen()
        assert not await here.ping()
        await here.publish([Hint(ONE, 1)])
        assert await following(near, 1) == [Hint(ONE, 1)]
        await server.start()
        await until_it_arrives(here, far, Hint(TWO, 1))


async def test_a_valkey_that_hangs_is_noticed_and_found_again(
    server: EmbeddedValkey, monkeypatch: pytest.MonkeyPatch, logged: list[str]
) -> None:
    monkeypatch.setattr(module, "_ANSWER_WITHIN_S", 0.2)
    monkeypatch.setattr(module, "_SILENCE_S", 0.2)
    await server.start()
    pid = server.pid
    assert pid is not None
    async with two(server.url) as (here, there):
        far = there.listen()
        await until_it_arrives(here, far, Hint(ONE, 1))
        os.kill(pid, signal.SIGSTOP)
        try:
            assert not await here.ping()
            await until(lambda: "valkey_away" in logged, "nobody noticed")
        finally:
            os.kill(pid, signal.SIGCONT)
        await until_it_arrives(here, far, Hint(TWO, 1))
