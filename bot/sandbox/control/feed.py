"""Traffic as it happens, for a listener who has asked for it: the page's workbench.

A record says that something was sent or answered, and a busy bot makes hundreds a second, so what comes within a moment
travels as one event ``{"t": "TRAFFIC", "d": {"records": [...], "armed": [...]}}``. The faults that still wait travel
along: it is traffic that uses them up.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from bot.sandbox.realm import Realm
from bot.sandbox.wire import Json

_MOMENT_S = 0.05
_MOST = 500


class TrafficFeed:
    """What one listener is told of the traffic, from when it asks until it has enough."""

    def __init__(self, realm: Realm, tell: Callable[[str, Json], None]) -> None:
        self._realm = realm
        self._tell = tell
        self._last = 0
        self._soon: asyncio.TimerHandle | None = None
        self._unsubscribe: Callable[[], None] | None = None

    def start(self, after: int) -> None:
        """Tell what was recorded since that number, and from now on whatever comes."""
        self.stop()
        self._last = after
        self._unsubscribe = self._realm.traffic.subscribe(self._heard)
        self._flush()

    def stop(self) -> None:
        """Tell nothing any more."""
        if self._unsubscribe is not None:
            self._unsubscribe()
            self._unsubscribe = None
        if self._soon is not None:
            self._soon.cancel()
            self._soon = None

    def _heard(self) -> None:
        if self._soon is None:
            self._soon = asyncio.get_running_loop().call_later(_MOMENT_S, self._flush)

    def _flush(self) -> None:
        self._soon = None
        records = self._realm.traffic.after(self._last)[-_MOST:]
        if records:
            self._last = records[-1]["n"]
        self._tell("TRAFFIC", {"records": records, "armed": self._realm.faults.armed()})
