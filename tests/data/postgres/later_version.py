"""What a later version of the bot leaves in the ledger: events, and a snapshot, that this one cannot read."""

from __future__ import annotations

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from core.ids import StreamId


async def written_by_a_later_version(engine: AsyncEngine, stream: StreamId) -> None:
    """Make a stream one that only a later version can read."""
    async with engine.begin() as connection:
        for change in ("ledger_event SET version", "ledger_stream SET snapshot_version"):
            await connection.execute(text(f"UPDATE {change} = 99 WHERE stream = :of"), {"of": stream})
