"""Scheduled events by REST, and what the clock does to them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from bot.sandbox.administration import voice
from bot.sandbox.administration.scheduled_events import DESERTED_S, FORGOTTEN
from bot.sandbox.clock import iso
from bot.sandbox.permissions import Permission
from bot.sandbox.world.voice import VoiceState

if TYPE_CHECKING:
    from tests.sandbox.rest.conftest import Desk

P = Permission


def all_of(desk: Desk) -> str:
    return f"/guilds/{desk.guild.id}/scheduled-events"


def at(desk: Desk, minutes: float) -> str:
    return iso(desk.world.clock.now() + timedelta(minutes=minutes))


def outside(desk: Desk, **changes: Any) -> dict[str, Any]:
    """A body for an event somewhere in the world, in an hour and for two."""
    return {
        "name": "Session 12",
        "privacy_level": 2,
        "scheduled_start_time": at(desk, 60),
        "scheduled_end_time": at(desk, 180),
        "entity_type": 3,
        "entity_metadata": {"location": "The Lantern Inn"},
    } | changes


def inside(desk: Desk, **changes: Any) -> dict[str, Any]:
    """A body for an event in the voice channel."""
    body = outside(desk, entity_type=2, channel_id=desk.named("Table talk").id)
    del body["entity_metadata"], body["scheduled_end_time"]
    return body | changes


async def planned(desk: Desk, body: dict[str, Any]) -> str:
    desk.allow(P.CREATE_EVENTS)
    answer = await desk.send("POST", all_of(desk), body)
    assert answer.status == 200, answer.body
    return answer.body["id"]


def statuses(desk: Desk) -> list[int]:
    return [event.data["status"] for event in desk.told("GUILD_SCHEDULED_EVENT_UPDATE")]


async def test_an_event_is_planned_told_and_listed(desk: Desk) -> None:
    body = outside(desk, description="The dragon")
    event_id = await planned(desk, body)
    (told,) = desk.told("GUILD_SCHEDULED_EVENT_CREATE")
    assert (told.data["status"], told.data["creator_id"], told.data["user_count"]) == (1, desk.bot.id, 0)
    assert told.data["entity_metadata"] == {"location": "The Lantern Inn"}
    (listed,) = (await desk.send("GET", all_of(desk), params={"with_user_count": "true"})).body
    assert (listed["id"], listed["description"], listed["user_count"]) == (event_id, "The dragon", 0)
    assert "user_count" not in (await desk.send("GET", f"{all_of(desk)}/{event_id}")).body


async def test_events_need_their_permissions(desk: Desk) -> None:
    assert (await desk.send("POST", all_of(desk), outside(desk))).code == 50013
    event_id = await planned(desk, outside(desk))
    role = desk.allow()
    role.permissions &= ~P.CREATE_EVENTS
    where = f"{all_of(desk)}/{event_id}"
    assert (await desk.send("PATCH", where, {"name": "x"})).code == 50013
    assert (await desk.send("DELETE", where)).code == 50013
    desk.allow(P.MANAGE_EVENTS)
    assert (await desk.send("PATCH", where, {"name": "x"})).body["name"] == "x"
    assert (await desk.send("POST", all_of(desk), outside(desk))).code == 50013


async def test_somebody_elses_event_needs_the_permission_to_manage(desk: Desk) -> None:
    event_id = await planned(desk, outside(desk))
    desk.guild.scheduled_events[event_id].creator = desk.user("alice")
    where = f"{all_of(desk)}/{event_id}"
    assert (await desk.send("PATCH", where, {"name": "x"})).code == 50013
    desk.allow(P.MANAGE_EVENTS)
    assert (await desk.send("DELETE", where)).status == 204
    assert desk.told("GUILD_SCHEDULED_EVENT_DELETE")[0].data["id"] == event_id
    assert (await desk.send("GET", where)).code == 10070


async def test_a_voice_event_is_in_a_voice_channel_that_the_bot_can_enter(desk: Desk) -> None:
    desk.allow(P.CREATE_EVENTS)
    wrong = await desk.send("POST", all_of(desk), inside(desk, channel_id=desk.channel.id))
    assert wrong.code == 50091
    missing = await desk.send("POST", all_of(desk), inside(desk, channel_id=None))
    assert list(missing.body["errors"]) == ["channel_id"]
    assert (await desk.send("POST", all_of(desk), inside(desk, channel_id="1"))).code == 10003
    await planned(desk, inside(desk))


@pytest.mark.parametrize(
    ("steps", "refused"), [((2, 3), 2), ((4,), 2), ((2,), 4), ((2,), 1), ((), 3)], ids=lambda value: str(value)
)
async def test_a_status_moves_only_forward(desk: Desk, steps: tuple[int, ...], refused: int) -> None:
    where = f"{all_of(desk)}/{await planned(desk, inside(desk))}"
    for step in steps:
        assert (await desk.send("PATCH", where, {"status": step})).body["status"] == step
    answer = await desk.send("PATCH", where, {"status": refused})
    assert answer.code == (180000 if steps in ((2, 3), (4,)) else 50035)
    assert statuses(desk) == list(steps)


async def test_a_finished_event_is_listed_no_more(desk: Desk) -> None:
    where = f"{all_of(desk)}/{await planned(desk, inside(desk))}"
    await desk.send("PATCH", where, {"status": 4})
    assert (await desk.send("GET", all_of(desk))).body == []
    assert (await desk.send("PATCH", where, {"name": "x"})).code == 180000


async def test_an_event_can_move_out_of_its_channel(desk: Desk) -> None:
    where = f"{all_of(desk)}/{await planned(desk, inside(desk))}"
    assert (await desk.send("PATCH", where, {"entity_type": 3})).code == 50035
    body = {"entity_type": 3, "channel_id": None, "entity_metadata": {"location": "Inn"}}
    moved = await desk.send("PATCH", where, body | {"scheduled_end_time": at(desk, 600)})
    assert (moved.body["entity_type"], moved.body["channel_id"]) == (3, None)


async def test_an_external_event_begins_and_ends_by_the_clock(desk: Desk) -> None:
    event_id = await planned(desk, outside(desk))
    desk.world.clock.advance(61 * 60)
    assert statuses(desk) == [2]
    desk.world.clock.advance(120 * 60)
    assert statuses(desk) == [2, 3]
    assert desk.guild.scheduled_events[event_id].is_finished


async def test_an_event_that_was_put_off_does_not_begin_at_its_old_time(desk: Desk) -> None:
    where = f"{all_of(desk)}/{await planned(desk, outside(desk))}"
    later = {"scheduled_start_time": at(desk, 120)}
    assert (await desk.send("PATCH", where, later)).status == 200
    desk.world.clock.advance(61 * 60)
    assert statuses(desk) == [1]
    desk.world.clock.advance(60 * 60)
    assert statuses(desk) == [1, 2]


async def test_an_event_that_nobody_starts_is_called_off(desk: Desk) -> None:
    await planned(desk, inside(desk))
    desk.world.clock.advance(60 * 60 + FORGOTTEN.total_seconds() + 1)
    assert statuses(desk) == [4]


async def test_an_event_ends_a_while_after_the_last_has_left(desk: Desk) -> None:
    where = f"{all_of(desk)}/{await planned(desk, inside(desk))}"
    await desk.send("PATCH", where, {"status": 2})
    bob, channel = desk.user("bob"), desk.named("Table talk")
    bus = desk.sandbox.realm.bus

    def goes(channel_id: str | None) -> None:
        voice.place(desk.world, bus, desk.guild, VoiceState(bob.id, channel_id, "s"))

    goes(channel.id)
    goes(None)
    desk.world.clock.advance(DESERTED_S / 2)
    goes(channel.id)
    desk.world.clock.advance(DESERTED_S)
    assert statuses(desk) == [2]
    goes(None)
    desk.world.clock.advance(DESERTED_S + 1)
    assert statuses(desk) == [2, 3]


async def test_an_event_is_called_off_with_its_channel(desk: Desk) -> None:
    await planned(desk, inside(desk))
    desk.allow(P.MANAGE_CHANNELS)
    await desk.send("DELETE", f"/channels/{desk.named('Table talk').id}")
    assert statuses(desk) == [4]


async def test_the_interested_are_paged_by_id(desk: Desk) -> None:
    event_id = await planned(desk, outside(desk))
    event = desk.guild.scheduled_events[event_id]
    people = sorted((desk.user(name) for name in ("alice", "bob", "carol")), key=lambda user: int(user.id))
    for user in people:
        desk.sandbox.realm.agenda.care(event, user, interested=True)
    where = f"{all_of(desk)}/{event_id}/users"

    async def page(**query: str) -> list[str]:
        return [one["user"]["id"] for one in (await desk.send("GET", where, params=query)).body]

    ids = [user.id for user in people]
    assert await page() == ids
    assert await page(after=ids[0], limit="1") == [ids[1]]
    assert await page(before=ids[2], limit="1", after=ids[0]) == [ids[1]]
    (first, *_) = (await desk.send("GET", where, params={"with_member": "true"})).body
    assert first["member"]["roles"] == desk.guild.members[ids[0]].roles
    assert [event.data["user_id"] for event in desk.told("GUILD_SCHEDULED_EVENT_USER_ADD")] == ids


async def test_an_event_in_a_hidden_channel_is_unknown(desk: Desk) -> None:
    event_id = await planned(desk, inside(desk))
    for role in desk.guild.roles.values():
        role.permissions &= ~P.VIEW_CHANNEL
    assert (await desk.send("GET", f"{all_of(desk)}/{event_id}")).code == 10070
    assert (await desk.send("GET", all_of(desk))).body == []


async def test_a_guild_has_a_hundred_events_to_come_at_most(desk: Desk) -> None:
    event_id = await planned(desk, outside(desk))
    event = desk.guild.scheduled_events[event_id]
    desk.guild.scheduled_events |= {str(number): event for number in range(99)}
    assert (await desk.send("POST", all_of(desk), outside(desk))).code == 30038
