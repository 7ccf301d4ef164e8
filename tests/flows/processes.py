"""The processes of our own bot that flows drive."""

from __future__ import annotations

import os
import sys
import tempfile
from asyncio.subprocess import STDOUT, Process
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bot.sandbox.pytest_plugin.process import BotProcess
from tests.forks.process import fork

ROOT = Path(__file__).resolve().parents[2]
RUN = ("-m", "bot", "run")
STARTED_RUN = (sys.executable, *RUN)
GENEROUS = dict.fromkeys(("ROLLS_PER_10_S", "TABLES_PER_5_MIN", "WRONG_CODES_PER_10_MIN"), "100000") | {
    "DM_QUIET_S": "0"
}
"""Limits that nobody meets; flows of the limits give the product's (`PRODUCT`), or their own."""
_FILES = tempfile.TemporaryDirectory(prefix="everquill-")
"""Where the bots of one run of the tests keep what people upload; it goes when the run ends."""
PRODUCT = dict.fromkeys(GENEROUS, "")
"""Unset, so that each limit is the product's."""


class Bot(BotProcess):
    """One process of the bot, with its log kept.

    Args:
        environment: What it is told.
        command: A program and its words, which is started; or Python's words alone, which are forked (tests/forks).
    """

    def __init__(self, environment: Mapping[str, str], *command: str) -> None:
        super().__init__(command or RUN, environment, folder=ROOT)

    async def _open(self) -> Process:
        if self._command[0].startswith("-"):
            return await fork(*self._command, env=self._environment, stderr=STDOUT)
        return await super()._open()

    async def start(self) -> None:
        """Start, and wait until every shard has its guilds."""
        await super().start()
        await self.said("ready")

    async def said(self, event: str, *, since: int = 0) -> dict[str, Any]:
        """The first log line of this event, waited for."""
        return await self.heard(event=event, after=since)

    def bugs(self) -> list[dict[str, Any]]:
        """What was logged as an error."""
        return [line for line in self.log if line.get("level") in {"error", "critical"}]

    def cpu_s(self) -> float:
        """Processor seconds spent so far, user and system."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def bot_environment(
    *, token: str, base_url: str, database_url: str, redis_url: str, shards: int, shard_ids: str = "", **more: str
) -> dict[str, str]:
    """What a bot in the sandbox is told."""
    return {
        "DISCORD_TOKEN": token,
        "DISCORD_API_BASE": base_url,
        "DATABASE_URL": database_url,
        "REDIS_URL": redis_url,
        "DATA_DIR": _FILES.name,
        "SHARD_COUNT": str(shards),
        **({"SHARD_IDS": shard_ids} if shard_ids else {}),
        "WEB_PORT": "0",
        "LOG_FORMAT": "json",
        "LOG_LEVEL": "INFO",
        "WEB_REQUESTS_PER_MINUTE": "6000",
        **GENEROUS,
        **more,
    }
