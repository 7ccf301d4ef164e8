"""The gateway repeats itself, loses people, and crowds: R1, R2, R3, R20."""

from __future__ import annotations

import asyncio
from statistics import median
from typing import Any

import pytest

from bot.sandbox.gateway.session import Session
from tests.faults.field import Field
from tests.faults.frozen import rss_mib
from tests.faults.invariants import Allowed, check
from tests.faults.play import Play, gather_party

BACK_WITHIN_S = 10
REPLAYED = 200
BEAT_MS = 400
STORM = 1000
WAVES = 5
GROWN = 1.2
ANSWERED_WITHIN_S = 1.0


async def test_r01_every_interaction_delivered_twice_has_one_effect_and_one_answer(
    shared_field: Field, play: Play
) -> None:
    await shared_field.stage.sandbox.fault(duplicate="INTERACTION_CREATE", count=100_000)
    deeds = await play.play(6)
    evidence = await check(shared_field, play)
    rolls = [deed for deed in deeds if deed.roll]
    assert len(rolls) == len(evidence.rolled)
    created = [each for each in shared_field.records.all if each.get("t") == "INTERACTION_CREATE"]
    assert len({each["d"]["id"] for each in created[-2 * len(deeds) :]}) == len(deeds), "each came twice"


async def test_r02_a_resume_that_replays_what_was_handled_does_nothing_anew(
    shared_field: Field, play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    while len(play.deeds) < REPLAYED // 4:  # a deed is several events: the interaction, its messages, the card's edits
        await play.play(3, "roll", "hidden", "again", "sit")
    before = await shared_field.stage.events("table.rolled")
    honest = Session.resume

    def forgetful(session: Session, wire: Any, sequence: int) -> None:
        honest(session, wire, max(0, sequence - REPLAYED))

    monkeypatch.setattr(Session, "resume", forgetful)
    bot, since = shared_field.stage.bots[-1], len(shared_field.stage.bots[-1].log)
    sent_before = len(shared_field.records.all)
    await shared_field.stage.sandbox.fault(op=7)
    await bot.said("shard_resumed", since=since)
    await shared_field.stage.sandbox.until_connected(2)
    after = await play.play(1, "roll")
    replayed = [each for each in shared_field.records.all[sent_before:] if each.get("t") == "INTERACTION_CREATE"]
    assert len(replayed) > len(after) + 20, "interactions were delivered again"
    evidence = await check(shared_field, play)
    assert len(await shared_field.stage.events("table.rolled")) == len(before) + len([d for d in after if d.roll])
    assert evidence.rolled


@pytest.mark.parametrize(
    "blow",
    [{"op": 7}, {"op": 9, "d": True}, {"op": 9, "d": False}, {"close": 4000}, {"close": 1006}],
    ids=lambda blow: "-".join(f"{key}-{value}" for key, value in blow.items()),
)
async def test_r03_a_lost_gateway_is_back_within_ten_seconds_and_loses_nothing(
    shared_field: Field, play: Play, blow: dict[str, Any]
) -> None:
    bot, since, sent = shared_field.stage.bots[-1], len(shared_field.stage.bots[-1].log), len(shared_field.records.all)
    fresh = blow == {"op": 9, "d": False}
    shard = play.chance("fault").randrange(2)

    async def strike() -> None:
        await asyncio.sleep(play.chance("fault").random() / 2)
        began = asyncio.get_running_loop().time()
        await shared_field.stage.sandbox.fault(**blow, shard=shard)
        async with asyncio.timeout(BACK_WITHIN_S * 3):
            await bot.said("shard_ready" if fresh else "shard_resumed", since=since)
        assert asyncio.get_running_loop().time() - began <= BACK_WITHIN_S

    deeds = await play.play_while(strike())
    identified = shared_field.records.op(2, since=sent)
    assert len(identified) <= 1
    await shared_field.stage.sandbox.until_connected(2)
    last = await play.play(1)
    assert not [deed for deed in last if deed.silent]
    assert [deed for deed in deeds if deed.done]
    await check(shared_field, play, Allowed(silence=True))


async def test_r03_missed_acknowledgements_of_heartbeats_lose_nothing(shared_field: Field, play: Play) -> None:
    sandbox, bot, since = shared_field.stage.sandbox, shared_field.stage.bots[-1], len(shared_field.stage.bots[-1].log)
    usual = shared_field.sandbox.realm.gateway.rules.heartbeat_interval_ms
    await sandbox.change_gateway(heartbeat_interval_ms=BEAT_MS)
    await sandbox.fault(close=4000)  # who comes back is told the new interval
    await bot.said("shard_resumed", since=since)
    await sandbox.until_connected(2)
    sent = len(shared_field.records.all)
    await sandbox.fault(drop_acks=True, count=play.chance("fault").randint(3, 6))
    deeds = await play.play_while(asyncio.sleep(5 * BEAT_MS / 1000))
    assert not [deed for deed in deeds if deed.silent]
    assert shared_field.records.op(2, since=sent) == []
    await sandbox.change_gateway(heartbeat_interval_ms=usual)
    await check(shared_field, play)


async def test_r20_outages_and_crowds_of_guilds_purge_nothing_and_hold_nobody_up(field: Field, seed: int) -> None:
    bot = await field.bot()
    play = await gather_party(field.stage, seed)
    await play.open()
    sandbox = field.stage.sandbox
    await sandbox.fault(storm=STORM, shard=0)
    await play.play(2)  # the crowd is in when people after it are answered
    ours = play.party.guild.id
    before = rss_mib(bot.pid)
    for _ in range(WAVES):
        await sandbox.fault(outage="all", shard=0)
        await sandbox.fault(recover="all", shard=0)
        told = await play.play(1)
        assert not [deed for deed in told if deed.silent]
    assert rss_mib(bot.pid) < before * GROWN
    calm = await play.play(2)
    assert median(deed.seconds for deed in calm) < ANSWERED_WITHIN_S
    assert ours in {guild["id"] for guild in (await sandbox.state())["guilds"]}
    assert (await check(field, play)).rolled
    status = await play.party.people[play.people[0]].slash("tavern", "table status")
    assert play.card
    assert play.card.text.split()[2] in status.answer.text or status.answer.ephemeral
