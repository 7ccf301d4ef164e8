"""A session outlives its connections: what is replayed, what is lost, and who decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.sandbox.faults.blows import Blow
from bot.sandbox.gateway.intents import Intents
from bot.sandbox.gateway.session import REPLAYABLE_EVENTS

if TYPE_CHECKING:
    from bot.sandbox.gateway.rules import GatewayRules
    from tests.sandbox.gateway.conftest import Bench
    from tests.sandbox.raw_bot import RawBot

GUILDS = int(Intents.GUILDS)


async def _begun(bench: Bench) -> tuple[RawBot, str, int]:
    """Return a bot with a session on shard 0, its id, and the last sequence number it saw."""
    bot = await bench.open()
    ready = await bot.ready(GUILDS, shard=[0, 2])
    await bot.hear_event("GUILD_CREATE")
    assert bot.sequence is not None
    return bot, ready["session_id"], bot.sequence


async def _away(bench: Bench, session_id: str) -> None:
    await bench.gateway.until(lambda: bench.gateway.sessions[session_id].wire is None)


async def test_a_resumed_session_is_sent_what_it_missed_and_then_resumed(bench: Bench) -> None:
    bot, session_id, sequence = await _begun(bench)
    bench.gateway.strike(Blow(close=4000))
    assert await bot.closed() == 4000
    await _away(bench, session_id)
    for number in (1, 2):
        bench.interact(bench.guilds[0], number)
    again = await bench.open()
    await again.resume(session_id, sequence)
    missed = [await again.hear_event("INTERACTION_CREATE") for _ in range(2)]
    assert [interaction["id"] for interaction in missed] == ["1", "2"]
    await again.hear_event("RESUMED")
    bench.interact(bench.guilds[0], 3)
    assert (await again.hear_event("INTERACTION_CREATE"))["id"] == "3"
    assert again.sequence == sequence + 4


@pytest.mark.parametrize(
    ("code", "kept"),
    [(4000, True), (4008, True), (1001, True), (4003, False), (4007, False), (4009, False), (4014, False)],
)
async def test_what_a_close_code_says_of_the_session_holds(bench: Bench, code: int, kept: bool) -> None:
    bot, session_id, sequence = await _begun(bench)
    bench.gateway.strike(Blow(close=code))
    assert await bot.closed() == code
    again = await bench.open()
    await again.hear_op(10)
    await again.resume(session_id, sequence)
    assert (await again.hear())["op"] == (0 if kept else 9)


async def test_events_that_were_seen_are_not_replayed(bench: Bench) -> None:
    bot, session_id, sequence = await _begun(bench)
    bench.interact(bench.guilds[0])
    await bot.hear_event("INTERACTION_CREATE")
    bench.gateway.strike(Blow(close=4000))
    await bot.closed()
    again = await bench.open()
    await again.resume(session_id, sequence + 1)
    assert await again.hear_events_until("RESUMED") == ["RESUMED"]


async def test_a_resumed_stream_is_compressed_anew(bench: Bench) -> None:
    bot, session_id, sequence = await _begun(bench)
    bench.gateway.strike(Blow(close=4000))
    await bot.closed()
    again = await bench.open(compress="zstd-stream")
    await again.resume(session_id, sequence)
    await again.hear_event("RESUMED")
    assert again.binary == 2, "hello and resumed"


@pytest.mark.parametrize("code", [1000, 1001])
async def test_a_bot_that_closes_with_1000_or_1001_ends_its_session(bench: Bench, code: int) -> None:
    bot, session_id, sequence = await _begun(bench)
    await bot.leave(code)
    await bench.gateway.until(lambda: session_id not in bench.gateway.sessions)
    again = await bench.open()
    await again.resume(session_id, sequence)
    assert (await again.hear_op(9))["d"] is False


@pytest.mark.parametrize("code", [4000, 3000])
async def test_a_bot_that_closes_with_another_code_may_resume(bench: Bench, code: int) -> None:
    bot, session_id, sequence = await _begun(bench)
    await bot.leave(code)
    await _away(bench, session_id)
    again = await bench.open()
    await again.resume(session_id, sequence)
    await again.hear_event("RESUMED")


async def test_a_line_that_is_cut_may_be_resumed(bench: Bench) -> None:
    bot, session_id, sequence = await _begun(bench)
    bench.gateway.strike(Blow(close=1006))
    assert await bot.closed() == 1006
    await _away(bench, session_id)
    again = await bench.open()
    await again.resume(session_id, sequence)
    await again.hear_event("RESUMED")


async def test_a_bot_that_comes_back_too_late_must_identify(bench: Bench, rules: GatewayRules) -> None:
    bot, session_id, sequence = await _begun(bench)
    await bot.leave(4000)
    await _away(bench, session_id)
    bench.clock.advance(rules.resume_within_s)
    again = await bench.open()
    await again.resume(session_id, sequence)
    assert (await again.hear_op(9))["d"] is False
    await again.identify(GUILDS, shard=[0, 2])
    await again.hear_event("READY")


async def test_a_session_that_was_resumed_in_time_is_not_given_up(bench: Bench, rules: GatewayRules) -> None:
    bot, session_id, sequence = await _begun(bench)
    await bot.leave(4000)
    await _away(bench, session_id)
    again = await bench.open()
    await again.resume(session_id, sequence)
    await again.hear_event("RESUMED")
    bench.clock.advance(rules.resume_within_s + 1)
    bench.interact(bench.guilds[0])
    await again.hear_event("INTERACTION_CREATE")


async def test_more_than_the_buffer_holds_cannot_be_resumed(bench: Bench) -> None:
    bot, session_id, sequence = await _begun(bench)
    await bot.leave(4000)
    await _away(bench, session_id)
    for number in range(REPLAYABLE_EVENTS + 1):
        bench.interact(bench.guilds[0], number)
    again = await bench.open()
    await again.resume(session_id, sequence)
    assert (await again.hear_op(9))["d"] is False


async def test_a_sequence_that_was_never_sent_closes_with_4007(bench: Bench) -> None:
    bot, session_id, sequence = await _begun(bench)
    await bot.leave(4000)
    again = await bench.open()
    await again.resume(session_id, sequence + 1)
    assert await again.closed() == 4007


async def test_after_4007_the_session_is_lost(bench: Bench) -> None:
    bot, session_id, sequence = await _begun(bench)
    await bot.leave(4000)
    wrong = await bench.open()
    await wrong.resume(session_id, sequence + 1)
    await wrong.closed()
    again = await bench.open()
    await again.resume(session_id, sequence)
    assert (await again.hear_op(9))["d"] is False


async def test_resuming_with_a_wrong_token_closes_with_4004(bench: Bench) -> None:
    _, session_id, sequence = await _begun(bench)
    again = await bench.open()
    await again.resume(session_id, sequence, token="the.wrong.token")
    assert await again.closed() == 4004


async def test_a_resume_of_the_wrong_shape_is_refused(bench: Bench) -> None:
    bot = await bench.open()
    await bot.say(6, {"token": "the.right.token", "session_id": 5, "seq": "1"})
    assert await bot.closed() == 4001


async def test_a_resume_of_no_session_is_told_that_there_is_none(bench: Bench) -> None:
    bot = await bench.open()
    await bot.say(6, {"token": "the.right.token", "session_id": None, "seq": None})
    assert (await bot.hear_op(9))["d"] is False


async def test_resuming_elsewhere_takes_the_session_over(bench: Bench) -> None:
    old, session_id, sequence = await _begun(bench)
    new = await bench.open()
    await new.resume(session_id, sequence)
    await new.hear_event("RESUMED")
    assert await old.closed() == 4000
    bench.interact(bench.guilds[0])
    await new.hear_event("INTERACTION_CREATE")


async def test_opcode_7_asks_to_reconnect_and_the_session_stays(bench: Bench) -> None:
    bot, session_id, sequence = await _begun(bench)
    assert bench.gateway.strike(Blow(op=7)) == 1
    assert (await bot.hear_op(7))["d"] is None
    await bot.leave(4000)
    again = await bench.open()
    await again.resume(session_id, sequence)
    await again.hear_event("RESUMED")


async def test_opcode_9_true_keeps_the_session(bench: Bench) -> None:
    bot, session_id, sequence = await _begun(bench)
    bench.gateway.strike(Blow(op=9, d=True))
    assert (await bot.hear_op(9))["d"] is True
    await bot.leave(4000)
    again = await bench.open()
    await again.resume(session_id, sequence)
    await again.hear_event("RESUMED")


async def test_opcode_9_false_ends_the_session(bench: Bench) -> None:
    bot, session_id, _ = await _begun(bench)
    bench.gateway.strike(Blow(op=9, d=False))
    assert (await bot.hear_op(9))["d"] is False
    assert session_id not in bench.gateway.sessions
    await bot.say(3, {"status": "online", "activities": [], "since": None, "afk": False})
    assert await bot.closed() == 4003


async def test_a_blow_strikes_the_shard_that_it_names(bench: Bench) -> None:
    first, second = await bench.open(), await bench.open()
    await first.ready(GUILDS, shard=[0, 2])
    await second.ready(GUILDS, shard=[1, 2])
    assert bench.gateway.strike(Blow(close=4000, shard=1)) == 1
    assert await second.closed() == 4000
    await first.beat()


async def test_the_server_may_ask_for_a_heartbeat(bench: Bench) -> None:
    bot, _, sequence = await _begun(bench)
    bench.gateway.strike(Blow(op=1))
    await bot.hear_op(1)
    await bot.say(1, sequence)
    await bot.hear_op(11)
