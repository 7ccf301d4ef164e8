"""Leading a table, as people do it: the DM's tools, who may use them, and what the others see of it."""

from __future__ import annotations

import pytest

from bot.sandbox.client.person import Person
from bot.sandbox.client.results import Message
from tests.flows.stage import Party, Stage, permalink, total


async def said(who: Person, command: str, channel: str = "tavern", **options: object) -> Message:
    """What the bot answers."""
    return (await who.completed(await who.slash(channel, command, **options))).answer


async def opened(party: Party, mode: str = "open", *, joined: tuple[str, ...] = ("bob",)) -> Message:
    card = await said(party.alice, "table open", mode=mode)
    for name in joined:
        await party.people[name].completed(await party.people[name].click(card, "Join"))
    return card


def code_of(card: Message) -> str:
    return card.text.splitlines()[0].split()[-1]


async def test_a_table_changes_hands(shared: Stage, party: Party) -> None:
    card = await opened(party, "dm-led")
    assert "Bob" in (await said(party.alice, "table handoff", user=await party.bob.id())).text
    await party.carol.until(lambda m: m.id == card.id and "Bob (DM)" in m.text, "tavern")
    refused = await said(party.alice, "table dc", value=12)
    assert refused.ephemeral
    assert "you play there" in refused.text
    assert "DC 12" in (await said(party.bob, "table dc", value=12)).text
    assert (await said(party.alice, "roll", dice="1d20", hidden=True)).text.startswith("Only the DM")


@pytest.mark.parametrize("way", ["command", "menu"])
async def test_who_is_kicked_comes_back_by_no_door(shared: Stage, party: Party, way: str) -> None:
    card = await opened(party)
    if way == "menu":
        kicked = (await party.alice.menu("tavern", "Kick from table", await party.bob.id())).answer
    else:
        kicked = await said(party.alice, "table kick", user=await party.bob.id())
    assert kicked.ephemeral
    assert "Bob" in kicked.text
    redrawn = await party.carol.until(lambda m: m.id == card.id and "Bob" not in m.text, "tavern")
    by_button = await party.bob.click(redrawn, "Join")
    tried = [
        by_button.answer,
        await said(party.bob, "table join"),
        await said(party.bob, "table join", code=code_of(card)),
        await said(party.bob, "table join", channel="cellar", code=code_of(card)),
        await said(party.bob, "table join", **{"as": "spectator"}),
    ]
    for answer in tried:
        assert answer.ephemeral
        assert "sent away" in answer.text
    assert "may join" in (await said(party.alice, "table unkick", user=await party.bob.id())).text
    assert "You have a seat" in (await said(party.bob, "table join")).text


async def test_who_has_left_the_server_is_kicked_by_id_and_kept_away(shared: Stage, party: Party) -> None:
    card = await opened(party)
    bob = await party.bob.id()
    await party.bob.leave_guild()
    kicked = await said(party.alice, "table kick", user=bob)
    assert kicked.ephemeral
    assert "Bob has no seat" in kicked.text
    await party.bob.join_guild(party.guild)
    for answer in (
        (await party.bob.click(card, "Join")).answer,
        await said(party.bob, "table join", code=code_of(card)),
    ):
        assert answer.ephemeral
        assert "You were sent away" in answer.text


async def test_the_bot_itself_is_not_kicked(shared: Stage, party: Party) -> None:
    card = await opened(party)
    refused = await said(party.alice, "table kick", user=card.raw["author"]["id"])
    assert refused.ephemeral
    assert "bots take no seat" in refused.text
    assert "Sent away" not in (await said(party.alice, "table status")).text


async def test_that_there_is_no_dc_to_take_away_is_told_to_whoever_asked_alone(shared: Stage, party: Party) -> None:
    await opened(party, "dm-led")
    assert (await said(party.alice, "table dc")).ephemeral
    await said(party.alice, "table dc", value=12)
    assert not (await said(party.alice, "table dc")).ephemeral


@pytest.mark.parametrize("had_a_seat", [True, False])
async def test_who_leaves_first_or_never_came_is_kept_away_too(shared: Stage, party: Party, had_a_seat: bool) -> None:
    card = await opened(party, joined=("bob",) if had_a_seat else ())
    if had_a_seat:
        await said(party.bob, "table leave")
    bob = await party.bob.id()
    assert "Bob has no seat" in (await said(party.alice, "table kick", user=bob)).text
    again = (await party.alice.menu("tavern", "Kick from table", bob)).answer
    assert again.ephemeral
    assert "sent away" in again.text
    for answer in (
        (await party.bob.click(card, "Join")).answer,
        await said(party.bob, "table join"),
        await said(party.bob, "table join", channel="cellar", code=code_of(card)),
    ):
        assert answer.ephemeral
        assert "You were sent away" in answer.text
    assert "Sent away: Bob" in (await said(party.alice, "table status")).text
    assert "Sent away" not in (await said(party.carol, "table status")).text
    assert "may join" in (await said(party.alice, "table unkick", user=bob)).text
    assert "You have a seat" in (await said(party.bob, "table join")).text


async def test_spectators_watch(shared: Stage, party: Party) -> None:
    card = await opened(party)
    assert "You watch" in (await said(party.carol, "table join", **{"as": "spectator"})).text
    await party.dan.until(lambda m: m.id == card.id and "Watching: Carol" in m.text, "tavern")
    refused = (await party.carol.click(card, "Roll d20")).answer
    assert "You watch" in refused.text
    assert refused.ephemeral
    beside = await said(party.carol, "roll", dice="1d20")
    assert 1 <= total(beside) <= 20
    assert "Carol" not in (await said(party.alice, "dice history", table=code_of(card))).text


async def test_a_co_dm_leads_beside_the_dm(shared: Stage, party: Party) -> None:
    card = await opened(party, "dm-led", joined=("bob", "carol"))
    assert "co-DM" in (await said(party.alice, "table role", user=await party.bob.id(), role="co-dm")).text
    await party.dan.until(lambda m: m.id == card.id and "Bob (co-DM)" in m.text, "tavern")
    assert "DC 9" in (await said(party.bob, "table dc", value=9)).text
    hidden = await said(party.alice, "roll", dice="1d20", hidden=True)
    sealed = await party.bob.until(lambda m: "hidden roll" in m.text, "tavern")
    roll_id = permalink(sealed).rpartition("/")[2]
    assert total(await said(party.bob, "dice reveal", roll=roll_id)) == total(hidden)
    assert "Dan has no seat at" in (await said(party.bob, "table kick", user=await party.dan.id())).text
    assert "Carol" in (await said(party.bob, "table kick", user=await party.carol.id())).text
    assert "Neither the DM" in (await said(party.bob, "table kick", user=await party.alice.id())).text


@pytest.mark.parametrize("value", [0, 31, -1])
async def test_a_dc_that_is_none_is_explained(shared: Stage, party: Party, value: int) -> None:
    await opened(party, "dm-led")
    refused = await said(party.alice, "table dc", value=value)
    assert refused.ephemeral
    assert "from 1 to 30" in refused.text
    assert "/table dc value:15" in refused.text
