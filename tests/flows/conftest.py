"""Stages for flows: one with a bot that the tests of a module share, or a stage of the test's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.flows.matrix.scenes import Scenes
from tests.flows.stage import Party, Stage, open_stage

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.embedded.valkey import EmbeddedValkey
    from bot.sandbox.pytest_plugin.run import Run
    from tests.services import Databases


@pytest.fixture(scope="module")
async def shared(databases: Databases, valkey: EmbeddedValkey, sandbox_run: Run) -> AsyncIterator[Stage]:
    """A stage with one bot that nobody harms.

    It ends with its module: the sandbox stands still while tests run that do not wait for anything, and a bot whose
    heartbeats go unanswered for as long as that takes the gateway for dead, which it logs as an error.
    """
    async with databases.fresh() as database_url, open_stage(database_url, valkey.url, run=sandbox_run) as stage:
        bot = await stage.bot()
        yield stage
        assert bot.bugs() == []


@pytest.fixture
async def stage(database_url: str, valkey_url: str, sandbox_run: Run) -> AsyncIterator[Stage]:
    """A stage of this test's own, with no bot on it yet."""
    async with open_stage(database_url, valkey_url, run=sandbox_run) as stage:
        yield stage


@pytest.fixture
async def party(shared: Stage) -> Party:
    """A fresh guild on the shared stage."""
    return await shared.party()


@pytest.fixture(scope="module")
async def scenes(databases: Databases, valkey: EmbeddedValkey, sandbox_run: Run) -> AsyncIterator[Scenes]:
    """Tables whose DM is missed after a second."""
    async with databases.fresh() as database_url, open_stage(database_url, valkey.url, run=sandbox_run) as stage:
        bot = await stage.bot(DM_GRACE_S="1")
        yield Scenes(stage)
        assert bot.bugs() == []
