"""Sliding windows in this process's memory, for as long as Valkey does not answer.

The rule is that of the script in `quota.py`: what was taken counts for ``per_s`` seconds, a cause is charged once, and
what was refused stays refused. Of a person only that much is kept, and of people only so many; when there are more,
whoever came longest ago is forgotten, whose window is the emptiest.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from core.ids import Cause, UserId
    from core.tables.limits import Limit

REFUSALS_KEPT: Final = 16
"""Of each window, the last ones: enough for what Discord delivers again, too few to fill a memory with."""
MOST_WINDOWS: Final = 10_000


@dataclass(slots=True)
class _Window:
    taken: dict[Cause, float] = field(default_factory=dict["Cause", float])
    """When each was taken, the oldest first."""
    refused: dict[Cause, float] = field(default_factory=dict["Cause", float])
    """Until when each has to wait."""


class OwnWindow:
    """What people did lately, as far as this process knows."""

    def __init__(self, *, most_windows: int = MOST_WINDOWS) -> None:
        self._most = most_windows
        self._windows: OrderedDict[tuple[str, UserId], _Window] = OrderedDict()

    def take(self, limit: Limit, user: UserId, cause: Cause, now: float) -> float:
        """Take one.

        Args:
            limit: Which, and how many of it.
            user: Whose.
            cause: What for.
            now: Seconds that never go back.

        Returns:
            0.0 if it was there to be taken, or has been taken for this cause; else the seconds until one will be.
        """
        window = self._of(limit, user)
        while window.taken and window.taken[oldest := next(iter(window.taken))] <= now - limit.per_s:
            del window.taken[oldest]
        if cause in window.taken:
            return 0.0
        if cause in window.refused:
            return max(window.refused[cause] - now, 1e-6)
        if len(window.taken) < limit.times:
            window.taken[cause] = now
            return 0.0
        free_at = list(window.taken.values())[-limit.times] + limit.per_s
        window.refused[cause] = free_at
        if len(window.refused) > REFUSALS_KEPT:
            del window.refused[min(window.refused, key=lambda each: (window.refused[each], each))]
        return free_at - now

    def give_back(self, limit: Limit, user: UserId, cause: Cause) -> None:
        """Undo what was taken for a cause."""
        if window := self._windows.get((limit.name, user)):
            window.taken.pop(cause, None)

    def __len__(self) -> int:
        """How many windows are kept."""
        return len(self._windows)

    def _of(self, limit: Limit, user: UserId) -> _Window:
        window = self._windows.setdefault((limit.name, user), _Window())
        self._windows.move_to_end((limit.name, user))
        if len(self._windows) > self._most:
            self._windows.popitem(last=False)
        return window
