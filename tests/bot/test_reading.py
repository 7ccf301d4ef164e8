"""What a command is told to read: whole and from that very place, or one sentence that says why not."""

from __future__ import annotations

import asyncio
import gzip
import re
import socket
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.reading import LARGEST_BYTES, CannotReadError, is_address, read


class Pages:
    """A small web server that remembers what it was asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.app = web.Application()
        self.app.router.add_get("/{name}", self.answer)
        self.server = TestServer(self.app)

    def url(self, name: str) -> str:
        return str(self.server.make_url(f"/{name}"))

    async def answer(self, request: web.Request) -> web.StreamResponse:
        self.asked.append(request.path)
        match request.match_info["name"]:
            case "there":
                return web.Response(body=b"content")
            case "elsewhere":
                raise web.HTTPFound("/there")
            case "endless":
                return await self.endless(request)
            case "silent":
                await asyncio.Event().wait()
            case "packed":
                return web.Response(body=gzip.compress(bytes(50_000_000)), headers={"Content-Encoding": "gzip"})
            case "often":
                raise web.HTTPTooManyRequests
            case "broken":
                raise web.HTTPInternalServerError
        raise web.HTTPNotFound

    async def endless(self, request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        while request.transport and not request.transport.is_closing():
            await response.write(bytes(65_536))
        return response


@pytest.fixture
async def pages() -> AsyncGenerator[Pages]:
    """The server."""
    made = Pages()
    async with made.server:
        yield made


async def refusal(source: str, **options: float) -> str:
    """The sentence that says why it cannot be read."""
    with pytest.raises(CannotReadError) as raised:
        await read(source, **options)
    sentence = str(raised.value)
    assert "\n" not in sentence
    assert re.search(r"[^.]\.$", sentence)
    return sentence


async def test_a_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "roll.json").write_bytes(b"content")

    assert await read(str(tmp_path / "roll.json")) == b"content"


async def test_a_page_is_read_and_nothing_else_is_asked_for(pages: Pages) -> None:
    assert await read(pages.url("there")) == b"content"
    assert pages.asked == ["/there"]


async def test_a_redirect_is_told_and_not_followed(pages: Pages) -> None:
    assert "sends us to '/there'" in await refusal(pages.url("elsewhere"))
    assert pages.asked == ["/elsewhere"]


@pytest.mark.parametrize(
    ("name", "why"), [("missing", "404: there is nothing"), ("often", "429: it has been"), ("broken", "500: no roll")]
)
async def test_a_refusal_is_told(pages: Pages, name: str, why: str) -> None:
    assert why in await refusal(pages.url(name))


async def test_what_is_too_large_is_not_read_to_its_end(pages: Pages, tmp_path: Path) -> None:
    (tmp_path / "large").write_bytes(bytes(LARGEST_BYTES + 1))

    assert "larger than a mebibyte" in await refusal(str(tmp_path / "large"))
    assert "larger than a mebibyte" in await refusal(pages.url("endless"))


async def test_the_largest_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "large").write_bytes(bytes(LARGEST_BYTES))

    assert len(await read(str(tmp_path / "large"))) == LARGEST_BYTES


async def test_what_is_packed_is_never_unpacked(pages: Pages) -> None:
    assert len(await read(pages.url("packed"))) < 100_000


async def test_a_page_that_does_not_answer_is_not_waited_for(pages: Pages) -> None:
    assert "did not answer within 0.1 seconds" in await refusal(pages.url("silent"), patience_s=0.1)


async def test_a_closed_door_is_told() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]

        assert "127.0.0.1 takes no connection there" in await refusal(f"http://127.0.0.1:{port}/roll")


@pytest.mark.parametrize(
    "address", ["ftp://dice.example/roll", "https://", "http:///roll", "file:///etc/passwd", "http://[::1/roll"]
)
async def test_what_is_no_address_is_refused(address: str) -> None:
    assert "is no address" in await refusal(address)


@pytest.mark.parametrize("host", ["dice..example", "a" * 300, "dice example"])
async def test_a_host_that_cannot_be_is_refused(host: str) -> None:
    assert "cannot be read" in await refusal(f"http://{host}/roll")


async def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    assert "No such file" in await refusal(str(tmp_path / "none"))
    assert "Is a directory" in await refusal(str(tmp_path))
    assert "cannot be read" in await refusal("a\0b")


@pytest.mark.parametrize(
    ("source", "address"), [("https://dice.example", True), ("roll.json", False), ("C:\\roll.json", False)]
)
def test_an_address_is_told_from_a_file(source: str, address: bool) -> None:
    assert is_address(source) is address
