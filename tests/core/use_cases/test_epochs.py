"""Epochs on a real ledger: ended by the clock, whoever looks, and once."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from core.dice import notation
from core.ids import ChannelId, GuildId
from core.proofs.epoch import LASTS
from core.tables.books import CHANNELS, TABLES, channel_stream
from core.tables.decide import AskedRoll, Place
from core.tables.events import EpochBegan, EpochEnded
from core.tables.state import Person
from core.use_cases import turn_epochs
from core.use_cases.turn_epochs import TurnEpochs
from data.postgres.epochs import PostgresEpochs
from tests.core.tables.houses import house
from tests.core.use_cases.conftest import NOW, Game
from tests.data.postgres.later_version import written_by_a_later_version

LATER = NOW + LASTS + timedelta(hours=1)
ROLL = AskedRoll(notation.parse("1d20"))


def turning(game: Game, engine: AsyncEngine) -> TurnEpochs:
    keys = house(random_bytes=lambda size: game.cause().encode().ljust(size, b"."))
    return TurnEpochs(game.ledger, PostgresEpochs(engine), keys, now=lambda: LATER)


async def turn_all(turn: TurnEpochs) -> None:
    while await turn():
        pass


async def test_a_tables_epoch_ends_by_the_clock_and_its_next_is_announced(
    game: Game, engine: AsyncEngine, mara: Person
) -> None:
    table = await game.open(mara, Place(GuildId(1), ChannelId(2)), "open", cause=game.cause())
    assert table.running is not None
    turn, again = turning(game, engine), turning(game, engine)
    assert [await turn(), await again()] == [False, False]
    after, _ = await game.ledger.read(TABLES, table.stream)
    assert after.running is not None
    assert after.running.began == LATER
    facts = [event.fact for event in await game.ledger.history(table.stream)]
    assert [fact.epoch_id for fact in facts if isinstance(fact, EpochEnded)] == [table.running.epoch.epoch_id]
    assert facts[-1] == EpochBegan(after.running.epoch.epoch_id, after.running.epoch.commitment)


async def test_a_channels_epoch_ends_by_the_clock_and_none_begins(
    game: Game, engine: AsyncEngine, mara: Person, tavern: Place
) -> None:
    await game.roll(ROLL, mara, tavern, cause=game.cause())
    await turning(game, engine)()
    channel, _ = await game.ledger.read(CHANNELS, channel_stream(tavern.channel))
    assert channel.running is None
    assert not await PostgresEpochs(engine).running_since(LATER, 10)


async def test_processes_that_turn_at_once_turn_each_epoch_once(
    game: Game, engine: AsyncEngine, mara: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turn_epochs, "AT_ONCE", 2)
    for channel in range(5):
        await game.roll(ROLL, mara, Place(GuildId(1), ChannelId(channel)), cause=game.cause())

    await asyncio.gather(*(turn_all(turning(game, engine)) for _ in range(3)))
    for channel in range(5):
        events = await game.ledger.history(channel_stream(ChannelId(channel)))
        assert len([event for event in events if isinstance(event.fact, EpochEnded)]) == 1


async def test_an_epoch_that_cannot_be_read_holds_no_other_up(
    game: Game, engine: AsyncEngine, mara: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turn_epochs, "AT_ONCE", 2)
    for channel in range(6):
        await game.roll(ROLL, mara, Place(GuildId(1), ChannelId(channel)), cause=game.cause())
    strange = [channel_stream(ChannelId(channel)) for channel in range(5)]
    for stream in strange:
        await written_by_a_later_version(engine, stream)
    async with engine.begin() as connection:
        await connection.execute(
            text("UPDATE epochs SET began_at = began_at - interval '1 hour' WHERE stream = ANY (:of)"), {"of": strange}
        )
    await turn_all(turning(game, engine))
    left = await PostgresEpochs(engine).running_since(LATER, 10)
    assert {stream for stream, _ in left} == set(strange), "more of them than are looked for at once"


async def test_a_young_epoch_is_left_alone(game: Game, engine: AsyncEngine, mara: Person, tavern: Place) -> None:
    await game.roll(ROLL, mara, tavern, cause=game.cause())
    turn = TurnEpochs(game.ledger, PostgresEpochs(engine), house(), now=lambda: NOW + timedelta(hours=23))
    assert await turn() is False
    channel, _ = await game.ledger.read(CHANNELS, channel_stream(tavern.channel))
    assert channel.running is not None
