"""The product's limits, as people meet them: refused in private, told how long to wait, and let in after that."""

from __future__ import annotations

import asyncio
import itertools
import os
import re
import signal
from typing import TYPE_CHECKING

import aiohttp
import pytest
from redis.asyncio import Redis

from bot.embedded.valkey import EmbeddedValkey
from tests.flows.processes import PRODUCT, Bot
from tests.flows.stage import Party, Stage, open_stage, permalink, total
from tests.services import open_folder
from tests.waiting import until

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.sandbox.client.results import Message
    from bot.sandbox.pytest_plugin.run import Run
    from tests.services import Databases

ROLLS = 10
NUMBERS = itertools.count(1)


@pytest.fixture(scope="module")
async def product(databases: Databases, valkey: EmbeddedValkey, sandbox_run: Run) -> AsyncIterator[Stage]:
    """A stage with one bot that has the product's limits; its people are new in every test."""
    async with databases.fresh() as database_url, open_stage(database_url, valkey.url, run=sandbox_run) as stage:
        bot = await stage.bot(**PRODUCT)
        yield stage
        assert bot.bugs() == []


@pytest.fixture
async def strangers(product: Stage) -> Party:
    """Two people who have not done anything yet."""
    return await newcomers(product)


async def newcomers(stage: Stage) -> Party:
    number = next(NUMBERS)
    return await stage.party(people=(f"alice{number}", f"bob{number}"))


def wait_s(refused: Message) -> int:
    """How long a refusal says to wait."""
    assert refused.ephemeral
    found = re.search(r"try again in (\d+) s, for example `", refused.text)
    assert found, refused.text
    return int(found[1])


def cards(messages: list[Message]) -> list[Message]:
    return [message for message in messages if "Roll again" in message.text]


async def metrics(bot: Bot) -> str:
    """The page for Prometheus."""
    running = await bot.said("running")
    async with aiohttp.ClientSession() as session, session.get(f"{running['public_url']}/metrics") as response:
        return await response.text()


async def test_the_eleventh_roll_has_to_wait_as_long_as_it_is_told(product: Stage, strangers: Party) -> None:
    alice, bob = strangers.people.values()
    told = len(product.bots[0].log)
    opened = (await alice.slash("tavern", "table open")).answer
    await alice.slash("tavern", "dice preset save", name="bolt", dice="1d20+7")
    first = (await alice.slash("tavern", "roll", dice="4d6kh3")).answer
    said = await bob.say("tavern", "I attack with 1d20+7")
    rolled = [
        await alice.slash("tavern", "r", dice="6x4d6kh3"),
        await alice.click(first, "Roll again"),
        await alice.click(opened, "Roll d20"),
        await alice.menu("tavern", "Roll this", said),
        await alice.slash("tavern", "dice preset use", name="bolt"),
        *[await alice.slash("tavern", "r", dice="1d20") for _ in range(ROLLS - 6)],
    ]
    assert not any(each.answer.ephemeral for each in rolled)
    before = await product.events("table.rolled")

    for refused in (await alice.slash("tavern", "r", dice="1d20"), await alice.click(first, "Roll again")):
        assert "you can roll 10 times in 10 s" in refused.answer.text
        assert 1 <= wait_s(refused.answer) <= ROLLS
    assert await product.events("table.rolled") == before
    assert not (await bob.slash("tavern", "r", dice="1d20")).answer.ephemeral

    line = await product.bots[0].said("refused", since=told)
    assert (line["command"], line["code"]) == ("r", "RATE_LIMIT")
    page = await metrics(product.bots[0])
    assert 'everquill_refusals_total{code="RATE_LIMIT",command="button:again"} 1.0' in page
    assert "everquill_quota_shared 1.0" in page

    await asyncio.sleep(wait_s((await alice.slash("tavern", "r", dice="1d20")).answer))
    assert total((await alice.slash("tavern", "r", dice="1d20")).answer)


async def test_one_table_in_five_minutes_whatever_became_of_the_first(product: Stage, strangers: Party) -> None:
    alice, bob = strangers.people.values()
    opened = await alice.slash("tavern", "table open")
    assert not opened.answer.ephemeral
    failed = (await bob.slash("tavern", "table open")).answer
    assert failed.ephemeral
    assert "already open in this channel" in failed.text
    assert not (await bob.slash("cellar", "table open")).answer.ephemeral  # to fail has cost nothing
    await bob.slash("cellar", "table close")
    await alice.slash("tavern", "table close")
    for person in (alice, bob):
        refused = (await person.slash("tavern", "table open")).answer
        assert "you can open one table in five minutes" in refused.text
        assert 200 < wait_s(refused) <= 300


async def test_a_roll_delivered_twice_is_charged_once_and_refused_once(product: Stage, strangers: Party) -> None:
    alice, _ = strangers.people.values()
    before = len(await product.events("table.rolled"))
    await product.sandbox.fault(duplicate="INTERACTION_CREATE", count=ROLLS + 1)
    rolled = [await alice.slash("tavern", "roll", dice="1d20") for _ in range(ROLLS)]
    refused = await alice.slash("tavern", "roll", dice="1d20")
    assert len({permalink(each.answer) for each in rolled}) == ROLLS
    assert wait_s(refused.answer) <= ROLLS
    assert len(await product.events("table.rolled")) == before + ROLLS
    assert len(cards(await alice.messages("tavern"))) == ROLLS


