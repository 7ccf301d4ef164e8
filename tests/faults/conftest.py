"""Servers that may be harmed, fields to play on, and the seeds: one in `make test`, five in `make soak`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.embedded.postgres import EmbeddedPostgres
from bot.embedded.valkey import EmbeddedValkey
from tests.faults.field import Field, open_field
from tests.faults.play import Play, gather_party
from tests.services import Databases, open_folder

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.sandbox.pytest_plugin.run import Run

FIRST, *MORE = range(1, 7)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give a scenario its seeds."""
    if "seed" in metafunc.fixturenames:
        metafunc.parametrize("seed", [FIRST, *(pytest.param(each, marks=pytest.mark.soak) for each in MORE)])


@pytest.fixture(scope="module")
async def own_postgres() -> AsyncIterator[EmbeddedPostgres]:
    """A PostgreSQL of this module's own, as safe against crashes as a real one."""
    with open_folder() as folder:
        async with EmbeddedPostgres(folder / "postgres") as server:
            yield server


@pytest.fixture(scope="module")
async def own_valkey() -> AsyncIterator[EmbeddedValkey]:
    """A Valkey of this module's own."""
    with open_folder() as folder:
        async with EmbeddedValkey(folder / "valkey") as server:
            yield server


@pytest.fixture(scope="module")
async def shared_field(databases: Databases, valkey: EmbeddedValkey, sandbox_run: Run) -> AsyncIterator[Field]:
    """A field with one bot, for scenarios after which it plays on."""
    async with databases.fresh() as url, open_field(sandbox_run, url, valkey.url) as field:
        await field.bot()
        yield field


@pytest.fixture
async def field(database_url: str, valkey_url: str, sandbox_run: Run) -> AsyncIterator[Field]:
    """A field of this test's own, with no bot on it yet."""
    async with open_field(sandbox_run, database_url, valkey_url) as field:
        yield field


@pytest.fixture
async def play(shared_field: Field, seed: int) -> AsyncIterator[Play]:
    """A party on the shared field, at its open table; the field is calm again afterwards."""
    party = await gather_party(shared_field.stage, seed)
    await party.open()
    yield party
    shared_field.calm()
    await shared_field.stage.sandbox.clear_faults()
