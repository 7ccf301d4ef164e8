"""Opening, finding, joining, leaving and closing tables, on a real ledger."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from core.errors import NotFoundError, RuleError, UnavailableError
from core.ids import Cause, ChannelId, GuildId, MessageId
from core.tables.decide import Place
from core.tables.directory import Card
from core.tables.state import Person, Table

Game = Any
AT = datetime(2026, 11, 21, 20, 0, tzinfo=UTC)


async def opened(game: Game, who: Person, place: Place, cause: Cause | None = None, mode: Any = "open") -> Table:
    return await game.open(who, place, mode, cause=cause or game.cause())


async def test_an_open_table_is_found_by_channel_and_by_code(game: Game, mara: Person, tavern: Place) -> None:
    table = await opened(game, mara, tavern)
    assert await game.find(tavern.guild, tavern.channel) == table.stream
    assert await game.find(tavern.guild, ChannelId(99), f" {table.code.lower()} ") == table.stream


async def test_opening_twice_for_one_cause_opens_once(game: Game, mara: Person, tavern: Place) -> None:
    first = await opened(game, mara, tavern, Cause("7"))
    assert await opened(game, mara, tavern, Cause("7")) == first
    assert len(await game.ledger.history(first.stream)) == 3
    assert await game.directory.count_open() == 1


async def test_a_channel_holds_one_open_table(game: Game, mara: Person, tobin: Person, tavern: Place) -> None:
    table = await opened(game, mara, tavern)
    with pytest.raises(RuleError) as refused:
        await opened(game, tobin, tavern)
    assert (refused.value.reason, refused.value.facts["code"]) == ("table-here-already", table.code)


async def test_of_two_who_open_at_once_one_is_told_of_the_other(
    game: Game, tavern: Place, mara: Person, tobin: Person
) -> None:
    ends = await asyncio.gather(opened(game, mara, tavern), opened(game, tobin, tavern), return_exceptions=True)
    tables = [end for end in ends if isinstance(end, Table)]
    refused = [end for end in ends if isinstance(end, RuleError)]
    assert len(tables) == len(refused) == 1
    assert refused[0].reason == "table-here-already"


async def test_a_code_works_in_its_own_guild_only(game: Game, mara: Person, tavern: Place) -> None:
    table = await opened(game, mara, tavern)
    with pytest.raises(NotFoundError, match="table-not-found"):
        await game.find(GuildId(999), tavern.channel, table.code)


@pytest.mark.parametrize("typed", ["MIST-9999", "not a code", "", "'; DROP TABLE tables; --"])
async def test_what_is_no_tables_code_is_not_found(game: Game, tavern: Place, typed: str) -> None:
    with pytest.raises(NotFoundError, match="table-not-found"):
        await game.find(tavern.guild, tavern.channel, typed)


async def test_a_channel_without_a_table_says_so(game: Game, tavern: Place) -> None:
    with pytest.raises(NotFoundError, match="no-table-here"):
        await game.find(tavern.guild, tavern.channel)


async def test_a_code_can_be_used_again_once_its_table_is_closed(game: Game, mara: Person, tavern: Place) -> None:
    table = await opened(game, mara, tavern)
    await game.close(table.stream, mara.user, moderator=False, cause=game.cause())
    with pytest.raises(NotFoundError):
        await game.find(tavern.guild, tavern.channel)
    again = await opened(game, mara, tavern)
    assert again.stream != table.stream


async def test_a_code_that_an_open_table_has_is_drawn_anew(game: Game, mara: Person, tavern: Place) -> None:
    table = await opened(game, mara, tavern)
    game.codes[:] = [*game.drawn, 11, 12]
    second = await opened(game, mara, replace(tavern, channel=ChannelId(3)))
    assert second.code not in {table.code, None}
    assert game.codes == []


async def test_when_every_code_is_taken_one_is_told_to_try_again(game: Game, mara: Person, tavern: Place) -> None:
    await opened(game, mara, tavern)
    game.codes[:] = game.drawn * 50
    with pytest.raises(UnavailableError, match="codes-used-up"):
        await opened(game, mara, replace(tavern, channel=ChannelId(3)))
    assert await game.directory.count_open() == 1


async def test_of_many_who_press_join_at_once_seven_sit(game: Game, mara: Person, tavern: Place) -> None:
    table = await opened(game, mara, tavern)
    crowd = [replace(mara, user=100 + number, name=f"P{number}") for number in range(12)]
    ends = await asyncio.gather(
        *(game.join(table.stream, person, cause=game.cause()) for person in crowd), return_exceptions=True
    )
    assert sum(isinstance(end, RuleError) for end in ends) == 5
    view = await game.read(table.stream)
    assert len({seat.number for seat in view.table.seats}) == len(view.table.seats) == 8
    assert view.table.sequence == 10


async def test_leaving_frees_a_seat(game: Game, mara: Person, tobin: Person, tavern: Place) -> None:
    table = await opened(game, mara, tavern)
    await game.join(table.stream, tobin, cause=game.cause())
    left = await game.leave(table.stream, tobin.user, cause=game.cause())
    assert [seat.name for seat in left.seats] == ["Mara"]


async def test_every_change_is_hinted_after_it_is_committed(game: Game, mara: Person, tavern: Place) -> None:
    table = await opened(game, mara, tavern)
    assert [(hint.stream, hint.sequence) for hint in game.heard.hints] == [(table.stream, 3)]


async def test_of_two_cards_posted_at_once_the_first_remembered_stays(game: Game, mara: Person, tavern: Place) -> None:
    table = await opened(game, mara, tavern)
    place, guilds = game.directory.place_card, frozenset({tavern.guild})
    assert [entry.stream for entry in await game.directory.behind(guilds)] == [table.stream]
    assert await place(table.stream, Card(MessageId(1), AT, 3), instead_of=None)
    assert not await place(table.stream, Card(MessageId(2), AT, 3), instead_of=None)
    entry = await game.directory.entry(table.stream)
    assert entry.card == Card(MessageId(1), AT, 3)
    assert await game.directory.behind(guilds) == []


async def test_a_table_that_never_was_cannot_be_read(game: Game) -> None:
    with pytest.raises(NotFoundError):
        await game.read("table:404")
