"""Presets: saved within bounds, found however they are spelt."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from core.errors import LimitError, NotationError, NotFoundError
from core.tables.presets import MOST_PRESETS, Preset
from core.use_cases.delete_preset import DeletePreset
from core.use_cases.find_preset import FindPreset
from core.use_cases.list_presets import ListPresets
from core.use_cases.save_preset import SavePreset
from data.postgres.presets import PostgresPresets

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncEngine

    from core.tables.state import Person


@pytest.fixture
def presets(engine: AsyncEngine) -> PostgresPresets:
    return PostgresPresets(engine)


async def test_what_is_saved_is_found_listed_and_deleted(presets: PostgresPresets, mara: Person) -> None:
    bolt = Preset("Fire bolt", "1d20+7 adv")
    assert await SavePreset(presets)(mara.user, "Fire bolt", "1d20+7 adv") == bolt
    assert await FindPreset(presets)(mara.user, " FIRE  bolt") == bolt
    assert await ListPresets(presets)(mara.user) == (bolt,)
    assert await DeletePreset(presets)(mara.user, "fire BOLT") == bolt
    for verb in (FindPreset(presets), DeletePreset(presets)):
        with pytest.raises(NotFoundError, match="preset-not-found"):
            await verb(mara.user, "Fire bolt")


async def test_a_line_that_cannot_be_rolled_is_not_kept(presets: PostgresPresets, mara: Person) -> None:
    with pytest.raises(NotationError):
        await SavePreset(presets)(mara.user, "Bad", "4d6kk3")
    assert await ListPresets(presets)(mara.user) == ()


async def test_there_is_room_for_so_many_and_no_more(presets: PostgresPresets, mara: Person) -> None:
    save = SavePreset(presets)
    for number in range(MOST_PRESETS):
        await save(mara.user, f"Preset {number}", "1d20")
    with pytest.raises(LimitError, match="too-many-presets"):
        await save(mara.user, "One more", "1d20")
    assert (await save(mara.user, "preset 0", "1d6")).line == "1d6"