async def test_codes_cannot_be_guessed(product: Stage, strangers: Party) -> None:
    alice, bob = strangers.people.values()
    opened = (await alice.slash("tavern", "table open")).answer
    code = opened.text.splitlines()[0].split()[-1]
    word, digits = code.split("-")
    for number in range(1, 6):
        wrong = (await bob.slash("cellar", "table join", code=f"{word}-{(int(digits) + number) % 10_000:04}")).answer
        assert wrong.ephemeral
        assert "There is no open table" in wrong.text
    refused = (await bob.slash("cellar", "table join", code=code)).answer
    assert "you can try 5 wrong codes in ten minutes" in refused.text
    assert 500 < wait_s(refused) <= 600
    assert "Bob" not in (await alice.slash("tavern", "table status")).answer.text
    joined = (await bob.slash("tavern", "table join")).answer  # where the table is, no code is needed
    assert "too fast" not in joined.text


async def test_right_codes_cost_nothing(product: Stage, strangers: Party) -> None:
    alice, bob = strangers.people.values()
    opened = (await alice.slash("tavern", "table open")).answer
    code = opened.text.splitlines()[0].split()[-1]
    for _ in range(7):
        assert "too fast" not in (await bob.slash("cellar", "table join", code=code)).answer.text
        assert "too fast" not in (await bob.slash("tavern", "table leave")).answer.text


@pytest.fixture
async def taken_away(database_url: str, sandbox_run: Run) -> AsyncIterator[tuple[Stage, EmbeddedValkey]]:
    """A stage with a Valkey of its own, to be harmed."""
    with open_folder() as folder:
        async with (
            EmbeddedValkey(folder / "valkey") as server,
            open_stage(database_url, server.url, run=sandbox_run) as stage,
        ):
            yield stage, server


async def play(party: Party, rolls: int) -> list[Message]:
    """Everybody rolls so often, all at once."""
    turns = [person for person in party.people.values() for _ in range(rolls)]
    asked = await asyncio.gather(*(person.slash("tavern", "roll", dice="1d20") for person in turns))
    done = [await person.completed(each) for person, each in zip(turns, asked, strict=True)]
    assert {each.state for each in done} == {"answered"}
    assert [each.answer.text for each in done if each.answer.ephemeral] == []
    return [each.answer for each in done]


@pytest.mark.parametrize("blow", ["stopped", "hung"])
async def test_without_valkey_no_roll_fails_and_half_the_limit_is_left(
    taken_away: tuple[Stage, EmbeddedValkey], blow: str
) -> None:
    stage, server = taken_away
    bot = await stage.bot(**PRODUCT)
    party = await stage.party()
    await party.alice.slash("tavern", "table open")
    rolled = await play(party, 2)
    pid = server.pid
    assert pid is not None
    if blow == "hung":
        os.kill(pid, signal.SIGSTOP)
    else:
        await server.stop()

    rolled += await play(party, ROLLS // 2)
    await bot.said("quota_alone")
    assert "everquill_quota_shared 0.0" in await metrics(bot)
    refused = (await party.alice.slash("tavern", "r", dice="1d20")).answer
    assert "you can roll 5 times in 10 s" in refused.text
    assert wait_s(refused) <= ROLLS

    if blow == "hung":
        os.kill(pid, signal.SIGCONT)
    else:
        await server.start()
    await bot.said("quota_shared")
    assert "everquill_quota_shared 1.0" in await metrics(bot)
    rolled += await play(party, 1)
    assert len({permalink(each) for each in rolled}) == len(await stage.events("table.rolled")) == 8 * 4
    assert bot.bugs() == []
    assert await stage.ledger_holds()


async def test_a_valkey_killed_again_and_again_fails_no_roll(taken_away: tuple[Stage, EmbeddedValkey]) -> None:
    stage, server = taken_away
    bot = await stage.bot()
    party = await stage.party()
    rolled = await play(party, 1)
    for _ in range(3):
        playing = asyncio.create_task(play(party, 5))
        pid = server.pid
        assert pid is not None
        os.kill(pid, signal.SIGKILL)  # whoever watches over it starts it again
        rolled += await playing
        await until(lambda dead=pid: server.pid not in {None, dead}, "nobody started it again")
    assert len({permalink(each) for each in rolled}) == len(await stage.events("table.rolled")) == 4 + 3 * 4 * 5
    assert bot.bugs() == []
    assert await stage.ledger_holds()


@pytest.mark.parametrize("command", ["FLUSHALL", "SCRIPT FLUSH"])
async def test_a_flushed_valkey_fails_no_roll(taken_away: tuple[Stage, EmbeddedValkey], command: str) -> None:
    stage, server = taken_away
    bot = await stage.bot(**PRODUCT)
    party = await stage.party()
    rolled = await play(party, 3)
    async with Redis.from_url(server.url) as client:
        await client.execute_command(*command.split())
    rolled += await play(party, 3)
    assert len({permalink(each) for each in rolled}) == 6 * 4
    assert not [line for line in bot.log if line.get("event") == "quota_alone"]
    assert bot.bugs() == []
