"""Voice states by REST: who is where, who speaks on a stage, and a voice channel's status."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.sandbox.clock import iso
from bot.sandbox.permissions import Permission
from bot.sandbox.world.channels import ChannelType
from bot.sandbox.world.voice import VoiceState

if TYPE_CHECKING:
    from bot.sandbox.world.channels import Channel
    from tests.sandbox.rest.conftest import Desk

P = Permission


def path(desk: Desk, who: str = "@me") -> str:
    return f"/guilds/{desk.guild.id}/voice-states/{who}"


def stage(desk: Desk, *people: str) -> Channel:
    """A stage with these people in its audience."""
    made = desk.world.add_channel(desk.guild, "Stage", ChannelType.STAGE)
    desk.guild.voice_states = [VoiceState(user_id, made.id, "s", suppress=True) for user_id in people]
    return made


async def test_a_voice_state_is_for_who_could_follow(desk: Desk) -> None:
    bob = desk.user("bob").id
    assert (await desk.send("GET", path(desk, bob))).code == 10065
    made = stage(desk, bob)
    found = await desk.send("GET", path(desk, bob))
    assert (found.body["channel_id"], found.body["suppress"], found.body["member"]["user"]["id"]) == (
        made.id,
        True,
        bob,
    )
    for role in desk.guild.roles.values():
        role.permissions &= ~P.CONNECT
    assert (await desk.send("GET", path(desk, bob))).code == 50001


async def test_the_bot_asks_to_speak_and_steps_back(desk: Desk) -> None:
    stage(desk, desk.bot.id)
    now = iso(desk.world.clock.now())
    assert (await desk.send("PATCH", path(desk), {"request_to_speak_timestamp": now})).status == 204
    assert desk.told("VOICE_STATE_UPDATE")[-1].data["request_to_speak_timestamp"] == now
    assert (await desk.send("PATCH", path(desk), {"suppress": False})).code == 50013
    desk.allow(P.MUTE_MEMBERS)
    assert (await desk.send("PATCH", path(desk), {"suppress": False})).status == 204
    last = desk.told("VOICE_STATE_UPDATE")[-1].data
    assert (last["suppress"], last["request_to_speak_timestamp"]) == (False, None)
    past: dict[str, Any] = {"request_to_speak_timestamp": "2020-01-01T00:00:00+00:00"}
    assert (await desk.send("PATCH", path(desk), past)).code == 50035


async def test_people_are_invited_to_speak_by_who_may_mute(desk: Desk) -> None:
    bob = desk.user("bob").id
    stage(desk, bob)
    assert (await desk.send("PATCH", path(desk, bob), {"suppress": False})).code == 50013
    desk.allow(P.MUTE_MEMBERS)
    for suppress in (False, True):
        assert (await desk.send("PATCH", path(desk, bob), {"suppress": suppress})).status == 204
        last = desk.told("VOICE_STATE_UPDATE")[-1].data
        assert (last["suppress"], last["request_to_speak_timestamp"] is None) == (suppress, suppress)


async def test_only_on_a_stage_is_there_an_audience(desk: Desk) -> None:
    bob, talk = desk.user("bob").id, desk.named("Table talk")
    desk.allow(P.MUTE_MEMBERS)
    assert (await desk.send("PATCH", path(desk, bob), {"suppress": True})).code == 10065
    desk.guild.voice_states = [VoiceState(bob, talk.id, "s")]
    assert (await desk.send("PATCH", path(desk, bob), {"suppress": True})).code == 50024
    other = desk.world.add_channel(desk.guild, "Other", ChannelType.STAGE)
    assert (await desk.send("PATCH", path(desk, bob), {"suppress": True, "channel_id": other.id})).code == 40032


async def test_a_status_needs_more_from_outside(desk: Desk) -> None:
    talk = desk.named("Table talk")
    where, body = f"/channels/{talk.id}/voice-status", {"status": "Session 12"}
    desk.allow(P.SET_VOICE_CHANNEL_STATUS)
    assert (await desk.send("PUT", where, body)).code == 50013
    desk.guild.voice_states = [VoiceState(desk.bot.id, talk.id, "s")]
    assert (await desk.send("PUT", where, body)).status == 204
    (told,) = desk.told("VOICE_CHANNEL_STATUS_UPDATE")
    assert told.data == {"guild_id": desk.guild.id, "id": talk.id, "status": "Session 12"}
    assert (await desk.send("PUT", where, {"status": "x" * 501})).code == 50035
    assert (await desk.send("PUT", f"/channels/{desk.channel.id}/voice-status", body)).code == 50024


async def test_there_is_a_region(desk: Desk) -> None:
    assert [region["optimal"] for region in (await desk.send("GET", "/voice/regions")).body] == [True]
