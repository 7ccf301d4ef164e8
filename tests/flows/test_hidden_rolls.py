"""Hidden rolls at a table: who looks, who reveals, by which door, and what is rolled blind."""

from __future__ import annotations

import asyncio

import asyncpg

from bot.sandbox.client.person import Person
from bot.sandbox.client.results import Message
from tests.flows.stage import Party, Stage, permalink, total


async def said(who: Person, command: str, **options: object) -> Message:
    return (await who.completed(await who.slash("tavern", command, **options))).answer


async def led(party: Party) -> Message:
    """Alice leads, Bob and Carol play."""
    card = await said(party.alice, "table open", mode="dm-led")
    for person in (party.bob, party.carol):
        await person.completed(await person.click(card, "Join"))
    return card


async def sealed_card(party: Party, words: str = "hidden roll") -> Message:
    return await party.dan.until(lambda m: words in m.text, "tavern")


async def test_the_menu_of_a_sealed_card_reveals_it(shared: Stage, party: Party) -> None:
    await led(party)
    hidden = await said(party.alice, "roll", dice="1d20", hidden=True)
    sealed = await sealed_card(party)
    refused = (await party.bob.menu("tavern", "Reveal hidden roll", sealed)).answer
    assert "Only whoever made a hidden roll" in refused.text
    revealed = (await party.alice.completed(await party.alice.menu("tavern", "Reveal hidden roll", sealed))).answer
    assert total(revealed) == total(hidden)
    assert not revealed.ephemeral
    open_roll = await said(party.bob, "roll", dice="1d20")
    not_hidden = (await party.bob.menu("tavern", "Reveal hidden roll", open_roll)).answer
    assert "made in the open" in not_hidden.text


async def test_who_made_it_looks_again_and_nobody_else(shared: Stage, party: Party) -> None:
    await led(party)
    hidden = await said(party.alice, "roll", dice="1d20", hidden=True)
    sealed = await sealed_card(party)
    again = (await party.alice.click(sealed, "Look")).answer
    assert again.ephemeral
    assert total(again) == total(hidden)
    for other in (party.bob, party.dan):
        refused = (await other.click(sealed, "Look")).answer
        assert refused.ephemeral
        assert "Only whoever made a hidden roll can look" in refused.text


async def test_a_dm_that_comes_later_sees_nothing_of_before(shared: Stage, party: Party) -> None:
    """A private roll at an open table stays its roller's when the table gets a DM."""
    card = await said(party.alice, "table open")
    await party.bob.completed(await party.bob.click(card, "Join"))
    private = await said(party.bob, "roll", dice="1d20", hidden=True)
    sealed = await sealed_card(party)
    await said(party.alice, "table promote", user=await party.alice.id())
    assert "Only whoever made" in (await party.alice.click(sealed, "Look")).answer.text
    roll_id = permalink(sealed).rpartition("/")[2]
    assert "Only whoever made" in (await said(party.alice, "dice reveal", roll=roll_id)).text
    assert total((await party.bob.click(sealed, "Look")).answer) == total(private)


async def test_secret_skills_are_rolled_blind(shared: Stage, party: Party) -> None:
    card = await led(party)
    refused = await said(party.bob, "table settings")
    assert "is set by its DM" in refused.text
    panel = await said(party.alice, "table settings")
    assert panel.ephemeral
    (skills,) = [part["custom_id"] for part in panel.components if str(part.get("custom_id")).endswith(":skills")]
    await party.alice.completed(await party.alice.select(panel, skills, "stealth", "insight"))
    await party.dan.until(lambda m: m.id == card.id and "Rolled in secret: Insight, Stealth" in m.text, "tavern")

    blind = await said(party.bob, "r", dice="1d1000000+7000000 # stealth")
    assert "rolled in secret" in blind.text
    assert not blind.ephemeral
    for other in (party.carol, party.dan):
        assert "Only whoever made" in (await other.click(blind, "Look")).answer.text
    assert "only the DM of" in (await party.bob.click(blind, "Look")).answer.text, "it is his, and not his to see"
    roll_id = permalink(blind).rpartition("/")[2]
    assert "You made that roll" in (await said(party.bob, "dice reveal", roll=roll_id)).text
    assert "7000000" not in (await said(party.bob, "dice history")).text
    seen = str([m.raw for m in await party.bob.messages("tavern")])
    copy = (await party.alice.click(blind, "Look")).answer
    assert copy.ephemeral
    result = str(total(copy))
    assert result not in seen
    connection = await asyncpg.connect(shared.database_url)
    visibility = await connection.fetchval(
        "SELECT visibility FROM ledger_event WHERE public ->> 'roll_id' = $1 AND kind = 'table.rolled'", roll_id
    )
    await connection.close()
    assert visibility == "dm"
    shown = (await party.alice.completed(await party.alice.click(copy, "Reveal"))).answer
    assert str(total(shown)) == result
    assert result in (await said(party.bob, "dice history", user=await party.bob.id())).text


async def test_who_reveals_twice_shows_it_once(shared: Stage, party: Party) -> None:
    await led(party)
    hidden = await said(party.alice, "roll", dice="1d20", hidden=True)
    sealed = await sealed_card(party)
    roll_id = permalink(sealed).rpartition("/")[2]
    tried = await asyncio.gather(
        party.alice.click(hidden, "Reveal"),
        party.alice.click(hidden, "Reveal"),
        party.alice.slash("tavern", "dice reveal", roll=roll_id),
    )
    answers = [(await party.alice.completed(each)).answer for each in tried]
    answers.append((await party.alice.completed(await party.alice.click(hidden, "Reveal"))).answer)
    (shown,) = [each for each in answers if not each.ephemeral]
    assert total(shown) == total(hidden)
    for other in answers:
        assert permalink(other) == permalink(sealed)
        assert other is shown or "revealed already" in other.text
    cards = [m for m in await party.bob.messages("tavern") if "Hidden since" in m.text]
    assert [m.id for m in cards] == [shown.id]
    assert len([each for each in await shared.events("table.roll_revealed") if each["roll_id"] == roll_id]) == 1


async def test_a_roll_that_was_meant_to_be_hidden_does_not_come_out(shared: Stage, party: Party) -> None:
    refused = await said(party.alice, "r", dice="1d20+7000000 hidden # mine")
    assert refused.ephemeral
    assert "/roll dice:1d20+5 hidden:True" in refused.text
    shown = (await said(party.alice, "r", dice="1d20+5 # hidden door")).id
    assert [m.id for m in await party.bob.messages("tavern")] == [shown]
