"""Statements spliced into one, their placeholders numbered through."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from core.ids import Cause, StreamId
from core.ports.ledger import TakenError
from data.postgres.ledger import PostgresLedger
from data.postgres.projection import Statement, merged, spliced
from tests.core.ledger.purse import KINDS, PURSES
from tests.data.postgres.purses import ALICE, BOB, LOGS, TOTALS, Command, Published, perform, rows

ONE, TWO = StreamId("purse:1"), StreamId("purse:2")
FILL = Command(ONE, 5, ALICE, "Alice", Cause("a"))


def test_statements_are_numbered_through() -> None:
    statements = [
        Statement("INSERT INTO a VALUES ($1, $2, $1)", ("x", "y")),
        Statement("DELETE FROM b"),
        Statement("UPDATE c SET d = $1 WHERE e = $10", (1, 2, 3, 4, 5, 6, 7, 8, 9, 10)),
    ]
    text, args = spliced("WITH z AS (SELECT $1){projections} SELECT $2", ["p", "q"], statements)
    assert text == (
        "WITH z AS (SELECT $1), projection_1 AS (INSERT INTO a VALUES ($3, $4, $3)),"
        " projection_2 AS (DELETE FROM b),"
        " projection_3 AS (UPDATE c SET d = $5 WHERE e = $14) SELECT $2"
    )
    assert args == ["p", "q", "x", "y", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]


def test_the_same_statements_make_the_same_text() -> None:
    """Or each append would be prepared anew."""
    first, _ = spliced("{projections}", [], [Statement("DELETE FROM a WHERE b = $1", (1,))])
    second, _ = spliced("{projections}", [], [Statement("DELETE FROM a WHERE b = $1", (2,))])
    assert first is second


def test_maps_are_merged_kind_by_kind() -> None:
    both = merged(TOTALS, {"purse.filled": LOGS["purse.filled"]}, {})
    assert both.keys() == {"purse.filled", "purse.spent"}
    assert both["purse.spent"] is TOTALS["purse.spent"]


async def test_rows_are_there_with_the_events(ledger: PostgresLedger, engine: AsyncEngine) -> None:
    await perform(ledger, FILL)
    await perform(ledger, Command(ONE, -1, BOB, "ale", Cause("b")))
    assert await rows(engine, "SELECT * FROM purse_total") == [("purse:1", 4, 2)]
    assert await rows(engine, "SELECT sequence, user_id, note FROM purse_log ORDER BY sequence") == [
        (1, ALICE, "Alice"),
        (2, BOB, "ale"),
    ]


async def test_a_later_event_s_rows_are_written_upon_an_earlier_one_s(
    ledger: PostgresLedger, engine: AsyncEngine
) -> None:
    await perform(ledger, FILL)
    await perform(ledger, Command(ONE, -4, BOB, "ale", Cause("b")))
    assert await rows(engine, "SELECT coins, moves FROM purse_total") == [(1, 5)]


async def test_a_repeated_cause_projects_nothing(ledger: PostgresLedger, engine: AsyncEngine) -> None:
    await perform(ledger, FILL)
    await perform(ledger, FILL)
    assert await rows(engine, "SELECT coins, moves FROM purse_total") == [(5, 1)]


@pytest.mark.parametrize("coins", [1, -2])
async def test_what_is_taken_is_told_and_nothing_kept(
    ledger: PostgresLedger, engine: AsyncEngine, published: Published, coins: int
) -> None:
    await perform(ledger, replace(FILL, note="the only ring"))
    await perform(ledger, replace(FILL, stream=TWO))
    with pytest.raises(TakenError) as refusal:
        await perform(ledger, Command(TWO, coins, BOB, "the only ring", Cause("b")))
    assert refusal.value.constraint == "purse_claim_pkey"
    assert (await ledger.read(PURSES, TWO))[0].coins == 5
    assert await rows(engine, "SELECT count(*) FROM purse_log") == [(2,)]
    assert len(published.hints) == 2


async def test_a_fact_that_nothing_follows_from_is_appended_alone(engine: AsyncEngine) -> None:
    ledger = PostgresLedger(engine, KINDS, {}, Published())
    assert len(await perform(ledger, FILL)) == 1
