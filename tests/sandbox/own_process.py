"""A sandbox in a process of its own, whose memory and processor time can be read."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

ROOT = Path(__file__).resolve().parents[2]
_STARTED_WITHIN_S = 30.0


@dataclass(frozen=True, slots=True)
class OwnProcess:
    """Where it is, and which process it is."""

    pid: int
    base_url: str
    page_url: str
    token: str

    def rss_mib(self) -> float:
        """Resident memory now."""
        pages = int(Path(f"/proc/{self.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1024**2

    def cpu_s(self) -> float:
        """Processor seconds spent so far, user and system."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@asynccontextmanager
async def sandbox_process(*options: str) -> AsyncGenerator[OwnProcess]:
    """Run ``python -m bot.sandbox`` while the context lasts."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot.sandbox", "--port", "0", *options), cwd=ROOT, stdout=asyncio.subprocess.PIPE
    )
    try:
        assert process.stdout is not None
        facts = json.loads(await asyncio.wait_for(process.stdout.readline(), _STARTED_WITHIN_S))
        yield OwnProcess(process.pid, facts["base_url"], facts["page_url"], facts["token"])
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()
