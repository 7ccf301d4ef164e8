"""Encounters on a real ledger: measured for who plays here, kept for their DM, brought in and taken back as one."""

from __future__ import annotations

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from core.combat.planning.groups import Group
from core.combat.planning.saved import LONGEST_NAME, MOST_ENCOUNTERS, Encounter
from core.errors import LimitError, NotAllowedError, NotFoundError, RuleError
from core.ids import Cause
from core.rules.edition import Edition
from core.rules.encounters import Difficulty
from core.tables.decide import Place
from core.tables.state import Person
from core.use_cases.bring_encounter import Arrival, BringEncounter
from core.use_cases.keep_encounters import KeepEncounters
from core.use_cases.plan_encounter import PlanEncounter
from core.use_cases.read_party import ReadParty
from data.postgres.characters import PostgresCharacterDirectory
from data.postgres.encounters import PostgresEncounters
from data.postgres.fights import PostgresFightDirectory
from data.srd.library import Library
from tests.core.use_cases.test_fights import Arena, arena  # noqa: F401 - a fixture

GROUPS = (Group("Goblin Warrior", 3), Group("Ogre"))


@pytest.fixture
def party(arena: Arena, engine: AsyncEngine) -> ReadParty:  # noqa: F811 - the fixture
    ledger, directory = arena.game.ledger, arena.game.directory
    return ReadParty(ledger, PostgresFightDirectory(engine), directory, PostgresCharacterDirectory(engine))


@pytest.fixture
def keep(engine: AsyncEngine) -> KeepEncounters:
    return KeepEncounters(PostgresEncounters(engine))


@pytest.fixture
def bring(arena: Arena) -> BringEncounter:  # noqa: F811 - the fixture
    return BringEncounter(arena.enter._fighting, Library())  # pyright: ignore[reportPrivateUsage] -- the same steps


async def test_the_party_is_who_plays_at_the_table_and_in_a_fight_who_fights(
    arena: Arena,  # noqa: F811 - the fixture
    party: ReadParty,
    mara: Person,
) -> None:
    assert await party(arena.place) == (5, 3)
    await arena.start(mara, arena.place, Edition.SRD_52, cause=Cause("50"))
    found = await arena.found(mara)
    thorn = next(number for number, name in found.names.items() if name == "Thorn")
    await arena.enter.leave(found, mara, thorn, cause=Cause("51"))
    assert len(await party(arena.place)) == 1
    with pytest.raises(NotFoundError, match="no-table-here"):
        await party(Place(arena.place.guild, type(arena.place.channel)(9)))


async def test_an_encounter_comes_in_as_one_step_and_is_taken_back_as_one(
    arena: Arena,  # noqa: F811 - the fixture
    bring: BringEncounter,
    mara: Person,
    tobin: Person,
) -> None:
    await arena.start(mara, arena.place, Edition.SRD_52, cause=Cause("60"))
    before = (await arena.found(mara)).fight
    arrival = Arrival(GROUPS, Edition.SRD_52, hidden=True)
    with pytest.raises(NotAllowedError, match="not-yours-to-run"):
        await bring(await arena.found(tobin), tobin, arrival, cause=Cause("61"))
    came = await bring(await arena.found(mara), mara, arrival, cause=Cause("62"))
    again = await bring(await arena.found(mara), mara, arrival, cause=Cause("62"))
    assert came.fight == again.fight
    there = [each for each in came.fight.combatants.values() if each.character is None]
    assert [each.monster for each in there] == ["Goblin Warrior"] * 3 + ["Ogre"]
    assert all(each.hidden for each in there)
    assert len({each.initiative for each in there[:3]}) == 1
    assert PlanEncounter(Library()).measure_fight(came.fight, (5, 3)).xp == 600
    await arena.undo(await arena.found(mara), mara, 1, cause=Cause("63"))
    after = (await arena.found(mara)).fight
    assert after.combatants == before.combatants


async def test_each_may_have_an_initiative_of_its_own(arena: Arena, bring: BringEncounter, mara: Person) -> None:  # noqa: F811
    await arena.start(mara, arena.place, Edition.SRD_52, cause=Cause("70"))
    arrival = Arrival(GROUPS, Edition.SRD_52, grouped=False)
    came = await bring(await arena.found(mara), mara, arrival, cause=Cause("71"))
    assert {each.group for each in came.fight.combatants.values()} == {""}


async def test_monsters_of_the_other_book_stay_out(arena: Arena, bring: BringEncounter, mara: Person) -> None:  # noqa: F811
    await arena.start(mara, arena.place, Edition.SRD_52, cause=Cause("80"))
    with pytest.raises(RuleError, match="encounter-other-edition"):
        await bring(await arena.found(mara), mara, Arrival(GROUPS, Edition.SRD_51), cause=Cause("81"))
    unknown = Arrival((Group("Beholder"),), Edition.SRD_52)
    with pytest.raises(NotFoundError, match="monster-unknown"):
        await bring(await arena.found(mara), mara, unknown, cause=Cause("82"))


async def test_what_is_kept_is_its_dms_alone(keep: KeepEncounters, tavern: Place, mara: Person, tobin: Person) -> None:
    mill = Encounter("The old mill", Edition.SRD_52, GROUPS)
    assert await keep.save(mara.user, tavern, " The old  mill", GROUPS, edition=Edition.SRD_52) == mill
    assert await keep.find(mara.user, tavern, "THE OLD MILL") == mill
    assert await keep.all(mara.user, tavern) == (mill,)
    assert await keep.all(tobin.user, tavern) == ()
    for verb in (keep.find, keep.delete):
        with pytest.raises(NotFoundError, match="encounter-not-kept"):
            await verb(tobin.user, tavern, "The old mill")
    assert await keep.delete(mara.user, tavern, "the old mill") == mill
    assert await keep.all(mara.user, tavern) == ()


async def test_there_is_an_end_to_what_is_kept(keep: KeepEncounters, tavern: Place, mara: Person) -> None:
    for number in range(MOST_ENCOUNTERS):
        await keep.save(mara.user, tavern, f"e{number}", GROUPS, edition=Edition.SRD_52)
    with pytest.raises(LimitError, match="too-many-encounters"):
        await keep.save(mara.user, tavern, "one more", GROUPS, edition=Edition.SRD_52)
    await keep.save(mara.user, tavern, "E3", GROUPS, edition=Edition.SRD_52)
    for name, reason in (("\u200b", "encounter-name-empty"), ("n" * (LONGEST_NAME + 1), "encounter-name-too-long")):
        with pytest.raises((RuleError, LimitError), match=reason):
            await keep.save(mara.user, tavern, name, GROUPS, edition=Edition.SRD_52)
    nowhere = Place(None, tavern.channel)
    with pytest.raises(RuleError, match="servers-only"):
        await keep.all(mara.user, nowhere)


async def test_a_fight_is_as_hard_as_its_foes(arena: Arena, bring: BringEncounter, mara: Person) -> None:  # noqa: F811
    await arena.start(mara, arena.place, Edition.SRD_52, cause=Cause("90"))
    came = await bring(await arena.found(mara), mara, Arrival(GROUPS, Edition.SRD_52), cause=Cause("91"))
    measure = PlanEncounter(Library()).measure_fight(came.fight, (5, 3))
    assert (measure.foes, measure.xp, measure.difficulty) == (4, 600, Difficulty.LOW)
