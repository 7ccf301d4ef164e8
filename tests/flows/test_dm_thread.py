"""The private thread of those who lead, as they have it: who is let in and put out, and that nothing gets out of it."""

from __future__ import annotations

import asyncio
import re
from typing import Any

import pytest

from bot.sandbox.client.person import Person
from bot.sandbox.client.results import Message
from tests.flows.processes import Bot
from tests.flows.stage import Party, Stage, permalink, total
from tests.flows.test_canary import OTHERS, Heard, listening, read_pages, try_every_door
from tests.waiting import until

CREATE_PRIVATE_THREADS, MANAGE_THREADS = 1 << 36, 1 << 34
PRIVATE = 12
SECRET = "1d1000000+7430000"


async def said(who: Person, command: str, channel: str = "tavern", /, **options: object) -> Message:
    return (await who.completed(await who.slash(channel, command, **options))).answer


async def led(party: Party, leader: str, *players: str) -> Message:
    card = await said(party.people[leader], "table open", mode="dm-led")
    for name in players:
        await party.people[name].completed(await party.people[name].click(card, "Join"))
    return card


async def paired(who: Person) -> Message:
    """The answer to *DM thread*."""
    panel = await said(who, "table settings")
    return (await who.completed(await who.click(panel, "DM thread"))).answer


def linked(message: Message) -> str:
    found = re.search(r"<#(\d+)>", message.text)
    assert found, message.text
    return found[1]


def owner(party: Party) -> Person:
    """Who founded the guild, and so is told of every thread in it."""
    return next(iter(party.people.values()))


async def sees(stage: Stage, party: Party, name: str, thread: str) -> dict[str, Any] | None:
    """A thread as somebody's client has it; None if it is not shown to them."""
    state = await stage.sandbox.state(await party.people[name].id())
    (guild,) = (each for each in state["guilds"] if each["id"] == party.guild.id)
    return next((channel for channel in guild["channels"] if channel["id"] == thread), None)


async def becomes(stage: Stage, party: Party, name: str, thread: str, *, seen: bool) -> None:
    """Wait until a thread is shown to somebody, or no more; it follows the event within some seconds."""
    async with asyncio.timeout(60), owner(party).watch() as watch:
        while (await sees(stage, party, name, thread) is not None) is not seen:
            await watch.next()


async def test_a_dm_has_a_private_thread_and_what_is_rolled_there_is_hidden(shared: Stage) -> None:
    party = await shared.party(people=("moe", "alice", "bob", "carol", "dan"))
    card = await led(party, "alice", "bob", "carol")
    answer = await paired(party.alice)
    assert answer.ephemeral
    thread = linked(answer)
    await becomes(shared, party, "alice", thread, seen=True)
    there = await sees(shared, party, "alice", thread)
    assert there
    assert (there["type"], there["parent_id"]) == (PRIVATE, party.guild.channels["tavern"])
    first = await party.alice.until(lambda m: "for those who lead" in m.text, thread)
    assert "*Manage Threads*" in first.text
    for name in ("bob", "carol", "dan"):
        assert await sees(shared, party, name, thread) is None
    again = await paired(party.alice)
    assert "has a DM thread already" in again.text
    assert linked(await said(party.alice, "table status", thread)) == thread

    rolled = await said(party.alice, "r", thread, dice="1d20+5 # ambush")
    assert rolled.ephemeral
    assert "Reveal" not in rolled.text
    sealed = await party.bob.until(lambda m: "hidden roll" in m.text, "tavern")
    assert permalink(sealed) == permalink(rolled)
    copy = await party.alice.until(lambda m: not m.ephemeral and "ambush" in m.text, thread)
    assert total(copy) == total(rolled)
    assert "only those who lead see this" in copy.text
    assert "Roll again" not in copy.text, "a co-DM could not"
    assert str(total((await party.alice.click(sealed, "Look")).answer)) == str(total(rolled))
    refused = await said(party.alice, "dice reveal", thread, roll=permalink(sealed).rpartition("/")[2])
    assert linked(refused) == party.guild.channels["tavern"]
    pressed = (await party.alice.completed(await party.alice.click(rolled, "Roll again"))).answer
    assert pressed.ephemeral, "again is hidden too"
    status = await said(party.alice, "table status", thread)
    assert (await party.alice.completed(await party.alice.click(status, "Roll d20"))).answer.ephemeral

    await said(party.alice, "table dc", thread, value=17)
    await party.bob.until(lambda m: m.id == card.id and "DC 17" in m.text, "tavern")
    assert "DM thread of a table" in (await said(party.alice, "table open", thread)).text
    assert "in a thread already" in (await said(party.alice, "table open", thread, where="thread")).text

    await said(party.alice, "table close")
    await party.alice.until(lambda m: "and this thread with it" in m.text, thread)
    await archived(shared, party, thread, asleep=True)


