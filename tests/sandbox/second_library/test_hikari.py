"""A bot written with hikari lives in the sandbox: what it speaks is Discord's protocol, and no mirror of discord.py."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.sandbox.client.client import SandboxClient
from bot.sandbox.pytest_plugin.players import Player
from bot.sandbox.pytest_plugin.process import BotProcess
from bot.sandbox.pytest_plugin.run import Run
from bot.sandbox.pytest_plugin.scene import Scene
from bot.sandbox.server import Sandbox

HERE = Path(__file__).parent
PYTHON = HERE.parents[2] / ".venv/hikari/bin/python"
SHARDS = 2


@pytest.fixture(scope="module")
async def sandbox(sandbox_run: Run) -> AsyncIterator[Sandbox]:
    async with sandbox_run.sandbox(shards=SHARDS, guilds=1) as opened:
        yield opened


@pytest.fixture(scope="module")
async def sandbox_client(sandbox: Sandbox) -> AsyncIterator[SandboxClient]:
    async with SandboxClient(sandbox.page_url) as opened:
        yield opened


@pytest.fixture(scope="module")
async def probe(sandbox: Sandbox, sandbox_run: Run) -> AsyncIterator[BotProcess]:
    """The bot, ready on both shards and with its commands registered."""
    assert os.access(PYTHON, os.X_OK), "hikari has an environment of its own, .venv/hikari, which `make test` makes"
    probe = BotProcess([str(PYTHON), "probe.py"], {"BASE": sandbox.base_url, "TOKEN": sandbox.token}, folder=HERE)
    sandbox_run.bots.append(probe)
    await probe.start()
    try:
        await probe.heard(what="ready")
        yield probe
    finally:
        await probe.stop()


@pytest.fixture
async def scene(sandbox_run: Run, sandbox: Sandbox, sandbox_client: SandboxClient, probe: BotProcess) -> Scene:
    """A guild of this test alone, on the second shard, that the bot has heard of."""
    founded = await sandbox_run.scene(sandbox, sandbox_client, shard=1)
    await probe.heard(what="joined", guild=founded.guild.name)
    return founded


async def test_it_is_ready_on_every_shard_and_its_commands_are_registered(
    probe: BotProcess, sandbox_client: SandboxClient
) -> None:
    ready = await probe.heard(what="ready")
    assert ready["shards"] == [0, 1]
    assert ready["commands"] == ["Quote", "hero", "roll", "slow"]
    state = await sandbox_client.until_connected(SHARDS)
    assert sorted(command["name"] for command in state["commands"]) == ready["commands"]


async def test_it_learns_of_a_guild_with_its_channels(probe: BotProcess, scene: Scene) -> None:
    joined = await probe.heard(what="joined", guild=scene.guild.name)
    assert joined["channels"] == sorted(scene.guild.channels)


async def test_a_slash_command_is_answered(alice: Player) -> None:
    rolled = (await alice.slash("/roll", dice="2d6")).answer
    assert rolled.content == "rolled 2d6"
    assert rolled.raw["embeds"][0]["description"] == "2d6"


async def test_what_is_typed_is_completed(alice: Player) -> None:
    offered = await alice.autocomplete("/roll", "dice", dice="3")
    assert [choice.value for choice in offered] == ["3d6", "3d20"]


async def test_a_button_changes_its_message(alice: Player, bob: Player) -> None:
    hero = (await alice.slash("/hero")).answer
    pressed = await bob.click(hero, "Roll")
    assert pressed.state == "updated"
    assert (pressed.answer.id, pressed.answer.content) == (hero.id, "d20 = 17")


async def test_a_form_is_opened_filled_in_and_answered(alice: Player) -> None:
    opened = await alice.click((await alice.slash("/hero")).answer, "Name")
    assert opened.modal is not None
    assert opened.modal.title == "Name your hero"
    greeted = (await alice.submit(opened, name="Thokk")).answer
    assert greeted.content == "Hail, Thokk!"
    assert greeted.ephemeral


async def test_a_choice_in_a_menu_is_answered(alice: Player) -> None:
    hero = (await alice.slash("/hero")).answer
    assert (await alice.select(hero, "hero:class", "bard")).answer.content == "picked bard"


async def test_it_thinks_answers_with_a_file_and_follows_up_in_secret(alice: Player, bob: Player) -> None:
    asked = await alice.slash("/slow")
    answer = (await alice.completed(asked)).answer
    assert answer.content == "slowly"
    assert [file["filename"] for file in answer.raw["attachments"]] == ["roll.txt"]
    assert (await alice.seen("and a secret")).ephemeral
    assert [message.content for message in await bob.messages()] == ["slowly"]


async def test_a_message_is_quoted_from_its_menu(alice: Player, bob: Player) -> None:
    said = await bob.say("well met")
    assert (await alice.menu("Quote", said)).answer.content == "> well met"


async def test_it_comes_back_after_a_lost_connection_and_what_it_missed_is_answered(
    alice: Player, sandbox_client: SandboxClient, probe: BotProcess
) -> None:
    heard = len(probe.log)
    await sandbox_client.fault(close=4000, shard=1)
    rolled = await alice.slash("/roll", dice="1d8")
    assert rolled.answer.content == "rolled 1d8"
    assert await probe.heard(what="ShardResumedEvent", shard=1, after=heard)


async def test_a_reaction_reaches_it(alice: Player, probe: BotProcess) -> None:
    await alice.react(await alice.say("a fine roll"), "🎲")
    assert await probe.heard(what="reaction", emoji="🎲")
