"""What the page's workbench lives on: traffic as it happens, faults in forms, a clock that says what ends next."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from bot.sandbox.actors.refusal import ClientRefusal
from bot.sandbox.control.fault_forms import FORMS, PRESETS, Form, Preset
from bot.sandbox.faults.parsing import parse
from bot.sandbox.faults.reading import FaultError
from bot.sandbox.faults.rest import RestFault
from bot.sandbox.faults.stream import StreamFault
from bot.sandbox.interactions.interaction import Answer
from bot.sandbox.wire import dumps, loads

if TYPE_CHECKING:
    from aiohttp import ClientWebSocketResponse

    from bot.sandbox.wire import Json
    from tests.sandbox.control.conftest import Room


async def ask_rest(room: Room, path: str, method: str = "GET", **more: Any) -> None:
    headers = {"Authorization": f"Bot {room.sandbox.token}", "User-Agent": "DiscordBot (x, 1)"}
    url = f"{room.sandbox.base_url}/api/v10{path}"
    async with room.client.http.request(method, url, headers=headers, **more) as answer:
        assert answer.status in (200, 500)


async def heard(socket: ClientWebSocketResponse, name: str) -> Json:
    while (told := loads(await socket.receive_str()))["t"] != name:
        pass
    return told["d"]


def events(room: Room) -> Any:
    url = f"{room.sandbox.page_url}api/events"
    return room.client.http.ws_connect(url, params={"as": room.guild.members["alice"]})


async def test_traffic_reaches_a_listener_who_asks_for_it(room: Room) -> None:
    await ask_rest(room, "/users/@me")
    await ask_rest(room, "/gateway/bot")
    before = await room.client.traffic()
    async with events(room) as socket:
        await socket.send_str(dumps({"watch": "traffic", "after": before[0]["n"]}).decode())
        assert (await heard(socket, "TRAFFIC"))["records"] == before[1:]

        await ask_rest(room, "/applications/@me")

        (record,) = (await heard(socket, "TRAFFIC"))["records"]
        assert record["path"] == "/applications/@me"


async def test_a_listener_who_has_enough_hears_no_more_traffic(room: Room) -> None:
    async with events(room) as socket:
        await socket.send_str('{"watch": "traffic"}')
        await heard(socket, "TRAFFIC")
        await socket.send_str('{"unwatch": "traffic"}')
        await socket.send_str("no JSON")
        assert await heard(socket, "REFUSED") == {"error": "the body is not JSON"}

        await ask_rest(room, "/users/@me")
        await socket.send_str('{"watch": "weather"}')

        assert loads(await socket.receive_str())["t"] == "REFUSED"


async def test_traffic_says_which_faults_still_wait(room: Room) -> None:
    await room.client.fault(path="^/users/@me$", status=500)
    async with events(room) as socket:
        await socket.send_str('{"watch": "traffic"}')
        assert len((await heard(socket, "TRAFFIC"))["armed"]) == 1

        await ask_rest(room, "/users/@me")

        assert (await heard(socket, "TRAFFIC"))["armed"] == []


async def test_everybody_is_told_of_faults_and_of_the_clock(room: Room) -> None:
    async with room.bob.watch() as his:
        await room.client.fault(drop="MESSAGE_CREATE")
        told = await his.until(lambda happening: happening.name == "FAULTS")
        assert [fault["drop"] for fault in told.data["armed"]] == ["MESSAGE_CREATE"]
        await room.client.advance(60)
        moved = await his.until(lambda happening: happening.name == "CLOCK")
        assert moved.data["now"] <= (await room.client.call("GET", "clock"))["now"]


async def test_the_clock_says_what_ends_next(room: Room) -> None:
    assert (await room.client.call("GET", "clock"))["next"] == []
    room.register("think")
    room.answer(Answer.DEFER_MESSAGE, {})
    await room.alice.slash("general", "think")

    (first,) = (await room.client.call("GET", "clock"))["next"]
    assert first["what"] == "/think must be followed up"
    moved = await room.client.call("POST", "clock", {"advance_s": 900})

    assert moved["next"] == []
    assert moved["now"] > first["at"]


async def test_what_is_owed_is_not_lost_among_tokens(room: Room) -> None:
    for name in ("a", "b", "c", "d", "e"):
        room.register(name)
    room.answer(Answer.MESSAGE, {"content": "done"})
    for name in ("a", "b", "c", "d", "e"):
        await room.alice.slash("general", name)
    told = [end["what"] for end in (await room.client.call("GET", "clock"))["next"]]
    assert told == ["the token of /a ends", "the token of /b ends", "the token of /c ends"]


async def test_the_clock_knows_of_polls_threads_and_events(room: Room) -> None:
    poll = {"question": {"text": "Where to?"}, "answers": [{"poll_media": {"text": "Home"}}], "duration": 1}
    await ask_rest(room, f"/channels/{room.guild.channels['general']}/messages", method="POST", json={"poll": poll})
    await room.alice.start_thread("general", "Loot", auto_archive_duration=60)
    now = room.sandbox.realm.clock.now()
    await room.alice.plan_event(
        name="The long night",
        entity_type=3,
        entity_metadata={"location": "The mill"},
        scheduled_start_time=(now + timedelta(hours=3)).isoformat(),
        scheduled_end_time=(now + timedelta(hours=4)).isoformat(),
    )
    talk = await room.alice.make_channel("parlour", type=2)
    where = {"entity_type": 2, "channel_id": talk["id"]}
    start = (now + timedelta(hours=5)).isoformat()
    await room.alice.plan_event(name="Songs", scheduled_start_time=start, **where)

    async def ends() -> list[str]:
        return [end["what"] for end in (await room.client.call("GET", "clock"))["next"]]

    called_off = "the event Songs is called off, unless it is started"
    first = ["the poll “Where to?” closes", "the thread Loot is archived"]
    assert await ends() == [*first, "the event The long night begins", called_off]
    await room.client.advance(3600)
    await room.client.advance(10)
    assert await ends() == ["the event The long night begins", called_off]
    await room.client.advance(2 * 3600)
    assert await ends() == ["the event The long night ends", called_off]


async def test_a_deleted_poll_ends_no_more(room: Room) -> None:
    poll = {"question": {"text": "Where to?"}, "answers": [{"poll_media": {"text": "Home"}}]}
    await ask_rest(room, f"/channels/{room.guild.channels['general']}/messages", method="POST", json={"poll": poll})
    (asked,) = await room.alice.messages("general")
    assert [message.id for message in room.sandbox.realm.polls.under_way()] == [asked.id]
    await room.alice.delete(asked)
    assert (await room.client.call("GET", "clock"))["next"] == []


async def test_one_fault_is_disarmed_and_the_others_wait(room: Room) -> None:
    for name in ("MESSAGE_CREATE", "MESSAGE_UPDATE", "MESSAGE_DELETE"):
        await room.client.fault(drop=name)
    armed = (await room.client.call("GET", "faults"))["armed"]
    left = await room.client.call("DELETE", f"faults/{armed[1]['number']}")
    assert [fault["drop"] for fault in left["armed"]] == ["MESSAGE_CREATE", "MESSAGE_DELETE"]
    assert await room.client.call("DELETE", f"faults/{armed[1]['number']}") == left


@pytest.mark.parametrize("seconds", [-1, 10**12])
async def test_the_clock_is_moved_within_reason(room: Room, seconds: float) -> None:
    with pytest.raises(ClientRefusal):
        await room.client.advance(seconds)


def as_filled(form: Form) -> Json:
    """What the page sends if a form is left as it opens."""
    typed: dict[str, Any] = {"number": int, "text": str, "choice": str}
    return {**form.fixed, **{field.name: typed[field.type](field.fill) for field in form.fields if field.fill}}


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
def test_every_form_opens_with_a_fault_that_makes_sense(form: Form) -> None:
    fault, _ = parse(as_filled(form))
    assert form.at_once is not isinstance(fault, RestFault | StreamFault)
    assert all(field.fill for field in form.fields if field.required)


def test_every_kind_of_fault_has_a_form() -> None:
    with pytest.raises(FaultError) as caught:
        parse({})
    kinds = str(caught.value).removeprefix("say exactly one of ").split(", ")
    offered = {name for form in FORMS for name in (*form.fixed, *(field.name for field in form.fields))}
    assert set(kinds) <= offered


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.title)
def test_every_preset_makes_sense(preset: Preset) -> None:
    parse(preset.ask)


async def test_the_page_is_told_the_forms(room: Room) -> None:
    told = await room.client.call("GET", "faults/forms")
    assert [form["id"] for form in told["forms"]] == [form.id for form in FORMS]
    assert told["presets"][0]["ask"] == {"close": 4000}
