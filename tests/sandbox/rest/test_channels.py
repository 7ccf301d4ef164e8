"""Channels by REST: made, changed, sorted, deleted, with the overwrites on them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bot.sandbox.permissions import MEMBER, ROLE, Overwrite, Permission
from bot.sandbox.world.channels import ChannelType
from bot.sandbox.world.voice import VoiceState

if TYPE_CHECKING:
    from tests.sandbox.rest.conftest import Desk

P = Permission


def all_of(desk: Desk) -> str:
    return f"/guilds/{desk.guild.id}/channels"


async def test_a_text_channel_is_made_with_a_name_as_discord_writes_it(desk: Desk) -> None:
    desk.allow(P.MANAGE_CHANNELS)
    body = {"name": "Dark  Cellar", "topic": "Rats", "rate_limit_per_user": 5, "nsfw": True, "bitrate": 9000}
    made = await desk.send("POST", all_of(desk), body)
    assert made.status == 201
    assert (made.body["name"], made.body["topic"], made.body["rate_limit_per_user"]) == ("dark-cellar", "Rats", 5)
    assert (made.body["type"], made.body["nsfw"], "bitrate" in made.body) == (0, True, False)
    assert [event.data for event in desk.told("CHANNEL_CREATE")] == [made.body]


async def test_a_voice_channel_keeps_its_own_settings(desk: Desk) -> None:
    desk.allow(P.MANAGE_CHANNELS)
    body = {"name": "The Hall", "type": 2, "bitrate": 96000, "user_limit": 99, "video_quality_mode": 2}
    made = await desk.send("POST", all_of(desk), body)
    assert (made.body["name"], made.body["bitrate"], made.body["user_limit"]) == ("The Hall", 96000, 99)


async def test_channels_are_for_those_who_manage_them(desk: Desk) -> None:
    for method, where, body in (
        ("POST", all_of(desk), {"name": "x"}),
        ("PATCH", all_of(desk), [{"id": desk.channel.id, "position": 1}]),
        ("PATCH", f"/channels/{desk.channel.id}", {"name": "x"}),
        ("DELETE", f"/channels/{desk.channel.id}", None),
    ):
        answer = await desk.send(method, where, body)
        assert (answer.status, answer.code) == (403, 50013), (method, where)
    assert not desk.events


async def test_a_channel_in_a_category_takes_its_overwrites(desk: Desk) -> None:
    desk.allow(P.MANAGE_CHANNELS)
    room = desk.named("Common room")
    room.overwrites = [Overwrite(desk.guild.id, ROLE, deny=P.SEND_MESSAGES)]
    made = await desk.send("POST", all_of(desk), {"name": "quiet", "parent_id": room.id})
    assert made.body["parent_id"] == room.id
    assert made.body["permission_overwrites"] == [
        {"id": desk.guild.id, "type": 0, "allow": "0", "deny": str(int(P.SEND_MESSAGES))}
    ]
    assert desk.world.channel(made.body["id"]).overwrites[0] is not room.overwrites[0]


async def test_a_category_holds_channels_and_no_more_than_fifty(desk: Desk) -> None:
    desk.allow(P.MANAGE_CHANNELS)
    room, body = desk.named("Common room"), {"name": "x", "parent_id": desk.named("Common room").id}
    for bad in ({**body, "type": 4}, {**body, "parent_id": desk.channel.id}, {**body, "parent_id": "1"}):
        answer = await desk.send("POST", all_of(desk), bad)
        assert (answer.code, list(answer.body["errors"])) == (50035, ["parent_id"]), bad
    inside = sum(channel.parent_id == room.id for channel in desk.world.channels_of(desk.guild.id))
    for number in range(50 - inside):
        desk.world.add_channel(desk.guild, f"c{number}", parent=room)
    full = await desk.send("POST", all_of(desk), body)
    assert full.body["errors"]["parent_id"]["_errors"][0]["code"] == "CHANNEL_PARENT_MAX_CHANNELS"


async def test_a_guild_has_five_hundred_channels_at_most(desk: Desk) -> None:
    desk.allow(P.MANAGE_CHANNELS)
    while len(desk.world.channels_of(desk.guild.id)) < 500:
        desk.world.add_channel(desk.guild, "x")
    assert (await desk.send("POST", all_of(desk), {"name": "x"})).code == 30013


async def test_a_channel_is_changed_where_the_body_speaks(desk: Desk) -> None:
    desk.allow(P.MANAGE_CHANNELS)
    changed = await desk.send("PATCH", f"/channels/{desk.channel.id}", {"topic": None, "rate_limit_per_user": 60})
    assert (changed.body["name"], changed.body["topic"], changed.body["rate_limit_per_user"]) == ("table", None, 60)
    assert [event.data for event in desk.told("CHANNEL_UPDATE")] == [changed.body]


async def test_only_news_guilds_turn_text_into_announcements(desk: Desk) -> None:
    desk.allow(P.MANAGE_CHANNELS)
    where = f"/channels/{desk.channel.id}"
    assert (await desk.send("PATCH", where, {"type": 2})).code == 50035
    assert (await desk.send("PATCH", where, {"type": 5})).code == 50024
    desk.guild.features.append("NEWS")
    assert (await desk.send("PATCH", where, {"type": 5})).body["type"] == 5


@pytest.mark.parametrize(("kind", "bitrate"), [(ChannelType.VOICE, 96001), (ChannelType.STAGE, 64001)])
async def test_a_bitrate_has_a_ceiling_by_kind(desk: Desk, kind: ChannelType, bitrate: int) -> None:
    desk.allow(P.MANAGE_CHANNELS)
    answer = await desk.send("POST", all_of(desk), {"name": "x", "type": int(kind), "bitrate": bitrate})
    assert (answer.status, answer.code) == (400, 30052)


async def test_a_channel_that_hides_is_gone_for_those_who_see_it_no_more(desk: Desk) -> None:
    desk.allow(P.MANAGE_CHANNELS, P.MANAGE_ROLES)
    hidden = [
        {"id": desk.guild.id, "type": 0, "deny": str(int(P.VIEW_CHANNEL))},
        {"id": desk.bot.id, "type": 1, "allow": str(int(P.VIEW_CHANNEL))},
    ]
    await desk.send("PATCH", f"/channels/{desk.channel.id}", {"permission_overwrites": hidden})
    others = {desk.user(name).id for name in ("bob", "carol", "dan")}
    assert {event.only_user for event in desk.told("CHANNEL_DELETE")} == others
    assert [event.only_user for event in desk.told("CHANNEL_UPDATE")] == [None]


async def test_channels_are_sorted_and_one_at_a_time_changes_its_category(desk: Desk) -> None:
    desk.allow(P.MANAGE_CHANNELS)
    first, second, voices = desk.named("table"), desk.named("dice"), desk.named("Voices")
    moves = [{"id": first.id, "position": 9, "parent_id": None}, {"id": second.id, "parent_id": voices.id}]
    assert (await desk.send("PATCH", all_of(desk), moves)).code == 40009
    moves[1] = {"id": second.id, "position": 8}
    assert (await desk.send("PATCH", all_of(desk), moves)).status == 204
    assert (first.position, first.parent_id, second.position) == (9, None, 8)
    assert {event.data["id"] for event in desk.told("CHANNEL_UPDATE")} == {first.id, second.id}
    assert (await desk.send("PATCH", all_of(desk), [{"id": "1", "position": 1}])).code == 10003


async def test_a_channel_that_moves_can_take_the_overwrites_of_its_category(desk: Desk) -> None:
    desk.allow(P.MANAGE_CHANNELS)
    voices = desk.named("Voices")
    voices.overwrites = [Overwrite(desk.user("bob").id, MEMBER, deny=P.SPEAK)]
    move = [{"id": desk.channel.id, "parent_id": voices.id, "lock_permissions": True}]
    assert (await desk.send("PATCH", all_of(desk), move)).code == 50013
    desk.allow(P.MANAGE_ROLES)
    assert (await desk.send("PATCH", all_of(desk), move)).status == 204
    assert [one.id for one in desk.channel.overwrites] == [desk.user("bob").id]


async def test_a_deleted_category_leaves_its_channels_behind(desk: Desk) -> None:
    desk.allow(P.MANAGE_CHANNELS)
    room = desk.named("Common room")
    children = [c for c in desk.world.channels_of(desk.guild.id) if c.parent_id == room.id]
    deleted = await desk.send("DELETE", f"/channels/{room.id}")
    assert (deleted.status, deleted.body["id"]) == (200, room.id)
    assert all(child.parent_id is None for child in children)
    assert {event.data["id"] for event in desk.told("CHANNEL_UPDATE")} == {child.id for child in children}
    assert (await desk.send("GET", f"/channels/{room.id}")).code == 10003


async def test_a_deleted_voice_channel_lets_nobody_stay(desk: Desk) -> None:
    desk.allow(P.MANAGE_CHANNELS)
    voice, bob = desk.named("Table talk"), desk.user("bob")
    desk.guild.voice_states.append(VoiceState(bob.id, voice.id, "s"))
    await desk.send("DELETE", f"/channels/{voice.id}")
    assert (desk.events[0].name, desk.events[0].data["channel_id"]) == ("VOICE_STATE_UPDATE", None)
    assert desk.guild.voice_states == []


async def test_a_direct_message_is_closed_and_not_changed(desk: Desk) -> None:
    direct = desk.world.open_direct_message(desk.user("bob"))
    assert (await desk.send("PATCH", f"/channels/{direct.id}", {"name": "x"})).code == 50003
    assert (await desk.send("DELETE", f"/channels/{direct.id}")).body["id"] == direct.id
    assert (await desk.send("PUT", f"/channels/{direct.id}/permissions/1", {"type": 0})).code == 50003


def overwrite(desk: Desk, target: str) -> str:
    return f"/channels/{desk.channel.id}/permissions/{target}"


async def test_an_overwrite_is_put_replaced_and_deleted(desk: Desk) -> None:
    desk.allow(P.MANAGE_ROLES)
    bob = desk.user("bob").id
    for deny in (P.SEND_MESSAGES, P.ADD_REACTIONS):
        body = {"type": 1, "allow": None, "deny": str(int(deny))}
        assert (await desk.send("PUT", overwrite(desk, bob), body)).status == 204
    assert desk.channel.overwrites == [Overwrite(bob, MEMBER, deny=P.ADD_REACTIONS)]
    assert (await desk.send("DELETE", overwrite(desk, bob))).status == 204
    assert len(desk.told("CHANNEL_UPDATE")) == 3
    assert (await desk.send("DELETE", overwrite(desk, bob))).code == 10009


async def test_an_overwrite_is_for_somebody_who_is_there(desk: Desk) -> None:
    desk.allow(P.MANAGE_ROLES)
    assert (await desk.send("PUT", overwrite(desk, "1"), {"type": 0})).code == 10009
    assert (await desk.send("PUT", overwrite(desk, desk.user("bob").id), {"type": 0})).code == 10009


async def test_nobody_hands_out_in_a_channel_what_they_lack(desk: Desk) -> None:
    everyone = desk.guild.id
    body = {"type": 0, "allow": str(int(P.MANAGE_WEBHOOKS))}
    assert (await desk.send("PUT", overwrite(desk, everyone), body)).code == 50013
    desk.allow(P.MANAGE_ROLES)
    assert (await desk.send("PUT", overwrite(desk, everyone), body)).code == 50013
    withheld: dict[str, Any] = {"type": 0, "deny": str(int(P.BAN_MEMBERS))}
    assert (await desk.send("PUT", overwrite(desk, everyone), withheld)).code == 50013
    desk.channel.overwrites.append(Overwrite(desk.bot.id, MEMBER, allow=P.MANAGE_ROLES))
    assert (await desk.send("PUT", overwrite(desk, everyone), body)).status == 204


async def test_only_administrators_hand_out_the_overwrites_of_a_new_channel(desk: Desk) -> None:
    desk.allow(P.MANAGE_CHANNELS, P.MANAGE_ROLES)
    mine = [{"id": desk.bot.id, "type": 1, "allow": str(int(P.MANAGE_ROLES))}]
    body = {"name": "x", "permission_overwrites": mine}
    assert (await desk.send("POST", all_of(desk), body)).code == 50013
    desk.allow(P.ADMINISTRATOR)
    assert (await desk.send("POST", all_of(desk), body)).status == 201
