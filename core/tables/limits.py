"""How often one person may do a thing, so that the bot stays usable for everybody.

A limit is a sliding window: at most so many in any span of so many seconds. Each doing is taken under its cause, so
whatever is delivered twice is charged once, and a cause that was refused stays refused.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from core.errors import LimitError


@dataclass(frozen=True, slots=True)
class Limit:
    """At most ``times`` in any ``per_s`` seconds.

    Attributes:
        name: What is limited; it picks the words, and keeps one limit's doings apart from another's.
    """

    name: str
    times: int
    per_s: int

    def halved(self) -> Limit:
        """The same limit for a process that cannot ask what others have allowed: half, and one at least.

        Example:
            >>> Limit("rolls", 5, 10).halved()
            Limit(name='rolls', times=2, per_s=10)
        """
        return replace(self, times=max(1, self.times // 2))

    def refusal(self, wait_s: float) -> LimitError:
        """The error of somebody who has to wait; the seconds are rounded up, so that waiting them is enough.

        Example:
            >>> Limit("rolls", 10, 10).refusal(2.1).facts["seconds"]
            3
        """
        seconds = max(1, math.ceil(wait_s))
        return LimitError("too-fast", limit=self.name, times=self.times, per_s=self.per_s, seconds=seconds)
