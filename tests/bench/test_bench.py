"""The benchmarks' own machinery: what they find is told as promised, and a load that fails measures nothing."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from tests.bench.figure import Figure, as_json, as_table
from tests.bench.http_load import BadAnswerError, requests_per_second

FIGURES = [Figure("permalink.page", 5_726.4, "requests/s", 10_000.0, 0.5726), Figure("memory", 41.5, "MiB")]


def test_a_figure_is_one_json_object() -> None:
    assert json.loads(as_json(FIGURES[0])) == {
        "name": "permalink.page",
        "value": 5_726.4,
        "unit": "requests/s",
        "against": 10_000.0,
        "ratio": 0.5726,
    }
    assert "\n" not in as_json(FIGURES[0])


def test_figures_make_a_table() -> None:
    assert as_table(FIGURES).splitlines() == [
        "                value  unit        against  ratio",
        "permalink.page  5,726  requests/s   10,000   0.57",
        "memory          41.50  MiB",
    ]


def test_without_a_name_the_benchmarks_are_listed() -> None:
    listed = subprocess.run([sys.executable, "-m", "tests.bench"], capture_output=True, text=True, check=True)

    assert "permalink    Permalink pages a second, beside a bare aiohttp handler" in listed.stdout


def test_an_unknown_name_is_refused_with_those_there_are() -> None:
    refused = subprocess.run(
        [sys.executable, "-m", "tests.bench", "speed"], capture_output=True, text=True, check=False
    )

    assert refused.returncode == 2
    assert "no such benchmark: speed; there are" in refused.stderr
    assert "permalink" in refused.stderr


async def test_a_load_counts_what_was_answered() -> None:
    asked: list[str] = []

    async def answer(request: web.Request) -> web.Response:
        asked.append(request.path)
        return web.Response(body=b"x" * 100_000)

    app = web.Application()
    app.router.add_get("/{name}", answer)
    async with TestServer(app) as server:
        assert server.port is not None
        rate = await requests_per_second(server.port, ["/a", "/b"], seconds=0.2)

    assert rate > 0
    assert set(asked) == {"/a", "/b"}


@pytest.mark.parametrize("status", [404, 500])
async def test_a_load_that_is_refused_measures_nothing(status: int) -> None:
    async def refuse(request: web.Request) -> web.Response:
        return web.Response(status=status)

    app = web.Application()
    app.router.add_get("/", refuse)
    async with TestServer(app) as server:
        assert server.port is not None
        with pytest.raises(BadAnswerError, match=f"HTTP/1.1 {status}"):
            await requests_per_second(server.port, ["/"], seconds=60)


async def test_a_load_that_loses_its_server_measures_nothing() -> None:
    async def vanish(request: web.Request) -> web.Response:
        assert request.transport is not None
        request.transport.close()
        return web.Response()

    app = web.Application()
    app.router.add_get("/", vanish)
    async with TestServer(app) as server:
        assert server.port is not None
        with pytest.raises(BadAnswerError, match="connection was lost"):
            await requests_per_second(server.port, ["/"], seconds=60)
