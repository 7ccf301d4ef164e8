"""Threads by REST: started, changed, archived by hand and by the clock, listed, deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bot.sandbox.permissions import Permission as P
from bot.sandbox.world.channels import ChannelType

if TYPE_CHECKING:
    from bot.sandbox.world.channels import Channel
    from tests.sandbox.rest.conftest import Answer, Desk

DAY_S = 86_400


async def start(desk: Desk, body: dict[str, Any] | None = None, channel: Channel | None = None) -> Channel:
    """Start a public thread without a message."""
    path = f"/channels/{(channel or desk.channel).id}/threads"
    answer = await desk.send("POST", path, {"name": "side talk", "type": 11} | (body or {}))
    assert answer.status == 201, answer.body
    return desk.world.channel(answer.body["id"])


async def start_from(desk: Desk, message: str, body: dict[str, Any] | None = None) -> Answer:
    path = f"/channels/{desk.channel.id}/messages/{message}/threads"
    return await desk.send("POST", path, {"name": "about that"} | (body or {}))


async def patch(desk: Desk, thread: Channel, **body: Any) -> Answer:
    return await desk.send("PATCH", f"/channels/{thread.id}", body)


def forbid(desk: Desk, permission: P) -> None:
    """Take a permission from the bot."""
    for role in desk.guild.roles.values():
        role.permissions &= ~permission


async def test_a_thread_takes_the_id_of_the_message_that_it_starts_from(desk: Desk) -> None:
    message = (await desk.post({"content": "the gate"})).body["id"]
    desk.events.clear()
    made = (await start_from(desk, message)).body
    assert (made["id"], made["parent_id"], made["type"], made["owner_id"]) == (
        message,
        desk.channel.id,
        11,
        desk.bot.id,
    )
    assert made["member"]["user_id"] == desk.bot.id
    assert (made["message_count"], made["member_count"]) == (0, 1)
    names = [event.name for event in desk.events]
    assert names == ["THREAD_CREATE", "THREAD_MEMBERS_UPDATE", "MESSAGE_UPDATE", "MESSAGE_CREATE"]
    created, _, marked, starter = [event.data for event in desk.events]
    assert created["newly_created"] is True
    assert marked["flags"] & 1 << 5
    assert marked["thread"]["id"] == message
    assert (starter["type"], starter["channel_id"], starter["content"]) == (21, message, "")
    assert starter["message_reference"]["channel_id"] == desk.channel.id
    assert starter["referenced_message"]["content"] == "the gate"


async def test_a_message_starts_one_thread_until_that_is_deleted(desk: Desk) -> None:
    message = (await desk.post({"content": "x"})).body["id"]
    await start_from(desk, message)
    assert (await start_from(desk, message)).code == 160004
    assert (await desk.send("DELETE", f"/channels/{message}")).body["id"] == message
    assert (await start_from(desk, message)).status == 201


async def test_a_thread_from_an_older_message_is_announced_in_the_channel(desk: Desk) -> None:
    older = (await desk.post({"content": "x"})).body["id"]
    await desk.post({"content": "y"})
    await start_from(desk, older)
    announced = list(desk.channel.messages.values())[-1].to_json()
    assert (announced["type"], announced["content"]) == (18, "about that")
    assert announced["message_reference"] == {"type": 0, "channel_id": older, "guild_id": desk.guild.id}


async def test_a_public_thread_without_a_message_is_announced_and_a_private_one_is_not(desk: Desk) -> None:
    await start(desk)
    assert [message.type for message in desk.channel.messages.values()] == [18]
    private = await start(desk, {"type": 12, "name": "whispers"})
    assert len(desk.channel.messages) == 1
    assert private.to_json()["thread_metadata"]["invitable"] is True


async def test_a_thread_that_names_no_type_is_private(desk: Desk) -> None:
    answer = await desk.send("POST", f"/channels/{desk.channel.id}/threads", {"name": "x"})
    assert answer.body["type"] == 12


async def test_in_an_announcement_channel_threads_are_announcement_threads(desk: Desk) -> None:
    news = desk.world.add_channel(desk.guild, "news", ChannelType.ANNOUNCEMENT)
    message = (await desk.post({"content": "x"}, news)).body["id"]
    path = f"/channels/{news.id}/messages/{message}/threads"
    assert (await desk.send("POST", path, {"name": "x"})).body["type"] == 10
    answer = await desk.send("POST", f"/channels/{news.id}/threads", {"name": "x", "type": 11})
    assert list(answer.body["errors"]) == ["type"]


@pytest.mark.parametrize("kind", [ChannelType.VOICE, ChannelType.CATEGORY])
async def test_not_every_channel_has_threads(desk: Desk, kind: ChannelType) -> None:
    other = desk.world.add_channel(desk.guild, "other", kind)
    assert (await desk.send("POST", f"/channels/{other.id}/threads", {"name": "x", "type": 11})).code == 50024


async def test_there_are_no_threads_in_threads(desk: Desk) -> None:
    thread = await start(desk)
    assert (await desk.send("POST", f"/channels/{thread.id}/threads", {"name": "x"})).code == 50024
    message = (await desk.post({"content": "x"}, thread)).body["id"]
    path = f"/channels/{thread.id}/messages/{message}/threads"
    assert (await desk.send("POST", path, {"name": "x"})).code == 50024


@pytest.mark.parametrize(("kind", "needed"), [(11, P.CREATE_PUBLIC_THREADS), (12, P.CREATE_PRIVATE_THREADS)])
async def test_starting_a_thread_needs_the_permission_of_its_kind(desk: Desk, kind: int, needed: P) -> None:
    forbid(desk, needed)
    answer = await desk.send("POST", f"/channels/{desk.channel.id}/threads", {"name": "x", "type": kind})
    assert (answer.status, answer.code) == (403, 50013)


async def test_no_thread_starts_from_a_system_message(desk: Desk) -> None:
    await start(desk)
    (announcement,) = desk.channel.messages
    assert (await start_from(desk, announcement)).code == 50021


async def test_a_thread_has_what_its_channel_gives_to_threads(desk: Desk) -> None:
    desk.channel.default_auto_archive_duration = 10080
    desk.channel.default_thread_rate_limit_per_user = 5
    made = (await start(desk)).to_json()
    assert (made["thread_metadata"]["auto_archive_duration"], made["rate_limit_per_user"]) == (10080, 5)
    asked = (await start(desk, {"auto_archive_duration": 60, "rate_limit_per_user": 0})).to_json()
    assert (asked["thread_metadata"]["auto_archive_duration"], asked["rate_limit_per_user"]) == (60, 0)


async def test_messages_are_counted_and_deleting_takes_one_back(desk: Desk) -> None:
    message = (await desk.post({"content": "x"})).body["id"]
    await start_from(desk, message)
    thread = desk.world.channel(message)
    posted = [(await desk.post({"content": str(n)}, thread)).body["id"] for n in range(3)]
    await desk.send("DELETE", f"/channels/{thread.id}/messages/{posted[0]}")
    shown = (await desk.send("GET", f"/channels/{thread.id}")).body
    assert (shown["message_count"], shown["total_message_sent"]) == (2, 3)


async def test_the_message_that_a_thread_begins_with_cannot_be_deleted(desk: Desk) -> None:
    message = (await desk.post({"content": "x"})).body["id"]
    await start_from(desk, message)
    (starter,) = desk.world.channel(message).messages
    assert (await desk.send("DELETE", f"/channels/{message}/messages/{starter}")).code == 50021


async def test_writing_brings_the_writer_in_and_wakes_the_thread_up(desk: Desk) -> None:
    thread = desk.world.add_thread(desk.channel, "hers", desk.user("alice"))
    assert thread.thread is not None
    thread.thread.archived = True
    await desk.post({"content": "x"}, thread)
    assert desk.bot.id in thread.thread.members
    names = [event.name for event in desk.events]
    assert names == [
        "THREAD_UPDATE", "THREAD_MEMBER_UPDATE", "THREAD_CREATE", "THREAD_MEMBERS_UPDATE", "MESSAGE_CREATE",
    ]  # fmt: skip
    assert desk.events[0].data["thread_metadata"]["archived"] is False
    assert desk.events[1].only_user == desk.user("alice").id
    assert desk.events[2].only_user == desk.bot.id


async def test_an_archived_thread_lets_nothing_in_it_be_changed(desk: Desk) -> None:
    thread = await start(desk)
    message = (await desk.post({"content": "x"}, thread)).body["id"]
    await patch(desk, thread, archived=True)
    one = f"/channels/{thread.id}/messages/{message}"
    assert (await desk.send("PATCH", one, {"content": "y"})).code == 50083
    assert (await desk.send("PUT", f"{one}/reactions/🎲/@me")).code == 50083
    assert (await patch(desk, thread, name="renamed")).code == 50083
    assert (await patch(desk, thread, locked=True)).code == 50083
    assert (await desk.send("DELETE", one)).status == 204


async def test_a_thread_falls_asleep_by_the_clock_when_nothing_happens(desk: Desk) -> None:
    clock, thread = desk.sandbox.realm.clock, await start(desk, {"auto_archive_duration": 1440})
    assert thread.thread is not None
    clock.advance(DAY_S - 60)
    await desk.post({"content": "x"}, thread)
    clock.advance(DAY_S - 60)
    assert not thread.thread.archived
    desk.events.clear()
    clock.advance(120)
    assert thread.thread.archived
    (told,) = desk.told("THREAD_UPDATE")
    assert told.data["thread_metadata"]["archived"] is True


async def test_a_shorter_duration_counts_from_when_it_was_set(desk: Desk) -> None:
    clock, thread = desk.sandbox.realm.clock, await start(desk, {"auto_archive_duration": 10080})
    assert thread.thread is not None
    clock.advance(2 * DAY_S)
    await patch(desk, thread, auto_archive_duration=60)
    clock.advance(3500)
    assert not thread.thread.archived
    clock.advance(200)
    assert thread.thread.archived


async def test_renaming_a_thread_is_told_in_it(desk: Desk) -> None:
    thread = await start(desk)
    answer = await patch(desk, thread, name="  other talk ")
    assert (answer.status, answer.body["name"]) == (200, "other talk")
    (told,) = thread.messages.values()
    assert (told.type, told.content) == (4, "other talk")


async def test_a_thread_is_changed_by_those_who_manage_threads(desk: Desk) -> None:
    thread = desk.world.add_thread(desk.channel, "hers", desk.user("alice"))
    changed = (await patch(desk, thread, locked=True, rate_limit_per_user=10, auto_archive_duration=60)).body
    assert (changed["rate_limit_per_user"], changed["thread_metadata"]["locked"]) == (10, True)
    assert (await patch(desk, thread, archived=True)).body["thread_metadata"]["archived"] is True
    assert (await patch(desk, thread, archived=False)).body["thread_metadata"]["archived"] is False


async def test_without_managing_threads_the_bot_changes_only_its_own_and_not_all_of_it(desk: Desk) -> None:
    own, hers = await start(desk), desk.world.add_thread(desk.channel, "hers", desk.user("alice"))
    forbid(desk, P.MANAGE_THREADS)
    assert (await patch(desk, own, name="mine", auto_archive_duration=60)).status == 200
    assert (await patch(desk, own, locked=True)).code == 50013
    assert (await patch(desk, own, rate_limit_per_user=5)).code == 50013
    assert (await patch(desk, hers, name="mine")).code == 50013
    assert (await desk.send("DELETE", f"/channels/{own.id}")).code == 50013


async def test_anybody_who_may_write_opens_an_archived_thread_but_a_locked_one(desk: Desk) -> None:
    thread = desk.world.add_thread(desk.channel, "hers", desk.user("alice"))
    assert thread.thread is not None
    thread.thread.archived = thread.thread.locked = True
    forbid(desk, P.MANAGE_THREADS)
    assert (await patch(desk, thread, archived=False)).code == 50013
    thread.thread.locked = False
    assert (await patch(desk, thread, archived=False)).status == 200


async def test_a_locked_thread_refuses_those_who_do_not_manage_threads(desk: Desk) -> None:
    thread = desk.world.add_thread(desk.channel, "hers", desk.user("alice"))
    assert thread.thread is not None
    thread.thread.locked = True
    assert (await desk.post({"content": "a moderator"}, thread)).status == 200
    forbid(desk, P.MANAGE_THREADS)
    answer = await desk.post({"content": "somebody"}, thread)
    assert (answer.status, answer.code) == (403, 50083)


async def test_only_a_forums_thread_can_be_pinned(desk: Desk) -> None:
    answer = await patch(desk, await start(desk), flags=2)
    assert list(answer.body["errors"]) == ["flags"]


async def test_deleting_a_thread_is_told_with_little(desk: Desk) -> None:
    thread = await start(desk)
    assert (await desk.send("DELETE", f"/channels/{thread.id}")).body["id"] == thread.id
    (told,) = desk.told("THREAD_DELETE")
    expected = {"id": thread.id, "guild_id": desk.guild.id, "parent_id": desk.channel.id, "type": 11}
    assert told.data == expected
    assert (await desk.send("GET", f"/channels/{thread.id}")).code == 10003


async def test_a_private_thread_is_hidden_from_those_outside(desk: Desk) -> None:
    private = desk.world.add_thread(desk.channel, "x", desk.user("alice"), kind=ChannelType.PRIVATE_THREAD)
    assert (await desk.send("GET", f"/channels/{private.id}")).status == 200
    forbid(desk, P.MANAGE_THREADS)
    answer = await desk.send("GET", f"/channels/{private.id}")
    assert (answer.status, answer.code) == (403, 50001)


async def test_active_threads_are_listed_newest_first_with_own_memberships(desk: Desk) -> None:
    own, hers = await start(desk), desk.world.add_thread(desk.channel, "hers", desk.user("alice"))
    asleep = await start(desk)
    await patch(desk, asleep, archived=True)
    listed = (await desk.send("GET", f"/guilds/{desk.guild.id}/threads/active")).body
    assert [thread["id"] for thread in listed["threads"]] == [hers.id, own.id]
    assert [(member["id"], member["user_id"]) for member in listed["members"]] == [(own.id, desk.bot.id)]


async def archive_several(desk: Desk, kind: int, count: int = 4) -> list[str]:
    """Start and archive threads; return their ids, the last archived first."""
    clock, ids = desk.sandbox.realm.clock, list[str]()
    for number in range(count):
        thread = await start(desk, {"name": str(number), "type": kind})
        clock.advance(60)
        await patch(desk, thread, archived=True)
        ids.append(thread.id)
    return ids[::-1]


@pytest.mark.parametrize(("kind", "list_name"), [(11, "public"), (12, "private")])
async def test_archived_threads_are_paged_by_when_they_were_archived(desk: Desk, kind: int, list_name: str) -> None:
    ids = await archive_several(desk, kind)
    await archive_several(desk, 23 - kind, 1)
    base = f"/channels/{desk.channel.id}/threads/archived/{list_name}"
    page = (await desk.send("GET", f"{base}?limit=3")).body
    assert ([thread["id"] for thread in page["threads"]], page["has_more"]) == (ids[:3], True)
    assert len(page["members"]) == 3
    last = page["threads"][-1]["thread_metadata"]["archive_timestamp"]
    rest = (await desk.send("GET", base, params={"before": last})).body
    assert ([thread["id"] for thread in rest["threads"]], rest["has_more"]) == (ids[3:], False)


async def test_joined_private_threads_are_paged_by_id(desk: Desk) -> None:
    ids = await archive_several(desk, 12)
    other = desk.world.add_thread(desk.channel, "x", desk.user("alice"), kind=ChannelType.PRIVATE_THREAD)
    assert other.thread is not None
    other.thread.archived = True
    base = f"/channels/{desk.channel.id}/users/@me/threads/archived/private"
    page = (await desk.send("GET", f"{base}?limit=2")).body
    assert ([thread["id"] for thread in page["threads"]], page["has_more"]) == (ids[:2], True)
    rest = (await desk.send("GET", f"{base}?before={ids[1]}")).body
    assert ([thread["id"] for thread in rest["threads"]], rest["has_more"]) == (ids[2:], False)


async def test_archived_lists_need_their_permissions(desk: Desk) -> None:
    base = f"/channels/{desk.channel.id}"
    forbid(desk, P.MANAGE_THREADS)
    assert (await desk.send("GET", f"{base}/threads/archived/private")).code == 50013
    assert (await desk.send("GET", f"{base}/threads/archived/public")).status == 200
    forbid(desk, P.READ_MESSAGE_HISTORY)
    assert (await desk.send("GET", f"{base}/threads/archived/public")).code == 50013
    assert (await desk.send("GET", f"{base}/users/@me/threads/archived/private")).code == 50013


async def test_a_guild_is_introduced_with_its_active_threads_and_own_memberships(desk: Desk) -> None:
    own = await start(desk)
    await patch(desk, await start(desk), archived=True)
    (told,) = desk.world.guild_create_json(desk.guild)["threads"]
    assert (told["id"], told["member"]["user_id"]) == (own.id, desk.bot.id)
