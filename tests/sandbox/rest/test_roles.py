"""Roles by REST, and who stands above whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bot.sandbox.permissions import NONE, Permission

if TYPE_CHECKING:
    from tests.sandbox.rest.conftest import Desk

MANAGE = Permission.MANAGE_ROLES


def path(desk: Desk, *rest: str) -> str:
    return "/".join([f"/guilds/{desk.guild.id}/roles", *rest])


async def test_a_role_is_made_at_the_foot_with_what_everyone_may(desk: Desk) -> None:
    desk.allow(MANAGE)
    made = await desk.send("POST", path(desk), {"name": "Hero", "color": 0xFF8800, "hoist": True, "mentionable": True})
    everyone = desk.guild.roles[desk.guild.id]
    assert made.status == 200
    assert (made.body["name"], made.body["color"], made.body["position"]) == ("Hero", 0xFF8800, 1)
    assert (made.body["hoist"], made.body["mentionable"], made.body["managed"]) == (True, True, False)
    assert made.body["permissions"] == str(int(everyone.permissions))
    assert made.body["colors"]["primary_color"] == 0xFF8800
    (told,) = desk.told("GUILD_ROLE_CREATE")
    assert told.data == {"guild_id": desk.guild.id, "role": made.body}


async def test_a_role_needs_no_word_to_be_made(desk: Desk) -> None:
    desk.allow(MANAGE)
    assert (await desk.send("POST", path(desk), {})).body["name"] == "new role"


async def test_roles_are_for_those_who_manage_them(desk: Desk) -> None:
    role = desk.world.add_role(desk.guild, "Low")
    for method, where, body in (
        ("POST", path(desk), {}),
        ("PATCH", path(desk), []),
        ("PATCH", path(desk, role.id), {}),
        ("DELETE", path(desk, role.id), None),
        ("PUT", f"/guilds/{desk.guild.id}/members/{desk.user('bob').id}/roles/{role.id}", None),
    ):
        answer = await desk.send(method, where, body)
        assert (answer.status, answer.code) == (403, 50013), (method, where)
    assert not desk.told("GUILD_ROLE_CREATE")


async def test_a_role_is_changed_where_the_body_speaks(desk: Desk) -> None:
    desk.allow(MANAGE)
    role = desk.world.add_role(desk.guild, "Hero")
    role.color, role.position = 5, 1
    changed = await desk.send("PATCH", path(desk, role.id), {"name": "Heroine", "permissions": str(int(MANAGE))})
    assert (changed.body["name"], changed.body["color"], role.permissions) == ("Heroine", 5, MANAGE)
    assert [event.data["role"]["name"] for event in desk.told("GUILD_ROLE_UPDATE")] == ["Heroine"]


async def test_nobody_grants_what_they_lack(desk: Desk) -> None:
    desk.allow(MANAGE)
    role = desk.world.add_role(desk.guild, "Hero", Permission.BAN_MEMBERS)
    role.position = 1
    more = str(int(Permission.BAN_MEMBERS | Permission.ADMINISTRATOR))
    assert (await desk.send("PATCH", path(desk, role.id), {"permissions": more})).code == 50013
    assert (await desk.send("POST", path(desk), {"permissions": more})).code == 50013
    assert (await desk.send("PATCH", path(desk, role.id), {"permissions": "0"})).status == 200
    assert role.permissions == NONE


async def test_nobody_touches_a_role_that_does_not_stand_below(desk: Desk) -> None:
    own = desk.allow(MANAGE)
    above, level = desk.world.add_role(desk.guild, "Above"), desk.world.add_role(desk.guild, "Level")
    above.position, level.position = own.position + 1, own.position
    bob = f"/guilds/{desk.guild.id}/members/{desk.user('bob').id}/roles"
    for method, where, body in (
        ("PATCH", path(desk, above.id), {"name": "x"}),
        ("DELETE", path(desk, above.id), None),
        ("PATCH", path(desk), [{"id": above.id, "position": 1}]),
        ("PUT", f"{bob}/{above.id}", None),
        ("PATCH", path(desk, own.id), {"name": "x"}),
    ):
        answer = await desk.send(method, where, body)
        assert (answer.status, answer.code) == (403, 50013), (method, where)
    # Of two roles at one position the older stands higher.
    assert (await desk.send("PATCH", path(desk, level.id), {"name": "Lower"})).status == 200


async def test_roles_are_sorted_below_ones_own(desk: Desk) -> None:
    own = desk.allow(MANAGE)
    first, second = desk.world.add_role(desk.guild, "First"), desk.world.add_role(desk.guild, "Second")
    body = [{"id": first.id, "position": 7}, {"id": second.id, "position": second.position}]
    answer = await desk.send("PATCH", path(desk), body)
    assert {role["id"]: role["position"] for role in answer.body}[first.id] == 7
    assert [event.data["role"]["id"] for event in desk.told("GUILD_ROLE_UPDATE")] == [first.id]
    too_high = await desk.send("PATCH", path(desk), [{"id": first.id, "position": own.position}])
    assert too_high.code == 50013


async def test_everyone_and_what_an_application_brought_cannot_be_deleted(desk: Desk) -> None:
    own = desk.allow(MANAGE)
    for role_id in (desk.guild.id, own.id):
        answer = await desk.send("DELETE", path(desk, role_id))
        assert (answer.status, answer.code) == (400, 50028)
    assert (await desk.send("DELETE", path(desk, "1"))).code == 10011


async def test_a_deleted_role_is_nobodys(desk: Desk) -> None:
    desk.allow(MANAGE)
    role = desk.world.add_role(desk.guild, "Hero")
    role.position = 1
    bob = desk.guild.members[desk.user("bob").id]
    bob.roles.append(role.id)
    assert (await desk.send("DELETE", path(desk, role.id))).status == 204
    assert bob.roles == []
    assert [event.data for event in desk.told("GUILD_ROLE_DELETE")] == [{"guild_id": desk.guild.id, "role_id": role.id}]


async def test_a_role_is_given_once_and_taken(desk: Desk) -> None:
    desk.allow(MANAGE)
    role = desk.world.add_role(desk.guild, "Hero")
    role.position = 1
    bob = desk.guild.members[desk.user("bob").id]
    where = f"/guilds/{desk.guild.id}/members/{bob.user.id}/roles/{role.id}"
    for _ in range(2):
        assert (await desk.send("PUT", where)).status == 204
    assert bob.roles == [role.id]
    assert (await desk.send("DELETE", where)).status == 204
    assert [event.data["roles"] for event in desk.told("GUILD_MEMBER_UPDATE")] == [[role.id], []]


async def test_the_holders_of_each_role_are_counted(desk: Desk) -> None:
    counts = (await desk.send("GET", path(desk, "member-counts"))).body
    keeper = next(role for role in desk.guild.roles.values() if role.name == "Game Master")
    assert counts[keeper.id] == 1
    assert desk.guild.id not in counts


async def test_a_role_that_opens_a_channel_shows_it_to_people(desk: Desk) -> None:
    desk.allow(MANAGE)
    keeper = next(role for role in desk.guild.roles.values() if role.name == "Game Master")
    bob = desk.user("bob")
    where = f"/guilds/{desk.guild.id}/members/{bob.id}/roles/{keeper.id}"
    await desk.send("PUT", where)
    await desk.send("DELETE", where)
    hidden = desk.named("behind-the-screen").id
    seen = [(event.name, event.data["id"], event.only_user) for event in desk.events if event.channel == hidden]
    assert seen == [("CHANNEL_CREATE", hidden, bob.id), ("CHANNEL_DELETE", hidden, bob.id)]


@pytest.mark.parametrize(
    "body", [{"icon": "data:image/png;base64,iVBORw0KGgo="}, {"unicode_emoji": "🎲"}, {"colors": "gradient"}]
)
async def test_what_only_boosted_guilds_have_is_refused(desk: Desk, body: dict[str, Any]) -> None:
    desk.allow(MANAGE)
    if body == {"colors": "gradient"}:
        body = {"colors": {"primary_color": 1, "secondary_color": 2}}
    assert (await desk.send("POST", path(desk), body)).code == 50101
