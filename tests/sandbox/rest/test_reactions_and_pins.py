"""Reactions and pins: told once, counted right, allowed to those who may."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.sandbox.permissions import MEMBER, Overwrite, Permission

if TYPE_CHECKING:
    from bot.sandbox.world.messages import Message
    from tests.sandbox.rest.conftest import Desk

DIE = "%F0%9F%8E%B2"
P = Permission


@pytest.fixture
def said(desk: Desk) -> Message:
    return desk.sandbox.realm.posting.post(desk.channel, desk.user("bob"), {"content": "x"})


def reactions(desk: Desk, message: Message, rest: str = "") -> str:
    return f"/channels/{desk.channel.id}/messages/{message.id}/reactions{rest}"


def deny(desk: Desk, denied: Permission) -> None:
    desk.channel.overwrites.append(Overwrite(desk.bot.id, MEMBER, deny=denied))


async def shown(desk: Desk, message: Message) -> dict[str, tuple[int, bool]]:
    body = (await desk.send("GET", f"/channels/{desk.channel.id}/messages/{message.id}")).body
    return {r["emoji"]["name"]: (r["count"], r["me"]) for r in body.get("reactions", [])}


async def test_a_reaction_is_added_once_and_seen_with_whose_it_is(desk: Desk, said: Message) -> None:
    desk.sandbox.realm.posting.react(said, desk.user("alice"), "🎲")
    for _ in range(2):
        assert (await desk.send("PUT", reactions(desk, said, f"/{DIE}/@me"))).status == 204
    assert await shown(desk, said) == {"🎲": (2, True)}
    events = desk.told("MESSAGE_REACTION_ADD")
    assert [event.data["user_id"] for event in events] == [desk.user("alice").id, desk.bot.id]
    assert events[0].data["emoji"] == {"id": None, "name": "🎲"}
    assert events[0].data["message_author_id"] == desk.user("bob").id


async def test_reactions_are_taken_back_one_by_one_and_all_together(desk: Desk, said: Message) -> None:
    posting = desk.sandbox.realm.posting
    for user in ("alice", "bob"):
        posting.react(said, desk.user(user), "🎲")
    posting.react(said, desk.user("alice"), "👍")
    assert (await desk.send("DELETE", reactions(desk, said, f"/{DIE}/{desk.user('bob').id}"))).status == 204
    assert await shown(desk, said) == {"🎲": (1, False), "👍": (1, False)}
    assert (await desk.send("DELETE", reactions(desk, said, f"/{DIE}"))).status == 204
    assert await shown(desk, said) == {"👍": (1, False)}
    assert (await desk.send("DELETE", reactions(desk, said))).status == 204
    assert await shown(desk, said) == {}
    names = [event.name for event in desk.events if "REMOVE" in event.name]
    assert names == ["MESSAGE_REACTION_REMOVE", "MESSAGE_REACTION_REMOVE_EMOJI", "MESSAGE_REACTION_REMOVE_ALL"]


async def test_who_reacted_can_be_listed(desk: Desk, said: Message) -> None:
    for user in ("carol", "alice", "bob"):
        desk.sandbox.realm.posting.react(said, desk.user(user), "🎲")
    first = (await desk.send("GET", reactions(desk, said, f"/{DIE}?limit=2"))).body
    rest = (await desk.send("GET", reactions(desk, said, f"/{DIE}?after={first[-1]['id']}"))).body
    assert [user["username"] for user in first + rest] == ["alice", "bob", "carol"]


async def test_a_twenty_first_emoji_is_too_many(desk: Desk, said: Message) -> None:
    for number in range(20):
        desk.sandbox.realm.posting.react(said, desk.user("alice"), f"die:{number}")
    answer = await desk.send("PUT", reactions(desk, said, f"/{DIE}/@me"))
    assert (answer.status, answer.code) == (403, 30010)
    assert (await desk.send("PUT", reactions(desk, said, "/die:3/@me"))).status == 204


async def test_joining_a_reaction_needs_less_than_starting_one(desk: Desk, said: Message) -> None:
    desk.sandbox.realm.posting.react(said, desk.user("alice"), "👍")
    deny(desk, P.ADD_REACTIONS | P.MANAGE_MESSAGES)
    assert (await desk.send("PUT", reactions(desk, said, f"/{DIE}/@me"))).code == 50013
    assert (await desk.send("PUT", reactions(desk, said, "/%F0%9F%91%8D/@me"))).status == 204
    assert (await desk.send("DELETE", reactions(desk, said))).code == 50013


@pytest.mark.parametrize("base", ["/channels/{}/messages/pins", "/channels/{}/pins"])
async def test_pinning_tells_three_things_and_lists_the_pin(desk: Desk, said: Message, base: str) -> None:
    path = base.format(desk.channel.id)
    for _ in range(2):
        assert (await desk.send("PUT", f"{path}/{said.id}")).status == 204
    names = [event.name for event in desk.events if event.name != "MESSAGE_CREATE"]
    assert names == ["MESSAGE_UPDATE", "CHANNEL_PINS_UPDATE"]
    notice = desk.told("MESSAGE_CREATE")[-1].data
    assert (notice["type"], notice["message_reference"]["message_id"]) == (6, said.id)
    listed = (await desk.send("GET", path)).body
    pins = [item["message"] for item in listed["items"]] if isinstance(listed, dict) else listed
    assert [(pin["id"], pin["pinned"]) for pin in pins] == [(said.id, True)]
    assert (await desk.send("DELETE", f"{path}/{said.id}")).status == 204
    assert said.pinned is None


async def test_pins_are_listed_a_page_at_a_time_the_last_first(desk: Desk) -> None:
    posting = desk.sandbox.realm.posting
    for number in range(3):
        posting.pin(posting.post(desk.channel, desk.user("bob"), {"content": str(number)}), desk.bot)
        desk.sandbox.realm.clock.advance(1)
    path = f"/channels/{desk.channel.id}/messages/pins"
    page = (await desk.send("GET", f"{path}?limit=2")).body
    assert ([item["message"]["content"] for item in page["items"]], page["has_more"]) == (["2", "1"], True)
    before = page["items"][-1]["pinned_at"].replace("+", "%2B")
    rest = (await desk.send("GET", f"{path}?limit=2&before={before}")).body
    assert ([item["message"]["content"] for item in rest["items"]], rest["has_more"]) == (["0"], False)


async def test_pinning_needs_its_permission(desk: Desk, said: Message) -> None:
    deny(desk, P.PIN_MESSAGES)
    answer = await desk.send("PUT", f"/channels/{desk.channel.id}/messages/pins/{said.id}")
    assert (answer.status, answer.code) == (403, 50013)


async def test_a_channel_holds_250_pins(desk: Desk, said: Message) -> None:
    posting = desk.sandbox.realm.posting
    for number in range(250):
        posting.post(desk.channel, desk.bot, {"content": str(number)}).pinned = desk.sandbox.realm.clock.now()
    answer = await desk.send("PUT", f"/channels/{desk.channel.id}/messages/pins/{said.id}")
    assert (answer.status, answer.code) == (400, 30003)
