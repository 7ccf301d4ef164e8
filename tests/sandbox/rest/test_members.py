"""Members by REST: searched, changed, timed out, moved, kicked."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from bot.sandbox.clock import iso
from bot.sandbox.permissions import Permission
from bot.sandbox.world.channels import ChannelType
from bot.sandbox.world.voice import VoiceState

if TYPE_CHECKING:
    from bot.sandbox.world.guilds import Member
    from tests.sandbox.rest.conftest import Desk

P = Permission


def path(desk: Desk, who: str = "bob") -> str:
    return f"/guilds/{desk.guild.id}/members/{desk.user(who).id}"


def member(desk: Desk, who: str = "bob") -> Member:
    return desk.guild.members[desk.user(who).id]


def in_voice(desk: Desk, who: str = "bob") -> str:
    voice = desk.named("Table talk").id
    desk.guild.voice_states.append(VoiceState(desk.user(who).id, voice, "s"))
    return voice


async def test_members_are_found_by_the_beginning_of_a_name(desk: Desk) -> None:
    member(desk, "carol").nick = "Bobbin"
    where = f"/guilds/{desk.guild.id}/members/search"
    found = await desk.send("GET", where, params={"query": "BOB", "limit": "5"})
    assert [one["user"]["username"] for one in found.body] == ["bob", "carol"]
    assert len((await desk.send("GET", where, params={"query": "b"})).body) == 1
    assert (await desk.send("GET", where)).code == 50035


async def test_a_nickname_is_set_and_taken_off(desk: Desk) -> None:
    desk.allow(P.MANAGE_NICKNAMES)
    assert (await desk.send("PATCH", path(desk), {"nick": " Sir Bob "})).body["nick"] == "Sir Bob"
    assert (await desk.send("PATCH", path(desk), {"nick": None})).body["nick"] is None
    assert [event.data["nick"] for event in desk.told("GUILD_MEMBER_UPDATE")] == ["Sir Bob", None]


@pytest.mark.parametrize(
    ("body", "needed"),
    [
        ({"nick": "x"}, P.MANAGE_NICKNAMES),
        ({"roles": []}, P.MANAGE_ROLES),
        ({"communication_disabled_until": None}, P.MODERATE_MEMBERS),
        ({"mute": True}, P.MUTE_MEMBERS),
        ({"deaf": True}, P.DEAFEN_MEMBERS),
        ({"channel_id": None}, P.MOVE_MEMBERS),
        ({"flags": 4}, P.MANAGE_GUILD),
    ],
)
async def test_each_change_needs_its_permission(desk: Desk, body: dict[str, Any], needed: Permission) -> None:
    in_voice(desk)
    assert (await desk.send("PATCH", path(desk), body)).code == 50013
    assert not desk.told("GUILD_MEMBER_UPDATE")
    desk.allow(needed)
    assert (await desk.send("PATCH", path(desk), body)).status == 200
    assert len(desk.told("GUILD_MEMBER_UPDATE")) == 1


async def test_the_owner_and_administrators_cannot_be_timed_out_or_renamed(desk: Desk) -> None:
    desk.allow(P.MODERATE_MEMBERS, P.MANAGE_NICKNAMES, P.KICK_MEMBERS)
    until = iso(desk.world.clock.now() + timedelta(hours=1))
    boss = desk.world.add_role(desk.guild, "Boss", P.ADMINISTRATOR)
    boss.position = 1
    member(desk, "carol").roles.append(boss.id)
    for who, body in (
        ("alice", {"nick": "x"}),
        ("alice", {"communication_disabled_until": until}),
        ("carol", {"communication_disabled_until": until}),
    ):
        assert (await desk.send("PATCH", path(desk, who), body)).code == 50013, (who, body)
    assert (await desk.send("DELETE", path(desk, "alice"))).code == 50013


async def test_a_timeout_silences_for_as_long_as_it_lasts(desk: Desk) -> None:
    desk.allow(P.MODERATE_MEMBERS)
    until = iso(desk.world.clock.now() + timedelta(minutes=10))
    answer = await desk.send("PATCH", path(desk), {"communication_disabled_until": until})
    assert answer.body["communication_disabled_until"] == until
    bob = desk.user("bob").id
    assert P.SEND_MESSAGES not in desk.world.permissions(bob, desk.channel.id)
    desk.world.clock.advance(601)
    assert P.SEND_MESSAGES in desk.world.permissions(bob, desk.channel.id)


async def test_a_list_of_roles_is_taken_whole_or_not_at_all(desk: Desk) -> None:
    own = desk.allow(P.MANAGE_ROLES)
    low, high = desk.world.add_role(desk.guild, "Low"), desk.world.add_role(desk.guild, "High")
    low.position, high.position = 1, own.position + 1
    assert (await desk.send("PATCH", path(desk), {"roles": [low.id, high.id]})).code == 50013
    assert (await desk.send("PATCH", path(desk), {"roles": [low.id, "1"]})).code == 10011
    assert (await desk.send("PATCH", path(desk), {"roles": [low.id, own.id]})).code == 50028
    assert member(desk).roles == []
    assert (await desk.send("PATCH", path(desk), {"roles": [low.id, low.id]})).body["roles"] == [low.id]
    member(desk).roles.append(high.id)
    assert (await desk.send("PATCH", path(desk), {"roles": []})).code == 50013
    assert (await desk.send("PATCH", path(desk), {"roles": [high.id]})).body["roles"] == [high.id]


async def test_only_who_is_in_voice_can_be_muted_or_moved(desk: Desk) -> None:
    desk.allow(P.MUTE_MEMBERS, P.DEAFEN_MEMBERS, P.MOVE_MEMBERS)
    for body in ({"mute": True}, {"deaf": True}, {"channel_id": desk.named("Table talk").id}):
        answer = await desk.send("PATCH", path(desk), body)
        assert (answer.status, answer.code) == (400, 40032)
    in_voice(desk)
    other = desk.world.add_channel(desk.guild, "Other", ChannelType.VOICE)
    muted = await desk.send("PATCH", path(desk), {"mute": True, "channel_id": other.id})
    assert muted.body["mute"] is True
    (told,) = desk.told("VOICE_STATE_UPDATE")
    assert (told.data["channel_id"], told.data["mute"], told.data["user_id"]) == (other.id, True, desk.user("bob").id)
    await desk.send("PATCH", path(desk), {"channel_id": None})
    assert desk.told("VOICE_STATE_UPDATE")[-1].data["channel_id"] is None
    assert desk.guild.voice_states == []


async def test_nobody_is_moved_to_where_no_one_talks(desk: Desk) -> None:
    desk.allow(P.MOVE_MEMBERS)
    in_voice(desk)
    assert (await desk.send("PATCH", path(desk), {"channel_id": desk.channel.id})).code == 50024
    assert (await desk.send("PATCH", path(desk), {"channel_id": "1"})).code == 10003


async def test_a_kicked_member_is_gone_from_voice_and_guild(desk: Desk) -> None:
    bob = desk.user("bob")
    assert (await desk.send("DELETE", path(desk))).code == 50013
    desk.allow(P.KICK_MEMBERS)
    in_voice(desk)
    assert (await desk.send("DELETE", path(desk))).status == 204
    assert [event.name for event in desk.events] == ["VOICE_STATE_UPDATE", "GUILD_MEMBER_REMOVE", "GUILD_DELETE"]
    removed, gone = desk.events[1:]
    assert removed.data == {"guild_id": desk.guild.id, "user": bob.to_json()}
    assert gone.only_user == bob.id
    assert (await desk.send("GET", f"/guilds/{desk.guild.id}/members/{bob.id}")).code == 10007


async def test_the_bot_renames_itself(desk: Desk) -> None:
    where = f"/guilds/{desk.guild.id}/members/@me"
    answer = await desk.send("PATCH", where, {"nick": "The Quill", "bio": "I roll."})
    assert (answer.body["user"]["id"], answer.body["nick"]) == (desk.bot.id, "The Quill")
    assert (await desk.send("PATCH", f"{where}/nick", {"nick": "Q"})).body == {"nick": "Q"}
    desk.guild.roles[desk.guild.id].permissions &= ~P.CHANGE_NICKNAME
    for role in desk.guild.roles.values():
        role.permissions &= ~P.CHANGE_NICKNAME
    assert (await desk.send("PATCH", where, {"nick": "x"})).code == 50013
