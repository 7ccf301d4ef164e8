"""What the sandbox keeps no longer is answered as Discord answers for what is not there."""

from __future__ import annotations

import gc
import weakref
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import aiohttp
import pytest

from bot.sandbox.interactions import interactions
from bot.sandbox.interactions.interaction import Answer
from bot.sandbox.posting.parts import Upload
from bot.sandbox.server import Sandbox
from bot.sandbox.world import bounds

if TYPE_CHECKING:
    from bot.sandbox.interactions.interaction import Interaction
    from bot.sandbox.world.channels import Channel
    from bot.sandbox.world.messages import Message
    from bot.sandbox.world.users import User

FILE = Upload("0", "map.png", "image/png", b"x" * 100)


@dataclass(slots=True)
class Attic:
    """A sandbox with somebody who writes, and a hand that asks for what was written."""

    sandbox: Sandbox
    http: aiohttp.ClientSession
    channel: Channel
    alice: User

    def write(self, content: str = "x", *uploads: Upload) -> Message:
        return self.sandbox.realm.posting.post(self.channel, self.alice, {"content": content}, uploads)

    def slash(self) -> Interaction:
        data = {"id": "1", "name": "ask", "type": 1}
        return self.sandbox.realm.interactions.create(self.alice.id, self.channel.id, 2, data)

    def answer(self, interaction: Interaction, **data: Any) -> None:
        self.sandbox.realm.interactions.acknowledge(interaction, Answer.MESSAGE, data)

    async def ask(self, method: str, path: str) -> tuple[int, int]:
        """Return the status, and the code of a refusal."""
        async with self.http.request(method, f"{self.sandbox.base_url}/api/v10{path}") as response:
            body = await response.json()
            return response.status, body["code"] if response.status >= 400 else 0


@pytest.fixture
async def attic() -> AsyncIterator[Attic]:
    async with Sandbox(shards=1, rate_limits=False) as sandbox:
        headers = {"Authorization": f"Bot {sandbox.token}", "User-Agent": "DiscordBot (https://example.invalid, 1)"}
        async with aiohttp.ClientSession(headers=headers) as http:
            world = sandbox.world
            guild = next(iter(world.guilds.values()))
            channel = next(channel for channel in world.channels_of(guild.id) if channel.is_written)
            alice = next(user for user in world.users.values() if user.id in guild.members and not user.bot)
            yield Attic(sandbox, http, channel, alice)


async def test_the_oldest_message_goes_and_is_unknown_from_then_on(
    attic: Attic, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounds, "KEPT_MESSAGES", 3)
    attic.channel.messages.clear()
    written = [attic.write(str(number)) for number in range(5)]
    assert [message.content for message in attic.channel.messages.values()] == ["2", "3", "4"]
    assert await attic.ask("GET", f"/channels/{attic.channel.id}/messages/{written[1].id}") == (404, 10008)
    assert (await attic.ask("GET", f"/channels/{attic.channel.id}/messages/{written[2].id}"))[0] == 200


async def test_a_pinned_message_stays(attic: Attic, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "KEPT_MESSAGES", 2)
    attic.channel.messages.clear()
    first = attic.write("rules")
    attic.sandbox.realm.posting.pin(first, attic.alice)
    for number in range(5):
        attic.write(str(number))
    assert [message.content for message in attic.channel.messages.values()] == ["rules", "4"]


async def test_a_channel_full_of_pins_keeps_what_is_new(attic: Attic, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "KEPT_MESSAGES", 1)
    attic.channel.messages.clear()
    first = attic.write("rules")
    first.pinned = attic.sandbox.realm.clock.now()
    attic.write("new")
    assert [message.content for message in attic.channel.messages.values()] == ["rules", "new"]


async def test_a_chain_of_replies_does_not_keep_what_has_gone(attic: Attic, monkeypatch: pytest.MonkeyPatch) -> None:
    class Watched(str):
        __slots__ = ("__weakref__",)

    monkeypatch.setattr(bounds, "KEPT_MESSAGES", 3)
    attic.channel.messages.clear()
    message = attic.write()
    message.content = Watched("the first roll")
    first = weakref.ref(message.content)
    for number in range(6):
        reply = {"content": str(number), "message_reference": {"message_id": message.id}}
        message = attic.sandbox.realm.posting.post(attic.channel, attic.alice, reply)
    gc.collect()
    assert message.referenced is not None
    assert message.referenced.content == "4", "what is kept still shows what it replies to"
    assert first() is None


async def test_ephemeral_messages_are_bounded_apart(attic: Attic, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "KEPT_EPHEMERALS", 2)
    before = len(attic.channel.messages)
    for number in range(4):
        attic.answer(attic.slash(), content=str(number), flags=64)
    assert [message.content for message in attic.channel.ephemerals.values()] == ["2", "3"]
    assert len(attic.channel.messages) == before


@pytest.mark.parametrize(("bound", "most"), [("KEPT_FILES", 2), ("KEPT_FILE_BYTES", 250)])
async def test_the_oldest_file_goes_and_its_message_still_lists_it(
    attic: Attic, monkeypatch: pytest.MonkeyPatch, bound: str, most: int
) -> None:
    monkeypatch.setattr(bounds, bound, most)
    files = [attic.write("a map", FILE).attachments[0] for _ in range(3)]
    statuses: list[int] = []
    for file in files:
        async with attic.http.get(file.url) as response:
            statuses.append(response.status)
    assert statuses == [404, 200, 200]
    assert files[0].content == b""
    assert files[0].to_json()["size"] == 100


async def test_the_oldest_interaction_goes_and_its_token_with_it(attic: Attic, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(interactions, "KEPT_INTERACTIONS", 2)
    asked = [attic.slash() for _ in range(3)]
    for interaction in asked[1:]:
        attic.answer(interaction, content="x")
    hooks = [f"/webhooks/{attic.sandbox.world.application.id}/{one.token}/messages/@original" for one in asked]
    assert await attic.ask("GET", hooks[0]) == (404, 10015)
    assert [(await attic.ask("GET", hook))[0] for hook in hooks[1:]] == [200, 200]


async def test_a_deferral_that_was_followed_up_is_not_waited_for_any_more(attic: Attic) -> None:
    desk = attic.sandbox.realm.interactions
    interaction = attic.slash()
    desk.acknowledge(interaction, Answer.DEFER_MESSAGE, {})
    assert interaction.patience is not None
    assert interaction.patience.call is not None
    desk.follow_up(interaction, {"content": "here"})
    assert interaction.patience.call is None
