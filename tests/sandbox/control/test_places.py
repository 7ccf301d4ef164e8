"""What people do about places, through the control API and its client: threads, forums, forwards, installs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bot.sandbox.actors.refusal import ClientRefusal
from bot.sandbox.interactions.interaction import Answer
from bot.sandbox.permissions import Permission as P
from bot.sandbox.world.messages import MessageType

if TYPE_CHECKING:
    from bot.sandbox.world.channels import Channel
    from tests.sandbox.control.conftest import Room


def role(room: Room) -> Any:
    """Return the @everyone of the room's guild."""
    return room.sandbox.world.guild(room.guild.id).roles[room.guild.id]


def channel(room: Room, channel_id: str) -> Channel:
    return room.sandbox.world.channel(channel_id)


async def test_a_thread_is_started_from_a_message_and_written_in(room: Room) -> None:
    said = await room.alice.say("general", "the gate")
    thread = await room.bob.start_thread("general", "about the gate", message=said)
    assert thread == said.id
    await room.alice.say(thread, "I am in")
    assert [message.content for message in await room.bob.messages(thread)] == ["", "I am in"]
    found = channel(room, thread).thread
    assert found is not None
    assert len(found.members) == 2


async def test_coming_and_going_are_heard(room: Room) -> None:
    thread = await room.alice.start_thread("general", "side talk")
    async with room.alice.watch() as watch:
        await room.bob.join_thread(thread)
        heard = await watch.until(lambda happening: happening.name == "THREAD_MEMBERS_UPDATE")
        assert heard.data["added_members"][0]["user_id"] == await room.bob.id()
        await room.bob.leave_thread(thread)
        heard = await watch.until(lambda happening: happening.name == "THREAD_MEMBERS_UPDATE")
        assert heard.data["removed_member_ids"] == [await room.bob.id()]


async def test_a_private_thread_is_for_those_who_are_brought_in(room: Room) -> None:
    thread = await room.alice.start_thread("general", "whispers", private=True)
    with pytest.raises(ClientRefusal, match="no such channel"):
        await room.bob.say(thread, "hello?")
    await room.alice.bring_into_thread(thread, await room.bob.id())
    await room.bob.say(thread, "hello")
    await room.alice.take_out_of_thread(thread, await room.bob.id())
    with pytest.raises(ClientRefusal, match="no such channel"):
        await room.bob.say(thread, "hello?")


async def test_a_closed_thread_opens_when_somebody_writes_and_a_locked_one_stays_shut(room: Room) -> None:
    thread = await room.bob.start_thread("general", "side talk")
    closed = await room.bob.change_thread(thread, archived=True)
    assert closed["thread_metadata"]["archived"] is True
    await room.bob.say(thread, "again")
    await room.alice.change_thread(thread, locked=True)
    with pytest.raises(ClientRefusal, match="locked"):
        await room.bob.say(thread, "let me in")
    with pytest.raises(ClientRefusal, match="Missing Permissions"):
        await room.bob.change_thread(thread, locked=False)
    await room.alice.end_thread(thread)
    with pytest.raises(ClientRefusal, match="no such channel"):
        await room.bob.say(thread, "where is it?")


async def test_slow_mode_makes_people_wait(room: Room) -> None:
    channel(room, room.guild.channels["general"]).rate_limit_per_user = 30
    await room.bob.say("general", "one")
    with pytest.raises(ClientRefusal, match="slow mode"):
        await room.bob.say("general", "two")
    await room.client.advance(30)
    await room.bob.say("general", "two")
    await room.alice.say("general", "the owner")
    await room.alice.say("general", "does not wait")


