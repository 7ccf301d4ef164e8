"""The sandbox's one clock: it runs with the machine's, and can be pushed forward.

Everything that Discord measures in time (the three seconds of an acknowledgement, the fifteen minutes of a token, a
rate limit's window, a timeout) is read here, so a test lives through a quarter of an hour in no time at all.
"""

from __future__ import annotations

import asyncio
import heapq
import itertools
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta


class Timer:
    """A call that waits for its moment; `cancel` takes it back."""

    __slots__ = ("call", "due")

    def __init__(self, due: float, call: Callable[[], None]) -> None:
        self.due = due
        self.call: Callable[[], None] | None = call

    def cancel(self) -> None:
        """Take the call back; harmless when it was made already."""
        self.call = None


class Clock:
    """Wall time, monotonic time and timers that all move together when pushed.

    Example:
        >>> clock = Clock()
        >>> before = clock.now()
        >>> clock.advance(900)
        >>> clock.now() - before >= timedelta(minutes=15)
        True
    """

    def __init__(self) -> None:
        self._ahead_s = 0.0
        self._order = itertools.count()
        self._timers: list[tuple[float, int, Timer]] = []
        self._alarm: asyncio.TimerHandle | None = None

    def now(self) -> datetime:
        """Return the time of day in the sandbox, in UTC."""
        return datetime.now(UTC) + timedelta(seconds=self._ahead_s)

    def monotonic(self) -> float:
        """Return seconds that never run backwards, from an arbitrary start."""
        return time.monotonic() + self._ahead_s

    def advance(self, seconds: float) -> None:
        """Push the clock forward and make the calls that fell due on the way, in their order."""
        if seconds < 0:
            raise ValueError("the clock runs forward only")
        self._ahead_s += seconds
        self._ring()

    def call_later(self, delay_s: float, call: Callable[[], None]) -> Timer:
        """Make a call once the clock has moved on by `delay_s`, be it by waiting or by pushing.

        Needs a running event loop.
        """
        timer = Timer(self.monotonic() + delay_s, call)
        heapq.heappush(self._timers, (timer.due, next(self._order), timer))
        if self._timers[0][2] is timer:
            self._set_alarm()
        return timer

    async def sleep(self, delay_s: float) -> None:
        """Wait until the clock has moved on by `delay_s`."""
        over = asyncio.get_running_loop().create_future()
        timer = self.call_later(delay_s, lambda: None if over.done() else over.set_result(None))
        try:
            await over
        finally:
            timer.cancel()

    def stop(self) -> None:
        """Forget every waiting call: the sandbox is going down."""
        if self._alarm is not None:
            self._alarm.cancel()
        self._alarm = None
        self._timers.clear()

    def _ring(self) -> None:
        now = self.monotonic()
        while self._timers and (self._timers[0][0] <= now or self._timers[0][2].call is None):
            timer = heapq.heappop(self._timers)[2]
            if (call := timer.call) is not None:
                timer.call = None
                call()
        self._set_alarm()

    def _set_alarm(self) -> None:
        if self._alarm is not None:
            self._alarm.cancel()
            self._alarm = None
        if self._timers:
            wait_s = max(0.0, self._timers[0][0] - self.monotonic())
            self._alarm = asyncio.get_running_loop().call_later(wait_s, self._ring)


def iso(moment: datetime) -> str:
    """Write a moment as Discord does: ISO 8601 with microseconds and the offset spelled out."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")
