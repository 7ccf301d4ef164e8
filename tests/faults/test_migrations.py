"""Migrations beside play, cut off in the middle, and two at once: R24."""

from __future__ import annotations

import asyncio
import random
import sys
from collections.abc import AsyncIterator

import asyncpg
import pytest

from bot.background import TEND_EVERY_S
from bot.sandbox.pytest_plugin.process import BotProcess
from data.postgres.engine import open_engine
from data.postgres.migrate import current_revision, head_revision
from tests.bot.command_line import everquill
from tests.faults.field import Field, postgres_socket
from tests.faults.invariants import check
from tests.faults.play import gather_party
from tests.faults.proxy import Proxy
from tests.flows.processes import ROOT
from tests.services import Databases

SEAMS = (b"CREATE TABLE ledger_event", b"CREATE TABLE tables", b"CREATE TABLE epochs", b"roll_rulings")
EXPANSIONS = (
    "ALTER TABLE ledger_event ADD COLUMN of_a_later_version text",
    "ALTER TABLE ledger_stream ADD COLUMN of_a_later_version int DEFAULT 0",
    "ALTER TABLE tables ADD COLUMN of_a_later_version text",
    "CREATE INDEX of_a_later_version ON roll_permalinks (expires_at, roll_id)",
    "ALTER TABLE roll_permalinks ADD COLUMN of_a_later_version text",
)
"""What a later version may do while this one serves: add."""

BY_A_LATER_VERSION = (
    "UPDATE ledger_event SET version = 99 WHERE kind = 'table.rolled'",
    "UPDATE ledger_stream SET snapshot_version = 99",
    "UPDATE tables SET look_at = now()",
)
"""What it does not do, for what is new is read by one release before the next writes it."""


@pytest.fixture
async def empty_url(databases: Databases) -> AsyncIterator[str]:
    """A database in which nobody has made a table."""
    async with databases.fresh("template1") as url:
        yield url


async def revision(url: str) -> str | None:
    engine = open_engine(url, pool_size=1)
    try:
        return await current_revision(engine)
    finally:
        await engine.dispose()


async def test_r24_a_migration_killed_in_the_middle_has_done_nothing_and_two_that_follow_do_it_once(
    empty_url: str, seed: int
) -> None:
    words = random.Random(seed).choice(SEAMS)
    async with Proxy(unix=postgres_socket(empty_url)) as door:
        hold = door.hold(words, after=True)
        through = f"postgresql://postgres@127.0.0.1:{door.port}/{empty_url.rpartition('@/')[2].partition('?')[0]}"
        process = BotProcess(
            (sys.executable, "-m", "bot", "migrate"), {"DATABASE_URL": through, "WEB_PORT": "0"}, folder=ROOT
        )
        await process.start()
        await hold.caught.wait()
        await process.kill()
    assert await revision(empty_url) is None, "all or nothing"
    first, second = await asyncio.gather(*(everquill("migrate", DATABASE_URL=empty_url) for _ in range(2)))
    assert (first.code, second.code, first.err, second.err) == (0, 0, "", "")
    assert await revision(empty_url) == head_revision()


async def test_r24_a_later_version_adds_to_the_tables_while_this_one_serves(field: Field, seed: int) -> None:
    bot = await field.bot()
    play = await gather_party(field.stage, seed, players=8)
    await play.open()

    async def migrate() -> None:
        connection = await asyncpg.connect(field.stage.database_url)
        await everquill("migrate", DATABASE_URL=field.stage.database_url)
        for statement in EXPANSIONS:
            await connection.execute(statement)
            await asyncio.sleep(play.chance("fault").random() / 4)
        await connection.close()

    deeds = await play.play_while(migrate())
    assert all(deed.honest for deed in deeds)
    assert all(deed.done or deed.kind in {"sit", "press"} for deed in await play.play(2))
    await check(field, play)
    assert bot.bugs() == []


async def test_r24_a_table_that_a_later_version_wrote_to_waits_and_everything_else_goes_on(
    field: Field, seed: int
) -> None:
    bot = await field.bot()
    play = await gather_party(field.stage, seed)
    await play.open()
    await play.play(1, "roll")
    later = await asyncpg.connect(field.stage.database_url)
    for statement in BY_A_LATER_VERSION:
        await later.execute(statement)
    await later.close()
    ada = play.party.people[play.people[0]]
    for _ in range(3):  # what the bot does by itself comes by meanwhile
        refused = await ada.slash("tavern", "roll", dice="1d20")
        assert "Another version of the bot has written here" in refused.answer.text
        assert "`1d20`: " in (await ada.slash("cellar", "roll", dice="1d20")).answer.text
        await asyncio.sleep(TEND_EVERY_S)
    other = play.party.people[play.people[1]]
    assert "## Table" in (await other.slash("cellar", "table open")).answer.text
    assert {each["event"] for each in bot.bugs()} == {"event_not_read"}