async def test_a_forum_is_posted_in(room: Room) -> None:
    guild = await room.client.make_guild("F", members=["alice"], channels=[{"name": "quests", "type": "forum"}])
    alice, forum = room.client.user("alice", guild), channel(room, guild.channels["quests"])
    assert forum.forum is not None
    forum.forum.change({"available_tags": [{"name": "hard"}]}, room.sandbox.world.snowflakes.mint)
    first = await alice.post("quests", "The gate", "Who comes along?", tags=["hard"])
    thread = channel(room, first.id)
    assert thread.thread is not None
    assert (thread.name, thread.thread.applied_tags) == ("The gate", [forum.forum.tags[0].id])
    with pytest.raises(ClientRefusal, match="may not write"):
        await alice.say("quests", "outside any thread")
    with pytest.raises(ClientRefusal, match="no forum"):
        await room.alice.post("general", "x", "y")


async def test_a_name_that_is_too_long_is_refused_in_words(room: Room) -> None:
    with pytest.raises(ClientRefusal, match="between 1 and 100") as caught:
        await room.alice.start_thread("general", "x" * 101)
    assert caught.value.field == "name"


async def test_a_message_is_forwarded(room: Room) -> None:
    said = await room.alice.say("general", "far and wide")
    forwarded = await room.bob.forward(said, "secret")
    (snapshot,) = forwarded.raw["message_snapshots"]
    assert snapshot["message"]["content"] == "far and wide"
    role(room).permissions &= ~P.SEND_MESSAGES
    with pytest.raises(ClientRefusal, match="may not write"):
        await room.bob.forward(said, "secret")


async def test_a_system_message_is_not_forwarded(room: Room) -> None:
    await room.alice.start_thread("general", "side talk")
    announced = (await room.alice.messages("general"))[-1]
    assert announced.raw["type"] == MessageType.THREAD_CREATED
    with pytest.raises(ClientRefusal, match="cannot be forwarded"):
        await room.alice.forward(announced, "secret")


async def test_a_webhook_of_a_persons_belongs_to_no_application(room: Room) -> None:
    made = await room.alice.make_webhook("general", "Innkeeper")
    assert (made["application_id"], made["user"]["username"]) == (None, "alice")
    with pytest.raises(ClientRefusal, match="MANAGE_WEBHOOKS"):
        await room.bob.make_webhook("general", "Innkeeper")


async def test_an_application_is_added_to_accounts_when_it_can_be(room: Room) -> None:
    with pytest.raises(ClientRefusal, match="cannot be added"):
        await room.alice.install()
    assert (await room.client.change_application(install_types=[0, 1]))["integration_types_config"].keys() == {"0", "1"}
    await room.alice.install()
    assert room.sandbox.world.application.installed_by == {await room.alice.id()}
    await room.alice.install(remove=True)
    assert room.sandbox.world.application.installed_by == set()


async def test_a_users_application_answers_in_a_guild_without_the_bot(room: Room) -> None:
    room.register("roll", integration_types=[1])
    guild = await room.client.make_guild("Elsewhere", members=["bob", "alice"], bot=False)
    alice = room.client.user("alice", guild)
    with pytest.raises(ClientRefusal, match="no command"):
        await alice.slash("general", "roll")
    await room.client.change_application(install_types=[0, 1])
    await alice.install()
    room.answer(Answer.MESSAGE, {"content": "17"})
    assert (await alice.slash("general", "roll")).answer.content == "17"


async def test_people_talk_without_the_bot_and_still_use_what_they_installed(room: Room) -> None:
    room.register("roll", integration_types=[0, 1])
    talk = await room.alice.talk_to(await room.bob.id())
    await room.bob.say(talk, "just us")
    assert [message.content for message in await room.alice.messages(talk)] == ["just us"]
    assert not room.sandbox.world.can_see(room.sandbox.world.bot.id, talk)
    with pytest.raises(ClientRefusal, match="no command"):
        await room.alice.slash(talk, "roll")
    await room.client.change_application(install_types=[0, 1])
    await room.alice.install()
    room.answer(Answer.MESSAGE, {"content": "17"})
    assert (await room.alice.slash(talk, "roll")).answer.content == "17"
    assert [message.content for message in await room.bob.messages(talk)] == ["just us", "17"]
