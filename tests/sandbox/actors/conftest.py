"""A realm with people in it, and a bot that registered some commands: no server, no gateway connection."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import pytest

from bot.sandbox.actors.actors import Actors
from bot.sandbox.bus import Event
from bot.sandbox.interactions.interaction import Answer, Interaction
from bot.sandbox.realm import Realm
from bot.sandbox.world.channels import Channel
from bot.sandbox.world.guilds import Guild
from bot.sandbox.world.messages import Message
from bot.sandbox.world.users import User


@dataclass(slots=True)
class Stage:
    """Where the actors stand: a guild of Alice's with Bob in it, one text channel; all that happens is written down."""

    realm: Realm
    actors: Actors
    guild: Guild
    channel: Channel
    alice: User
    bob: User
    events: list[Event] = field(default_factory=list[Event])

    def register(self, name: str, *options: dict[str, Any], guild: str | None = None, **changes: Any) -> None:
        """Register a slash command."""
        command = {"name": name, "type": 1, "description": f"{name} something", "options": list(options)} | changes
        self.realm.world.commands.put(guild, command)

    def post(self, *components: dict[str, Any], ephemeral_to: User | None = None) -> Message:
        """Let the bot write a message with these components in one row each."""
        opened = self.realm.interactions.create(
            (ephemeral_to or self.alice).id, self.channel.id, 2, {"id": "1", "name": "x"}
        )
        body = {"content": "here", "components": [{"type": 1, "components": [part]} for part in components]}
        self.realm.interactions.acknowledge(opened, Answer.MESSAGE, body | ({"flags": 64} if ephemeral_to else {}))
        assert opened.original is not None
        return opened.original

    def open_modal(self, *components: dict[str, Any]) -> Interaction:
        """Let the bot answer Alice with a modal."""
        opened = self.realm.interactions.create(self.alice.id, self.channel.id, 2, {"id": "1", "name": "x"})
        modal = {"custom_id": "form", "title": "Form", "components": list(components)}
        self.realm.interactions.acknowledge(opened, Answer.MODAL, modal)
        return opened

    def sent(self) -> dict[str, Any]:
        """Return the data of the last interaction that reached the bot."""
        return next(event.data["data"] for event in reversed(self.events) if event.name == "INTERACTION_CREATE")

    def told(self) -> list[str]:
        """Return the names of the interactions that reached the bot so far, as a way to count them."""
        return [event.name for event in self.events if event.name == "INTERACTION_CREATE"]


@pytest.fixture
async def stage() -> AsyncIterator[Stage]:
    realm = Realm(shards=1)
    realm.listen_at("http://127.0.0.1:1")
    alice, bob = realm.world.add_user("alice"), realm.world.add_user("bob")
    guild = realm.world.add_guild("Guild", alice)
    realm.world.add_member(guild, bob)
    channel = realm.world.add_channel(guild, "general")
    made = Stage(realm, Actors(realm), guild, channel, alice, bob)
    realm.bus.subscribe(made.events.append)
    yield made
    realm.clock.stop()
