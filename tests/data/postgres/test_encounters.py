"""Encounters in PostgreSQL: each DM's own in each server, replaced by name, bounded, gone with the person."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.adapters import BOOKS, KINDS
from core.combat.planning.groups import Group
from core.combat.planning.saved import Encounter
from core.ids import GuildId, UserId
from core.rules.edition import Edition
from data.postgres import encounters as module
from data.postgres.encounters import PostgresEncounters
from data.postgres.erase import erase

ALICE, BOB = UserId(10), UserId(11)
HERE, THERE = GuildId(1), GuildId(2)
MILL = Encounter("The Old Mill", Edition.SRD_52, (Group("Goblin Warrior", 3), Group("Ogre")))


@pytest.fixture
def encounters(engine: AsyncEngine) -> PostgresEncounters:
    return PostgresEncounters(engine)


async def test_an_encounter_is_found_whole_by_who_keeps_it_where_they_keep_it(encounters: PostgresEncounters) -> None:
    den = Encounter("den", Edition.SRD_51, (Group("Wolf", 2),))
    assert await encounters.save(HERE, ALICE, MILL, most=5)
    assert await encounters.save(HERE, ALICE, den, most=5)
    assert await encounters.find(HERE, ALICE, "the old mill") == MILL
    assert await encounters.of(HERE, ALICE) == (den, MILL)
    for guild, user in ((THERE, ALICE), (HERE, BOB)):
        assert await encounters.find(guild, user, "den") is None
        assert await encounters.of(guild, user) == ()
        assert await encounters.delete(guild, user, "den") is None


async def test_the_same_name_in_another_case_replaces(encounters: PostgresEncounters) -> None:
    other = Encounter("THE OLD MILL", Edition.SRD_51, (Group("Ogre"),))
    await encounters.save(HERE, ALICE, MILL, most=1)
    assert await encounters.save(HERE, ALICE, other, most=1)
    assert await encounters.of(HERE, ALICE) == (other,)


async def test_no_more_are_kept_than_fit_though_they_come_at_once(encounters: PostgresEncounters) -> None:
    several = [Encounter(f"e{number}", Edition.SRD_52, MILL.groups) for number in range(9)]
    kept = await asyncio.gather(*(encounters.save(HERE, ALICE, each, most=4) for each in several))
    assert sum(kept) == 4
    assert len(await encounters.of(HERE, ALICE)) == 4
    assert await encounters.save(THERE, ALICE, MILL, most=4)


async def test_what_is_deleted_is_gone(encounters: PostgresEncounters) -> None:
    await encounters.save(HERE, ALICE, MILL, most=5)
    assert await encounters.delete(HERE, ALICE, MILL.key) == MILL
    assert await encounters.delete(HERE, ALICE, MILL.key) is None


async def test_who_is_erased_keeps_none(encounters: PostgresEncounters, engine: AsyncEngine) -> None:
    for user in (ALICE, BOB):
        await encounters.save(HERE, user, MILL, most=5)
    await erase(engine, KINDS, BOOKS, ALICE, erasers=[module.erased])
    assert await encounters.of(HERE, ALICE) == ()
    assert await encounters.of(HERE, BOB) == (MILL,)
