"""A sidecar and rolls to show, for each test."""

from __future__ import annotations

from collections.abc import AsyncGenerator

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from tests.bot.web.house import Rolls, Site, open_site


@pytest.fixture
async def rolls(engine: AsyncEngine) -> Rolls:
    """Rolls that can be written."""
    return Rolls(engine)


@pytest.fixture
async def site(engine: AsyncEngine) -> AsyncGenerator[Site]:
    """A sidecar that reads them."""
    async with open_site(engine) as opened:
        yield opened


@pytest.fixture
async def bare() -> AsyncGenerator[Site]:
    """A sidecar that has nothing to show, and needs no database for it."""
    async with open_site() as opened:
        yield opened
