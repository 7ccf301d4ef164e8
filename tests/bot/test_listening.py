"""Wherever the pages are served, their links can be opened, and a place that cannot be had is told with what can."""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator

import aiohttp
import pytest

from tests.bot.command_line import everquill
from tests.flows.stage import Stage, open_stage, permalink


def has_ipv6() -> bool:
    """Whether this machine has an address of IPv6 to test with."""
    try:
        socket.create_server(("::1", 0), family=socket.AF_INET6).close()
    except OSError:
        return False
    return True


NEEDS_IPV6 = pytest.mark.skipif(not has_ipv6(), reason="this machine has no IPv6, so nothing can be served on ::1")


@pytest.fixture
async def stage(database_url: str, valkey_url: str) -> AsyncIterator[Stage]:
    """A sandbox, with no bot in it yet."""
    async with open_stage(database_url, valkey_url) as stage:
        yield stage


@pytest.mark.parametrize(
    ("host", "begins", "told"),
    [
        ("127.0.0.1", "http://127.0.0.1:", False),
        ("0.0.0.0", "http://localhost:", True),
        pytest.param("::1", "http://[::1]:", False, marks=NEEDS_IPV6),
        pytest.param("::", "http://localhost:", True, marks=NEEDS_IPV6),
    ],
)
async def test_a_permalink_opens_wherever_the_pages_are_served(
    stage: Stage, host: str, begins: str, told: bool
) -> None:
    bot = await stage.bot(WEB_HOST=host)
    party = await stage.party()
    link = permalink((await party.alice.slash("tavern", "r", dice="1d20")).answer)
    async with aiohttp.ClientSession() as session, session.get(link) as page:
        assert page.status == 200

    assert link.startswith(begins)
    assert (await bot.said("running"))["public_url"] == link.partition("/roll/")[0]
    advised = [line["advice"] for line in bot.log if line["event"] == "public_url_not_set"]
    assert advised == (["set PUBLIC_URL to where people reach the pages"] if told else [])


@NEEDS_IPV6
async def test_all_addresses_are_those_of_ipv4_too(stage: Stage) -> None:
    bot = await stage.bot(WEB_HOST="::")
    port = (await bot.said("running"))["public_url"].rpartition(":")[2]
    async with aiohttp.ClientSession() as session:
        for host in ("127.0.0.1", "[::1]"):
            async with session.get(f"http://{host}:{port}/health") as answer:
                assert answer.status == 200


async def test_a_public_url_that_is_set_is_used_as_it_is(stage: Stage) -> None:
    bot = await stage.bot(WEB_HOST="0.0.0.0", PUBLIC_URL="https://rolls.example.org/dice/")

    assert (await bot.said("running"))["public_url"] == "https://rolls.example.org/dice"
    assert "public_url_not_set" not in {line["event"] for line in bot.log}


async def test_a_bot_whose_pages_another_process_serves_is_told_to_say_where(stage: Stage) -> None:
    bot = await stage.bot(ROLES="gateway", WEB_PORT="8123")

    assert (await bot.said("public_url_not_set"))["using"] == "http://127.0.0.1:8123"


@pytest.mark.parametrize(
    ("host", "advice"),
    [
        ("192.0.2.7", "that is no address of this machine. Set WEB_HOST to one, like 127.0.0.1 or ::1"),
        ("pages.invalid", "that is no address of this machine. Set WEB_HOST to one, like 127.0.0.1 or ::1"),
    ],
)
async def test_a_host_that_is_not_ours_is_told_as_that(
    database_url: str, valkey_url: str, host: str, advice: str
) -> None:
    said = await everquill("run", ROLES="web", WEB_HOST=host, DATABASE_URL=database_url, REDIS_URL=valkey_url)

    assert said.code == 2
    assert said.sentence.startswith(f"The pages cannot be served on {host}, port 0: {advice}")


async def test_a_taken_port_is_told_as_that(database_url: str, valkey_url: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        said = await everquill("run", ROLES="web", WEB_PORT=port, DATABASE_URL=database_url, REDIS_URL=valkey_url)

    assert said.code == 2
    assert said.sentence.startswith(f"The pages cannot be served on 127.0.0.1, port {port}: something else listens")
    assert "WEB_PORT" in said.sentence
