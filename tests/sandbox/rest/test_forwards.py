"""Forwarding and crossposting by REST."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.sandbox.gateway.intents import PRIVILEGED, Intents
from bot.sandbox.permissions import Permission as P
from bot.sandbox.posting.parts import Upload
from bot.sandbox.world.channels import ChannelType
from tests.sandbox.rest.test_threads import forbid, start

if TYPE_CHECKING:
    from tests.sandbox.rest.conftest import Answer, Desk


async def forward(desk: Desk, message: str, source: str | None = None, **more: Any) -> Answer:
    """Forward a message of the table into the dice channel."""
    reference = {"type": 1, "message_id": message, "channel_id": source or desk.channel.id}
    return await desk.post({"message_reference": reference} | more, desk.named("dice"))


async def test_a_forward_shows_what_the_message_said_then(desk: Desk) -> None:
    original = (await desk.post({"content": "as it was", "embeds": [{"title": "t"}]})).body
    made = (await forward(desk, original["id"])).body
    assert (made["type"], made["content"], made["flags"]) == (0, "", 1 << 14)
    place = {"channel_id": desk.channel.id, "message_id": original["id"], "guild_id": desk.guild.id}
    assert made["message_reference"] == {"type": 1} | place
    await desk.send("PATCH", f"/channels/{desk.channel.id}/messages/{original['id']}", {"content": "changed"})
    path = f"/channels/{desk.named('dice').id}/messages/{made['id']}"
    (snapshot,) = (await desk.send("GET", path)).body["message_snapshots"]
    assert (snapshot["message"]["content"], snapshot["message"]["embeds"][0]["title"]) == ("as it was", "t")
    assert "author" not in snapshot["message"]


async def test_forwarding_a_forward_passes_on_what_it_shows(desk: Desk) -> None:
    original = (await desk.post({"content": "far"})).body["id"]
    first = (await forward(desk, original)).body
    second = (await forward(desk, first["id"], desk.named("dice").id)).body
    assert second["message_snapshots"] == first["message_snapshots"]


async def test_a_forward_carries_nothing_else(desk: Desk) -> None:
    original = (await desk.post({"content": "x"})).body["id"]
    assert (await forward(desk, original, content="look")).code == 160011


async def test_a_forward_names_the_channel(desk: Desk) -> None:
    original = (await desk.post({"content": "x"})).body["id"]
    answer = await desk.post({"message_reference": {"type": 1, "message_id": original}})
    assert list(answer.body["errors"]["message_reference"]) == ["channel_id"]
    assert (await forward(desk, original, "1")).code == 10003
    assert (await forward(desk, "1")).code == 10008


async def test_only_what_can_be_seen_and_read_is_forwarded(desk: Desk) -> None:
    theirs = desk.sandbox.actors.say(desk.user("alice").id, desk.channel.id, "secret").id
    own = (await desk.post({"content": "x"})).body["id"]
    assert (await forward(desk, theirs)).status == 200
    desk.sandbox.realm.gateway.rules.approved = PRIVILEGED & ~Intents.MESSAGE_CONTENT
    answer = await forward(desk, theirs)
    assert (answer.status, answer.code) == (403, 160014)
    assert (await forward(desk, own)).status == 200
    forbid(desk, P.READ_MESSAGE_HISTORY)
    assert (await forward(desk, own)).code == 160009


async def test_system_messages_and_polls_stay_where_they_are(desk: Desk) -> None:
    await start(desk)
    (announced,) = desk.channel.messages
    assert (await forward(desk, announced)).code == 50021
    poll = {"question": {"text": "?"}, "answers": [{"poll_media": {"text": "yes"}}]}
    asked = (await desk.post({"poll": poll})).body["id"]
    assert list((await forward(desk, asked)).body["errors"]) == ["message_reference"]


async def test_an_announcement_is_published_once(desk: Desk) -> None:
    news = desk.world.add_channel(desk.guild, "news", ChannelType.ANNOUNCEMENT)
    message = (await desk.post({"content": "x"}, news)).body["id"]
    path = f"/channels/{news.id}/messages/{message}/crosspost"
    assert (await desk.send("POST", path)).body["flags"] == 1
    assert desk.told("MESSAGE_UPDATE")[-1].data["flags"] == 1
    assert (await desk.send("POST", path)).code == 40033
    forbid(desk, P.MANAGE_MESSAGES)
    theirs = desk.sandbox.actors.say(desk.user("alice").id, news.id, "y").id
    assert (await desk.send("POST", f"/channels/{news.id}/messages/{theirs}/crosspost")).code == 50013


async def test_elsewhere_nothing_is_published(desk: Desk) -> None:
    message = (await desk.post({"content": "x"})).body["id"]
    assert (await desk.send("POST", f"/channels/{desk.channel.id}/messages/{message}/crosspost")).code == 50024


async def test_who_follows_an_announcement_channel_gets_what_is_published_there(desk: Desk) -> None:
    desk.allow(P.MANAGE_WEBHOOKS)
    news, dice = desk.world.add_channel(desk.guild, "news", ChannelType.ANNOUNCEMENT), desk.named("dice")
    made = (await desk.send("POST", f"/channels/{news.id}/followers", {"webhook_channel_id": dice.id})).body
    assert made["channel_id"] == news.id
    assert [event.data["channel_id"] for event in desk.told("WEBHOOKS_UPDATE")] == [dice.id]
    hook = (await desk.send("GET", f"/webhooks/{made['webhook_id']}")).body
    assert (hook["type"], hook["source_channel"]["name"], "token" in hook) == (2, "news", False)
    first = (await desk.post({"content": "not yet"}, news)).body
    wanted = (await desk.post({"content": "read all about it", "embeds": [{"title": "t"}]}, news)).body
    await desk.send("POST", f"/channels/{news.id}/messages/{wanted['id']}/crosspost")
    followed, copy = (message.to_json() for message in dice.messages.values())
    assert (followed["type"], followed["content"]) == (12, f"{desk.guild.name} #news")
    assert followed["message_reference"]["channel_id"] == news.id
    assert (copy["type"], copy["content"], copy["flags"], copy["embeds"][0]["title"]) == (
        0,
        "read all about it",
        2,
        "t",
    )
    assert (copy["author"]["username"], copy["webhook_id"]) == (f"{desk.guild.name} #news", made["webhook_id"])
    assert copy["message_reference"] == {
        "type": 0,
        "channel_id": news.id,
        "message_id": wanted["id"],
        "guild_id": desk.guild.id,
    }
    assert first["id"] != copy["message_reference"]["message_id"]


async def test_files_go_with_what_is_published(desk: Desk) -> None:
    desk.allow(P.MANAGE_WEBHOOKS)
    news, dice = desk.world.add_channel(desk.guild, "news", ChannelType.ANNOUNCEMENT), desk.named("dice")
    await desk.send("POST", f"/channels/{news.id}/followers", {"webhook_channel_id": dice.id})
    upload = Upload("0", "map.png", "image/png", b"map")
    message = desk.sandbox.realm.posting.post(news, desk.bot, {"content": "x"}, [upload])
    await desk.send("POST", f"/channels/{news.id}/messages/{message.id}/crosspost")
    (*_, copy) = dice.messages.values()
    assert [file.filename for file in copy.attachments] == ["map.png"]


async def test_what_is_published_when_nobody_follows_stays_where_it_is(desk: Desk) -> None:
    news = desk.world.add_channel(desk.guild, "news", ChannelType.ANNOUNCEMENT)
    message = (await desk.post({"content": "x"}, news)).body["id"]
    await desk.send("POST", f"/channels/{news.id}/messages/{message}/crosspost")
    assert [channel.name for channel in desk.world.channels.values() if channel.messages] == ["news"]
