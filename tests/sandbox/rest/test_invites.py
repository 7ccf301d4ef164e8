"""Invites by REST, and the people who come by them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bot.sandbox.actors.guild_life import GuildLife
from bot.sandbox.errors import ApiError
from bot.sandbox.permissions import Permission

if TYPE_CHECKING:
    from tests.sandbox.rest.conftest import Desk


@pytest.fixture
def desk(desk: Desk) -> Desk:
    """Let the bot invite."""
    desk.allow(Permission.MANAGE_CHANNELS, Permission.MANAGE_GUILD, Permission.MANAGE_ROLES)
    return desk


@pytest.fixture
def life(desk: Desk) -> GuildLife:
    return GuildLife(desk.sandbox.realm, desk.sandbox.actors)


async def invite(desk: Desk, **asked: Any) -> dict[str, Any]:
    answer = await desk.send("POST", f"/channels/{desk.channel.id}/invites", asked)
    assert answer.status == 200, answer.body
    return answer.body


async def test_an_invite_says_where_it_leads_and_what_it_is_good_for(desk: Desk) -> None:
    made = await invite(desk, max_uses=3, max_age=3600)
    assert (made["guild"]["name"], made["channel"]["name"], made["inviter"]["id"]) == (
        desk.guild.name,
        "table",
        desk.bot.id,
    )
    assert (made["max_uses"], made["max_age"], made["uses"], made["temporary"]) == (3, 3600, 0, False)
    assert made["expires_at"] > made["created_at"]
    (told,) = desk.told("INVITE_CREATE")
    assert (told.channel, told.data["code"], told.data["max_age"]) == (desk.channel.id, made["code"], 3600)
    assert told.data["expires_at"] == made["expires_at"]
    (audited,) = desk.audited
    assert (audited.data["action_type"], audited.data["target_id"]) == (40, None)


async def test_a_like_invite_is_not_made_twice_unless_it_must_be_unique(desk: Desk) -> None:
    first, again = await invite(desk), await invite(desk)
    other, unique = await invite(desk, max_uses=1), await invite(desk, unique=True)
    assert first["code"] == again["code"]
    assert len({first["code"], other["code"], unique["code"]}) == len(desk.told("INVITE_CREATE")) == 3


async def test_people_come_by_it_as_often_as_it_is_good_for(desk: Desk, life: GuildLife) -> None:
    role = next(role for role in desk.guild.roles.values() if role.mentionable)
    code = (await invite(desk, max_uses=2, role_ids=[role.id]))["code"]
    guests = [desk.world.add_user(name) for name in ("erin", "frank", "grace")]
    assert life.accept(guests[0].id, code).roles == [role.id]
    assert (await desk.send("GET", f"/channels/{desk.channel.id}/invites")).body[0]["uses"] == 1
    life.accept(guests[1].id, code)
    assert [event.data["code"] for event in desk.told("INVITE_DELETE")] == [code]
    with pytest.raises(ApiError, match="10006"):
        life.accept(guests[2].id, code)


async def test_an_invite_ends_with_its_time(desk: Desk, life: GuildLife) -> None:
    short, endless = (await invite(desk, max_age=60))["code"], (await invite(desk, max_age=0))["code"]
    desk.sandbox.realm.clock.advance(61)
    assert (await desk.send("GET", f"/invites/{short}")).code == 10006
    assert (await desk.send("GET", f"/invites/{endless}")).body["expires_at"] is None
    assert life.accept(desk.world.add_user("erin").id, endless)


async def test_who_is_banned_comes_by_no_invite(desk: Desk, life: GuildLife) -> None:
    desk.allow(Permission.BAN_MEMBERS)
    code, bob = (await invite(desk))["code"], desk.user("bob")
    await desk.send("PUT", f"/guilds/{desk.guild.id}/bans/{bob.id}", {})
    with pytest.raises(ApiError, match="40007"):
        life.accept(bob.id, code)
    assert (await desk.send("GET", f"/channels/{desk.channel.id}/invites")).body[0]["uses"] == 0


async def test_how_invites_are_used_is_for_who_manages_the_guild(desk: Desk) -> None:
    await invite(desk)
    role = desk.allow()
    assert [one["uses"] for one in (await desk.send("GET", f"/guilds/{desk.guild.id}/invites")).body] == [0]
    role.permissions = Permission.VIEW_AUDIT_LOG
    (shown,) = (await desk.send("GET", f"/guilds/{desk.guild.id}/invites")).body
    assert "uses" not in shown


async def test_counts_come_when_they_are_asked_for(desk: Desk) -> None:
    code = (await invite(desk))["code"]
    assert "approximate_member_count" not in (await desk.send("GET", f"/invites/{code}")).body
    counted = (await desk.send("GET", f"/invites/{code}?with_counts=true")).body
    assert counted["approximate_member_count"] == len(desk.guild.members)


async def test_an_invite_that_is_taken_back_is_gone_and_told(desk: Desk) -> None:
    code = (await invite(desk))["code"]
    assert (await desk.send("DELETE", f"/invites/{code}")).body["code"] == code
    assert (await desk.send("DELETE", f"/invites/{code}")).code == 10006
    assert [event.data for event in desk.told("INVITE_DELETE")] == [
        {"guild_id": desk.guild.id, "channel_id": desk.channel.id, "code": code}
    ]
    assert [event.data["action_type"] for event in desk.audited] == [40, 42]


async def test_invites_go_with_their_channel(desk: Desk) -> None:
    code = (await invite(desk))["code"]
    await desk.send("DELETE", f"/channels/{desk.channel.id}")
    assert (await desk.send("GET", f"/invites/{code}")).code == 10006
