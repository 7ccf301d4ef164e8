"""Fetching characters over real sockets: from the one server that may be asked, and never from anywhere else."""

from __future__ import annotations

import asyncio
import gzip
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from ipaddress import ip_address

import pytest
from aiohttp import web
from aiohttp.abc import AbstractResolver, ResolveResult

from core.errors import LimitError, NotFoundError, UnavailableError
from data.beyond.service import MOST_BYTES, Address, DndBeyondSheets, HeldResolver, Origin, is_public

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass
class Server:
    """A server on this machine, and who asked it what."""

    answer: Handler
    port: int = 0
    asked: list[str] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)

    async def handle(self, request: web.Request) -> web.StreamResponse:
        self.asked.append(request.path)
        self.headers = dict(request.headers)
        return await self.answer(request)


@asynccontextmanager
async def serving(answer: Handler) -> AsyncIterator[Server]:
    server = Server(answer)
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", server.handle)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    server.port = runner.addresses[0][1]
    try:
        yield server
    finally:
        await runner.cleanup()


class Names(AbstractResolver):
    """DNS that says what a test wants."""

    def __init__(self, *hosts: str) -> None:
        self.hosts = hosts
        self.asked: list[str] = []

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        self.asked.append(host)
        kinds = {each: socket.AF_INET6 if ":" in each else socket.AF_INET for each in self.hosts}
        return [
            ResolveResult(hostname=host, host=each, port=port, family=kind, proto=0, flags=socket.AI_NUMERICHOST)
            for each, kind in kinds.items()
        ]

    async def close(self) -> None:
        pass


def this_machine(address: Address) -> bool:
    return str(address) == "127.0.0.1"


def sheets(
    server: Server, *, allowed: Callable[[Address], bool] = this_machine, timeout_s: float = 5
) -> DndBeyondSheets:
    """The service by a name that DNS leads to this machine."""
    origin = Origin(f"http://sheets.example:{server.port}", timeout_s)
    return DndBeyondSheets(origin, lambda: HeldResolver(Names("127.0.0.1"), allowed))


async def refusal(work: Awaitable[bytes]) -> str:
    try:
        await work
    except (LimitError, NotFoundError, UnavailableError) as error:
        return error.reason
    return ""


async def plain(_: web.Request) -> web.Response:
    return web.Response(body=b'{"data": {}}', content_type="application/json")


async def test_a_character_is_fetched_by_its_number_alone() -> None:
    async with serving(plain) as server:
        assert await sheets(server).fetch(12345678) == b'{"data": {}}'
    assert server.asked == ["/character/v5/character/12345678"]
    assert server.headers["Accept-Encoding"] == "identity"
    assert "Cookie" not in server.headers


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "::1", "10.1.2.3", "169.254.169.254", "192.168.0.1", "100.64.0.1", "0.0.0.0", "fc00::1"]
)
async def test_a_name_that_dns_leads_inside_is_not_asked(host: str) -> None:
    names = Names(host)
    async with serving(plain) as server:
        origin = Origin(f"http://sheets.example:{server.port}")
        asking = DndBeyondSheets(origin, lambda: HeldResolver(names))
        assert await refusal(asking.fetch(1)) == "sheets-away"
    assert names.asked == ["sheets.example"]
    assert server.asked == []


async def test_of_several_addresses_only_those_that_may_be_are_connected_to() -> None:
    held = HeldResolver(Names("10.0.0.1", "1.1.1.1", "::1", "2606:4700::1111"))
    assert [each["host"] for each in await held.resolve("sheets.example")] == ["1.1.1.1", "2606:4700::1111"]


async def test_dns_is_asked_for_each_request_and_its_answer_is_what_is_connected_to() -> None:
    answers = [Names("127.0.0.1"), Names("10.0.0.1")]
    async with serving(plain) as server:
        origin = Origin(f"http://sheets.example:{server.port}")
        asking = DndBeyondSheets(origin, lambda: HeldResolver(answers.pop(0), this_machine))
        assert await refusal(asking.fetch(1)) == ""
        assert await refusal(asking.fetch(1)) == "sheets-away"
    assert len(server.asked) == 1


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_nobody_is_followed_elsewhere(status: int) -> None:
    async with serving(plain) as inside:

        async def elsewhere(_: web.Request) -> web.Response:
            return web.Response(status=status, headers={"Location": f"http://127.0.0.1:{inside.port}/latest/meta-data"})

        async with serving(elsewhere) as server:
            assert await refusal(sheets(server).fetch(1)) == "sheets-away"
    assert (len(server.asked), inside.asked) == (1, [])


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        (404, "sheet-not-there"),
        (403, "sheet-not-there"),
        (429, "sheets-away"),
        (500, "sheets-away"),
        (204, "sheets-away"),
    ],
)
async def test_what_is_answered_otherwise_is_told_in_words(status: int, reason: str) -> None:
    async def other(_: web.Request) -> web.Response:
        return web.Response(status=status)

    async with serving(other) as server:
        assert await refusal(sheets(server).fetch(1)) == reason


