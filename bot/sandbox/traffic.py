"""The last things that crossed the wire, for the page's traffic pane and for the transcript of a failed test."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from itertools import islice

from bot.sandbox.clock import Clock, iso
from bot.sandbox.wire import Json, dumps, loads
from bot.sandbox.world.bounds import KEPT_RECORD_BYTES, KEPT_RECORDS


class Traffic:
    """A bounded ring of numbered records; the oldest fall out.

    Records are kept as the JSON that they are: as it was at that moment, in a tenth of the room, and weighed.
    """

    def __init__(self, clock: Clock, *, keep: int = KEPT_RECORDS, keep_bytes: int = KEPT_RECORD_BYTES) -> None:
        self._clock = clock
        self._keep = keep
        self._keep_bytes = keep_bytes
        self._records: deque[bytes] = deque()
        self._bytes = 0
        self._count = 0
        self._listeners: list[Callable[[], None]] = []

    def record(self, side: str, **facts: object) -> None:
        """Note one request (`side` is "rest") or one frame ("gateway"). Tokens do not belong in `facts`."""
        self._count += 1
        record = dumps({"n": self._count, "at": iso(self._clock.now()), "side": side, **facts})
        self._records.append(record)
        self._bytes += len(record)
        while len(self._records) > self._keep or self._bytes > self._keep_bytes:
            self._bytes -= len(self._records.popleft())
        for listener in tuple(self._listeners):
            listener()

    @property
    def last(self) -> int:
        """The number of the newest record; 0 before the first."""
        return self._count

    def after(self, number: int) -> list[Json]:
        """Return the records with a higher number, oldest first."""
        newer = max(0, self._count - number)
        first = max(0, len(self._records) - newer)
        return [loads(record) for record in islice(self._records, first, None)]

    def subscribe(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Call a listener whenever something is recorded; the returned call takes it away again."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)
