"""What is asked is kept in mind until it is answered, on a real database."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import text

from core.dice import notation
from core.errors import UnavailableError
from core.ids import Cause, ChannelId, GuildId, UserId
from core.tables.asked import Asked
from core.tables.decide import AskedRoll
from core.use_cases.keep_asked import SLOW_S, KeepAsked
from core.use_cases.reveal_roll import RevealRoll
from core.use_cases.take_overdue import TakeOverdue
from data.keys.sealed_tokens import SecretBoxTokenSeal
from data.postgres.asked import PostgresAskedBook
from tests.core.tables.houses import house

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncEngine

Game = Any
NOW, AT_ONCE = datetime(2026, 11, 21, 19, 0, tzinfo=UTC), timedelta(0)
SEAL = SecretBoxTokenSeal(bytes(32))


def asked(cause: str, user: int = 10) -> Asked:
    here = (GuildId(1), ChannelId(2), UserId(user))
    return Asked(Cause(cause), 7, f"token of {cause}", *here, "en-GB", NOW)


@pytest.fixture
def book(engine: AsyncEngine) -> PostgresAskedBook:
    return PostgresAskedBook(engine, SEAL)


class Clock:
    """Seconds that pass as they are told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


async def overdue(book: PostgresAskedBook) -> list[Asked]:
    return await book.overdue(10, after=AT_ONCE, again_after=timedelta(minutes=1))


async def test_what_is_answered_is_struck_out_and_the_rest_is_overdue(book: PostgresAskedBook) -> None:
    keep = KeepAsked(book, clock=Clock())
    for cause in ("1", "2", "3"):
        await keep.note(asked(cause))
    await keep.note(asked("2"))
    keep.answered(Cause("1"))
    keep.answered(Cause("3"))
    await keep.strike_out()
    assert await overdue(book) == [asked("2")]
    assert await overdue(book) == [], "one process at a time"
    assert await book.overdue(10, after=timedelta(minutes=1), again_after=AT_ONCE) == [], "and none that is under way"


async def test_what_is_slow_is_not_overdue_while_its_process_lives(
    book: PostgresAskedBook, engine: AsyncEngine
) -> None:
    keep = KeepAsked(book, clock=(clock := Clock()))
    for cause in ("1", "2"):
        await keep.note(asked(cause))
    keep.ended(Cause("2"))
    async with engine.begin() as connection:
        await connection.execute(text("UPDATE asked SET noted_at = now() - interval '1 hour'"))
    clock.now += SLOW_S + 1
    await keep.strike_out()
    assert await book.overdue(10, after=timedelta(minutes=1), again_after=AT_ONCE) == [asked("2")]


async def test_what_is_answered_after_its_end_is_struck_out_too(book: PostgresAskedBook) -> None:
    """Whoever is told of a bug is told once everything else has ended."""
    keep = KeepAsked(book, clock=Clock())
    await keep.note(asked("1"))
    keep.ended(Cause("1"))
    keep.answered(Cause("1"))
    await keep.strike_out()
    assert await overdue(book) == []


async def test_tokens_are_unreadable_where_they_are_stored(book: PostgresAskedBook, engine: AsyncEngine) -> None:
    await book.note(asked("1"))
    async with engine.connect() as connection:
        stored = (await connection.execute(text("SELECT token FROM asked"))).scalar_one()
    assert b"token" not in stored
    other = PostgresAskedBook(engine, SecretBoxTokenSeal(bytes(31) + b"\1"))
    assert [each.token for each in await overdue(other)] == [""]
    assert SEAL.opened(stored, "1") == "token of 1"
    assert SEAL.opened(stored, "2") == ""


