"""The verbs, on a real ledger."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.adapters import KINDS, PROJECTIONS
from core.ids import Cause, ChannelId, GuildId, UserId
from core.ports.guilds import KnownGuilds
from core.ports.leases import Fence
from core.ports.publisher import Hint
from core.tables.decide import Place
from core.tables.state import Person
from core.use_cases.close_table import CloseTable
from core.use_cases.find_table import FindTable
from core.use_cases.join_table import JoinTable
from core.use_cases.leave_table import LeaveTable
from core.use_cases.open_table import OpenTable
from core.use_cases.read_table import ReadTable
from core.use_cases.recall_roll import RecallRoll
from core.use_cases.roll_dice import RollDice
from data.postgres.leases import PostgresLeases
from data.postgres.ledger import PostgresLedger
from data.postgres.permalinks import PostgresPermalinks
from data.postgres.records import PostgresRollRecords
from data.postgres.tables import PostgresTableDirectory
from tests.core.tables.houses import house
from tests.core.tables.quotas import unlimited

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sqlalchemy.ext.asyncio import AsyncEngine

    from core.tables.directory import TableEntry
    from core.tables.events import Rolled

NOW = datetime(2026, 11, 21, 19, 0, tzinfo=UTC)


class Heard:
    """A publisher that remembers."""

    def __init__(self) -> None:
        self.hints: list[Hint] = []

    async def publish(self, hints: Sequence[Hint]) -> None:
        self.hints += hints


class Directory(PostgresTableDirectory):
    """A directory that counts how often it is asked for a channel's table."""

    asked = 0

    async def in_channel(self, channel: ChannelId) -> TableEntry | None:
        self.asked += 1
        return await super().in_channel(channel)


@dataclass
class Game:
    """Every verb, and what they made."""

    ledger: PostgresLedger
    guilds: KnownGuilds
    directory: Directory
    permalinks: PostgresPermalinks
    records: PostgresRollRecords
    heard: Heard
    open: OpenTable
    find: FindTable
    join: JoinTable
    leave: LeaveTable
    read: ReadTable
    close: CloseTable
    roll: RollDice
    recall: RecallRoll
    told: list[Rolled]
    causes: Iterator[int]
    codes: list[int]
    """What chance will say next of codes; when it is empty, something new."""
    drawn: list[int]
    """What it has said."""

    def cause(self) -> Cause:
        return Cause(str(next(self.causes)))


@pytest.fixture
def game(engine: AsyncEngine) -> Game:
    return new_game(engine, first=1)


@pytest.fixture
def elsewhere(engine: AsyncEngine) -> Game:
    """Another process, at the same database."""
    return new_game(engine, first=1_000_000)


def new_game(engine: AsyncEngine, *, first: int) -> Game:
    heard, told, clock = Heard(), [], itertools.count()
    ledger = PostgresLedger(engine, KINDS, PROJECTIONS, heard)
    directory, causes = Directory(engine), itertools.count(first + 1000)
    guilds = KnownGuilds(ledger, clock=lambda: 0.0)

    def now() -> datetime:
        return NOW + timedelta(seconds=next(clock))

    def below(n: int) -> int:
        drawn.append(codes.pop(0) if codes else next(numbers))
        return drawn[-1] % n

    def random_bytes(count: int) -> bytes:
        return next(names).to_bytes(count, "big")

    keys = house([5, 3, 6, 1, 5, 4, 2, 3] * 80, random_bytes=random_bytes)
    codes, drawn, numbers, names = [], [], itertools.count(7), itertools.count(first)
    return Game(
        ledger=ledger,
        guilds=guilds,
        directory=directory,
        permalinks=PostgresPermalinks(engine),
        records=PostgresRollRecords(engine, KINDS),
        heard=heard,
        open=OpenTable(ledger, directory, keys, now=now, below=below, allowance=unlimited(ledger), guilds=guilds),
        find=FindTable(directory, unlimited(ledger)),
        join=JoinTable(ledger, now=now),
        leave=LeaveTable(ledger, now=now),
        read=ReadTable(ledger, directory),
        close=CloseTable(ledger, keys, now=now),
        roll=RollDice(
            ledger,
            directory,
            keys,
            now=now,
            random_bytes=random_bytes,
            permalink_days=30,
            allowance=unlimited(ledger),
            guilds=guilds,
            told=told.append,
        ),
        recall=RecallRoll(ledger),
        told=told,
        causes=causes,
        codes=codes,
        drawn=drawn,
    )


@pytest.fixture
def mara() -> Person:
    return Person(UserId(10), "Mara")


@pytest.fixture
def tobin() -> Person:
    return Person(UserId(11), "Tobin")


@pytest.fixture
def tavern() -> Place:
    return Place(GuildId(1), ChannelId(2))


@pytest.fixture
async def leases(engine: AsyncEngine) -> PostgresLeases:
    """Both shards, held by us."""
    return PostgresLeases(engine)


@pytest.fixture
async def fences(leases: PostgresLeases) -> Callable[[], dict[int, Fence]]:
    await leases.standing(2)
    held = {each.fence.shard: each.fence for each in await leases.take(2, [0, 1], "us", most=2)}
    return lambda: held
