"""What time does to tables, as people see it: warnings, *Keep open*, the end, and campaigns that go on."""

from __future__ import annotations

import asyncio

import pytest

from tests.flows.stage import Stage


@pytest.mark.timeout(180)
async def test_an_idle_table_says_so_and_closes_unless_it_is_kept_open(stage: Stage) -> None:
    await stage.bot(OPEN_TABLE_IDLE_S="8", LEASE_TTL_S="5")
    party = await stage.party()
    card = (await party.alice.slash("tavern", "table open")).answer
    warned = await party.bob.until(lambda m: "closes <t:" in m.text, "tavern")
    refused = (await party.bob.click(warned, "Keep open")).answer
    assert "no seat" in refused.text
    kept = await party.alice.completed(await party.alice.click(warned, "Keep open"))
    assert "stays open, thanks to Alice" in kept.answer.text
    again = await party.bob.until(lambda m: "closes <t:" in m.text and m.id != warned.id, "tavern")
    assert [m.id for m in await party.bob.messages("tavern") if "closes <t:" in m.text] == [again.id]
    await party.bob.until(lambda m: "is closed, for nobody played any more" in m.text, "tavern")
    await party.bob.until(lambda m: m.id == card.id and "This table is closed" in m.text, "tavern")
    assert "is closed" in (await party.alice.click(again, "Keep open")).answer.text
    assert await stage.ledger_holds()


async def test_what_was_owed_to_a_channel_when_the_bot_died_is_said_once_by_the_next(stage: Stage) -> None:
    bot = await stage.bot(OPEN_TABLE_IDLE_S="8", LEASE_TTL_S="5")
    party = await stage.party()
    await party.alice.slash("tavern", "table open")
    await stage.sandbox.fault(method="POST", path="/channels/.*/messages", status=503, count=1000)
    async with asyncio.timeout(60):
        while not await stage.events("table.closed"):  # noqa: ASYNC110 — the ledger of another process sets no event
            await asyncio.sleep(0.1)
    await bot.kill()
    await stage.sandbox.clear_faults()
    await stage.bot(OPEN_TABLE_IDLE_S="8", LEASE_TTL_S="5")
    await party.bob.until(lambda m: "is closed, for nobody played any more" in m.text, "tavern", timeout_s=60)
    assert len([m for m in await party.bob.messages("tavern") if "nobody played any more" in m.text]) == 1


async def test_a_campaigns_table_is_put_aside_and_resumed(stage: Stage) -> None:
    await stage.bot(CAMPAIGN_TABLE_IDLE_S="5")
    party = await stage.party()
    card = (await party.alice.slash("tavern", "table open", mode="dm-led", kind="campaign")).answer
    await party.bob.click(card, "Join")
    aside = await party.carol.until(lambda m: "is put aside until the next evening" in m.text, "tavern")
    await party.carol.until(lambda m: m.id == card.id and "table is put aside" in m.text, "tavern")
    refused = (await party.carol.click(aside, "Resume")).answer.text
    assert "can resume it, and you have no seat there" in refused
    assert "/table join" not in refused, "nobody can sit down at it"
    resumed = (await party.bob.completed(await party.bob.click(aside, "Resume"))).answer
    assert "goes on where it stopped" in resumed.text
    await party.carol.until(lambda m: m.id == card.id and "Bob" in m.text and "Alice (DM)" in m.text, "tavern")
    again = await party.carol.until(lambda m: "is put aside until" in m.text and m.id != aside.id, "tavern")
    assert again.id != aside.id
    assert "goes on" in (await party.alice.completed(await party.alice.slash("tavern", "table resume"))).answer.text
    assert "No table is put aside" in (await party.alice.slash("cellar", "table resume")).answer.text
    assert await stage.ledger_holds()
