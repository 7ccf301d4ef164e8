"""Rolling on a real ledger: at a table, beside it, again, and never twice."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import Any

import pytest

from core.dice import notation
from core.errors import NotAllowedError, NotFoundError
from core.ids import Cause, ChannelId, StreamId
from core.ledger.event import OWN
from core.tables.decide import AskedRoll, Place
from core.tables.state import Person, Table

Game = Any
LATER = datetime(2026, 11, 22, tzinfo=UTC)


async def opened(game: Game, who: Person, place: Place, mode: Any = "open") -> Table:
    return await game.open(who, place, mode, cause=game.cause())


def asked(text: str = "1d20", **more: Any) -> AskedRoll:
    return AskedRoll(notation.parse(text), **more)


async def test_who_sits_at_the_channels_table_rolls_at_it(game: Game, mara: Person, tavern: Place) -> None:
    table = await opened(game, mara, tavern)
    made = await game.roll(asked(dc=4), mara, tavern, cause=game.cause())
    assert (made.stream, made.sequence, made.rolled.code, made.rolled.passed) == (table.stream, 4, table.code, True)
    assert game.told == [made.rolled]


async def test_who_does_not_sit_there_rolls_beside_it(game: Game, mara: Person, tobin: Person, tavern: Place) -> None:
    table = await opened(game, mara, tavern)
    made = await game.roll(asked(), tobin, tavern, cause=game.cause())
    assert (made.stream, made.rolled.code) == (f"channel:{tavern.channel}", None)
    assert len(await game.ledger.history(table.stream)) == 3


async def test_in_a_direct_message_one_rolls_beside_any_table(game: Game, mara: Person) -> None:
    made = await game.roll(asked(), mara, Place(None, ChannelId(77)), cause=game.cause())
    assert made.stream == "channel:77"


async def test_the_same_cause_gets_the_same_roll(game: Game, mara: Person, tavern: Place) -> None:
    await opened(game, mara, tavern)
    first = await game.roll(asked(), mara, tavern, cause=Cause("1"))
    assert await game.roll(asked(), mara, tavern, cause=Cause("1")) == first
    assert len(game.told) == 1


async def test_a_cause_delivered_many_times_at_once_rolls_once(game: Game, mara: Person, tavern: Place) -> None:
    table = await opened(game, mara, tavern)
    made = await asyncio.gather(*(game.roll(asked(), mara, tavern, cause=Cause("1")) for _ in range(8)))
    assert len({each.rolled.roll_id for each in made}) == 1
    assert len(await game.ledger.history(table.stream)) == 4


async def test_a_stranger_cannot_roll_at_a_table_by_its_button(
    game: Game, mara: Person, tobin: Person, tavern: Place
) -> None:
    table = await opened(game, mara, tavern)
    with pytest.raises(NotAllowedError, match="not-seated"):
        await game.roll.at_table(table.stream, asked(), tobin, guild=table.guild, cause=game.cause())


async def test_a_roll_has_a_permalink_for_as_long_as_it_was_told(game: Game, mara: Person, tavern: Place) -> None:
    await opened(game, mara, tavern)
    made = await game.roll(asked("2d6", label="fire"), mara, tavern, cause=game.cause())
    link = await game.permalinks.find(made.rolled.roll_id, LATER)
    assert (link.player_name, link.shown.total, link.shown.label) == ("Mara", made.rolled.total, "fire")
    assert await game.permalinks.find(made.rolled.roll_id, made.rolled.expires_at) is None


async def test_a_hidden_rolls_permalink_holds_nothing_of_it(game: Game, mara: Person, tavern: Place) -> None:
    await opened(game, mara, tavern)
    made = await game.roll(asked(hidden=True), mara, tavern, cause=game.cause())
    link = await game.permalinks.find(made.rolled.roll_id, LATER)
    assert link.hidden
    (event,) = await game.ledger.history(made.stream, after=made.sequence - 1)
    assert event.visibility == OWN


async def test_an_earlier_roll_is_asked_again_as_it_was(game: Game, mara: Person, tavern: Place) -> None:
    await opened(game, mara, tavern)
    first = asked("4d6kh3+1", dc=12, label="climb")
    made = await game.roll(first, mara, tavern, cause=game.cause())
    again = await game.recall(made.stream, made.sequence, mara.user)
    assert (again.expression.text, again.dc, again.label, again.hidden) == (first.expression.text, 12, "climb", False)


@pytest.mark.parametrize(("stream", "sequence"), [("table:1", 1), ("channel:5", 99), ("nonsense", 0)])
async def test_a_roll_that_is_not_there_cannot_be_asked_again(
    game: Game, mara: Person, stream: str, sequence: int
) -> None:
    with pytest.raises(NotFoundError, match="roll-not-found"):
        await game.recall(StreamId(stream), sequence, mara.user)


async def test_an_open_roll_is_asked_again_by_anybody(game: Game, mara: Person, tobin: Person, tavern: Place) -> None:
    made = await game.roll(asked("2d8"), mara, tavern, cause=game.cause())
    assert (await game.recall(made.stream, made.sequence, tobin.user)).expression.text == "2d8"


async def test_a_hidden_roll_is_asked_again_by_its_roller_hidden_and_by_nobody_else(
    game: Game, mara: Person, tobin: Person, tavern: Place
) -> None:
    table = await opened(game, mara, tavern)
    await game.join(table.stream, tobin, cause=game.cause())
    for own, other in ((mara, tobin), (tobin, mara)):
        made = await game.roll(asked("2d8", hidden=True), own, tavern, cause=game.cause())
        again = await game.recall(made.stream, made.sequence, own.user)
        assert (again.expression.text, again.hidden) == ("2d8", True)
        with pytest.raises(NotFoundError, match="roll-not-found") as refused:
            await game.recall(made.stream, made.sequence, other.user)
        assert refused.value.facts == {}


async def test_a_cause_rolls_once_though_they_sat_down_between_its_deliveries(
    game: Game, mara: Person, tobin: Person, tavern: Place
) -> None:
    table = await opened(game, mara, tavern)
    beside = await game.roll(asked(), tobin, tavern, cause=Cause("1"))
    await game.join(table.stream, tobin, cause=game.cause())
    assert await game.roll(asked(), tobin, tavern, cause=Cause("1")) == beside
    assert game.told == [beside.rolled]


async def test_a_cause_rolls_once_though_the_table_closed_between_its_deliveries(
    game: Game, elsewhere: Game, mara: Person, tavern: Place
) -> None:
    table = await opened(game, mara, tavern)
    made = await game.roll(asked(), mara, tavern, cause=Cause("1"))
    await game.close(table.stream, mara.user, moderator=False, cause=game.cause())
    assert await elsewhere.roll(asked(), mara, tavern, cause=Cause("1")) == made
    assert await game.roll(asked(), mara, tavern, cause=Cause("1")) == made


async def test_a_cause_that_two_processes_take_for_two_streams_rolls_once(
    game: Game, elsewhere: Game, mara: Person, tobin: Person, tavern: Place
) -> None:
    table = await opened(game, mara, tavern)
    for number in range(20):
        made = await asyncio.gather(
            game.join(table.stream, tobin, cause=game.cause()),
            game.roll(asked(), tobin, tavern, cause=Cause(str(number))),
            elsewhere.roll(asked(), tobin, tavern, cause=Cause(str(number))),
        )
        assert made[1] == made[2]
        await game.leave(table.stream, tobin.user, cause=game.cause())


async def test_a_remembered_table_saves_the_directory_a_question_until_it_is_closed(
    game: Game, mara: Person, tavern: Place
) -> None:
    first = await opened(game, mara, tavern)
    for _ in range(3):
        assert (await game.roll(asked(), mara, tavern, cause=game.cause())).stream == first.stream
    assert game.directory.asked == 2  # once to open, once to roll
    await game.close(first.stream, mara.user, moderator=False, cause=game.cause())
    for _ in range(2):
        assert (await game.roll(asked(), mara, tavern, cause=game.cause())).stream == f"channel:{tavern.channel}"
    assert game.roll._last_tables == {}
    second = await opened(game, mara, tavern)
    assert (await game.roll(asked(), mara, tavern, cause=game.cause())).stream == second.stream


async def test_several_rolls_are_asked_again_against_the_same_dcs(game: Game, mara: Person, tavern: Place) -> None:
    several = AskedRoll(notation.read("1d20 dc15; 1d20"), dc=10)
    made = await game.roll(several, mara, tavern, cause=game.cause())
    again = await game.recall(made.stream, made.sequence, mara.user)
    repeated = await game.roll(again, mara, tavern, cause=game.cause())
    assert [part.dc for part in repeated.rolled.parts] == [part.dc for part in made.rolled.parts] == [15, 10]
