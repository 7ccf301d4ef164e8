"""The sandbox's own page: its tables are what the code has, and its example runs."""

from __future__ import annotations

import ast
import asyncio
import inspect
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest

import bot.sandbox
from bot.sandbox.faults.parsing import parse
from bot.sandbox.faults.reading import FaultError
from bot.sandbox.gateway.intents import KNOWN, asked_for
from bot.sandbox.gateway.protocol import CloseCode, Op
from bot.sandbox.limits import Limit
from bot.sandbox.rest.app import ROUTES
from tests.sandbox.raw_bot import RawBot

SANDBOX = Path(bot.sandbox.__file__).parent
PAGE = (SANDBOX / "README.md").read_text(encoding="utf-8")
_PAGE = re.compile(r"(components|events|interactions|reference|resources|topics)[a-z0-9/-]*(#[a-z0-9-]+)?")
_CELL = re.compile(r"(?<!\\)\|")
_LISTENING = ("event_names.py", "gateway/visibility.py", "control/audience.py", "privy.py", "faults/", "client")
"""Where the names of events stand without an event being sent."""
_ASKED_FOR_BY_ALL = ("READY", "RESUMED")
_PREFIXES = ("GUILD_SCHEDULED_EVENT_",)
"""Beginnings to which the code adds what has happened."""


def table(heading: str) -> list[list[str]]:
    """Return the cells of the first table under a heading."""
    section = PAGE.split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]
    rows = [[cell.strip() for cell in _CELL.split(line)[1:-1]] for line in section.splitlines() if line[:1] == "|"]
    return rows[2:]


def differences(written: Iterable[str], there: Iterable[str]) -> str:
    """Say which rows are missing and which are stale, one a line; nothing when the table is right."""
    written, there = set(written), set(there)
    missing = [f"add the row:    {row}" for row in sorted(there - written)]
    return "\n".join(missing + [f"remove the row: {row}" for row in sorted(written - there)])


def said(limit: Limit | None) -> str:
    return "-" if limit is None else f"{limit.requests} in {limit.per_s:g} s"


def test_the_routes_are_those_that_are_served() -> None:
    written = [f"| {method} | {path} | … | {limit} | …" for method, path, _, limit, _ in table("Routes")]
    wrong = differences(written, (f"| {r.method} | `{r.path}` | … | {said(r.limit)} | …" for r in ROUTES))
    assert not wrong, f"bot/sandbox/README.md, Routes:\n{wrong}"


def emitted() -> Iterator[str]:
    """Return the names of Discord's events that stand in the code where events are sent."""
    for file in SANDBOX.rglob("*.py"):
        if not file.relative_to(SANDBOX).as_posix().startswith(_LISTENING):
            texts = [node.value for node in ast.walk(ast.parse(file.read_text())) if isinstance(node, ast.Constant)]
            words = {text for text in texts if isinstance(text, str)}
            begun = {prefix + word for prefix in words & set(_PREFIXES) for word in words}
            yield from (word for word in words | begun if is_event(word))


def is_event(word: str) -> bool:
    in_guild, direct = (asked_for(KNOWN, word, in_guild=where) for where in (True, False))
    return in_guild or direct or word in _ASKED_FOR_BY_ALL


def test_the_events_are_those_that_are_sent() -> None:
    written = [f"| {name} | …" for name, *_ in table("Gateway events")]
    wrong = differences(written, (f"| {name} | …" for name in emitted()))
    assert not wrong, f"bot/sandbox/README.md, Gateway events:\n{wrong}"


def test_each_event_names_the_intents_that_ask_for_it() -> None:
    wrong: list[str] = []
    for name, needed, *_ in table("Gateway events"):
        without = [one for one in KNOWN if not asks_without(name, one)]
        listed = ", ".join(str(one.name) for one in without) or "always"
        if needed != listed:
            wrong.append(f"{name}: {listed}, not {needed}")
    assert wrong == []


