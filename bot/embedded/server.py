"""A server that is kept running: started once it answers, started again if it dies, stopped when the bot stops.

`Server` knows the life of a child process and nothing of databases; `bot.embedded.postgres` and `bot.embedded.valkey`
say how theirs is prepared, started, and asked whether it is ready.
"""

from __future__ import annotations

import abc
import asyncio
import errno
import os
import shutil
import time
from typing import TYPE_CHECKING, ClassVar, Self

import structlog

from bot.embedded import places, process
from bot.embedded.errors import ServiceError

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

    from bot.embedded.accounts import Account

_log = structlog.get_logger(__name__)

_READY_WITHIN_S = 600.0  # the recovery of a large database after a crash takes minutes, and must not be cut off
_PASSING_WITHIN_S = 20.0
_JOIN_WITHIN_S = 60.0
_STEADY_AFTER_S = 60.0
_ROTATE_EVERY_S = 60.0
_LOG_BYTES = 4_000_000
_LOG_FILES = 3
_FULL = ("No space left on device", "Disk quota exceeded", "File too large")


class Server(abc.ABC):
    """One server process in a folder of its own, exclusively ours while it runs.

    Attributes:
        failed: Done with a `ServiceError` once the server has died so often that starting it again is given up.
    """

    NAME: ClassVar[str]
    PATIENCE: ClassVar[tuple[float, ...]] = (0.0, 0.5, 1.0, 2.0, 5.0)
    """Seconds before each new start after a death; when they are used up without a steady minute, we give up."""

    def __init__(self, folder: Path, *, homes: tuple[Path, ...] = places.HOMES) -> None:
        """Remember where; nothing is opened.

        Args:
            folder: The server's own folder; made when needed.
            homes: Where root puts what the server's user must reach (see `bot.embedded.places`).
        """
        self.failed: asyncio.Future[None] | None = None
        self._wanted = folder.absolute()
        self._homes = homes
        self._root = self._wanted
        self._account: Account | None = None
        self._lock: process.FolderLock | None = None
        self._process: asyncio.subprocess.Process | None = None
        self._watching: asyncio.Task[None] | None = None

    @property
    def folder(self) -> Path:
        """Where the files are; elsewhere than asked for only as `bot.embedded.places` explains."""
        return self._root

    @property
    def log_file(self) -> Path:
        """What the server says, rotated."""
        return self._root / f"{self.NAME.lower()}.log"

    @property
    def pid(self) -> int | None:
        """The server's process, while it runs."""
        alive = self._process is not None and self._process.returncode is None
        return self._process.pid if self._process is not None and alive else None

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()

    async def start(self) -> None:
        """Prepare the folder, start the server and wait until it answers.

        Raises:
            ServiceError: It cannot run; the message says why and what to do.
        """
        began = time.monotonic()
        try:
            await self._take_folder()
            await self._prepare()
            await self._launch()
            await self._complete()
        except BaseException as error:
            await self._let_go()
            if isinstance(error, OSError):
                raise self._words_for(error) from error
            raise
        self.failed = asyncio.get_running_loop().create_future()
        self._watching = asyncio.create_task(self._watch(), name=f"watch {self.NAME}")
        _log.info("server_started", server=self.NAME, pid=self.pid, seconds=round(time.monotonic() - began, 3))

    async def stop(self) -> None:
        """Stop the server and give up the folder; nothing happens if it never ran."""
        if self._watching is not None:
            while not self._watching.done():
                # Repeated, as `asyncio.wait_for` of Python 3.11, which drivers use, may swallow a cancellation.
                self._watching.cancel()
                await asyncio.wait({self._watching}, timeout=1)
            self._watching = None
        if self.failed is not None:
            self.failed.cancel()
        await self._let_go()

    async def join(self) -> None:
        """Wait until the server answers that another process runs in this folder.

        Raises:
            ServiceError: It does not.
        """
        give_up = time.monotonic() + _JOIN_WITHIN_S
        while True:
            self._root = self._wanted.resolve()
            if await self._answers():
                return
            if time.monotonic() > give_up:
                raise ServiceError(f"{self.NAME} in {self._root} is another process's, and it does not answer.")
            await asyncio.sleep(0.05)

    @abc.abstractmethod
    async def _choose_account(self) -> Account | None:
        """Say whom the server runs as."""

    @abc.abstractmethod
    async def _prepare(self) -> None:
        """Make the folder fit to start in: files, sockets, leftovers of an earlier run."""

    @abc.abstractmethod
    def _command(self) -> list[str | Path]:
        """Give the server's command line."""

    @abc.abstractmethod
    async def _answers(self) -> bool:
        """Ask the server once whether it is ready."""

    async def _complete(self) -> None:
        """Do what can be done only once it answers for the first time, before anybody else asks."""
        return

    def _passes(self, said: str) -> bool:
        """Tell whether a failed start will mend itself if tried again in a moment."""
        del said
        return False

    async def _take_folder(self) -> None:
        self._account = await self._choose_account()
        self._root = await places.settle(self._wanted, self._account, self._homes)
        self._lock = process.FolderLock.take(self._root)

    async def _let_go(self) -> None:
        try:
            if self._process is not None:
                await process.stop(self._process)
                self._process = None
        finally:
            if self._lock is not None:
                places.clear_socket_folder(self._root)
                self._lock.release()
                self._lock = None

    async def _launch(self) -> None:
        give_up = time.monotonic() + _PASSING_WITHIN_S
        while True:
            _rotate(self.log_file)
            before = _size(self.log_file)
            self._process = await process.spawn(self._command(), self._account, self.log_file)
            try:
                if await self._became_ready(self._process):
                    return
            except BaseException:
                await asyncio.shield(process.stop(self._process))
                raise
            said = _tail(self.log_file, before)
            if not self._passes(said) or time.monotonic() > give_up:
                raise self._trouble(said, f"{self.NAME} ended while it was starting")
            await asyncio.sleep(0.2)

    async def _became_ready(self, child: asyncio.subprocess.Process) -> bool:
        began = time.monotonic()
        reported = began
        while child.returncode is None:
            if await self._answers():
                return True
            now = time.monotonic()
            if now - began > _READY_WITHIN_S:
                raise ServiceError(f"{self.NAME} has not answered for {_READY_WITHIN_S:.0f} s; see {self.log_file}.")
            if now - reported > 10:
                _log.info("server_not_ready_yet", server=self.NAME, seconds=round(now - began))
                reported = now
            await asyncio.sleep(0.01 if now - began < 2 else 0.2)
        return False

    async def _watch(self) -> None:
        deaths = 0
        while True:
            began = time.monotonic()
            await self._outlive()
            deaths = 1 if time.monotonic() - began > _STEADY_AFTER_S else deaths + 1
            if not await self._revive(deaths):
                return

    async def _outlive(self) -> None:
        """Wait for the server's death, and keep its log small meanwhile."""
        assert self._process is not None
        while self._process.returncode is None:
            try:
                async with asyncio.timeout(_ROTATE_EVERY_S):
                    await self._process.wait()
            except TimeoutError:
                _rotate(self.log_file)

    async def _revive(self, deaths: int) -> bool:
        assert self._process is not None
        reason: object = f"exit status {self._process.returncode}"
        for attempt, wait_s in enumerate(self.PATIENCE[deaths - 1 :], deaths):
            _log.error("server_died", server=self.NAME, reason=str(reason), attempt=attempt, again_in_s=wait_s)
            await asyncio.sleep(wait_s)
            try:
                await self._launch()
            except (ServiceError, OSError) as error:
                reason = error
            else:
                _log.warning("server_runs_again", server=self.NAME, pid=self.pid)
                return True
        _log.critical("server_given_up", server=self.NAME, reason=str(reason))
        assert self.failed is not None
        if not self.failed.done():
            self.failed.set_exception(
                ServiceError(f"{self.NAME} died again and again ({reason}); see {self.log_file}.")
            )
            self.failed.exception()  # whoever waits still gets it; nobody waiting is no second error
        return False

    def _trouble(self, said: str, what: str) -> ServiceError:
        """Turn what a program said into the sentence for the operator."""
        if any(words in said for words in _FULL):
            free = shutil.disk_usage(self._root).free // 1_000_000
            return ServiceError(
                f"The disk that holds {self._root} is full ({free} MB free), so {self.NAME} cannot run. "
                "Free some space and start again; what was saved before is not harmed."
            )
        last = "\n".join(said.strip().splitlines()[-5:])
        return ServiceError(f"{what}. Its log is {self.log_file}, and its last words were:\n{last}")

    def _words_for(self, error: OSError) -> ServiceError:
        if error.errno in (errno.ENOSPC, errno.EDQUOT) or any(words in str(error) for words in _FULL):
            return self._trouble(_FULL[0], "")
        return ServiceError(
            f"{self.NAME} cannot be started in {self._root}: {error.strerror or error} ({error.filename or '-'}). "
            "If the folder was made by another user, start Everquill as that user."
        )


def _size(log: Path) -> int:
    return log.stat().st_size if log.exists() else 0


def _tail(log: Path, start: int) -> str:
    with log.open("rb") as file:
        file.seek(max(start, _size(log) - 8_000))
        return file.read().decode(errors="replace")


def _rotate(log: Path) -> None:
    """Move a full log's content to ``.1`` and on; the server keeps its descriptor, so the file itself stays."""
    if _size(log) < _LOG_BYTES:
        return
    for number in range(_LOG_FILES - 1, 0, -1):
        older = log.with_name(f"{log.name}.{number}")
        if older.exists():
            older.rename(log.with_name(f"{log.name}.{number + 1}"))
    shutil.copyfile(log, log.with_name(f"{log.name}.1"))
    os.truncate(log, 0)  # appending goes on at the new end; lines written in between are lost, which a log can bear
