"""A quota without a store: the plain model that every other is held against, and what use cases are tested with."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from core.ports.quota import Allowance
from core.tables.limits import Limit

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.ids import Cause, UserId
    from core.ports.ledger import Ledger

A_HAIR = 1e-6
"""What was refused stays refused, were its time over ever so long."""


@dataclass
class Window:
    """One person's doings of one kind, as a list to be counted."""

    taken: list[tuple[float, Cause]] = field(default_factory=list)
    refused: dict[Cause, float] = field(default_factory=dict)

    def take(self, cause: Cause, now: float, times: int, per_s: float) -> float:
        """The seconds to wait; 0 for none."""
        if cause in {each for at, each in self.taken if at > now - per_s}:
            return 0.0
        if cause in self.refused:
            return max(self.refused[cause] - now, A_HAIR)
        counted = sorted(at for at, _ in self.taken if at > now - per_s)
        if len(counted) < times:
            self.taken.append((now, cause))
            return 0.0
        self.refused[cause] = counted[-times] + per_s
        return self.refused[cause] - now

    def give_back(self, cause: Cause) -> None:
        self.taken = [(at, each) for at, each in self.taken if each != cause]


class PlainQuota:
    """The `Quota` of a test, by the test's own clock."""

    def __init__(self, clock: Callable[[], float] = lambda: 0.0) -> None:
        self._clock = clock
        self.windows: dict[tuple[str, UserId], Window] = {}

    async def take(self, limit: Limit, user: UserId, cause: Cause) -> None:
        window = self.windows.setdefault((limit.name, user), Window())
        if wait_s := window.take(cause, self._clock(), limit.times, limit.per_s):
            raise limit.refusal(wait_s)

    async def give_back(self, limit: Limit, user: UserId, cause: Cause) -> None:
        self.windows.setdefault((limit.name, user), Window()).give_back(cause)

    def taken(self, name: str, user: UserId) -> int:
        """How many were taken and not given back."""
        return len(self.windows.get((name, user), Window()).taken)


def unlimited(ledger: Ledger) -> Allowance:
    """An allowance for tests of something else."""
    return Allowance(PlainQuota(), Limit("anything", 1_000_000, 1), ledger)
