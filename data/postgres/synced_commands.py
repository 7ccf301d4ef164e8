"""Which command tree an application was last given, so that a restart does not send it again."""

from __future__ import annotations

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

FIND = text("SELECT digest FROM synced_commands WHERE application_id = :application")
KEEP = text(
    "INSERT INTO synced_commands (application_id, digest) VALUES (:application, :digest)"
    " ON CONFLICT (application_id) DO UPDATE SET digest = excluded.digest, synced_at = now()"
)


class SyncedCommands:
    """Remembers one digest an application."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def digest(self, application: int) -> str | None:
        """The digest of the tree last sent; None when none was."""
        async with self._engine.connect() as connection:
            return await connection.scalar(FIND, {"application": application})

    async def keep(self, application: int, digest: str) -> None:
        """Remember what was sent."""
        async with self._engine.begin() as connection:
            await connection.execute(KEEP, {"application": application, "digest": digest})
