"""`/config`, as admins use it and as members meet it: what is set, what it keeps from whom, what the doctor finds."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import aiohttp
import asyncpg
import pytest

from bot.embedded.valkey import EmbeddedValkey
from tests.flows.stage import Party, Stage, open_stage, permalink
from tests.services import open_folder

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.sandbox.client.person import Person
    from bot.sandbox.client.results import Message
    from bot.sandbox.pytest_plugin.run import Run

ROLE, MEMBER = 0, 1
SEND_MESSAGES, READ_HISTORY, USE_COMMANDS = 1 << 11, 1 << 16, 1 << 31
COMMANDS = ("config show", "config roles", "config channels", "config links", "config doctor")


async def said(who: Person, command: str, channel: str = "tavern", **options: object) -> Message:
    """What the bot answers."""
    return (await who.completed(await who.slash(channel, command, **options))).answer


async def kept(roll: Message) -> timedelta:
    """How long the page of a roll is kept, by its API."""
    base, _, roll_id = permalink(roll).rpartition("/roll/")
    async with aiohttp.ClientSession() as session, session.get(f"{base}/api/permalink/{roll_id}") as response:
        told: dict[str, Any] = await response.json()
    return datetime.fromisoformat(told["expires_at"]) - datetime.fromisoformat(told["created_at"])


async def with_role(party: Party, name: str, *members: str) -> str:
    """A role of alice's server, and who has it."""
    role = (await party.alice.make_role(name=name))["id"]
    for member in members:
        await party.alice.give_role(party.guild.members[member], role)
    return role


async def test_an_admin_sets_everything_and_sees_it_in_words(shared: Stage, party: Party) -> None:
    before = await said(party.alice, "config show")
    assert before.ephemeral
    assert before.text.count("everybody") >= 2
    assert "in every channel" in before.text
    assert "30 days" in before.text
    assert "Nothing of this was ever changed" in before.text

    role = await with_role(party, "Storytellers")
    cellar = party.guild.channels["cellar"]
    assert (await said(party.alice, "config roles", open=role, lead=role)).ephemeral
    assert (await said(party.alice, "config channels", add=cellar)).ephemeral
    assert (await said(party.alice, "config links", days=7)).ephemeral
    shown = (await said(party.alice, "config show")).text
    assert shown.count(f"<@&{role}>") == 2
    assert f"<#{cellar}>" in shown
    assert "7 days" in shown
    assert f"by <@{party.guild.members['alice']}>" in shown

    await said(party.alice, "config roles", clear="both")
    await said(party.alice, "config channels", clear=True)
    await said(party.alice, "config links")
    after = (await said(party.alice, "config show")).text
    assert after.splitlines()[:-2] == before.text.splitlines()[:-2]


async def test_everybody_can_be_named_as_a_role_and_is_no_limit(shared: Stage, party: Party) -> None:
    shown = await said(party.alice, "config roles", open=party.guild.id, lead=party.guild.id)
    assert "<@&" not in shown.text


async def test_who_may_not_manage_the_server_is_refused_even_when_discord_lets_the_command_through(
    shared: Stage, party: Party
) -> None:
    state = await shared.sandbox.state()
    (config,) = (command for command in state["commands"] if command["name"] == "config")
    bob = party.guild.members["bob"]
    await party.alice.permit(config["id"], {"id": bob, "type": 2, "permission": True})
    for command in COMMANDS:
        refused = await said(party.bob, command)
        assert refused.ephemeral
        assert "*Manage Server*" in refused.text
        assert "##" not in refused.text, "nothing is shown either"
    assert await of_guild(shared, party, "guild.link_days_set") == []
    manager = (await party.alice.make_role(name="Steward", permissions=str(1 << 5)))["id"]
    await party.alice.give_role(bob, manager)
    assert "##" in (await said(party.bob, "config show")).text


async def of_guild(stage: Stage, party: Party, kind: str) -> list[dict[str, Any]]:
    return [event for event in await stage.events(kind) if event["stream"] == f"guild:{party.guild.id}"]


async def test_without_the_role_nobody_opens_a_table_and_with_it_they_do(shared: Stage, party: Party) -> None:
    role = await with_role(party, "Hosts", "bob")
    await said(party.alice, "config roles", open=role)
    for person in (party.carol, party.alice):
        refused = await said(person, "table open")
        assert refused.ephemeral
        assert f"<@&{role}>" in refused.text
    assert not (await said(party.bob, "table open")).ephemeral
    assert "You have a seat" in (await said(party.carol, "table join")).text

    await party.alice.take_role(party.guild.members["bob"], role)
    assert f"<@&{role}>" in (await said(party.bob, "table open", "cellar")).text
    await said(party.alice, "config roles", clear="open")
    assert not (await said(party.carol, "table open", "cellar")).ephemeral


