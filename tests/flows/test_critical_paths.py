"""The four critical paths of the seed, by their names, as a group walks them.

Source: seed 004, "Critical E2E Test Paths".
"""

from __future__ import annotations

import re

from bot.sandbox.client.person import Person
from bot.sandbox.client.results import Message
from tests.flows.stage import Party, Stage, permalink, total
from tests.flows.test_table_evening import api, fetch


async def said(who: Person, command: str, channel: str = "tavern", **options: object) -> Message:
    """What the bot answers."""
    return (await who.completed(await who.slash(channel, command, **options))).answer


async def opened(party: Party, mode: str = "open") -> Message:
    """Alice's table with Bob at it."""
    card = await said(party.alice, "table open", mode=mode)
    assert "Alice" in card.text
    joined = await party.bob.completed(await party.bob.click(card, "Join"))
    assert joined.state == "updated"
    assert "Bob" in joined.answer.text
    return card


def timeless(text: str) -> str:
    """A card but for when it closes, which every roll puts off."""
    return re.sub(r"<t:\d+:R>", "soon", text)


def code_of(card: Message) -> str:
    return card.text.splitlines()[0].split()[-1]


async def test_create_join_roll_view(shared: Stage, party: Party) -> None:
    await opened(party)
    rolled = await said(party.bob, "roll", dice="4d6kh3", dc=10)
    result = total(rolled)
    assert ("passes DC 10" if result >= 10 else "misses DC 10") in rolled.text
    status, page = await fetch(permalink(rolled))
    assert status == 200
    assert f">{result}<" in page.replace("\n", "").replace(" ", "")
    assert (await api(permalink(rolled)))["total"] == result


async def test_dm_led_hidden_reveal_dc_check(shared: Stage, party: Party) -> None:
    await opened(party, "dm-led")
    hidden = await said(party.alice, "roll", dice="1d20", hidden=True)
    result = total(hidden)
    sealed = await party.bob.until(lambda m: "hidden roll" in m.text, "tavern")
    assert f"## {result}" not in sealed.text
    revealed = (await party.alice.completed(await party.alice.click(hidden, "Reveal"))).answer
    assert total(revealed) == result
    assert not revealed.ephemeral
    assert "DC 15" in (await said(party.alice, "table dc", value=15)).text
    checked = await said(party.bob, "roll", dice="1d20+5")
    verdict = "passes DC 15" if total(checked) >= 15 else "misses DC 15"
    assert verdict in checked.text
    assert "DC" not in (await said(party.bob, "roll", dice="8d6")).text
    assert "DC" not in (await said(party.alice, "roll", dice="1d20")).text.splitlines()[0]


async def test_open_rolls_promote_marker(shared: Stage, party: Party) -> None:
    card = await opened(party)
    for _ in range(3):
        await said(party.bob, "roll", dice="1d20")
    promoted = await said(party.alice, "table promote", user=await party.bob.id())
    assert "Bob" in promoted.text
    assert not promoted.ephemeral
    redrawn = await party.carol.until(lambda m: m.id == card.id and "Bob (DM)" in m.text, "tavern")
    assert "DM-led" in redrawn.text
    await said(party.alice, "roll", dice="1d20")
    lines = (await said(party.carol, "dice history", table=code_of(card))).text.splitlines()
    assert [("DM-led from here" in line) for line in lines[2:]] == [False, True, False, False, False]
    alone = await said(party.carol, "dice history", user=await party.alice.id())
    assert "DM-led from here" not in alone.text


async def test_join_disconnect_reconnect_state_restored(stage: Stage) -> None:
    """Discord loses the bot, then the bot its process: the table is as it was, and so is everything on its card."""
    bot = await stage.bot()
    party = await stage.party()
    card = await opened(party, "dm-led")
    await said(party.alice, "table dc", value=12)
    await said(party.carol, "table join", **{"as": "spectator"})
    rolled = await said(party.bob, "roll", dice="1d20")
    before = (await said(party.bob, "table status")).text

    seen = len(bot.log)
    await stage.sandbox.fault(close=1006)
    waiting = await party.bob.slash("tavern", "roll", dice="1d20")
    again = (await party.bob.completed(waiting)).answer
    await bot.said("shard_resumed", since=seen)
    assert "DC 12" in again.text
    await bot.kill()
    await stage.bot()

    after = (await said(party.bob, "table status")).text
    assert timeless(after).replace("2 rolls", "One roll") == timeless(before)
    history = (await said(party.carol, "dice history", table=code_of(card))).text
    assert [str(total(each)) in history for each in (rolled, again)] == [True, True]
    assert "DC 12" in (await said(party.bob, "roll", dice="1d20")).text
    assert "already" in (await said(party.bob, "table join")).text
    await party.dan.until(lambda m: m.id == card.id and "3 rolls" in m.text, "tavern")
    assert await stage.ledger_holds()
