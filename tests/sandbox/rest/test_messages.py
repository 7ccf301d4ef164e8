"""Messages as Discord returns and tells them, and who may write which."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bot.sandbox.permissions import MEMBER, Overwrite, Permission
from bot.sandbox.world.channels import ChannelType

if TYPE_CHECKING:
    from tests.sandbox.rest.conftest import Desk

P = Permission


def deny(desk: Desk, denied: Permission, name: str = "table") -> None:
    desk.named(name).overwrites.append(Overwrite(desk.bot.id, MEMBER, deny=denied))


def row(*buttons: str, **first: Any) -> dict[str, Any]:
    made = [{"type": 2, "style": 1, "label": b, "custom_id": b} for b in buttons]
    return {"type": 1, "components": [made[0] | first, *made[1:]]}


async def test_a_message_comes_back_whole(desk: Desk) -> None:
    answer = await desk.post(
        {"content": " hello ", "nonce": "n1", "embeds": [{"title": "t"}], "components": [row("a")]}
    )
    message = answer.body
    assert (message["content"], message["nonce"], message["type"], message["flags"]) == ("hello", "n1", 0, 0)
    assert message["author"]["id"] == desk.bot.id
    assert message["embeds"] == [{"title": "t", "type": "rich"}]
    assert message["edited_timestamp"] is None
    assert message["pinned"] is False
    assert "webhook_id" not in message
    (event,) = desk.told("MESSAGE_CREATE")
    assert (event.guild, event.channel, event.only_user) == (desk.guild.id, desk.channel.id, None)
    assert event.data["guild_id"] == desk.guild.id
    assert "user" not in event.data["member"]
    assert event.data["id"] == message["id"]


async def test_components_are_numbered_and_given_ids_stay(desk: Desk) -> None:
    body = {"content": "x", "components": [row("a", "b", id=2), row("c")]}
    first, second = (await desk.post(body)).body["components"]
    assert (first["id"], [c["id"] for c in first["components"]]) == (1, [2, 3])
    assert (second["id"], [c["id"] for c in second["components"]]) == (4, [5])


async def test_a_section_is_numbered_with_its_accessory(desk: Desk) -> None:
    accessory = {"type": 2, "style": 1, "label": "a", "custom_id": "a"}
    section = {"type": 9, "components": [{"type": 10, "content": "x"}], "accessory": accessory}
    body = {"flags": 1 << 15, "components": [{"type": 17, "components": [section]}]}
    (container,) = (await desk.post(body)).body["components"]
    (shown,) = container["components"]
    assert (container["id"], shown["id"], shown["components"][0]["id"], shown["accessory"]["id"]) == (1, 2, 3, 4)


async def test_mentions_are_found_in_content_and_in_displayed_text(desk: Desk) -> None:
    bob, carol = desk.user("bob"), desk.user("carol")
    plain = await desk.post({"content": f"<@{bob.id}> <@!{bob.id}> <@999>"})
    card = {"flags": 1 << 15, "components": [{"type": 17, "components": [{"type": 10, "content": f"<@{carol.id}>"}]}]}
    shown = await desk.post(card)
    assert [user["id"] for user in plain.body["mentions"]] == [bob.id]
    assert [user["id"] for user in shown.body["mentions"]] == [carol.id]
    assert desk.told("MESSAGE_CREATE")[0].data["mentions"][0]["member"]["roles"] == []


@pytest.mark.parametrize(
    ("allowed", "users", "roles", "everyone"),
    [
        (None, True, True, True),
        ({"parse": []}, False, False, False),
        ({"parse": ["users"]}, True, False, False),
        ({"parse": ["roles", "everyone"]}, False, True, True),
        ({"parse": [], "users": ["{user}"]}, True, False, False),
        ({"users": ["1"]}, False, False, False),
        ({"roles": ["{role}"]}, False, True, False),
    ],
)
async def test_allowed_mentions_are_respected(
    desk: Desk, allowed: Any, users: bool, roles: bool, everyone: bool
) -> None:
    role = next(role for role in desk.guild.roles.values() if role.mentionable)
    text = f"@everyone <@&{role.id}> <@{desk.user('bob').id}>"
    meant = {"{user}": desk.user("bob").id, "{role}": role.id}
    if allowed is not None:
        allowed = {key: [meant.get(one, one) for one in value] for key, value in allowed.items()}
    body = {"content": text} | ({} if allowed is None else {"allowed_mentions": allowed})
    message = (await desk.post(body)).body
    assert (bool(message["mentions"]), bool(message["mention_roles"])) == (users, roles)
    assert message["mention_everyone"] is everyone


@pytest.mark.parametrize("code", ["`{}`", "``a ` {}``", "```\n{}\n```", "```py\n{} @everyone```"])
async def test_what_stands_in_code_mentions_nobody(desk: Desk, code: str) -> None:
    bob, carol = desk.user("bob"), desk.user("carol")
    message = (await desk.post({"content": code.format(f"<@{bob.id}>") + f" <@{carol.id}>"})).body
    assert [user["id"] for user in message["mentions"]] == [carol.id]
    assert message["mention_everyone"] is False


async def test_mentioning_all_needs_the_permission(desk: Desk) -> None:
    deny(desk, P.MENTION_EVERYONE)
    hidden = next(role for role in desk.guild.roles.values() if role.bot_id)
    message = (await desk.post({"content": f"@everyone @here <@&{hidden.id}>"})).body
    assert (message["mention_everyone"], message["mention_roles"]) == (False, [])


async def test_a_reply_holds_what_it_answers_and_mentions_its_author(desk: Desk) -> None:
    said = desk.sandbox.realm.posting.post(desk.channel, desk.user("bob"), {"content": "roll!"})
    reference = {"message_reference": {"message_id": said.id}}
    message = (await desk.post({"content": "done"} | reference)).body
    assert message["type"] == 19
    assert message["message_reference"] == {
        "type": 0,
        "channel_id": desk.channel.id,
        "message_id": said.id,
        "guild_id": desk.guild.id,
    }
    assert message["referenced_message"]["content"] == "roll!"
    assert [user["id"] for user in message["mentions"]] == [desk.user("bob").id]
    assert (await desk.send("DELETE", f"/channels/{desk.channel.id}/messages/{said.id}")).status == 204
    orphan = (await desk.send("GET", f"/channels/{desk.channel.id}/messages/{message['id']}")).body
    assert orphan["referenced_message"] is None
    assert orphan["message_reference"]["message_id"] == said.id


async def test_a_reply_may_leave_its_author_in_peace(desk: Desk) -> None:
    said = desk.sandbox.realm.posting.post(desk.channel, desk.user("bob"), {"content": "roll!"})
    reference = {"message_reference": {"message_id": said.id}}
    quiet = (await desk.post({"content": "done", "allowed_mentions": {"parse": ["users"]}} | reference)).body
    assert quiet["mentions"] == []


async def test_a_nonce_may_be_enforced_for_some_minutes(desk: Desk) -> None:
    body = {"content": "x", "nonce": "same", "enforce_nonce": True}
    first, second = await desk.post(body), await desk.post(body)
    assert first.body["id"] == second.body["id"]
    assert len(desk.told("MESSAGE_CREATE")) == 1
    desk.sandbox.realm.clock.advance(301)
    assert (await desk.post(body)).body["id"] != first.body["id"]


async def test_an_edit_changes_what_it_names_and_marks_the_message(desk: Desk) -> None:
    bob = desk.user("bob").id
    written = (await desk.post({"content": f"<@{bob}>", "embeds": [{"title": "t"}]})).body
    path = f"/channels/{desk.channel.id}/messages/{written['id']}"
    edited = (await desk.send("PATCH", path, {"content": "nobody"})).body
    assert (edited["content"], edited["embeds"], edited["mentions"]) == ("nobody", written["embeds"], [])
    assert edited["edited_timestamp"] is not None
    assert edited["timestamp"] == written["timestamp"]
    (event,) = desk.told("MESSAGE_UPDATE")
    assert event.data["content"] == "nobody"


async def test_embeds_can_be_hidden_and_shown_again(desk: Desk) -> None:
    written = (await desk.post({"embeds": [{"title": "t"}]})).body
    path = f"/channels/{desk.channel.id}/messages/{written['id']}"
    assert (await desk.send("PATCH", path, {"flags": 4})).body["embeds"] == []
    assert len((await desk.send("PATCH", path, {"flags": 0})).body["embeds"]) == 1


async def test_the_flag_of_a_card_stays(desk: Desk) -> None:
    card = {"flags": 1 << 15, "components": [{"type": 10, "content": "x"}]}
    written = (await desk.post(card)).body
    path = f"/channels/{desk.channel.id}/messages/{written['id']}"
    assert (await desk.send("PATCH", path, {"flags": 0})).body["flags"] == 1 << 15


async def test_somebody_elses_message_cannot_be_edited(desk: Desk) -> None:
    said = desk.sandbox.realm.posting.post(desk.channel, desk.user("bob"), {"content": "x"})
    path = f"/channels/{desk.channel.id}/messages/{said.id}"
    refused = await desk.send("PATCH", path, {"content": "y"})
    assert (refused.status, refused.code) == (403, 50005)
    assert (await desk.send("PATCH", path, {"flags": 4})).status == 200
    deny(desk, P.MANAGE_MESSAGES)
    assert (await desk.send("PATCH", path, {"flags": 4})).code == 50013


async def test_deleting_tells_and_somebody_elses_needs_the_permission(desk: Desk) -> None:
    said = desk.sandbox.realm.posting.post(desk.channel, desk.user("bob"), {"content": "x"})
    own = (await desk.post({"content": "x"})).body["id"]
    deny(desk, P.MANAGE_MESSAGES)
    refused = await desk.send("DELETE", f"/channels/{desk.channel.id}/messages/{said.id}")
    assert (refused.status, refused.code) == (403, 50013)
    assert (await desk.send("DELETE", f"/channels/{desk.channel.id}/messages/{own}")).status == 204
    (event,) = desk.told("MESSAGE_DELETE")
    assert event.data == {"id": own, "channel_id": desk.channel.id, "guild_id": desk.guild.id}
    assert (await desk.send("DELETE", f"/channels/{desk.channel.id}/messages/{own}")).code == 10008


async def test_many_can_be_deleted_at_once(desk: Desk) -> None:
    ids = [(await desk.post({"content": str(n)})).body["id"] for n in range(4)]
    path = f"/channels/{desk.channel.id}/messages/bulk-delete"
    unknown = desk.world.snowflakes.mint()
    assert (await desk.send("POST", path, {"messages": [*ids[:3], unknown]})).status == 204
    (event,) = desk.told("MESSAGE_DELETE_BULK")
    assert event.data["ids"] == ids[:3]
    assert list(desk.channel.messages) == ids[3:]


async def test_the_old_cannot_be_deleted_in_bulk(desk: Desk) -> None:
    ids = [(await desk.post({"content": str(n)})).body["id"] for n in range(2)]
    desk.sandbox.realm.clock.advance(14 * 86400 + 60)
    answer = await desk.send("POST", f"/channels/{desk.channel.id}/messages/bulk-delete", {"messages": ids})
    assert (answer.code, len(desk.channel.messages)) == (50034, 2)


@pytest.mark.parametrize(
    ("denied", "body", "code"),
    [
        (P.VIEW_CHANNEL, {"content": "x"}, 50001),
        (P.SEND_MESSAGES, {"content": "x"}, 50013),
        (P.EMBED_LINKS, {"embeds": [{"title": "t"}]}, 50013),
        (P.SEND_TTS_MESSAGES, {"content": "x", "tts": True}, 50013),
        (P.READ_MESSAGE_HISTORY, {"content": "x", "message_reference": {"message_id": "1"}}, 160002),
        (P.SEND_POLLS, {"poll": {"question": {"text": "q"}, "answers": [{"poll_media": {"text": "a"}}]}}, 50013),
    ],
)
async def test_writing_needs_its_permissions(desk: Desk, denied: Permission, body: Any, code: int) -> None:
    deny(desk, denied)
    answer = await desk.post(body)
    assert (answer.status, answer.code) == (403, code)
    assert desk.channel.messages == {}


@pytest.mark.parametrize(("kind", "code"), [(ChannelType.CATEGORY, 50008), (ChannelType.FORUM, 40058)])
async def test_some_channels_hold_no_messages(desk: Desk, kind: ChannelType, code: int) -> None:
    channel = desk.world.add_channel(desk.guild, "quiet", kind)
    assert (await desk.post({"content": "x"}, channel)).code == code


async def test_a_voice_channel_can_be_written_in_by_those_who_may_connect(desk: Desk) -> None:
    assert (await desk.post({"content": "x"}, desk.named("Table talk"))).status == 200
    deny(desk, P.CONNECT, "Table talk")
    assert (await desk.post({"content": "x"}, desk.named("Table talk"))).code == 50001


async def test_an_archived_thread_wakes_and_a_locked_one_does_not(desk: Desk) -> None:
    thread = desk.world.add_thread(desk.channel, "side talk", desk.user("alice"))
    assert thread.thread is not None
    thread.thread.archived = thread.thread.locked = True
    deny(desk, P.MANAGE_THREADS)
    assert (await desk.post({"content": "x"}, thread)).code == 50083
    thread.thread.locked = False
    assert (await desk.post({"content": "x"}, thread)).status == 200
    assert thread.thread.archived is False


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", [5, 4, 3, 2, 1, 0]),
        ("?limit=2", [5, 4]),
        ("?before={3}", [2, 1, 0]),
        ("?before={3}&limit=1", [2]),
        ("?after={3}", [5, 4]),
        ("?after={1}&limit=2", [3, 2]),
        ("?around={3}&limit=3", [4, 3, 2]),
        ("?around={0}&limit=4", [1, 0]),
    ],
)
async def test_history_is_read_newest_first(desk: Desk, query: str, expected: list[int]) -> None:
    ids = [(await desk.post({"content": str(n)})).body["id"] for n in range(6)]
    for number, one in enumerate(ids):
        query = query.replace(f"{{{number}}}", one)
    answer = await desk.send("GET", f"/channels/{desk.channel.id}/messages{query}")
    assert [int(message["content"]) for message in answer.body] == expected


async def test_without_the_permission_history_is_empty(desk: Desk) -> None:
    written = (await desk.post({"content": "x"})).body["id"]
    deny(desk, P.READ_MESSAGE_HISTORY)
    assert (await desk.send("GET", f"/channels/{desk.channel.id}/messages")).body == []
    assert (await desk.send("GET", f"/channels/{desk.channel.id}/messages/{written}")).code == 50013


async def test_a_direct_message_reaches_one_person(desk: Desk) -> None:
    opened = await desk.send("POST", "/users/@me/channels", {"recipient_id": desk.user("bob").id})
    again = await desk.send("POST", "/users/@me/channels", {"recipient_id": desk.user("bob").id})
    assert opened.body["id"] == again.body["id"]
    assert (opened.body["type"], opened.body["recipients"][0]["username"]) == (1, "bob")
    channel = desk.world.channel(opened.body["id"])
    assert (await desk.post({"content": "psst"}, channel)).status == 200
    (event,) = desk.told("MESSAGE_CREATE")
    assert (event.guild, "guild_id" in event.data, "member" in event.data) == (None, False, False)


async def test_in_a_direct_message_only_own_messages_can_be_deleted(desk: Desk) -> None:
    bob = desk.user("bob")
    channel = desk.world.open_direct_message(bob)
    theirs = desk.sandbox.realm.posting.post(channel, bob, {"content": "psst"})
    own = (await desk.post({"content": "psst"}, channel)).body["id"]
    refused = await desk.send("DELETE", f"/channels/{channel.id}/messages/{theirs.id}")
    assert (refused.status, refused.code) == (403, 50003)
    assert (await desk.send("DELETE", f"/channels/{channel.id}/messages/{own}")).status == 204


async def test_strangers_cannot_be_written_to(desk: Desk) -> None:
    stranger = desk.world.add_user("stranger")
    answer = await desk.send("POST", "/users/@me/channels", {"recipient_id": stranger.id})
    assert (answer.status, answer.code) == (403, 50007)


async def test_typing_is_told(desk: Desk) -> None:
    assert (await desk.send("POST", f"/channels/{desk.channel.id}/typing")).status == 204
    (event,) = desk.told("TYPING_START")
    assert (event.channel, event.data["user_id"]) == (desk.channel.id, desk.bot.id)
    deny(desk, P.SEND_MESSAGES)
    assert (await desk.send("POST", f"/channels/{desk.channel.id}/typing")).code == 50013


async def test_a_poll_gets_its_answers_numbered_and_an_end(desk: Desk) -> None:
    poll = {"question": {"text": "Left or right?"}, "answers": [{"poll_media": {"text": t}} for t in ("Left", "Right")]}
    made = (await desk.post({"poll": poll | {"duration": 2}})).body["poll"]
    assert [answer["answer_id"] for answer in made["answers"]] == [1, 2]
    assert made["results"] == {"is_finalized": False, "answer_counts": []}
    assert made["expiry"] > (await desk.post({"content": "now"})).body["timestamp"]
