"""The real bot with a wall clock that jumps: an hour ahead at SIGUSR1, an hour back at SIGUSR2.

The kernel's clock is everybody's, so the jump is made where the program reads the time: in its three places.
"""

from __future__ import annotations

import signal
import sys
import time
from datetime import UTC, datetime, timedelta

from bot import adapters, parts
from cogs.ui import replies

HOUR = timedelta(hours=1)


class Clock:
    """What stands for the modules `time` and `datetime`, as far as the program uses them for the time of day."""

    def __init__(self) -> None:
        self.ahead = timedelta()

    def now(self, zone: object = UTC) -> datetime:
        return datetime.now(UTC) + self.ahead

    def time(self) -> float:
        return time.time() + self.ahead.total_seconds()

    def perf_counter(self) -> float:
        return time.perf_counter()

    def jump(self, by: timedelta) -> None:
        self.ahead += by


def main() -> int:
    clock = Clock()
    parts.now = clock.now  # before those are imported that take it from there
    adapters.datetime = replies.time = clock  # type: ignore[assignment]  # they use nothing else of it
    signal.signal(signal.SIGUSR1, lambda *_: clock.jump(HOUR))
    signal.signal(signal.SIGUSR2, lambda *_: clock.jump(-HOUR))
    from bot.__main__ import main as run

    return run(["run"])


if __name__ == "__main__":
    sys.exit(main())
