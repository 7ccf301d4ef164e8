"""Seed epochs in PostgreSQL: which there were, what players added to each, and the seeds of those that are over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from sqlalchemy.ext.asyncio import AsyncEngine

from core.ids import StreamId, UserId
from core.ledger.event import Event
from core.tables.events import EntropyAdded, EpochBegan, EpochEnded
from data.postgres.projection import Projection, Statement
from data.postgres.transaction import fetch

_BEGIN: Final = "INSERT INTO epochs (epoch_id, stream, began_at) VALUES ($1, $2, $3)"
_ADD: Final = "INSERT INTO epoch_entropy (epoch_id, sequence, digest, text, user_id) VALUES ($1, $2, $3, $4, $5)"
_END: Final = "UPDATE epochs SET ended_at = $2, seed = $3 WHERE epoch_id = $1"
_RUNNING: Final = """
SELECT stream, epoch_id FROM epochs WHERE ended_at IS NULL AND began_at <= $1 AND epoch_id <> ALL ($3)
ORDER BY began_at LIMIT $2
"""
_ERASE: Final = "UPDATE epoch_entropy SET text = NULL, user_id = NULL WHERE user_id = $1"


def _began(event: Event, state: object) -> Sequence[Statement]:
    fact: EpochBegan = event.fact
    return (Statement(_BEGIN, (fact.epoch_id, event.stream, event.at)),)


def _added(event: Event, state: object) -> Sequence[Statement]:
    fact: EntropyAdded = event.fact
    return (Statement(_ADD, (fact.epoch_id, event.sequence, fact.digest, fact.text, event.actor)),)


def _ended(event: Event, state: object) -> Sequence[Statement]:
    fact: EpochEnded = event.fact
    return (Statement(_END, (fact.epoch_id, event.at, fact.seed)),)


PROJECTIONS: Final[Mapping[str, Projection]] = {
    "table.epoch_began": _began,
    "table.entropy_added": _added,
    "table.epoch_ended": _ended,
}
"""What follows from an epoch's events."""


def erased(user: UserId) -> Sequence[Statement]:
    """What follows from erasing a person: their texts go, the digests stay, and every roll can still be computed."""
    return (Statement(_ERASE, (user,)),)


class PostgresEpochs:
    """Finds epochs that run."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def running_since(
        self, moment: datetime, limit: int, *, without: Sequence[str] = ()
    ) -> list[tuple[StreamId, str]]:
        """The epochs that began at or before a moment and have not ended: their streams and ids, the oldest first."""
        found = await fetch(self._engine, _RUNNING, moment, limit, list(without))
        return [(StreamId(stream), epoch_id) for stream, epoch_id in found]
