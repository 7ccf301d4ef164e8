"""Spells outside a fight on a real ledger: once for a cause, the slot on the sheet, the dice of the table."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from core.characters.books import CHARACTERS
from core.characters.decide import Hand
from core.characters.directory import Whereabouts
from core.characters.sheet import ClassLevels, KnownSpell, Sheet
from core.dice.advantage import Advantage
from core.errors import GameError, NotAllowedError
from core.ids import Cause, StreamId
from core.ports.chance import Chance
from core.ports.playing import Playing
from core.tables.decide import Place
from core.tables.state import Person
from core.use_cases.cast_alone import CastAlone, WantedSpell
from core.use_cases.create_character import CreateCharacter
from core.use_cases.restore_character import RestoreCharacter
from data.postgres.characters import PostgresCharacterDirectory
from data.srd.library import Library
from tests.core.characters.sheets import MIRA
from tests.core.tables.houses import house
from tests.core.use_cases.conftest import NOW, Game

SPELLS = {name: KnownSpell("Wizard") for name in ("Fireball", "Fire Bolt", "Bless", "Light")}


class Study:
    """Somebody who casts, and what they need."""

    def __init__(self, game: Game, engine: AsyncEngine, who: Person, place: Place) -> None:
        self.game, self.place, self.hand = game, place, Hand(who.user, who.name)
        names = iter(range(10**6, 2 * 10**6))
        keys = house([6, 5, 4, 3, 2, 1] * 50, random_bytes=lambda count: next(names).to_bytes(count, "big"))
        chance = Chance(game.guilds, lambda: NOW, lambda count: next(names).to_bytes(count, "big"), 30)
        self.characters = PostgresCharacterDirectory(engine)
        self.cast = CastAlone(Playing(game.ledger, game.directory, keys, chance), game.ledger, Library())

    async def make(self, sheet: Sheet) -> StreamId:
        create = CreateCharacter(self.game.ledger, self.characters, now=lambda: NOW)
        where = Whereabouts(self.place.channel, None, self.place.guild)
        return (await create(sheet, "quick", self.hand.user, where, cause=self.game.cause())).character.stream

    async def sheet(self, stream: StreamId) -> Sheet:
        character, _ = await self.game.ledger.read(CHARACTERS, stream)
        return character.written()


@pytest.fixture
def study(game: Game, engine: AsyncEngine, mara: Person, tavern: Place) -> Study:
    return Study(game, engine, mara, tavern)


@pytest.fixture
async def mira(study: Study) -> StreamId:
    return await study.make(replace(MIRA, spells=SPELLS))


async def test_a_spell_is_cast_once_for_a_cause_and_heard_again_it_is_told_as_it_was(
    study: Study, mira: StreamId
) -> None:
    wanted = WantedSpell("fireb")
    first = await study.cast(mira, study.hand, wanted, study.place, cause=Cause("50"))
    again = await study.cast(mira, study.hand, wanted, study.place, cause=Cause("50"))
    assert (first.plan.spell.name, first.plan.slot) == ("Fireball", 3)
    assert again == first
    assert first.played.roll is not None
    assert (first.played.roll.rolled.notation, first.played.roll.rolled.total) == ("8d6", 32)
    assert (await study.sheet(mira)).slots_spent == {3: 1}
    await study.cast(mira, study.hand, wanted, study.place, cause=Cause("51"))
    with pytest.raises(GameError, match="no-slot"):
        await study.cast(mira, study.hand, wanted, study.place, cause=Cause("52"))
    assert (await study.sheet(mira)).slots_spent == {3: 2}


async def test_it_is_taken_back_like_any_change_of_a_sheet(study: Study, mira: StreamId) -> None:
    done = await study.cast(mira, study.hand, WantedSpell("Bless", 2), study.place, cause=study.game.cause())
    assert done.played.roll is None
    assert (await study.sheet(mira)).concentration == "Bless"
    restore = RestoreCharacter(study.game.ledger, now=lambda: NOW)
    await restore.undo(mira, study.hand, done.played.number, cause=study.game.cause())
    sheet = await study.sheet(mira)
    assert (sheet.slots_spent, sheet.concentration) == ({}, "")


async def test_a_cantrip_takes_nothing_and_its_attack_has_the_advantage_that_was_claimed(
    study: Study, mira: StreamId
) -> None:
    bolt = WantedSpell("Fire Bolt", advantage=Advantage.ADVANTAGE)
    done = await study.cast(mira, study.hand, bolt, study.place, cause=study.game.cause())
    assert (done.plan.slot, done.played.changes, done.played.number) == (None, (), 0)
    assert done.played.roll is not None
    assert done.played.roll.rolled.notation == "2d20kh1 + 7; 2d10"


async def test_pact_magic_is_told_again_with_its_own_level(study: Study) -> None:
    warlock = replace(MIRA, classes={"Warlock": ClassLevels("Warlock", 5, 8)}, spells=SPELLS)
    stream = await study.make(warlock)
    first = await study.cast(stream, study.hand, WantedSpell("Bless"), study.place, cause=Cause("60"))
    again = await study.cast(stream, study.hand, WantedSpell("Bless"), study.place, cause=Cause("60"))
    assert (first.plan.slot, again.plan.slot) == (3, 3)
    assert (await study.sheet(stream)).pact_spent == 1


async def test_nobody_casts_for_a_stranger(study: Study, mira: StreamId, tobin: Person) -> None:
    with pytest.raises(NotAllowedError, match="not-your-character"):
        await study.cast(
            mira, Hand(tobin.user, tobin.name), WantedSpell("Light"), study.place, cause=study.game.cause()
        )
