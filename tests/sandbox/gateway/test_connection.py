"""The life of one connection: hello, heartbeats, compression, and every way in which it is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bot.sandbox.faults.blows import Blow
from bot.sandbox.gateway import connection as connections
from bot.sandbox.gateway.connection import Connection
from bot.sandbox.gateway.intents import Intents

if TYPE_CHECKING:
    from bot.sandbox.gateway.rules import GatewayRules
    from tests.sandbox.gateway.conftest import Bench


async def test_hello_comes_first_and_tells_the_interval(bench: Bench, rules: GatewayRules) -> None:
    rules.heartbeat_interval_ms = 12_345
    bot = await bench.open()
    assert await bot.hear() == {"op": 10, "d": {"heartbeat_interval": 12_345}, "s": None, "t": None}


async def test_a_heartbeat_is_acknowledged_even_before_identify(bench: Bench) -> None:
    bot = await bench.open()
    await bot.hear_op(10)
    await bot.say(1, None)
    assert await bot.hear() == {"op": 11, "d": None, "s": None, "t": None}


async def test_a_bot_that_does_not_read_is_cut_off_and_its_session_kept(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    bot = await bench.open()
    ready = await bot.ready(int(Intents.GUILDS), shard=[0, 2])
    await bot.beat()
    monkeypatch.setattr(connections, "UNREAD_PAYLOADS", 5)
    for number in range(6):  # nothing is written between them: the loop does not get its turn
        bench.interact(bench.guilds[0], number)
    assert await bot.closed() == 1006
    monkeypatch.undo()
    assert bot.sequence is not None
    again = await bench.open()
    await again.resume(ready["session_id"], bot.sequence)
    missed = [await again.hear_event("INTERACTION_CREATE") for _ in range(6)]
    assert [interaction["id"] for interaction in missed] == ["0", "1", "2", "3", "4", "5"]


async def test_pushing_the_clock_leaves_heartbeats_alone_pushing_theirs_does_not(bench: Bench) -> None:
    bot = await bench.open()
    ready = await bot.ready()
    bench.clock.advance(900)
    await bot.beat()
    bench.gateway.pulse.advance(900)
    assert await bot.closed() == 4009
    again = await bench.open()
    assert bot.sequence is not None
    await again.resume(ready["session_id"], bot.sequence)
    await again.hear_event("RESUMED")


async def test_a_bot_that_stops_beating_is_closed_with_4009_and_may_resume(bench: Bench) -> None:
    bot = await bench.open()
    ready = await bot.ready()
    connection = bench.gateway.sessions[ready["session_id"]].wire
    assert isinstance(connection, Connection)
    connection.expect_heartbeat(0.001)
    assert await bot.closed() == 4009
    again = await bench.open()
    await again.resume(ready["session_id"], 1)
    await again.hear_event("RESUMED")


async def test_advancing_the_clock_does_not_time_a_connection_out(bench: Bench) -> None:
    bot = await bench.open()
    await bot.ready()
    bench.clock.advance(3600)
    await bot.beat()


@pytest.mark.parametrize("compress", ["zlib-stream", "zstd-stream"])
async def test_transport_compression_packs_everything(bench: Bench, compress: str) -> None:
    bot = await bench.open(compress=compress)
    ready = await bot.ready(int(Intents.GUILDS), compress=True)
    guild = await bot.hear_event("GUILD_CREATE")
    bench.interact(bench.guilds[0])
    await bot.hear_event("INTERACTION_CREATE")
    assert guild["name"] == "Guild 0"
    assert ready["user"]["id"] == bench.world.bot.id
    assert bot.binary == 5, "hello, ready, two guilds, the interaction"


async def test_payload_compression_packs_what_is_large(bench: Bench) -> None:
    bot = await bench.open()
    await bot.ready(int(Intents.GUILDS), compress=True)
    await bot.hear_event("GUILD_CREATE")
    await bot.beat()
    assert bot.binary == 3, "ready and two guilds, but not the small answer to the heartbeat"


async def test_without_compression_everything_is_text(bench: Bench) -> None:
    bot = await bench.open()
    await bot.ready()
    await bot.hear_event("GUILD_CREATE")
    assert bot.binary == 0


@pytest.mark.parametrize(
    ("options", "code"),
    [({"version": "9"}, 4012), ({"encoding": "etf"}, 4002), ({"compress": "brotli"}, 4002)],
)
async def test_what_the_gateway_does_not_speak_is_refused(bench: Bench, options: dict[str, str], code: int) -> None:
    bot = await bench.open(**options)
    assert await bot.closed() == code


async def test_an_unknown_opcode_closes_with_4001(bench: Bench) -> None:
    bot = await bench.open()
    await bot.ready()
    await bot.say(5)
    assert await bot.closed() == 4001


@pytest.mark.parametrize("op", ["true", "1.0", '"1"', "null"])
async def test_an_opcode_that_is_no_whole_number_closes_with_4001(bench: Bench, op: str) -> None:
    bot = await bench.open()
    await bot.socket.send_str(f'{{"op":{op},"d":null}}')
    assert await bot.closed() == 4001


async def test_a_payload_of_megabytes_closes_with_4002_too(bench: Bench) -> None:
    bot = await bench.open()
    await bot.socket.send_str("{" + " " * 8_000_000 + "}")
    assert await bot.closed() == 4002


@pytest.mark.parametrize("text", ["{", "[]", '"hi"', "{" + " " * 4096 + "}"], ids=["cut", "list", "text", "long"])
async def test_an_undecodable_payload_closes_with_4002(bench: Bench, text: str) -> None:
    bot = await bench.open()
    await bot.socket.send_str(text)
    assert await bot.closed() == 4002


@pytest.mark.parametrize("raw", [b"{", b"\xff\xfe", b"\x83t\x00\x00\x00\x00"], ids=["cut", "no UTF-8", "ETF"])
async def test_undecodable_bytes_close_with_4002(bench: Bench, raw: bytes) -> None:
    bot = await bench.open()
    await bot.socket.send_bytes(raw)
    assert await bot.closed() == 4002


async def test_json_may_come_as_bytes(bench: Bench) -> None:
    bot = await bench.open()
    await bot.socket.send_bytes(b'{"op":1,"d":null}')
    await bot.hear_op(11)


@pytest.mark.parametrize("op", [3, 4, 8])
async def test_a_request_before_identify_closes_with_4003(bench: Bench, op: int) -> None:
    bot = await bench.open()
    await bot.say(op, {})
    assert await bot.closed() == 4003


@pytest.mark.parametrize("token", ["the.wrong.token", "Bot the.wrong.token", "Bot Bot the.right.token", "Bot ", ""])
async def test_a_wrong_token_closes_with_4004(bench: Bench, token: str) -> None:
    bot = await bench.bot(token).open()
    await bot.identify()
    assert await bot.closed() == 4004


async def test_a_token_may_have_the_prefix_of_rest(bench: Bench) -> None:
    bot = await bench.bot("Bot the.right.token").open()
    ready = await bot.ready()
    bench.gateway.strike(Blow(close=4000))
    assert await bot.closed() == 4000
    again = await bench.bot("Bot the.right.token").open()
    assert bot.sequence is not None
    await again.resume(ready["session_id"], bot.sequence)
    await again.hear_event("RESUMED")


async def test_a_second_identify_closes_with_4005(bench: Bench) -> None:
    bot = await bench.open()
    await bot.ready()
    await bot.identify()
    assert await bot.closed() == 4005


async def test_a_resume_after_identify_closes_with_4005(bench: Bench) -> None:
    bot = await bench.open()
    ready = await bot.ready()
    await bot.resume(ready["session_id"], 1)
    assert await bot.closed() == 4005


async def test_more_than_120_payloads_a_minute_close_with_4008(bench: Bench) -> None:
    bot = await bench.open()
    for _ in range(120):
        await bot.say(1, None)
    bench_alive = [await bot.hear_op(11) for _ in range(120)]
    assert len(bench_alive) == 120
    await bot.say(1, None)
    assert await bot.closed() == 4008


async def test_the_payload_limit_forgets_after_a_minute(bench: Bench) -> None:
    bot = await bench.open()
    for _ in range(120):
        await bot.say(1, None)
    for _ in range(120):
        await bot.hear_op(11)
    bench.clock.advance(60)
    await bot.beat()


@pytest.mark.parametrize("shard", [[1, 1], [-1, 2], [2, 2], [0, 0], [0], "0/1", [0, 1, 2], [True, 2]])
async def test_an_impossible_shard_closes_with_4010(bench: Bench, shard: Any) -> None:
    bot = await bench.open()
    await bot.identify(shard=shard)
    assert await bot.closed() == 4010


async def test_too_many_guilds_for_one_session_close_with_4011(bench: Bench, rules: GatewayRules) -> None:
    rules.guilds_per_session = 1
    bot = await bench.open()
    await bot.identify()
    assert await bot.closed() == 4011
    sharded = await bench.open()
    await sharded.ready(shard=[0, 2])


@pytest.mark.parametrize("intents", [1 << 17, -1, "1", None, 1 << 40])
async def test_intents_that_do_not_exist_close_with_4013(bench: Bench, intents: Any) -> None:
    bot = await bench.open()
    await bot.identify(intents)
    assert await bot.closed() == 4013


@pytest.mark.parametrize("intent", [Intents.GUILD_MEMBERS, Intents.GUILD_PRESENCES, Intents.MESSAGE_CONTENT])
async def test_a_privileged_intent_that_is_not_approved_closes_with_4014(
    bench: Bench, rules: GatewayRules, intent: Intents
) -> None:
    rules.approved &= ~intent
    bot = await bench.open()
    await bot.identify(int(intent))
    assert await bot.closed() == 4014
    rules.approved |= intent
    approved = await bench.open()
    await approved.ready(int(intent))


FLAGS = {Intents.GUILD_PRESENCES: 1 << 13, Intents.GUILD_MEMBERS: 1 << 15, Intents.MESSAGE_CONTENT: 1 << 19}


@pytest.mark.parametrize(("intent", "flag"), FLAGS.items())
async def test_the_applications_flags_say_which_privileged_intents_it_has(
    bench: Bench, rules: GatewayRules, intent: Intents, flag: int
) -> None:
    before = (await (await bench.open()).ready(int(intent)))["application"]["flags"]
    assert before & sum(FLAGS.values()) == sum(FLAGS.values())
    rules.approved &= ~intent
    after = (await (await bench.open()).ready(0))["application"]["flags"]
    assert after == before & ~flag == bench.world.application.to_json()["flags"]
    bench.world.application.flags = before
    await (await bench.open()).ready(int(intent))


@pytest.mark.parametrize("d", [None, [], {"token": "the.right.token", "intents": 1}])
async def test_an_identify_of_the_wrong_shape_is_refused(bench: Bench, d: Any) -> None:
    bot = await bench.open()
    await bot.say(2, d)
    assert await bot.closed() == 4001


async def test_the_gateway_leaves_tokens_out_of_the_traffic(bench: Bench) -> None:
    bot = await bench.open()
    await bot.ready()
    bench.interact(bench.guilds[0])
    await bot.hear_event("INTERACTION_CREATE")
    records = bench.traffic.after(0)
    assert [record["op"] for record in records[:3]] == [10, 2, 0]
    assert "the.right.token" not in str(records)
    assert "sealed" not in str(records)
