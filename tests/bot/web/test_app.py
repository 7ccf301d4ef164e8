"""The sidecar as a whole: its routes, its refusals, what is told of it and to whom."""

from __future__ import annotations

import json
from dataclasses import replace
from ipaddress import ip_network

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from core.use_cases.read_permalink import ReadPermalink
from data.postgres.engine import open_engine
from data.postgres.permalinks import PostgresPermalinks
from tests.bot.web.house import OPTIONS, STRENGTH, Rolls, Site, open_site


@pytest.mark.parametrize("path", ["/", "/roll", "/roll/", "/roll/a/b", "/static/../etc/passwd", "/%00", "/apis"])
async def test_an_unknown_page_is_told_so_and_what_to_do(bare: Site, path: str) -> None:
    answer = await bare.ask(path)

    assert answer.status == 404
    assert "There is no page here" in answer.text
    assert "Copy the whole link" in answer.text


async def test_an_unknown_address_of_the_api_is_told_in_json(site: Site) -> None:
    answer = await site.ask("/api/rolls", Accept="text/html")

    assert (answer.status, json.loads(answer.text)) == (404, {"error": "Not found"})


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND"])
async def test_the_sidecar_can_only_be_read(bare: Site, method: str) -> None:
    page = await bare.ask("/roll/never-never-never-neve", method=method)
    api = await bare.ask("/api/permalink/never-never-never-neve", method=method)

    assert (page.status, page.headers["Allow"]) == (405, "GET, HEAD")
    assert "can only be read" in page.text
    assert (api.status, api.headers["Allow"]) == (405, "GET, HEAD")
    assert json.loads(api.text) == {"error": "Method not allowed", "allowed": ["GET", "HEAD"]}


async def test_while_the_database_is_away_people_are_told_to_come_back() -> None:
    nowhere = open_engine("postgresql://127.0.0.1:1/nowhere", pool_size=1)
    async with open_site() as site:
        read = ReadPermalink(PostgresPermalinks(nowhere), now=site.clock.now)
    async with open_site(read=read) as site:
        page = await site.ask("/roll/never-never-never-neve")
        api = await site.ask("/api/permalink/never-never-never-neve")
    await nowhere.dispose()

    assert (page.status, page.headers["Retry-After"]) == (503, "5")
    assert "The records are out of reach" in page.text
    assert "Try again in 5 seconds" in page.text
    assert (api.status, json.loads(api.text)) == (503, {"error": "Temporarily unavailable", "retry_after": 5})


async def test_a_kept_page_outlasts_a_moment_without_the_database(engine: AsyncEngine, rolls: Rolls) -> None:
    roll_id = await rolls.write(STRENGTH)
    asked: list[str] = []
    permalinks = PostgresPermalinks(engine)
    async with open_site(engine) as site:
        clock = site.clock
    real = ReadPermalink(permalinks, now=clock.now)

    async def read(name: str) -> object:
        asked.append(name)
        return await real(roll_id)

    async with open_site(engine, read=read) as site:
        pages = {(await site.ask(f"/roll/{roll_id}")).body for _ in range(5)}

    assert len(pages) == 1
    assert asked == [roll_id]


async def test_each_request_is_observed_by_its_template_never_by_its_path(site: Site, rolls: Rolls) -> None:
    roll_id = await rolls.write(STRENGTH)
    for path in (f"/roll/{roll_id}", f"/api/permalink/{roll_id}", "/roll/never-never-never-neve", "/wp-login.php"):
        await site.ask(path)
    await site.ask("/ready", method="HEAD")

    assert [seen[:3] for seen in site.observed] == [
        ("/roll/{roll_id}", "GET", 200),
        ("/api/permalink/{roll_id}", "GET", 200),
        ("/roll/{roll_id}", "GET", 404),
        ("unmatched", "GET", 404),
        ("/ready", "HEAD", 200),
    ]


async def test_metrics_are_read_by_this_machine(site: Site) -> None:
    answer = await site.ask("/metrics")

    assert (answer.status, answer.text) == (200, "everquill_rolls_total 7\n")
    assert answer.headers["Content-Type"].startswith("text/plain; version=")


@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded", "X-Real-IP", "Via"])
async def test_metrics_are_not_read_through_a_proxy(header: str) -> None:
    trusting = replace(OPTIONS, trusted_proxies=(ip_network("127.0.0.0/8"),))
    for options in (OPTIONS, trusting):
        async with open_site(options=options) as site:
            answer = await site.ask("/metrics", **{header.replace("-", "_"): "127.0.0.1"})

        assert answer.status == 404
        assert "everquill_rolls_total" not in answer.text


async def test_metrics_can_be_opened_to_all() -> None:
    async with open_site(options=replace(OPTIONS, metrics_open=True)) as site:
        assert (await site.ask("/metrics", X_Forwarded_For="198.51.100.9")).status == 200


async def test_robots_stay_away_but_chats_may_look(bare: Site) -> None:
    answer = await bare.ask("/robots.txt")

    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    everybody, chats = answer.text.split("User-agent: *")[1], answer.text.split("User-agent: *")[0]
    assert "Disallow: /roll" in everybody
    assert "User-agent: Discordbot" in chats
    assert "Disallow" not in chats


async def test_the_icon_is_a_picture(bare: Site) -> None:
    answer = await bare.ask("/icon.svg")

    assert answer.headers["Content-Type"] == "image/svg+xml"
    assert answer.text.startswith("<svg xmlns=")


async def test_below_a_path_the_pages_still_find_their_icon() -> None:
    below = replace(OPTIONS, public_url="https://example.org/dice")
    async with open_site(options=below) as site:
        assert 'href="/dice/icon.svg"' in (await site.ask("/nowhere")).text
