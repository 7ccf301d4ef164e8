"""The chaos proxy over real sockets: what it is told to do is what both ends see."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.faults.proxy import Proxy
from tests.waiting import until

SOON_S = 0.2
"""Long enough for loopback; what must not come is waited for no longer."""


class Echo:
    """A server that says everything again, and remembers how each line ended."""

    def __init__(self) -> None:
        self.ends: list[str] = []
        self.heard = b""

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while piece := await reader.read(1024):
                self.heard += piece
                writer.write(piece)
                await writer.drain()
            self.ends.append("closed")
        except ConnectionError:
            self.ends.append("reset")
        finally:
            writer.close()


@pytest.fixture
def echo() -> Echo:
    return Echo()


@pytest.fixture
async def door(echo: Echo) -> AsyncIterator[Proxy]:
    server = await asyncio.start_server(echo.serve, "127.0.0.1", 0)
    async with server, Proxy(port=server.sockets[0].getsockname()[1]) as proxy:
        yield proxy


async def dial(door: Proxy) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    return await asyncio.open_connection("127.0.0.1", door.port)


async def said(door: Proxy, words: bytes) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    reader, writer = await dial(door)
    writer.write(words)
    assert await reader.readexactly(len(words)) == words
    return reader, writer


async def silent(reader: asyncio.StreamReader) -> bool:
    try:
        return not await asyncio.wait_for(reader.read(1), SOON_S)
    except TimeoutError:
        return True


async def test_what_is_said_passes_and_is_counted(door: Proxy) -> None:
    _, writer = await said(door, b"two dice")
    assert (door.counted.lines, door.counted.up, door.counted.down, door.open_lines) == (1, 8, 8, 1)
    writer.close()
    await until(lambda: door.open_lines == 0, "the line is forgotten")


async def test_a_unix_socket_is_led_to_as_well(echo: Echo, tmp_path: Path) -> None:
    server = await asyncio.start_unix_server(echo.serve, tmp_path / "s")
    async with server, Proxy(unix=tmp_path / "s") as proxy:
        _, writer = await said(proxy, b"below")
        writer.close()


async def test_a_black_hole_accepts_and_answers_once_it_is_calm_again(door: Proxy, echo: Echo) -> None:
    before, _ = old = await said(door, b"a")
    door.black_hole()
    old[1].write(b"b")
    new_reader, new_writer = await dial(door)
    new_writer.write(b"c")
    assert await silent(before)
    assert await silent(new_reader)
    assert echo.heard == b"a"
    door.calm()
    assert await before.readexactly(1) == b"b"
    assert await new_reader.readexactly(1) == b"c"


async def test_a_reset_is_one_at_both_ends(door: Proxy, echo: Echo) -> None:
    reader, _ = await said(door, b"a")
    assert door.reset() == 1
    with pytest.raises(ConnectionResetError):
        await reader.read(1)
    await until(lambda: echo.ends == ["reset"], "the server sees it")
    await said(door, b"another line is welcome")


async def test_a_shut_door_cuts_off_newcomers_and_nobody_else(door: Proxy) -> None:
    reader, writer = await said(door, b"a")
    door.shut()
    stranger, _ = await dial(door)
    with pytest.raises(ConnectionResetError):
        await stranger.read(1)
    writer.write(b"b")
    assert await reader.readexactly(1) == b"b"
    assert door.counted.refused == 1
    door.calm()
    await said(door, b"c")


async def test_a_delay_holds_each_piece_back(door: Proxy) -> None:
    door.delay_s = SOON_S
    began = asyncio.get_running_loop().time()
    await said(door, b"slow")
    assert asyncio.get_running_loop().time() - began >= 2 * SOON_S


async def test_half_a_close_ends_one_direction_alone(door: Proxy, echo: Echo) -> None:
    reader, writer = await said(door, b"a")
    door.half_close()
    assert await reader.read(1) == b""
    writer.write(b"still there")
    await until(lambda: echo.heard == b"astill there", "the other direction stands")


async def test_a_line_is_cut_after_so_many_bytes(door: Proxy) -> None:
    reader, writer = await said(door, b"a")
    door.cut_after(4)
    writer.write(b"123456")
    assert await reader.readexactly(4) == b"1234"
    with pytest.raises(ConnectionResetError):
        await reader.read(1)
    await said(door, b"the next line is whole")


@pytest.mark.parametrize("after", [False, True])
async def test_the_message_with_the_words_waits_and_others_do_not(door: Proxy, echo: Echo, after: bool) -> None:
    hold = door.hold(b"COMMIT", after=after)
    other, other_writer = await said(door, b"BEGIN")
    reader, writer = await said(door, b"INSERT COM")
    writer.write(b"MIT")
    await hold.caught.wait()
    assert await silent(reader)
    assert echo.heard.endswith(b"COMMIT") == after
    other_writer.write(b"x")
    assert await other.readexactly(1) == b"x"
    hold.free.set()
    assert await reader.readexactly(3) == b"MIT"


async def test_words_that_went_by_before_are_not_held_with_what_follows(door: Proxy) -> None:
    reader, writer = await said(door, b"COMMIT")
    hold = door.hold(b"COMMIT")
    writer.write(b"BEGIN")
    assert await reader.readexactly(5) == b"BEGIN"
    assert not hold.caught.is_set()


async def test_with_a_beginning_only_the_line_that_has_carried_it_is_held(door: Proxy) -> None:
    reader, writer = await said(door, b"rolled, before it was asked for")
    hold = door.hold(b"COMMIT", behind=b"rolled")
    for words in (b"COMMIT", b"rolled"):
        writer.write(words)
        assert await reader.readexactly(6) == words
    writer.write(b"COMMIT")
    await hold.caught.wait()
    assert await silent(reader)


async def test_what_is_held_and_dropped_is_never_heard(door: Proxy, echo: Echo) -> None:
    hold = door.hold(b"COMMIT")
    reader, writer = await dial(door)
    writer.write(b"COMMIT")
    await hold.caught.wait()
    hold.drop()
    with pytest.raises(ConnectionResetError):
        await reader.read(1)
    assert echo.heard == b""


async def test_a_web_server_hears_its_own_name(door: Proxy, echo: Echo) -> None:
    door.respell_host()
    reader, writer = await dial(door)
    writer.write(f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{door.port}\r\n\r\n".encode())
    await reader.readexactly(20)
    await until(lambda: b"\r\n\r\n" in echo.heard, "it is all there")
    assert str(door.port).encode() not in echo.heard
