"""The line to Valkey: everybody gets his own answer, one failure is one caller's, and who hangs up is not sent."""

from __future__ import annotations

import asyncio
import os
import signal
from typing import TYPE_CHECKING

import pytest
from redis.asyncio import Redis
from redis.exceptions import ResponseError

from bot.embedded.valkey import EmbeddedValkey
from data.valkey.line import AWAY, Line
from tests.services import open_folder

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


@pytest.fixture
async def line(valkey_url: str) -> AsyncIterator[Line]:
    line = Line(valkey_url, give_up_s=5)
    yield line
    await line.aclose()


async def test_of_a_crowd_everybody_gets_the_answer_to_what_was_asked(line: Line) -> None:
    answers = [line.ask("ECHO", str(number)) for number in range(500)]
    assert await asyncio.gather(*answers) == [str(number).encode() for number in range(500)]


async def test_a_crowd_shares_one_connection(line: Line, valkey_url: str) -> None:
    async with Redis.from_url(valkey_url) as client:
        before = await client.info("stats")
        await asyncio.gather(*(line.ask("INCR", "count") for _ in range(200)))
        after = await client.info("stats")
    assert after["total_connections_received"] - before["total_connections_received"] == 1


async def test_what_fails_fails_for_its_caller_alone(line: Line) -> None:
    ends = await asyncio.gather(
        *(line.ask("SET", "word", "x"), line.ask("INCR", "word"), line.ask("GET", "word")), return_exceptions=True
    )
    assert isinstance(ends[1], ResponseError)
    assert (ends[0], ends[2]) == (True, b"x")


async def test_who_no_longer_waits_is_not_sent(valkey_url: str) -> None:
    with open_folder() as folder:
        async with EmbeddedValkey(folder / "valkey") as server:
            line = Line(server.url, give_up_s=30)
            assert await line.ask("SET", "before", "1")
            pid = server.pid
            assert pid is not None
            os.kill(pid, signal.SIGSTOP)
            try:
                on_its_way = line.ask("INCR", "before")
                await asyncio.sleep(0)
                impatient, patient = line.ask("SET", "impatient", "1"), line.ask("SET", "patient", "1")
                impatient.cancel()
            finally:
                os.kill(pid, signal.SIGCONT)
            assert await on_its_way == 2
            assert await patient
            assert await line.ask("EXISTS", "impatient", "patient") == 1
            await line.aclose()


async def test_nobody_there_is_told_to_everybody_who_asks_and_found_when_it_comes() -> None:
    with open_folder() as folder:
        server = EmbeddedValkey(folder / "valkey")
        await server.start()
        await server.stop()
        line = Line(server.url, give_up_s=1)
        ends = await asyncio.gather(*(line.ask("PING") for _ in range(3)), return_exceptions=True)
        assert all(isinstance(end, AWAY) for end in ends)
        await server.start()
        assert await line.ask("PING")
        await line.aclose()
        await server.stop()
