"""The last things that crossed the wire, for the page's traffic pane and for the transcript of a failed test."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from bot.sandbox.clock import Clock, iso
from bot.sandbox.wire import Json


class Traffic:
    """A bounded ring of numbered records; the oldest fall out."""

    def __init__(self, clock: Clock, *, keep: int = 2000) -> None:
        self._clock = clock
        self._records: deque[Json] = deque(maxlen=keep)
        self._count = 0
        self._listeners: list[Callable[[], None]] = []

    def record(self, side: str, **facts: object) -> None:
        """Note one request (`side` is "rest") or one frame ("gateway"). Tokens do not belong in `facts`."""
        self._count += 1
        self._records.append({"n": self._count, "at": iso(self._clock.now()), "side": side, **facts})
        for listener in tuple(self._listeners):
            listener()

    def after(self, number: int) -> list[Json]:
        """Return the records with a higher number, oldest first."""
        return [record for record in self._records if record["n"] > number]

    def subscribe(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Call a listener whenever something is recorded; the returned call takes it away again."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)
