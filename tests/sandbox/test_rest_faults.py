"""Faults as they strike REST: what the bot sees, and what has happened all the same."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import aiohttp
import pytest

from bot.sandbox.client.client import SandboxClient
from bot.sandbox.server import Sandbox

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.sandbox.client.results import Guild


class _Rest:
    """A bot's HTTP side, without any library's retries."""

    def __init__(self, sandbox: Sandbox, client: SandboxClient, guild: Guild) -> None:
        self.sandbox = sandbox
        self.client = client
        self.channel = guild.channels["general"]
        self.alice = guild.members["alice"]

    async def write(self) -> aiohttp.ClientResponse:
        return await self.request("POST", "/messages", json={"content": "hi"})

    async def request(self, method: str, path: str, **options: Any) -> aiohttp.ClientResponse:
        url = f"{self.sandbox.base_url}/api/v10/channels/{self.channel}{path}"
        headers = {"Authorization": f"Bot {self.sandbox.token}", "User-Agent": "DiscordBot (x, 1)"}
        response = await self.client.http.request(method, url, headers=headers, **options)
        await response.read()
        return response

    @property
    def written(self) -> int:
        return len(self.sandbox.world.channel(self.channel).messages)


@pytest.fixture
async def rest() -> AsyncIterator[_Rest]:
    async with Sandbox(shards=1, guilds=0) as sandbox, SandboxClient(sandbox.page_url) as client:
        guild = await client.make_guild("G", members=["alice"])
        yield _Rest(sandbox, client, guild)


@pytest.mark.parametrize("status", [500, 502, 403])
async def test_a_status_is_answered_instead_of_doing_anything(rest: _Rest, status: int) -> None:
    await rest.client.fault(path="/messages$", status=status, code=7)
    response = await rest.write()
    assert (response.status, (await response.json())["code"], rest.written) == (status, 7, 0)
    assert (await rest.write()).status == 200


@pytest.mark.parametrize("status", [429, 502, 503, 504])
@pytest.mark.parametrize(
    ("body", "kind"),
    [("<html><h1>no</h1></html>", "text/html"), ("upstream timed out", "text/plain"), ("", "text/plain")],
)
async def test_the_proxy_answers_in_its_own_words(rest: _Rest, status: int, body: str, kind: str) -> None:
    await rest.client.fault(path="/messages$", status=status, body=body)
    response = await rest.write()
    assert (response.status, response.content_type, await response.text()) == (status, kind, body)
    assert "Via" not in response.headers
    assert ("Retry-After" in response.headers) == (status == 429)
    assert rest.written == 0
    (record,) = [record for record in rest.sandbox.realm.traffic.after(0) if record["side"] == "rest"]
    assert (record["status"], record["response"]) == (status, body)
    assert (await rest.write()).status == 200


@pytest.mark.parametrize("scope", ["user", "global", "shared"])
async def test_a_429_says_how_long_and_whose_limit_it_is(rest: _Rest, scope: str) -> None:
    await rest.client.fault(path="/messages$", status=429, retry_after=1.5, scope=scope)
    response = await rest.write()
    body: dict[str, Any] = await response.json()
    assert (response.status, body["retry_after"], body["global"]) == (429, 1.5, scope == "global")
    assert response.headers["X-RateLimit-Scope"] == scope
    assert response.headers["Via"]
    assert rest.written == 0


async def test_a_429_of_ones_own_limit_tells_of_an_empty_bucket(rest: _Rest) -> None:
    allowed = (await rest.write()).headers
    await rest.client.fault(path="/messages$", status=429, retry_after=1.5)
    asked_s = rest.sandbox.realm.clock.now().timestamp()
    refused = (await rest.write()).headers
    answered_s = rest.sandbox.realm.clock.now().timestamp()
    bucket = {name: refused[f"X-RateLimit-{name}"] for name in ("Limit", "Bucket", "Remaining", "Reset-After")}
    assert bucket == {
        "Limit": allowed["X-RateLimit-Limit"],
        "Bucket": allowed["X-RateLimit-Bucket"],
        "Remaining": "0",
        "Reset-After": "1.500",
    }
    assert refused["Retry-After"] == "2"
    refused_s = float(refused["X-RateLimit-Reset"]) - 1.5
    assert asked_s - 0.001 <= refused_s <= answered_s + 0.001, "the header tells milliseconds"


async def test_a_429_of_a_shared_limit_leaves_the_own_bucket_as_it_is(rest: _Rest) -> None:
    await rest.client.fault(path="/messages$", status=429, retry_after=60, scope="shared")
    refused = (await rest.write()).headers
    assert int(refused["X-RateLimit-Remaining"]) == int(refused["X-RateLimit-Limit"]) - 1
    assert float(refused["X-RateLimit-Reset-After"]) < 60 == int(refused["Retry-After"])


async def test_a_429_of_the_global_limit_tells_of_no_bucket(rest: _Rest) -> None:
    await rest.client.fault(path="/messages$", status=429, scope="global")
    refused = (await rest.write()).headers
    assert refused["X-RateLimit-Global"] == "true"
    assert "X-RateLimit-Bucket" not in refused


async def test_a_429_on_purpose_uses_nothing_up(rest: _Rest) -> None:
    before = (await rest.write()).headers
    await rest.client.fault(path="/messages$", status=429)
    await rest.write()
    after = await rest.write()
    assert after.status == 200
    assert int(after.headers["X-RateLimit-Remaining"]) == int(before["X-RateLimit-Remaining"]) - 1


async def test_a_reset_leaves_nothing_done(rest: _Rest) -> None:
    await rest.client.fault(path="/messages$", reset=True)
    with pytest.raises(aiohttp.ClientError):
        await rest.write()
    assert rest.written == 0


async def test_a_lost_answer_leaves_everything_done(rest: _Rest) -> None:
    await rest.client.fault(path="/messages$", drop_reply=True)
    with pytest.raises(aiohttp.ClientError):
        await rest.write()
    assert rest.written == 1


async def test_an_answer_that_breaks_off_in_its_body_leaves_everything_done(rest: _Rest) -> None:
    await rest.client.fault(path="/messages$", cut_body=True)
    with pytest.raises(aiohttp.ClientPayloadError):
        await rest.write()
    assert rest.written == 1


async def test_an_answer_without_a_body_breaks_off_before_it(rest: _Rest) -> None:
    await rest.client.fault(path="/typing$", cut_body=True)
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await rest.request("POST", "/typing")


async def test_a_late_answer_leaves_everything_done_meanwhile(rest: _Rest) -> None:
    await rest.client.fault(path="/messages$", reply_delay_s=60)
    writing = asyncio.create_task(rest.write())
    async with rest.client.watch(rest.alice) as watch:
        if not rest.written:
            await watch.until(lambda happening: happening.name == "MESSAGE_CREATE")
    assert not writing.done()
    await rest.client.advance(60)
    assert (await writing).status == 200


async def test_a_slow_answer_comes_when_the_clock_says(rest: _Rest, monkeypatch: pytest.MonkeyPatch) -> None:
    clock, waiting = rest.sandbox.realm.clock, asyncio.Event()
    sleep = clock.sleep

    async def seen_sleeping(delay_s: float) -> None:
        waiting.set()
        await sleep(delay_s)

    monkeypatch.setattr(clock, "sleep", seen_sleeping)
    await rest.client.fault(path="/messages$", delay_s=60)
    writing = asyncio.create_task(rest.write())
    await waiting.wait()
    assert rest.written == 0
    await rest.client.advance(60)
    assert (await writing).status == 200


async def test_a_fault_strikes_its_method_only(rest: _Rest) -> None:
    await rest.client.fault(path="/messages$", method="DELETE", status=500)
    assert (await rest.write()).status == 200
