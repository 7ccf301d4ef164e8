"""A table in a thread of its own: the thread is made last, once, and does not stay without a table."""

from __future__ import annotations

import asyncio
import itertools
from typing import Any

import pytest

from core.errors import GameError, LimitError, NotAllowedError, RuleError, UnavailableError
from core.guilds.decide import AddChannel, Admin
from core.ids import Cause, ChannelId, GuildId, UserId
from core.tables.decide import Place
from core.tables.state import Person, Table
from core.use_cases.configure_guild import ConfigureGuild
from tests.core.use_cases.conftest import NOW

Game = Any
ADMIN = Admin(UserId(1), may_manage=True)


class Thread:
    """Discord's threads, as far as they are made and taken away."""

    def __init__(self, refusal: GameError | None = None) -> None:
        self.there: list[ChannelId] = []
        self.made = 0
        self._refusal = refusal
        self._numbers = itertools.count(500)

    async def make(self) -> ChannelId:
        if self._refusal:
            raise self._refusal
        self.made += 1
        self.there.append(ChannelId(next(self._numbers)))
        return self.there[-1]

    async def unmake(self, thread: ChannelId) -> None:
        self.there.remove(thread)


@pytest.fixture
def thread() -> Thread:
    return Thread()


async def opened(game: Game, who: Person, place: Place, thread: Thread, cause: Cause | None = None) -> Table:
    return await game.open(who, place, "dm-led", thread=thread, cause=cause or game.cause())


async def test_the_table_is_bound_to_its_thread(game: Game, mara: Person, tavern: Place, thread: Thread) -> None:
    table = await opened(game, mara, tavern, thread)
    assert thread.there == [table.channel]
    assert await game.find(tavern.guild, table.channel) == table.stream
    beside = await game.open(mara, tavern, "open", cause=game.cause())
    assert beside.channel == tavern.channel, "the channel above is free for another"


async def test_a_cause_heard_again_makes_no_second_thread(
    game: Game, mara: Person, tavern: Place, thread: Thread
) -> None:
    first = await opened(game, mara, tavern, thread, Cause("7"))
    assert await opened(game, mara, tavern, thread, Cause("7")) == first
    assert (thread.made, thread.there) == (1, [first.channel])


async def test_of_two_threads_made_at_once_the_tables_own_stays(
    game: Game, elsewhere: Game, mara: Person, tavern: Place, thread: Thread
) -> None:
    both = asyncio.Event()
    make = thread.make

    async def after_both() -> ChannelId:
        made = await make()
        if thread.made == 2:
            both.set()
        await both.wait()
        return made

    thread.make = after_both  # type: ignore[method-assign]  # both deliveries get as far as this
    tables = await asyncio.gather(*(opened(each, mara, tavern, thread, Cause("7")) for each in (game, elsewhere)))
    assert thread.made == 2
    assert thread.there == [tables[0].channel] == [tables[1].channel]
    assert await game.directory.count_open() == 1


async def test_what_the_server_forbids_makes_no_thread(game: Game, mara: Person, tavern: Place, thread: Thread) -> None:
    configure = ConfigureGuild(game.ledger, now=lambda: NOW)
    assert tavern.guild
    await configure(tavern.guild, ADMIN, [AddChannel(ChannelId(77))], cause=Cause("90"))
    game.guilds.forget(f"guild:{tavern.guild}")
    with pytest.raises(NotAllowedError, match="no-tables-here"):
        await opened(game, mara, tavern, thread)
    assert thread.made == 0
    await configure(tavern.guild, ADMIN, [AddChannel(tavern.channel)], cause=Cause("91"))
    game.guilds.forget(f"guild:{tavern.guild}")
    table = await opened(game, mara, tavern, thread)
    assert table.channel in thread.there, "a channel's rule holds for its threads"


async def test_who_was_too_fast_makes_no_thread(game: Game, mara: Person, tavern: Place, thread: Thread) -> None:
    class Spent:
        async def take(self, user: UserId, cause: Cause) -> None:
            raise LimitError("too-fast")

    game.open._allowance = Spent()  # another allowance than everybody's unlimited one
    with pytest.raises(LimitError):
        await opened(game, mara, tavern, thread)
    assert thread.made == 0


async def test_what_discord_forbids_opens_no_table(game: Game, mara: Person, tavern: Place) -> None:
    with pytest.raises(RuleError, match="too-many-threads"):
        await opened(game, mara, tavern, Thread(RuleError("too-many-threads")))
    assert await game.directory.count_open() == 0


async def test_no_thread_is_left_where_a_table_cannot_be_opened(
    game: Game, mara: Person, tavern: Place, thread: Thread
) -> None:
    await game.open(mara, tavern, "open", cause=game.cause())
    game.codes[:] = game.drawn * 40
    with pytest.raises(UnavailableError, match="codes-used-up"):
        await opened(game, mara, tavern, thread)
    assert (thread.made, thread.there) == (1, [])


async def test_another_servers_table_is_no_hindrance(game: Game, mara: Person, thread: Thread) -> None:
    table = await opened(game, mara, Place(GuildId(3), ChannelId(4)), thread)
    assert (table.guild, table.channel) == (GuildId(3), thread.there[0])
