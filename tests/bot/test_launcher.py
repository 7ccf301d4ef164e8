"""A process whose work has stopped does not pretend to be one that works."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress

import pytest

from tests.flows.processes import Bot, bot_environment
from tests.flows.stage import Stage, open_stage

STRICKEN = """
import sys
from bot import background, __main__

async def stricken(*_):
    {what}

background.{task} = stricken
sys.exit(__main__.main(["run"]))
"""


@pytest.fixture
async def stage(database_url: str, valkey_url: str) -> AsyncIterator[Stage]:
    """A sandbox, with no bot in it yet."""
    async with open_stage(database_url, valkey_url) as stage:
        yield stage


def stricken(stage: Stage, task: str, what: str) -> Bot:
    """A bot, one of whose tasks does this instead of its work."""
    environment = bot_environment(
        token=stage.facts["token"],
        base_url=stage.facts["base_url"],
        database_url=stage.database_url,
        redis_url=stage.redis_url,
        shards=stage.facts["shards"],
    )
    return Bot(environment, "-c", STRICKEN.format(task=task, what=what))


@pytest.mark.parametrize("task", ["follow_hints", "forget_expired", "measure"])
@pytest.mark.parametrize("what", ["return", "raise LookupError('a bug')"])
async def test_a_task_that_should_go_on_and_ends_takes_the_process_with_it(stage: Stage, task: str, what: str) -> None:
    bot = stricken(stage, task, what)
    stage.bots.append(bot)
    with suppress(AssertionError):  # it may end before it is ready
        await bot.start()
    await asyncio.wait_for(bot.process.wait(), 30)
    await bot.kill()

    assert bot.process.returncode == 1
    died = [line["task"] for line in bot.log if line["event"] == "task_died"]
    assert died == [task.partition("_")[0].replace("follow", "hints")]
    assert [line["event"] for line in bot.log if line["level"] == "critical"] == ["crashed"]


async def test_catching_up_may_end_and_the_process_goes_on(stage: Stage) -> None:
    bot = stricken(stage, "catch_up_when_ready", "return")
    stage.bots.append(bot)
    await bot.start()
    party = await stage.party()

    rolled = await party.alice.completed(await party.alice.slash("tavern", "r", dice="1d20"))
    assert rolled.state == "answered"
    assert await asyncio.wait_for(bot.stop(), 30) == 0
    assert bot.bugs() == []
