"""Saying, reacting, typing: what a person can do without any command."""

from __future__ import annotations

import base64
import contextlib
from typing import TYPE_CHECKING

import pytest

from bot.sandbox.actors.places import Places
from bot.sandbox.actors.refusal import ClientRefusal
from bot.sandbox.permissions import MEMBER, Overwrite, Permission
from bot.sandbox.world.channels import ChannelType

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.sandbox.world.channels import Channel
    from bot.sandbox.world.messages import Message
    from bot.sandbox.world.users import User
    from tests.sandbox.actors.conftest import Stage

FILE = {"filename": "a.txt", "content": base64.b64encode(b"hi").decode()}


async def test_what_is_said_stands_in_the_channel_and_is_told(stage: Stage) -> None:
    message = stage.actors.say(stage.bob.id, stage.channel.id, f" hi <@{stage.realm.world.bot.id}> ", [FILE])
    event = stage.events[-1]
    assert (event.name, event.guild, event.channel) == ("MESSAGE_CREATE", stage.guild.id, stage.channel.id)
    assert event.data["content"] == f"hi <@{stage.realm.world.bot.id}>"
    assert [user["id"] for user in event.data["mentions"]] == [stage.realm.world.bot.id]
    assert event.data["attachments"][0]["filename"] == "a.txt"
    assert stage.actors.seen(stage.alice.id, stage.channel.id) == [message]


@pytest.mark.parametrize("content", ["", "   ", "x" * 2001])
async def test_an_empty_or_overlong_message_is_not_sent(stage: Stage, content: str) -> None:
    with pytest.raises(ClientRefusal) as caught:
        stage.actors.say(stage.bob.id, stage.channel.id, content)
    assert caught.value.field == "content"
    assert stage.events == []


async def test_writing_needs_the_permission(stage: Stage) -> None:
    stage.channel.overwrites.append(Overwrite(stage.bob.id, MEMBER, deny=Permission.SEND_MESSAGES))
    for act in (stage.actors.say, lambda who, where, _: stage.actors.type(who, where)):
        with pytest.raises(ClientRefusal):
            act(stage.bob.id, stage.channel.id, "hi")


async def test_files_need_their_own_permission_and_number_ten_at_most(stage: Stage) -> None:
    with pytest.raises(ClientRefusal):
        stage.actors.say(stage.bob.id, stage.channel.id, "", [FILE] * 11)
    stage.channel.overwrites.append(Overwrite(stage.bob.id, MEMBER, deny=Permission.ATTACH_FILES))
    with pytest.raises(ClientRefusal):
        stage.actors.say(stage.bob.id, stage.channel.id, "", [FILE])


async def test_nobody_writes_in_a_category(stage: Stage) -> None:
    category = stage.realm.world.add_channel(stage.guild, "Rooms", ChannelType.CATEGORY)
    with pytest.raises(ClientRefusal):
        stage.actors.say(stage.alice.id, category.id, "hi")


async def test_the_bot_is_not_a_person(stage: Stage) -> None:
    with pytest.raises(ClientRefusal, match="nobody"):
        stage.actors.say(stage.realm.world.bot.id, stage.channel.id, "hi")


async def test_a_reaction_is_added_once_and_taken_back(stage: Stage) -> None:
    message = stage.actors.say(stage.bob.id, stage.channel.id, "hi")
    for _ in range(2):
        stage.actors.react(stage.alice.id, stage.channel.id, message.id, "🎲")
    assert message.reactions == {"🎲": [stage.alice.id]}
    stage.actors.react(stage.alice.id, stage.channel.id, message.id, "🎲", remove=True)
    assert message.reactions == {}
    assert [event.name for event in stage.events[1:]] == ["MESSAGE_REACTION_ADD", "MESSAGE_REACTION_REMOVE"]


