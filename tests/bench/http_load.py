"""A load for web servers: connections that stay open, each asking again as soon as it was answered.

It speaks just enough HTTP/1.1 for answers with a Content-Length, straight on the transport, so that it costs a
fraction of what any server under it does. A client with comforts would be the slower of the two, and all servers would
look alike.
"""

from __future__ import annotations

import asyncio
import itertools
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack

CONNECTIONS = 16


class BadAnswerError(Exception):
    """The server did not answer as it should; what follows would measure nothing."""


async def requests_per_second(port: int, paths: Sequence[str], *, seconds: float) -> float:
    """Ask a server on this machine for its paths in turn, as fast as it answers.

    Raises:
        BadAnswerError: An answer was not a 200.
    """
    loop = asyncio.get_running_loop()
    requests = itertools.cycle([f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode() for path in paths])
    with ExitStack() as stack:
        askers: list[_Asker] = []
        for _ in range(CONNECTIONS):
            transport, asker = await loop.create_connection(lambda: _Asker(requests), "127.0.0.1", port)
            stack.callback(transport.close)
            askers.append(asker)
        began = time.perf_counter()
        for asker in askers:
            asker.ask()
        failed = [asker.failed for asker in askers]
        done, _ = await asyncio.wait(failed, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        took = time.perf_counter() - began
    for each in done:
        raise BadAnswerError(each.result())
    return sum(asker.answered for asker in askers) / took


class _Asker(asyncio.Protocol):
    """One connection."""

    def __init__(self, requests: Iterator[bytes]) -> None:
        self.answered = 0
        self.failed: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self._requests = requests
        self._received = bytearray()
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def ask(self) -> None:
        assert self._transport is not None
        self._transport.write(next(self._requests))

    def data_received(self, data: bytes) -> None:
        received = self._received
        received += data
        end = received.find(b"\r\n\r\n")
        if end < 0:
            return
        length_at = received.find(b"Content-Length: ") + 16
        length = int(received[length_at : received.find(b"\r\n", length_at)])
        if len(received) < end + 4 + length:
            return
        if not received.startswith(b"HTTP/1.1 200 "):
            self._fail(received[:200].decode(errors="replace"))
            return
        self._received = bytearray()
        self.answered += 1
        self.ask()

    def connection_lost(self, exc: Exception | None) -> None:
        self._fail(f"the connection was lost: {exc}")

    def _fail(self, why: str) -> None:
        if not self.failed.done():
            self.failed.set_result(why)