async def test_the_table_hears_of_what_is_done_to_it_in_the_thread(shared: Stage) -> None:
    party = await shared.party(people=("moe", "alice", "bob", "carol"))
    await led(party, "alice", "bob", "carol")
    thread = linked(await paired(party.alice))
    await becomes(shared, party, "alice", thread, seen=True)

    await said(party.alice, "table dc", value=12)
    assert "DC 17" in (await said(party.alice, "table dc", thread, value=17)).text
    assert "a fair wind" in (await said(party.alice, "dice entropy", thread, text="a fair wind")).text
    await said(party.alice, "table role", thread, user=await party.bob.id(), role="spectator")
    await said(party.alice, "table handoff", thread, user=await party.carol.id())
    await becomes(shared, party, "carol", thread, seen=True)
    await party.bob.until(lambda m: "**Carol** is the DM of" in m.text, "tavern", 30)
    await said(party.carol, "table close", thread)
    told = (
        "plays against **DC 17**",
        "**Alice** added to the dice: a fair wind",
        "**Bob** watches at",
        "**Carol** is the DM of",
        "is closed after no rolls",
    )
    await party.bob.until(lambda m: told[-1] in m.text, "tavern", 30)
    heard = [message.text for message in await party.bob.messages("tavern")]
    assert [sum(line in text for text in heard) for line in told] == [1] * len(told)
    assert sum("plays against" in text for text in heard) == 2, "what is said at the table is said once"


async def test_members_follow_who_leads_and_a_stand_in_is_never_one(stage: Stage) -> None:
    await stage.bot(DM_GRACE_S="2")
    party = await stage.party(people=("moe", "alice", "bob", "carol", "dan"))
    await led(party, "alice", "bob", "carol", "dan")
    thread = linked(await paired(party.alice))
    await becomes(stage, party, "alice", thread, seen=True)

    await said(party.alice, "table role", user=await party.bob.id(), role="co-dm")
    await becomes(stage, party, "bob", thread, seen=True)
    await said(party.alice, "table role", user=await party.bob.id(), role="player")
    await becomes(stage, party, "bob", thread, seen=False)
    await said(party.alice, "table role", user=await party.bob.id(), role="co-dm")
    await becomes(stage, party, "bob", thread, seen=True)
    await said(party.alice, "table kick", user=await party.bob.id())
    await becomes(stage, party, "bob", thread, seen=False)

    await said(party.alice, "table handoff", user=await party.carol.id())
    await becomes(stage, party, "alice", thread, seen=False)
    await becomes(stage, party, "carol", thread, seen=True)
    await said(party.carol, "table leave")
    vote = await party.dan.until(lambda m: "choose who stands in" in m.text, "tavern", 30)
    (menu,) = [str(each["custom_id"]) for each in vote.components if str(each.get("custom_id")).endswith(":stand-in")]
    for name in ("alice", "dan"):
        person = party.people[name]
        await person.completed(await person.select(vote, menu, "4"))
    await party.dan.until(lambda m: "stands in for the DM" in m.text, "tavern", 30)
    secret = await said(party.dan, "r", dice="1d20 # stand-in")
    assert total(secret)
    hidden = await said(party.dan, "roll", dice="1d20", hidden=True, label="watch")
    copy = await party.carol.until(lambda m: "watch" in m.text, thread, 30)
    assert total(copy) == total(hidden), "whoever leads reads later what was hidden while they were away"
    for name in ("alice", "bob", "dan"):
        assert await sees(stage, party, name, thread) is None
    assert await stage.ledger_holds()


async def test_a_bot_that_dies_before_it_lets_anybody_in_does_so_when_it_is_back(stage: Stage) -> None:
    bot = await stage.bot()
    party = await stage.party(people=("moe", "alice", "bob"))
    await led(party, "alice", "bob")
    await stage.sandbox.fault(method="PUT", path="/channels/.*/thread-members/", status=503, count=1000)
    thread = linked(await paired(party.alice))
    await bot.kill()
    await stage.sandbox.clear_faults()
    assert await sees(stage, party, "alice", thread) is None
    await stage.bot()
    await becomes(stage, party, "alice", thread, seen=True)
    firsts = [m for m in await party.alice.messages(thread) if "for those who lead" in m.text]
    assert len(firsts) == 1


