"""A TCP proxy that behaves badly on request: it stands between a process and what that process talks to.

A door (`Proxy`) listens on loopback and leads to one server, by TCP or by a Unix socket. While lines are open it can be
told to be slow, to swallow everything (a black hole accepts and never answers), to cut lines with a reset, to close one
direction only, to cut after so many bytes, to refuse newcomers, or to hold the very message that carries some words.
What passed is counted. Nothing here knows what is spoken.
"""

from __future__ import annotations

import asyncio
import socket
import struct
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

CHUNK = 64 * 1024
LONGEST_WORDS = 64
_LINGER_NOT = struct.pack("ii", 1, 0)
"""SO_LINGER of no time: closing sends RST instead of FIN."""


@dataclass(eq=False)
class Hold:
    """One message that waits: the first that carries the words, on its way up.

    Attributes:
        words: What it must carry.
        after: Whether the message itself still passes, and its answer is what waits.
        behind: What its line must have carried before, since the hold was asked for.
        caught: Set once the message, or its answer, stands still.
        free: Set to let it go on.
    """

    words: bytes
    after: bool
    behind: bytes = b""
    caught: asyncio.Event = field(default_factory=asyncio.Event)
    free: asyncio.Event = field(default_factory=asyncio.Event)
    _dropped: bool = False
    _led_up_to: set[_Line] = field(default_factory=set)

    def takes(self, seen: bytes, new_from: int, line: _Line) -> bool:
        """Whether what has gone up a line, of which all from a place on is new, ends in the message to be held."""
        if not self.behind or self._is_in(self.behind, seen, new_from):
            self._led_up_to.add(line)
        return line in self._led_up_to and self._is_in(self.words, seen, new_from)

    @staticmethod
    def _is_in(words: bytes, seen: bytes, new_from: int) -> bool:
        """Not in what has passed already, or the words of an earlier message would be found with the next one."""
        return seen.find(words, max(0, new_from - len(words) + 1)) >= 0

    def drop(self) -> None:
        """Cut its line instead: what was held is never heard of again."""
        self._dropped = True
        self.free.set()

    async def stand_still(self) -> None:
        """Wait to be let go.

        Raises:
            ConnectionResetError: It was dropped.
        """
        self.caught.set()
        await self.free.wait()
        if self._dropped:
            raise ConnectionResetError("dropped while it was held")


@dataclass
class Counted:
    """What went through a door.

    Attributes:
        lines: How many were opened.
        refused: How many found it shut.
        up: Bytes to the server.
        down: Bytes back.
    """

    lines: int = 0
    refused: int = 0
    up: int = 0
    down: int = 0


@dataclass(eq=False)
class _Line:
    """A client's connection and ours to the server."""

    client: asyncio.StreamWriter
    server: asyncio.StreamWriter
    hold: Hold | None = None
    tail: bytes = b""


