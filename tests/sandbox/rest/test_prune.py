"""Prunes by REST: who did nothing for days and has no role goes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bot.sandbox.permissions import Permission

if TYPE_CHECKING:
    from tests.sandbox.rest.conftest import Desk

DAY_S = 86_400


@pytest.fixture
def desk(desk: Desk) -> Desk:
    """Let the bot prune, eight days later, when carol has written and dan has just come."""
    desk.allow(Permission.MANAGE_GUILD, Permission.KICK_MEMBERS)
    desk.sandbox.realm.clock.advance(8 * DAY_S)
    desk.sandbox.realm.posting.post(desk.channel, desk.user("carol"), {"content": "still here"})
    desk.world.add_member(desk.guild, desk.user("dan"))
    return desk


async def prune(desk: Desk, body: dict[str, Any]) -> Any:
    return (await desk.send("POST", f"/guilds/{desk.guild.id}/prune", body)).body["pruned"]


async def count(desk: Desk, query: str = "") -> int:
    return (await desk.send("GET", f"/guilds/{desk.guild.id}/prune{query}")).body["pruned"]


def there(desk: Desk) -> set[str]:
    return {member.user.username for member in desk.guild.members.values()}


async def test_who_did_nothing_is_removed_and_told_one_by_one(desk: Desk) -> None:
    assert await count(desk) == 1
    assert await prune(desk, {}) == 1
    assert there(desk) == {"alice", "carol", "dan", desk.bot.username}
    assert [event.data["user"]["username"] for event in desk.told("GUILD_MEMBER_REMOVE")] == ["bob"]
    (audited,) = desk.audited
    assert (audited.data["action_type"], audited.data["options"]) == (
        21,
        {"delete_member_days": "7", "members_removed": "1"},
    )


async def test_more_days_leave_more_people(desk: Desk) -> None:
    assert (await count(desk, "?days=9"), await count(desk, "?days=8")) == (0, 1)


async def test_a_role_protects_unless_it_is_named(desk: Desk) -> None:
    role = next(role for role in desk.guild.roles.values() if role.mentionable)
    desk.guild.members[desk.user("bob").id].roles.append(role.id)
    assert await count(desk) == 0
    assert await prune(desk, {"include_roles": [role.id], "compute_prune_count": False}) is None
    assert "bob" not in there(desk)