async def test_what_cannot_be_is_said(shared: Stage, party: Party) -> None:
    await said(party.alice, "table open")
    await party.alice.overwrite("tavern", party.guild.id, type=0, deny=str(CREATE_PRIVATE_THREADS))
    assert "is an open table" in (await paired(party.alice)).text
    await said(party.alice, "table promote", user=await party.alice.id())
    refused = (await paired(party.alice)).text
    assert "I lack: Create Private Threads." in refused
    assert "/table open" not in refused, "there is a table, which wants a DM thread"
    assert "Create Private Threads" in (await said(party.alice, "config doctor")).text


async def test_a_thread_that_somebody_deleted_is_made_anew(shared: Stage, party: Party) -> None:
    await led(party, "alice", "bob")
    first = linked(await paired(party.alice))
    await party.alice.until(lambda m: "for those who lead" in m.text, first)
    assert linked(await paired(party.alice)) == first
    await party.alice.end_thread(first)
    second = linked(await paired(party.alice))
    assert second != first
    assert await party.alice.until(lambda m: "for those who lead" in m.text, second)


async def test_a_table_in_a_thread_has_its_dm_thread_below_the_channel(shared: Stage, party: Party) -> None:
    table = linked(await said(party.bob, "table open", mode="dm-led", where="thread"))
    panel = await said(party.bob, "table settings", table)
    thread = linked((await party.bob.completed(await party.bob.click(panel, "DM thread"))).answer)
    await becomes(shared, party, "bob", thread, seen=True)
    there = await sees(shared, party, "bob", thread)
    assert there
    assert there["parent_id"] == party.guild.channels["tavern"]


@pytest.mark.timeout(180)
async def test_what_is_done_in_the_thread_reaches_nobody_who_does_not_lead(stage: Stage) -> None:
    """The owner of the guild may manage threads, so that Discord shows it to them: they are told once, and not here."""
    bot = await stage.bot(LOG_LEVEL="DEBUG", METRICS_OPEN="true")
    party, heard = await stage.party(people=("owner", "dora", *OTHERS)), Heard()
    results: list[str] = []
    async with listening(party, heard):
        await led(party, "dora", "bob", "stan")
        await said(party.sam, "table join", **{"as": "spectator"})
        thread = linked(await paired(party.dora))
        await becomes(stage, party, "dora", thread, seen=True)
        panel = await said(party.dora, "table settings")
        (skills,) = [part["custom_id"] for part in panel.components if str(part.get("custom_id")).endswith(":skills")]
        await party.dora.completed(await party.dora.select(panel, skills, "stealth"))
        results.append(str(total(await said(party.dora, "r", thread, dice=f"{SECRET} # zebracanary"))))
        blind = await said(party.bob, "r", dice="1d1000000+1000000 # stealth")
        copy = await party.dora.until(lambda m: permalink_of(m) == permalink(blind), thread, 30)
        results.append(str(total(copy)))
        let_in = len(heard.texts)
        await said(party.dora, "table role", user=await party.stan.id(), role="co-dm")
        await becomes(stage, party, "stan", thread, seen=True)
        await said(party.dora, "table role", user=await party.stan.id(), role="player")
        put_out = len(heard.texts)
        late = await said(party.dora, "r", thread, dice="1d1000000+5550000")
        await party.dora.until(lambda m: not m.ephemeral and permalink_of(m) == permalink(late), thread, 30)
        results.append(str(total(late)))
        assert await sees(stage, party, "stan", thread) is None, "who was put out is out before the next secret"
        sealed = [m for m in await party.bob.messages("tavern") if "hidden roll" in m.text or "in secret" in m.text]
        sealed = [m for m in sealed if any(part.get("label") == "Look" for part in m.components)]
        assert len(sealed) == 3
        for name in OTHERS:
            await try_every_door(party.people[name], name, sealed, heard)
        for message in sealed:
            base, _, roll = permalink(message).partition("/roll/")
            await read_pages(base, roll, heard)
    for line in bot.log:
        heard.note("the log", line)
    while_he_led = [entry for entry in heard.texts[let_in:put_out] if not entry[0].startswith("stan's")]
    heard.texts = [*heard.texts[:let_in], *while_he_led, *heard.texts[put_out:]]
    assert len(set(results)) == 3
    assert heard.leaks([*results, "zebracanary", "7430000", "5550000"]) == []


