"""`python -m bot` as a person meets it: what was typed, what came back, and how it ended."""

from __future__ import annotations

import asyncio
import os
import sys
from asyncio.subprocess import PIPE, Process
from dataclasses import dataclass

from tests.flows.processes import ROOT
from tests.forks.process import fork

ENDED_WITHIN_S = 60


@dataclass(frozen=True, slots=True)
class Said:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def sentence(self) -> str:
        """The one line of the error stream; a traceback, a warning or a log line beside it fails the test."""
        lines = [line for line in self.err.splitlines() if line.strip()]
        assert len(lines) == 1, self.err
        return lines[0]


async def everquill(*words: str, **settings: str) -> Said:
    """Run a command with these settings and no others, to its end."""
    return await _end_of(await fork("-m", "bot", *words, env=_environment(settings)))


async def started_everquill(*words: str, **settings: str) -> Said:
    """The same, from the start of Python on."""
    command = (sys.executable, "-W", "default::ResourceWarning", "-m", "bot", *words)
    environment = _environment(settings)
    return await _end_of(
        await asyncio.create_subprocess_exec(*command, cwd=ROOT, env=environment, stdout=PIPE, stderr=PIPE)
    )


def _environment(settings: dict[str, str]) -> dict[str, str]:
    own = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return own | {"LOG_LEVEL": "WARNING", "WEB_PORT": "0"} | settings


async def _end_of(process: Process) -> Said:
    try:
        out, err = await asyncio.wait_for(process.communicate(), ENDED_WITHIN_S)
    finally:
        if process.returncode is None:
            process.kill()
    assert process.returncode is not None, "it has ended"
    return Said(process.returncode, out.decode(), err.decode())
