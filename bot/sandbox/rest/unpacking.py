"""Unpacks the bodies of requests, as their ``Content-Encoding`` says.

The HTTP server could do it on the way in, but breaks the connection over a body that is not what it says it is. Read
whole first, such a body is answered as any other that cannot be understood, and the connection is kept.

Source: RFC 9110, section 8.4; RFC 1950 and 1952.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping

from aiohttp import MultipartReader, StreamReader, web

_LARGEST_BYTES = 30 * 1024 * 1024
_FORMATS: Mapping[str, int] = {"gzip": 16 + zlib.MAX_WBITS, "deflate": zlib.MAX_WBITS}
_PLAIN = ("", "identity")
_BUFFER_BYTES = 1 << 16


async def whole(request: web.Request) -> bytes:
    """Return the body of a request, unpacked.

    Raises:
        ValueError: It is not packed as it says, or in a way that is not known here.
        HTTPRequestEntityTooLarge: It is too large, packed or unpacked.
    """
    raw = await request.read()
    encoding = request.headers.get("Content-Encoding", "").strip().lower()
    return raw if encoding in _PLAIN or not raw else _unpacked(raw, encoding)


async def parts(request: web.Request) -> MultipartReader:
    """Return a reader of the parts of a multipart body; raises as `whole` does."""
    if request.headers.get("Content-Encoding", "").strip().lower() in _PLAIN:
        return await request.multipart()
    content = StreamReader(request.protocol, _BUFFER_BYTES)
    content.feed_data(await whole(request))
    content.feed_eof()
    return MultipartReader(request.headers, content)


def _unpacked(raw: bytes, encoding: str) -> bytes:
    if encoding not in _FORMATS:
        raise ValueError(f"unknown encoding {encoding}")
    unpacking = zlib.decompressobj(_FORMATS[encoding])
    try:
        unpacked = unpacking.decompress(raw, _LARGEST_BYTES)
    except zlib.error as error:
        raise ValueError("the body is not packed as it says") from error
    if unpacking.unconsumed_tail:
        raise web.HTTPRequestEntityTooLarge(_LARGEST_BYTES, len(unpacked))
    if not unpacking.eof or unpacking.unused_data:
        raise ValueError("the body is torn")
    return unpacked
