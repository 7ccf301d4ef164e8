"""The checker is checked: each invariant, broken on purpose, is found; and a real play, spoilt afterwards, is too."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import asyncpg
import pytest

from bot.sandbox.client.results import Message, Result
from tests.faults.deeds import SILENCE, Canary, Deed
from tests.faults.field import Field
from tests.faults.invariants import Allowed, Evidence, check, findings, gather
from tests.faults.play import gather_party

SECRET = Canary("alice", "700000001", "canary1x1")


def message(number: int, text: str, *, roll: str = "", of: str = "", flags: int = 0) -> Message:
    link = {"type": 2, "style": 5, "label": "Permalink", "url": f"http://127.0.0.1/roll/{roll}"}
    raw: dict[str, Any] = {
        "id": str(number),
        "channel_id": "1",
        "content": text,
        "author": {"username": "everquill"},
        "flags": flags,
        "components": [{"type": 1, "components": [link]}] if roll else [],
        "interaction_metadata": {"id": of} if of else None,
        "edited_timestamp": None,
    }
    return Message.read(raw)


ROLLED = Deed("alice", "roll", Result("10", "answered", message(1, "## 7", roll="A", of="10")), 0.1)
HIDDEN = Deed("alice", "hidden", Result("11", "answered", message(2, SECRET.total, roll="B", of="11", flags=64)), 0.1)
SAT = Deed("bob", "sit", Result("12", "updated", message(9, "card")), 0.1, "Join")
GOOD = Evidence(
    deeds=(ROLLED, HIDDEN, SAT),
    rolled=(
        {"cause": "10", "roll_id": "A", "stream": "table:1"},
        {"cause": "11", "roll_id": "B", "stream": "table:1"},
    ),
    seats=({"cause": "12", "stream": "table:1"},),
    seen={
        "alice": (
            message(1, "## 7", roll="A", of="10"),
            message(2, SECRET.total, roll="B", of="11", flags=64),
            message(3, "alice made a hidden roll", roll="B"),
        ),
        "bob": (message(1, "## 7", roll="A", of="10"), message(3, "alice made a hidden roll", roll="B")),
    },
    sent=(
        {
            "method": "POST",
            "path": "/interactions/11/…/callback",
            "request": {"type": 4, "data": {"flags": 64, "content": SECRET.total}},
            "response": None,
        },
    ),
    pages=("a sealed roll",),
    log=({"event": "ready"},),
    raw_log=('{"event": "ready"}',),
    canaries=(SECRET,),
)


def seen_by_bob(*more: Message) -> Evidence:
    return replace(GOOD, seen={**GOOD.seen, "bob": (*GOOD.seen["bob"], *more)})


def rolled_too(**changed: str) -> Evidence:
    return replace(GOOD, rolled=(*GOOD.rolled, {**GOOD.rolled[0], **changed}))


def deed(result: Result) -> Evidence:
    return replace(GOOD, deeds=(*GOOD.deeds, Deed("bob", "roll", result, 3.0)))


BROKEN: dict[str, tuple[str, Callable[[], Evidence]]] = {
    "an acknowledged roll is lost": ("lost", lambda: replace(GOOD, rolled=GOOD.rolled[1:])),
    "a seat is lost": ("lost", lambda: replace(GOOD, seats=())),
    "a card shows a roll that never was": ("lost", lambda: seen_by_bob(message(7, "## 3", roll="X"))),
    "a cause rolled twice": (
        "doubled",
        lambda: rolled_too(roll_id="C"),
    ),
    "a roll was written twice": (
        "doubled",
        lambda: rolled_too(cause="9"),
    ),
    "a seat was taken twice": ("doubled", lambda: replace(GOOD, seats=GOOD.seats * 2)),
    "a roll has two cards": ("doubled", lambda: seen_by_bob(message(8, "## 7", roll="A"))),
    "an interaction has two answers": ("doubled", lambda: seen_by_bob(message(8, "again", of="10"))),
    "a canary is in another's channel": ("leaked", lambda: seen_by_bob(message(8, f"it was {SECRET.total}"))),
    "a canary's label is": ("leaked", lambda: seen_by_bob(message(8, f"for {SECRET.label}"))),
    "a canary is on a page": ("leaked", lambda: replace(GOOD, pages=(f"<p>{SECRET.total}</p>",))),
    "a canary is in the log": ("leaked", lambda: replace(GOOD, raw_log=(f'{{"label": "{SECRET.label}"}}',))),
    "a canary was sent in the open": (
        "leaked",
        lambda: replace(GOOD, sent=({**GOOD.sent[0], "request": {"type": 4, "data": {"content": SECRET.total}}},)),
    ),
    "nobody answered": ("unanswered", lambda: deed(Result("13", "failed", error=SILENCE))),
    "it is still being thought about": ("unanswered", lambda: deed(Result("13", "deferred"))),
    "there was an incident": ("trouble", lambda: replace(GOOD, log=({"event": "incident", "incident": "ab"},))),
    "a task died": ("trouble", lambda: replace(GOOD, log=({"event": "task_died"},))),
    "an exception was dropped": (
        "trouble",
        lambda: replace(GOOD, raw_log=("Task exception was never retrieved",)),
    ),
}


def test_nothing_is_wrong_with_a_good_evening() -> None:
    assert list(findings(GOOD)) == []


@pytest.mark.parametrize("broken", BROKEN)
def test_what_is_broken_on_purpose_is_found_and_nothing_else(broken: str) -> None:
    kind, made = BROKEN[broken]
    found = list(findings(made()))
    assert found
    assert {each.partition(":")[0] for each in found} == {kind}


def test_silence_is_pardoned_where_a_bot_was_dead_and_only_discords_own() -> None:
    silent, strange = deed(Result("13", "failed", error=SILENCE)), deed(Result("13", "failed", error="Unknown"))
    assert list(findings(silent, Allowed(silence=True))) == []
    assert list(findings(strange, Allowed(silence=True))) != []
    unfinished = deed(Result("13", "deferred"))
    assert list(findings(unfinished, Allowed(unfinished=True))) == []


@pytest.mark.parametrize(
    ("spoil", "found"),
    [
        ("UPDATE ledger_event SET public = '{}' WHERE kind = 'table.rolled' AND sequence = 4", None),
        ("TRUNCATE ledger_event CASCADE", "lost"),
    ],
    ids=["forged", "lost"],
)
async def test_a_real_play_is_good_until_its_ledger_is_spoilt(field: Field, spoil: str, found: str | None) -> None:
    await field.bot()
    play = await gather_party(field.stage, 1)
    await play.open()
    await play.play(4, "roll", "hidden")
    await check(field, play)
    connection = await asyncpg.connect(field.stage.database_url)
    await connection.execute(spoil)
    await connection.close()
    if found is None:
        with pytest.raises(AssertionError):
            await field.stage.ledger_holds()
    else:
        assert {each.partition(":")[0] for each in findings(await gather(field, play))} == {found}
