"""Lines that are slow, break, half close and are cut in the middle of a word, at random: beside R8, R12 and R14."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable

import pytest

from tests.faults.field import Field
from tests.faults.invariants import Allowed, check
from tests.faults.play import Play, gather_party
from tests.faults.proxy import Proxy

BLOWS = 6
SLOW_S = 0.25
"""For each piece, and a roll takes some ten: long enough for its answer to be deferred."""


def slow(door: Proxy, chance: random.Random) -> None:
    door.delay_s = chance.random() * SLOW_S


def cut_in_a_word(door: Proxy, chance: random.Random) -> None:
    door.cut_after(chance.randrange(1, 400))


def reset(door: Proxy, chance: random.Random) -> None:
    door.reset()


def half_close(door: Proxy, chance: random.Random) -> None:
    door.half_close()


WAYS: tuple[Callable[[Proxy, random.Random], None], ...] = (slow, cut_in_a_word, reset, half_close)


@pytest.mark.parametrize("name", ["postgres", "valkey", "discord"])
async def test_lines_that_break_at_random_lose_and_double_nothing(shared_field: Field, seed: int, name: str) -> None:
    play: Play = await gather_party(shared_field.stage, seed, players=8)
    await play.open()
    door: Proxy = getattr(shared_field, name)
    chance = play.chance("fault")

    async def strike() -> None:
        for _ in range(BLOWS):
            chance.choice(WAYS)(door, chance)
            await asyncio.sleep(chance.random())
        door.calm()

    deeds = await play.play_while(strike())
    assert any(deed.done for deed in deeds)
    await shared_field.stage.sandbox.until_connected(2)
    await play.until_well()
    assert all(deed.honest and not deed.away for deed in await play.play(1))
    await check(shared_field, play, Allowed(silence=name == "discord"))
    assert not shared_field.stage.bots[-1].over
