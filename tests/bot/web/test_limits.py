"""The limit: a minute's requests at once, then a steady few; by client, in bounded memory."""

from __future__ import annotations

from dataclasses import replace
from ipaddress import ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.web.limits import RateLimit
from tests.bot.web.house import OPTIONS, STRENGTH, Clock, Rolls, open_site

FEW = replace(OPTIONS, requests_per_minute=3)
BEHIND_A_PROXY = replace(FEW, trusted_proxies=(ip_network("127.0.0.0/8"),))


@given(st.integers(1, 10_000))
def test_a_bucket_gives_exactly_its_number_at_once(per_minute: int) -> None:
    clock = Clock()
    limit = RateLimit(per_minute, clock=clock.seconds)

    assert not any(limit.take("a") for _ in range(per_minute))
    assert limit.take("a") > 0


def test_a_bucket_refills_steadily() -> None:
    clock = Clock()
    limit = RateLimit(6, clock=clock.seconds)
    for _ in range(6):
        limit.take("a")

    assert limit.take("a") == pytest.approx(10)
    clock.wait(10)
    assert limit.take("a") == 0
    assert limit.take("a") == pytest.approx(10)


def test_a_refused_request_costs_nothing() -> None:
    clock = Clock()
    limit = RateLimit(1, clock=clock.seconds)
    limit.take("a")
    for _ in range(100):
        limit.take("a")
    clock.wait(60)

    assert limit.take("a") == 0


def test_clients_do_not_share_a_bucket() -> None:
    limit = RateLimit(1, clock=Clock().seconds)
    limit.take("a")

    assert limit.take("b") == 0
    assert limit.take("a") > 0


def test_memory_is_bounded_and_the_longest_silent_are_forgotten() -> None:
    limit = RateLimit(1, clock=Clock().seconds, most_clients=3)
    for client in "abcd":
        limit.take(client)

    assert len(limit) == 3
    assert [limit.take(client) > 0 for client in "bcd"] == [True, True, True]
    assert limit.take("a") == 0


async def test_who_asks_too_often_is_told_when_to_come_back(engine: AsyncEngine, rolls: Rolls) -> None:
    path = f"/roll/{await rolls.write(STRENGTH)}"
    async with open_site(engine, options=FEW) as site:
        answers = [await site.ask(path) for _ in range(4)]
        api = await site.ask("/api/version")
        site.clock.wait(20)
        later = await site.ask(path)

        assert len(site.limited) == 2
    assert [answer.status for answer in answers] == [200, 200, 200, 429]
    assert answers[3].headers["Retry-After"] == "20"
    assert answers[3].headers["Cache-Control"] == "no-store"
    assert "Slower, please" in answers[3].text
    assert "Wait 20 seconds" in answers[3].text
    assert (api.status, api.text) == (429, '{"error": "Too many requests", "retry_after": 20}')
    assert later.status == 200


async def test_the_houses_own_probes_are_never_refused() -> None:
    async with open_site(options=FEW) as site:
        statuses = {(await site.ask(path)).status for path in ("/health", "/ready", "/metrics") for _ in range(9)}

    assert statuses == {200}


async def test_a_stranger_cannot_choose_an_address() -> None:
    async with open_site(options=FEW) as site:
        statuses = [(await site.ask("/icon.svg", X_Forwarded_For=f"198.51.100.{n}")).status for n in range(4)]

    assert statuses == [200, 200, 200, 429]


async def test_behind_a_trusted_proxy_each_client_has_a_bucket() -> None:
    async with open_site(options=BEHIND_A_PROXY) as site:
        many = [(await site.ask("/icon.svg", X_Forwarded_For=f"198.51.100.{n}")).status for n in range(9)]
        one = [(await site.ask("/icon.svg", X_Forwarded_For=f"{n}.9.9.9, 203.0.113.5")).status for n in range(1, 5)]

    assert set(many) == {200}
    assert one == [200, 200, 200, 429]
