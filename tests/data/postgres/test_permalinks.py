"""Permalinks in PostgreSQL: written with the roll, read back as they were, cleaned up in portions."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from core.dice.layout import DieGroup
from core.errors import UnavailableError
from core.ids import RollId
from core.ports.ledger import TakenError
from core.tables.events import Part, Proof
from core.tables.permalinks import DcCheck, Permalink, Shown
from data.postgres.engine import open_engine
from data.postgres.permalinks import PROJECTIONS, PostgresPermalinks
from data.postgres.transaction import Transaction
from tests.bot.web.house import BESIDE, ROLLED_AT, STRENGTH, Rolls, revealed

LATER = ROLLED_AT + timedelta(hours=1)


async def find(engine: AsyncEngine, roll_id: RollId, now: datetime = LATER) -> Permalink | None:
    return await PostgresPermalinks(engine).find(roll_id, now)


async def test_a_roll_is_read_back_as_it_was(engine: AsyncEngine) -> None:
    dice = (
        *STRENGTH.dice,
        DieGroup("4dF", 3, (-1, 0, 1, 1), (True,) * 4, 1),
        DieGroup("1d20mi10", 20, (3,), (True,), 10, (10,)),
    )
    rolled = replace(STRENGTH, dice=dice, total=-(10**15))
    await Rolls(engine).write(rolled)

    assert await find(engine, rolled.roll_id) == Permalink(
        roll_id=rolled.roll_id,
        room_code=rolled.code,
        room_mode="dm-led",
        player_name="Mara",
        rolled_at=ROLLED_AT,
        expires_at=rolled.expires_at,
        shown=Shown("4d6kh3 + 2", dice, "none", -(10**15), DcCheck(15, True), "Break down the door"),
    )


async def test_a_roll_beside_any_table_without_dc_and_label_is_read_back(engine: AsyncEngine) -> None:
    rolled = replace(STRENGTH, dc=None, passed=None, label=None, **BESIDE)
    await Rolls(engine).write(rolled)
    found = await find(engine, rolled.roll_id)

    assert found is not None
    assert found.shown is not None
    assert (found.room_code, found.room_mode) == (None, None)
    assert (found.shown.dc_check, found.shown.label) == (None, None)


async def test_several_rolls_are_read_back_as_they_were(engine: AsyncEngine) -> None:
    parts = (Part("1d20", 1, 8, 10, False), Part("2d6", 1, 7))
    several = replace(STRENGTH, parts=parts, dc=None, passed=None, advantage="elven-accuracy")
    found = await find(engine, await Rolls(engine).write(several))

    assert found is not None
    assert found.shown is not None
    assert (found.shown.parts, found.shown.advantage) == (parts, "elven-accuracy")


async def test_a_hidden_roll_is_read_back_sealed(engine: AsyncEngine) -> None:
    await Rolls(engine).write(replace(STRENGTH, hidden=True, parts=(Part("1d20", 1, 8),)))
    found = await find(engine, STRENGTH.roll_id)

    assert found is not None
    assert found.hidden
    assert found.shown is None


async def ended(engine: AsyncEngine, seed: str | None) -> None:
    async with Transaction(engine) as connection:
        await connection.execute("UPDATE epochs SET ended_at = now(), seed = $1", seed)


async def test_a_roll_is_lost_once_its_epoch_has_ended_without_a_seed(engine: AsyncEngine) -> None:
    proof = Proof('{"epoch":"ab"}', "", "")
    await Rolls(engine).write(replace(STRENGTH, proof=proof))
    async with Transaction(engine) as connection:
        await connection.execute("INSERT INTO epochs (epoch_id, stream, began_at) VALUES ('ab', 'channel:1', now())")
    told: list[bool] = []
    for change in (None, "cd", "gone"):
        if change:
            await ended(engine, None if change == "gone" else change)
        found = await find(engine, STRENGTH.roll_id)
        told.append(found is not None and found.lost)

    assert told == [False, False, True]


@pytest.mark.parametrize(
    ("proof", "opened", "lost"),
    [(Proof("{}", "", ""), None, True), (Proof("{}", "", ""), "{}", False), (None, None, False)],
)
async def test_a_revealed_roll_is_lost_if_its_seal_was_not_opened(
    engine: AsyncEngine, proof: Proof | None, opened: str | None, lost: bool
) -> None:
    rolls = Rolls(engine)
    await rolls.write(replace(STRENGTH, hidden=True, proof=proof))
    sealed = await find(engine, STRENGTH.roll_id)
    await rolls.write(replace(revealed(STRENGTH), opened=opened))
    shown = await find(engine, STRENGTH.roll_id)

    assert sealed is not None
    assert shown is not None
    assert (sealed.lost, shown.lost) == (False, lost)


async def test_one_that_has_ended_is_not_found(engine: AsyncEngine) -> None:
    await Rolls(engine).write(STRENGTH)

    assert await find(engine, STRENGTH.roll_id, STRENGTH.expires_at - timedelta(microseconds=1))
    assert await find(engine, STRENGTH.roll_id, STRENGTH.expires_at) is None


async def test_no_roll_takes_the_name_of_another(engine: AsyncEngine) -> None:
    rolls = Rolls(engine)
    await rolls.write(STRENGTH)
    with pytest.raises(TakenError, match="roll_permalinks_pkey"):
        await rolls.write(replace(STRENGTH, notation="9d9"))
    found = await find(engine, STRENGTH.roll_id)

    assert found is not None
    assert found.shown is not None
    assert found.shown.dice_formula == "4d6kh3 + 2"


async def test_rolls_and_what_becomes_of_them_are_the_only_events_with_permalinks() -> None:
    assert set(PROJECTIONS) == {"table.rolled", "table.roll_revealed", "table.ruled"}


async def write_many(engine: AsyncEngine, days: range) -> None:
    rolls = Rolls(engine)
    for day in days:
        name = RollId(f"{day:022d}")
        await rolls.write(replace(STRENGTH, roll_id=name, expires_at=ROLLED_AT + timedelta(days=day)))


async def kept(engine: AsyncEngine) -> list[int]:
    async with Transaction(engine) as connection:
        return [int(row[0]) for row in await connection.fetch("SELECT roll_id FROM roll_permalinks ORDER BY 1")]


async def test_those_that_have_ended_are_deleted_in_portions_the_oldest_first(engine: AsyncEngine) -> None:
    await write_many(engine, range(1, 8))
    permalinks, now = PostgresPermalinks(engine), ROLLED_AT + timedelta(days=5)

    assert await permalinks.delete_expired(now, 3) == 3
    assert await kept(engine) == [4, 5, 6, 7]
    assert await permalinks.delete_expired(now, 3) == 2
    assert await permalinks.delete_expired(now, 3) == 0
    assert await kept(engine) == [6, 7]


async def test_two_processes_clean_up_side_by_side(engine: AsyncEngine) -> None:
    await write_many(engine, range(1, 11))
    permalinks, now = PostgresPermalinks(engine), ROLLED_AT + timedelta(days=30)
    async with Transaction(engine) as connection:
        await connection.fetch("SELECT FROM roll_permalinks WHERE roll_id <= $1 FOR UPDATE", f"{4:022d}")
        others = await permalinks.delete_expired(now, 100)

    assert others == 6
    assert await kept(engine) == [1, 2, 3, 4]
    assert sum(await asyncio.gather(*(permalinks.delete_expired(now, 100) for _ in range(3)))) == 4


async def test_a_database_away_is_told_as_such() -> None:
    nowhere = open_engine("postgresql://127.0.0.1:1/nowhere", pool_size=1)
    with pytest.raises(UnavailableError):
        await PostgresPermalinks(nowhere).find(STRENGTH.roll_id, LATER)
    await nowhere.dispose()
