"""The real processes that flows drive: a sandbox, and bots that play in it."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
STARTED_WITHIN_S = 60.0
ENDED_WITHIN_S = 20.0


class Bot:
    """One process of the bot, with its log kept."""

    def __init__(self, environment: Mapping[str, str], *command: str) -> None:
        self._environment = dict(environment)
        self._command = command or (sys.executable, "-m", "bot", "run")
        self._process: Process | None = None
        self._reading: asyncio.Task[None] | None = None
        self._waiting: dict[str, asyncio.Event] = {}
        self.log: list[dict[str, Any]] = []
        self.raw: list[str] = []

    @property
    def process(self) -> Process:
        assert self._process is not None, "started"
        return self._process

    @property
    def pid(self) -> int:
        return self.process.pid

    async def start(self) -> None:
        """Start, and wait until every shard has its guilds."""
        self._process = await asyncio.create_subprocess_exec(
            *self._command, env=self._environment, cwd=ROOT, stdout=PIPE, stderr=asyncio.subprocess.STDOUT
        )
        self._reading = asyncio.create_task(self._read())
        await self.said("ready")

    async def said(self, event: str, *, since: int = 0) -> dict[str, Any]:
        """The first log line of this event, waited for."""

        def found() -> dict[str, Any] | None:
            return next((line for line in self.log[since:] if line.get("event") == event), None)

        async with asyncio.timeout(STARTED_WITHIN_S):
            while (line := found()) is None:
                if self.process.returncode is not None:
                    raise AssertionError("the bot has ended:\n" + "\n".join(self.raw[-40:]))
                arrived = self._waiting.setdefault(event, asyncio.Event())
                arrived.clear()
                try:
                    await asyncio.wait_for(arrived.wait(), 1.0)
                except TimeoutError:
                    continue
        return line

    async def kill(self) -> None:
        """End it as a power cut would."""
        if self.process.returncode is None:
            self.process.kill()
        await self._ended()

    async def stop(self) -> int:
        """End it politely; its exit code."""
        if self.process.returncode is None:
            self.process.send_signal(signal.SIGTERM)
        try:
            await asyncio.wait_for(self._ended(), ENDED_WITHIN_S)
        except TimeoutError:
            self.process.kill()
            raise AssertionError("the bot did not stop:\n" + "\n".join(self.raw[-40:])) from None
        return self.process.returncode or 0

    def bugs(self) -> list[dict[str, Any]]:
        """What was logged as an error."""
        return [line for line in self.log if line.get("level") in {"error", "critical"}]

    def cpu_s(self) -> float:
        """Processor seconds spent so far, user and system."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    async def _ended(self) -> None:
        await self.process.wait()
        if self._reading:
            await self._reading

    async def _read(self) -> None:
        assert self.process.stdout is not None
        async for raw in self.process.stdout:
            text = raw.decode(errors="replace").rstrip()
            self.raw.append(text)
            try:
                line = json.loads(text)
            except ValueError:
                continue
            if isinstance(line, dict):
                self.log.append(line)
                if waiting := self._waiting.get(str(line.get("event"))):
                    waiting.set()


def bot_environment(
    *, token: str, base_url: str, database_url: str, redis_url: str, shards: int, shard_ids: str = "", **more: str
) -> dict[str, str]:
    """The environment of a bot in the sandbox: nothing of the person who runs the tests."""
    own = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return own | {
        "DISCORD_TOKEN": token,
        "DISCORD_API_BASE": base_url,
        "DATABASE_URL": database_url,
        "REDIS_URL": redis_url,
        "SHARD_COUNT": str(shards),
        **({"SHARD_IDS": shard_ids} if shard_ids else {}),
        "WEB_PORT": "0",
        "LOG_FORMAT": "json",
        "LOG_LEVEL": "INFO",
        "WEB_REQUESTS_PER_MINUTE": "6000",
        "PYTHONUNBUFFERED": "1",
        **more,
    }
