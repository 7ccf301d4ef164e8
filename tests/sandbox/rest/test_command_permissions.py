"""Who may use which command: a bot may look, a person's client obeys."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.sandbox.actors.refusal import ClientRefusal
from bot.sandbox.administration import command_permissions
from bot.sandbox.administration.hand import Hand
from bot.sandbox.errors import ApiError
from bot.sandbox.permissions import Permission

if TYPE_CHECKING:
    from bot.sandbox.wire import Json
    from tests.sandbox.rest.conftest import Desk

ROLE, USER, CHANNEL = 1, 2, 3


def register(desk: Desk, needed: str | None = None) -> str:
    command = {"name": "roll", "description": "d", "type": 1, "default_member_permissions": needed}
    return desk.world.commands.put(None, command)["id"]


def say(desk: Desk, target: str, *said: tuple[str, int, bool]) -> None:
    """Let the owner say who may use a command."""
    hand = Hand(desk.world, desk.sandbox.realm.bus, desk.guild.owner_id)
    given: list[Json] = [{"id": one, "type": kind, "permission": allowed} for one, kind, allowed in said]
    command_permissions.put(hand, desk.guild, target, {"permissions": given})


def can_use(desk: Desk, who: str = "bob", where: str = "table") -> bool:
    try:
        desk.sandbox.actors.slash(desk.user(who).id, desk.named(where).id, "roll", {})
    except ClientRefusal:
        return False
    return True


def path(desk: Desk, *rest: str) -> str:
    place = f"/applications/{desk.world.application.id}/guilds/{desk.guild.id}/commands"
    return "/".join([place, *rest, "permissions"])


async def test_what_was_said_is_told_and_can_be_read_but_not_said_by_a_bot(desk: Desk) -> None:
    command, bob = register(desk), desk.user("bob").id
    assert (await desk.send("GET", path(desk, command))).code == 10066
    assert (await desk.send("GET", path(desk, "1"))).code == 10063
    say(desk, command, (bob, USER, False))
    found = (await desk.send("GET", path(desk, command))).body
    assert found["permissions"] == [{"id": bob, "type": USER, "permission": False}]
    assert [event.data for event in desk.told("APPLICATION_COMMAND_PERMISSIONS_UPDATE")] == [found]
    assert (await desk.send("GET", path(desk))).body == [found]
    refused = await desk.send("PUT", path(desk, command), {"permissions": []})
    assert (refused.status, refused.code) == (403, 20001)
    desk.world.commands.delete(None, command)
    assert (await desk.send("GET", path(desk))).body == []


async def test_a_member_goes_before_roles_and_these_before_everyone(desk: Desk) -> None:
    command, bob = register(desk), desk.user("bob").id
    role, other = desk.world.add_role(desk.guild, "Hero"), desk.world.add_role(desk.guild, "Foe")
    desk.guild.members[bob].roles += [role.id, other.id]
    everyone = (desk.guild.id, ROLE, False)
    say(desk, command, everyone)
    assert not can_use(desk)
    say(desk, command, everyone, (other.id, ROLE, False), (role.id, ROLE, True))
    assert can_use(desk)
    assert not can_use(desk, "carol")
    say(desk, command, everyone, (role.id, ROLE, True), (bob, USER, False))
    assert not can_use(desk)


async def test_one_channel_goes_before_all_channels(desk: Desk) -> None:
    command, everywhere = register(desk), str(int(desk.guild.id) - 1)
    say(desk, command, (everywhere, CHANNEL, False), (desk.named("dice").id, CHANNEL, True))
    assert (can_use(desk, where="dice"), can_use(desk, where="table")) == (True, False)
    say(desk, command)
    say(desk, desk.world.application.id, (desk.named("dice").id, CHANNEL, False))
    assert (can_use(desk, where="dice"), can_use(desk, where="table")) == (False, True)


async def test_a_command_of_its_own_goes_before_the_application(desk: Desk) -> None:
    command, bob = register(desk), desk.user("bob").id
    say(desk, desk.world.application.id, (desk.guild.id, ROLE, False))
    assert not can_use(desk)
    say(desk, command, (bob, USER, True))
    assert can_use(desk)
    assert not can_use(desk, "carol")


async def test_the_default_decides_where_nothing_is_said_of_the_command(desk: Desk) -> None:
    command, bob = register(desk, str(int(Permission.BAN_MEMBERS))), desk.user("bob").id
    assert not can_use(desk)
    say(desk, desk.world.application.id, (bob, USER, True))
    assert not can_use(desk)
    say(desk, command, (bob, USER, True))
    assert can_use(desk)


async def test_administrators_may_use_everything(desk: Desk) -> None:
    command = register(desk, "0")
    say(desk, command, (desk.guild.owner_id, USER, False))
    assert can_use(desk, "alice")


async def test_only_who_manages_guild_and_roles_says_it(desk: Desk) -> None:
    command = register(desk)
    desk.guild.owner_id = desk.user("dan").id
    hand = Hand(desk.world, desk.sandbox.realm.bus, desk.user("bob").id)
    with pytest.raises(ApiError, match="Missing Permissions"):
        command_permissions.put(hand, desk.guild, command, {"permissions": []})
