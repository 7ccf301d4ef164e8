"""A table's private thread, on a real ledger: it is found by either channel, and what is owed to it is owed to it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from core.dice import notation
from core.errors import NotAllowedError, RuleError
from core.ids import Cause, UserId
from core.tables.asked import Asked
from core.tables.decide import AskedRoll, Place
from core.tables.dm_thread import DmThreadCleared, strangers
from core.tables.leading import ChangeSettings, GiveRole, HandOff, SetDc
from core.tables.state import Person, Table
from core.use_cases.clear_thread import ClearThread
from core.use_cases.lead_table import LeadTable, Named
from core.use_cases.pair_thread import PairThread
from core.use_cases.take_notices import TakeNotices
from data.postgres.asked import PostgresAskedBook
from data.postgres.notices import PostgresNoticeBoard
from tests.core.use_cases.conftest import NOW
from tests.core.use_cases.test_asked import SEAL
from tests.core.use_cases.test_open_in_thread import Thread

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncEngine

Game = Any
D20 = AskedRoll(notation.parse("1d20"))


@pytest.fixture
def thread() -> Thread:
    return Thread()


@pytest.fixture
def pairing(game: Game) -> PairThread:
    return PairThread(game.ledger, now=lambda: NOW)


@pytest.fixture
def leading(game: Game) -> LeadTable:
    return LeadTable(game.ledger, guilds=game.guilds, now=lambda: NOW)


@pytest.fixture
def take(game: Game, engine: AsyncEngine) -> TakeNotices:
    return TakeNotices(game.ledger, PostgresNoticeBoard(engine), again_after=timedelta(minutes=1), now=lambda: NOW)


@pytest.fixture
async def led(game: Game, mara: Person, tobin: Person, tavern: Place) -> Table:
    table = await game.open(mara, tavern, "dm-led", cause=game.cause())
    return await game.join(table.stream, tobin, cause=game.cause())


@pytest.fixture
async def there(pairing: PairThread, led: Table, mara: Person, tavern: Place, thread: Thread, game: Game) -> Place:
    """The table's private thread."""
    table = await pairing(led.stream, mara.user, thread, cause=game.cause())
    assert table.dm_thread
    return Place(tavern.guild, table.dm_thread.channel, tavern.channel)


async def noted(engine: AsyncEngine, place: Place, who: Person, cause: Cause) -> Cause:
    """Write down that somebody asks for something there."""
    asked = Asked(cause, 7, "token", place.guild, place.channel, who.user, "en-GB", NOW)
    await PostgresAskedBook(engine, SEAL).note(asked)
    return cause


async def told(take: TakeNotices) -> list[tuple[str, int]]:
    """Everything that is owed, in the order in which it is done: what happened, and to which channel."""
    said: list[tuple[str, int]] = []
    while owed := await take():
        said.append((type(owed.event.fact).__name__, owed.notice.channel))
        await take.done(owed)
    return said


async def test_the_table_is_found_by_either_channel(
    game: Game, pairing: PairThread, led: Table, mara: Person, tavern: Place, thread: Thread
) -> None:
    table = await pairing(led.stream, mara.user, thread, cause=game.cause())
    assert table.dm_thread
    assert thread.there == [table.dm_thread.channel]
    for channel in (tavern.channel, table.dm_thread.channel):
        assert await game.find(tavern.guild, channel) == led.stream
    assert (await game.directory.entry(led.stream)).channel == tavern.channel


async def test_a_cause_heard_again_makes_no_second_thread(
    game: Game, pairing: PairThread, led: Table, mara: Person, thread: Thread
) -> None:
    first = await pairing(led.stream, mara.user, thread, cause=Cause("7"))
    assert await pairing(led.stream, mara.user, thread, cause=Cause("7")) == first
    assert thread.made == 1
    with pytest.raises(RuleError, match="dm-thread-already"):
        await pairing(led.stream, mara.user, thread, cause=Cause("8"))
    assert thread.made == 1


async def test_a_thread_that_was_deleted_is_replaced_and_another_is_not(
    game: Game, pairing: PairThread, led: Table, mara: Person, tavern: Place, thread: Thread
) -> None:
    table = await pairing(led.stream, mara.user, thread, cause=game.cause())
    assert table.dm_thread
    gone = table.dm_thread.channel
    anew = await pairing(led.stream, mara.user, thread, gone=gone, cause=game.cause())
    assert anew.dm_thread
    assert anew.dm_thread.channel != gone
    assert await game.find(tavern.guild, anew.dm_thread.channel) == led.stream
    with pytest.raises(RuleError, match="dm-thread-already"):
        await pairing(led.stream, mara.user, thread, gone=gone, cause=game.cause())


async def test_who_does_not_lead_gets_none(
    game: Game, pairing: PairThread, led: Table, tobin: Person, thread: Thread
) -> None:
    with pytest.raises(NotAllowedError, match="not-yours-to-lead"):
        await pairing(led.stream, tobin.user, thread, cause=game.cause())
    assert thread.made == 0


async def test_a_leader_who_was_faster_leaves_no_thread_of_the_other(
    game: Game, pairing: PairThread, led: Table, mara: Person, thread: Thread
) -> None:
    make = thread.make

    async def while_another_is_made() -> Any:
        thread.make = make  # type: ignore[method-assign]  # the other's is made in the ordinary way
        await pairing(led.stream, mara.user, thread, cause=Cause("8"))
        return await make()

    thread.make = while_another_is_made  # type: ignore[method-assign]  # the first to ask is the slower
    with pytest.raises(RuleError, match="dm-thread-already"):
        await pairing(led.stream, mara.user, thread, cause=Cause("7"))
    assert thread.made == 2
    assert len(thread.there) == 1


