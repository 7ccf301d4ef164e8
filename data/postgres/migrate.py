"""Bring the database to the shape that this version expects; run at every start and by ``python -m bot migrate``.

Alembic runs inside our event loop on a connection of ours, so it needs neither an ini file nor the URL. Several
processes may start at once: whoever comes first holds an advisory lock, and the others find the work done.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

if TYPE_CHECKING:
    from sqlalchemy import Connection
    from sqlalchemy.ext.asyncio import AsyncEngine

_FOLDER: Final = Path(__file__).parent / "migrations"
_LOCK: Final = 0x65766572_7175696C  # "everquil": any constant that no other program on this server uses


def alembic_config() -> Config:
    """Give the settings of alembic, which would stand in an alembic.ini elsewhere."""
    config = Config()
    config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def head_revision() -> str:
    """Name the newest migration.

    Raises:
        alembic.util.CommandError: There are two newest ones.
    """
    head = ScriptDirectory.from_config(alembic_config()).get_current_head()
    assert head is not None, "there are migrations"
    return head


async def migrate(engine: AsyncEngine) -> str:
    """Run the migrations that are missing, all or none.

    Returns:
        The revision that the database now has, which is the newest.
    """
    async with engine.connect() as connection, connection.begin():
        # A migration may take longer than a query may, and so may waiting for another process's.
        await connection.execute(text("SET LOCAL statement_timeout = 0"))
        await connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
        await connection.run_sync(_upgrade)
    return head_revision()


async def current_revision(engine: AsyncEngine) -> str | None:
    """Name the last migration that the database has seen; None if it has seen none."""
    async with engine.connect() as connection:
        return await connection.run_sync(lambda sync: MigrationContext.configure(sync).get_current_revision())


def _upgrade(connection: Connection) -> None:
    config = alembic_config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
