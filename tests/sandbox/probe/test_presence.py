"""Who is online: people as a real bot sees them with the intent, and the bot as people see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
import pytest

from bot.sandbox.actors.refusal import ClientRefusal
from bot.sandbox.client.client import SandboxClient
from bot.sandbox.pytest_plugin.run import Run
from tests.sandbox.probe.process import ProbeProcess

if TYPE_CHECKING:
    from bot.sandbox.client.person import Person


async def test_a_bot_with_the_intents_sees_people_come_and_go(sandbox_run: Run) -> None:
    async with sandbox_run.sandbox(shards=1) as sandbox, SandboxClient(sandbox.page_url) as client:
        guild = await client.make_guild("The Inn", members=["alice"])
        alice = client.user("alice", guild)
        await alice.appear("dnd")
        async with ProbeProcess(sandbox, INTENTS=str(discord.Intents.all().value)) as bot:
            await bot.reported("ready")
            await client.until_connected(1)
            await alice.appear("idle", "with fire")
            await bot.reported("presence", user="alice", status="idle", playing="with fire")
            await alice.appear("invisible")
            await bot.reported("presence", user="alice", status="offline", playing=None)


async def test_people_see_what_a_bot_says_of_itself(alice: Person, probe: ProbeProcess) -> None:
    async with alice.watch() as watch:
        await alice.say("general", "!rest")
        seen = await watch.until(lambda happening: happening.name == "PRESENCE_UPDATE")
    assert (seen.data["status"], seen.data["client_status"]) == ("idle", {"web": "idle"})
    assert seen.data["activities"] == [{"name": "with dice", "type": 0}]


async def test_nobody_can_be_what_discord_does_not_know(alice: Person) -> None:
    with pytest.raises(ClientRefusal, match="one can be"):
        await alice.appear("asleep")
