"""Administrators at work, over HTTP: the rules are those of REST, for the person's own rank."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.sandbox.actors.refusal import ClientRefusal
from bot.sandbox.clock import iso
from bot.sandbox.control.audience import reaches
from bot.sandbox.permissions import Permission

if TYPE_CHECKING:
    from bot.sandbox.bus import Event
    from tests.sandbox.control.conftest import Room

IMAGE = "data:image/png;base64,iVBORw0KGgo="


async def test_an_owner_makes_hands_out_and_deletes_a_role(room: Room) -> None:
    bob = room.guild.members["bob"]
    role = await room.alice.make_role(name="Hero", permissions=str(int(Permission.KICK_MEMBERS)))
    assert (await room.alice.give_role(bob, role["id"]))["roles"] == [role["id"]]
    assert (await room.alice.change_role(role["id"], name="Heroine"))["name"] == "Heroine"
    sorted_anew = await room.alice.sort_roles({"id": role["id"], "position": 5})
    assert {one["id"]: one["position"] for one in sorted_anew}[role["id"]] == 5
    assert (await room.alice.take_role(bob, role["id"]))["roles"] == []
    await room.alice.delete_role(role["id"])
    with pytest.raises(ClientRefusal, match="Unknown Role"):
        await room.alice.give_role(bob, role["id"])


async def test_a_member_without_permissions_changes_nothing(room: Room) -> None:
    alice = room.guild.members["alice"]
    for attempt in (
        room.bob.make_role(name="Hero"),
        room.bob.kick(alice),
        room.bob.change_guild(name="Bob's"),
        room.bob.make_channel("bobs"),
        room.bob.change_channel("general", name="bobs"),
        room.bob.delete_channel("general"),
        room.bob.overwrite("general", alice, type=1, deny="1024"),
        room.bob.permit("1"),
        room.bob.upload_emoji("bob", IMAGE),
    ):
        with pytest.raises(ClientRefusal, match="Missing Permissions"):
            await attempt


async def test_a_bad_setting_is_refused_by_its_name(room: Room) -> None:
    with pytest.raises(ClientRefusal, match="Must be between 1 and 100 in length") as caught:
        await room.alice.make_channel("x" * 101)
    assert caught.value.field == "name"


async def test_channels_are_made_changed_sorted_and_deleted(room: Room) -> None:
    made = await room.alice.make_channel("Cellar", topic="Rats")
    assert (made["name"], made["topic"]) == ("cellar", "Rats")
    assert (await room.alice.change_channel(made["id"], rate_limit_per_user=5))["rate_limit_per_user"] == 5
    await room.alice.sort_channels({"id": made["id"], "position": 0})
    await room.alice.delete_channel(made["id"])
    assert made["id"] not in room.sandbox.world.channels


async def test_an_overwrite_hides_a_channel_from_one_and_shows_it_again(room: Room) -> None:
    bob = room.guild.members["bob"]
    await room.alice.overwrite("secret", bob, type=1, deny=str(int(Permission.VIEW_CHANNEL)))
    with pytest.raises(ClientRefusal, match="sees no such channel"):
        await room.bob.say("secret", "hello")
    shown = await room.alice.overwrite("secret", bob)
    assert shown["permission_overwrites"] == []
    assert (await room.bob.say("secret", "hello")).content == "hello"


async def test_a_member_is_renamed_timed_out_and_kicked(room: Room) -> None:
    bob = room.guild.members["bob"]
    assert (await room.bob.change_member(bob, nick="Sir Bob"))["nick"] == "Sir Bob"
    until = iso(room.sandbox.world.clock.now() + timedelta(minutes=5))
    await room.alice.change_member(bob, communication_disabled_until=until, nick="Bob")
    with pytest.raises(ClientRefusal, match="may not write"):
        await room.bob.say("general", "hello")
    await room.alice.kick(bob)
    assert bob not in room.sandbox.world.guild(room.guild.id).members


async def test_kicking_the_bot_ends_its_membership(room: Room) -> None:
    bot = room.sandbox.world.bot
    told: list[str] = []
    room.sandbox.realm.bus.subscribe(lambda event: told.append(event.name))
    await room.alice.kick(bot.id)
    assert told == ["GUILD_MEMBER_REMOVE", "GUILD_DELETE", "GUILD_AUDIT_LOG_ENTRY_CREATE"]
    assert bot.id not in room.sandbox.world.guild(room.guild.id).members


async def test_the_bot_comes_back_when_it_is_added(room: Room) -> None:
    bot, guild = room.sandbox.world.bot, room.sandbox.world.guild(room.guild.id)
    with pytest.raises(ClientRefusal, match="already"):
        await room.alice.add_bot()
    await room.alice.kick(bot.id)
    with pytest.raises(ClientRefusal, match="Missing Permissions"):
        await room.bob.add_bot()
    told: list[str] = []
    room.sandbox.realm.bus.subscribe(lambda event: told.append(event.name))
    role = await room.alice.add_bot()
    assert (role["managed"], role["tags"]) == (True, {"bot_id": bot.id})
    assert guild.members[bot.id].roles == [role["id"]]
    assert told == ["GUILD_ROLE_CREATE", "GUILD_MEMBER_ADD", "GUILD_CREATE", "GUILD_AUDIT_LOG_ENTRY_CREATE"]


async def test_events_emojis_status_and_guild_are_the_administrators_too(room: Room) -> None:
    voice = await room.alice.make_channel("Talk", type=2)
    start = iso(room.sandbox.world.clock.now() + timedelta(hours=1))
    event = await room.alice.plan_event(
        name="Session", entity_type=2, channel_id=voice["id"], scheduled_start_time=start
    )
    assert (await room.alice.change_event(event["id"], status=2))["status"] == 2
    await room.alice.delete_event(event["id"])
    assert (await room.alice.upload_emoji("d20", IMAGE))["name"] == "d20"
    await room.alice.set_voice_status(voice["id"], "Session 12")
    assert room.sandbox.world.channel(voice["id"]).voice_status == "Session 12"
    assert (await room.alice.change_guild(name="The Inn"))["name"] == "The Inn"


async def test_a_command_is_taken_from_a_member(room: Room) -> None:
    room.register("roll")
    command, bob = room.sandbox.world.commands.of(None)[0]["id"], room.guild.members["bob"]
    told = await room.alice.permit(command, {"id": bob, "type": 2, "permission": False})
    assert told["permissions"] == [{"id": bob, "type": 2, "permission": False}]
    with pytest.raises(ClientRefusal, match="roll is not for bob"):
        await room.bob.slash("general", "roll")


async def test_guild_verbs_need_a_guild(room: Room) -> None:
    with pytest.raises(ClientRefusal, match="in no guild"):
        await room.client.user("bob").make_role(name="Hero")


async def test_who_is_banned_is_told_so_and_stays_out_until_the_ban_is_lifted(room: Room) -> None:
    alice, bob = room.guild.members["alice"], room.guild.members["bob"]
    heard: dict[str, list[str]] = {alice: [], bob: []}

    def hear(event: Event) -> None:
        for user_id, names in heard.items():
            if reaches(room.sandbox.world, user_id, event):
                names.append(event.name)

    room.sandbox.realm.bus.subscribe(hear)
    with pytest.raises(ClientRefusal, match="Missing Permissions"):
        await room.bob.ban(alice)
    await room.alice.ban(bob, delete_message_seconds=60)
    assert heard == {
        alice: ["GUILD_BAN_ADD", "GUILD_MEMBER_REMOVE", "GUILD_AUDIT_LOG_ENTRY_CREATE"],
        bob: ["GUILD_MEMBER_REMOVE", "GUILD_DELETE"],
    }
    with pytest.raises(ClientRefusal, match="banned"):
        await room.bob.join_guild(room.guild)
    await room.alice.lift_ban(bob)
    assert (await room.bob.join_guild(room.guild))["user"]["id"] == bob


async def test_people_invite_and_come_by_invites(room: Room) -> None:
    code = (await room.alice.make_invite("general", max_uses=1))["code"]
    with pytest.raises(ClientRefusal, match="already"):
        await room.bob.accept_invite(code)
    await room.bob.leave_guild()
    assert (await room.bob.accept_invite(code))["user"]["username"] == "bob"
    with pytest.raises(ClientRefusal, match="Unknown Invite"):
        await room.bob.accept_invite(code)
