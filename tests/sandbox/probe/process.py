"""A probe bot as a process, and what it reports."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, Protocol

from bot.sandbox.pytest_plugin.process import BotProcess

ROOT = Path(__file__).resolve().parents[3]


class Address(Protocol):
    """What a bot has to know of a sandbox."""

    @property
    def base_url(self) -> str: ...

    @property
    def token(self) -> str: ...


class ProbeProcess(BotProcess):
    """A probe bot, whose every report says what has happened and the facts of it."""

    def __init__(self, sandbox: Address, *, module: str = "tests.sandbox.probe.bot", **environment: str) -> None:
        told = {"BASE": sandbox.base_url, "TOKEN": sandbox.token} | environment
        super().__init__((sys.executable, "-m", module), told, folder=ROOT)

    async def reported(self, what: str, *, after: int = 0, **facts: Any) -> dict[str, Any]:
        """Wait for a report with these facts, beginning at the given place in `log`."""
        return await self.heard(what=what, after=after, **facts)
