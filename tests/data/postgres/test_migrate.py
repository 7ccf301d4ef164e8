"""Migrations: safe when several processes start at once."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import text

from data.postgres.engine import open_engine
from data.postgres.migrate import current_revision, head_revision, migrate, revisions

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.services import Databases


@pytest.fixture
async def empty_url(databases: Databases) -> AsyncIterator[str]:
    async with databases.fresh(template="template1") as url:
        yield url


async def test_an_empty_database_is_brought_to_the_newest_revision(empty_url: str) -> None:
    engine = open_engine(empty_url, pool_size=1)
    assert await current_revision(engine) is None
    assert await migrate(engine) == head_revision()
    assert await current_revision(engine) == head_revision()
    async with engine.connect() as connection:
        names = set((await connection.execute(text("SELECT extname FROM pg_extension"))).scalars())
    assert {"vector", "pg_trgm", "fuzzystrmatch"} <= names
    await engine.dispose()


async def test_migrating_again_changes_nothing(database_url: str) -> None:
    engine = open_engine(database_url, pool_size=1)
    assert await current_revision(engine) == head_revision()
    assert await migrate(engine) == head_revision()
    await engine.dispose()


async def test_four_processes_may_migrate_at_once(empty_url: str) -> None:
    engines = [open_engine(empty_url, pool_size=1) for _ in range(4)]
    assert await asyncio.gather(*map(migrate, engines)) == [head_revision()] * 4
    for engine in engines:
        await engine.dispose()


def test_file_names_tell_the_revisions_as_alembic_has_them() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(migrate.__code__.co_filename).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    known = ScriptDirectory.from_config(config)

    assert [script.revision for script in known.walk_revisions()][::-1] == list(revisions())
    assert known.get_heads() == [head_revision()]


def test_alembic_is_not_loaded_before_it_is_needed() -> None:
    loaded = "import sys, bot.launcher; print('sqlalchemy' in sys.modules, 'alembic' in sys.modules)"
    said = subprocess.run([sys.executable, "-W", "ignore", "-c", loaded], capture_output=True, check=True, text=True)

    assert said.stdout.split() == ["True", "False"]