async def test_joining_a_reaction_needs_no_permission_but_a_new_one_does(stage: Stage) -> None:
    message = stage.actors.say(stage.bob.id, stage.channel.id, "hi")
    stage.actors.react(stage.alice.id, stage.channel.id, message.id, "🎲")
    stage.channel.overwrites.append(Overwrite(stage.bob.id, MEMBER, deny=Permission.ADD_REACTIONS))
    stage.actors.react(stage.bob.id, stage.channel.id, message.id, "🎲")
    with pytest.raises(ClientRefusal):
        stage.actors.react(stage.bob.id, stage.channel.id, message.id, "🐉")


async def test_an_ephemeral_message_takes_no_reaction(stage: Stage) -> None:
    message = stage.post({"type": 2, "style": 1, "label": "A", "custom_id": "a"}, ephemeral_to=stage.alice)
    with pytest.raises(ClientRefusal):
        stage.actors.react(stage.alice.id, stage.channel.id, message.id, "🎲")


async def test_typing_is_told_with_the_member(stage: Stage) -> None:
    stage.actors.type(stage.bob.id, stage.channel.id)
    event = stage.events[-1]
    assert event.name == "TYPING_START"
    assert event.data["member"]["user"]["id"] == event.data["user_id"] == stage.bob.id


async def test_without_the_history_permission_old_messages_are_not_seen(stage: Stage) -> None:
    stage.actors.say(stage.alice.id, stage.channel.id, "hi")
    stage.channel.overwrites.append(Overwrite(stage.bob.id, MEMBER, deny=Permission.READ_MESSAGE_HISTORY))
    assert stage.actors.seen(stage.bob.id, stage.channel.id) == []


async def test_a_reply_refers_to_its_message_and_mentions_its_author_unless_told_not_to(stage: Stage) -> None:
    first = stage.actors.say(stage.bob.id, stage.channel.id, "hi")
    loud = stage.actors.say(stage.alice.id, stage.channel.id, "hello", reply_to=first.id)
    quiet = stage.actors.say(stage.alice.id, stage.channel.id, "hello", reply_to=first.id, ping=False)
    assert [message.to_json()["type"] for message in (first, loud, quiet)] == [0, 19, 19]
    assert loud.referenced is quiet.referenced is first
    assert (loud.mentions, quiet.mentions) == ([stage.bob], [])


async def test_only_the_author_edits_and_an_edit_is_told(stage: Stage) -> None:
    message = stage.actors.say(stage.bob.id, stage.channel.id, "hi")
    assert stage.actors.edit(stage.bob.id, stage.channel.id, message.id, "ho").content == "ho"
    assert (stage.events[-1].name, stage.events[-1].data["content"]) == ("MESSAGE_UPDATE", "ho")
    assert stage.events[-1].data["edited_timestamp"]
    with pytest.raises(ClientRefusal, match="author"):
        stage.actors.edit(stage.alice.id, stage.channel.id, message.id, "mine")
    with pytest.raises(ClientRefusal, match="empty"):
        stage.actors.edit(stage.bob.id, stage.channel.id, message.id, " ")


async def test_who_may_manage_messages_deletes_anybodys(stage: Stage) -> None:
    message = stage.actors.say(stage.alice.id, stage.channel.id, "hi")
    with pytest.raises(ClientRefusal, match="MANAGE_MESSAGES"):
        stage.actors.delete(stage.bob.id, stage.channel.id, message.id)
    other = stage.actors.say(stage.bob.id, stage.channel.id, "ho")
    for one in (message, other):
        stage.actors.delete(stage.alice.id, stage.channel.id, one.id)
    assert stage.actors.seen(stage.bob.id, stage.channel.id) == []
    told = [event.name for event in stage.events if not event.name.endswith("MESSAGE_CREATE")]
    assert told == ["MESSAGE_DELETE", "MESSAGE_DELETE", "GUILD_AUDIT_LOG_ENTRY_CREATE"]


