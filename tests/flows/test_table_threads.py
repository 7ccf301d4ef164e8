"""A table in a thread of its own, as people open, find and join it, and what is refused."""

from __future__ import annotations

import asyncio
import re
from typing import Any

import pytest

from bot.sandbox.client.person import Person
from bot.sandbox.client.results import Message
from bot.sandbox.wire import Json
from tests.flows.stage import Party, Stage, total

CREATE_PUBLIC_THREADS, SEND_IN_THREADS = 1 << 35, 1 << 38
THREADS = (10, 11, 12)
NEWS, VOICE = 5, 2


async def said(who: Person, command: str, channel: str = "tavern", /, **options: object) -> Message:
    return (await who.completed(await who.slash(channel, command, **options))).answer


async def threads(stage: Stage, party: Party) -> list[dict[str, Any]]:
    """The threads of the guild, as its owner sees them."""
    return _threads(await stage.sandbox.state(await party.alice.id()), party)


def below(state: Json, party: Party) -> set[str]:
    return {str(thread["id"]) for thread in _threads(state, party)}


def _threads(state: Json, party: Party) -> list[dict[str, Any]]:
    (guild,) = (each for each in state["guilds"] if each["id"] == party.guild.id)
    return [channel for channel in guild["channels"] if channel["type"] in THREADS]


def linked(message: Message) -> str:
    found = re.search(r"<#(\d+)>", message.text)
    assert found, message.text
    return found[1]


async def test_a_table_is_opened_joined_and_played_in_its_thread(shared: Stage, party: Party) -> None:
    told = await said(party.bob, "table open", mode="dm-led", where="thread")
    assert not told.ephemeral
    assert "Bob" in told.text
    thread = linked(told)
    (there,) = await threads(shared, party)
    assert (there["id"], there["parent_id"], there["name"]) == (
        thread,
        party.guild.channels["tavern"],
        "Bob’s DM-led table",
    )
    card = await party.carol.until(lambda m: "Bob (DM)" in m.text, thread)
    joined = (await party.carol.click(told, "Join")).answer
    assert joined.ephemeral
    assert linked(joined) == thread
    await party.carol.until(lambda m: m.id == card.id and "Carol" in m.text, thread)
    assert total(await said(party.carol, "roll", thread, dice="1d20")) <= 20
    assert "No table is open in this channel" in (await said(party.carol, "table status")).text
    again = (await party.carol.click(told, "Join")).answer
    assert "already have a seat" in again.text
    told_again = [m for m in await party.dan.messages("tavern") if m.id == told.id]
    assert told_again[0].text == told.text, "what is told above the thread stays as it is"
    hidden = await said(party.bob, "roll", thread, dice="1d20", hidden=True)
    assert hidden.ephemeral
    await party.dan.until(lambda m: "hidden roll" in m.text, thread)
    await said(party.bob, "table close", thread)
    await party.dan.until(lambda m: m.id == card.id and "closed" in m.text, thread)


async def test_an_announcement_channel_has_threads_too_and_a_voice_channel_none(shared: Stage, party: Party) -> None:
    for name, kind in (("news", NEWS), ("hearth", VOICE)):
        party.guild.channels[name] = str((await party.alice.make_channel(name, type=kind))["id"])
    assert linked(await said(party.alice, "table open", "news", where="thread"))
    refused = await said(party.bob, "table open", "hearth", where="thread")
    assert "has no threads" in refused.text
    assert len(await threads(shared, party)) == 1


async def test_what_cannot_be_leaves_no_thread_behind(shared: Stage, party: Party) -> None:
    thread = await party.bob.start_thread("tavern", "Idle talk")
    refused = await said(party.bob, "table open", thread, where="thread")
    assert refused.ephemeral
    assert "in a thread already" in refused.text
    await said(party.alice, "config channels", add=party.guild.channels["cellar"])
    assert f"<#{party.guild.channels['cellar']}>" in (await said(party.bob, "table open", where="thread")).text
    assert linked(await said(party.bob, "table open", "cellar", where="thread"))
    assert len(await threads(shared, party)) == 2


async def test_what_the_bot_may_not_is_said_by_its_name(shared: Stage, party: Party) -> None:
    everyone = party.guild.id
    for lacking, name in ((CREATE_PUBLIC_THREADS, "Create Public"), (SEND_IN_THREADS, "Send Messages in")):
        await party.alice.overwrite("tavern", everyone, type=0, deny=str(lacking))
        refused = await said(party.bob, "table open", where="thread")
        assert refused.ephemeral
        assert f"I lack: {name} Threads." in refused.text
        assert name in (await said(party.alice, "config doctor")).text
    assert await threads(shared, party) == []


@pytest.mark.timeout(180)
async def test_two_processes_that_both_hear_it_leave_one_thread(stage: Stage) -> None:
    await asyncio.gather(stage.bot(), stage.bot())
    party = await stage.party()
    for name in party.people:
        told = await said(party.people[name], "table open", where="thread")
        assert await party.dan.until(lambda m: "Table" in m.text, linked(told))
    opened = {str(each["channel"]) for each in await stage.events("table.opened")}
    await stage.sandbox.until(lambda state: below(state, party) == opened, 30)
    assert len(opened) == len(party.people)
    assert await stage.ledger_holds()
