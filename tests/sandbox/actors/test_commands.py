"""Which commands a person can use where, and how what they enter is checked before anything is sent."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

import pytest

from bot.sandbox.actors.refusal import ClientRefusal
from bot.sandbox.permissions import MEMBER, Overwrite, Permission
from bot.sandbox.world.channels import ChannelType

if TYPE_CHECKING:
    from tests.sandbox.actors.conftest import Stage

DICE = {"name": "dice", "description": "what to roll", "type": 3, "required": True}


def _option(kind: int, **changes: Any) -> dict[str, Any]:
    return {"name": "it", "description": "what", "type": kind} | changes


def _use(stage: Stage, path: str, **options: Any) -> dict[str, Any]:
    stage.actors.slash(stage.alice.id, stage.channel.id, path, options)
    return stage.sent()


def _refused(stage: Stage, path: str, **options: Any) -> ClientRefusal:
    before = stage.told()
    with pytest.raises(ClientRefusal) as caught:
        stage.actors.slash(stage.alice.id, stage.channel.id, path, options)
    assert stage.told() == before, "a refusal sends nothing"
    return caught.value


async def test_a_command_reaches_the_bot_with_its_options(stage: Stage) -> None:
    stage.register("roll", DICE)
    data = _use(stage, "roll", dice="1d20")
    command = stage.realm.world.commands.of(None)[0]
    assert data == {
        "id": command["id"],
        "name": "roll",
        "type": 1,
        "options": [{"name": "dice", "type": 3, "value": "1d20"}],
    }


async def test_a_leading_slash_is_allowed(stage: Stage) -> None:
    stage.register("roll", DICE)
    assert _use(stage, "/roll", dice="1d20")["name"] == "roll"


async def test_a_subcommand_is_nested_as_discord_nests_it(stage: Stage) -> None:
    open_ = {"name": "open", "description": "o", "type": 1, "options": [DICE]}
    stage.register("table", {"name": "big", "description": "b", "type": 2, "options": [open_]})
    assert _use(stage, "table big open", dice="1")["options"] == [
        {
            "name": "big",
            "type": 2,
            "options": [{"name": "open", "type": 1, "options": [{"name": "dice", "type": 3, "value": "1"}]}],
        }
    ]


async def test_a_subcommand_without_options_still_says_so(stage: Stage) -> None:
    stage.register("table", {"name": "open", "description": "o", "type": 1})
    assert _use(stage, "table open")["options"] == [{"name": "open", "type": 1, "options": []}]


async def test_a_guilds_own_command_goes_before_the_global_one(stage: Stage) -> None:
    stage.register("roll")
    stage.register("roll", guild=stage.guild.id)
    assert _use(stage, "roll")["guild_id"] == stage.guild.id


@pytest.mark.parametrize("path", ["", "rol", "table close", "table", "table open open"])
async def test_what_was_never_registered_cannot_be_used(stage: Stage, path: str) -> None:
    stage.register("roll", DICE)
    stage.register("table", {"name": "open", "description": "o", "type": 1})
    _refused(stage, path)


async def test_a_required_option_must_be_there(stage: Stage) -> None:
    stage.register("roll", DICE)
    refusal = _refused(stage, "roll")
    assert refusal.field == "dice"
    assert "what to roll" in refusal.sentence


async def test_an_option_that_does_not_exist_cannot_be_filled_in(stage: Stage) -> None:
    stage.register("roll", DICE)
    assert _refused(stage, "roll", dice="1", size="big").field == "size"


GOOD = [
    (_option(3), "text"),
    (_option(3, min_length=2, max_length=4), "abcd"),
    (_option(3, choices=[{"name": "A", "value": "a"}]), "a"),
    (_option(4), -5),
    (_option(4, min_value=1, max_value=6), 6),
    (_option(4, choices=[{"name": "One", "value": 1}]), 1),
    (_option(5), False),
    (_option(10), 0.5),
    (_option(10, max_value=1), 1),
]
BAD = [
    (_option(3), 5),
    (_option(3), ""),
    (_option(3), "x" * 6001),
    (_option(3, min_length=2), "a"),
    (_option(3, max_length=4), "abcde"),
    (_option(3, choices=[{"name": "A", "value": "a"}]), "A"),
    (_option(4), "5"),
    (_option(4), 1.5),
    (_option(4), True),
    (_option(4), 2**53),
    (_option(4, min_value=1), 0),
    (_option(4, max_value=6), 7),
    (_option(4, choices=[{"name": "One", "value": 1}]), 2),
    (_option(5), "true"),
    (_option(5), 1),
    (_option(6), "404"),
    (_option(6), "alice"),
    (_option(7), "404"),
    (_option(8), "404"),
    (_option(9), "404"),
    (_option(10), float("inf")),
    (_option(10), "0.5"),
    (_option(11), "a.txt"),
    (_option(11), {"filename": "a.txt", "content": "not base64!"}),
    (_option(11, file_types=["image", ".pdf"]), {"filename": "a.txt", "content": ""}),
]


@pytest.mark.parametrize(("option", "value"), GOOD)
async def test_a_good_value_is_sent_as_it_is(stage: Stage, option: dict[str, Any], value: Any) -> None:
    stage.register("take", option)
    assert _use(stage, "take", it=value)["options"][0]["value"] == value


@pytest.mark.parametrize(("option", "value"), BAD)
async def test_a_bad_value_is_not_sent(stage: Stage, option: dict[str, Any], value: Any) -> None:
    stage.register("take", option)
    assert _refused(stage, "take", it=value).field == "it"


async def test_a_user_option_comes_resolved_with_member_and_permissions(stage: Stage) -> None:
    stage.register("take", _option(6))
    resolved = _use(stage, "take", it=stage.bob.id)["resolved"]
    assert resolved["users"][stage.bob.id]["username"] == "bob"
    member = resolved["members"][stage.bob.id]
    assert int(member["permissions"]) & Permission.SEND_MESSAGES
    assert not {"user", "deaf", "mute"} & set(member)


async def test_the_id_of_somebody_who_is_not_in_the_guild_comes_resolved_without_a_member(stage: Stage) -> None:
    dana = stage.realm.world.add_user("dana")
    stage.register("take", _option(6))
    data = _use(stage, "take", it=dana.id)
    assert data["options"][0]["value"] == dana.id
    assert data["resolved"]["users"][dana.id]["username"] == "dana"
    assert "members" not in data["resolved"]


async def test_a_role_and_a_mentionable_come_resolved(stage: Stage) -> None:
    role = stage.realm.world.add_role(stage.guild, "Hero")
    stage.register("take", _option(9), {"name": "too", "description": "t", "type": 8})
    resolved = _use(stage, "take", it=role.id, too=role.id)["resolved"]
    assert resolved == {"roles": {role.id: role.to_json()}}


async def test_a_channel_comes_resolved_if_its_type_is_wanted_and_it_can_be_seen(stage: Stage) -> None:
    world = stage.realm.world
    voice = world.add_channel(stage.guild, "Voice", ChannelType.VOICE)
    hidden = world.add_channel(
        stage.guild, "hidden", overwrites=(Overwrite(stage.bob.id, MEMBER, deny=Permission.VIEW_CHANNEL),)
    )
    stage.register("take", _option(7, channel_types=[0]))
    resolved = _use(stage, "take", it=hidden.id)["resolved"]["channels"][hidden.id]
    assert resolved["name"] == "hidden"
    assert "permission_overwrites" not in resolved
    _refused(stage, "take", it=voice.id)
    with pytest.raises(ClientRefusal):
        stage.actors.slash(stage.bob.id, stage.channel.id, "take", {"it": hidden.id})


async def test_an_attachment_is_stored_and_comes_resolved(stage: Stage) -> None:
    stage.register("take", _option(11, file_types=["audio", ".TXT"]))
    content = base64.b64encode(b"a map").decode()
    data = _use(stage, "take", it={"filename": "the map.txt", "content": content, "content_type": "text/plain"})
    file = data["resolved"]["attachments"][data["options"][0]["value"]]
    assert (file["filename"], file["size"], file["content_type"]) == ("the_map.txt", 5, "text/plain; charset=utf-8")
    assert file["url"].endswith(f"/cdn/ephemeral-attachments/{stage.channel.id}/{file['id']}/the_map.txt")
    assert stage.realm.world.attachments[file["id"]].content == b"a map"


# Who may use what.


def _bob(stage: Stage, path: str, **options: Any) -> None:
    stage.actors.slash(stage.bob.id, stage.channel.id, path, options)


@pytest.mark.parametrize(
    "taken", [Permission.VIEW_CHANNEL, Permission.SEND_MESSAGES, Permission.USE_APPLICATION_COMMANDS]
)
async def test_commands_need_to_see_to_write_and_to_be_allowed_commands(stage: Stage, taken: Permission) -> None:
    stage.register("roll")
    _bob(stage, "roll")
    stage.channel.overwrites.append(Overwrite(stage.bob.id, MEMBER, deny=taken))
    with pytest.raises(ClientRefusal):
        _bob(stage, "roll")


async def test_a_stranger_sees_no_channel(stage: Stage) -> None:
    stage.register("roll")
    stranger = stage.realm.world.add_user("stranger")
    with pytest.raises(ClientRefusal, match="sees no such channel"):
        stage.actors.slash(stranger.id, stage.channel.id, "roll", {})


async def test_default_member_permissions_are_asked_for(stage: Stage) -> None:
    stage.register("ban", default_member_permissions=str(int(Permission.BAN_MEMBERS)))
    stage.actors.slash(stage.alice.id, stage.channel.id, "ban", {})
    with pytest.raises(ClientRefusal, match="BAN_MEMBERS"):
        _bob(stage, "ban")
    stage.guild.roles[stage.guild.id].permissions |= Permission.BAN_MEMBERS
    _bob(stage, "ban")


async def test_default_permissions_of_zero_mean_administrators(stage: Stage) -> None:
    stage.register("ban", default_member_permissions="0")
    with pytest.raises(ClientRefusal, match="administrators"):
        _bob(stage, "ban")
    stage.actors.slash(stage.alice.id, stage.channel.id, "ban", {})


async def test_contexts_say_where_a_command_can_be_used(stage: Stage) -> None:
    direct = stage.realm.world.open_direct_message(stage.alice)
    stage.register("here", contexts=[0])
    stage.register("there", contexts=[1])
    stage.register("local", guild=stage.guild.id)
    stage.register("old", dm_permission=False)
    for place, usable, unusable in (
        (stage.channel, ("here", "local", "old"), ("there",)),
        (direct, ("there",), ("here", "local", "old")),
    ):
        for name in usable:
            stage.actors.slash(stage.alice.id, place.id, name, {})
        for name in unusable:
            with pytest.raises(ClientRefusal):
                stage.actors.slash(stage.alice.id, place.id, name, {})


async def test_an_age_restricted_command_needs_an_age_restricted_channel(stage: Stage) -> None:
    stage.register("grim", nsfw=True)
    _refused(stage, "grim")
    stage.channel.nsfw = True
    _use(stage, "grim")


async def test_a_voice_channels_category_takes_no_commands(stage: Stage) -> None:
    stage.register("roll")
    category = stage.realm.world.add_channel(stage.guild, "Rooms", ChannelType.CATEGORY)
    with pytest.raises(ClientRefusal):
        stage.actors.slash(stage.alice.id, category.id, "roll", {})


# Autocomplete.


async def test_autocomplete_sends_what_is_typed_and_what_is_there(stage: Stage) -> None:
    spell = {"name": "spell", "description": "which", "type": 3, "required": True, "autocomplete": True}
    stage.register("cast", spell, _option(4))
    stage.actors.autocomplete(stage.alice.id, stage.channel.id, "cast", {"spell": "fi", "it": 3}, focused="spell")
    assert stage.sent()["options"] == [
        {"name": "it", "type": 4, "value": 3},
        {"name": "spell", "type": 3, "value": "fi", "focused": True},
    ]


async def test_autocomplete_of_nothing_typed_yet_is_an_empty_text(stage: Stage) -> None:
    stage.register(
        "cast", _option(4, autocomplete=True), {"name": "must", "description": "m", "type": 3, "required": True}
    )
    stage.actors.autocomplete(stage.alice.id, stage.channel.id, "cast", {}, focused="it")
    assert stage.sent()["options"] == [{"name": "it", "type": 4, "value": "", "focused": True}]


@pytest.mark.parametrize("focused", ["dice", "nothing"])
async def test_an_option_without_autocomplete_suggests_nothing(stage: Stage, focused: str) -> None:
    stage.register("roll", DICE)
    with pytest.raises(ClientRefusal):
        stage.actors.autocomplete(stage.alice.id, stage.channel.id, "roll", {}, focused=focused)


# Menus.


async def test_a_user_command_names_its_target_and_resolves_it(stage: Stage) -> None:
    stage.register("Wave", type=2)
    stage.actors.menu(stage.alice.id, stage.channel.id, "Wave", stage.bob.id)
    data = stage.sent()
    assert (data["type"], data["target_id"]) == (2, stage.bob.id)
    assert set(data["resolved"]) == {"users", "members"}


async def test_a_message_command_carries_the_message_with_its_content(stage: Stage) -> None:
    stage.register("Quote", type=3)
    message = stage.actors.say(stage.bob.id, stage.channel.id, "hello")
    stage.actors.menu(stage.alice.id, stage.channel.id, "Quote", message.id)
    data = stage.sent()
    assert data["type"] == 3
    assert data["resolved"]["messages"][message.id]["content"] == "hello"


async def test_a_menu_command_is_only_for_its_kind_of_target(stage: Stage) -> None:
    stage.register("Wave", type=2)
    stage.register("roll")
    message = stage.actors.say(stage.bob.id, stage.channel.id, "hello")
    for name, target in (("Wave", message.id), ("roll", stage.bob.id), ("Wave", "404")):
        with pytest.raises(ClientRefusal):
            stage.actors.menu(stage.alice.id, stage.channel.id, name, target)
