"""How a payload travels: as text, in one long zlib or zstd stream, or each payload deflated by itself.

A stream has one context for the whole connection, so payloads must be packed in the order in which they are sent.

Source: Discord developer docs, "Gateway", Encoding and Compression.
"""

from __future__ import annotations

import zlib
from typing import Protocol

import zstandard


class Packer(Protocol):
    """Turns encoded payloads into websocket messages: `str` for a text message, `bytes` for a binary one."""

    def pack(self, payload: bytes) -> str | bytes: ...


class PlainPacker:
    """Text, as JSON is."""

    def pack(self, payload: bytes) -> str | bytes:
        return payload.decode()


class PayloadPacker:
    """Payload compression (asked for in Identify): one whole zlib block per payload, small ones left alone."""

    _WORTH_IT_BYTES = 256

    def pack(self, payload: bytes) -> str | bytes:
        if len(payload) < self._WORTH_IT_BYTES:
            return payload.decode()
        return zlib.compress(payload)


class ZlibStreamPacker:
    """One zlib context; each payload ends in a sync flush, ``00 00 ff ff``."""

    def __init__(self) -> None:
        self._stream = zlib.compressobj()

    def pack(self, payload: bytes) -> str | bytes:
        return self._stream.compress(payload) + self._stream.flush(zlib.Z_SYNC_FLUSH)


class ZstdStreamPacker:
    """One zstd frame; each payload ends in a flushed block, never in the end of the frame."""

    def __init__(self) -> None:
        self._stream = zstandard.ZstdCompressor().compressobj()

    def pack(self, payload: bytes) -> str | bytes:
        return self._stream.compress(payload) + self._stream.flush(zstandard.COMPRESSOBJ_FLUSH_BLOCK)


def transport(name: str | None) -> Packer | None:
    """The packer of a `compress` query parameter; None for a name that Discord does not know."""
    match name:
        case None | "":
            return PlainPacker()
        case "zlib-stream":
            return ZlibStreamPacker()
        case "zstd-stream":
            return ZstdStreamPacker()
        case _:
            return None