async def test_what_is_too_large_is_left_where_it_is() -> None:
    sent = 0

    async def endless(request: web.Request) -> web.StreamResponse:
        nonlocal sent
        response = web.StreamResponse()
        await response.prepare(request)
        while sent < 20 * MOST_BYTES:
            await response.write(b" " * 65_536)
            sent += 65_536
        return response

    async with serving(endless) as server:
        assert await refusal(sheets(server).fetch(1)) == "sheet-too-large"
    assert sent < 3 * MOST_BYTES


async def test_what_is_packed_is_not_unpacked() -> None:
    async def packed(_: web.Request) -> web.Response:
        return web.Response(body=gzip.compress(b"\0" * 10_000_000), headers={"Content-Encoding": "gzip"})

    async with serving(packed) as server:
        assert await refusal(sheets(server).fetch(1)) == "sheets-away"


async def test_who_does_not_answer_in_time_is_away() -> None:
    async def slow(_: web.Request) -> web.Response:
        await asyncio.sleep(1)
        return web.Response()

    async with serving(slow) as server:
        assert await refusal(sheets(server, timeout_s=0.2).fetch(1)) == "sheets-away"


async def test_who_hangs_up_or_is_not_there_is_away() -> None:
    async def hang_up(request: web.Request) -> web.Response:
        assert request.transport
        request.transport.close()
        return web.Response()

    async with serving(hang_up) as server:
        assert await refusal(sheets(server).fetch(1)) == "sheets-away"
    assert await refusal(sheets(server).fetch(1)) == "sheets-away"


@pytest.mark.parametrize(
    ("address", "number"),
    [
        ("https://www.dndbeyond.com/characters/12345678", 12345678),
        ("https://www.dndbeyond.com/characters/12345678/", 12345678),
        ("<https://www.dndbeyond.com/characters/12345678/AbCdEf>", 12345678),
        ("https://dndbeyond.com/profile/Some-Body/characters/12345678", 12345678),
        ("https://www.dndbeyond.com/characters/12345678?from=chat#x", 12345678),
        ("https://ddb.ac/characters/12345678/AbCdEf", 12345678),
        ("https://character-service.dndbeyond.com/character/v5/character/12345678", 12345678),
        ("http://www.dndbeyond.com/characters/12345678", 12345678),
        ("https://www.dndbeyond.com/monsters/12345678", None),
        ("https://www.dndbeyond.com.evil.example/characters/1", None),
        ("https://www.dndbeyond.com@evil.example/characters/1", None),
        ("https://evil.example/?https://www.dndbeyond.com/characters/1", None),
        ("https://user:password@www.dndbeyond.com/characters/1", None),
        ("https://www.dndbeyond.com:8080/characters/1", None),
        ("https://www.dndbeyond.com:x/characters/1", None),
        ("https://www.dndbeyond.com/characters/../../1", None),
        ("https://www.dndbeyond.com/characters/12345678901234567890", None),
        ("http://127.0.0.1/characters/1", None),
        ("http://[::1]/characters/1", None),
        ("http://[::1/characters/1", None),
        ("file:///characters/1", None),
        ("gopher://www.dndbeyond.com/characters/1", None),
        ("12345678", None),
        ("", None),
    ],
)
def test_of_an_address_only_the_number_counts(address: str, number: int | None) -> None:
    assert DndBeyondSheets().number_in(address) == number


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0"),
        *("224.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1", "::", "::1", "fe80::1", "fc00::1", "ff02::1"),
        *("::ffff:127.0.0.1", "::7f00:1", "64:ff9b::7f00:1", "2002:7f00:1::", "2001:db8::1"),
    ],
)
def test_addresses_that_are_nobodys_on_the_internet(address: str) -> None:

    assert not is_public(ip_address(address))
