"""PostgreSQL restarts, stays away, hangs, and has no connection to spare: R8, R9, R10, R11."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from contextlib import nullcontext

import asyncpg
import pytest

from bot.embedded.postgres import EmbeddedPostgres
from bot.embedded.valkey import EmbeddedValkey
from bot.sandbox.pytest_plugin.run import Run
from tests.faults.field import Field, fetched, open_field, page_of
from tests.faults.frozen import frozen
from tests.faults.invariants import check
from tests.faults.play import Play, gather_party

GIVEN_UP_WITHIN_S = 15.0
"""Waiting for a connection, then for a statement."""
WELL_AGAIN_WITHIN_S = 15.0
CROWD = 40
COMMANDS = 5


@pytest.fixture(scope="module")
async def harmed(own_postgres: EmbeddedPostgres, own_valkey: EmbeddedValkey, sandbox_run: Run) -> AsyncIterator[Field]:
    """A field whose database is there to be harmed, with one bot that outlives it all."""
    async with open_field(sandbox_run, own_postgres.url, own_valkey.url) as field:
        await field.bot()
        yield field
        assert len(field.stage.bots) == 1, "nobody had to start it again"


@pytest.fixture
async def play(harmed: Field, seed: int) -> AsyncIterator[Play]:
    party = await gather_party(harmed.stage, seed, players=10)
    await party.open()
    yield party
    harmed.calm()


async def until_ready(page: str, status: int) -> str:
    """Wait until readiness says so, which looks once a second; what it says."""
    async with asyncio.timeout(WELL_AGAIN_WITHIN_S):
        while (said := await fetched(f"{page}/ready"))[0] != status:  # noqa: ASYNC110 - whoever asks for it polls
            await asyncio.sleep(0.1)
    return said[1]


async def test_r08_an_immediate_restart_under_load_loses_nothing_that_was_shown(
    harmed: Field, play: Play, own_postgres: EmbeddedPostgres
) -> None:
    old = own_postgres.pid
    assert old is not None

    async def restart() -> None:
        await asyncio.sleep(1 + play.chance("fault").random())
        os.kill(old, signal.SIGQUIT)  # what `pg_ctl restart -m immediate` sends; our supervisor starts it again
        async with asyncio.timeout(WELL_AGAIN_WITHIN_S):
            while own_postgres.pid in {None, old}:  # noqa: ASYNC110 - the supervisor tells nobody
                await asyncio.sleep(0.02)

    deeds = await play.play_while(restart())
    await play.until_well()
    assert all(deed.honest for deed in deeds)
    assert any(deed.done for deed in deeds)
    assert any(deed.away for deed in play.deeds), "people were told"
    await check(harmed, play)


async def test_r08_a_commit_whose_answer_is_lost_is_not_called_undone_and_is_found_in_the_history(
    harmed: Field, seed: int
) -> None:
    play = await gather_party(harmed.stage, seed)  # with no table, so no card is written meanwhile
    who = play.chance("fault").choice(play.people)
    await play.one(who, "r")
    hold = harmed.postgres.hold(b"COMMIT\x00", after=True, behind=b"table.rolled")
    asked = asyncio.create_task(play.one(who, "roll"))
    await hold.caught.wait()
    hold.drop()
    deed = await asked
    assert deed.away
    assert "nothing" not in deed.text
    made = [each for each in await harmed.stage.events("table.rolled") if each["cause"] == deed.result.interaction]
    assert str(made[0]["total"]) in (await play.one(who, "history")).text
    await check(harmed, play)


async def test_r09_while_it_is_away_people_are_told_at_once_and_nothing_restarts(
    harmed: Field, play: Play, own_postgres: EmbeddedPostgres
) -> None:
    page = page_of(harmed.stage.bots[-1])
    await own_postgres.stop()
    try:
        deeds = await play.play(3, "roll", "hidden", "sit", "history", "status", "press")
        assert all(deed.away for deed in deeds), [deed.text for deed in deeds]
        assert all(deed.result.state == "answered" for deed in deeds), "at once: Discord itself gives up after 3 s"
        assert (await fetched(f"{page}/health"))[0] == 200
        assert "database" in await until_ready(page, 503)
    finally:
        await own_postgres.start()
    await play.until_well()
    await until_ready(page, 200)
    await check(harmed, play)


@pytest.mark.parametrize("how", ["stopped", "black-hole"])
async def test_r10_while_it_hangs_answers_are_deferred_and_end_and_the_pool_recovers(
    harmed: Field, play: Play, own_postgres: EmbeddedPostgres, how: str
) -> None:
    assert own_postgres.pid is not None
    await play.play(1)
    if how == "black-hole":
        harmed.postgres.black_hole()
    with frozen(own_postgres.pid) if how == "stopped" else nullcontext():
        deeds = await play.play(1, "roll", "hidden", "history", "status")
    harmed.calm()
    assert all(deed.away for deed in deeds), "while it hung, and not because it was back"
    assert not any(deed.silent for deed in deeds), "deferred in time: Discord itself gives up after 3 s"
    assert max(deed.told_s for deed in deeds) < GIVEN_UP_WITHIN_S
    await play.until_well()
    assert all(deed.done for deed in await play.play(2, "roll", "history"))
    await check(harmed, play)


async def test_r11_with_no_connection_to_spare_everybody_is_answered_or_asked_to_try_again(
    harmed: Field, seed: int
) -> None:
    play = await gather_party(harmed.stage, seed, players=CROWD)
    play.pause_s = 0.5
    await harmed.stage.sandbox.state()
    locked = await asyncpg.connect(harmed.stage.database_url)
    await locked.execute("BEGIN; LOCK TABLE ledger_stream IN ACCESS EXCLUSIVE MODE")

    async def let_go() -> None:
        await asyncio.sleep(2 + play.chance("fault").random() * 4)
        await locked.execute("COMMIT")
        await locked.close()

    free = asyncio.create_task(let_go())
    deeds = await play.play(COMMANDS, "roll", "r", "hidden")
    await free
    assert len(deeds) == CROWD * COMMANDS
    assert not any(deed.silent for deed in deeds), "Discord itself gives up after 3 s"
    assert all(deed.honest for deed in deeds)
    await play.until_well()
    after = await play.play(1, "roll")
    assert all(deed.done for deed in after), [deed.text for deed in after if not deed.done]
    await check(harmed, play)
