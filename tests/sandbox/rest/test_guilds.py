"""A guild's settings by REST, and leaving it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.sandbox.permissions import Permission

if TYPE_CHECKING:
    from tests.sandbox.rest.conftest import Desk


async def test_a_guild_is_changed_by_who_manages_it(desk: Desk) -> None:
    where, body = f"/guilds/{desk.guild.id}", {"name": "The Prancing Pony", "verification_level": 2, "description": "x"}
    assert (await desk.send("PATCH", where, body)).code == 50013
    desk.allow(Permission.MANAGE_GUILD)
    changed = await desk.send("PATCH", where, body)
    assert (changed.body["name"], changed.body["verification_level"]) == ("The Prancing Pony", 2)
    assert desk.told("GUILD_UPDATE")[0].data["description"] == "x"
    assert (await desk.send("GET", where)).body["verification_level"] == 2


async def test_a_guilds_channels_of_its_own_are_of_the_right_kind(desk: Desk) -> None:
    desk.allow(Permission.MANAGE_GUILD)
    where = f"/guilds/{desk.guild.id}"
    assert (await desk.send("PATCH", where, {"system_channel_id": desk.channel.id})).status == 200
    assert (await desk.send("PATCH", where, {"afk_channel_id": desk.channel.id})).code == 50035


async def test_the_bot_leaves_a_guild_with_its_role(desk: Desk) -> None:
    guild = desk.guild
    assert (await desk.send("DELETE", f"/users/@me/guilds/{guild.id}")).status == 204
    assert [event.data for event in desk.told("GUILD_DELETE")] == [{"id": guild.id}]
    assert not any(role.bot_id for role in guild.roles.values())
    assert (await desk.send("GET", f"/guilds/{guild.id}")).code == 50001
    assert (await desk.send("DELETE", f"/users/@me/guilds/{guild.id}")).code == 10004
