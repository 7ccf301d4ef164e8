"""Bodies that are packed, and bodies that only say so: every one is answered, and the connection is kept."""

from __future__ import annotations

import asyncio
import gzip
import zlib
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.sandbox.rest.conftest import Desk

SAID = b'{"content": "x"}'
MULTIPART = "multipart/form-data; boundary=x"
PART = b'--x\r\nContent-Disposition: form-data; name="payload_json"\r\n\r\n' + SAID + b"\r\n--x--\r\n"


def packed(body: bytes) -> bytes:
    """Pack without the time of packing: the bytes name a test, which has one name in all processes of a run."""
    return gzip.compress(body, mtime=0)


class Line:
    """One connection, over which requests go one after the other."""

    def __init__(self, desk: Desk, streams: tuple[asyncio.StreamReader, asyncio.StreamWriter]) -> None:
        self._desk = desk
        self._reader, self._writer = streams

    async def post(self, body: bytes, headers: dict[str, str]) -> int:
        """Write a message as the bot and return the status of the answer."""
        told = {
            "Host": self._desk.sandbox.base_url.removeprefix("http://"),
            "Authorization": f"Bot {self._desk.sandbox.token}",
            "User-Agent": "DiscordBot (https://example.invalid, 1)",
            "Content-Type": "application/json",
            "Content-Length": str(len(body)),
        } | headers
        head = "".join(f"{name}: {value}\r\n" for name, value in told.items())
        path = f"/api/v10/channels/{self._desk.channel.id}/messages"
        self._writer.write(f"POST {path} HTTP/1.1\r\n{head}\r\n".encode() + body)
        answered = (await self._reader.readuntil(b"\r\n\r\n")).decode()
        length = next(line for line in answered.splitlines() if line.startswith("Content-Length"))
        await self._reader.readexactly(int(length.partition(":")[2]))
        return int(answered.split()[1])


@pytest.mark.parametrize(
    ("body", "headers", "status"),
    [
        (packed(SAID), {"Content-Encoding": "gzip"}, 200),
        (zlib.compress(SAID), {"Content-Encoding": "deflate"}, 200),
        (packed(PART), {"Content-Encoding": "gzip", "Content-Type": MULTIPART}, 200),
        (SAID, {"Content-Encoding": "identity"}, 200),
        (b"no gzip at all", {"Content-Encoding": "gzip"}, 400),
        (b"no gzip at all" * 100_000, {"Content-Encoding": "gzip"}, 400),
        (b"no deflate", {"Content-Encoding": "deflate"}, 400),
        (packed(SAID)[:-9], {"Content-Encoding": "gzip"}, 400),
        (packed(SAID) + b"more", {"Content-Encoding": "gzip"}, 400),
        (SAID, {"Content-Encoding": "br"}, 400),
        (b"no gzip at all", {"Content-Encoding": "gzip", "Content-Type": MULTIPART}, 400),
        (packed(bytes(31 * 1024 * 1024)), {"Content-Encoding": "gzip"}, 413),
        (packed(bytes(31 * 1024 * 1024)), {"Content-Encoding": "gzip", "Content-Type": MULTIPART}, 413),
        (b"one line" * 100_000, {"Content-Type": MULTIPART}, 400),
    ],
)
async def test_whatever_a_body_is_packed_in_the_connection_is_kept(
    desk: Desk, body: bytes, headers: dict[str, str], status: int
) -> None:
    host, _, port = desk.sandbox.base_url.removeprefix("http://").partition(":")
    streams = await asyncio.open_connection(host, int(port))
    line = Line(desk, streams)
    assert await line.post(body, headers) == status
    assert await line.post(SAID, {}) == 200
    streams[1].close()
    await streams[1].wait_closed()
