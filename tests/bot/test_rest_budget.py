"""The budget of requests: shared by processes, not for interactions, and closed when too many are refused."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

import aiohttp
import discord
import pytest

from bot import rest_budget as module
from bot.metrics import Metrics
from bot.rest_budget import INVALID_WITHIN_S, MOST_INVALID, RequestsStoppedError, RestBudget
from bot.sandbox.client.client import SandboxClient
from bot.sandbox.server import Sandbox
from data.valkey import pacing
from data.valkey.pacing import ValkeyPacing

AWAY = "redis://127.0.0.1:1/0"
AGENT = "DiscordBot (https://example.org, 1)"


class Nobody:
    """A budget that cannot tell."""

    async def take(self, budget: str, *, per_s: float, at_once: int) -> float | None:
        return None


class Turns:
    """A budget that counts, and lets everybody go at once."""

    def __init__(self) -> None:
        self.taken = 0

    async def take(self, budget: str, *, per_s: float, at_once: int) -> float | None:
        assert (budget, per_s, at_once) == ("rest:f00", 45.0, 5)
        self.taken += 1
        return 0.0


@pytest.fixture
def slept(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How long was slept, without doing so."""
    times: list[float] = []
    turn = asyncio.sleep

    async def sleep(seconds: float) -> None:
        times.append(seconds)
        await turn(0)

    monkeypatch.setattr(module.asyncio, "sleep", sleep)
    return times


@asynccontextmanager
async def bot_at(sandbox: Sandbox, *budgets: RestBudget) -> AsyncGenerator[list[aiohttp.ClientSession]]:
    """The sessions of bots whose requests take turns."""
    headers = {"Authorization": f"Bot {sandbox.token}", "User-Agent": AGENT}
    sessions = [aiohttp.ClientSession(headers=headers, trace_configs=[budget.trace()]) for budget in budgets]
    try:
        yield sessions
    finally:
        await asyncio.gather(*(session.close() for session in sessions))


async def status(session: aiohttp.ClientSession, sandbox: Sandbox, path: str, method: str = "GET") -> int:
    async with session.request(method, f"{sandbox.base_url}/api/v10{path}") as response:
        await response.read()
        return response.status


async def test_two_processes_in_a_hurry_together_stay_below_discords_limit(
    valkey_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pacing, "_ANSWER_WITHIN_S", 30.0)  # it is not about a machine that stands still
    async with Sandbox() as sandbox, ValkeyPacing(valkey_url) as here, ValkeyPacing(valkey_url) as there:
        budgets = [RestBudget(each, Metrics().gateway, application="f00") for each in (here, there)]
        async with bot_at(sandbox, *budgets) as sessions:
            asked = [status(sessions[number % 2], sandbox, "/users/@me") for number in range(120)]
            refused = (await asyncio.gather(*asked)).count(429)
            assert refused <= 12, "without turns it is most of them; a machine that stalls lets a few bunch up"


async def test_without_turns_the_same_hurry_is_refused() -> None:
    async with Sandbox() as sandbox, bot_at(sandbox, RestBudget(Turns(), Metrics().gateway, application="f00")) as bots:
        assert 429 in await asyncio.gather(*(status(bots[0], sandbox, "/users/@me") for _ in range(120)))


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/interactions/1/token/callback"),
        ("POST", "/webhooks/1/token"),
        ("PATCH", "/webhooks/1/token/messages/@original"),
    ],
)
async def test_interactions_take_no_turn(method: str, path: str) -> None:
    turns = Turns()
    async with Sandbox() as sandbox, bot_at(sandbox, RestBudget(turns, Metrics().gateway, application="f00")) as bots:
        await status(bots[0], sandbox, path, method)
        assert turns.taken == 0
        await status(bots[0], sandbox, "/users/@me")
        assert turns.taken == 1


@pytest.mark.parametrize("processes", [1, 3, 9])
async def test_without_valkey_each_process_takes_its_part(slept: list[float], processes: int) -> None:
    budget = RestBudget(Nobody(), Metrics().gateway, application="f00", clock=lambda: 0.0)
    budget.processes = lambda: processes
    for _ in range(91):
        await budget.turn()

    at_once = max(1, 5 // processes)
    assert len(slept) == 91 - at_once
    assert slept[-1] == pytest.approx((91 - at_once) * processes / 45)


async def test_the_part_is_taken_when_valkey_does_not_answer() -> None:
    async with ValkeyPacing(AWAY) as away:
        budget = RestBudget(away, Metrics().gateway, application="f00")
        async with asyncio.timeout(30):
            for _ in range(6):
                await budget.turn()


async def test_too_many_refusals_stop_all_but_interactions_until_they_are_long_ago() -> None:
    now, metrics = [0.0], Metrics()
    budget = RestBudget(Turns(), metrics.gateway, application="f00", clock=lambda: now[0])
    for _ in range(MOST_INVALID - 1):
        budget.answered(403, None)
    for refused, scope in ((404, None), (200, None), (429, "shared")):
        budget.answered(refused, scope)
    await budget.turn()
    now[0] = 1.0
    budget.answered(429, "user")

    with pytest.raises(RequestsStoppedError) as told:
        await budget.turn()
    assert isinstance(told.value, discord.HTTPException), "whoever asked takes it as Discord's own refusal"
    assert told.value.status == 429
    shown = metrics.render().decode()
    assert f'everquill_invalid_requests_total{{status="403"}} {MOST_INVALID - 1}.0' in shown
    assert 'everquill_invalid_requests_total{status="429"} 1.0' in shown
    assert "everquill_rest_stopped 1.0" in shown

    now[0] = INVALID_WITHIN_S
    await budget.turn()
    assert "everquill_rest_stopped 0.0" in metrics.render().decode()


async def test_what_the_sandbox_refuses_is_counted_and_stops_requests_on_the_wire(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "MOST_INVALID", 2)
    async with (
        Sandbox() as sandbox,
        SandboxClient(sandbox.page_url) as control,
        bot_at(sandbox, RestBudget(Turns(), Metrics().gateway, application="f00")) as (bot,),
    ):
        await control.fault(path="/users/@me", status=429, scope="shared", retry_after=0.01, count=2)
        for _ in range(2):
            assert await status(bot, sandbox, "/users/@me") == 429
        assert await status(bot, sandbox, "/users/@me") == 200
        await control.fault(path="/users/@me", status=403, count=2)
        for _ in range(2):
            assert await status(bot, sandbox, "/users/@me") == 403
        before = sandbox.realm.traffic.last
        with pytest.raises(RequestsStoppedError):
            await status(bot, sandbox, "/users/@me")
        assert sandbox.realm.traffic.last == before
        assert await status(bot, sandbox, "/interactions/1/token/callback", "POST") == 404
