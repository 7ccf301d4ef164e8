"""Valkey is killed, emptied and hung: R12. It holds what may vanish, so nothing may come of it."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from redis.asyncio import Redis

from bot.embedded.valkey import EmbeddedValkey
from bot.sandbox.pytest_plugin.run import Run
from tests.faults.field import Field, fetched, open_field, page_of
from tests.faults.frozen import frozen
from tests.faults.invariants import check
from tests.faults.play import Play, gather_party
from tests.services import Databases

HUNG_S = 4.0
"""Longer than anything waits for Valkey."""
ROLLS = ("roll", "r", "hidden", "again")


@pytest.fixture(scope="module")
async def harmed(databases: Databases, own_valkey: EmbeddedValkey, sandbox_run: Run) -> AsyncIterator[Field]:
    async with databases.fresh() as url, open_field(sandbox_run, url, own_valkey.url) as field:
        await field.bot()
        yield field


@pytest.fixture
async def play(harmed: Field, seed: int) -> AsyncIterator[Play]:
    party = await gather_party(harmed.stage, seed, players=8)
    await party.open()
    yield party
    harmed.calm()


async def kill(field: Field, valkey: EmbeddedValkey) -> None:
    old = valkey.pid
    assert old is not None
    os.kill(old, signal.SIGKILL)
    while valkey.pid in {None, old}:  # noqa: ASYNC110 - the supervisor tells nobody
        await asyncio.sleep(0.02)


async def flush(field: Field, valkey: EmbeddedValkey) -> None:
    client = Redis.from_url(valkey.url)
    for _ in range(20):
        await client.flushall()
        await client.script_flush()
        await asyncio.sleep(0.05)
    await client.aclose()


async def hang(field: Field, valkey: EmbeddedValkey) -> None:
    assert valkey.pid is not None
    with frozen(valkey.pid):
        await asyncio.sleep(HUNG_S)


async def black_hole(field: Field, valkey: EmbeddedValkey) -> None:
    field.valkey.black_hole()
    await asyncio.sleep(HUNG_S)
    field.valkey.calm()


async def cut_off(field: Field, valkey: EmbeddedValkey) -> None:
    field.valkey.shut()
    field.valkey.reset()
    await asyncio.sleep(1)
    field.valkey.calm()


HARMS: tuple[Callable[[Field, EmbeddedValkey], Awaitable[None]], ...] = (kill, flush, hang, black_hole, cut_off)


@pytest.mark.parametrize("harm", HARMS, ids=lambda harm: harm.__name__)
async def test_r12_no_roll_fails_for_want_of_valkey(
    harmed: Field, play: Play, own_valkey: EmbeddedValkey, harm: Callable[[Field, EmbeddedValkey], Awaitable[None]]
) -> None:
    bot = harmed.stage.bots[-1]
    deeds = await play.play_while(harm(harmed, own_valkey), *ROLLS)
    assert all(deed.done for deed in deeds), [deed.text for deed in deeds if not deed.done]
    assert (await fetched(f"{page_of(bot)}/ready"))[0] == 200
    await check(harmed, play)
    assert not bot.over
