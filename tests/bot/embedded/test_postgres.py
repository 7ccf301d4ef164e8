"""The embedded PostgreSQL: what it is made with, and what it refuses."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from bot.embedded import binaries
from bot.embedded.errors import ServiceError
from bot.embedded.postgres import EmbeddedPostgres
from tests.services import open_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Generator
    from pathlib import Path

    from bot.embedded.accounts import Account


@pytest.fixture
def folder() -> Generator[Path]:
    with open_folder() as made:
        yield made


@pytest.fixture
def pretend(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Put a script in initdb's place."""
    programs = folder / "bin"
    programs.mkdir(mode=0o755)

    def say(script: str) -> None:
        initdb = programs / "initdb"
        initdb.write_text(f"#!/bin/sh\n{script}\n")
        initdb.chmod(0o755)

    async def find(account: Account | None, homes: tuple[Path, ...]) -> binaries.PostgresBinaries:
        del account, homes
        return binaries.PostgresBinaries(programs, 18)

    monkeypatch.setattr(binaries, "postgres_binaries", find)
    return say


async def test_a_disk_that_is_full_while_the_database_is_made_is_said_so(
    folder: Path, pretend: Callable[[str], None]
) -> None:
    pretend('echo "creating..."; echo "initdb: error: could not write to file: No space left on device" >&2; exit 1')
    with pytest.raises(ServiceError, match=r"^The disk that holds .*postgres is full \(\d+ MB free\)"):
        await EmbeddedPostgres(folder / "postgres").start()
    assert set(os.listdir(folder / "postgres")) == {"lock"}


async def test_a_database_that_cannot_be_made_says_why_and_leaves_nothing(
    folder: Path, pretend: Callable[[str], None]
) -> None:
    pretend("echo the cause; exit 1")
    with pytest.raises(ServiceError, match=r"(?s)initdb could not make the database.*the cause"):
        await EmbeddedPostgres(folder / "postgres").start()
    assert set(os.listdir(folder / "postgres")) == {"lock"}
