"""What time brings, on a real ledger: tables that end, and what is said of it once, whoever says it."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import text

from core.errors import NotFoundError, RuleError
from core.ids import ChannelId, GuildId, StreamId
from core.ports.leases import Fence
from core.tables.decide import Place
from core.tables.directory import Shards
from core.tables.events import ExpiryWarned, TableClosed
from core.tables.leading import ChangeSettings, Promote
from core.tables.notices import Notice
from core.tables.state import Person, Table
from core.use_cases import tend_tables
from core.use_cases.keep_open import KeepOpen
from core.use_cases.lead_table import LeadTable
from core.use_cases.resume_table import ResumeTable
from core.use_cases.take_notices import MOST_TRIES, UNREAD_WAIT, TakeNotices
from core.use_cases.tend_tables import PUT_OFF, TendTables
from data.postgres.leases import PostgresLeases
from data.postgres.notices import PostgresNoticeBoard
from tests.core.tables.houses import house
from tests.data.postgres.later_version import written_by_a_later_version

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncEngine

Game = Any


@dataclass
class Clock:
    """A time that stands until it is moved."""

    now: datetime = datetime(2026, 11, 21, 19, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def tend(game: Game, clock: Clock, fences: Callable[[], dict[int, Fence]]) -> TendTables:
    return TendTables(game.ledger, game.directory, house(), now=clock, fences=fences, lost=unexpected)


@pytest.fixture
def take(game: Game, clock: Clock, engine: AsyncEngine) -> TakeNotices:
    return TakeNotices(game.ledger, PostgresNoticeBoard(engine), again_after=timedelta(minutes=1), now=clock)


def unexpected(fence: Fence) -> None:
    """No fence is lost here."""
    raise AssertionError(fence)


async def opened(game: Game, who: Person, channel: int, *, shard: int) -> Any:
    """A table in a guild on this shard of two."""
    place = Place(GuildId(shard << 22 | 1), ChannelId(channel))
    return await game.open(who, place, "open", cause=game.cause())


async def due(game: Game, now: datetime) -> list[StreamId]:
    return [stream for stream, _ in await game.directory.due(now, 10, Shards(1, frozenset({0})))]


async def facts(game: Game, table: Table, *kinds: type) -> list[Any]:
    return [event.fact for event in await game.ledger.history(table.stream) if isinstance(event.fact, kinds)]


async def test_an_idle_table_warns_and_closes_and_each_is_said_once(
    game: Game, clock: Clock, tend: TendTables, take: TakeNotices, mara: Person, tavern: Place
) -> None:
    table = await game.open(mara, tavern, "dm-led", cause=game.cause())
    for minutes in (26, 27.1, 29.6, 30.5, 31):
        clock.now = table.opened_at + timedelta(minutes=minutes)
        await asyncio.gather(tend(), tend())
    happened = await facts(game, table, ExpiryWarned, TableClosed)
    assert [getattr(fact, "seconds", "closed") for fact in happened] == [180, 30, "closed"]
    with pytest.raises(NotFoundError):
        await game.find(tavern.guild, tavern.channel)
    said: list[Any] = []
    while owed := await take():
        assert await take() is None, "of a channel one at a time, and in one process"
        said.append(owed.event.fact)
        await take.done(owed)
    assert said == happened


async def test_a_notice_that_is_refused_waits_longer_each_time_and_what_follows_it_waits_too(
    game: Game, clock: Clock, tend: TendTables, engine: AsyncEngine, mara: Person, tavern: Place
) -> None:
    table = await game.open(mara, tavern, "dm-led", cause=game.cause())
    clock.now = table.opened_at + timedelta(minutes=27.1)
    await tend()
    board, waits = PostgresNoticeBoard(engine), list[float]()
    put_off, take = board.put_off, TakeNotices(game.ledger, board, again_after=timedelta(seconds=20), now=clock)

    async def at_once(notice: Notice, by: timedelta) -> None:
        waits.append(by.total_seconds())
        await put_off(notice, timedelta(0))

    board.put_off = at_once  # type: ignore[method-assign]  # a test does not wait for minutes
    for _ in range(7):
        owed = await take()
        assert owed
        await take.refused(owed)
    assert waits == [40, 80, 160, 320, 600, 600, 600]
    owed = await take()
    assert owed
    await put_off(owed.notice, timedelta(minutes=10))
    clock.now = table.opened_at + timedelta(minutes=29.6)
    await tend()
    assert await take() is None


async def test_what_nobody_can_read_waits_and_holds_up_no_other_table_in_its_channel(
    game: Game, clock: Clock, tend: TendTables, take: TakeNotices, engine: AsyncEngine, mara: Person, tavern: Place
) -> None:
    strange = await game.open(mara, tavern, "dm-led", cause=game.cause())
    table = await game.open(mara, replace(tavern, channel=ChannelId(tavern.channel + 1)), "dm-led", cause=game.cause())
    clock.now = table.opened_at + timedelta(minutes=27.1)
    await tend()
    async with engine.begin() as connection:
        here = {"of": table.stream, "here": tavern.channel}
        await connection.execute(
            text("UPDATE notices SET number = DEFAULT, channel_id = :here WHERE stream = :of"), here
        )
        await connection.execute(
            text("UPDATE ledger_event SET version = 99 WHERE stream = :of"), {"of": strange.stream}
        )
    owed = await take()
    assert owed
    assert owed.table.stream == table.stream, "though it was owed to the channel later"
    await take.done(owed)
    for tries in range(1, MOST_TRIES + 2):
        assert await on_the_board(engine) == [(strange.stream, tries, True)], "for whoever can read it"
        async with engine.begin() as connection:
            waits = await connection.scalar(text("SELECT due_at - now() FROM notices"))
            assert waits <= UNREAD_WAIT, "and not longer each time"
            await connection.execute(text("UPDATE notices SET due_at = now()"))
        assert await take() is None


async def on_the_board(engine: AsyncEngine) -> list[tuple[str, int, bool]]:
    """What is owed: of which table, how often it was tried, and whether it waits."""
    async with engine.connect() as connection:
        rows = await connection.execute(text("SELECT stream, tries, due_at > now() FROM notices ORDER BY number"))
        return [(stream, tries, waits) for stream, tries, waits in rows]


async def test_a_table_that_is_played_at_is_looked_at_again_later(
    game: Game, clock: Clock, tend: TendTables, mara: Person, tavern: Place
) -> None:
    table = await game.open(mara, tavern, "open", cause=game.cause())
    clock.now = table.opened_at + timedelta(hours=4, minutes=57, seconds=1)
    keep = KeepOpen(game.ledger, now=lambda: clock.now - timedelta(minutes=1))
    await keep(table.stream, mara.user, cause=game.cause())
    assert await due(game, clock.now) == [table.stream]
    assert await tend() is False
    assert await due(game, clock.now) == []
    assert await facts(game, table, ExpiryWarned) == []
    clock.now += timedelta(hours=4, minutes=56)
    await tend()
    assert [fact.seconds for fact in await facts(game, table, ExpiryWarned)] == [180]


async def test_a_table_that_another_version_wrote_to_holds_no_other_up(
    game: Game, clock: Clock, tend: TendTables, engine: AsyncEngine, mara: Person, tavern: Place
) -> None:
    strange = await game.open(mara, tavern, "open", cause=game.cause())
    table = await game.open(mara, replace(tavern, channel=ChannelId(tavern.channel + 1)), "open", cause=game.cause())
    await written_by_a_later_version(engine, strange.stream)
    clock.now = table.opened_at + timedelta(hours=4, minutes=58)
    assert await due(game, clock.now) == [strange.stream, table.stream]
    await tend()
    assert len(await facts(game, table, ExpiryWarned)) == 1
    assert strange.stream not in await due(game, clock.now)
    assert strange.stream in await due(game, clock.now + PUT_OFF), "an upgrade is over by then"


async def test_only_who_holds_a_shard_looks_after_its_tables(
    game: Game, clock: Clock, tend: TendTables, leases: PostgresLeases, mara: Person, tavern: Place
) -> None:
    table = await game.open(mara, tavern, "open", cause=game.cause())
    clock.now = table.opened_at + timedelta(hours=6)
    nobody = TendTables(game.ledger, game.directory, house(), now=clock, fences=dict, lost=unexpected)
    other = Fence(2, 1, "us", 1)  # the guild is on shard 0
    elsewhere = TendTables(game.ledger, game.directory, house(), now=clock, fences=lambda: {1: other}, lost=unexpected)
    stale = Fence(2, 0, "an older us", 0)
    lost: list[Fence] = []
    late = TendTables(game.ledger, game.directory, house(), now=clock, fences=lambda: {0: stale}, lost=lost.append)
    for process in (nobody, elsewhere, late):
        assert await process() is False
        assert await facts(game, table, ExpiryWarned) == []
    assert lost == [stale]
    await tend()
    assert len(await facts(game, table, ExpiryWarned)) == 1


async def test_a_lost_fence_drops_its_shard_alone(
    game: Game, clock: Clock, leases: PostgresLeases, fences: Callable[[], dict[int, Fence]], mara: Person
) -> None:
    stale, lost = Fence(2, 0, "an older us", 0), list[Fence]()
    theirs = [await opened(game, mara, channel, shard=0) for channel in range(10, 13)]
    ours = [await opened(game, mara, channel, shard=1) for channel in range(20, 23)]
    clock.now = theirs[0].opened_at + timedelta(hours=6)
    held = {0: stale, 1: fences()[1]}
    tend = TendTables(game.ledger, game.directory, house(), now=clock, fences=lambda: held, lost=lost.append)
    assert await tend() is False
    assert [len(await facts(game, table, ExpiryWarned)) for table in (*theirs, *ours)] == [0, 0, 0, 1, 1, 1]
    assert lost == [stale], "told once, however much was due there"
    assert held == {0: stale, 1: fences()[1]}, "whoever keeps leases finds out by themselves"


async def test_what_is_due_on_a_lost_shard_stands_in_no_others_way(
    game: Game, clock: Clock, fences: Callable[[], dict[int, Fence]], mara: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tend_tables, "AT_ONCE", 2)
    stale, lost = Fence(2, 0, "an older us", 0), list[Fence]()
    for channel in range(10, 13):
        await opened(game, mara, channel, shard=0)
    last = await opened(game, mara, 20, shard=1)
    clock.now = last.opened_at + timedelta(hours=6)
    held = {0: stale, 1: fences()[1]}
    tend = TendTables(game.ledger, game.directory, house(), now=clock, fences=lambda: held, lost=lost.append)
    assert await tend() is False
    assert len(await facts(game, last, ExpiryWarned)) == 1
    assert lost == [stale]


async def test_a_promoted_table_is_due_sooner(game: Game, clock: Clock, mara: Person, tavern: Place) -> None:
    table = await game.open(mara, tavern, "open", cause=game.cause())
    lead = LeadTable(game.ledger, guilds=game.guilds, now=clock)
    await lead(table.stream, mara.user, Promote(mara.user), cause=game.cause())
    assert await due(game, clock.now + timedelta(minutes=27)) == [table.stream]


async def test_a_campaigns_table_that_becomes_quick_is_due_sooner(
    game: Game, clock: Clock, mara: Person, tavern: Place
) -> None:
    table = await game.open(mara, tavern, "open", lasting=True, cause=game.cause())
    lead = LeadTable(game.ledger, guilds=game.guilds, now=clock)
    await lead(table.stream, mara.user, ChangeSettings(lasting=False), cause=game.cause())
    assert await due(game, clock.now + timedelta(hours=4, minutes=57)) == [table.stream]


async def test_what_was_put_aside_is_resumed_unless_its_place_is_taken(
    game: Game, clock: Clock, tend: TendTables, mara: Person, tobin: Person, tavern: Place
) -> None:
    table = await game.open(mara, tavern, "open", lasting=True, cause=game.cause())
    clock.now = table.opened_at + timedelta(hours=13)
    await tend()
    resume = ResumeTable(game.ledger, game.directory, house(random_bytes=os.urandom), now=clock)
    here = (GuildId(1), tavern.channel)
    other = await game.open(tobin, tavern, "open", cause=game.cause())
    with pytest.raises(RuleError) as refused:
        await resume.here(*here, mara.user, cause=game.cause())
    assert (refused.value.reason, refused.value.facts["code"]) == ("table-here-already", other.code)
    await game.close(other.stream, tobin.user, moderator=False, cause=game.cause())
    cause = game.cause()
    again = [await resume.here(*here, mara.user, cause=cause)]
    again.append(await resume(table.stream, mara.user, cause=cause))
    assert [each.is_open for each in again] == [True, True]
    assert await game.find(tavern.guild, tavern.channel) == table.stream
    with pytest.raises(NotFoundError, match="nothing-put-aside"):
        await resume.here(*here, mara.user, cause=game.cause())


async def test_a_notice_that_was_not_said_is_due_again(
    game: Game, clock: Clock, tend: TendTables, engine: AsyncEngine, mara: Person, tavern: Place
) -> None:
    table = await game.open(mara, tavern, "open", cause=game.cause())
    clock.now = table.opened_at + timedelta(hours=5)
    await tend()
    board = PostgresNoticeBoard(engine)
    taken = [await board.take(again_after=timedelta(0)) for _ in range(3)]
    assert [notice and notice.tries for notice in taken] == [1, 2, 3]
