"""One sandbox and one real discord.py bot for all tests here; a fresh guild for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.sandbox.client import SandboxClient
from bot.sandbox.server import Sandbox
from tests.sandbox.probe.process import ProbeProcess

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.sandbox.client import Person
    from bot.sandbox.results import Guild


@pytest.fixture(scope="session")
async def sandbox() -> AsyncIterator[Sandbox]:
    """A sandbox of two shards that fails the run if it was asked for what it does not have."""
    async with Sandbox(shards=2, guilds=2) as opened:
        yield opened
        assert opened.gaps == []


@pytest.fixture(scope="session")
async def client(sandbox: Sandbox) -> AsyncIterator[SandboxClient]:
    async with SandboxClient(sandbox.page_url) as opened:
        yield opened


@pytest.fixture(scope="session")
async def probe(sandbox: Sandbox, client: SandboxClient) -> AsyncIterator[ProbeProcess]:
    """The bot, connected and with its commands registered."""
    async with ProbeProcess(sandbox) as process:
        await process.heard("ready")
        await client.until_connected(2)
        yield process


@pytest.fixture
async def guild(client: SandboxClient, probe: ProbeProcess, request: pytest.FixtureRequest) -> Guild:
    """A guild of this test alone, on the second shard."""
    return await client.make_guild(request.node.name, members=["alice", "bob"], channels=["general", "tavern"], shard=1)


@pytest.fixture
def alice(client: SandboxClient, guild: Guild) -> Person:
    return client.user("alice", guild)


@pytest.fixture
def bob(client: SandboxClient, guild: Guild) -> Person:
    return client.user("bob", guild)


@pytest.fixture
async def no_faults(client: SandboxClient) -> AsyncIterator[SandboxClient]:
    """The client, with all faults cleared afterwards."""
    yield client
    await client.clear_faults()
