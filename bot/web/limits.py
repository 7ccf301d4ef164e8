"""How often one client may ask: a bucket that holds a minute's requests and refills steadily.

It is kept as one number a client, the time at which the bucket will be full again (the generic cell rate algorithm), so
memory is bounded by a plain cap on clients. When the cap is reached, whoever asked longest ago is forgotten: by then
that bucket is the fullest, so forgetting forgives the least.
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
        self._every_s = MINUTE_S / per_minute
        self._clock = clock
        self._most = most_clients
        self._full_at: OrderedDict[str, float] = OrderedDict()

    def take(self, client: str) -> float:
        """Take one request out of a client's bucket.

        Returns:
            0.0 if there was one, else the seconds until there will be.
        """
        now = self._clock()
        full_at = max(self._full_at.get(client, now), now) + self._every_s
        wait_s = full_at - now - MINUTE_S
        # A hair of tolerance: a bucket of n must give n although n times a rounded interval may pass a minute.
        if wait_s > 1e-6:
            return wait_s
        self._full_at[client] = full_at
        self._full_at.move_to_end(client)
        if len(self._full_at) > self._most:
            self._full_at.popitem(last=False)
        return 0.0

    def __len__(self) -> int:
        """How many clients are remembered."""
        return len(self._full_at)
