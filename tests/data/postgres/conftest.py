"""Ledgers on a test's own database."""

from __future__ import annotations

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from data.postgres.ledger import PostgresLedger
from data.postgres.projection import merged
from tests.data.postgres.purses import LOGS, TOTALS, Published, make_tables, open_ledger


@pytest.fixture
def published() -> Published:
    return Published()


@pytest.fixture
async def ledger(engine: AsyncEngine, published: Published) -> PostgresLedger:
    """A ledger of purses with its projections."""
    await make_tables(engine)
    return open_ledger(engine, merged(TOTALS, LOGS), published)
