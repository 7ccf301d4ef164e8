"""Answers to interactions as they travel over HTTP."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.sandbox.permissions import NONE

if TYPE_CHECKING:
    from tests.sandbox.rest.conftest import Desk

SAY = {"type": 4, "data": {"content": "x"}}


async def test_an_answer_is_204_unless_the_response_is_asked_for(desk: Desk) -> None:
    assert (await desk.answer(desk.slash(), SAY)).status == 204
    interaction = desk.slash()
    answer = await desk.answer(interaction, {"type": 4, "data": {"content": "x", "flags": 64}}, "?with_response=true")
    told, resource = answer.body["interaction"], answer.body["resource"]
    assert answer.status == 200
    assert told == {
        "id": interaction.id,
        "type": 2,
        "response_message_id": resource["message"]["id"],
        "response_message_loading": False,
        "response_message_ephemeral": True,
    }
    assert (resource["type"], resource["message"]["content"]) == (4, "x")


async def test_a_deferral_tells_that_it_is_loading(desk: Desk) -> None:
    answer = await desk.answer(desk.slash(), {"type": 5}, "?with_response=1")
    assert answer.body["interaction"]["response_message_loading"] is True
    assert answer.body["resource"]["message"]["flags"] == 128


async def test_a_modal_tells_no_message(desk: Desk) -> None:
    field = {"type": 18, "label": "l", "component": {"type": 4, "custom_id": "a", "style": 1}}
    modal = {"type": 9, "data": {"custom_id": "m", "title": "t", "components": [field]}}
    answer = await desk.answer(desk.slash(), modal, "?with_response=1")
    assert answer.body["resource"] == {"type": 9}
    assert "response_message_id" not in answer.body["interaction"]


async def test_too_late_is_10062_and_twice_is_40060(desk: Desk) -> None:
    late, eager = desk.slash(), desk.slash()
    assert (await desk.answer(eager, SAY)).status == 204
    twice = await desk.answer(eager, SAY)
    assert (twice.status, twice.code) == (400, 40060)
    desk.sandbox.realm.clock.advance(3)
    refused = await desk.answer(late, SAY)
    assert (refused.status, refused.code, refused.body["message"]) == (404, 10062, "Unknown interaction")


async def test_a_refused_body_does_not_use_the_answer_up(desk: Desk) -> None:
    interaction = desk.slash()
    refused = await desk.answer(interaction, {"type": 4, "data": {"content": "x" * 2001}})
    assert refused.code == 50035
    assert interaction.state == "pending"
    assert (await desk.answer(interaction, SAY)).status == 204


async def test_the_original_is_read_edited_and_deleted(desk: Desk) -> None:
    interaction = desk.slash()
    await desk.answer(interaction, SAY)
    path = desk.hook(interaction, "@original")
    read = await desk.send("GET", path)
    assert read.body["content"] == "x"
    edited = await desk.send("PATCH", path, {"content": "y"})
    assert (edited.body["content"], edited.body["id"]) == ("y", read.body["id"])
    by_id = await desk.send("GET", desk.hook(interaction, read.body["id"]))
    assert by_id.body["content"] == "y"
    assert (await desk.send("DELETE", path)).status == 204
    gone = await desk.send("GET", path)
    assert (gone.status, gone.code) == (404, 10008)


async def test_follow_ups_are_read_edited_and_deleted_by_id(desk: Desk) -> None:
    interaction = desk.slash()
    await desk.answer(interaction, SAY)
    written = await desk.send("POST", desk.hook(interaction), {"content": "more", "flags": 64})
    path = desk.hook(interaction, written.body["id"])
    assert (await desk.send("PATCH", path, {"content": "less"})).body["content"] == "less"
    assert (await desk.send("GET", path)).body["flags"] == 64
    assert (await desk.send("DELETE", path)).status == 204
    assert (await desk.send("GET", path)).code == 10008


async def test_an_expired_token_is_50027(desk: Desk) -> None:
    interaction = desk.slash()
    await desk.answer(interaction, SAY)
    desk.sandbox.realm.clock.advance(15 * 60 + 1)
    for method, path, body in (
        ("POST", desk.hook(interaction), {"content": "x"}),
        ("PATCH", desk.hook(interaction, "@original"), {"content": "x"}),
        ("GET", desk.hook(interaction, "@original"), None),
    ):
        refused = await desk.send(method, path, body)
        assert (refused.status, refused.code) == (401, 50027)


async def test_an_ephemeral_answer_is_not_in_the_channel(desk: Desk) -> None:
    interaction = desk.slash()
    await desk.answer(interaction, {"type": 4, "data": {"content": "x", "flags": 64}})
    assert interaction.original is not None
    assert (await desk.send("GET", f"/channels/{desk.channel.id}/messages")).body == []
    one = await desk.send("GET", f"/channels/{desk.channel.id}/messages/{interaction.original.id}")
    assert one.code == 10008


async def test_an_answer_needs_no_permission_in_the_channel(desk: Desk) -> None:
    desk.guild.members[desk.bot.id].roles.clear()
    desk.guild.roles[desk.guild.id].permissions = NONE
    assert (await desk.post({"content": "x"})).code == 50001
    interaction = desk.slash()
    assert (await desk.answer(interaction, SAY)).status == 204


async def test_a_deferral_keeps_of_its_flags_only_that_it_is_ephemeral(desk: Desk) -> None:
    given = {"type": 5, "data": {"flags": 1 << 15 | 1 << 12 | 1 << 6 | 1 << 2}}
    answer = await desk.answer(desk.slash(), given, "?with_response=1")
    assert answer.body["resource"]["message"]["flags"] == 1 << 7 | 1 << 6
