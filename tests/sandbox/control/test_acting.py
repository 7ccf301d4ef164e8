"""The verbs over HTTP: results, refusals with their field, and the client's own conveniences."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

from bot.sandbox.actors.refusal import ClientRefusal
from bot.sandbox.interactions.interaction import Answer

if TYPE_CHECKING:
    from tests.sandbox.control.conftest import Room

DICE = {"name": "dice", "description": "what", "type": 3, "required": True}


async def test_an_answer_comes_back_with_its_message(room: Room) -> None:
    room.register("roll", DICE)
    room.answer(Answer.MESSAGE, {"content": "17"})
    result = await room.alice.slash("general", "roll", dice="1d20")
    assert result.state == "answered"
    assert result.answer.content == "17"
    assert result.answer.raw["guild_id"] == room.guild.id


async def test_a_refusal_is_a_400_with_a_sentence_and_a_field(room: Room) -> None:
    room.register("roll", DICE)
    url = f"{room.sandbox.page_url}api/slash"
    body = {"as": room.guild.members["alice"], "channel": room.guild.channels["general"], "command": "roll"}
    async with room.client.http.post(url, json=body) as response:
        assert response.status == 400
        assert await response.json() == {"error": "/roll needs dice: what", "field": "dice"}


@pytest.mark.parametrize("body", [b"{", b"[]", b'{"as": []}', b'{"as": "1", "channel": "2", "command": "x"}'])
async def test_a_body_that_cannot_be_read_is_a_400(room: Room, body: bytes) -> None:
    async with room.client.http.post(f"{room.sandbox.page_url}api/slash", data=body) as response:
        assert response.status == 400
        assert "error" in await response.json()


async def test_an_unknown_route_is_a_404(room: Room) -> None:
    async with room.client.http.post(f"{room.sandbox.page_url}api/fly", json={}) as response:
        assert response.status == 404
        assert await response.json() == {"error": "the control API has no POST fly"}


async def test_a_deferred_answer_can_be_waited_for(room: Room) -> None:
    room.register("slow")
    room.answer(Answer.DEFER_MESSAGE, {})
    first = await room.alice.slash("general", "slow")
    assert first.state == "deferred"
    assert first.answer.thinking
    waiting = asyncio.create_task(room.alice.completed(first))
    interactions = room.sandbox.realm.interactions
    interaction = interactions.get(first.interaction)
    assert interaction is not None
    interactions.follow_up(interaction, {"content": "at last"})
    done = await waiting
    assert (done.state, done.answer.content, done.answer.thinking) == ("answered", "at last", False)


async def test_somebody_elses_interaction_is_none_of_ones_business(room: Room) -> None:
    room.register("slow")
    room.answer(Answer.MESSAGE, {"content": "x"})
    result = await room.alice.slash("general", "slow")
    with pytest.raises(ClientRefusal):
        await room.bob.completed(result)


async def test_a_form_comes_back_with_its_fields(room: Room) -> None:
    room.register("form")
    inner = {"type": 4, "custom_id": "name", "style": 1}
    components = [{"type": 18, "label": "Your name", "component": inner}]
    room.answer(Answer.MODAL, {"custom_id": "f", "title": "Who?", "components": components})
    opened = await room.alice.slash("general", "form")
    assert opened.modal is not None
    assert (opened.modal.title, opened.modal.fields) == ("Who?", {"Your name": "name"})


async def test_suggestions_come_back_as_choices(room: Room) -> None:
    room.register("cast", DICE | {"autocomplete": True})
    room.answer(Answer.CHOICES, {"choices": [{"name": "One", "value": "1"}]})
    assert [choice.name for choice in await room.alice.autocomplete("general", "cast", "dice", dice="o")] == ["One"]


async def test_a_button_is_found_by_its_label(room: Room) -> None:
    room.register("hero")
    button = {"type": 2, "style": 1, "label": "Roll again", "custom_id": "v1:roll:1"}
    room.answer(Answer.MESSAGE, {"content": "x", "components": [{"type": 1, "components": [button]}]})
    posted = (await room.alice.slash("general", "hero")).answer
    assert (await room.bob.click(posted, "Roll again")).state == "answered"
    with pytest.raises(ClientRefusal, match="has no Roll once more"):
        await room.bob.click(posted, "Roll once more")


async def test_waiting_finds_old_new_and_edited_messages(room: Room) -> None:
    old = await room.alice.say("general", "old")
    assert (await room.bob.until(lambda message: message.content == "old", "general")).id == old.id
    waiting = asyncio.create_task(room.bob.until(lambda message: message.content == "new", "general"))
    await room.alice.say("general", "new")
    await waiting
    edited = asyncio.create_task(room.bob.until(lambda message: message.edited, "general"))
    world = room.sandbox.world
    room.sandbox.realm.posting.edit(world.message(old.channel_id, old.id), {"content": "changed"})
    assert (await edited).content == "changed"


async def test_waiting_in_vain_times_out(room: Room) -> None:
    with pytest.raises(TimeoutError):
        await room.bob.until(lambda _: False, "general", timeout_s=0.01)


async def test_reactions_and_typing_go_over_http(room: Room) -> None:
    said = await room.alice.say("general", "look")
    async with room.alice.watch() as watch:
        reacted = await room.bob.react(said, "🎲")
        await room.bob.type("general")
        await watch.until(lambda happening: happening.name == "TYPING_START")
    assert reacted.raw["reactions"][0]["me"] is True
    assert (await room.bob.react(said, "🎲", remove=True)).raw.get("reactions") is None


async def test_a_channel_is_found_by_name_in_the_persons_own_guild(room: Room) -> None:
    other = await room.client.make_guild("Other", members=["alice"], channels=["general"])
    message = await room.client.user("alice", other).say("general", "here")
    assert message.channel_id == other.channels["general"]
    with pytest.raises(ClientRefusal, match="sees no channel nowhere"):
        await room.alice.say("nowhere", "x")


# Behind the scenes.


async def test_faults_are_armed_listed_and_cleared(room: Room) -> None:
    armed = await room.client.fault(path="/messages", method="post", status=500, count=2)
    assert armed["struck"] == 0
    assert [(fault["left"], fault["path"], fault["method"]) for fault in armed["armed"]] == [(2, "/messages", "POST")]
    assert (await room.client.state())["faults"] == armed["armed"]
    assert await room.client.call("GET", "faults") == {"armed": armed["armed"]}
    await room.client.clear_faults()
    assert (await room.client.state())["faults"] == []


@pytest.mark.parametrize("fault", [{}, {"op": 8}, {"path": "("}, {"close": 4000, "drop": "READY"}])
async def test_a_fault_that_makes_no_sense_is_refused(room: Room, fault: dict[str, Any]) -> None:
    with pytest.raises(ClientRefusal):
        await room.client.fault(**fault)


async def test_the_clock_is_pushed(room: Room) -> None:
    before = room.sandbox.realm.clock.now()
    await room.client.advance(900)
    assert (room.sandbox.realm.clock.now() - before).total_seconds() >= 900
    with pytest.raises(ClientRefusal):
        await room.client.advance(-1)


async def test_the_gateways_rules_are_changed(room: Room) -> None:
    changed = await room.client.change_gateway(heartbeat_interval_ms=1000, max_concurrency=1, approved=0)
    rules = room.sandbox.realm.gateway.rules
    assert (rules.heartbeat_interval_ms, rules.max_concurrency, int(rules.approved)) == (1000, 1, 0)
    assert (changed["heartbeat_interval_ms"], changed["max_concurrency"], changed["approved"]) == (1000, 1, 0)
    with pytest.raises(ClientRefusal):
        await room.client.change_gateway(max_concurrency=0)


async def test_traffic_is_listed_from_a_number_on_and_keeps_tokens_to_itself(room: Room) -> None:
    headers = {"Authorization": f"Bot {room.sandbox.token}", "User-Agent": "DiscordBot (x, 1)"}
    for _ in range(2):
        async with room.client.http.get(f"{room.sandbox.base_url}/api/v10/users/@me", headers=headers) as response:
            assert response.status == 200
    first, second = await room.client.traffic()
    assert (first["side"], first["method"], first["path"], first["status"]) == ("rest", "GET", "/users/@me", 200)
    assert await room.client.traffic(after=first["n"]) == [second]
    assert room.sandbox.token not in str([first, second])
