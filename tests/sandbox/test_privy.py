"""Events for those alone who have the permission, be it in the guild or in one channel of it."""

from __future__ import annotations

import pytest

from bot.sandbox.bus import Event
from bot.sandbox.permissions import MEMBER, Overwrite, Permission
from bot.sandbox.privy import may_hear
from bot.sandbox.realm import Realm

P = Permission


@pytest.mark.parametrize(
    ("name", "enough"),
    [
        ("GUILD_AUDIT_LOG_ENTRY_CREATE", {P.VIEW_AUDIT_LOG}),
        ("GUILD_BAN_ADD", {P.VIEW_AUDIT_LOG, P.BAN_MEMBERS}),
        ("GUILD_BAN_REMOVE", {P.VIEW_AUDIT_LOG, P.BAN_MEMBERS}),
        ("INVITE_CREATE", {P.MANAGE_CHANNELS}),
        ("GUILD_UPDATE", {P.VIEW_AUDIT_LOG, P.BAN_MEMBERS, P.MANAGE_CHANNELS, P.KICK_MEMBERS}),
    ],
)
def test_one_of_the_permissions_is_enough_and_no_other(name: str, enough: set[Permission]) -> None:
    world = Realm().world
    guild = world.add_guild("Guild", world.add_user("alice"))
    everyone, event = guild.roles[guild.id], Event(name, {}, guild.id)
    heard: set[Permission] = set()
    for permission in (P.VIEW_AUDIT_LOG, P.BAN_MEMBERS, P.MANAGE_CHANNELS, P.KICK_MEMBERS):
        everyone.permissions = permission
        if may_hear(world, world.bot.id, event):
            heard.add(permission)
    assert heard == enough


def test_of_a_channel_the_permissions_there_count() -> None:
    world = Realm().world
    guild = world.add_guild("Guild", world.add_user("alice"))
    near, far = world.add_channel(guild, "near"), world.add_channel(guild, "far")
    near.overwrites = [Overwrite(world.bot.id, MEMBER, allow=P.MANAGE_CHANNELS)]
    heard = [may_hear(world, world.bot.id, Event("INVITE_CREATE", {}, guild.id, one.id)) for one in (near, far)]
    assert heard == [True, False]


def test_who_is_not_in_the_guild_hears_nothing() -> None:
    world = Realm().world
    alice, bob = world.add_user("alice"), world.add_user("bob")
    event = Event("GUILD_BAN_ADD", {}, world.add_guild("Guild", alice).id)
    assert [may_hear(world, who.id, event) for who in (alice, bob)] == [True, False]
