"""The evening goes on: restarts between any two steps, cards that fell behind, slow answers, two processes.

What goes wrong at random and under load, by the numbers of the fault scoreboard, is in tests/faults.
"""

from __future__ import annotations

import asyncio

import aiohttp
import asyncpg
import pytest

from bot.sandbox.client.results import Message, Result
from tests.flows.stage import Party, Stage, permalink, total

STEPS = ("open", "join", "roll", "again", "close")


class Evening:
    """open, join, roll, roll again, close: each step needs what the one before left behind."""

    def __init__(self, party: Party) -> None:
        self.party = party
        self.card: Message | None = None
        self.rolled: Message | None = None

    async def step(self, name: str) -> Result:
        who = self.party.bob if name in {"join", "roll"} else self.party.alice
        match name:
            case "open":
                asked = await who.slash("tavern", "table open")
            case "join":
                assert self.card
                asked = await who.click(self.card, "Join")
            case "roll":
                asked = await who.slash("tavern", "roll", dice="4d6kh3", dc=10)
            case "again":
                assert self.rolled
                asked = await who.click(self.rolled, "Roll again")
            case _:
                asked = await who.slash("tavern", "table close")
        done = await who.completed(asked)
        self.card = done.answer if name == "open" else self.card
        self.rolled = done.answer if name == "roll" else self.rolled
        assert done.state in {"answered", "updated"}, done
        assert not done.answer.ephemeral, done.answer.text
        return done


@pytest.mark.parametrize("restart_before", STEPS[1:])
async def test_a_restart_between_two_steps_is_not_noticed(stage: Stage, restart_before: str) -> None:
    bot = await stage.bot()
    evening = Evening(await stage.party())
    for name in STEPS:
        if name == restart_before:
            await (bot.stop() if name in {"join", "again"} else bot.kill())
            bot = await stage.bot()
        await evening.step(name)
    assert evening.card
    closed = evening.card.id
    await evening.party.bob.until(lambda m: m.id == closed and "closed" in m.text, "tavern")
    assert len(await stage.events("table.rolled")) == 2
    assert await stage.ledger_holds()
    assert bot.bugs() == []
    assert await bot.stop() == 0


async def test_a_card_that_fell_behind_during_a_crash_is_drawn_at_the_next_start(stage: Stage) -> None:
    bot = await stage.bot()
    party = await stage.party()
    opened = await party.alice.slash("tavern", "table open")
    await stage.sandbox.fault(method="PATCH", path="/channels/.*/messages/", status=503, count=1000)
    await party.bob.slash("tavern", "table join")
    await bot.kill()
    await stage.sandbox.clear_faults()
    await stage.bot()
    await party.bob.until(lambda m: m.id == opened.answer.id and "Bob" in m.text, "tavern")


async def test_what_is_asked_while_the_gateway_is_away_is_answered_after_it_is_back(stage: Stage) -> None:
    await stage.bot()
    party = await stage.party()
    await stage.sandbox.fault(close=4000)
    rolled = await party.alice.completed(await party.alice.slash("tavern", "r", dice="1d20"))
    assert rolled.state == "answered"


async def test_a_table_whose_first_card_was_shown_but_never_confirmed_has_one_card(stage: Stage) -> None:
    await stage.bot()
    party = await stage.party()
    await stage.sandbox.fault(method="POST", path="/callback", count=1, drop_reply=True)
    opened = await party.alice.slash("tavern", "table open")
    await party.bob.slash("tavern", "table join")
    await party.bob.until(lambda m: m.id == opened.answer.id and "Bob" in m.text, "tavern")