def asks_without(name: str, intent: Any) -> bool:
    """Tell whether every kind of place that has the event still has it without an intent."""
    places = [where for where in (True, False) if asked_for(KNOWN, name, in_guild=where)]
    return all(asked_for(KNOWN & ~intent, name, in_guild=where) for where in places)


@pytest.mark.parametrize(("heading", "numbers"), [("Gateway opcodes", Op), ("Close codes", CloseCode)])
def test_the_numbers_are_those_of_the_gateway(heading: str, numbers: type[Op] | type[CloseCode]) -> None:
    written = [f"| {number} | {name} |" for number, name, *_ in table(heading)]
    wrong = differences(written, (f"| {int(one)} | {one.name} |" for one in numbers))
    assert not wrong, f"bot/sandbox/README.md, {heading}:\n{wrong}"


def test_every_kind_of_fault_is_told_of() -> None:
    words = set(re.findall(r"`([a-z_]+)=|, ([a-z_]+)=", "\n".join(row[0] for row in table("Faults"))))
    told = {word for pair in words for word in pair} | set(re.findall(r"`([a-z_]+)=", str(table("Faults"))))
    with pytest.raises(FaultError) as caught:
        parse({})
    kinds = str(caught.value).removeprefix("say exactly one of ").split(", ")
    assert set(kinds) - told == set()


@pytest.mark.parametrize("heading", ["Routes", "Gateway events", "Limits", "Behaviours"])
def test_each_row_names_a_page_of_the_documentation(heading: str) -> None:
    strays = [row for row in table(heading) if row[-1] and not _PAGE.fullmatch(row[-1])]
    assert strays == []


# The example.

CARD = {"type": 4, "data": {"content": "total 12", "components": [
    {"type": 1, "components": [{"type": 2, "style": 1, "label": "Roll again", "custom_id": "again"}]}
]}}  # fmt: skip


class Innkeeper:
    """A bot with one command, which answers everything alike."""

    def __init__(self) -> None:
        self._serving: asyncio.Task[None] | None = None

    async def start(self, *, base: str, token: str) -> None:
        """Register, connect, and answer from then on."""
        headers = {"Authorization": f"Bot {token}", "User-Agent": "DiscordBot (https://example.invalid, 1)"}
        http = aiohttp.ClientSession(headers=headers)
        api = f"{base}/api/v10"
        async with http.get(f"{api}/applications/@me") as response:
            application = (await response.json())["id"]
        option = {"type": 3, "name": "dice", "description": "which"}
        roll = {"name": "roll", "description": "Roll", "options": [option]}
        async with http.put(f"{api}/applications/{application}/commands", json=[roll]) as response:
            assert response.status == 200
        gateway = await RawBot(http, f"{base.replace('http', 'ws')}/gateway", token).open()
        await gateway.ready()
        self._serving = asyncio.create_task(self._serve(http, api, gateway))

    async def stop(self) -> None:
        if self._serving is not None:
            self._serving.cancel()
            await asyncio.gather(self._serving, return_exceptions=True)

    async def _serve(self, http: aiohttp.ClientSession, api: str, gateway: RawBot) -> None:
        async with http:
            while True:
                asked = await gateway.hear_event("INTERACTION_CREATE")
                async with http.post(f"{api}/interactions/{asked['id']}/{asked['token']}/callback", json=CARD):
                    pass


async def test_the_example_runs_as_it_stands() -> None:
    example, _ = re.findall(r"```python\n(.*?)```", PAGE, flags=re.DOTALL)
    innkeeper = Innkeeper()
    run = compile(example, "README.md", "exec", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
    names: dict[str, Any] = {"start_my_bot": innkeeper.start}
    try:
        made = eval(run, names)
        assert inspect.iscoroutine(made)
        await made
    finally:
        await innkeeper.stop()
    assert names["rolled"].answer.text == "total 12\nRoll again"
