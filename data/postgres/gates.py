"""Gates as rows, for when Valkey is away: slower, and as exact."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from sqlalchemy.ext.asyncio import AsyncEngine

from core.errors import UnavailableError
from data.postgres.transaction import fetch

_ENTER: Final = """
    INSERT INTO identify_gates (gate, opens_at) VALUES ($1, clock_timestamp() + $2::interval)
    ON CONFLICT (gate) DO UPDATE SET opens_at = excluded.opens_at
    WHERE identify_gates.opens_at <= clock_timestamp()
    RETURNING 0
"""
_OPENS_IN: Final = """
    SELECT greatest(0.001, extract(epoch FROM opens_at - clock_timestamp()))::float8
    FROM identify_gates WHERE gate = $1
"""


class PostgresGates:
    """The `Gates` of one process."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def enter(self, gate: str, *, closed_for_s: float) -> float | None:
        """Pass a gate, which then is closed for a while."""
        try:
            if await fetch(self._engine, _ENTER, gate, timedelta(seconds=closed_for_s)):
                return 0.0
            ((wait_s,),) = await fetch(self._engine, _OPENS_IN, gate)
        except UnavailableError:
            return None
        return wait_s
