"""How late the event loop was lately: by how much a timer came too late, the worst of the last seconds."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Callable

LOOK_EVERY_S = 0.5
REMEMBERED_S = 10.0


class LoopLag:
    """What was measured lately."""

    def __init__(self, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._seen: deque[tuple[float, float]] = deque()

    async def follow(self) -> None:
        """Measure for ever."""
        while True:
            asleep = self._clock()
            await asyncio.sleep(LOOK_EVERY_S)
            self.note(self._clock() - asleep - LOOK_EVERY_S)

    def note(self, late_s: float) -> None:
        """A timer came so much too late just now."""
        self._seen.append((self._clock(), late_s))
        self._forget()

    def worst_s(self) -> float:
        """How late a timer came at worst, lately."""
        self._forget()
        return max((late_s for _, late_s in self._seen), default=0.0)

    def _forget(self) -> None:
        while self._seen and self._seen[0][0] <= self._clock() - REMEMBERED_S:
            self._seen.popleft()
