"""Bans by REST: who is out stays out, what they wrote goes, and who may know of it is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.sandbox.actors.guild_life import GuildLife
from bot.sandbox.errors import ApiError
from bot.sandbox.permissions import Permission

if TYPE_CHECKING:
    from tests.sandbox.rest.conftest import Desk


@pytest.fixture
def desk(desk: Desk) -> Desk:
    """Let the bot ban."""
    desk.allow(Permission.BAN_MEMBERS, Permission.MANAGE_GUILD)
    return desk


def path(desk: Desk, name: str = "") -> str:
    rest = f"/{desk.user(name).id}" if name else ""
    return f"/guilds/{desk.guild.id}/bans{rest}"


async def test_who_is_banned_is_gone_and_cannot_come_back_until_the_ban_is_lifted(desk: Desk) -> None:
    bob, life = desk.user("bob"), GuildLife(desk.sandbox.realm, desk.sandbox.actors)
    answer = await desk.send("PUT", path(desk, "bob"), {}, headers={"X-Audit-Log-Reason": "cheats%20at%20dice"})
    assert (answer.status, bob.id in desk.guild.members) == (204, False)
    assert [event.name for event in desk.events] == ["GUILD_BAN_ADD", "GUILD_MEMBER_REMOVE", "GUILD_DELETE"]
    assert desk.events[2].only_user == bob.id
    ban = (await desk.send("GET", path(desk, "bob"))).body
    assert (ban["user"]["username"], ban["reason"]) == ("bob", "cheats at dice")
    with pytest.raises(ApiError, match="40007"):
        life.join(bob.id, desk.guild.id)
    assert (await desk.send("DELETE", path(desk, "bob"))).status == 204
    assert life.join(bob.id, desk.guild.id).user is bob
    assert (await desk.send("GET", path(desk, "bob"))).code == 10026


async def test_a_second_ban_changes_nothing_and_tells_nothing(desk: Desk) -> None:
    for _ in range(2):
        assert (await desk.send("PUT", path(desk, "bob"), {})).status == 204
    assert len(desk.told("GUILD_BAN_ADD")) == len(desk.audited) == 1


async def test_somebody_who_is_no_member_can_be_banned(desk: Desk) -> None:
    stranger = desk.world.add_user("stranger")
    assert (await desk.send("PUT", path(desk, "stranger"), {})).status == 204
    assert [event.name for event in desk.events] == ["GUILD_BAN_ADD"]
    assert stranger.id in desk.guild.bans


async def test_what_was_written_lately_goes_everywhere_and_older_messages_stay(desk: Desk) -> None:
    posting, bob = desk.sandbox.realm.posting, desk.user("bob")
    old = posting.post(desk.channel, bob, {"content": "long ago"})
    desk.sandbox.realm.clock.advance(7200)
    thread = desk.world.add_thread(desk.channel, "talk", desk.user("alice"))
    new = [posting.post(where, bob, {"content": "now"}) for where in (desk.channel, thread)]
    kept = posting.post(desk.channel, desk.user("alice"), {"content": "mine"})
    await desk.send("PUT", path(desk, "bob") + "?delete_message_seconds=3600")
    assert [message.deleted for message in (old, *new, kept)] == [False, True, True, False]
    assert {event.channel for event in desk.told("MESSAGE_DELETE_BULK")} == {desk.channel.id, thread.id}


async def test_nobody_bans_whom_they_do_not_stand_above(desk: Desk) -> None:
    desk.allow().position = 1
    for name in ("alice", desk.bot.username):
        answer = await desk.send("PUT", path(desk, name), {})
        assert (answer.status, answer.code) == (403, 50013)
    assert desk.guild.bans == {}


async def test_bans_come_in_pages_by_rising_ids(desk: Desk) -> None:
    for name in ("dan", "bob", "carol"):
        await desk.send("PUT", path(desk, name), {})

    async def names(query: str) -> list[str]:
        return [ban["user"]["username"] for ban in (await desk.send("GET", path(desk) + query)).body]

    assert await names("") == ["bob", "carol", "dan"]
    assert await names("?limit=1") == ["bob"]
    assert await names(f"?after={desk.user('bob').id}") == ["carol", "dan"]
    assert await names(f"?limit=1&after={desk.user('bob').id}&before={desk.user('dan').id}") == ["carol"]


async def test_several_are_banned_at_once_and_who_could_not_be_is_named(desk: Desk) -> None:
    bulk, ids = f"/guilds/{desk.guild.id}/bulk-ban", [desk.user(name).id for name in ("bob", "alice", "carol")]
    answer = await desk.send("POST", bulk, {"user_ids": [*ids, "1"]})
    assert answer.body == {"banned_users": [ids[0], ids[2]], "failed_users": [ids[1], "1"]}
    again = await desk.send("POST", bulk, {"user_ids": ids})
    assert (again.status, again.code) == (400, 500000)


async def test_a_kick_leaves_the_way_back_open(desk: Desk) -> None:
    desk.allow(Permission.KICK_MEMBERS)
    bob = desk.user("bob")
    assert (await desk.send("DELETE", f"/guilds/{desk.guild.id}/members/{bob.id}")).status == 204
    assert GuildLife(desk.sandbox.realm, desk.sandbox.actors).join(bob.id, desk.guild.id).user is bob
