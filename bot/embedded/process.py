"""Child processes that never outlive us: started, asked to stop, cleaned up after a crash.

A server is a direct child in its own session, so a Ctrl-C at the terminal reaches the bot alone and the bot stops its
servers in order. If the bot is killed outright, Linux signals the child (``PR_SET_PDEATHSIG``); elsewhere the next
start finds the leftover by its pid file. The kernel sends that signal when the *thread* that forked ends, so servers
are started on the event loop's own thread, never on a worker's.
"""

from __future__ import annotations

import asyncio
import ctypes
import errno
import fcntl
import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING, Self, TypedDict

from bot.embedded.errors import FolderInUseError, ServiceError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from bot.embedded.accounts import Account

_PR_SET_PDEATHSIG = 1
_POLL_S = 0.02
# Nothing of the caller's environment: a locale, PGDATA or PGPORT of his would change what the server does.
_ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}
_SERVERS = frozenset({"postgres", "valkey-server", "redis-server"})


class _As(TypedDict, total=False):
    user: int
    group: int
    extra_groups: list[int]


def _as(account: Account | None) -> _As:
    return _As(user=account.uid, group=account.gid, extra_groups=[]) if account else _As()


async def run(argv: Sequence[str | Path], account: Account | None) -> tuple[int, str]:
    """Run a short-lived command to its end.

    Returns:
        Its exit status and what it said; 126 if it could not even be started.
    """
    try:
        process = await asyncio.create_subprocess_exec(
            *argv,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            cwd="/",
            env=_ENVIRONMENT,
            **_as(account),
        )
    except OSError as error:
        return 126, str(error)
    try:
        said, _ = await process.communicate()
    except asyncio.CancelledError:
        process.kill()
        await asyncio.shield(process.wait())
        raise
    return process.returncode or 0, said.decode(errors="replace")


async def spawn(argv: Sequence[str | Path], account: Account | None, log: Path) -> asyncio.subprocess.Process:
    """Start a server that dies with us, its words appended to ``log``."""
    flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC
    descriptor = os.open(log, flags, 0o600)
    try:
        return await asyncio.create_subprocess_exec(
            *argv,
            stdin=subprocess.DEVNULL,
            stdout=descriptor,
            stderr=descriptor,
            cwd="/",
            env=_ENVIRONMENT,
            start_new_session=True,
            preexec_fn=bind_to_parent(),
            **_as(account),
        )
    finally:
        os.close(descriptor)


def bind_to_parent() -> Callable[[], None] | None:
    """Make the function that runs in the child between fork and exec.

    It runs after the change of user, which would clear the setting, and where other threads may have held any lock at
    the fork: so everything is looked up beforehand, and the child makes two system calls.
    """
    if sys.platform != "linux":
        return None
    prctl = ctypes.CDLL(None).prctl
    parent, get_parent, leave = os.getpid(), os.getppid, os._exit
    wish = int(signal.SIGINT)

    def bind() -> None:
        prctl(_PR_SET_PDEATHSIG, wish, 0, 0, 0)
        if get_parent() != parent:  # killed between fork and prctl: nobody would ever signal us
            leave(1)

    return bind


async def stop(process: asyncio.subprocess.Process, *, patience_s: float = 20.0, hard_s: float = 5.0) -> None:
    """Ask a server to shut down fast; after ``patience_s`` to drop everything; after ``hard_s`` more, end it."""
    for wish, wait_s in ((signal.SIGINT, patience_s), (signal.SIGQUIT, hard_s), (signal.SIGKILL, None)):
        if process.returncode is not None:
            return
        process.send_signal(wish)
        try:
            async with asyncio.timeout(wait_s):
                await process.wait()
        except TimeoutError:
            continue


def works_in(pid: int, folder: Path) -> bool:
    """Tell whether a live process is a server that was started with ``folder``: a bare pid may be anybody's by now."""
    if sys.platform != "linux":
        ps = ["/bin/ps", "-ww", "-p", str(pid), "-o", "command="]
        said = subprocess.run(ps, capture_output=True, check=False).stdout  # noqa: S603
        return os.fsencode(folder) in said
    try:
        with open(f"/proc/{pid}/cmdline", "rb") as file:
            program, *words = file.read().split(b"\0")
    except OSError:
        return False
    return os.path.basename(program).decode(errors="replace") in _SERVERS and os.fsencode(folder) in words


async def end_leftover(pid_file: Path, folder: Path, *, patience_s: float = 20.0) -> None:
    """Deal with a pid file that an earlier run left behind.

    A server of ours that still runs is asked to stop and waited for. A pid that lives but is somebody else's (normal
    in a container, where pids start anew) would make PostgreSQL refuse to start for ever, so the file is deleted. A
    dead pid is left for the server to judge: it also looks for orphans of that server, which we cannot.
    """
    pid = _read_pid(pid_file)
    if pid is None:
        return
    if works_in(pid, folder):
        for wish, wait_s in ((signal.SIGINT, patience_s), (signal.SIGQUIT, 5.0)):
            _signal(pid, wish)
            if await _gone(pid, folder, wait_s):
                return
        raise ServiceError(f"Process {pid} of an earlier run still uses {folder} and does not stop; end it.")
    if _lives(pid):
        _forget(pid_file)


def _read_pid(pid_file: Path) -> int | None:
    try:
        return abs(int(pid_file.read_text().split()[0]))
    except (FileNotFoundError, IndexError, ValueError):
        return None


def _forget(pid_file: Path) -> None:
    pid_file.unlink(missing_ok=True)


async def _gone(pid: int, folder: Path, wait_s: float) -> bool:
    for _ in range(int(wait_s / _POLL_S)):
        if not works_in(pid, folder):
            return True
        await asyncio.sleep(_POLL_S)
    return False


def _signal(pid: int, wish: signal.Signals) -> None:
    try:
        os.kill(pid, wish)
    except ProcessLookupError:
        return
    except PermissionError:
        raise ServiceError(f"Process {pid} of an earlier run belongs to another user; that user must end it.") from None


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


class FolderLock:
    """An exclusive lock on a folder, held until `release` or the end of the process, however it ends."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    @classmethod
    def take(cls, folder: Path) -> Self:
        """Lock ``folder``.

        Raises:
            FolderInUseError: Another process holds it; the message names the folder and that process.
        """
        descriptor = os.open(folder / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            holder = os.pread(descriptor, 20, 0).decode(errors="replace").strip() or "unknown"
            os.close(descriptor)
            if error.errno not in (errno.EWOULDBLOCK, errno.EACCES):
                raise
            raise FolderInUseError(
                f"{folder} is in use by another Everquill (process {holder}). Stop that one first, "
                "or give this one a data folder of its own."
            ) from None
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, f"{os.getpid()}\n".encode(), 0)
        return cls(descriptor)

    def release(self) -> None:
        """Let others in; the file stays, as deleting it would let two holders lock two files of one name."""
        os.close(self._descriptor)
