"""Rolls of many people in many places, written to a real ledger for those who look them up."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncEngine

from bot.adapters import KINDS
from core.dice.layout import DieGroup
from core.ids import Cause, ChannelId, GuildId, RollId, StreamId, TableCode, UserId
from core.ledger.event import OWN, PUBLIC, Draft
from core.tables.books import CHANNELS, channel_stream
from core.tables.events import Rolled
from core.tables.records import Record, Viewer
from data.postgres import permalinks, records
from data.postgres.ledger import PostgresLedger
from data.postgres.projection import merged
from data.postgres.records import PostgresRollRecords
from tests.data.postgres.purses import Published

NOW = datetime(2026, 11, 21, 19, 0, tzinfo=UTC)
ALICE, BOB = UserId(10), UserId(11)
HERE, ELSEWHERE = GuildId(1), GuildId(2)
TAVERN, CELLAR, ATTIC = ChannelId(101), ChannelId(102), ChannelId(103)
SEES_ALL = frozenset({TAVERN, CELLAR, ATTIC})

D20 = Rolled(
    roll_id=RollId(""),
    code=None,
    mode=None,
    seat=None,
    notation="1d20",
    advantage="none",
    dice=(DieGroup("1d20", 20, (7,), (True,), 7),),
    total=7,
    dc=None,
    passed=None,
    hidden=False,
    expires_at=NOW + timedelta(days=30),
    guild=HERE,
    name="Alice",
)


class Scribe:
    """Writes rolls, and looks them up."""

    def __init__(self, engine: AsyncEngine) -> None:
        projections = merged(permalinks.PROJECTIONS, records.PROJECTIONS)
        self.engine = engine
        self.ledger = PostgresLedger(engine, KINDS, projections, Published())
        self.records = PostgresRollRecords(engine, KINDS)
        self._numbers = itertools.count(1)

    async def write(
        self, label: str, *, user: UserId = ALICE, channel: ChannelId = TAVERN, minute: float = 0, **changes: Any
    ) -> StreamId:
        """Write one roll, so many minutes after the beginning."""
        number, stream = next(self._numbers), channel_stream(channel)
        code = {"code": TableCode(changes.pop("code")), "mode": "open", "seat": 1} if "code" in changes else {}
        rolled = replace(D20, roll_id=RollId(f"{number:022d}"), label=label, **code, **changes)
        cause = Cause(str(number))
        async with self.ledger.unit_of_work() as work:
            loaded = await work.load(CHANNELS, stream, cause)
            draft = Draft(rolled, visibility=OWN if rolled.hidden else PUBLIC)
            at = NOW + timedelta(minutes=minute)
            await work.append(CHANNELS, loaded, (draft,), at=at, actor=user, cause=cause)
        return stream


def viewer(user: UserId = BOB, guild: GuildId | None = HERE, channels: frozenset[ChannelId] = SEES_ALL) -> Viewer:
    return Viewer(user, guild, channels)


def dice(text: str, sides: int, *faces: int) -> DieGroup:
    return DieGroup(text, sides, faces, (True,) * len(faces), sum(faces))


def labels(found: list[Record] | tuple[Record, ...]) -> list[str | None]:
    return [record.rolled.label for record in found]
