"""What a person is shown: their guilds, channels, messages and events, and nobody else's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import aiohttp
import pytest
from aiohttp.test_utils import make_mocked_request

from bot.sandbox.actors.refusal import ClientRefusal
from bot.sandbox.control.asked import Asked
from bot.sandbox.interactions.interaction import Answer
from bot.sandbox.permissions import MEMBER, Overwrite, Permission
from bot.sandbox.snowflake import shard_of

if TYPE_CHECKING:
    from tests.sandbox.control.conftest import Room


def _hide(room: Room, channel: str) -> None:
    bob = room.guild.members["bob"]
    hidden = room.sandbox.world.channel(room.guild.channels[channel])
    hidden.overwrites.append(Overwrite(bob, MEMBER, deny=Permission.VIEW_CHANNEL))


async def test_the_state_shows_what_its_viewer_may_see(room: Room) -> None:
    _hide(room, "secret")
    room.register("roll")
    state = await room.client.state(room.guild.members["bob"])
    assert state["me"]["username"] == "bob"
    assert state["bot"]["bot"] is True
    assert {user["username"] for user in state["users"]} >= {"alice", "bob"}
    shown = next(guild for guild in state["guilds"] if guild["id"] == room.guild.id)
    assert [channel["name"] for channel in shown["channels"]] == ["general"]
    assert {member["user"]["username"] for member in shown["members"]} == {"alice", "bob", state["bot"]["username"]}
    assert [command["name"] for command in state["commands"]] == ["roll"]
    assert state["gaps"] == state["dms"] == state["sessions"] == state["faults"] == []


async def test_without_a_viewer_the_state_is_somebodys(room: Room) -> None:
    assert (await room.client.state())["me"]["username"] == "alice"


async def test_a_guild_is_shown_to_its_members_only(room: Room) -> None:
    stranger = await room.client.make_user("stranger")
    assert (await room.client.state(stranger))["guilds"] == []


async def test_messages_come_in_pages_oldest_first(room: Room) -> None:
    said = [await room.alice.say("general", f"line {number}") for number in range(5)]
    newest = await room.bob.messages("general", limit=2)
    assert [message.id for message in newest] == [message.id for message in said[3:]]
    channel, bob = room.guild.channels["general"], room.guild.members["bob"]
    query = {"as": bob, "before": newest[0].id, "limit": "2"}
    older = await room.client.call("GET", f"channels/{channel}/messages", query=query)
    assert [message["id"] for message in older] == [message.id for message in said[1:3]]


async def test_pins_are_shown_the_last_pinned_first(room: Room) -> None:
    said = [await room.alice.say("general", f"line {number}") for number in range(3)]
    for message in (said[2], said[0]):
        await room.alice.pin(message)
    path, query = f"channels/{room.guild.channels['general']}/pins", {"as": room.guild.members["bob"]}
    pins = await room.client.call("GET", path, query=query)
    assert [pin["id"] for pin in pins] == [said[0].id, said[2].id]
    await room.alice.pin(said[0], remove=True)
    assert [pin["id"] for pin in await room.client.call("GET", path, query=query)] == [said[2].id]
    _hide(room, "general")
    with pytest.raises(ClientRefusal):
        await room.client.call("GET", path, query=query)


async def test_a_hidden_channel_shows_no_messages(room: Room) -> None:
    _hide(room, "secret")
    with pytest.raises(ClientRefusal):
        await room.client.user("bob").messages(room.guild.channels["secret"])


async def test_events_reach_those_who_see_the_channel(room: Room) -> None:
    _hide(room, "secret")
    async with room.alice.watch() as hers, room.bob.watch() as his:
        await room.alice.say("secret", "for my eyes")
        await room.alice.say("general", "for all eyes")
        await hers.until(lambda happening: happening.data.get("content") == "for all eyes")
        await his.until(lambda happening: happening.data.get("content") == "for all eyes")
    assert [happening.data["content"] for happening in hers.heard] == ["for my eyes", "for all eyes"]
    assert [happening.data["content"] for happening in his.heard] == ["for all eyes"]


async def test_ephemeral_answers_and_forms_reach_their_user_alone(room: Room) -> None:
    room.register("whisper")
    room.answer(Answer.MESSAGE, {"content": "psst", "flags": 64})
    async with room.alice.watch() as hers, room.bob.watch() as his:
        await room.alice.slash("general", "whisper")
        await room.alice.say("general", "done")
        await hers.until(lambda happening: happening.data.get("content") == "done")
        await his.until(lambda happening: happening.data.get("content") == "done")
    assert [happening.name for happening in hers.heard] == ["MESSAGE_CREATE", "INTERACTION", "MESSAGE_CREATE"]
    assert [happening.name for happening in his.heard] == ["MESSAGE_CREATE"]


async def test_direct_messages_reach_those_who_are_in_them(room: Room) -> None:
    async with room.alice.watch() as hers, room.bob.watch() as his:
        await room.bob.say("@bot", "hello bot")
        await room.bob.say("general", "done")
        await hers.until(lambda happening: happening.data.get("content") == "done")
        await his.until(lambda happening: happening.data.get("content") == "done")
    assert [happening.data["content"] for happening in his.heard] == ["hello bot", "done"]
    assert [happening.data["content"] for happening in hers.heard] == ["done"]
    state = await room.client.state(room.guild.members["bob"])
    assert [channel["type"] for channel in state["dms"]] == [1]


async def test_a_new_guild_is_told_without_its_hidden_channels(room: Room) -> None:
    async with room.bob.watch() as his:
        made = await room.client.make_guild("Another", members=["alice", "bob"])
        told = await his.until(lambda happening: happening.name == "GUILD_CREATE")
    assert told.data == {"id": made.id, "name": "Another"}


async def test_a_stream_needs_somebody(room: Room) -> None:
    with pytest.raises(aiohttp.WSServerHandshakeError) as caught:
        async with room.client.watch("404"):
            pass
    assert caught.value.status == 400


@pytest.mark.parametrize("path", ["state", "nonsense", "events?as={alice}", "faults/1", "../", "../css/base.css", ".."])
async def test_without_the_capability_there_is_nothing(room: Room, path: str) -> None:
    known = room.sandbox.realm.capability
    for guess in ("guess", known[:-1], known + "x", known.swapcase(), "%00", "é"):
        url = f"{room.sandbox.base_url}/s/{guess}/api/{path.format(alice=room.guild.members['alice'])}"
        async with room.client.http.get(url) as response:
            assert (response.status, await response.text()) == (404, "404: Not Found")
    async with room.client.http.get(f"{room.sandbox.base_url}/s/api/state") as response:
        assert response.status == 404


async def test_the_capability_is_nothing_that_a_request_says(room: Room) -> None:
    secret = room.sandbox.realm.capability
    request = make_mocked_request("DELETE", "/", match_info={"capability": secret, "fault": "1"})
    assert (await Asked.read(request)).members == {"fault": "1"}


async def test_another_host_is_refused(room: Room) -> None:
    url = f"{room.sandbox.page_url}api/state"
    async with room.client.http.get(url, headers={"Host": "evil.example"}) as response:
        assert response.status == 403


async def test_a_guild_is_made_on_the_shard_that_was_asked_for(room: Room) -> None:
    assert shard_of(room.guild.id, 2) == 1
    assert set(room.guild.channels) == {"general", "secret"}
    assert room.guild.raw["owner_id"] == room.guild.members["alice"]
    voice = await room.client.make_guild("V", members=["zoe"], channels=[{"name": "Hall", "type": "voice"}])
    assert voice.raw["channels"][0]["type"] == 2


@pytest.mark.parametrize(
    "body",
    [
        {"name": "G", "members": []},
        {"name": "G", "members": ["a"], "shard": 2},
        {"name": "G", "members": ["a"], "channels": [{"name": "x", "type": "fax"}]},
        {"members": ["a"]},
        {"name": "G", "members": "alice"},
    ],
)
async def test_a_guild_that_makes_no_sense_is_refused(room: Room, body: dict[str, object]) -> None:
    before = len(room.sandbox.world.guilds)
    with pytest.raises(ClientRefusal):
        await room.client.call("POST", "guilds", body)
    assert len(room.sandbox.world.guilds) == before


async def test_a_person_is_made_once(room: Room) -> None:
    assert await room.client.make_user("alice") == room.guild.members["alice"]
    with pytest.raises(ClientRefusal):
        await room.client.make_user(" ")