async def test_an_outage_just_after_a_table_is_opened_leaves_it_one_card(stage: Stage) -> None:
    bot = await stage.bot()
    party = await stage.party()
    database = await asyncpg.connect(stage.database_url)
    await database.execute(
        """CREATE FUNCTION away() RETURNS trigger LANGUAGE plpgsql AS $$
           BEGIN RAISE EXCEPTION 'shutting down' USING ERRCODE = 'admin_shutdown'; END $$;
           CREATE TRIGGER away BEFORE UPDATE OF card_message ON tables FOR EACH ROW EXECUTE FUNCTION away()"""
    )
    opened = (await party.alice.slash("tavern", "table open")).answer
    assert opened.text.startswith("## Table")
    await bot.said("card_not_placed")
    await database.execute("DROP TRIGGER away ON tables")
    await database.close()
    await party.bob.slash("tavern", "table join")
    await party.carol.until(lambda m: m.id == opened.id and "Bob" in m.text, "tavern")
    assert [m.id for m in await party.carol.messages("tavern") if m.text.startswith("## Table")] == [opened.id]
    assert bot.bugs() == []


async def test_a_press_answered_late_does_not_leave_the_card_behind(stage: Stage) -> None:
    await stage.bot()
    party = await stage.party()
    opened = (await party.alice.slash("tavern", "table open")).answer
    await stage.sandbox.fault(method="POST", path="/callback", count=1, delay_s=1.5)
    pressed = asyncio.create_task(party.bob.click(opened, "Join"))
    await party.dan.until(lambda m: m.id == opened.id and "Bob" in m.text, "tavern")
    await party.carol.slash("cellar", "table join", code=opened.text.splitlines()[0].split()[-1])
    await party.dan.until(lambda m: m.id == opened.id and "Carol" in m.text, "tavern")
    assert "Carol" not in (await pressed).answer.text
    await party.dan.until(lambda m: m.id == opened.id and "Carol" in m.text, "tavern")


async def test_a_hidden_roll_that_takes_long_is_waited_for_in_private(stage: Stage) -> None:
    await stage.bot()
    party = await stage.party()
    locked = await asyncpg.connect(stage.database_url)
    await locked.execute("BEGIN; LOCK TABLE ledger_stream IN ACCESS EXCLUSIVE MODE")
    async with party.bob.watch() as watch:
        waiting = await party.alice.slash("tavern", "roll", dice="1d20", hidden=True)
        assert waiting.answer.ephemeral
        await locked.execute("COMMIT")
        await locked.close()
        await party.alice.until(lambda m: m.ephemeral and "only you" in m.text, "tavern")
        sealed = await watch.until(lambda happening: happening.name == "MESSAGE_CREATE")
    assert [each.name for each in watch.heard if each.name.startswith("MESSAGE")] == ["MESSAGE_CREATE"]
    assert not sealed.data.get("interaction_metadata")


async def test_two_processes_hold_a_shard_each_and_one_outlives_the_other(stage: Stage) -> None:
    first, second = await asyncio.gather(stage.bot(shard_ids="0"), stage.bot(shard_ids="1"))
    north, south = await stage.party(shard=0), await stage.party(shard=1)
    cards = [(await party.alice.slash("tavern", "table open")).answer for party in (north, south)]
    for party, card in zip((north, south), cards, strict=True):
        await party.bob.click(card, "Join")
    await first.kill()
    rolled = await south.bob.slash("tavern", "roll", dice="1d20")
    assert total(rolled.answer)
    async with aiohttp.ClientSession() as session, session.get(permalink(rolled.answer)) as response:
        assert response.status == 200
    assert second.bugs() == []
    await stage.bot(shard_ids="0")
    assert total((await north.bob.click(cards[0], "Roll d20")).answer)
    assert await stage.ledger_holds()


async def test_two_processes_on_the_same_shards_do_everything_once(stage: Stage) -> None:
    await asyncio.gather(stage.bot(), stage.bot())
    party = await stage.party()
    opened = await party.alice.slash("tavern", "table open")
    await party.bob.click(opened.answer, "Join")
    rolled = [await party.bob.slash("tavern", "roll", dice="1d20") for _ in range(10)]
    assert len({permalink(each.answer) for each in rolled}) == 10
    assert len(await stage.events("table.rolled")) == 10
    assert len(await stage.events("table.seat_taken")) == 2
    assert await stage.ledger_holds()
