"""Real PostgreSQL and Valkey for tests: one server of each a process, a fresh database a test."""

from __future__ import annotations

import itertools
import shutil
import tempfile
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import asyncpg

from bot.embedded.postgres import EmbeddedPostgres
from data.postgres.engine import open_engine
from data.postgres.migrate import migrate

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Generator

TEMPLATE = "everquill_template"
MEMORY = Path("/dev/shm")
PLENTY = 4 << 30
"""Bytes: four processes of tests, each with a cluster and what it writes ahead, take a third of it."""


@contextmanager
def open_folder(within: Path | None = None) -> Generator[Path]:
    """Give a temporary folder that any user may pass through; pytest's own are private to whoever runs it."""
    folder = Path(tempfile.mkdtemp(prefix="everquill-test-", dir=within))
    folder.chmod(0o711)
    try:
        yield folder.resolve()
    finally:
        shutil.rmtree(folder)


def memory() -> Path | None:
    """Where files lie in memory, if there is plenty of it.

    A database is 350 files, and ext4 looks at every file that was deleted in the last seconds before it makes one: a
    database made and dropped took a third of a second of the processor there, and takes a tenth of that here.
    """
    return MEMORY if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free >= PLENTY else None


class Databases:
    """Fresh copies of a migrated database, made and dropped in milliseconds."""

    def __init__(self, server: EmbeddedPostgres, admin: asyncpg.Connection) -> None:
        self._server = server
        self._admin = admin
        self._numbers = itertools.count(1)

    @classmethod
    async def prepare(cls, server: EmbeddedPostgres) -> Databases:
        """Make the template, migrated to head as the code stands now."""
        admin = await asyncpg.connect(server.url_of("postgres"))
        await admin.execute(f"CREATE DATABASE {TEMPLATE}")
        engine = open_engine(server.url_of(TEMPLATE), pool_size=1)
        try:
            await migrate(engine)
        finally:
            await engine.dispose()
        return cls(server, admin)

    @asynccontextmanager
    async def fresh(self, template: str = TEMPLATE) -> AsyncGenerator[str]:
        """Give the URL of a new database, gone afterwards whoever still holds on to it."""
        name = f"test_{next(self._numbers)}"
        await self._admin.execute(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")
        try:
            yield self._server.url_of(name)
        finally:
            await self._admin.execute(f"DROP DATABASE {name} WITH (FORCE)")

    async def close(self) -> None:
        """Let go of the server."""
        await self._admin.close()
