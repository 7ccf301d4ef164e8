"""Hostile files through the real bot: R26, where a file can be given today. Told in words, cheap in time and memory.

What grows when it is unpacked is never unpacked; what is too large is refused by its size, unread. A file is made when
its test runs, for every process of the tests reads this list.
"""

from __future__ import annotations

import base64
import gzip
import io
import json
import zipfile
from collections.abc import Callable
from typing import Any

import pytest

from bot.sandbox.actors.refusal import ClientRefusal
from cogs.dice.verifying import LARGEST_FILE
from tests.bench.memory import rss_mib
from tests.faults.field import Field
from tests.faults.invariants import check
from tests.faults.play import CHANNEL, Play, gather_party

MOST_CPU_S = 0.2
MOST_MIB = 50
TRIES = 3
MIB = 1024 * 1024
HALLO = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "hallo">'
LAUGHS = b"".join(b'<!ENTITY %c "%s">' % (name, b"&%c;" % (name - 1) * 10) for name in b"bcdefghij")


def zipped(name: str, content: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return packed.getvalue()


def within(size: int, content: bytes) -> bytes:
    """As many bytes of it as a file may have."""
    return (content * (size // len(content) + 1))[:size]


FILES: dict[str, tuple[str, Callable[[], bytes]]] = {
    "zip-bomb": ("roll.json.zip", lambda: zipped("roll.json", b"\0" * 100 * MIB)),
    "zip-as-json": ("roll.json", lambda: zipped("roll.json", b"[" * 20 * MIB)),
    "gzip-bomb": ("roll.json", lambda: gzip.compress(b"\0" * 100 * MIB)),
    "million-deep": ("roll.json", lambda: b"[" * 1_000_000),
    "deep-within-the-limit": ("roll.json", lambda: within(LARGEST_FILE, b"[")),
    "deep-objects": ("roll.json", lambda: within(LARGEST_FILE, b'{"a":')),
    "xml-entities": ("roll.xml", lambda: HALLO + LAUGHS + b"]><x>&j;</x>"),
    "more-than-discord-takes": ("roll.json", lambda: b"[" + b" " * 20 * MIB + b"]"),
    "nine-mb": ("roll.json", lambda: b'{"a":"' + b"x" * 9 * MIB + b'"}'),
    "nan": ("roll.json", lambda: b'{"total": NaN, "faces": [Infinity, -Infinity]}'),
    "1e999": ("roll.json", lambda: b'{"total": 1e999, "faces": [-1e999]}'),
    "huge-integer": ("roll.json", lambda: b'{"total": ' + b"9" * 200_000 + b"}"),
    "same-key-again": ("roll.json", lambda: b"{" + b'"a":1,' * 30_000 + b'"a":1}'),
    "not-utf-8": ("roll.json", lambda: b'{"a": "\xff\xfe\xfd"}'),
    "utf-16": ("roll.json", lambda: '{"a": 1}'.encode("utf-16")),
    "half-a-surrogate": ("roll.json", lambda: b'{"a": "\\ud800"}'),
    "null-bytes": ("roll.json", lambda: b"\0" * LARGEST_FILE),
    "picture": ("roll.json", lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 1000),
    "program": ("roll.json", lambda: b"\x7fELF" + b"\0" * 1000),
    "nothing": ("roll.json", lambda: b""),
    "not-an-object": ("roll.json", lambda: json.dumps(["roll", None, True]).encode()),
    "name-with-a-path": ("../../../etc/passwd", lambda: b"{}"),
    "name-that-pings": ("@everyone <@1> `x`.json", lambda: b"{}"),
}


DOORS: dict[str, tuple[str, tuple[str, ...]]] = {
    "dice verify": ("file", ("Not verified", f"{LARGEST_FILE:,}")),
    "character import": ("file", ("`/character import",)),
    "character portrait": ("image", ("`/character portrait",)),
}
"""Where a file can be given, as what, and what says that it is none of those wanted or how large it may be."""


async def give(field: Field, play: Play, name: str, command: str) -> None:
    """Give a file several times over, and hold what it cost to the limits."""
    bot, (filename, made) = field.stage.bots[-1], FILES[name]
    content = made()
    option, told = DOORS[command]
    given: dict[str, Any] = {option: {"filename": filename, "content": base64.b64encode(content).decode()}}
    before, spent = rss_mib(bot.pid), []
    for _ in range(TRIES):
        began = bot.cpu_s()
        try:
            deed = await play.do(play.people[0], "verify", lambda who: who.slash(CHANNEL, command, **given))
        except ClientRefusal:
            assert len(content) > 10 * MIB, "Discord's own client would not send it"
            break
        spent.append(bot.cpu_s() - began)
        assert any(each in deed.text for each in told), "told what is wrong, or how large it may be"
        assert not deed.silent
        assert not deed.away
    assert min(spent, default=0) < MOST_CPU_S
    assert rss_mib(bot.pid) - before < MOST_MIB
    assert (await play.one(play.people[1], "r")).done
    await check(field, play)


@pytest.mark.parametrize("name", FILES)
async def test_r26_hostile_files_are_told_in_words_and_cost_little(shared_field: Field, seed: int, name: str) -> None:
    await give(shared_field, await gather_party(shared_field.stage, seed, players=2), name, "dice verify")


@pytest.mark.parametrize("name", FILES)
async def test_r26_hostile_sheets_are_told_in_words_and_cost_little(shared_field: Field, name: str) -> None:
    await give(shared_field, await gather_party(shared_field.stage, 1, players=2), name, "character import")


@pytest.mark.parametrize("name", FILES)
async def test_r26_hostile_pictures_are_told_in_words_and_cost_little(shared_field: Field, name: str) -> None:
    play = await gather_party(shared_field.stage, 1, players=2)
    who = play.party.people[play.people[0]]  # whoever has no character is told that, and their file is not looked at
    seen = (await who.slash(CHANNEL, "character import", text="Name: Thorn; Class: Fighter 1")).answer
    await who.completed(await who.click(seen, "Make it a new character"))
    await give(shared_field, play, name, "character portrait")
