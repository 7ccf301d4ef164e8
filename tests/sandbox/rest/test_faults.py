"""Faults strike REST where they were meant to, as often as they were meant to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import aiohttp
import pytest

from bot.sandbox.faults.rest import RestFault

if TYPE_CHECKING:
    from tests.sandbox.rest.conftest import Desk


def arm(desk: Desk, count: int = 1, path: str = r"/messages$", **what: Any) -> None:
    desk.sandbox.realm.faults.add(RestFault(re.compile(path), **what), count)


async def test_a_status_is_answered_instead_of_the_route_as_often_as_asked(desk: Desk) -> None:
    arm(desk, 2, status=503)
    statuses = [(await desk.post({"content": "x"})).status for _ in range(3)]
    assert statuses == [503, 503, 200]
    assert len(desk.channel.messages) == 1


@pytest.mark.parametrize(("scope", "everywhere"), [("user", False), ("shared", False), ("global", True)])
async def test_a_rate_limit_is_told_in_its_scope(desk: Desk, scope: str, everywhere: bool) -> None:
    arm(desk, status=429, retry_after=0.25, scope=scope)
    answer = await desk.post({"content": "x"})
    assert (answer.status, answer.body["retry_after"], answer.body["global"]) == (429, 0.25, everywhere)
    assert answer.headers["X-RateLimit-Scope"] == scope
    assert answer.headers["Via"]


async def test_a_code_stands_in_the_body(desk: Desk) -> None:
    arm(desk, status=403, code=40004)
    answer = await desk.post({"content": "x"})
    assert (answer.status, answer.code) == (403, 40004)


async def test_a_reset_cuts_the_connection_before_anything_is_done(desk: Desk) -> None:
    arm(desk, reset=True)
    with pytest.raises(aiohttp.ClientConnectionError):
        await desk.post({"content": "x"})
    assert desk.channel.messages == {}


async def test_a_lost_reply_leaves_the_deed_done(desk: Desk) -> None:
    arm(desk, drop_reply=True)
    with pytest.raises(aiohttp.ClientConnectionError):
        await desk.post({"content": "x"})
    assert [message.content for message in desk.channel.messages.values()] == ["x"]


async def test_a_delay_is_measured_by_the_sandboxes_clock(desk: Desk) -> None:
    arm(desk, delay_s=0.001)
    assert (await desk.post({"content": "x"})).status == 200


async def test_a_fault_on_a_callback_leaves_the_interaction_open(desk: Desk) -> None:
    arm(desk, path=r"/callback$", status=500)
    interaction = desk.slash()
    assert (await desk.answer(interaction, {"type": 4, "data": {"content": "x"}})).status == 500
    assert interaction.state == "pending"
    assert (await desk.answer(interaction, {"type": 4, "data": {"content": "x"}})).status == 204
