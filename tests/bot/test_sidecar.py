"""The sidecar as the settings have it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import aiohttp
import pytest

from tests.flows.stage import Stage, open_stage

FOR_SOMEBODY = {"X-Forwarded-For": "198.51.100.9"}


@pytest.fixture
async def stage(database_url: str, valkey_url: str) -> AsyncIterator[Stage]:
    """A sandbox, with no bot in it yet."""
    async with open_stage(database_url, valkey_url) as stage:
        yield stage


@pytest.mark.parametrize(("setting", "to_others"), [("false", 404), ("true", 200)])
async def test_metrics_are_for_this_machine_unless_they_are_opened(stage: Stage, setting: str, to_others: int) -> None:
    bot = await stage.bot(METRICS_OPEN=setting)
    url = f"{(await bot.said('running'))['public_url']}/metrics"
    async with aiohttp.ClientSession() as session:
        async with session.get(url) as answer:
            assert answer.status == 200
        async with session.get(url, headers=FOR_SOMEBODY) as answer:
            assert answer.status == to_others
