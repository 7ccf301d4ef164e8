"""The audit log: every act of administration leaves an entry with who, what and why, for those who may read it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from bot.sandbox.administration import command_permissions
from bot.sandbox.administration.hand import Hand
from bot.sandbox.permissions import Permission
from bot.sandbox.world.audit_log import Action

if TYPE_CHECKING:
    from tests.sandbox.rest.conftest import Desk

PNG = "data:image/png;base64,iVBORw0KGgo="
REASON = {"X-Audit-Log-Reason": "the%20game%20needs%20it%20%F0%9F%8E%B2"}
DEEDS: list[tuple[str, str, str, Any, list[Action]]] = [
    ("guild", "PATCH", "/guilds/{guild}", {"name": "Inn", "verification_level": 1}, [Action.GUILD_UPDATE]),
    ("channel", "POST", "/guilds/{guild}/channels", {"name": "cellar"}, [Action.CHANNEL_CREATE]),
    ("channel changed", "PATCH", "/channels/{channel}", {"topic": "dice"}, [Action.CHANNEL_UPDATE]),
    ("channel gone", "DELETE", "/channels/{channel}", None, [Action.CHANNEL_DELETE]),
    (
        "overwrite",
        "PUT",
        "/channels/{channel}/permissions/{role}",
        {"type": 0, "allow": "2048"},
        [Action.CHANNEL_OVERWRITE_CREATE],
    ),
    ("role", "POST", "/guilds/{guild}/roles", {"name": "Bard"}, [Action.ROLE_CREATE]),
    ("role changed", "PATCH", "/guilds/{guild}/roles/{role}", {"color": 7}, [Action.ROLE_UPDATE]),
    ("role gone", "DELETE", "/guilds/{guild}/roles/{role}", None, [Action.ROLE_DELETE]),
    ("member", "PATCH", "/guilds/{guild}/members/{bob}", {"nick": "Bobbin"}, [Action.MEMBER_UPDATE]),
    ("role given", "PUT", "/guilds/{guild}/members/{bob}/roles/{role}", None, [Action.MEMBER_ROLE_UPDATE]),
    ("kick", "DELETE", "/guilds/{guild}/members/{bob}", None, [Action.MEMBER_KICK]),
    ("ban", "PUT", "/guilds/{guild}/bans/{bob}", {}, [Action.MEMBER_BAN_ADD]),
    ("emoji", "POST", "/guilds/{guild}/emojis", {"name": "d20", "image": PNG}, [Action.EMOJI_CREATE]),
    ("webhook", "POST", "/channels/{channel}/webhooks", {"name": "Herald"}, [Action.WEBHOOK_CREATE]),
    ("thread", "POST", "/channels/{channel}/threads", {"name": "talk", "type": 11}, [Action.THREAD_CREATE]),
    ("pin", "PUT", "/channels/{channel}/messages/pins/{message}", None, [Action.MESSAGE_PIN]),
    ("message", "DELETE", "/channels/{channel}/messages/{message}", None, [Action.MESSAGE_DELETE]),
]

MOVES = [
    ("roles", "/guilds/{guild}/roles", "{role}"),
    ("channels", "/guilds/{guild}/channels", "{channel}"),
]


@pytest.fixture
def desk(desk: Desk) -> Desk:
    """Let the bot administer."""
    desk.allow(Permission.ADMINISTRATOR)
    return desk


def filled(desk: Desk, path: str) -> str:
    message = desk.sandbox.realm.posting.post(desk.channel, desk.user("bob"), {"content": "x"})
    role = next(role for role in desk.guild.roles.values() if role.mentionable)
    known = {"guild": desk.guild.id, "channel": desk.channel.id, "bob": desk.user("bob").id, "role": role.id}
    return path.format(**known, message=message.id)


async def log(desk: Desk, query: str = "") -> list[dict[str, Any]]:
    return (await desk.send("GET", f"/guilds/{desk.guild.id}/audit-logs{query}")).body["audit_log_entries"]


@pytest.mark.parametrize(("method", "path", "body", "actions"), [deed[1:] for deed in DEEDS], ids=[d[0] for d in DEEDS])
async def test_what_the_bot_does_is_written_down_with_its_reason(
    desk: Desk, method: str, path: str, body: Any, actions: list[Action]
) -> None:
    answer = await desk.send(method, filled(desk, path), body, headers=REASON)
    assert answer.status < 300, answer.body
    entries = await log(desk)
    assert [entry["action_type"] for entry in entries] == actions
    assert {(entry["user_id"], entry["reason"]) for entry in entries} == {(desk.bot.id, "the game needs it 🎲")}
    assert [event.data for event in desk.audited] == [{"guild_id": desk.guild.id, **entry} for entry in entries]


async def test_an_entry_says_what_was_and_what_became_of_it(desk: Desk) -> None:
    await desk.send("PATCH", f"/channels/{desk.channel.id}", {"topic": None, "nsfw": True, "name": "table"})
    (entry,) = await log(desk)
    assert entry["target_id"] == desk.channel.id
    assert entry["changes"] == [
        {"key": "topic", "old_value": "Where the game is played"},
        {"key": "nsfw", "old_value": False, "new_value": True},
    ]


async def test_what_stays_as_it_was_is_no_entry(desk: Desk) -> None:
    await desk.send("PATCH", f"/channels/{desk.channel.id}", {"name": "table"})
    assert await log(desk) == []


async def test_roles_that_are_given_and_taken_are_named(desk: Desk) -> None:
    role = next(role for role in desk.guild.roles.values() if role.mentionable)
    member = f"/guilds/{desk.guild.id}/members/{desk.user('bob').id}"
    await desk.send("PATCH", member, {"roles": [role.id]})
    await desk.send("PATCH", member, {"roles": []})
    taken, given = await log(desk)
    assert given["changes"] == [{"key": "$add", "new_value": [{"id": role.id, "name": role.name}]}]
    assert taken["changes"] == [{"key": "$remove", "new_value": [{"id": role.id, "name": role.name}]}]


async def test_overwrites_are_entries_of_their_own_that_say_whose_they_are(desk: Desk) -> None:
    path = f"/channels/{desk.channel.id}/permissions/{desk.user('bob').id}"
    await desk.send("PUT", path, {"type": 1, "deny": "2048"})
    await desk.send("PUT", path, {"type": 1, "allow": "2048"})
    await desk.send("DELETE", path)
    entries = (await log(desk))[::-1]
    assert [entry["action_type"] for entry in entries] == [13, 14, 15]
    assert {json.dumps(entry["options"]) for entry in entries} == {json.dumps({"id": desk.user("bob").id, "type": "1"})}
    assert entries[1]["changes"] == [
        {"key": "allow", "old_value": "0", "new_value": "2048"},
        {"key": "deny", "old_value": "2048", "new_value": "0"},
    ]


async def test_the_log_is_read_by_who_what_and_when(desk: Desk) -> None:
    for number in range(3):
        await desk.send("PATCH", f"/channels/{desk.channel.id}", {"topic": str(number)})
    await desk.send("PATCH", f"/guilds/{desk.guild.id}", {"name": "Inn"})
    entries = await log(desk)
    ids = [entry["id"] for entry in entries]
    assert ids == sorted(ids, key=int, reverse=True)
    assert [entry["id"] for entry in await log(desk, "?after=0")] == ids[::-1]
    assert [entry["id"] for entry in await log(desk, f"?before={ids[1]}&limit=1")] == [ids[2]]
    assert [entry["id"] for entry in await log(desk, "?action_type=1")] == [ids[0]]
    assert await log(desk, f"?user_id={desk.user('bob').id}") == []
    assert len(await log(desk, f"?target_id={desk.channel.id}")) == 3


async def test_what_entries_are_about_comes_with_them(desk: Desk) -> None:
    hook = (await desk.send("POST", f"/channels/{desk.channel.id}/webhooks", {"name": "Herald"})).body
    thread = (await desk.send("POST", f"/channels/{desk.channel.id}/threads", {"name": "talk", "type": 11})).body
    await desk.send("DELETE", f"/guilds/{desk.guild.id}/members/{desk.user('bob').id}")
    body = (await desk.send("GET", f"/guilds/{desk.guild.id}/audit-logs")).body
    assert {user["username"] for user in body["users"]} == {"bob", desk.bot.username}
    assert [one["id"] for one in body["webhooks"]] == [hook["id"]]
    assert [one["id"] for one in body["threads"]] == [thread["id"]]


async def test_an_entry_is_forgotten_after_forty_five_days(desk: Desk) -> None:
    await desk.send("PATCH", f"/guilds/{desk.guild.id}", {"name": "Inn"})
    desk.sandbox.realm.clock.advance(44 * 86400)
    assert len(await log(desk)) == 1
    desk.sandbox.realm.clock.advance(2 * 86400)
    assert await log(desk) == []


async def test_ones_own_messages_are_deleted_without_a_trace(desk: Desk) -> None:
    message = (await desk.post({"content": "x"})).body
    await desk.send("DELETE", f"/channels/{desk.channel.id}/messages/{message['id']}")
    assert await log(desk) == []


async def test_a_reason_has_at_most_512_letters(desk: Desk) -> None:
    for length, status in ((512, 200), (513, 400)):
        headers = {"X-Audit-Log-Reason": "x" * length}
        answer = await desk.send("PATCH", f"/guilds/{desk.guild.id}", {"name": f"Inn {length}"}, headers=headers)
        assert answer.status == status
    assert desk.guild.name == "Inn 512"


async def test_a_webhook_that_changes_itself_by_its_token_names_nobody(desk: Desk) -> None:
    hook = (await desk.send("POST", f"/channels/{desk.channel.id}/webhooks", {"name": "Herald"})).body
    path = f"/webhooks/{hook['id']}/{hook['token']}"
    await desk.send("PATCH", path, {"name": "Crier"}, headers=REASON)
    await desk.send("DELETE", path)
    deleted, changed, made = await log(desk)
    assert [entry["action_type"] for entry in (made, changed, deleted)] == [50, 51, 52]
    assert (changed["user_id"], deleted["user_id"]) == (None, None)
    assert changed["changes"] == [{"key": "name", "old_value": "Herald", "new_value": "Crier"}]
    assert changed["reason"] == "the game needs it 🎲"


async def test_the_status_of_a_voice_channel_is_written_down(desk: Desk) -> None:
    talk = desk.named("Table talk")
    for status in ("in the cave", None, None):
        await desk.send("PUT", f"/channels/{talk.id}/voice-status", {"status": status})
    taken, given = await log(desk)
    assert (given["action_type"], given["options"]) == (192, {"status": "in the cave"})
    assert (taken["action_type"], taken["target_id"]) == (193, talk.id)


async def test_what_people_say_of_commands_is_written_down_by_whom_it_is_said_of(desk: Desk) -> None:
    command = desk.world.commands.put(None, {"name": "roll", "type": 1, "description": "d"})
    alice, bob = desk.user("alice"), desk.user("bob")
    said = {"id": bob.id, "type": 2, "permission": False}
    hand = Hand(desk.world, desk.sandbox.realm.bus, alice.id)
    command_permissions.put(hand, desk.guild, command["id"], {"permissions": [said]})
    body = (await desk.send("GET", f"/guilds/{desk.guild.id}/audit-logs")).body
    (entry,) = body["audit_log_entries"]
    assert (entry["action_type"], entry["user_id"], entry["target_id"]) == (121, alice.id, command["id"])
    assert entry["changes"] == [{"key": bob.id, "new_value": said}]
    assert entry["options"] == {"application_id": desk.world.application.id}
    assert [one["name"] for one in body["application_commands"]] == ["roll"]


async def test_people_leave_their_trace_too(desk: Desk) -> None:
    actors, alice = desk.sandbox.actors, desk.user("alice")
    theirs = actors.say(desk.user("bob").id, desk.channel.id, "x")
    actors.pin(alice.id, desk.channel.id, theirs.id)
    actors.delete(alice.id, desk.channel.id, theirs.id)
    deleted, pinned = await log(desk)
    assert {entry["user_id"] for entry in (deleted, pinned)} == {alice.id}
    assert {entry["target_id"] for entry in (deleted, pinned)} == {desk.user("bob").id}
    assert pinned["options"] == {"channel_id": desk.channel.id, "message_id": theirs.id}
    assert deleted["options"] == {"channel_id": desk.channel.id, "count": "1"}


@pytest.mark.parametrize(("path", "moved"), [move[1:] for move in MOVES], ids=[move[0] for move in MOVES])
async def test_nobody_writes_down_what_is_only_moved(desk: Desk, path: str, moved: str) -> None:
    answer = await desk.send("PATCH", filled(desk, path), [{"id": filled(desk, moved), "position": 7}], headers=REASON)
    assert answer.status < 300, answer.body
    assert {event.name for event in desk.events} & {"GUILD_ROLE_UPDATE", "CHANNEL_UPDATE"}
    assert await log(desk) == []
    assert desk.audited == []
