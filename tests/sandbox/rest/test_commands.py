"""Commands as they are kept: ids, versions, scopes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bot.sandbox.interactions import contexts

if TYPE_CHECKING:
    from tests.sandbox.rest.conftest import Desk


def slash(name: str, **more: Any) -> dict[str, Any]:
    return {"name": name, "type": 1, "description": f"does {name}"} | more


def path(desk: Desk, rest: str = "", guild: bool = False) -> str:
    where = f"/guilds/{desk.guild.id}" if guild else ""
    return f"/applications/{desk.world.application.id}{where}/commands{rest}"


@pytest.mark.parametrize("guild", [False, True])
async def test_a_list_replaces_the_one_before_and_keeps_known_ids(desk: Desk, guild: bool) -> None:
    first = (await desk.send("PUT", path(desk, guild=guild), [slash("roll"), slash("table")])).body
    second = (await desk.send("PUT", path(desk, guild=guild), [slash("table"), slash("help")])).body
    ids = {command["name"]: command["id"] for command in first}
    assert [command["name"] for command in second] == ["table", "help"]
    assert second[0]["id"] == ids["table"]
    assert int(second[0]["version"]) > int(first[1]["version"])
    listed = (await desk.send("GET", path(desk, guild=guild))).body
    assert [command["id"] for command in listed] == [command["id"] for command in second]
    assert all(command.get("guild_id") == (desk.guild.id if guild else None) for command in listed)


async def test_a_refused_list_changes_nothing(desk: Desk) -> None:
    await desk.send("PUT", path(desk), [slash("roll")])
    assert (await desk.send("PUT", path(desk), [slash("Roll")])).status == 400
    assert [command["name"] for command in (await desk.send("GET", path(desk))).body] == ["roll"]


async def test_a_stored_command_has_all_members(desk: Desk) -> None:
    option = {"type": 3, "name": "dice", "description": "which"}
    (command,) = (await desk.send("PUT", path(desk), [slash("roll", options=[option])])).body
    assert command["application_id"] == desk.world.application.id
    assert (command["type"], command["nsfw"], command["default_member_permissions"]) == (1, False, None)
    assert command["options"] == [option]
    assert "guild_id" not in command


async def test_registering_one_is_201_and_again_is_200(desk: Desk) -> None:
    created = await desk.send("POST", path(desk), slash("roll"))
    updated = await desk.send("POST", path(desk), slash("roll", description="rolls"))
    assert (created.status, updated.status) == (201, 200)
    assert created.body["id"] == updated.body["id"]
    assert updated.body["description"] == "rolls"


async def test_one_can_be_read_changed_and_deleted(desk: Desk) -> None:
    made = (await desk.send("POST", path(desk), slash("roll"))).body
    one = path(desk, f"/{made['id']}")
    assert (await desk.send("GET", one)).body["name"] == "roll"
    changed = await desk.send("PATCH", one, {"name": "throw"})
    assert (changed.body["id"], changed.body["name"], changed.body["description"]) == (made["id"], "throw", "does roll")
    assert (await desk.send("PATCH", one, {"name": "No Way"})).status == 400
    assert (await desk.send("DELETE", one)).status == 204
    assert (await desk.send("GET", one)).code == 10063


async def test_a_hundred_and_first_cannot_be_added(desk: Desk) -> None:
    await desk.send("PUT", path(desk), [slash(f"c{n}") for n in range(100)])
    assert (await desk.send("POST", path(desk), slash("more"))).code == 30032
    assert (await desk.send("POST", path(desk), slash("c7", description="again"))).status == 200


async def test_scopes_do_not_mix(desk: Desk) -> None:
    await desk.send("PUT", path(desk), [slash("roll")])
    await desk.send("PUT", path(desk, guild=True), [slash("roll", description="ours")])
    world, alice = desk.world, desk.user("alice")
    elsewhere = world.add_channel(world.add_guild("Elsewhere", alice), "general")
    found = [contexts.find(contexts.Standing(world, alice, place), 1, "roll") for place in (desk.channel, elsewhere)]
    assert [(one or {})["description"] for one in found] == ["ours", "does roll"]
    assert contexts.find(contexts.Standing(world, alice, world.open_direct_message(alice)), 1, "roll") is not None


async def test_contexts_decide_where_a_command_shows(desk: Desk) -> None:
    await desk.send("PUT", path(desk), [slash("here", contexts=[0]), slash("there", contexts=[1])])
    world, alice = desk.world, desk.user("alice")
    for place, expected in ((desk.channel, "here"), (world.open_direct_message(alice), "there")):
        offered = [
            one["name"]
            for one in world.commands.of(None)
            if contexts.is_offered(contexts.Standing(world, alice, place), one)
        ]
        assert offered == [expected]


async def test_localizations_are_listed_when_asked_for(desk: Desk) -> None:
    await desk.send("PUT", path(desk), [slash("roll", name_localizations={"de": "wurf"})])
    assert "name_localizations" not in (await desk.send("GET", path(desk))).body[0]
    full = await desk.send("GET", path(desk, "?with_localizations=true"))
    assert full.body[0]["name_localizations"] == {"de": "wurf"}


async def test_permissions_that_nobody_set_are_unknown(desk: Desk) -> None:
    made = (await desk.send("POST", path(desk, guild=True), slash("roll"))).body
    assert (await desk.send("GET", path(desk, "/permissions", guild=True))).body == []
    one = await desk.send("GET", path(desk, f"/{made['id']}/permissions", guild=True))
    assert (one.status, one.code) == (404, 10066)


async def test_registering_is_told_to_the_page(desk: Desk) -> None:
    await desk.send("PUT", path(desk, guild=True), [slash("roll")])
    (event,) = desk.told("COMMANDS")
    assert event.guild == desk.guild.id


async def test_a_command_keeps_the_installs_that_it_was_registered_for(desk: Desk) -> None:
    application, commands = desk.world.application, path(desk)
    application.install_types = [0, 1]
    made = (await desk.send("POST", commands, {"name": "x", "description": "d", "integration_types": [0, 1]})).body
    application.install_types = [0]
    renamed = await desk.send("PATCH", f"{commands}/{made['id']}", {"name": "y"})
    assert (renamed.status, renamed.body["integration_types"]) == (200, [0, 1])
    asked = await desk.send("PATCH", f"{commands}/{made['id']}", {"integration_types": [1]})
    assert (asked.code, list(asked.body["errors"]["integration_types"])) == (50035, ["0"])