async def test_a_dm_led_table_is_for_those_who_may_lead(shared: Stage, party: Party) -> None:
    role = await with_role(party, "DMs", "bob")
    await said(party.alice, "config roles", lead=role)
    refused = await said(party.carol, "table open", mode="dm-led")
    assert refused.ephemeral
    assert f"<@&{role}>" in refused.text
    assert not (await said(party.carol, "table open", mode="open")).ephemeral
    assert not (await said(party.bob, "table open", "cellar", mode="dm-led")).ephemeral


async def test_nobody_is_made_a_dm_who_may_not_lead(shared: Stage, party: Party) -> None:
    role = await with_role(party, "DMs", "bob")
    await said(party.alice, "config roles", lead=role)
    await said(party.alice, "table open", mode="open")
    for name in ("bob", "carol"):
        await said(party.people[name], "table join")
    bob, carol = party.guild.members["bob"], party.guild.members["carol"]
    for leader, command, may in ((party.alice, "table promote", bob), (party.bob, "table handoff", carol)):
        refused = await said(leader, command, user=carol)
        assert refused.ephemeral
        assert f"only members with <@&{role}> lead tables" in refused.text
        await party.alice.give_role(may, role)
        assert not (await said(leader, command, user=may)).ephemeral
    assert "Carol (DM)" in (await said(party.alice, "table status")).text


async def test_tables_are_opened_in_the_channels_that_were_named_and_their_threads(shared: Stage, party: Party) -> None:
    tavern, cellar = party.guild.channels["tavern"], party.guild.channels["cellar"]
    upstairs = await party.bob.start_thread("tavern", "Upstairs")
    await said(party.alice, "config channels", add=cellar)
    for where in ("tavern", upstairs):
        refused = await said(party.bob, "table open", where)
        assert refused.ephemeral
        assert f"<#{cellar}>" in refused.text
    below = await party.bob.start_thread("cellar", "Below")
    assert not (await said(party.bob, "table open", below)).ephemeral
    assert not (await said(party.carol, "table open", "cellar")).ephemeral

    await said(party.alice, "config channels", add=tavern, remove=cellar)
    assert not (await said(party.bob, "table open", upstairs)).ephemeral
    await said(party.carol, "table close", "cellar")
    assert f"<#{tavern}>" in (await said(party.carol, "table open", "cellar")).text
    await said(party.alice, "config channels", remove=tavern)
    assert not (await said(party.carol, "table open", "cellar")).ephemeral


async def test_the_pages_of_rolls_are_kept_as_long_as_the_server_says(shared: Stage, party: Party) -> None:
    other = await shared.party()
    before = await said(party.bob, "roll", dice="1d20")
    await said(party.alice, "config links", days=7)
    card = await said(party.alice, "table open")
    beside = await said(party.bob, "roll", dice="1d20")
    at_table = (await party.alice.completed(await party.alice.click(card, "Roll d20"))).answer
    assert [await kept(roll) for roll in (before, beside, at_table)] == [timedelta(days=days) for days in (30, 7, 7)]
    assert await kept(await said(other.bob, "roll", dice="1d20")) == timedelta(days=30)
    await said(party.alice, "config links")
    assert await kept(await said(party.bob, "roll", dice="1d20")) == timedelta(days=30)


async def test_what_is_set_outlives_the_process(stage: Stage) -> None:
    bot = await stage.bot()
    party = await stage.party()
    role = await with_role(party, "Hosts", "bob")
    await said(party.alice, "config roles", open=role)
    await said(party.alice, "config channels", add=party.guild.channels["tavern"])
    await said(party.alice, "config links", days=7)
    before = (await said(party.alice, "config show")).text
    await bot.kill()
    bot = await stage.bot()
    assert (await said(party.alice, "config show")).text == before
    assert (await said(party.carol, "table open")).ephemeral
    assert (await said(party.bob, "table open", "cellar")).ephemeral
    assert await kept(await said(party.bob, "roll", dice="1d20")) == timedelta(days=7)
    assert not (await said(party.bob, "table open")).ephemeral
    assert [event["days"] for event in await stage.events("guild.link_days_set")] == [7]
    assert await stage.ledger_holds()
    assert bot.bugs() == []


async def test_a_command_delivered_twice_is_written_once(shared: Stage, party: Party) -> None:
    await shared.sandbox.fault(duplicate="INTERACTION_CREATE", count=2)
    await said(party.alice, "config links", days=7)
    await said(party.alice, "config links", days=8)
    assert [event["days"] for event in await of_guild(shared, party, "guild.link_days_set")] == [7, 8]