class Proxy:
    """A door to one server, open while the context lasts.

    Attributes:
        delay_s: How long each piece waits before it is passed on.
        counted: What went through.
    """

    def __init__(self, *, host: str = "127.0.0.1", port: int = 0, unix: Path | str | None = None) -> None:
        """Say where the door leads.

        Args:
            host: The server's host.
            port: Its port; or
            unix: its Unix socket.
        """
        self.delay_s = 0.0
        self.counted = Counted()
        self._target = (host, port)
        self._unix = None if unix is None else str(unix)
        self._shut = False
        self._left: int | None = None
        self._passing = asyncio.Event()
        self._passing.set()
        self._holds: list[Hold] = []
        self._lines: set[_Line] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._server: asyncio.Server | None = None
        self._respell: Callable[[bytes], bytes] = lambda piece: piece

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._welcome, "127.0.0.1", 0, limit=CHUNK)
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._server is not None
        self._server.close()
        self.reset()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._server.wait_closed()

    @property
    def port(self) -> int:
        """Where it listens."""
        assert self._server is not None
        return self._server.sockets[0].getsockname()[1]

    @property
    def open_lines(self) -> int:
        """How many lines stand now."""
        return len(self._lines)

    def respell_host(self) -> None:
        """Give a web server its own name in the ``Host`` of each request, as it expects to be called."""
        ours, theirs = f"127.0.0.1:{self.port}".encode(), f"{self._target[0]}:{self._target[1]}".encode()
        assert len(ours) == len(theirs), "lengths are promised before the body, so they must not change"
        self._respell = lambda piece: piece.replace(b"Host: " + ours, b"Host: " + theirs)

    def shut(self) -> None:
        """Let nobody in: newcomers are cut off at once."""
        self._shut = True

    def black_hole(self) -> None:
        """Accept everything and pass nothing on, either way, until `calm`."""
        self._passing.clear()

    def calm(self) -> None:
        """Behave: pass everything on at once, what a black hole kept included."""
        self._shut, self.delay_s, self._left = False, 0.0, None
        for hold in self._holds:
            hold.free.set()
        self._holds.clear()
        self._passing.set()

    def reset(self) -> int:
        """Cut every line with a reset, and tell how many there were."""
        cut = list(self._lines)
        for line in cut:
            _cut(line)
        return len(cut)

    def half_close(self) -> None:
        """Say goodbye to the clients of all lines, and go on listening to them."""
        for line in self._lines:
            if line.client.can_write_eof() and not line.client.is_closing():
                line.client.write_eof()

    def cut_after(self, count: int) -> None:
        """Cut the line on which so many more bytes have come back, in the middle of whatever it says."""
        self._left = count

    def hold(self, words: bytes, *, after: bool = False, behind: bytes = b"") -> Hold:
        """Stop the next message up that carries these words; `after` lets it pass and stops its answer.

        With `behind` it is the next on a line that has carried those words first: who else writes is left alone.
        """
        hold = Hold(words, after, behind)
        self._holds.append(hold)
        return hold

    def _welcome(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self._shut:
            self.counted.refused += 1
            _abort(writer)
            return
        self.counted.lines += 1
        task = asyncio.create_task(self._serve(reader, writer))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            answers, server = await self._dial()
        except OSError:
            _abort(writer)
            return
        line = _Line(writer, server)
        self._lines.add(line)
        try:
            async with asyncio.TaskGroup() as ways:
                ways.create_task(self._carry_up(reader, line))
                ways.create_task(self._carry_down(answers, line))
        except* OSError:
            pass  # cut by somebody: the other end learns of it below
        finally:
            self._lines.discard(line)
            _cut(line)

    async def _dial(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        if self._unix is not None:
            return await asyncio.open_unix_connection(self._unix, limit=CHUNK)
        return await asyncio.open_connection(*self._target, limit=CHUNK)

    async def _carry_up(self, reader: asyncio.StreamReader, line: _Line) -> None:
        while piece := await reader.read(CHUNK):
            await self._wait()
            self._look(piece, line)
            if line.hold is not None and not line.hold.after:
                await line.hold.stand_still()
                line.hold = None
            self.counted.up += len(piece)
            line.server.write(self._respell(piece))
            await line.server.drain()
        if line.server.can_write_eof():
            line.server.write_eof()

    async def _carry_down(self, reader: asyncio.StreamReader, line: _Line) -> None:
        while piece := await reader.read(CHUNK):
            await self._wait()
            if line.hold is not None and line.hold.after:
                await line.hold.stand_still()
                line.hold = None
            if self._left is not None and len(piece) >= self._left:
                piece, self._left = piece[: self._left], None
                line.client.write(piece)
                await line.client.drain()
                raise ConnectionResetError("cut after so many bytes")
            self._left = None if self._left is None else self._left - len(piece)
            self.counted.down += len(piece)
            line.client.write(piece)
            await line.client.drain()
        if line.client.can_write_eof() and not line.client.is_closing():
            line.client.write_eof()

    async def _wait(self) -> None:
        if self.delay_s:
            await asyncio.sleep(self.delay_s)
        await self._passing.wait()

    def _look(self, piece: bytes, line: _Line) -> None:
        """See whether a hold's words are in what goes up, be they split between two pieces."""
        seen = line.tail + piece
        for hold in self._holds:
            if line.hold is None and hold.takes(seen, len(line.tail), line):
                line.hold = hold
                self._holds.remove(hold)
                break
        line.tail = seen[-LONGEST_WORDS:]


def _cut(line: _Line) -> None:
    for writer in (line.client, line.server):
        _abort(writer)


def _abort(writer: asyncio.StreamWriter) -> None:
    """Close with a reset, whatever is still unsent."""
    found: socket.socket | None = writer.get_extra_info("socket")
    if found is not None and found.fileno() >= 0 and found.family != socket.AF_UNIX:
        found.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _LINGER_NOT)
    writer.transport.abort()
