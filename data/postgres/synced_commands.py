"""Which command tree an application was last given, so that a restart does not send it again."""

from __future__ import annotations

from typing import Final

from sqlalchemy.ext.asyncio import AsyncEngine

from data.postgres.outages import outages
from data.postgres.transaction import Transaction, fetch

_FIND: Final = "SELECT digest FROM synced_commands WHERE application_id = $1"
_KEEP: Final = (
    "INSERT INTO synced_commands (application_id, digest) VALUES ($1, $2)"
    " ON CONFLICT (application_id) DO UPDATE SET digest = excluded.digest, synced_at = now()"
)


class SyncedCommands:
    """Remembers one digest an application."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def digest(self, application: int) -> str | None:
        """The digest of the tree last sent; None when none was."""
        rows = await fetch(self._engine, _FIND, application)
        return rows[0][0] if rows else None

    async def keep(self, application: int, digest: str) -> None:
        """Remember what was sent."""
        async with Transaction(self._engine) as connection:
            with outages():
                await connection.execute(_KEEP, application, digest)
