"""The life of a server: restarted when it dies, given up on when it will not live, its log kept short."""

from __future__ import annotations

import asyncio
import errno
import os
import signal
from typing import TYPE_CHECKING

import pytest

from bot.embedded import server as module
from bot.embedded.errors import ServiceError
from bot.embedded.server import Server
from tests.bot.embedded.evidence import lives
from tests.waiting import until

if TYPE_CHECKING:
    from pathlib import Path


class Sleeper(Server):
    """A server that does nothing, to see the life around it."""

    NAME = "Sleeper"
    PATIENCE = (0.0, 0.0, 0.0)
    script = "exec sleep 600"
    ready = True

    async def _choose_account(self) -> None:
        return None

    async def _prepare(self) -> None:
        return None

    def _command(self) -> list[str | Path]:
        return ["/bin/sh", "-c", self.script]

    async def _answers(self) -> bool:
        return self.ready


@pytest.fixture
def sleeper(tmp_path: Path) -> Sleeper:
    return Sleeper(tmp_path / "sleeper")


def kill(server: Server) -> int:
    pid = server.pid
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    return pid


async def test_a_server_that_dies_is_started_again(sleeper: Sleeper) -> None:
    async with sleeper:
        first = kill(sleeper)
        await until(lambda: sleeper.pid not in (None, first), "it stayed dead")
        assert sleeper.failed is not None
        assert not sleeper.failed.done()
    assert sleeper.pid is None


async def test_a_server_that_dies_again_and_again_is_given_up(sleeper: Sleeper) -> None:
    async with sleeper:
        assert sleeper.failed is not None
        for _ in sleeper.PATIENCE:
            first = kill(sleeper)
            await until(lambda first=first: sleeper.pid not in (None, first), "it was given up too early")
        kill(sleeper)
        with pytest.raises(ServiceError, match="died again and again"):
            await sleeper.failed


async def test_a_server_that_cannot_start_again_is_given_up_with_its_last_words(sleeper: Sleeper) -> None:
    async with sleeper:
        sleeper.ready = False
        sleeper.script = "echo the cause; exit 3"
        kill(sleeper)
        assert sleeper.failed is not None
        with pytest.raises(ServiceError, match="the cause"):
            await sleeper.failed


async def test_a_steady_life_earns_the_patience_anew(sleeper: Sleeper, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_STEADY_AFTER_S", 0.0)
    async with sleeper:
        for _ in range(len(sleeper.PATIENCE) + 3):
            first = kill(sleeper)
            await until(lambda first=first: sleeper.pid not in (None, first), "it was given up")


async def test_stopping_in_the_moment_of_a_death_ends(sleeper: Sleeper) -> None:
    for pauses in range(12):
        async with sleeper:
            pid = kill(sleeper)
            for _ in range(pauses):
                await asyncio.sleep(0)
        assert not lives(pid)
        assert sleeper.pid is None


async def test_a_cancelled_start_leaves_no_process_and_no_lock(sleeper: Sleeper) -> None:
    sleeper.ready = False
    starting = asyncio.create_task(sleeper.start())
    await until(lambda: sleeper.pid is not None, "it was not started")
    pid = sleeper.pid
    assert pid is not None
    starting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await starting
    assert not lives(pid)
    sleeper.ready = True
    async with sleeper:
        assert sleeper.pid is not None


async def test_a_server_that_ends_while_starting_says_why(sleeper: Sleeper) -> None:
    sleeper.ready = False
    sleeper.script = "echo first; echo last >&2; exit 1"
    with pytest.raises(ServiceError, match=r"(?s)ended while it was starting.*sleeper\.log.*first\nlast"):
        await sleeper.start()


async def test_a_start_that_mends_itself_is_tried_again(sleeper: Sleeper, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = sleeper.folder.parent / "first", sleeper.folder.parent / "second"
    again = f"test -e '{first}' && touch '{second}' && exec sleep 600"
    sleeper.script = f"{again}; touch '{first}'; echo try again; exit 1"
    monkeypatch.setattr(sleeper, "_passes", lambda said: "try again" in said)

    async def answers() -> bool:
        return second.exists()

    monkeypatch.setattr(sleeper, "_answers", answers)
    async with sleeper:
        assert sleeper.pid is not None


async def test_a_server_that_ignores_the_polite_wish_is_ended(
    sleeper: Sleeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    sleeper.script = "trap '' INT QUIT; echo deaf; while :; do sleep 600; done"

    async def answers() -> bool:
        return sleeper.log_file.read_text() == "deaf\n"

    monkeypatch.setattr(sleeper, "_answers", answers)
    await sleeper.start()
    pid = sleeper.pid
    assert pid is not None
    process = sleeper._process
    assert process is not None
    await module.process.stop(process, patience_s=0.05, hard_s=0.05)
    assert not lives(pid)
    await sleeper.stop()


async def test_a_folder_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.touch()
    with pytest.raises(ServiceError, match="cannot be made"):
        await Sleeper(blocked / "sleeper").start()


async def test_a_full_disk_met_by_ourselves_is_said_so(sleeper: Sleeper, monkeypatch: pytest.MonkeyPatch) -> None:
    async def prepare() -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(sleeper, "_prepare", prepare)
    with pytest.raises(ServiceError, match=r"^The disk that holds .* is full"):
        await sleeper.start()


async def test_a_log_that_grows_is_rotated_under_the_running_server(
    sleeper: Sleeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_LOG_BYTES", 10_000)
    monkeypatch.setattr(module, "_ROTATE_EVERY_S", 0.01)
    sleeper.script = "while :; do echo 0123456789012345678901234567890123456789; done"
    async with sleeper:
        oldest = sleeper.log_file.with_name("sleeper.log.3")
        await until(oldest.exists, "it was not rotated")
        await until(lambda: sleeper.log_file.stat().st_size > 0, "the server lost its log")
    assert {path.name for path in sleeper.folder.glob("*.log*")} == {
        "sleeper.log",
        "sleeper.log.1",
        "sleeper.log.2",
        "sleeper.log.3",
    }
    assert oldest.read_text().startswith("0123456789")
