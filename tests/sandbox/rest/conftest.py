"""A sandbox with an HTTP client that speaks as the bot."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import orjson
import pytest

from bot.sandbox.bus import Event
from bot.sandbox.interactions.interaction import Interaction
from bot.sandbox.permissions import Permission, joined
from bot.sandbox.server import Sandbox
from bot.sandbox.world.channels import Channel
from bot.sandbox.world.guilds import Guild
from bot.sandbox.world.roles import Role
from bot.sandbox.world.users import User
from bot.sandbox.world.world import World


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    body: Any
    headers: dict[str, str]

    @property
    def code(self) -> int:
        return self.body["code"]


@dataclass(slots=True)
class Desk:
    """A sandbox, and a hand that sends requests to it; what the audit log tells stands apart from all other events."""

    sandbox: Sandbox
    http: aiohttp.ClientSession
    events: list[Event] = field(default_factory=list[Event])
    audited: list[Event] = field(default_factory=list[Event])

    def hear(self, event: Event) -> None:
        """Note an event."""
        (self.audited if event.name == "GUILD_AUDIT_LOG_ENTRY_CREATE" else self.events).append(event)

    @property
    def world(self) -> World:
        return self.sandbox.world

    @property
    def bot(self) -> User:
        return self.world.bot

    @property
    def guild(self) -> Guild:
        return next(iter(self.world.guilds.values()))

    @property
    def channel(self) -> Channel:
        return self.named("table")

    def named(self, name: str) -> Channel:
        """Return a channel by its name."""
        return next(channel for channel in self.world.channels.values() if channel.name == name)

    def user(self, name: str) -> User:
        """Return a person by name."""
        return next(user for user in self.world.users.values() if user.username == name)

    async def send(self, method: str, path: str, body: Any = None, **options: Any) -> Answer:
        """Send one request; `path` is below ``/api/v10``."""
        if body is not None:
            options["data"] = orjson.dumps(body)
            options["headers"] = {"Content-Type": "application/json"} | options.get("headers", {})
        async with self.http.request(method, f"{self.sandbox.base_url}/api/v10{path}", **options) as response:
            raw = await response.read()
            said = orjson.loads(raw) if response.content_type == "application/json" else raw
            return Answer(response.status, said, dict(response.headers))

    async def post(self, body: Any = None, channel: Channel | None = None, **options: Any) -> Answer:
        """Write a message as the bot."""
        return await self.send("POST", f"/channels/{(channel or self.channel).id}/messages", body, **options)

    def slash(self, name: str = "ask", who: str = "alice", channel: Channel | None = None) -> Interaction:
        """Let somebody invoke a command."""
        data = {"id": "1", "name": name, "type": 1}
        return self.sandbox.realm.interactions.create(self.user(who).id, (channel or self.channel).id, 2, data)

    async def answer(self, interaction: Interaction, body: Any, query: str = "", **options: Any) -> Answer:
        """Answer an interaction."""
        path = f"/interactions/{interaction.id}/{interaction.token}/callback{query}"
        return await self.send("POST", path, body, **options)

    def hook(self, interaction: Interaction, message: str | None = None) -> str:
        """Return the path of an interaction's webhook, or of one of its messages."""
        path = f"/webhooks/{self.world.application.id}/{interaction.token}"
        return path if message is None else f"{path}/messages/{message}"

    def allow(self, *permissions: Permission) -> Role:
        """Give the bot's own role permissions, high above all others, and return it."""
        role = next(role for role in self.guild.roles.values() if role.bot_id == self.bot.id)
        role.permissions |= joined(permissions)
        role.position = 100
        return role

    def told(self, name: str) -> list[Event]:
        """Return the events of one name."""
        return [event for event in self.events if event.name == name]


@pytest.fixture
async def desk() -> AsyncIterator[Desk]:
    async with Sandbox(shards=2, rate_limits=False) as sandbox:
        headers = {"Authorization": f"Bot {sandbox.token}", "User-Agent": "DiscordBot (https://example.invalid, 1)"}
        async with aiohttp.ClientSession(headers=headers) as http:
            made = Desk(sandbox, http)
            sandbox.realm.bus.subscribe(made.hear)
            yield made


@pytest.fixture
def limited(desk: Desk) -> Desk:
    """The same with rate limits, which other tests do without."""
    desk.sandbox.realm.rate_limits = True
    return desk
