"""Answers that a process died over, or that Discord did not take: given all the same, once, to whom they are owed."""

from __future__ import annotations

import asyncio

import asyncpg
import pytest

from tests.flows.stage import Stage, permalink, total


@pytest.mark.timeout(180)
async def test_a_roll_whose_process_dies_before_its_answer_is_shown_by_the_next(stage: Stage) -> None:
    bot = await stage.bot(LEASE_TTL_S="5")
    party = await stage.party()
    await party.alice.slash("tavern", "table open")
    await stage.sandbox.fault(method="POST", path="/callback", delay_s=30, count=5)
    lost = await party.alice.slash("tavern", "roll", dice="1d20", label="the jump")
    assert lost.error
    assert len(await stage.events("table.rolled")) == 1
    await bot.kill()
    await stage.sandbox.clear_faults()
    await stage.bot(LEASE_TTL_S="5")
    shown = await party.bob.until(lambda m: "the jump" in m.text, "tavern", timeout_s=60)
    assert permalink(shown).endswith((await stage.events("table.rolled"))[0]["roll_id"])
    again = await party.alice.slash("tavern", "roll", dice="1d20")
    assert total(again.answer)
    assert len([m for m in await party.bob.messages("tavern") if "the jump" in m.text]) == 1


@pytest.mark.timeout(180)
async def test_what_only_one_may_see_waits_for_them(stage: Stage) -> None:
    bot = await stage.bot(LEASE_TTL_S="5")
    party = await stage.party()
    await party.alice.slash("tavern", "table open", mode="dm-led")
    await stage.sandbox.fault(method="POST", path="/callback", delay_s=30, count=5)
    await party.alice.slash("tavern", "roll", dice="1d1000000+7000000", hidden=True)
    await bot.kill()
    await stage.sandbox.clear_faults()
    await stage.bot(LEASE_TTL_S="5")
    sealed = await party.bob.until(lambda m: "hidden roll" in m.text, "tavern", timeout_s=60)
    assert "70" not in sealed.text
    async with party.alice.watch() as watch:
        while True:
            await party.alice.slash("tavern", "table status")
            kept = [m for m in await party.alice.messages("tavern") if m.ephemeral and "only you" in m.text]
            if kept:
                break
            await watch.next()
    assert total(kept[0]) > 7_000_000
    assert len([m for m in await party.bob.messages("tavern") if "hidden roll" in m.text]) == 1


@pytest.mark.timeout(180)
async def test_what_was_left_thinking_is_told_what_became_of_it(stage: Stage) -> None:
    bot = await stage.bot(LEASE_TTL_S="5")
    party = await stage.party()
    blocker = await asyncpg.connect(stage.database_url)
    async with blocker.transaction():
        await blocker.execute("LOCK TABLE ledger_event IN ACCESS EXCLUSIVE MODE")
        asking = asyncio.create_task(party.alice.slash("tavern", "table open"))
        thinking = await party.bob.until(lambda m: m.thinking, "tavern")
        await bot.kill()
    await blocker.close()
    await stage.bot(LEASE_TTL_S="5")
    ended = await party.bob.until(
        lambda m: m.id == thinking.id and "cannot tell whether" in m.text, "tavern", timeout_s=60
    )
    assert "ask again" in ended.text
    await asking
    assert (await party.alice.slash("tavern", "table open")).answer
    assert not [m for m in await party.alice.messages("tavern") if m.ephemeral], "and it is told once"


@pytest.mark.timeout(180)
async def test_a_roll_that_is_revealed_as_the_process_dies_is_shown_once(stage: Stage) -> None:
    bot = await stage.bot(LEASE_TTL_S="5")
    party = await stage.party()
    hidden = (await party.alice.slash("tavern", "roll", dice="1d20", hidden=True)).answer
    await stage.sandbox.fault(method="POST", path="/callback", delay_s=30, count=5)
    assert (await party.alice.click(hidden, "Reveal")).error
    assert len(await stage.events("table.roll_revealed")) == 1
    await bot.kill()
    await stage.sandbox.clear_faults()
    await stage.bot(LEASE_TTL_S="5")
    shown = await party.bob.until(lambda m: "Hidden since" in m.text, "tavern", timeout_s=60)
    assert total(shown) == total(hidden)
    again = (await party.alice.completed(await party.alice.click(hidden, "Reveal"))).answer
    assert again.ephemeral
    assert "revealed already" in again.text
    assert permalink(again) == permalink(shown)


@pytest.mark.timeout(180)
async def test_a_slow_press_whose_answer_was_posted_and_not_confirmed_is_answered_once(stage: Stage) -> None:
    """What was waited for with "thinking…" is the answer, so the next process sees that it stands."""
    bot = await stage.bot(LEASE_TTL_S="5")
    party = await stage.party()
    first = (await party.alice.slash("tavern", "roll", dice="1d20", label="the jump")).answer
    blocker = await asyncpg.connect(stage.database_url)
    async with blocker.transaction():
        await blocker.execute("LOCK TABLE ledger_event IN ACCESS EXCLUSIVE MODE")
        asking = asyncio.create_task(party.alice.click(first, "Roll again"))
        thinking = await party.bob.until(lambda m: m.thinking, "tavern")
        await stage.sandbox.fault(method="POST", path="/webhooks/", count=1, drop_reply=True)
    await blocker.close()
    await party.bob.until(lambda m: m.id == thinking.id and not m.thinking, "tavern")
    await asking
    await bot.kill()
    taker = await stage.bot(LEASE_TTL_S="5")
    assert (await taker.said("answered_late"))["told"]
    assert len(await stage.events("table.rolled")) == 2
    assert len([m for m in await party.bob.messages("tavern") if "Permalink" in str(m.raw)]) == 2
    assert (await party.alice.slash("tavern", "r", dice="1d20")).answer
    assert not [m for m in await party.alice.messages("tavern") if m.ephemeral], "and nothing is told besides"
