"""Discord's REST stumbles: R13 (rate limits), R14 (errors and lost answers), R15 (late and refused answers)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from tests.faults.deeds import roll_of
from tests.faults.field import Field
from tests.faults.invariants import Allowed, check
from tests.faults.play import CHANNEL, Play

WAIT_S = 1.2
CALLBACK = "/callback"
POSTED = "/messages"
SLACK_S = 0.05
"""Clocks are read on either side of a socket."""


@pytest.mark.parametrize("scope", ["user", "global", "shared"])
async def test_r13_a_rate_limit_is_waited_out_in_order(shared_field: Field, play: Play, scope: str) -> None:
    since = len(shared_field.records.all)
    await shared_field.stage.sandbox.fault(
        method="POST", path=f"{POSTED}$", status=429, retry_after=WAIT_S, scope=scope, count=1
    )
    first, second = play.people[:2]
    one, other = await play.one(first, "hidden"), await play.one(second, "hidden")
    for deed in (one, other):
        assert deed.done
    wanted = 2
    await play.bystander.until(lambda m: roll_of(m) == other.roll, CHANNEL)
    tried = shared_field.records.rest("POST", POSTED, since=since)
    limited = next(each for each in tried if each["status"] == 429)
    again = [each for each in tried if each["n"] > limited["n"]]
    assert len(again) == wanted, "each card is posted once, the limited one after its wait"
    assert min(map(_at, again)) >= _at(limited) + WAIT_S - SLACK_S, "nothing was asked before the reset"
    sealed = [roll_of(m) for m in await play.bystander.messages(CHANNEL) if "hidden roll" in m.text]
    assert sealed == [one.roll, other.roll], "in the order in which they were rolled"
    await check(shared_field, play)


async def test_r13_a_limit_on_callbacks_loses_none(shared_field: Field, play: Play) -> None:
    await shared_field.stage.sandbox.fault(
        method="POST", path=CALLBACK, status=429, retry_after=0.4, count=play.chance("fault").randint(2, 5)
    )
    deeds = await play.play(3)
    assert not [deed for deed in deeds if deed.silent]
    await check(shared_field, play)


@pytest.mark.parametrize(
    "stumble",
    [
        {"status": 500},
        {"status": 502},
        {"status": 503, "body": "<html>upstream</html>"},
        {"reset": True},
        {"drop_reply": True},
        {"cut_body": True},
    ],
    ids=lambda stumble: "-".join(f"{key}-{value}" for key, value in stumble.items() if key != "body"),
)
@pytest.mark.parametrize("where", [CALLBACK, f"{POSTED}$"], ids=["callback", "post"])
async def test_r14_what_discord_drops_is_shown_once(
    shared_field: Field, play: Play, where: str, stumble: dict[str, Any]
) -> None:
    await shared_field.stage.sandbox.fault(method="POST", path=where, count=1, **stumble)
    deeds = await play.play(2, "roll", "hidden", "again", "sit")
    assert not [deed for deed in deeds if deed.silent]
    for deed in play.deeds:
        if deed.roll:
            await play.noticed(deed)
    await check(shared_field, play)


@pytest.mark.parametrize(
    "stumble",
    [{"delay_s": 2.5}, {"reply_delay_s": 2.5}, {"status": 404, "code": 10062}, {"status": 400, "code": 40060}],
    ids=["late", "confirmed-late", "10062", "40060"],
)
async def test_r15_an_answer_that_comes_too_late_is_not_insisted_on(
    shared_field: Field, play: Play, stumble: dict[str, Any]
) -> None:
    since, name = len(shared_field.records.all), play.people[0]
    await shared_field.stage.sandbox.fault(method="POST", path=CALLBACK, count=1, **stumble)
    deed = await play.one(name, "roll")
    made = [
        each for each in await shared_field.stage.events("table.rolled") if each["cause"] == deed.result.interaction
    ]
    assert len(made) == 1, "the effect is kept"
    asked = [each for each in shared_field.records.all[since:] if deed.result.interaction in str(each.get("path"))]
    assert len(asked) <= 2, "no storm of tries"
    seen = await play.one(name, "history")
    assert made[0]["roll_id"] in str(seen.result.answer.raw) or str(made[0]["total"]) in seen.text
    await check(shared_field, play, Allowed(silence="status" in stumble))


def _at(record: dict[str, Any]) -> float:
    return datetime.fromisoformat(record["at"]).timestamp()
