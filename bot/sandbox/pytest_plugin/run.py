"""What the plugin keeps over a whole run: open sandboxes, bots and scenes, and the gaps that must fail it."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count

from bot.sandbox.client.client import SandboxClient
from bot.sandbox.gateway.protocol import Op
from bot.sandbox.pytest_plugin.bodies import Bodies
from bot.sandbox.pytest_plugin.process import BotProcess
from bot.sandbox.pytest_plugin.scene import Scene
from bot.sandbox.pytest_plugin.transcript import Transcript
from bot.sandbox.server import Sandbox
from bot.sandbox.wire import Json, dumps

PEOPLE = ("alice", "bob", "carol", "dan")
CHANNELS = ("general", "tavern")
_SHOWN_RECORDS = 60
_SHOWN_LINES = 30
_BODY = 160
_HEARTBEATS = (1, 11)
_OPS: dict[object, str] = {int(op): op.name for op in Op}
Section = tuple[str, str]


@dataclass
class Watched:
    """A sandbox that is open, and how much of it the test that runs now was not there for."""

    sandbox: Sandbox
    traffic_before: int = 0
    gaps_before: int = 0


@dataclass
class Run:
    """One run of pytest.

    Attributes:
        gaps: Routes of Discord that the sandbox lacks, with the test that asked for each first.
        test: The test that runs now.
        bodies: What its bots have sent.
    """

    gaps: dict[str, str] = field(default_factory=dict[str, str])
    test: str = ""
    bodies: Bodies = field(default_factory=Bodies)
    bots: list[BotProcess] = field(default_factory=list[BotProcess])
    _watched: list[Watched] = field(default_factory=list[Watched])
    _scenes: list[Scene] = field(default_factory=list[Scene])
    _said_before: dict[BotProcess, int] = field(default_factory=dict[BotProcess, int])
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def begin(self, test: str) -> None:
        """A test begins: what was before is not its story."""
        self.end()
        self.test = test
        self._scenes.clear()
        for watched in self._watched:
            watched.traffic_before = watched.sandbox.realm.traffic.last
        self.bots = [bot for bot in self.bots if not bot.over]
        self._said_before = {bot: len(bot.raw) for bot in self.bots}

    def end(self) -> None:
        """A test is over: what gaps it has met are its own."""
        for scene in self._scenes:
            scene.transcript.close()
        for watched in self._watched:
            self._count_gaps(watched)

    @asynccontextmanager
    async def sandbox(self, *, shards: int = 2, guilds: int = 0, rate_limits: bool = True) -> AsyncGenerator[Sandbox]:
        """Open a sandbox whose gaps fail the run and whose traffic a failed test shows."""
        async with Sandbox(shards=shards, guilds=guilds, rate_limits=rate_limits) as sandbox:
            watched = Watched(sandbox)
            self._watched.append(watched)
            leave = self.bodies.listen(sandbox.realm.traffic, lambda: self.test)
            try:
                yield sandbox
            finally:
                leave()
                self._count_gaps(watched)
                self._watched.remove(watched)

    async def scene(
        self,
        sandbox: Sandbox,
        client: SandboxClient,
        *,
        name: str = "",
        people: Sequence[str] = PEOPLE,
        channels: Sequence[str | Json] = CHANNELS,
        shard: int = 0,
    ) -> Scene:
        """Found a guild for the test that runs now; everybody stands in its first channel."""
        name = name or f"Guild {next(self._numbers)}"
        guild = await client.make_guild(name, members=people, channels=channels, shard=shard)
        transcript = Transcript(sandbox.realm, guild.id, {guild.members[person]: person for person in people})
        scene = Scene(client, guild, transcript, next(iter(guild.channels)))
        self._scenes.append(scene)
        return scene

    def story(self) -> list[Section]:
        """What a failed test shows: what people saw, what crossed the wire, what the bots said."""
        saw = "what people saw in"
        sections = [(f"{saw} {s.guild.name}", "\n".join(s.transcript.lines) or "(nothing)") for s in self._scenes]
        for watched in self._watched:
            records = [r for r in watched.sandbox.realm.traffic.after(watched.traffic_before) if _tells(r)]
            lines = [_line(record) for record in records[-_SHOWN_RECORDS:]]
            sections.append((f"traffic of {watched.sandbox.base_url}", "\n".join(lines)))
        for bot in self.bots:
            said = bot.raw[self._said_before.get(bot, 0) :]
            sections.append((f"what bot {bot.pid} said", "\n".join(said[-_SHOWN_LINES:])))
        return [(headline, text) for headline, text in sections if text]

    def _count_gaps(self, watched: Watched) -> None:
        gaps = watched.sandbox.gaps
        for gap in gaps[watched.gaps_before :]:
            self.gaps.setdefault(gap, self.test)
        watched.gaps_before = len(gaps)


def _tells(record: Json) -> bool:
    return record["side"] == "rest" or record.get("op") not in _HEARTBEATS


def _line(record: Json) -> str:
    at = record["at"][11:23]
    if record["side"] == "rest":
        sent, got = _short(record.get("request")), _short(record.get("response"))
        return f"{at} {record['method']} {record['path']} {record['status']} {sent} → {got}"
    return f"{at} gateway {record.get('direction')} shard {_shard(record)} {_named(record)} {_short(record.get('d'))}"


def _shard(record: Json) -> object:
    said: Json = record["d"] if isinstance(record.get("d"), dict) else {}
    return said.get("shard", ["?"])[0] if record.get("shard") is None else record["shard"]


def _named(record: Json) -> str:
    if "close" in record:
        return f"close {record['close']}"
    return record.get("t") or _OPS.get(record.get("op"), f"op {record.get('op')}")


def _short(body: object) -> str:
    text = "" if body is None else dumps(body).decode()
    return text if len(text) <= _BODY else f"{text[:_BODY]}…"
