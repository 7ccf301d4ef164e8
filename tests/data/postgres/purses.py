"""The purses of `tests.core.ledger.purse` with a database behind them: projections, a publisher, commands."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from core.ids import Cause, StreamId, UserId
from core.ledger.event import Event
from core.ports.ledger import Ledger, Loaded
from core.ports.publisher import Hint
from data.postgres.ledger import PostgresLedger
from data.postgres.projection import Projection, Statement
from tests.core.ledger.purse import KINDS, PURSES, Filled, Purse, fill, spend

NOW = datetime(2026, 11, 21, 12, 0, 0, 123456, tzinfo=UTC)
ALICE, BOB = UserId(810000000000000111), UserId(810000000000000222)

TABLES = (
    "CREATE TABLE purse_total (stream text PRIMARY KEY, coins int NOT NULL, moves int NOT NULL)",
    "CREATE TABLE purse_log (stream text, sequence bigint, user_id bigint, note text, PRIMARY KEY (stream, sequence))",
    "CREATE TABLE purse_claim (what text PRIMARY KEY)",
)


def total(event: Event, purse: Purse) -> Sequence[Statement]:
    """One row a purse, which every event of an append writes again."""
    return [
        Statement(
            "INSERT INTO purse_total AS t (stream, coins, moves) VALUES ($1, $2, 1)"
            " ON CONFLICT (stream) DO UPDATE SET coins = excluded.coins, moves = t.moves + 1",
            (event.stream, purse.coins),
        )
    ]


def log(event: Event, purse: Purse) -> Sequence[Statement]:
    """One row an event, and a claim on what can be bought only once."""
    note = event.fact.name if isinstance(event.fact, Filled) else event.fact.on
    row = (event.stream, event.sequence, event.actor, note)
    yours = [Statement("INSERT INTO purse_log (stream, sequence, user_id, note) VALUES ($1, $2, $3, $4)", row)]
    if note and note.startswith("the only"):
        yours.append(Statement("INSERT INTO purse_claim (what) VALUES ($1)", (note,)))
    return yours


TOTALS: dict[str, Projection] = {"purse.filled": total, "purse.spent": total}
LOGS: dict[str, Projection] = {"purse.filled": log, "purse.spent": log}


def erase_log(user: UserId) -> Sequence[Statement]:
    return [Statement("UPDATE purse_log SET user_id = NULL, note = NULL WHERE user_id = $1", (user,))]


@dataclass
class Published:
    """A publisher that remembers."""

    hints: list[Hint] = field(default_factory=list)

    async def publish(self, hints: Sequence[Hint]) -> None:
        self.hints += hints


async def make_tables(engine: AsyncEngine) -> None:
    async with engine.begin() as connection:
        for statement in TABLES:
            await connection.execute(text(statement))


async def rows(engine: AsyncEngine, query: str) -> list[tuple[object, ...]]:
    async with engine.connect() as connection:
        return [tuple(row) for row in await connection.execute(text(query))]


async def run(engine: AsyncEngine, statement: str, **values: object) -> None:
    async with engine.begin() as connection:
        await connection.execute(text(statement), values)


@dataclass(frozen=True)
class Command:
    """What somebody wants of a purse: more coins in, or, if negative, out one by one."""

    stream: StreamId
    coins: int
    actor: UserId
    note: str
    cause: Cause

    def decide(self, purse: Purse):
        return fill(self.coins, self.note) if self.coins >= 0 else spend(purse, -self.coins, self.note)


async def perform(ledger: Ledger, command: Command, *, at: datetime = NOW) -> tuple[Event, ...]:
    """A use case as every use case is: load, decide unless that has been done, append."""
    async with ledger.unit_of_work() as work:
        loaded: Loaded[Purse] = await work.load(PURSES, command.stream, command.cause)
        if loaded.recorded:
            return loaded.recorded
        drafts = command.decide(loaded.state)
        done = await work.append(PURSES, loaded, drafts, at=at, actor=command.actor, cause=command.cause)
    return done.events


def open_ledger(engine: AsyncEngine, projections: dict[str, Projection], published: Published) -> PostgresLedger:
    return PostgresLedger(engine, KINDS, projections, published)


async def waiting(engine: AsyncEngine, count: int) -> None:
    """Wait until so many backends wait for a lock."""
    query = (
        "SELECT count(*) FROM pg_stat_activity, pg_sleep(0.002)"
        " WHERE wait_event_type = 'Lock' AND datname = current_database()"
    )
    async with asyncio.timeout(30):
        while await rows(engine, query) != [(count,)]:
            pass
