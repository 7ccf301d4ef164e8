"""A bot as what it is: a process of its own, heard through the lines that it writes.

A line of JSON is a fact that a test may wait for; any other line is kept for whoever reads why a test failed.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
from asyncio.subprocess import PIPE, STDOUT, Process
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Self, cast

STARTED_WITHIN_S = 60.0
ENDED_WITHIN_S = 20.0
_SHOWN_LINES = 40
_KEPT_FROM_OUTSIDE = ("PATH", "HOME", "LANG")


class BotProcess:
    """One process of a bot, which also runs while an ``async with`` lasts.

    Attributes:
        log: The lines that were JSON objects.
        raw: Every line.
    """

    def __init__(self, command: Sequence[str], environment: Mapping[str, str], *, folder: Path | None = None) -> None:
        """Prepare a process.

        Args:
            command: The program and its words.
            environment: All that it is told, beside where programs, its home and its language are: nothing else of the
                person who runs the tests reaches it.
            folder: Where it runs; by default where the tests do.
        """
        own = {name: os.environ[name] for name in _KEPT_FROM_OUTSIDE if name in os.environ}
        self._command = tuple(command)
        self._environment = own | {"PYTHONUNBUFFERED": "1", "NO_COLOR": "1"} | dict(environment)
        self._folder = folder
        self._process: Process | None = None
        self._reading: asyncio.Task[None] | None = None
        self._news = asyncio.Event()
        self.log: list[dict[str, Any]] = []
        self.raw: list[str] = []

    @property
    def process(self) -> Process:
        assert self._process is not None, "not started"
        return self._process

    @property
    def pid(self) -> int:
        return self.process.pid

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    async def start(self) -> None:
        """Start it; what it has to say is heard from now on."""
        self._process = await self._open()
        self._reading = asyncio.create_task(self._read(self._process))

    async def heard(self, *, after: int = 0, within_s: float = STARTED_WITHIN_S, **facts: Any) -> dict[str, Any]:
        """Wait for the first line that holds these facts, beginning at a place in `log`.

        Raises:
            AssertionError: It has ended, or said nothing of the kind in time.
        """
        wanted = facts.items()
        try:
            async with asyncio.timeout(within_s):
                while (found := next((line for line in self.log[after:] if wanted <= line.items()), None)) is None:
                    assert not self.over, self.story(f"the bot has ended and never said {facts}")
                    await self._news.wait()
        except TimeoutError as error:
            raise AssertionError(self.story(f"the bot did not say {facts}")) from error
        return found

    @property
    def over(self) -> bool:
        """Whether it has ended and everything that it said was heard."""
        return self._reading is not None and self._reading.done()

    async def ended(self) -> int:
        """Wait until it has ended, and return its exit code."""
        code = await self.process.wait()
        if self._reading is not None:
            await self._reading
        return code

    async def kill(self) -> None:
        """End it as a power cut would."""
        if self.process.returncode is None:
            self.process.kill()
        await self.ended()

    async def stop(self) -> int:
        """End it politely, and return its exit code."""
        if self.process.returncode is None:
            self.process.send_signal(signal.SIGTERM)
        try:
            return await asyncio.wait_for(self.ended(), ENDED_WITHIN_S)
        except TimeoutError:
            self.process.kill()
            raise AssertionError(self.story("the bot did not stop")) from None

    async def _open(self) -> Process:
        return await asyncio.create_subprocess_exec(
            *self._command, env=self._environment, cwd=self._folder, stdout=PIPE, stderr=STDOUT
        )

    def story(self, headline: str) -> str:
        """What it said last, below a headline."""
        return "\n".join([f"{headline}:", *self.raw[-_SHOWN_LINES:]])

    async def _read(self, process: Process) -> None:
        assert process.stdout is not None
        try:
            async for line in process.stdout:
                self._take(line.decode(errors="replace").rstrip())
        finally:
            # Whoever still waits looks once more and finds that this task is done.
            asyncio.get_running_loop().call_soon(self._tell)

    def _take(self, text: str) -> None:
        self.raw.append(text)
        try:
            line = json.loads(text)
        except ValueError:
            return
        if isinstance(line, dict):
            self.log.append(cast("dict[str, Any]", line))
            self._tell()

    def _tell(self) -> None:
        self._news.set()
        self._news = asyncio.Event()
