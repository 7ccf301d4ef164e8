"""A forked process, as whoever asked for it has it: in all that tests use of it, like one that asyncio has started."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
from asyncio import StreamReader
from asyncio.subprocess import PIPE, STDOUT, Process
from collections.abc import Mapping
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


class Fork(Process):
    """A process that was forked for us.

    Args:
        pid: Its own.
        end: Where its exit code will be told.
        out: What it says.
        err: What it says on its error stream, if that is another.
    """

    def __init__(self, pid: int, end: StreamReader, out: StreamReader, err: StreamReader | None) -> None:
        self.pid = pid
        self.stdin, self.stdout, self.stderr = None, out, err
        self._code: int | None = None
        self._ended = asyncio.create_task(self._follow(end))

    @property
    def returncode(self) -> int | None:
        return self._code

    async def wait(self) -> int:
        return await asyncio.shield(self._ended)

    async def communicate(self, input: object = None) -> tuple[bytes, bytes]:  # noqa: A002 — asyncio's name
        assert self.stdout
        assert self.stderr
        out, err, _ = await asyncio.gather(self.stdout.read(), self.stderr.read(), self._ended)
        return out, err

    def send_signal(self, signal: int) -> None:
        if self._code is None:
            os.kill(self.pid, signal)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    async def _follow(self, end: StreamReader) -> int:
        self._code = int(await end.readline())
        return self._code


async def fork(*words: str, env: Mapping[str, str], cwd: Path = ROOT, stderr: int = PIPE) -> Fork:
    """Run Python's words in a fork, what it says at hand.

    Args:
        words: `-m MODULE` or `-c CODE`, and the words for that.
        env: All of its environment.
        cwd: Where it runs.
        stderr: PIPE, or STDOUT for one stream of both.
    """
    end, told = await _open_pipe()
    out, into = await _open_pipe()
    err, beside = await _open_pipe() if stderr != STDOUT else (None, into)
    socket.send_fds(_door(), [json.dumps([words, dict(env), str(cwd)]).encode()], [into, beside, told])
    for each in {into, beside, told}:
        os.close(each)
    return Fork(int(await end.readline()), end, out, err)


async def _open_pipe() -> tuple[StreamReader, int]:
    """A pipe's end for us, and the one for somebody else."""
    ours, theirs = os.pipe()
    reader = StreamReader()
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), os.fdopen(ours, "rb"))
    return reader, theirs


@cache
def _door() -> socket.socket:
    """Where to ask; whoever forks is started when the first asks, and ends when this process has."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with theirs:
        command = (sys.executable, "-m", "tests.forks", str(theirs.fileno()))
        subprocess.Popen(command, cwd=ROOT, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL)
    return ours
