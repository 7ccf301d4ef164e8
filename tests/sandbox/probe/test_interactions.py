"""A real discord.py bot answers every kind of interaction, over real sockets."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from bot.sandbox.actors.refusal import ClientRefusal

if TYPE_CHECKING:
    from bot.sandbox.client.client import SandboxClient
    from bot.sandbox.client.person import Person
    from bot.sandbox.client.results import Guild
    from tests.sandbox.probe.process import ProbeProcess


async def test_a_slash_command_is_answered(alice: Person) -> None:
    result = await alice.slash("general", "roll", dice="1d20", times=2)
    assert result.state == "answered"
    assert result.answer.content == "1d20 x2"
    assert result.answer.raw["embeds"][0]["title"] == "Roll"
    assert result.answer.raw["interaction_metadata"]["user"]["username"] == "alice"


async def test_a_subcommand_is_answered(alice: Person) -> None:
    assert (await alice.slash("general", "table open", mode="dm-led")).answer.content == "table is dm-led"


async def test_options_reach_the_bot_resolved(alice: Person, bob: Person, guild: Guild) -> None:
    result = await alice.slash("general", "who", member=await bob.id(), where=guild.channels["tavern"])
    assert result.answer.content == "bob in tavern"


async def test_autocomplete_suggests(alice: Person) -> None:
    choices = await alice.autocomplete("general", "cast", "spell", spell="fire")
    assert [choice.value for choice in choices] == ["Fireball", "Fire Bolt"]


async def test_a_button_edits_its_message(alice: Person, bob: Person) -> None:
    posted = (await alice.slash("general", "hero")).answer
    result = await bob.click(posted, "Roll")
    assert result.state == "updated"
    assert (result.answer.id, result.answer.content) == (posted.id, "d20 = 17")


async def test_a_deferred_update_edits_its_message_later(alice: Person) -> None:
    posted = (await alice.slash("general", "hero")).answer
    pressed = await alice.click(posted, "hero:slow")
    assert (await alice.completed(pressed)).answer.content == "slowly changed"


async def test_a_select_is_answered(alice: Person) -> None:
    posted = (await alice.slash("general", "hero")).answer
    assert (await alice.select(posted, "hero:class", "Bard")).answer.content == "picked Bard"


async def test_a_user_select_is_answered(alice: Person, bob: Person) -> None:
    posted = (await alice.slash("general", "hero")).answer
    assert (await alice.select(posted, "hero:foe", await bob.id())).answer.content == "foe bob"


async def test_a_modal_opens_and_is_handed_in(alice: Person) -> None:
    posted = (await alice.slash("general", "hero")).answer
    opened = await alice.click(posted, "Name")
    assert opened.modal is not None
    assert (opened.modal.title, opened.modal.fields) == ("Name your hero", {"Name": "name"})
    with pytest.raises(ClientRefusal):
        await alice.submit(opened, name="x" * 21)
    handed_in = await alice.submit(opened, name="Thokk")
    assert handed_in.answer.content == "Hail, Thokk!"
    assert handed_in.answer.ephemeral


async def test_a_modal_of_labels_is_handed_in(alice: Person) -> None:
    opened = await alice.slash("general", "pick")
    assert opened.modal is not None
    assert opened.modal.fields == {"Class": "class"}
    handed_in = await alice.submit(opened, **{"class": ["Rogue"]})
    assert handed_in.answer.content == "class=Rogue"


async def test_a_deferred_answer_comes_with_its_follow_up(alice: Person, bob: Person) -> None:
    first = await alice.slash("general", "slow")
    assert first.state == "deferred"
    await alice.until(lambda message: message.content == "and a secret" and message.ephemeral, "general")
    done = await alice.completed(first)
    assert done.state == "answered"
    assert done.answer.content == "slowly"
    assert [message.content for message in await bob.messages("general")] == ["slowly"]


async def test_an_ephemeral_answer_is_seen_by_its_user_alone(alice: Person, bob: Person) -> None:
    answer = (await alice.slash("general", "whisper")).answer
    assert answer.ephemeral
    assert [message.id for message in await alice.messages("general")] == [answer.id]
    assert await bob.messages("general") == []


async def test_a_layout_with_a_button_in_a_section_is_answered(alice: Person) -> None:
    posted = (await alice.slash("general", "sheet")).answer
    assert "HP 12/12" in posted.text
    assert (await alice.click(posted, "Hurt")).answer.content == "ouch"


async def test_a_dynamic_button_carries_its_own_state(alice: Person) -> None:
    message = (await alice.slash("general", "counter")).answer
    for number in (1, 2):
        message = (await alice.click(message, f"Count {number - 1}")).answer
        assert message.content == f"counted {number}"


async def test_context_menus_are_answered(alice: Person, bob: Person) -> None:
    said = await bob.say("general", "well met")
    assert (await alice.menu("general", "Quote", said)).answer.content == "> well met"
    assert (await alice.menu("general", "Wave", await bob.id())).answer.content == "waves at bob"


async def test_a_message_is_read_and_answered(alice: Person) -> None:
    await alice.say("general", "!ping")
    await alice.until(lambda message: message.content == "pong", "general")


async def test_a_direct_message_is_read_and_answered(client: SandboxClient, probe: ProbeProcess) -> None:
    carol = client.user("carol")
    await carol.say("@bot", "!ping")
    await carol.until(lambda message: message.content == "pong", "@bot")


async def test_a_reaction_reaches_the_bot(alice: Person, probe: ProbeProcess) -> None:
    heard = len(probe.log)
    said = await alice.say("general", "look")
    await alice.react(said, "🎲")
    await probe.reported("reaction", after=heard, emoji="🎲", user="alice")


async def test_a_bot_that_says_nothing_has_failed_after_three_seconds(
    client: SandboxClient, alice: Person, probe: ProbeProcess
) -> None:
    heard = len(probe.log)
    async with alice.watch() as watch:
        asking = asyncio.create_task(alice.slash("general", "silent"))
        await probe.reported("silent", after=heard)
        await client.advance(3)
        result = await asking
        assert (result.state, result.error) == ("failed", "The application did not respond")
        failed = await watch.until(lambda happening: happening.name == "INTERACTION")
        assert failed.data["state"] == "failed"


async def test_a_fresh_guild_is_joined_on_its_shard(guild: Guild, probe: ProbeProcess) -> None:
    await probe.reported("joined", guild=guild.name)


async def test_a_link_button_cannot_be_clicked_but_read(alice: Person) -> None:
    posted = (await alice.slash("general", "hero")).answer
    assert posted.link("Permalink") == "http://127.0.0.1/roll/1"
    with pytest.raises(ClientRefusal, match="link"):
        await alice.click(posted, "Permalink")
