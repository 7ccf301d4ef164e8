"""The door to quotas: how often somebody has done a thing lately, in all processes together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from core.errors import LimitError
from core.ids import Cause, UserId
from core.ports.ledger import Ledger
from core.tables.limits import Limit


class Quota(Protocol):
    """Counts doings in sliding windows. Where its store is away it is stricter, and never fails."""

    async def take(self, limit: Limit, user: UserId, cause: Cause) -> None:
        """Take one of what a person may do; for the same cause again it is the same one, and the same answer.

        Raises:
            LimitError: ``too-fast``, with the seconds to wait.
        """
        ...

    async def give_back(self, limit: Limit, user: UserId, cause: Cause) -> None:
        """Undo what was taken for a cause, if anything was."""
        ...


@dataclass(frozen=True, slots=True)
class Allowance:
    """What each person may do of one thing.

    Attributes:
        ledger: Where what a cause has made already is found.
    """

    quota: Quota
    limit: Limit
    ledger: Ledger

    async def take(self, user: UserId, cause: Cause) -> None:
        """Take one, unless this cause has done its work already: what it made is its answer, limit or no limit.

        Raises:
            LimitError: ``too-fast``.
            UnavailableError: ``database-away``, when only the ledger could tell.
        """
        try:
            await self.quota.take(self.limit, user, cause)
        except LimitError:
            if not await self.ledger.caused(cause):
                raise

    async def give_back(self, user: UserId, cause: Cause) -> None:
        """Undo what was taken for a cause."""
        await self.quota.give_back(self.limit, user, cause)
