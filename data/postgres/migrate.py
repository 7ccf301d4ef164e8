"""Bring the database to the shape that this version expects; run at every start and by ``python -m bot migrate``.

Several processes may start at once: whoever comes first holds an advisory lock, and the others find the work done.
Which revision is the newest stands in the migrations' file names, ``NNNN_what_it_adds.py``.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlalchemy import text

if TYPE_CHECKING:
    from sqlalchemy import Connection
    from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

_FOLDER: Final = Path(__file__).parent / "migrations"
_LOCK: Final = 0x65766572_7175696C  # "everquil": any constant that no other program on this server uses


class NewerDatabaseError(Exception):
    """The database has seen a migration that this version does not know."""


@cache
def revisions() -> tuple[str, ...]:
    """All migrations, the oldest first."""
    return tuple(sorted(file.name.partition("_")[0] for file in _FOLDER.glob("versions/[0-9]*.py")))


def head_revision() -> str:
    """Name the newest migration."""
    return revisions()[-1]


async def migrate(engine: AsyncEngine) -> str:
    """Run the migrations that are missing, all or none.

    Returns:
        The revision that the database now has, which is the newest.

    Raises:
        NewerDatabaseError: A later version than this one has been here; nothing is changed.
    """
    async with engine.connect() as connection, connection.begin():
        # A migration may take longer than a query may, and so may waiting for another process's.
        await connection.execute(text("SET LOCAL statement_timeout = 0"))
        await connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
        seen = await _seen_by(connection)
        if seen is not None and seen not in revisions():
            raise NewerDatabaseError(f"it is at revision {seen}, and this version ends at {head_revision()}")
        if seen != head_revision():
            await connection.run_sync(_upgrade)
    return head_revision()


async def current_revision(engine: AsyncEngine) -> str | None:
    """Name the last migration that the database has seen; None if it has seen none."""
    async with engine.connect() as connection:
        return await _seen_by(connection)


async def _seen_by(connection: AsyncConnection) -> str | None:
    """The one row of alembic's own table."""
    if await connection.scalar(text("SELECT to_regclass('alembic_version')")) is None:
        return None
    return await connection.scalar(text("SELECT version_num FROM alembic_version"))


def _upgrade(connection: Connection) -> None:
    from data.postgres.upgrade import upgrade  # alembic is not loaded where nothing is to be done

    upgrade(connection, _FOLDER)
