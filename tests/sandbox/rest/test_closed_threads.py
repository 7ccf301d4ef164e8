"""Answers to what people do in threads that are locked or asleep.

Source: discord/discord-api-docs issues 5517, 6884, 7707.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.sandbox.permissions import Permission as P

if TYPE_CHECKING:
    from bot.sandbox.interactions.interaction import Interaction
    from bot.sandbox.world.channels import Channel
    from tests.sandbox.rest.conftest import Desk

SAY, WHISPER = {"content": "x"}, {"content": "x", "flags": 64}
FORM = {"custom_id": "m", "title": "t", "components": [{"type": 10, "content": "t"}]}


@pytest.fixture
def thread(desk: Desk) -> Channel:
    return desk.world.add_thread(desk.channel, "side talk", desk.user("bob"))


def close(thread: Channel, *, locked: bool = False) -> None:
    assert thread.thread is not None
    thread.thread.archived, thread.thread.locked = not locked, locked


def press(desk: Desk, thread: Channel, asked: Interaction) -> Interaction:
    """Let the same person press a button of an answer."""
    data = {"component_type": 2, "custom_id": "b"}
    return desk.sandbox.realm.interactions.create(asked.user_id, thread.id, 3, data, message=asked.original)


@pytest.mark.parametrize("answer", [{"type": 4, "data": SAY}, {"type": 5}])
async def test_a_locked_thread_takes_no_answer_that_others_see(desk: Desk, thread: Channel, answer: object) -> None:
    asked = desk.slash(who="bob", channel=thread)
    close(thread, locked=True)
    refused = await desk.answer(asked, answer)
    assert (refused.status, refused.code, asked.state) == (403, 50083, "pending")


@pytest.mark.parametrize(
    "answer", [{"type": 4, "data": WHISPER}, {"type": 5, "data": {"flags": 64}}, {"type": 9, "data": FORM}]
)
async def test_a_locked_thread_takes_what_its_asker_alone_sees(desk: Desk, thread: Channel, answer: object) -> None:
    close(thread, locked=True)
    assert (await desk.answer(desk.slash(who="bob", channel=thread), answer)).status == 204


async def test_who_manages_threads_is_answered_in_a_locked_one(desk: Desk, thread: Channel) -> None:
    close(thread, locked=True)
    desk.guild.roles[desk.guild.id].permissions |= P.MANAGE_THREADS
    assert (await desk.answer(desk.slash(who="bob", channel=thread), {"type": 4, "data": SAY})).status == 204


async def test_a_lock_falls_between_a_deferral_and_its_answer(desk: Desk, thread: Channel) -> None:
    asked = desk.slash(who="bob", channel=thread)
    await desk.answer(asked, {"type": 5})
    close(thread, locked=True)
    for refused in (
        await desk.send("PATCH", desk.hook(asked, "@original"), SAY),
        await desk.send("POST", desk.hook(asked), SAY),
    ):
        assert (refused.status, refused.code) == (403, 50083)
    assert (await desk.send("DELETE", desk.hook(asked, "@original"))).status == 204
    assert (await desk.send("POST", desk.hook(asked), WHISPER)).status == 200


async def test_a_button_in_a_locked_thread_changes_nothing_for_others(desk: Desk, thread: Channel) -> None:
    asked = desk.slash(who="bob", channel=thread)
    await desk.answer(asked, {"type": 4, "data": SAY})
    close(thread, locked=True)
    pressed = press(desk, thread, asked)
    assert (await desk.answer(pressed, {"type": 7, "data": {"content": "y"}})).code == 50083
    assert (await desk.answer(pressed, {"type": 6})).status == 204


async def test_an_answer_wakes_a_thread_up(desk: Desk, thread: Channel) -> None:
    close(thread)
    assert (await desk.answer(desk.slash(who="bob", channel=thread), {"type": 4, "data": SAY})).status == 204
    assert thread.thread is not None
    assert not thread.thread.archived


async def test_what_was_answered_in_a_sleeping_thread_stays_as_it_is(desk: Desk, thread: Channel) -> None:
    asked, whispered = desk.slash(who="bob", channel=thread), desk.slash(who="bob", channel=thread)
    await desk.answer(asked, {"type": 4, "data": SAY})
    await desk.answer(whispered, {"type": 4, "data": WHISPER})
    close(thread)
    refused = await desk.send("PATCH", desk.hook(asked, "@original"), {"content": "y"})
    assert (refused.status, refused.code) == (400, 50083)
    assert (await desk.send("PATCH", desk.hook(whispered, "@original"), {"content": "y"})).status == 200


def install_for_bob(desk: Desk) -> str:
    """Let the application be Bob's alone, with a command; return the command's id."""
    world = desk.world
    world.application.install_types, world.application.installed_by = [0, 1], {desk.user("bob").id}
    command = {"name": "own", "description": "d", "type": 1, "integration_types": [1]}
    return world.commands.replace(None, [command])[0]["id"]


async def test_a_users_application_whispers_in_a_locked_thread_if_it_may_speak_at_all(
    desk: Desk, thread: Channel
) -> None:
    data = {"id": install_for_bob(desk), "name": "own", "type": 1}
    create = desk.sandbox.realm.interactions.create
    close(thread, locked=True)
    everyone = desk.guild.roles[desk.guild.id]
    everyone.permissions |= P.USE_EXTERNAL_APPS
    asked = create(desk.user("bob").id, thread.id, 2, data)
    assert (await desk.answer(asked, {"type": 4, "data": SAY})).status == 204
    assert asked.original is not None
    assert asked.original.is_ephemeral
    everyone.permissions &= ~P.USE_EXTERNAL_APPS
    asked = create(desk.user("bob").id, thread.id, 2, data)
    assert (await desk.answer(asked, {"type": 4, "data": WHISPER})).code == 50083


async def test_a_bot_that_is_not_in_the_guild_has_no_access_to_a_lock(desk: Desk, thread: Channel) -> None:
    data = {"id": install_for_bob(desk), "name": "own", "type": 1}
    desk.guild.roles[desk.guild.id].permissions |= P.USE_EXTERNAL_APPS
    del desk.guild.members[desk.bot.id]
    asked = desk.sandbox.realm.interactions.create(desk.user("bob").id, thread.id, 2, data)
    await desk.answer(asked, {"type": 5})
    close(thread, locked=True)
    refused = await desk.send("PATCH", desk.hook(asked, "@original"), SAY)
    assert (refused.status, refused.code) == (403, 50001)
