"""The disk is full, or can only be read: R22. On a disk of its own, as small as PostgreSQL can start on."""

from __future__ import annotations

import os
import subprocess
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.embedded.postgres import EmbeddedPostgres
from bot.embedded.valkey import EmbeddedValkey
from bot.sandbox.pytest_plugin.run import Run
from tests.bot.command_line import everquill
from tests.faults.field import Field, open_field
from tests.faults.invariants import check
from tests.faults.play import gather_party
from tests.services import open_folder

DISK = "128m"
ROLLS = ("roll", "r", "hidden")
MOST_ROUNDS = 30
"""Pages that are there already take some rolls before the tables have to grow."""


@contextmanager
def mounted(*options: str) -> Iterator[Path]:
    """A file system of our own; where none may be mounted, the scenario cannot be played."""
    with open_folder() as folder:
        disk = folder / "disk"
        disk.mkdir(mode=0o711)
        mount = ["mount", "-t", "tmpfs", "-o", ",".join(("mode=0711", *options)), "everquill-test", str(disk)]
        made = subprocess.run(mount, capture_output=True, text=True, check=False)
        if made.returncode:
            pytest.skip(f"no disk can be mounted here, so none can be full or closed: {made.stderr.strip()}")
        try:
            yield disk
        finally:
            subprocess.run(["umount", "--lazy", str(disk)], check=True)


@pytest.fixture(scope="module")
def small_disk() -> Iterator[Path]:
    with mounted(f"size={DISK}") as disk:
        yield disk


@pytest.fixture(scope="module")
async def cramped(small_disk: Path, valkey: EmbeddedValkey, sandbox_run: Run) -> AsyncIterator[Field]:
    """A field whose database lies on the small disk."""
    async with (
        EmbeddedPostgres(small_disk / "postgres") as server,
        open_field(sandbox_run, server.url, valkey.url) as field,
    ):
        await field.bot()
        yield field


@contextmanager
def filled(disk: Path) -> Iterator[None]:
    """Let something else take all the room that there is."""
    ballast = disk / "ballast"
    free = os.statvfs(disk)
    with ballast.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, free.f_bavail * free.f_bsize)
    try:
        yield
    finally:
        ballast.unlink()


async def test_r22_a_full_disk_is_told_to_people_and_harms_nothing(cramped: Field, small_disk: Path, seed: int) -> None:
    play = await gather_party(cramped.stage, seed, players=8)
    await play.open()
    await play.play(1, *ROLLS)
    with filled(small_disk):
        for _ in range(MOST_ROUNDS):
            deeds = await play.play(1, *ROLLS)
            assert all(deed.honest for deed in deeds)
            if any(deed.away for deed in deeds):
                break
        else:
            pytest.fail("the disk was never full")
        assert all(deed.honest for deed in await play.play(2))
    assert all(deed.done for deed in await play.play(2, *ROLLS))
    await check(cramped, play)
    assert cramped.stage.bots[-1].bugs() == []


async def test_r22_a_data_folder_that_can_only_be_read_is_told_in_one_sentence() -> None:
    with mounted("ro") as disk:
        said = await everquill("migrate", DATA_DIR=str(disk / "game"))
    assert said.code == 2
    assert str(disk) in said.sentence