def permalink_of(message: Message) -> str | None:
    return permalink(message) if any(part.get("url") for part in message.components) else None


async def test_a_sleeping_thread_is_woken_for_whoever_begins_to_lead(shared: Stage, party: Party) -> None:
    await led(party, "alice", "bob")
    thread = linked(await paired(party.alice))
    await party.alice.until(lambda m: "for those who lead" in m.text, thread)
    await party.alice.change_thread(thread, archived=True)
    await said(party.alice, "table role", user=await party.bob.id(), role="co-dm")
    await becomes(shared, party, "bob", thread, seen=True)


async def test_who_is_out_is_not_put_out_again_with_every_secret(stage: Stage) -> None:
    await stage.bot()
    party = await stage.party(people=("moe", "alice", "bob", "carol"))
    await led(party, "alice", "bob", "carol")
    thread = linked(await paired(party.alice))
    await becomes(stage, party, "alice", thread, seen=True)
    await said(party.alice, "table handoff", user=await party.bob.id())
    await becomes(stage, party, "bob", thread, seen=True)
    for label in ("owl", "fox", "elk"):
        await said(party.bob, "roll", dice="1d20", hidden=True, label=label)
        await party.bob.until(lambda m, label=label: label in m.text, thread, 30)
    await said(party.carol, "table leave")
    await said(party.bob, "roll", dice="1d20", hidden=True, label="hare")
    await party.bob.until(lambda m: "hare" in m.text, thread, 30)
    asked = [each for each in await stage.sandbox.traffic() if "/thread-members/" in str(each.get("path"))]
    assert [(each["method"], each["path"].rpartition("/")[2]) for each in asked] == [
        ("PUT", await party.alice.id()),
        ("DELETE", await party.alice.id()),
        ("PUT", await party.bob.id()),
    ]
    assert await stage.ledger_holds()


async def test_while_somebody_cannot_be_put_out_nothing_is_told_there(stage: Stage) -> None:
    bot = await stage.bot(LEASE_TTL_S="5")
    party = await stage.party(people=("moe", "alice", "bob", "carol"))
    await led(party, "alice", "bob", "carol")
    thread = linked(await paired(party.alice))
    await becomes(stage, party, "alice", thread, seen=True)
    await stage.sandbox.fault(method="DELETE", path="/channels/.*/thread-members/", status=403, code=50013, count=1000)
    await said(party.alice, "table handoff", user=await party.bob.id())
    await said(party.bob, "roll", dice="1d20", hidden=True, label="untold")
    await until(lambda: _not_said(bot) == 1, "it is refused")
    await said(party.bob, "roll", dice="1d20", hidden=True, label="readable")
    assert not [m for m in await party.alice.messages(thread) if "untold" in m.text]
    await stage.sandbox.clear_faults()
    await becomes(stage, party, "bob", thread, seen=True)
    await party.bob.until(lambda m: "readable" in m.text, thread, 30)
    told = [m.text for m in await party.bob.messages(thread)]
    assert [sum(label in text for text in told) for label in ("untold", "readable")] == [1, 1]
    assert await sees(stage, party, "alice", thread) is None


def _not_said(bot: Bot) -> int:
    return sum(line["event"] == "notice_not_said" for line in bot.log)


async def test_the_thread_sleeps_while_a_campaigns_table_is_put_aside(stage: Stage) -> None:
    await stage.bot(CAMPAIGN_TABLE_IDLE_S="12")
    party = await stage.party(people=("moe", "alice", "bob"))
    await said(party.alice, "table open", mode="dm-led", kind="campaign")
    thread = linked(await paired(party.alice))
    await becomes(stage, party, "alice", thread, seen=True)
    await party.alice.until(lambda m: "is put aside" in m.text, thread, 60)
    await archived(stage, party, thread, asleep=True)
    await said(party.alice, "table resume")
    await archived(stage, party, thread, asleep=False)
    assert (await said(party.alice, "r", thread, dice="1d20")).ephemeral


async def archived(stage: Stage, party: Party, thread: str, *, asleep: bool) -> None:
    """Wait until a thread is asleep, or awake, as its table is."""
    async with asyncio.timeout(60), owner(party).watch() as watch:
        while True:
            found = (await sees(stage, party, "alice", thread) or {}).get("thread_metadata", {})
            if (found.get("archived"), found.get("locked")) == (asleep, asleep):
                return
            await watch.next()
