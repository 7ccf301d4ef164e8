"""Each feature of discord.py, used end to end by a real bot over real sockets."""

from __future__ import annotations

import asyncio
import base64
from typing import TYPE_CHECKING, Any

import pytest

from bot.sandbox.client.client import SandboxClient
from bot.sandbox.client.person import Person
from bot.sandbox.permissions import Permission
from bot.sandbox.pytest_plugin.run import Run
from bot.sandbox.server import Sandbox
from tests.sandbox.probe.process import ProbeProcess

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.sandbox.client.results import Guild

CHANNELS = ("general", {"name": "lore", "type": "forum"})


@pytest.fixture(scope="module")
async def workshop(sandbox_run: Run) -> AsyncIterator[tuple[Sandbox, SandboxClient, ProbeProcess]]:
    """A sandbox of this module's own, with the bot that has all features."""
    async with (
        sandbox_run.sandbox(shards=1) as sandbox,
        SandboxClient(sandbox.page_url) as client,
        ProbeProcess(sandbox, module="tests.sandbox.probe.features") as bot,
    ):
        await bot.reported("ready")
        await client.until_connected(1)
        yield sandbox, client, bot


class Bench:
    """A guild where the bot may do everything, and somebody who asks it to."""

    def __init__(self, client: SandboxClient, bot: ProbeProcess, guild: Guild) -> None:
        self.guild, self.bot, self.client = guild, bot, client
        self.alice: Person = client.user("alice", guild)
        self._heard = len(bot.log)

    async def told(self, what: str) -> dict[str, Any]:
        return await self.bot.reported(what, after=self._heard)

    async def ask(self, feature: str) -> dict[str, Any]:
        """Let the bot use a feature; what came of it."""
        asked = await self.alice.slash("general", "do", what=feature)
        await self.alice.completed(asked)
        return (await self.bot.reported("did", after=self._heard, feature=feature))["facts"]


@pytest.fixture
async def bench(workshop: tuple[Sandbox, SandboxClient, ProbeProcess], request: pytest.FixtureRequest) -> Bench:
    sandbox, client, bot = workshop
    guild = await client.make_guild(request.node.name, members=["alice", "bob"], channels=CHANNELS)
    own = next(role for role in sandbox.world.guilds[guild.id].roles.values() if role.bot_id)
    own.permissions |= Permission.ADMINISTRATOR
    sandbox.realm.bus.emit("GUILD_ROLE_UPDATE", {"guild_id": guild.id, "role": own.to_json()}, guild=guild.id)
    return Bench(client, bot, guild)


async def test_threads(bench: Bench) -> None:
    did = await bench.ask("threads")
    assert did["same_id"], "a thread that starts from a message has its id"
    assert did["said_in"] == did["thread"]
    assert len(did["members"]) == 2
    assert did["archived"] == ["the back room"]
    assert did["active"] == ["whispers"]
    assert (await bench.told("thread"))["parent"] == bench.guild.channels["general"]


async def test_forums(bench: Bench) -> None:
    assert await bench.ask("forums") == {
        "tag": "lore",
        "starter": "Nobody knows.",
        "answer_in": True,
        "pinned": True,
        "tags": [],
    }


async def test_webhooks_with_edit(bench: Bench) -> None:
    assert await bench.ask("webhooks") == {
        "as": "Snaga",
        "content": ["Sneak!", "Sneaked.", "Sneaked."],
        "file": "a map",
        "held": ["Goblin"],
        "renamed": "Hobgoblin",
        "left": [],
    }
    assert (await bench.told("webhooks"))["channel"] == bench.guild.channels["general"]


async def test_polls(bench: Bench) -> None:
    asking = asyncio.create_task(bench.ask("polls"))
    asked = await bench.told("asked")
    poll = await bench.alice.until(lambda message: message.id == asked["message"], "general")
    await bench.alice.vote(poll, "Right")
    assert await asking == {"answers": ["Left", "Right"], "voters": ["alice"], "over": True}


async def test_scheduled_events(bench: Bench) -> None:
    asking = asyncio.create_task(bench.ask("scheduled_events"))
    planned = await bench.told("planned")
    await bench.alice.care_for(planned["event"])
    assert await asking == {"who": ["alice"], "listed": ["Session 13"], "status": ["active", "completed"]}


async def test_reactions(bench: Bench) -> None:
    asking = asyncio.create_task(bench.ask("reactions"))
    asked = await bench.told("asked")
    question = await bench.alice.until(lambda message: message.id == asked["message"], "general")
    await bench.alice.react(question, "👍")
    did = await asking
    assert {emoji: sorted(who) for emoji, who in did["thumbs"].items()} == {
        "👍": ["alice", "everquill"],
        "👎": ["everquill"],
    }
    assert (did["left"], did["none"]) == (["👍"], [])


async def test_pins(bench: Bench) -> None:
    assert await bench.ask("pins") == {"pinned": ["map", "rules"], "left": ["map"]}


async def test_attachments_up_and_down(bench: Bench) -> None:
    did = await bench.ask("attachments")
    assert did == {"first": "page 0", "names": ["page1.txt", "page2.txt"], "copied": "page 2", "image": True}
    given = {"filename": "letter.txt", "content": base64.b64encode(b"Dear Mara").decode()}
    taken = await bench.alice.slash("general", "take", file=given)
    assert taken.answer.content == "letter.txt: Dear Mara"
    (file,) = taken.answer.raw["attachments"]
    async with bench.client.http.get(file["url"]) as response:
        assert await response.read() == b"Dear Mara"


async def test_members_are_found(bench: Bench) -> None:
    assert await bench.ask("members") == {"found": ["alice"], "by_id": ["alice"]}
