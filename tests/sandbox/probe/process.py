"""Starts the probe bot as a process and hears what it reports."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, Self

if TYPE_CHECKING:
    from collections.abc import Callable


ROOT = Path(__file__).resolve().parents[3]
_WAIT_S = 30.0


class Address(Protocol):
    """What a bot has to know of a sandbox."""

    @property
    def base_url(self) -> str: ...

    @property
    def token(self) -> str: ...


class ProbeProcess:
    """A probe bot, running while the context lasts.

    Attributes:
        reports: Everything that it has reported.
        noise: What it said besides: logs and tracebacks, for a failed test to show.
    """

    def __init__(self, sandbox: Address, *, module: str = "tests.sandbox.probe.bot", **environment: str) -> None:
        self.reports: list[dict[str, Any]] = []
        self.noise: list[str] = []
        self._module = module
        self._environment = {"BASE": sandbox.base_url, "TOKEN": sandbox.token} | environment
        self._process: asyncio.subprocess.Process | None = None
        self._reader: asyncio.Task[None] | None = None
        self._news = asyncio.Condition()

    async def __aenter__(self) -> Self:
        self._process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            self._module,
            cwd=ROOT,
            env=os.environ | self._environment,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        self._reader = asyncio.create_task(self._read(self._process))
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._process is not None
        assert self._reader is not None
        if self._process.returncode is None:
            self._process.terminate()
        try:
            await asyncio.wait_for(self._process.wait(), _WAIT_S)
        except TimeoutError:
            self._process.kill()
            raise
        await self._reader

    async def heard(self, what: str, *, after: int = 0, **facts: Any) -> dict[str, Any]:
        """Wait for a report with these facts, beginning at the given place in `reports`."""

        def found() -> dict[str, Any] | None:
            wanted = {"what": what, **facts}.items()
            return next((report for report in self.reports[after:] if wanted <= report.items()), None)

        await self._until(lambda: found() is not None, f"{what} {facts}")
        report = found()
        assert report is not None
        return report

    async def ended(self) -> int:
        """Wait until it ends by itself, and return its exit code."""
        assert self._process is not None
        return await asyncio.wait_for(self._process.wait(), _WAIT_S)

    def kill(self) -> None:
        """End it without warning."""
        assert self._process is not None
        self._process.kill()

    async def _until(self, condition: Callable[[], bool], what: str) -> None:
        try:
            async with asyncio.timeout(_WAIT_S), self._news:
                await self._news.wait_for(lambda: condition() or self._is_over())
        except TimeoutError as error:
            raise AssertionError(self._story(what)) from error
        assert condition(), self._story(what)

    def _is_over(self) -> bool:
        return self._reader is not None and self._reader.done()

    def _story(self, what: str) -> str:
        told = "\n".join([*(json.dumps(report) for report in self.reports), *self.noise[-30:]])
        return f"the probe never reported {what}; it said:\n{told}"

    async def _read(self, process: asyncio.subprocess.Process) -> None:
        assert process.stdout is not None
        async for line in process.stdout:
            text = line.decode().rstrip()
            try:
                self.reports.append(json.loads(text))
            except ValueError:
                self.noise.append(text)
            async with self._news:
                self._news.notify_all()
        asyncio.get_running_loop().call_soon(lambda: asyncio.ensure_future(self._tell()))

    async def _tell(self) -> None:
        async with self._news:
            self._news.notify_all()
