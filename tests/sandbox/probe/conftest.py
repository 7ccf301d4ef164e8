"""One sandbox and one real discord.py bot for all tests here, as the plugin gives them; a fresh guild for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.sandbox.probe.process import ProbeProcess

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.sandbox.client.client import SandboxClient
    from bot.sandbox.client.person import Person
    from bot.sandbox.client.results import Guild
    from bot.sandbox.pytest_plugin.run import Run
    from bot.sandbox.pytest_plugin.scene import Scene
    from bot.sandbox.server import Sandbox


@pytest.fixture(scope="session")
def sandbox_bot(sandbox: Sandbox) -> ProbeProcess:
    return ProbeProcess(sandbox)


@pytest.fixture(scope="session")
def client(sandbox_client: SandboxClient) -> SandboxClient:
    return sandbox_client


@pytest.fixture(scope="session")
async def probe(bot: ProbeProcess) -> ProbeProcess:
    """The bot, which has done with its own beginning: guilds that come later are joined."""
    await bot.reported("ready")
    return bot


@pytest.fixture
async def scene(sandbox_run: Run, sandbox: Sandbox, client: SandboxClient, probe: ProbeProcess) -> Scene:
    """A guild of this test alone, on the second shard."""
    return await sandbox_run.scene(sandbox, client, shard=1)


@pytest.fixture
def guild(scene: Scene) -> Guild:
    return scene.guild


@pytest.fixture
def alice(scene: Scene) -> Person:
    return scene.person("alice")


@pytest.fixture
def bob(scene: Scene) -> Person:
    return scene.person("bob")


@pytest.fixture
async def no_faults(client: SandboxClient) -> AsyncIterator[SandboxClient]:
    """The client, with all faults cleared afterwards."""
    yield client
    await client.clear_faults()
