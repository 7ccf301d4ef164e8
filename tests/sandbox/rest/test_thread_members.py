"""Who is in a thread, by REST."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.sandbox.gateway.intents import Intents
from bot.sandbox.permissions import Permission as P
from bot.sandbox.world.channels import Channel, ChannelType
from bot.sandbox.world.threads import MOST_MEMBERS
from tests.sandbox.rest.test_threads import forbid

if TYPE_CHECKING:
    from tests.sandbox.rest.conftest import Desk


@pytest.fixture
def thread(desk: Desk) -> Channel:
    """A public thread of Alice's."""
    return desk.world.add_thread(desk.channel, "hers", desk.user("alice"))


@pytest.fixture
def private(desk: Desk) -> Channel:
    """A private thread of Alice's with the bot in it."""
    made = desk.world.add_thread(desk.channel, "hers", desk.user("alice"), kind=ChannelType.PRIVATE_THREAD)
    assert made.thread is not None
    made.thread.members[desk.bot.id] = made.thread.created
    return made


def members(thread: Channel, who: str = "") -> str:
    return f"/channels/{thread.id}/thread-members{who}"


async def test_the_bot_joins_and_leaves(desk: Desk, thread: Channel) -> None:
    assert (await desk.send("PUT", members(thread, "/@me"))).status == 204
    assert (await desk.send("PUT", members(thread, "/@me"))).status == 204
    (joined,) = desk.told("THREAD_MEMBERS_UPDATE")
    (added,) = joined.data["added_members"]
    assert (added["user_id"], added["member"]["user"]["id"], joined.data["member_count"]) == (desk.bot.id,) * 2 + (2,)
    (shown,) = desk.told("THREAD_CREATE")
    assert (shown.only_user, shown.data["member"]["user_id"]) == (desk.bot.id, desk.bot.id)
    assert (await desk.send("DELETE", members(thread, "/@me"))).status == 204
    left = desk.told("THREAD_MEMBERS_UPDATE")[-1].data
    assert (left["removed_member_ids"], left["member_count"]) == ([desk.bot.id], 1)


async def test_bringing_somebody_in_and_taking_them_out_is_told_in_the_thread(desk: Desk, thread: Channel) -> None:
    bob = desk.user("bob")
    assert (await desk.send("PUT", members(thread, f"/{bob.id}"))).status == 204
    assert (await desk.send("DELETE", members(thread, f"/{bob.id}"))).status == 204
    told = [(message.type, [user.id for user in message.mentions]) for message in thread.messages.values()]
    assert told == [(1, [bob.id]), (2, [bob.id])]


async def test_nobody_from_outside_the_guild_is_brought_in(desk: Desk, thread: Channel) -> None:
    stranger = desk.world.add_user("stranger")
    assert (await desk.send("PUT", members(thread, f"/{stranger.id}"))).code == 10007
    assert (await desk.send("PUT", members(thread, "/1"))).code == 10013


async def test_an_archived_thread_lets_nobody_in_or_out(desk: Desk, thread: Channel) -> None:
    assert thread.thread is not None
    thread.thread.archived = True
    for method in ("PUT", "DELETE"):
        for who in ("/@me", f"/{desk.user('bob').id}"):
            assert (await desk.send(method, members(thread, who))).code == 50083


async def test_taking_others_out_is_for_those_who_manage_threads(desk: Desk, thread: Channel, private: Channel) -> None:
    forbid(desk, P.MANAGE_THREADS)
    alice = f"/{desk.user('alice').id}"
    assert (await desk.send("DELETE", members(thread, alice))).code == 50013
    assert (await desk.send("DELETE", members(private, alice))).code == 50013
    assert private.thread is not None
    private.thread.owner_id = desk.bot.id
    assert (await desk.send("DELETE", members(private, alice))).status == 204


async def test_a_thread_may_keep_its_members_from_inviting(desk: Desk, private: Channel) -> None:
    forbid(desk, P.MANAGE_THREADS)
    assert private.thread is not None
    private.thread.invitable = False
    bob = f"/{desk.user('bob').id}"
    assert (await desk.send("PUT", members(private, bob))).code == 50013
    private.thread.invitable = True
    assert (await desk.send("PUT", members(private, bob))).status == 204


async def test_who_leaves_a_private_thread_sees_it_no_more(desk: Desk, private: Channel) -> None:
    forbid(desk, P.MANAGE_THREADS)
    assert (await desk.send("DELETE", members(private, "/@me"))).status == 204
    assert (await desk.send("GET", f"/channels/{private.id}")).code == 50001


async def test_a_thread_has_room_for_a_thousand(desk: Desk, thread: Channel) -> None:
    assert thread.thread is not None
    thread.thread.members |= {str(n): thread.thread.created for n in range(1, MOST_MEMBERS)}
    assert (await desk.send("PUT", members(thread, "/@me"))).code == 30033
    assert thread.to_json()["member_count"] == 50


async def test_one_member_is_shown_when_they_are_in_it(desk: Desk, thread: Channel) -> None:
    alice, bob = desk.user("alice"), desk.user("bob")
    plain = (await desk.send("GET", members(thread, f"/{alice.id}"))).body
    assert (plain["id"], plain["user_id"], "member" in plain) == (thread.id, alice.id, False)
    full = (await desk.send("GET", members(thread, f"/{alice.id}?with_member=true"))).body
    assert full["member"]["user"]["username"] == "alice"
    answer = await desk.send("GET", members(thread, f"/{bob.id}"))
    assert (answer.status, answer.code) == (404, 10007)


async def test_members_are_listed_and_paged_when_shown_in_full(desk: Desk, thread: Channel) -> None:
    ids = sorted((desk.user(name).id for name in ("alice", "bob", "carol")), key=int)
    assert thread.thread is not None
    thread.thread.members = dict.fromkeys(reversed(ids), thread.thread.created)
    listed = (await desk.send("GET", members(thread))).body
    assert [member["user_id"] for member in listed] == ids
    page = (await desk.send("GET", members(thread, f"?with_member=true&limit=1&after={ids[0]}"))).body
    assert [(member["user_id"], member["member"]["user"]["id"]) for member in page] == [(ids[1], ids[1])]


async def test_members_are_listed_for_those_with_the_intent_alone(desk: Desk, thread: Channel) -> None:
    desk.sandbox.realm.gateway.rules.approved = Intents.MESSAGE_CONTENT
    assert (await desk.send("GET", members(thread))).code == 50001


async def test_a_channel_that_is_no_thread_has_no_thread_members(desk: Desk) -> None:
    assert (await desk.send("GET", members(desk.channel))).code == 50024
