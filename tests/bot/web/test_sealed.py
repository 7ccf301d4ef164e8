"""A hidden roll's permalink: who and when. Its numbers are canaries, looked for in every byte that is sent."""

from __future__ import annotations

from dataclasses import replace

import asyncpg
import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from core.dice.layout import DieGroup
from data.postgres.transaction import Transaction
from tests.bot.web.house import STRENGTH, Answer, Rolls, Site

CANARY = replace(
    STRENGTH,
    hidden=True,
    notation="7d77771 + 77772",
    advantage="disadvantage",
    dice=(DieGroup("7d77771kl1", 77771, (77773, 77774), (True, False), 77775),),
    total=77776,
    dc=7777,
    passed=True,
    label="Canary label",
)
SECRETS = ("7777", "7d7", "Canary", "Passes", "Misses", "passes", "disadvantage", "kl1")


def sent(answer: Answer) -> str:
    """Everything that was sent but the stylesheet, which is the same on every page."""
    before, _, rest = answer.text.partition("<style>")
    return f"{answer.headers}{before}{rest.partition('</style>')[2]}"


async def test_the_page_says_who_and_when_and_nothing_else(site: Site, rolls: Rolls) -> None:
    answer = await site.ask(f"/roll/{await rolls.write(CANARY)}")

    assert answer.status == 200
    assert "<bdi>Mara</bdi> made a hidden roll." in answer.text
    assert 'datetime="2026-11-21T19:45:33Z"' in answer.text
    assert [secret for secret in (*SECRETS, "MIST", "2026-12-21") if secret in sent(answer)] == []


async def test_the_api_has_the_same_keys_and_no_roll_in_them(site: Site, rolls: Rolls) -> None:
    roll_id = await rolls.write(CANARY)
    answer = await site.ask(f"/api/permalink/{roll_id}")

    assert await site.json(f"/api/permalink/{roll_id}") == {
        "roll_id": roll_id,
        "room_code": "MIST****",
        "room_mode": "dm-led",
        "player_name": "Mara",
        "dice_formula": None,
        "advantage": None,
        "individual_results": None,
        "total": None,
        "dc_check": None,
        "parts": None,
        "timestamp": 1795290333250,
        "created_at": "2026-11-21T19:45:33Z",
        "expires_at": "2026-12-21T19:45:33Z",
        "hidden": True,
    }
    assert [secret for secret in SECRETS if secret in f"{answer.headers}{answer.text}"] == []


async def test_two_hidden_rolls_differ_in_nothing_that_was_rolled(site: Site, rolls: Rolls) -> None:
    one = replace(CANARY, roll_id=type(CANARY.roll_id)("a" * 22))
    other = replace(STRENGTH, roll_id=type(CANARY.roll_id)("b" * 22), hidden=True, dc=None, passed=None, label=None)
    pages = [(await site.ask(f"/roll/{await rolls.write(each)}")).text for each in (one, other)]

    assert pages[0].replace("a" * 22, "b" * 22) == pages[1]


async def test_the_row_holds_no_roll(rolls: Rolls, engine: AsyncEngine) -> None:
    await rolls.write(CANARY)
    async with Transaction(engine) as connection:
        row = str(await connection.fetchrow("SELECT p::text FROM roll_permalinks p"))

    assert "Mara" in row
    assert [secret for secret in SECRETS if secret in row] == []


@pytest.mark.parametrize(
    "leak",
    ["dice_formula = '1d6'", "dice = '[]'", "advantage = 'none'", "total = 7", "dc = 7, passed = true", "label = 'x'"],
)
async def test_the_database_itself_refuses_a_leak(rolls: Rolls, engine: AsyncEngine, leak: str) -> None:
    await rolls.write(CANARY)

    with pytest.raises(asyncpg.CheckViolationError, match="sealed_or_shown"):
        async with Transaction(engine) as connection:
            await connection.execute(f"UPDATE roll_permalinks SET {leak}")


async def test_the_database_refuses_an_open_roll_without_its_result(rolls: Rolls, engine: AsyncEngine) -> None:
    await rolls.write(CANARY)

    with pytest.raises(asyncpg.CheckViolationError, match="sealed_or_shown"):
        async with Transaction(engine) as connection:
            await connection.execute("UPDATE roll_permalinks SET hidden = false")