async def test_what_is_kept_waits_for_whom_it_is(book: PostgresAskedBook) -> None:
    keep = KeepAsked(book, clock=Clock())
    for cause, user in (("1", 10), ("2", 11), ("3", 10)):
        await keep.note(asked(cause, user))
        await book.keep(Cause(cause))
    assert await overdue(book) == []
    await keep.look_who_waits()
    assert keep.waiting == {10, 11}
    assert await keep.kept_for(UserId(10)) == [asked("1"), asked("3")]
    assert keep.waiting == {11}
    await book.answered([Cause("1")])
    assert await keep.kept_for(UserId(10)) == [asked("3")], "what was not told is there still"
    await book.forget(AT_ONCE)
    assert await book.waiting() == frozenset()


async def test_what_has_been_done_is_told_with_it(game: Game, book: PostgresAskedBook, mara: Any, tavern: Any) -> None:
    await book.note(asked("5"))
    await book.note(asked("6"))
    await game.open(mara, tavern, "open", cause=Cause("5"))
    take = TakeOverdue(book, game.ledger, after=AT_ONCE)
    told = {each.asked.cause: len(each.events) for each in [await take.told(asked) for asked in await overdue(book)]}
    assert told == {"5": 3, "6": 0}


async def test_a_revelation_is_told_with_the_roll_that_it_shows(
    game: Game, book: PostgresAskedBook, mara: Any, tavern: Any
) -> None:
    """So that its card can be posted, should the process have died before."""
    secret = AskedRoll(notation.parse("1d20"), label="listening", hidden=True)
    made = await game.roll(secret, mara, tavern, cause=Cause("5"))
    reveal = RevealRoll(game.ledger, game.permalinks, house([made.rolled.total]), now=lambda: NOW)
    shown = await reveal(made.stream, made.sequence, mara.user, tavern.channel, cause=Cause("6"))
    take = TakeOverdue(book, game.ledger, after=AT_ONCE)
    assert (await take.told(asked("6"))).revealed == shown.made
    assert (await take.told(asked("5"))).revealed is None
    assert shown.made
    assert (shown.made.rolled.hidden, shown.made.rolled.label, shown.made.was_hidden) == (False, "listening", True)


async def test_what_another_version_wrote_keeps_nobody_else_waiting(
    game: Game, book: PostgresAskedBook, engine: AsyncEngine, mara: Any, tavern: Any
) -> None:
    for cause in ("4", "5", "6"):
        await book.note(asked(cause))
    await game.open(mara, tavern, "open", cause=Cause("5"))
    take = TakeOverdue(book, game.ledger, after=AT_ONCE)
    await rewrite(engine, "version + 98")
    assert {each.asked.cause for each in await take()} == {"4", "6"}
    await rewrite(engine, "version - 98")
    assert {each.asked.cause for each in await take()} == {"4", "5", "6"}, "and is told once it can be read"
    assert [each.asked.cause for each in await take.each_told([asked("5")])] == ["5"]


async def rewrite(engine: AsyncEngine, version: str) -> None:
    async with engine.begin() as connection:
        await connection.execute(text(f"UPDATE ledger_event SET version = {version}"))


async def test_what_was_never_taken_goes_first(book: PostgresAskedBook) -> None:
    for cause in ("1", "2", "3"):
        await book.note(asked(cause))
    taken = [await book.overdue(1, after=AT_ONCE, again_after=AT_ONCE) for _ in range(5)]
    assert [each.cause for (each,) in taken] == ["1", "2", "3", "1", "2"]


class Away:
    """A book in a database that is away."""

    def __getattr__(self, name: str) -> Any:
        async def away(*args: object, **more: object) -> None:
            raise UnavailableError("database-away")

        return away


async def test_a_database_that_is_away_keeps_nobody_from_their_work(book: PostgresAskedBook) -> None:
    away: Any = Away()
    keep = KeepAsked(book, clock=Clock())
    await keep.note(asked("1"))
    keep.answered(Cause("1"))
    keep._book = away  # pyright: ignore[reportPrivateUsage] -- the same process, and its database goes
    await keep.note(asked("2"))
    with pytest.raises(UnavailableError):
        await keep.strike_out()
    keep._book = book  # pyright: ignore[reportPrivateUsage] -- and comes back
    await keep.strike_out()
    assert await overdue(book) == []
