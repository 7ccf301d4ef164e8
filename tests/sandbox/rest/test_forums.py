"""Forums by REST: how they are set up, and the threads that begin in them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import aiohttp
import pytest

from bot.sandbox.permissions import Permission as P
from bot.sandbox.world.channels import ChannelType
from bot.sandbox.world.forums import PINNED, REQUIRE_TAG
from tests.sandbox.rest.test_threads import forbid

if TYPE_CHECKING:
    from bot.sandbox.world.channels import Channel
    from tests.sandbox.rest.conftest import Answer, Desk

TAGS = [{"name": "quest", "emoji_name": "🗺️"}, {"name": "done", "moderated": True}]


@pytest.fixture
async def forum(desk: Desk) -> Channel:
    """A forum with an open and a moderated tag, made by the bot."""
    for role in desk.guild.roles.values():
        role.permissions |= P.MANAGE_CHANNELS
    asked = {"name": "quests", "type": 15, "available_tags": TAGS, "default_thread_rate_limit_per_user": 5}
    made = await desk.send("POST", f"/guilds/{desk.guild.id}/channels", asked)
    assert made.status == 201, made.body
    desk.events.clear()
    return desk.world.channel(made.body["id"])


async def post(desk: Desk, forum: Channel, body: dict[str, Any] | None = None, **options: Any) -> Answer:
    asked = {"name": "The gate", "message": {"content": "Who comes along?"}} | (body or {})
    return await desk.send("POST", f"/channels/{forum.id}/threads", asked, **options)


def tag(forum: Channel, name: str) -> str:
    assert forum.forum is not None
    return next(tag.id for tag in forum.forum.tags if tag.name == name)


async def test_a_thread_begins_with_a_message_that_has_its_id(desk: Desk, forum: Channel) -> None:
    made = (await post(desk, forum, {"applied_tags": [tag(forum, "quest")]})).body
    assert made["id"] == made["message"]["id"]
    assert (made["type"], made["message"]["content"]) == (11, "Who comes along?")
    assert (made["applied_tags"], made["rate_limit_per_user"]) == ([tag(forum, "quest")], 5)
    assert forum.last_message_id == made["id"]
    names = [event.name for event in desk.events]
    assert names == ["THREAD_CREATE", "THREAD_MEMBERS_UPDATE", "MESSAGE_CREATE"]
    assert desk.events[0].data["newly_created"] is True
    await desk.post({"content": "I do"}, desk.world.channel(made["id"]))
    assert (await desk.send("GET", f"/channels/{made['id']}")).body["message_count"] == 1


async def test_files_come_with_the_first_message(desk: Desk, forum: Channel) -> None:
    form = aiohttp.FormData()
    asked = {"name": "Map", "message": {"content": "", "attachments": [{"id": "0", "description": "the map"}]}}
    form.add_field("payload_json", json.dumps(asked), content_type="application/json")
    form.add_field("files[0]", b"abc", filename="map.txt", content_type="text/plain")
    made = (await desk.send("POST", f"/channels/{forum.id}/threads", data=form)).body
    (file,) = made["message"]["attachments"]
    assert (file["filename"], file["description"]) == ("map.txt", "the map")


async def test_faults_of_the_message_are_found_in_the_message(desk: Desk, forum: Channel) -> None:
    answer = await post(desk, forum, {"message": {"content": "x" * 2001}})
    assert list(answer.body["errors"]["message"]) == ["content"]
    assert (await post(desk, forum, {"message": {}})).code == 50006
    answer = await desk.send("POST", f"/channels/{forum.id}/threads", {"name": "x"})
    assert list(answer.body["errors"]) == ["message"]


async def test_nothing_is_written_into_a_forum_itself(desk: Desk, forum: Channel) -> None:
    assert (await desk.post({"content": "x"}, forum)).code == 40058


async def test_posting_needs_what_writing_needs(desk: Desk, forum: Channel) -> None:
    forbid(desk, P.CREATE_PUBLIC_THREADS)
    assert (await post(desk, forum)).status == 201
    forbid(desk, P.EMBED_LINKS)
    assert (await post(desk, forum, {"message": {"embeds": [{"title": "x"}]}})).code == 50013
    forbid(desk, P.SEND_MESSAGES)
    assert (await post(desk, forum)).code == 50013


async def test_tags_are_the_forums_own_and_some_are_for_moderators(desk: Desk, forum: Channel) -> None:
    assert (await post(desk, forum, {"applied_tags": ["1"]})).code == 10087
    done = {"applied_tags": [tag(forum, "done")]}
    made = await post(desk, forum, done)
    assert made.status == 201
    thread = f"/channels/{made.body['id']}"
    assert (await desk.send("PATCH", thread, {"applied_tags": []})).body["applied_tags"] == []
    forbid(desk, P.MANAGE_THREADS)
    assert (await post(desk, forum, done)).code == 50013
    assert (await desk.send("PATCH", thread, done)).code == 50013
    quest = {"applied_tags": [tag(forum, "quest")]}
    assert (await desk.send("PATCH", thread, quest)).body["applied_tags"] == quest["applied_tags"]


async def test_a_forum_may_ask_for_a_tag(desk: Desk, forum: Channel) -> None:
    forum.flags |= REQUIRE_TAG
    assert (await post(desk, forum)).code == 40067
    assert (await post(desk, forum, {"applied_tags": [tag(forum, "quest")]})).status == 201
    forbid(desk, P.MANAGE_THREADS)
    assert forum.forum is not None
    forum.forum.tags = forum.forum.tags[1:]
    assert (await post(desk, forum)).code == 40066


async def test_one_thread_is_pinned_and_does_not_fall_asleep(desk: Desk, forum: Channel) -> None:
    first, second = [desk.world.channel((await post(desk, forum)).body["id"]) for _ in range(2)]
    assert first.thread is not None
    assert second.thread is not None
    assert (await desk.send("PATCH", f"/channels/{first.id}", {"flags": PINNED})).body["flags"] == PINNED
    assert (await desk.send("PATCH", f"/channels/{second.id}", {"flags": PINNED})).code == 30047
    desk.sandbox.realm.clock.advance(30 * 86_400)
    assert second.thread.archived
    assert not first.thread.archived
    archived = (await desk.send("PATCH", f"/channels/{first.id}", {"archived": True})).body
    assert archived["flags"] == 0


async def test_settings_are_kept_and_a_tag_with_its_id_stays_the_same(desk: Desk, forum: Channel) -> None:
    kept, path = tag(forum, "quest"), f"/channels/{forum.id}"
    changed = await desk.send(
        "PATCH",
        path,
        {
            "available_tags": [{"id": kept, "name": "adventure"}, {"name": "rules"}],
            "default_reaction_emoji": {"emoji_name": "🎲"},
            "default_sort_order": 1,
            "default_forum_layout": 2,
            "flags": REQUIRE_TAG,
            "topic": "x" * 4096,
        },
    )
    assert changed.status == 200, changed.body
    body = (await desk.send("GET", path)).body
    names = [(tag["id"] == kept, tag["name"], tag["emoji_name"]) for tag in body["available_tags"]]
    assert names == [(True, "adventure", None), (False, "rules", None)]
    assert body["default_reaction_emoji"] == {"emoji_id": None, "emoji_name": "🎲"}
    assert (body["default_sort_order"], body["default_forum_layout"], body["flags"]) == (1, 2, REQUIRE_TAG)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"available_tags": [{"name": str(n)} for n in range(21)]}, 30048),
        ({"available_tags": [{"name": "a"}, {"name": "a"}]}, 40061),
    ],
)
async def test_tags_are_few_and_told_apart(desk: Desk, forum: Channel, body: dict[str, Any], code: int) -> None:
    assert (await desk.send("PATCH", f"/channels/{forum.id}", body)).code == code


async def test_a_media_channel_is_a_forum_as_well(desk: Desk) -> None:
    media = desk.world.add_channel(desk.guild, "pictures", ChannelType.MEDIA)
    assert (await post(desk, media)).status == 201
    assert media.to_json()["available_tags"] == []
