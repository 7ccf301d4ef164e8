"""The faults that wait for something to strike."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.faults.reading import FaultError
from bot.sandbox.faults.rest import RestFault
from bot.sandbox.faults.stream import StreamFault


@dataclass(slots=True)
class _Armed:
    number: int
    fault: RestFault | StreamFault
    left: int


@dataclass(slots=True)
class Faults:
    """The faults that wait, oldest first; each strikes as often as it was told to, and is gone."""

    _armed: list[_Armed] = field(default_factory=list[_Armed])
    _count: int = 0

    def add(self, fault: RestFault | StreamFault, count: int = 1) -> None:
        """Arm a fault for the next `count` times."""
        if count < 1:
            raise FaultError("count must be at least 1")
        self._count += 1
        self._armed.append(_Armed(self._count, fault, count))

    def clear(self) -> None:
        """Disarm everything."""
        self._armed.clear()

    def disarm(self, number: int) -> None:
        """Disarm the fault that `armed` shows by this number, if it still waits."""
        self._armed = [armed for armed in self._armed if armed.number != number]

    def match(self, method: str, path: str) -> RestFault | None:
        """Take the first fault that strikes this request."""
        for armed in self._armed:
            if isinstance(armed.fault, RestFault) and armed.fault.strikes(method, path):
                self._use(armed)
                return armed.fault
        return None

    def match_event(self, name: str, shard: int) -> StreamFault | None:
        """Take the first fault that strikes an event of this name on this shard."""
        for armed in self._armed:
            if isinstance(armed.fault, StreamFault) and armed.fault.strikes_event(name, shard):
                self._use(armed)
                return armed.fault
        return None

    def match_heartbeat(self, shard: int) -> StreamFault | None:
        """Take the first fault that strikes the answer to a heartbeat on this shard."""
        for armed in self._armed:
            if isinstance(armed.fault, StreamFault) and armed.fault.strikes_heartbeat(shard):
                self._use(armed)
                return armed.fault
        return None

    def armed(self) -> list[dict[str, Any]]:
        """What still waits, for the page to show."""
        return [{"number": armed.number, "left": armed.left} | armed.fault.describe() for armed in self._armed]

    def _use(self, armed: _Armed) -> None:
        armed.left -= 1
        if armed.left == 0:
            self._armed.remove(armed)
