"""How often one client may ask: a bucket that holds a minute's requests and refills steadily.

Of each client only how much was taken and when is kept, so a plain cap on clients bounds the memory. When the cap is
reached, whoever asked longest ago is forgotten: that bucket is the fullest by then, so forgetting forgives the least.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable

MINUTE_S = 60.0
MOST_CLIENTS = 20_000


class RateLimit:
    """Counts requests by client."""

    def __init__(self, per_minute: int, *, clock: Callable[[], float], most_clients: int = MOST_CLIENTS) -> None:
        """Set the limit.

        Args:
            per_minute: Requests that a client may make at once after a pause, and in each minute from then on.
            clock: Seconds that only ever grow.
            most_clients: How many clients are remembered.
        """
        self._per_minute = per_minute
        self._clock = clock
        self._most = most_clients
        self._taken: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, client: str) -> float:
        """Take one request out of a client's bucket.

        Returns:
            0.0 if there was one, else the seconds until there will be.
        """
        now = self._clock()
        taken, at = self._taken.get(client, (0.0, now))
        taken = max(0.0, taken - (now - at) * self._per_minute / MINUTE_S) + 1
        # A hair of tolerance: whoever waits exactly as long as told must be let in, however the division rounds.
        if taken - self._per_minute > 1e-6:
            return (taken - self._per_minute) * MINUTE_S / self._per_minute
        self._taken[client] = (taken, now)
        self._taken.move_to_end(client)
        if len(self._taken) > self._most:
            self._taken.popitem(last=False)
        return 0.0

    def __len__(self) -> int:
        """How many clients are remembered."""
        return len(self._taken)
