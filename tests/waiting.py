"""Waiting for what happens in another process; it imports nothing, so that small programs of the tests start fast."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


async def until(holds: Callable[[], bool], what: str) -> None:
    """Wait for a condition; the run's own time limit is the end of it."""
    async with asyncio.timeout(60):
        while not holds():  # noqa: ASYNC110 — what is waited for happens in another process, which sets no event
            await asyncio.sleep(0.01)
    assert holds(), what