async def test_a_pin_needs_the_permission_and_is_said_in_the_channel(stage: Stage) -> None:
    message = stage.actors.say(stage.bob.id, stage.channel.id, "hi")
    stage.channel.overwrites.append(Overwrite(stage.bob.id, MEMBER, deny=Permission.PIN_MESSAGES))
    with pytest.raises(ClientRefusal, match="PIN_MESSAGES"):
        stage.actors.pin(stage.bob.id, stage.channel.id, message.id)
    stage.actors.pin(stage.alice.id, stage.channel.id, message.id)
    assert message.to_json()["pinned"] is True
    assert stage.actors.seen(stage.bob.id, stage.channel.id)[-1].to_json()["type"] == 6
    stage.actors.pin(stage.alice.id, stage.channel.id, message.id, remove=True)
    assert message.to_json()["pinned"] is False


@pytest.fixture
def thread(stage: Stage) -> Channel:
    return stage.realm.world.add_thread(stage.channel, "talk", stage.bob)


def touches(stage: Stage, thread: Channel, message: Message) -> dict[str, Callable[[], object]]:
    """Return what Bob could do to his own message in a thread; deleting it last, for then it is gone."""
    actors, where = stage.actors, (stage.bob.id, thread.id, message.id)
    return {
        "react": lambda: actors.react(*where, "🎲"),
        "take back": lambda: actors.react(*where, "🎲", remove=True),
        "edit": lambda: actors.edit(*where, "ho"),
        "pin": lambda: actors.pin(*where),
        "command": lambda: actors.slash(stage.bob.id, thread.id, "roll", {}),
        "delete": lambda: actors.delete(*where),
    }


@pytest.mark.parametrize(
    ("archived", "locked", "allowed"),
    [
        (False, False, {"react", "take back", "edit", "pin", "command", "delete"}),
        (False, True, {"react", "take back", "command", "delete"}),
        (True, False, {"delete"}),
        (True, True, set[str]()),
    ],
)
async def test_a_thread_that_sleeps_or_is_locked_lets_people_do_less(
    stage: Stage, thread: Channel, archived: bool, locked: bool, allowed: set[str]
) -> None:
    stage.register("roll")
    stage.guild.roles[stage.guild.id].permissions |= Permission.PIN_MESSAGES
    message = stage.actors.say(stage.bob.id, thread.id, "hi")
    assert thread.thread is not None
    thread.thread.archived, thread.thread.locked = archived, locked
    done: set[str] = set()
    for name, touch in touches(stage, thread, message).items():
        with contextlib.suppress(ClientRefusal):
            touch()
            done.add(name)
    assert done == allowed


async def test_a_lock_does_not_bind_who_manages_threads(stage: Stage, thread: Channel) -> None:
    message = stage.actors.say(stage.alice.id, thread.id, "hi")
    assert thread.thread is not None
    thread.thread.locked = True
    assert stage.actors.edit(stage.alice.id, thread.id, message.id, "ho").content == "ho"
    thread.thread.archived = True
    stage.actors.delete(stage.alice.id, thread.id, message.id)
    assert message.deleted


async def test_in_slow_mode_one_message_and_one_thread_pass_in_each_interval(stage: Stage) -> None:
    places, stage.channel.rate_limit_per_user = Places(stage.realm, stage.actors), 60

    def start(who: User) -> Channel:
        return places.start_thread(who.id, stage.channel.id, {"name": "talk", "type": 11})

    stage.actors.say(stage.bob.id, stage.channel.id, "hi")
    start(stage.bob)
    with pytest.raises(ClientRefusal, match="slow mode: wait another 60 s"):
        start(stage.bob)
    start(stage.alice)
    start(stage.alice)  # whoever owns a guild is not slowed down
    stage.realm.clock.advance(61)
    start(stage.bob)


async def test_slow_mode_counts_the_posts_of_a_forum_too(stage: Stage) -> None:
    places = Places(stage.realm, stage.actors)
    forum = stage.realm.world.add_channel(stage.guild, "ideas", ChannelType.FORUM)
    forum.rate_limit_per_user = 60
    post = {"name": "one", "message": {"content": "x"}}
    places.post(stage.bob.id, forum.id, post)
    with pytest.raises(ClientRefusal, match="slow mode"):
        places.post(stage.bob.id, forum.id, post)
