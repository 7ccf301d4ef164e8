"""The benchmarks' own machinery: what they find is told as promised, and a load that fails measures nothing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.sandbox.client.results import Result
from bot.sandbox.server import Sandbox
from bot.sandbox.wire import Json
from tests.bench import endurance, memory, tables
from tests.bench.evening import EVENTS, Deed, card_path, held_against, play, seat_tables, unanswered
from tests.bench.figure import Figure, as_json, as_table
from tests.bench.http_load import BadAnswerError, requests_per_second
from tests.bench.interaction import UnansweredError
from tests.bench.wire import Wire, followed
from tests.flows.stage import Stage, open_stage_apart

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


def record(n: int, at_ms: int, **facts: object) -> Json:
    return {"n": n, "at": f"2026-11-21T19:00:00.{at_ms:03}+00:00", "side": "gateway", **facts}


def request(n: int, at_ms: int, method: str, path: str, status: int = 204) -> Json:
    return record(n, at_ms, side="rest", method=method, path=path, status=status, ms=2.0)


CALLBACK = "/interactions/118/…/callback"
CARD = "/channels/5/messages/7"


def test_a_latency_runs_from_the_dispatch_to_the_arrival_of_the_first_callback_that_was_taken() -> None:
    wire = Wire()
    wire.take([record(1, 100, t="INTERACTION_CREATE", d={"id": "118"}), request(2, 105, "POST", CALLBACK, 400)])
    assert wire.latency_ms("118") is None

    wire.take([request(3, 112, "POST", CALLBACK), request(4, 120, "POST", CALLBACK)])

    assert wire.latency_ms("118") == pytest.approx(10)
    assert len(wire.answered["118"]) == 2


def test_a_card_counts_from_its_first_edit_after_the_callback() -> None:
    wire = Wire()
    wire.take([record(1, 100, t="INTERACTION_CREATE", d={"id": "118"}), request(2, 104, "PATCH", CARD, 200)])
    wire.take([request(3, 112, "POST", CALLBACK)])
    assert wire.until_edited_ms("118", CARD) is None

    wire.take([request(4, 152, "PATCH", CARD, 200), request(5, 172, "PATCH", CARD, 200)])

    assert wire.until_edited_ms("118", CARD) == pytest.approx(50)


def test_a_wire_with_a_hole_measures_nothing() -> None:
    wire = Wire(last=3)
    with pytest.raises(UnansweredError, match="records 4 to 6"):
        wire.take([record(7, 100)])


@pytest.fixture
async def apart(database_url: str, valkey_url: str) -> AsyncIterator[Stage]:
    """A stage in a process of its own, with two shards of one bot."""
    async with open_stage_apart(database_url, valkey_url, shards=2) as stage:
        await stage.bot()
        yield stage


async def test_tables_play_and_nothing_is_lost_or_doubled(apart: Stage) -> None:
    seated = await seat_tables(apart, range(4), shards=2)

    one = await tables.spell(apart, apart.bots, seated, tables.Pace(every_s=0.5, seconds=3, idle_s=0.5))

    assert [table.led for table in seated] == [False, False, True, True]
    assert (one.lost, one.doubled) == (0, 0)
    assert len(one.latencies_ms) == 4 * 6
    assert 0 < len(one.cards_ms) <= len(one.latencies_ms)
    assert len(one.rss_mib) == 1
    figures = [*tables.told(one, one), *tables.told_growth("tables.at_4", one, one)]
    assert len({figure.name for figure in figures}) == len(figures)


async def test_bursts_are_endured_and_memory_is_followed(apart: Stage) -> None:
    seated = await seat_tables(apart, range(2), shards=2)

    figures = {each.name: each.value for each in await endurance.endured(apart, apart.bots, seated, seconds=6)}

    assert (figures["endurance.lost"], figures["endurance.doubled"]) == (0, 0)
    assert figures["endurance.actions"] > 2 * 6 / 0.75
    assert 0 < figures["endurance.callback.p50_ms"] <= figures["endurance.callback.p99_ms"]
    assert {"endurance.stampede.p99_ms", "endurance.rss_slope", "endurance.lag_ms"} <= set(figures)


def test_memory_that_grows_is_told_by_the_minute() -> None:
    climbing = [(minute / 10, 100.0 + minute) for minute in range(40)]

    seen = endurance.Watched({1: climbing, 2: [(minute, 100.0) for minute, _ in climbing]})

    assert seen.slope() == pytest.approx(10)


async def test_what_was_not_answered_or_not_written_is_found(apart: Stage) -> None:
    (table,) = await seat_tables(apart, [0], shards=2)
    async with followed(apart.sandbox) as wire:
        deeds = await play([table], every_s=0.1, seconds=0.5)
    written = next(deed for deed in deeds if deed.kind in EVENTS)
    forged = Deed(written.kind, Result("1", "answered"), card_path(table.card))
    silent = replace(written, result=replace(written.result, error="The application did not respond"))

    assert unanswered(deeds, wire) == set()
    assert unanswered([forged, silent], wire) == {"1", written.result.interaction}
    assert await held_against(apart, [written, forged]) == ({"1"}, set())


async def test_a_guild_of_middling_size_is_told_as_one() -> None:
    sandbox = Sandbox(shards=1, guilds=0)
    memory.found_guild(sandbox, 1)
    (guild,) = sandbox.world.guilds.values()

    told = sandbox.world.guild_create_json(guild)

    assert [len(told[part]) for part in ("channels", "roles", "emojis")] == [30, 20, 15]


def test_memory_is_read_of_a_living_process() -> None:
    assert memory.rss_mib(os.getpid()) > 10
