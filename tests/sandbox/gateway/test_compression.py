"""Each packing can be undone by a bot that follows the docs, payload by payload."""

from __future__ import annotations

import zlib

import pytest
import zstandard

from bot.sandbox.gateway.compression import PayloadPacker, transport

PAYLOADS = [b'{"op":10}', b'{"t":"GUILD_CREATE","d":"' + b"x" * 5000 + b'"}', '{"d":"ü"}'.encode()]


@pytest.mark.parametrize("name", [None, ""])
def test_no_compression_is_text(name: str | None) -> None:
    packer = transport(name)
    assert packer is not None
    assert [packer.pack(payload) for payload in PAYLOADS] == [payload.decode() for payload in PAYLOADS]


def test_a_zlib_stream_is_one_context_with_a_sync_flush_after_each_payload() -> None:
    packer, inflate = transport("zlib-stream"), zlib.decompressobj()
    assert packer is not None
    for payload in PAYLOADS:
        packed = packer.pack(payload)
        assert isinstance(packed, bytes)
        assert packed.endswith(b"\x00\x00\xff\xff")
        assert inflate.decompress(packed) == payload


def test_a_zstd_stream_is_one_frame_that_never_ends() -> None:
    packer, stream = transport("zstd-stream"), zstandard.ZstdDecompressor().decompressobj()
    assert packer is not None
    for payload in PAYLOADS:
        packed = packer.pack(payload)
        assert isinstance(packed, bytes)
        assert stream.decompress(packed) == payload
    assert not stream.eof


def test_payload_compression_deflates_each_payload_by_itself_and_leaves_small_ones() -> None:
    packed = [PayloadPacker().pack(payload) for payload in PAYLOADS]
    assert packed[0] == PAYLOADS[0].decode()
    assert isinstance(packed[1], bytes)
    assert zlib.decompress(packed[1]) == PAYLOADS[1]


def test_an_unknown_compression_is_none() -> None:
    assert transport("gzip") is None
