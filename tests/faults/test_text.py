"""Hostile text through the real bot: R25. It is refused in words, pings nobody, and costs nobody else anything."""

from __future__ import annotations

import time
from typing import Any

import pytest

from bot.sandbox.actors.refusal import ClientRefusal
from tests.faults.field import Field
from tests.faults.invariants import check
from tests.faults.play import CHANNEL, Play, gather_party

SOON_S = 3.0
ZALGO = "Z" + "\u0335\u0321\u031b\u0352" * 200
HOSTILE = {
    "20k-dice": "20000d6",
    "nested-dice": "((9d9)d9)d9",
    "500-parens": "(" * 500 + "1" + ")" * 500,
    "open-parens": "(" * 3000,
    "2000-terms": "+".join(["1"] * 2000),
    "powers": "9**9**9",
    "huge-number": "9" * 4000,
    "huge-sides": "1d" + "9" * 300,
    "explodes-for-ever": "99d1!",
    "division": "1/0",
    "bidi": "1d20\u202e+5\u2066",
    "bidi-label": "1d20 # \u202egnorw\u2066\u200b",
    "everyone": "@everyone",
    "everyone-label": "1d20 # @everyone @here <@1> <@&2>",
    "zalgo": ZALGO,
    "zalgo-label": f"1d20 # {ZALGO}",
    "6000-characters": "1d20 # " + "x" * 5993,
    "markdown-label": "1d20 # [a](https://example.org) ```b``` ||c|| # d",
    "null": "1d20\x00",
    "newlines": "1d20\n\n\n+5",
    "format": "1d20 # {0.__class__} %s %n $(id) `id`",
    "sql": "1d20 # '); DROP TABLE ledger_event; --",
    "nothing": "\u200b",
}
COMMANDS: dict[str, dict[str, Any]] = {
    "r": {},
    "roll": {"dc": 10},
    "dice odds": {"reach": 10},
    "dice preset save": {"name": "x"},
}


@pytest.mark.parametrize("text", HOSTILE)
async def test_r25_hostile_text_is_refused_in_words_and_pings_nobody(shared_field: Field, seed: int, text: str) -> None:
    play: Play = await gather_party(shared_field.stage, seed, players=2)
    name, bot = play.people[0], shared_field.stage.bots[-1]
    since = len(shared_field.records.all)
    spent, began = bot.cpu_s(), time.monotonic()
    deeds = []
    for command, more in COMMANDS.items():
        asked = {"dice": HOSTILE[text], **more}
        try:
            deeds.append(await play.do(name, "r", lambda who, c=command, o=asked: who.slash(CHANNEL, c, **o)))
        except ClientRefusal:
            continue  # Discord's own client would not send it
    assert deeds
    assert all(deed.text for deed in deeds)
    assert not [deed for deed in deeds if deed.silent or deed.away]
    assert bot.cpu_s() - spent < len(COMMANDS) * SOON_S
    assert time.monotonic() - began < len(COMMANDS) * SOON_S
    for record in shared_field.records.all[since:]:
        response = record.get("response")
        if isinstance(response, dict) and "mentions" in response:
            assert (response["mentions"], response["mention_everyone"]) == ([], False)
    assert (await play.one(play.people[1], "r")).done
    await check(shared_field, play)