async def test_every_change_of_leaders_and_every_secret_is_owed_to_the_thread_in_order(
    game: Game,
    engine: AsyncEngine,
    pairing: PairThread,
    leading: LeadTable,
    take: TakeNotices,
    led: Table,
    mara: Person,
    tobin: Person,
    tavern: Place,
    thread: Thread,
) -> None:
    await game.roll(AskedRoll(D20.expression, hidden=True), mara, tavern, cause=game.cause())
    assert await told(take) == [], "without a thread, nothing is owed"
    table = await pairing(led.stream, mara.user, thread, cause=game.cause())
    assert table.dm_thread
    aside = table.dm_thread.channel
    change = ChangeSettings(secret_skills=frozenset({"stealth"}))
    await leading(led.stream, mara.user, change, cause=game.cause())
    await game.roll(D20, tobin, tavern, cause=game.cause())
    await game.roll(AskedRoll(D20.expression, label="stealth"), tobin, tavern, cause=game.cause())
    given, handed, closed = [await noted(engine, tavern, mara, game.cause()) for _ in range(3)]
    await leading(led.stream, mara.user, GiveRole(tobin.user, "co-dm"), cause=given)
    await leading(led.stream, mara.user, HandOff(tobin.user), named=Named(tavern.guild), cause=handed)
    made = await game.roll(D20, tobin, Place(tavern.guild, aside, tavern.channel), cause=game.cause())
    await game.close(led.stream, tobin.user, moderator=False, cause=closed)
    assert made.rolled.aside
    said = await told(take)
    assert [what for what, channel in said if channel == aside] == [
        "DmThreadMade",
        "Rolled",
        "RoleGiven",
        "HandedOff",
        "Rolled",
        "TableClosed",
    ]
    assert [what for what, channel in said if channel == tavern.channel] == ["Rolled"]


async def test_the_table_is_told_once_of_what_was_done_in_the_thread_and_not_of_what_it_heard(
    game: Game, leading: LeadTable, take: TakeNotices, engine: AsyncEngine, led: Table, mara: Person, there: Place
) -> None:
    assert there.parent
    at_the_table = Place(there.guild, there.parent)
    for place, cause in ((there, "901"), (at_the_table, "902")):
        await noted(engine, place, mara, Cause(cause))
        for _ in range(2):
            await leading(led.stream, mara.user, SetDc(int(cause) - 890), cause=Cause(cause))
    await game.roll(D20, mara, at_the_table, cause=game.cause())
    await game.close(led.stream, mara.user, moderator=False, cause=await noted(engine, there, mara, Cause("903")))
    said = await told(take)
    assert [what for what, channel in said if channel == there.parent] == ["DcSet", "TableClosed"]
    assert [what for what, channel in said if channel == there.channel] == ["DmThreadMade", "TableClosed"]


async def test_the_table_is_told_even_if_nobody_knows_where_it_was_done(
    leading: LeadTable, take: TakeNotices, led: Table, mara: Person, there: Place
) -> None:
    """A database too slow to note what is asked (`KeepAsked.note`) may do it all the same."""
    await leading(led.stream, mara.user, SetDc(15), cause=Cause("901"))
    assert await told(take) == [("DmThreadMade", there.channel), ("DcSet", there.parent)]


async def test_who_was_put_out_is_struck_off_once(
    game: Game, leading: LeadTable, led: Table, mara: Person, tobin: Person, there: Place
) -> None:
    await leading(led.stream, mara.user, HandOff(tobin.user), named=Named(there.guild), cause=game.cause())
    clear = ClearThread(game.ledger, now=lambda: NOW)
    for put_out in ([], [mara.user], [mara.user]):
        await clear(led.stream, put_out, cause=Cause("notice:1"))
    table = (await game.read(led.stream)).table
    assert table.dm_thread.let_in == (tobin.user,)
    assert [type(event.fact) for event in await game.ledger.caused(Cause("notice:1"))] == [DmThreadCleared]
    await leading(led.stream, tobin.user, HandOff(mara.user), named=Named(there.guild), cause=game.cause())
    await clear(led.stream, [tobin.user], cause=Cause("notice:1"))
    assert strangers((await game.read(led.stream)).table) == (tobin.user,), "one cause acts once"


async def test_who_has_no_seat_rolls_nothing_in_the_thread_not_even_beside_the_table(
    game: Game, mara: Person, there: Place
) -> None:
    peeping = Person(UserId(99), "Moe")
    with pytest.raises(NotAllowedError, match="not-seated"):
        await game.roll(D20, peeping, there, cause=game.cause())
    await game.roll(D20, mara, there, cause=game.cause())
    with pytest.raises(NotAllowedError, match="not-seated"):
        await game.roll(D20, peeping, there, cause=game.cause())


async def test_no_table_is_opened_in_a_dm_thread_not_even_when_its_own_is_closed(
    game: Game, led: Table, mara: Person, there: Place
) -> None:
    for _ in range(2):
        with pytest.raises(RuleError, match="dm-thread-here"):
            await game.open(mara, there, "open", cause=game.cause())
        if (await game.read(led.stream)).table.is_open:
            await game.close(led.stream, mara.user, moderator=False, cause=game.cause())
    assert await game.directory.count_open() == 0
