"""Webhooks by REST: made, changed, executed; who may, and what their messages look like."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bot.sandbox.permissions import Permission as P
from bot.sandbox.world.channels import ChannelType
from bot.sandbox.world.webhooks import Webhook
from tests.sandbox.rest.test_threads import forbid, start

if TYPE_CHECKING:
    from bot.sandbox.world.channels import Channel
    from tests.sandbox.rest.conftest import Answer, Desk

BUTTON = {"type": 1, "components": [{"type": 2, "style": 1, "label": "x", "custom_id": "x"}]}
LINK = {"type": 1, "components": [{"type": 2, "style": 5, "label": "x", "url": "https://example.com"}]}
PICTURE = "data:image/png;base64,iVBORw0KGgo="


@pytest.fixture(autouse=True)
def manager(desk: Desk) -> None:
    """Let the bot manage webhooks."""
    desk.guild.roles[desk.guild.id].permissions |= P.MANAGE_WEBHOOKS


async def make(desk: Desk, channel: Channel | None = None, **body: Any) -> Answer:
    path = f"/channels/{(channel or desk.channel).id}/webhooks"
    return await desk.send("POST", path, {"name": "Innkeeper"} | body)


async def hook(desk: Desk, channel: Channel | None = None) -> str:
    """Make a webhook and return the path that executes it."""
    made = (await make(desk, channel)).body
    return f"/webhooks/{made['id']}/{made['token']}"


def foreign(desk: Desk) -> str:
    """Return the path of a webhook that a person made."""
    made = Webhook(desk.world.snowflakes.mint(), desk.guild.id, desk.channel.id, "Hers", desk.user("alice"))
    desk.world.webhooks.add(made)
    return f"/webhooks/{made.id}/{made.token}"


async def test_a_webhook_is_made_and_told(desk: Desk) -> None:
    made = (await make(desk, avatar=PICTURE)).body
    assert (made["type"], made["name"], made["application_id"]) == (1, "Innkeeper", desk.world.application.id)
    assert (made["guild_id"], made["channel_id"]) == (desk.guild.id, desk.channel.id)
    assert (made["user"]["id"], len(made["avatar"])) == (desk.bot.id, 32)
    assert made["url"].endswith(f"/api/webhooks/{made['id']}/{made['token']}")
    (told,) = desk.told("WEBHOOKS_UPDATE")
    assert told.data == {"guild_id": desk.guild.id, "channel_id": desk.channel.id}


async def test_webhooks_are_listed_by_channel_and_by_guild(desk: Desk) -> None:
    here, there = (await make(desk)).body, (await make(desk, desk.named("dice"))).body
    listed = (await desk.send("GET", f"/channels/{desk.channel.id}/webhooks")).body
    assert [one["id"] for one in listed] == [here["id"]]
    everywhere = (await desk.send("GET", f"/guilds/{desk.guild.id}/webhooks")).body
    assert [one["id"] for one in everywhere] == [here["id"], there["id"]]


async def test_managing_webhooks_is_a_permission(desk: Desk) -> None:
    path, own = foreign(desk).rpartition("/")[0], (await make(desk)).body
    forbid(desk, P.MANAGE_WEBHOOKS)
    assert (await make(desk)).code == 50013
    assert (await desk.send("GET", f"/channels/{desk.channel.id}/webhooks")).code == 50013
    assert (await desk.send("GET", f"/guilds/{desk.guild.id}/webhooks")).code == 50013
    for method in ("GET", "PATCH", "DELETE"):
        assert (await desk.send(method, path, {} if method == "PATCH" else None)).code == 50013
    assert (await desk.send("GET", f"/webhooks/{own['id']}")).status == 200


async def test_a_channel_has_fifteen_webhooks(desk: Desk) -> None:
    for _ in range(15):
        assert (await make(desk)).status == 200
    assert (await make(desk)).code == 30007


@pytest.mark.parametrize("kind", [ChannelType.CATEGORY, None])
async def test_categories_and_threads_have_none(desk: Desk, kind: ChannelType | None) -> None:
    place = desk.world.add_channel(desk.guild, "x", kind) if kind is not None else await start(desk)
    assert (await make(desk, place)).code == 50024


@pytest.mark.parametrize("name", ["Clyde", "my discord friend", "", "x" * 81])
async def test_some_names_cannot_be_had(desk: Desk, name: str) -> None:
    assert list((await make(desk, name=name)).body["errors"]) == ["name"]
    answer = await desk.send("POST", await hook(desk), {"content": "x", "username": name})
    assert list(answer.body["errors"]) == ["username"]


async def test_a_webhook_is_changed_moved_and_deleted(desk: Desk) -> None:
    made = (await make(desk)).body
    path, dice = f"/webhooks/{made['id']}", desk.named("dice")
    desk.events.clear()
    changed = (await desk.send("PATCH", path, {"name": "Guard", "channel_id": dice.id})).body
    assert (changed["name"], changed["channel_id"]) == ("Guard", dice.id)
    assert {event.data["channel_id"] for event in desk.told("WEBHOOKS_UPDATE")} == {desk.channel.id, dice.id}
    assert (await desk.send("DELETE", path)).status == 204
    assert (await desk.send("GET", path)).code == 10015


async def test_who_has_the_token_needs_nothing_else(desk: Desk) -> None:
    path = await hook(desk)
    shown = (await desk.send("GET", path, headers={"Authorization": ""})).body
    assert "user" not in shown
    changed = (await desk.send("PATCH", path, {"name": "Guard", "channel_id": desk.named("dice").id})).body
    assert (changed["name"], changed["channel_id"]) == ("Guard", desk.channel.id)
    wrong = await desk.send("GET", path + "x")
    assert (wrong.status, wrong.code) == (401, 50027)
    assert (await desk.send("POST", path + "x", {"content": "x"})).code == 50027
    assert (await desk.send("POST", "/webhooks/1/x", {"content": "x"})).code == 10015
    assert (await desk.send("DELETE", path)).status == 204


async def test_a_message_comes_back_only_when_it_is_waited_for(desk: Desk) -> None:
    path = await hook(desk)
    quiet = await desk.send("POST", path, {"content": "a"})
    assert (quiet.status, quiet.body) == (204, b"")
    message = (await desk.send("POST", f"{path}?wait=true", {"content": "b"})).body
    assert message["content"] == "b"
    assert [one.content for one in desk.channel.messages.values()] == ["a", "b"]


async def test_a_message_bears_the_webhooks_name_or_another(desk: Desk) -> None:
    path = await hook(desk)
    webhook_id = path.split("/")[2]
    plain = (await desk.send("POST", f"{path}?wait=1", {"content": "x"})).body
    assert (plain["webhook_id"], plain["application_id"]) == (webhook_id, desk.world.application.id)
    author = plain["author"]
    assert (author["id"], author["username"], author["discriminator"]) == (webhook_id, "Innkeeper", "0000")
    assert author["bot"] is True
    named = {"content": "x", "username": "Strahd", "avatar_url": "https://example.com/a.png"}
    author = (await desk.send("POST", f"{path}?wait=1", named)).body["author"]
    assert (author["username"], len(author["avatar"])) == ("Strahd", 32)
    told = desk.told("MESSAGE_CREATE")[-1].data
    assert (told["author"]["username"], "member" in told) == ("Strahd", False)


async def test_a_webhook_mentions_users_and_everyone_else_when_asked_to(desk: Desk) -> None:
    path, text = f"{await hook(desk)}?wait=1", f"<@{desk.user('alice').id}> @everyone"
    message = (await desk.send("POST", path, {"content": text})).body
    assert ([user["username"] for user in message["mentions"]], message["mention_everyone"]) == (["alice"], False)
    loud = {"content": text, "allowed_mentions": {"parse": ["everyone"]}}
    message = (await desk.send("POST", path, loud)).body
    assert (message["mentions"], message["mention_everyone"]) == ([], True)


async def test_a_webhook_writes_into_a_thread_and_wakes_it(desk: Desk) -> None:
    path, thread = await hook(desk), await start(desk)
    assert thread.thread is not None
    thread.thread.archived = True
    message = (await desk.send("POST", f"{path}?wait=1&thread_id={thread.id}", {"content": "x"})).body
    assert message["channel_id"] == thread.id
    assert not thread.thread.archived
    assert path.split("/")[2] not in thread.thread.members
    one = f"{path}/messages/{message['id']}"
    assert (await desk.send("GET", one)).code == 10008
    assert (await desk.send("GET", f"{one}?thread_id={thread.id}")).status == 200
    other = await start(desk, channel=desk.named("dice"))
    assert (await desk.send("POST", f"{path}?thread_id={other.id}", {"content": "x"})).code == 10003


async def test_in_a_forum_a_webhook_starts_threads(desk: Desk) -> None:
    forum = desk.world.add_channel(desk.guild, "quests", ChannelType.FORUM)
    path = f"{await hook(desk, forum)}?wait=1"
    assert (await desk.send("POST", path, {"content": "x"})).code == 220001
    message = (await desk.send("POST", path, {"content": "x", "thread_name": "The gate"})).body
    thread = desk.world.channel(message["channel_id"])
    assert (message["id"], thread.name, thread.parent_id) == (thread.id, "The gate", forum.id)
    more = await desk.send("POST", f"{path}&thread_id={thread.id}", {"content": "y"})
    assert more.body["channel_id"] == thread.id
    both = await desk.send("POST", f"{path}&thread_id={thread.id}", {"content": "y", "thread_name": "z"})
    assert both.code == 220002
    elsewhere = await desk.send("POST", await hook(desk), {"content": "x", "thread_name": "z"})
    assert elsewhere.code == 220003


async def test_components_are_for_those_whose_webhook_it_is(desk: Desk) -> None:
    own, hers = await hook(desk), foreign(desk)
    with_button = {"content": "x", "components": [BUTTON]}
    assert len((await desk.send("POST", f"{own}?wait=1", with_button)).body["components"]) == 1
    assert (await desk.send("POST", f"{hers}?wait=1", with_button)).body["components"] == []
    answer = await desk.send("POST", f"{hers}?with_components=true", with_button)
    assert list(answer.body["errors"]) == ["components"]
    with_link = {"content": "x", "components": [LINK]}
    linked = await desk.send("POST", f"{hers}?wait=1&with_components=true", with_link)
    assert len(linked.body["components"]) == 1
    assert (await desk.send("POST", hers, {"components": [LINK]})).code == 50006


async def test_a_message_is_read_changed_and_deleted_by_its_webhook_alone(desk: Desk) -> None:
    own, hers = await hook(desk), foreign(desk)
    message = (await desk.send("POST", f"{own}?wait=1", {"content": "x"})).body["id"]
    assert (await desk.send("GET", f"{hers}/messages/{message}")).code == 10008
    assert (await desk.send("PATCH", f"/channels/{desk.channel.id}/messages/{message}", {"content": "y"})).code == 50005
    changed = (await desk.send("PATCH", f"{own}/messages/{message}", {"content": "y"})).body
    assert (changed["content"], changed["edited_timestamp"] is None) == ("y", False)
    assert (await desk.send("DELETE", f"{own}/messages/{message}")).status == 204
    assert (await desk.send("GET", f"{own}/messages/{message}")).code == 10008


async def test_a_webhooks_message_cannot_be_ephemeral(desk: Desk) -> None:
    answer = await desk.send("POST", await hook(desk), {"content": "x", "flags": 64})
    assert list(answer.body["errors"]) == ["flags"]


async def test_the_picture_of_a_webhook_can_be_fetched(desk: Desk) -> None:
    made = (await make(desk, avatar=PICTURE)).body
    url = f"{desk.sandbox.base_url}/cdn/avatars/{made['id']}/{made['avatar']}.png"
    async with desk.http.get(url) as response:
        assert (response.status, response.content_type) == (200, "image/svg+xml")
