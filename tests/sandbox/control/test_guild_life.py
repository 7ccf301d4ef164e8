"""People living in a guild, over HTTP: they come and go, vote, take interest, sit in voice."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.sandbox.actors.refusal import ClientRefusal
from bot.sandbox.clock import iso
from bot.sandbox.permissions import ALL, Permission
from bot.sandbox.world.channels import ChannelType

if TYPE_CHECKING:
    from bot.sandbox.bus import Event
    from bot.sandbox.client.results import Message
    from bot.sandbox.world.guilds import Guild
    from tests.sandbox.control.conftest import Room


def heard(room: Room) -> list[Event]:
    events: list[Event] = []
    room.sandbox.realm.bus.subscribe(events.append)
    return events


def world_guild(room: Room) -> Guild:
    return room.sandbox.world.guild(room.guild.id)


def talk(room: Room, kind: ChannelType = ChannelType.VOICE, limit: int = 0) -> str:
    channel = room.sandbox.world.add_channel(world_guild(room), "Talk", kind)
    channel.user_limit = limit
    return channel.id


async def asked(room: Room, *, several: bool = False) -> Message:
    """Let the bot ask two questions in one poll."""
    answers = [{"poll_media": {"text": text}} for text in ("Friday", "Sunday")]
    poll = {"question": {"text": "When?"}, "answers": answers, "allow_multiselect": several}
    world = room.sandbox.world
    channel = world.channel(room.guild.channels["general"])
    posted = room.sandbox.realm.posting.post(channel, world.bot, {"poll": poll})
    return next(message for message in await room.alice.messages("general") if message.id == posted.id)


async def test_somebody_joins_and_leaves(room: Room) -> None:
    events, carol = heard(room), room.client.user("carol", room.guild)
    joined = await carol.join_guild(room.guild)
    assert joined["user"]["username"] == "carol"
    with pytest.raises(ClientRefusal, match="already"):
        await carol.join_guild(room.guild)
    await carol.leave_guild()
    told = [(event.name, event.only_user is None) for event in events]
    assert told == [
        ("GUILD_MEMBER_ADD", True),
        ("GUILD_CREATE", False),
        ("GUILD_MEMBER_REMOVE", True),
        ("GUILD_DELETE", False),
    ]
    with pytest.raises(ClientRefusal, match="in no such guild"):
        await carol.leave_guild()


async def test_an_owner_stays(room: Room) -> None:
    with pytest.raises(ClientRefusal, match="owner"):
        await room.alice.leave_guild()


async def test_a_vote_is_cast_changed_and_taken_back(room: Room) -> None:
    message, events = await asked(room), heard(room)
    await room.bob.vote(message, "Friday")
    voted = await room.bob.vote(message, 2)
    assert voted.raw["poll"]["results"]["answer_counts"] == [{"id": 2, "count": 1, "me_voted": True}]
    await room.bob.vote(message)
    told = [(event.name, event.data["answer_id"]) for event in events]
    add, remove = "MESSAGE_POLL_VOTE_ADD", "MESSAGE_POLL_VOTE_REMOVE"
    assert told == [(add, 1), (remove, 1), (add, 2), (remove, 2)]


async def test_a_client_votes_only_as_the_poll_allows(room: Room) -> None:
    message = await asked(room)
    with pytest.raises(ClientRefusal, match="one answer"):
        await room.bob.vote(message, 1, 2)
    with pytest.raises(ClientRefusal, match="no answer Monday"):
        await room.bob.vote(message, "Monday")
    with pytest.raises(ClientRefusal, match="author"):
        await room.bob.end_poll(message)
    await room.bob.vote(await asked(room, several=True), 1, 2)
    await room.client.advance(25 * 3600)
    with pytest.raises(ClientRefusal, match="ended"):
        await room.bob.vote(message, 1)


async def test_interest_in_an_event_is_shown_and_withdrawn(room: Room) -> None:
    start = room.sandbox.world.clock.now() + timedelta(hours=1)
    event = await room.alice.plan_event(
        name="Session",
        entity_type=3,
        scheduled_start_time=iso(start),
        scheduled_end_time=iso(start + timedelta(hours=2)),
        entity_metadata={"location": "Inn"},
    )
    assert (await room.bob.care_for(event["id"]))["user_count"] == 1
    (seen,) = (await room.client.state(await room.bob.id()))["guilds"][-1]["events"]
    assert (seen["id"], seen["interested"]) == (event["id"], True)
    assert (await room.bob.care_for(event["id"], remove=True))["user_count"] == 0
    await room.alice.change_event(event["id"], status=4)
    with pytest.raises(ClientRefusal, match="over"):
        await room.bob.care_for(event["id"])


async def test_people_join_voice_mute_themselves_and_leave(room: Room) -> None:
    where, events = talk(room), heard(room)
    await room.bob.join_voice(where)
    await room.bob.change_voice(deaf=True)
    await room.bob.leave_voice()
    told = [(event.data["channel_id"], event.data["self_mute"], event.data["self_deaf"]) for event in events]
    assert told == [(where, False, False), (where, True, True), (None, True, True)]
    assert len({event.data["session_id"] for event in events}) == 1
    with pytest.raises(ClientRefusal, match="in no voice channel"):
        await room.bob.leave_voice()


async def test_a_full_or_closed_channel_lets_nobody_in(room: Room) -> None:
    where = talk(room, limit=1)
    await room.bob.join_voice(where)
    carol = room.client.user("carol", room.guild)
    await carol.join_guild(room.guild)
    with pytest.raises(ClientRefusal, match="full"):
        await carol.join_voice(where)
    await room.alice.join_voice(where)
    for role in world_guild(room).roles.values():
        role.permissions &= ALL & ~Permission.CONNECT
    with pytest.raises(ClientRefusal, match="CONNECT"):
        await carol.join_voice(where)
    with pytest.raises(ClientRefusal, match="nobody talks"):
        await room.bob.join_voice("general")


async def test_an_audience_asks_to_speak(room: Room) -> None:
    await room.bob.join_voice(talk(room, ChannelType.STAGE))
    raised = await room.bob.ask_to_speak()
    assert raised["suppress"] is True
    assert raised["request_to_speak_timestamp"] is not None
    assert (await room.bob.ask_to_speak(remove=True))["request_to_speak_timestamp"] is None
    await room.bob.join_voice(talk(room))
    with pytest.raises(ClientRefusal, match="stage"):
        await room.bob.ask_to_speak()
