"""Faults on events and heartbeats: twice, never, late."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

import pytest

from bot.sandbox.faults.blows import Blow
from bot.sandbox.faults.stream import StreamFault, Strike
from bot.sandbox.gateway.intents import Intents

if TYPE_CHECKING:
    from tests.sandbox.gateway.conftest import Bench
    from tests.sandbox.raw_bot import RawBot

INTERACTION = "INTERACTION_CREATE"


async def _ready(bench: Bench) -> RawBot:
    bot = await bench.open()
    await bot.ready(int(Intents.GUILDS), shard=[0, 2])
    await bot.beat()
    return bot


async def test_a_duplicated_event_comes_twice_under_two_numbers(bench: Bench) -> None:
    bot = await _ready(bench)
    bench.faults.add(StreamFault(Strike.DUPLICATE, event=INTERACTION))
    bench.interact(bench.guilds[0], 1)
    bench.interact(bench.guilds[0], 2)
    heard = [await bot.hear() for _ in range(3)]
    assert [payload["d"]["id"] for payload in heard] == ["1", "1", "2"]
    assert [payload["s"] for payload in heard] == [3, 4, 5]


async def test_what_a_session_is_told_of_itself_is_struck_like_any_event(bench: Bench) -> None:
    for name in ("READY", "RESUMED"):
        bench.faults.add(StreamFault(Strike.DUPLICATE, event=name))
    bot = await bench.open()
    ready = await bot.ready(int(Intents.GUILDS), shard=[0, 2])
    assert (await bot.hear_event("READY"))["session_id"] == ready["session_id"]
    await bot.beat()
    bench.gateway.strike(Blow(close=4000))
    assert await bot.closed() == 4000
    again = await bench.open()
    assert bot.sequence is not None
    await again.resume(ready["session_id"], bot.sequence)
    await again.hear_event("RESUMED")
    await again.hear_event("RESUMED")
    assert bench.faults.armed() == []


async def test_a_dropped_event_never_comes_and_leaves_no_gap(bench: Bench) -> None:
    bot = await _ready(bench)
    bench.faults.add(StreamFault(Strike.DROP, event=INTERACTION))
    bench.interact(bench.guilds[0], 1)
    bench.interact(bench.guilds[0], 2)
    payload = await bot.hear()
    assert (payload["d"]["id"], payload["s"]) == ("2", 3)


async def test_a_delayed_event_is_overtaken(bench: Bench) -> None:
    bot = await _ready(bench)
    bench.faults.add(StreamFault(Strike.DELAY, event=INTERACTION, delay_s=60))
    bench.interact(bench.guilds[0], 1)
    bench.interact(bench.guilds[0], 2)
    assert (await bot.hear_event(INTERACTION))["id"] == "2"
    bench.clock.advance(60)
    assert (await bot.hear_event(INTERACTION))["id"] == "1"


async def test_a_reordered_event_changes_places_with_the_next_and_numbers_stay_in_order(bench: Bench) -> None:
    bot = await _ready(bench)
    bench.faults.add(StreamFault(Strike.REORDER, event=INTERACTION))
    bench.interact(bench.guilds[0], 1)
    assert await bot.events_so_far() == []
    bench.interact(bench.guilds[0], 2)
    bench.interact(bench.guilds[0], 3)
    heard = [await bot.hear() for _ in range(3)]
    assert [payload["d"]["id"] for payload in heard] == ["2", "1", "3"]
    assert [payload["s"] for payload in heard] == [3, 4, 5]


async def test_several_reordered_events_come_in_reverse(bench: Bench) -> None:
    bot = await _ready(bench)
    bench.faults.add(StreamFault(Strike.REORDER, event=INTERACTION), count=2)
    for number in (1, 2, 3):
        bench.interact(bench.guilds[0], number)
    assert [(await bot.hear())["d"]["id"] for _ in range(3)] == ["3", "2", "1"]


@pytest.mark.parametrize("compress", [None, "zlib-stream", "zstd-stream"])
async def test_a_truncated_event_cannot_be_read_but_is_replayed_whole(bench: Bench, compress: str | None) -> None:
    bot = await bench.open(compress=compress)
    ready = await bot.ready(int(Intents.GUILDS), shard=[0, 2])
    await bot.beat()
    assert bot.sequence is not None
    bench.faults.add(StreamFault(Strike.TRUNCATE, event=INTERACTION))
    bench.interact(bench.guilds[0], 1)
    with pytest.raises((ValueError, zlib.error)):
        await bot.hear()
    again = await bench.open()
    await again.resume(ready["session_id"], bot.sequence)
    assert (await again.hear_event(INTERACTION))["id"] == "1"


async def test_dropped_acknowledgements_do_not_come(bench: Bench) -> None:
    bot = await _ready(bench)
    bench.faults.add(StreamFault(Strike.DROP_ACKS), count=2)
    for _ in range(2):
        await bot.say(1, None)
    bench.interact(bench.guilds[0])
    assert (await bot.hear())["t"] == INTERACTION
    await bot.beat()


async def test_a_late_acknowledgement_comes_when_its_time_has_passed(bench: Bench) -> None:
    bot = await _ready(bench)
    bench.faults.add(StreamFault(Strike.LATE_ACKS, delay_s=30))
    await bot.say(1, None)
    bench.interact(bench.guilds[0])
    assert (await bot.hear())["t"] == INTERACTION
    bench.clock.advance(30)
    assert (await bot.hear())["op"] == 11
