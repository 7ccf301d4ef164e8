"""A DM's secret reaches nobody who does not lead: canaries are planted, and all that others were sent is searched.

Whatever the sandbox told anybody else's client, whatever the sidecar serves, files, metrics, the guild's audit log and
the bot's own log at DEBUG: none of it may hold what was rolled in secret, how, or why.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncIterator, Iterable
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

import aiohttp
import pytest

from bot.sandbox.client.person import Person
from bot.sandbox.client.results import Message
from bot.sandbox.client.watch import Watch
from tests.flows.stage import Party, Stage, permalink
from tests.flows.test_dice_records import contents

DICE, LABEL, PLAIN = "2d20kh1+1d1000000+7430000", "zebracanary", "7430000"
PAGES = ("/roll/{id}", "/roll/{id}.json", "/api/permalink/{id}")
OTHERS = ("bob", "sam", "stan", "moe")
"""A player, a spectator, a stranger, and the owner of the guild, who is no DM for that."""


class Heard:
    """All that reached somebody who does not lead."""

    def __init__(self) -> None:
        self.texts: list[tuple[str, str]] = []

    def note(self, where: str, what: object) -> None:
        self.texts.append((where, what if isinstance(what, str) else json.dumps(what, default=str)))

    def leaks(self, secrets: Iterable[str]) -> list[str]:
        """Where a secret stands; not where its digits are part of a longer number, as they are of some id."""
        wanted = {secret: re.compile(rf"(?<!\d){re.escape(secret)}(?!\d)") for secret in secrets}
        return [
            f"{secret} in {where}" for where, text in self.texts for secret in wanted if wanted[secret].search(text)
        ]


@asynccontextmanager
async def listening(party: Party, heard: Heard) -> AsyncIterator[None]:
    """Note everything that the others' clients are told."""

    async def note(name: str, watch: Watch) -> None:
        while True:
            happening = await watch.next()
            heard.note(f"{name}'s {happening.name}", happening.data)

    async with AsyncExitStack() as stack:
        watches = [(name, await stack.enter_async_context(party.people[name].watch())) for name in OTHERS]
        tasks = [asyncio.create_task(note(name, watch)) for name, watch in watches]
        yield
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def said(who: Person, command: str, **options: Any) -> Message:
    return (await who.completed(await who.slash("tavern", command, **options))).answer


async def evening(party: Party, heard: Heard) -> tuple[list[str], str]:
    """The DM rolls in secret by every door, and the others try every door; the results, and where the pages are."""
    card = await said(party.dora, "table open", mode="dm-led")
    await party.bob.click(card, "Join")
    await said(party.sam, "table join", **{"as": "spectator"})
    first = await said(party.dora, "roll", dice=DICE, hidden=True, label=LABEL, dc=29)
    again = (await party.dora.completed(await party.dora.click(first, "Roll again"))).answer
    await said(party.dora, "dice preset save", name="canary", dice=f"{DICE} # {LABEL}")
    panel = await said(party.dora, "table settings")
    (skills,) = [part["custom_id"] for part in panel.components if str(part.get("custom_id")).endswith(":skills")]
    await party.dora.completed(await party.dora.select(panel, skills, "stealth"))
    blind = await said(party.bob, "r", dice="1d1000000+1000000 # stealth")
    sealed = [m for m in await party.dora.messages("tavern") if "hidden roll" in m.text or "rolled in secret" in m.text]
    copy = (await party.dora.click(blind, "Look")).answer
    await said(party.dora, "dice history")
    await said(party.dora, "dice export")
    for name in OTHERS:
        await try_every_door(party.people[name], name, sealed, heard)
    await said(party.dora, "table close")
    for name in OTHERS:
        await try_every_door(party.people[name], name, sealed, heard)
    base = permalink(sealed[0]).partition("/roll/")[0]
    for message in sealed:
        await read_pages(base, permalink(message).rpartition("/")[2], heard)
    results = [message.text.splitlines()[0].removeprefix("## ").split()[0] for message in (first, again, copy)]
    return results, base


async def try_every_door(who: Person, name: str, sealed: list[Message], heard: Heard) -> None:
    for message in sealed:
        roll = permalink(message).rpartition("/")[2]
        answers = [
            (await who.click(message, "Look")).answer,
            (await who.menu("tavern", "Reveal hidden roll", message)).answer,
            (await who.menu("tavern", "Verify roll", message)).answer,
            (await who.menu("tavern", "Roll this", message)).answer,
            await said(who, "dice reveal", roll=roll),
            await said(who, "dice verify", roll=roll),
            await said(who, "dice rule", roll=roll, ruling="fails", reason="because"),
        ]
        for answer in answers:
            heard.note(f"an answer to {name}", answer.raw)
    for command in ("dice history", "dice stats", "dice export", "table status", "dice preset list"):
        answer = await said(who, command)
        heard.note(f"{name}'s /{command}", answer.raw)
        for file, content in (await contents(answer)).items():
            heard.note(f"{name}'s {file}", content.decode("utf-8", "replace"))
    for message in await who.messages("tavern"):
        heard.note(f"what {name} sees in the channel", message.raw)


async def read_pages(base: str, roll: str, heard: Heard) -> None:
    async with aiohttp.ClientSession() as session:
        for page in (*PAGES, "/metrics", "/health", "/ready"):
            async with session.get(base + page.format(id=roll)) as response:
                heard.note(page, f"{dict(response.headers)}{await response.text()}")


@pytest.mark.timeout(180)
async def test_what_is_rolled_in_secret_reaches_nobody_who_does_not_lead(stage: Stage) -> None:
    bot = await stage.bot(LOG_LEVEL="DEBUG", METRICS_OPEN="true")
    party, heard = await stage.party(people=("moe", "dora", *OTHERS[:3])), Heard()
    async with listening(party, heard):
        results, _ = await evening(party, heard)
    for line in bot.log:
        heard.note("the log", line)
    world = await stage.sandbox.state(await party.moe.id())
    heard.note("the guild, its audit log with it", world)
    assert len(heard.texts) > 300
    assert len(set(results)) == 3
    assert heard.leaks([*results, LABEL, PLAIN, "2d20kh1"]) == []


async def test_a_leak_would_be_found(stage: Stage) -> None:
    """The same search finds the same roll once it has been made in the open."""
    await stage.bot()
    party, heard = await stage.party(people=("moe", "dora", *OTHERS[:3])), Heard()
    await said(party.dora, "table open", mode="dm-led")
    async with listening(party, heard):
        rolled = await said(party.dora, "roll", dice=DICE, label=LABEL)
        await read_pages(permalink(rolled).partition("/roll/")[0], permalink(rolled).rpartition("/")[2], heard)
        await party.moe.until(lambda m: m.id == rolled.id, "tavern")
    leaks = heard.leaks([LABEL, PLAIN])
    for where in ("bob's MESSAGE_CREATE", "/roll/{id}", "/roll/{id}.json", "/api/permalink/{id}"):
        assert f"{PLAIN} in {where}" in leaks
