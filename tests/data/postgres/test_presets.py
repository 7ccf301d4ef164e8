"""Presets in PostgreSQL: replaced by name, never more than fit, each person's own, gone with the person."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.adapters import BOOKS, KINDS
from core.ids import UserId
from core.tables.presets import Preset
from data.postgres import presets as module
from data.postgres.erase import erase
from data.postgres.presets import PostgresPresets

ALICE, BOB = UserId(10), UserId(11)
BOW = Preset("Bow", "1d20+5")


@pytest.fixture
def presets(engine: AsyncEngine) -> PostgresPresets:
    return PostgresPresets(engine)


async def test_a_preset_is_found_by_its_key_and_listed_by_name(presets: PostgresPresets) -> None:
    axe = Preset("axe", "1d12")
    assert await presets.save(ALICE, BOW, most=5)
    assert await presets.save(ALICE, axe, most=5)
    assert await presets.find(ALICE, "bow") == BOW
    assert await presets.of(ALICE) == (axe, BOW)
    assert await presets.find(ALICE, "sword") is None


async def test_the_same_name_in_another_case_replaces(presets: PostgresPresets) -> None:
    await presets.save(ALICE, BOW, most=1)
    assert await presets.save(ALICE, Preset("BOW", "1d20+9"), most=1)
    assert await presets.of(ALICE) == (Preset("BOW", "1d20+9"),)


async def test_one_too_many_is_not_kept(presets: PostgresPresets) -> None:
    await presets.save(ALICE, BOW, most=1)
    assert not await presets.save(ALICE, Preset("Axe", "1d12"), most=1)
    assert await presets.of(ALICE) == (BOW,)


async def test_saved_at_once_there_are_still_no_more_than_fit(presets: PostgresPresets) -> None:
    kept = await asyncio.gather(*(presets.save(ALICE, Preset(str(n), "1d20"), most=3) for n in range(5)))
    assert sum(kept) == len(await presets.of(ALICE)) == 3


async def test_everybody_has_their_own(presets: PostgresPresets) -> None:
    await presets.save(ALICE, BOW, most=1)
    assert await presets.of(BOB) == ()
    assert await presets.delete(BOB, "bow") is None
    assert await presets.save(BOB, Preset("Bow", "2d6"), most=1)
    assert await presets.find(ALICE, "bow") == BOW


async def test_what_is_deleted_is_told_and_gone(presets: PostgresPresets) -> None:
    await presets.save(ALICE, BOW, most=1)
    assert await presets.delete(ALICE, "bow") == BOW
    assert await presets.delete(ALICE, "bow") is None
    assert await presets.of(ALICE) == ()


async def test_a_person_takes_their_presets_along(presets: PostgresPresets, engine: AsyncEngine) -> None:
    await presets.save(ALICE, BOW, most=1)
    await presets.save(BOB, BOW, most=1)
    await erase(engine, KINDS, BOOKS, ALICE, erasers=[module.erased])
    assert await presets.of(ALICE) == ()
    assert await presets.of(BOB) == (BOW,)
