"""A sandbox with a client and two people in a guild; a bot is not needed, answers are given by hand."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from bot.sandbox.client.client import SandboxClient
from bot.sandbox.client.person import Person
from bot.sandbox.interactions.interaction import Answer, Interaction
from bot.sandbox.server import Sandbox

if TYPE_CHECKING:
    from bot.sandbox.bus import Event
    from bot.sandbox.client.results import Guild
    from bot.sandbox.wire import Json


@dataclass(slots=True)
class Room:
    """A sandbox seen through its client, and the other side of it at hand."""

    sandbox: Sandbox
    client: SandboxClient
    guild: Guild
    alice: Person
    bob: Person

    def register(self, name: str, *options: Json, **changes: Any) -> None:
        """Register a global slash command."""
        command = {"name": name, "type": 1, "description": name, "options": list(options)} | changes
        self.sandbox.world.commands.put(None, command)

    def answer(self, answer: Answer, data: Json) -> None:
        """Answer the next interactions in this way, as a bot would."""

        def hear(event: Event) -> None:
            if event.name == "INTERACTION_CREATE":
                interaction = self.sandbox.realm.interactions.get(event.data["id"])
                # Interactions are told while they are still being made: answer as soon as that is over.
                assert interaction is not None
                self.sandbox.realm.clock.call_later(0, lambda: self._give(interaction, answer, data))

        self.sandbox.realm.bus.subscribe(hear)

    def _give(self, interaction: Interaction, answer: Answer, data: Json) -> None:
        if interaction.acked is None:
            self.sandbox.realm.interactions.acknowledge(interaction, answer, data)


@pytest.fixture
async def room() -> AsyncIterator[Room]:
    async with Sandbox(shards=2) as sandbox, SandboxClient(sandbox.page_url) as client:
        guild = await client.make_guild("Room", members=["alice", "bob"], channels=["general", "secret"], shard=1)
        yield Room(sandbox, client, guild, client.user("alice", guild), client.user("bob", guild))