def findings(diagnosis: Message) -> dict[str, str]:
    """What the doctor says, each by what it is about, with its sign."""
    assert diagnosis.ephemeral
    lines = [line for line in diagnosis.text.splitlines() if "**" in line]
    return {line.split("**")[1]: f"{line[0]} {line.partition(':** ')[2] or line}" for line in lines}


async def test_the_doctor_finds_a_server_in_order(stage: Stage) -> None:
    await stage.bot(PUBLIC_URL="https://rolls.example.org")
    party = await stage.party(shard=1)
    found = findings(await said(party.alice, "config doctor"))
    assert set(found) == {"Permissions", "Database", "Valkey", "Gateway", "Pace", "Clock", "Links to rolls"}
    assert {found[each][0] for each in found if each != "Pace"} == {"✅"}  # how fast it is is not for a test to say
    assert "shard 1" in found["Gateway"]
    assert "https://rolls.example.org" in found["Links to rolls"]


async def test_the_doctor_says_which_permission_is_missing_and_only_there(shared: Stage, party: Party) -> None:
    bot = (await shared.sandbox.state())["bot"]["id"]
    denied = str(SEND_MESSAGES | READ_HISTORY)
    await party.alice.overwrite("tavern", bot, type=MEMBER, deny=denied)
    await party.alice.overwrite("tavern", party.guild.id, type=ROLE, deny=str(USE_COMMANDS))
    here = (await said(party.alice, "config doctor")).text
    assert "❌ **Permissions**: I lack *Send Messages*" in here
    assert "❌ **Permissions**: I lack *Read Message History*" in here
    assert here.count("❌ **Permissions**") == 2
    assert "💡 **Members**: not everybody is offered my commands here." in here
    there = findings(await said(party.alice, "config doctor", "cellar"))
    assert there["Permissions"].startswith("✅")
    assert "Members" not in there


async def test_the_doctor_says_that_links_open_on_this_machine_alone(shared: Stage, party: Party) -> None:
    pages = findings(await said(party.alice, "config doctor"))["Links to rolls"]
    assert pages.startswith("❌")
    assert "`PUBLIC_URL`" in pages


async def test_the_doctor_finds_a_role_and_a_channel_that_are_gone(shared: Stage, party: Party) -> None:
    role = await with_role(party, "Ghosts")
    gone = (await party.alice.make_channel("attic"))["id"]
    await said(party.alice, "config roles", open=role)
    await said(party.alice, "config channels", add=gone)
    assert {"Roles", "Channels"}.isdisjoint(findings(await said(party.alice, "config doctor")))
    await party.alice.delete_role(role)
    await party.alice.delete_channel(gone)
    found = findings(await said(party.alice, "config doctor"))
    assert "`/config roles clear:Both`" in found["Roles"]
    assert "`/config channels clear:True`" in found["Channels"]


async def test_the_doctor_answers_though_the_database_does_not(shared: Stage, party: Party) -> None:
    locked = await asyncpg.connect(shared.database_url)
    try:
        await locked.execute("BEGIN; LOCK TABLE roll_permalinks IN ACCESS EXCLUSIVE MODE")
        found = findings(await said(party.alice, "config doctor"))
    finally:
        await locked.close()
    assert found["Database"].startswith("❌")
    assert found["Valkey"].startswith("✅")
    assert findings(await said(party.alice, "config doctor"))["Database"].startswith("✅")


@pytest.fixture
async def with_own_valkey(database_url: str, sandbox_run: Run) -> AsyncIterator[tuple[Stage, EmbeddedValkey]]:
    """A stage with a Valkey of its own, to be stopped."""
    with open_folder() as folder:
        async with (
            EmbeddedValkey(folder / "valkey") as server,
            open_stage(database_url, server.url, run=sandbox_run) as stage,
        ):
            yield stage, server


async def test_the_doctor_says_what_a_stopped_valkey_means(with_own_valkey: tuple[Stage, EmbeddedValkey]) -> None:
    stage, server = with_own_valkey
    bot = await stage.bot()
    party = await stage.party()
    assert findings(await said(party.alice, "config doctor"))["Valkey"].startswith("✅")
    await server.stop()
    stopped = findings(await said(party.alice, "config doctor"))["Valkey"]
    assert stopped.startswith("❌")
    assert "halved" in stopped
    assert "`REDIS_URL`" in stopped
    await said(party.alice, "config links", days=7)
    assert await kept(await said(party.bob, "roll", dice="1d20")) == timedelta(days=7)
    assert bot.bugs() == []
