"""Spells as somebody has them: which can be cast, which a typed name means, what they roll where nobody is fought."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.characters.sheet import ClassLevels, KnownSpell, Sheet
from core.combat.acts.aiming import Aim
from core.combat.acts.castable import AT_WILL, Castable, meant, of_character, of_monster, suggested
from core.combat.acts.casting import cast
from core.combat.acts.casting_alone import cast_alone, planned, rolls
from core.combat.situation.creatures import Coming, combatant_of
from core.combat.situation.throws import Throws
from core.dice.notation import parse
from core.dice.source import ScriptedDice
from core.errors import GameError
from core.rules.actions import Economy
from core.rules.edition import Edition
from tests.core.characters.sheets import MIRA
from tests.core.combat.content.staging import NEWCOMER, sheet_of
from tests.core.combat.content.staging import alone as beside
from tests.core.combat.deeds import advance
from tests.core.combat.fights import LIBRARY
from tests.core.combat.stories import Story, spell_of

SPELLS = ("Scorching Ray", "Cure Wounds", "Detect Magic", "Magic Missile", "Fireball", "Fire Bolt", "Bless")


def knowing(*spells: str, edition: Edition = Edition.SRD_52) -> Sheet:
    return replace(MIRA, edition=edition, spells={name: KnownSpell("Wizard") for name in spells})


def unready(spell: str, sheet: Sheet) -> Sheet:
    return replace(sheet, spells={**sheet.spells, spell: KnownSpell("Wizard", prepared=False)})


def known(sheet: Sheet) -> list[Castable]:
    return of_character(sheet, LIBRARY.records(sheet))


def alone(sheet: Sheet, name: str, slot: int | None = None, *, ritual: bool = False) -> list[tuple[str, str]]:
    plan = planned(sheet, LIBRARY.records(sheet), meant(known(sheet), name, exact=None), slot=slot, ritual=ritual)
    return [(each.what, each.dice) for each in rolls(sheet, plan)]


def test_spells_that_can_be_cast_come_first_and_say_what_is_left() -> None:
    sheet = replace(unready("Bless", knowing("Fireball", "Fire Bolt")), slots_spent={3: 1, 1: 4})
    told = [(each.spell.name, each.slots, each.left, each.can_be_cast) for each in known(sheet)]
    assert told == [
        ("Fire Bolt", (), AT_WILL, True),
        ("Fireball", ((3, 1),), 1, True),
        ("Bless", ((2, 3), (3, 1)), 4, False),
    ]


def test_pact_magic_is_among_the_slots() -> None:
    sheet = replace(knowing("Hex", "Fireball"), classes={"Warlock": ClassLevels("Warlock", 5, 8)}, pact_spent=1)
    assert {each.spell.name: each.slots for each in known(sheet)}["Fireball"] == ((3, 1),)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("fireball", "Fireball"),
        ("scorch", "Scorching Ray"),
        ("majik misile", "Magic Missile"),
        ("wounds", "Cure Wounds"),
    ],
)
def test_a_spell_is_meant_by_its_name_its_beginning_or_what_sounds_like_it(typed: str, name: str) -> None:
    assert meant(known(knowing(*SPELLS)), typed, exact=None).spell.name == name


@pytest.mark.parametrize("typed", ["", "Wish", "zzz"])
def test_what_is_none_of_theirs_is_refused(typed: str) -> None:
    with pytest.raises(GameError, match="spell-not-theirs"):
        meant(known(knowing(*SPELLS)), typed, exact=None)


def test_without_anything_typed_all_are_offered() -> None:
    assert len(suggested(known(knowing(*SPELLS)), "", 25)) == len(SPELLS)


def test_a_monster_has_spells_so_often_a_day_or_by_slots() -> None:
    mage = LIBRARY.monster("Mage", Edition.SRD_51)
    assert mage is not None
    of = replace(combatant_of(mage, 1, Coming()), slots_spent={3: 3})
    slots = {each.spell.name: each for each in of_monster(mage, of, LIBRARY, Edition.SRD_51)}
    assert (slots["Fireball"].slots[0][0], slots["Fire Bolt"].left) == (4, AT_WILL)
    mage = LIBRARY.monster("Mage", Edition.SRD_52)
    assert mage is not None
    of = replace(combatant_of(mage, 1, Coming()), used={"Fireball": 1})
    daily = {each.spell.name: each.left for each in of_monster(mage, of, LIBRARY, Edition.SRD_52)}
    assert daily["Fireball"] == 1


def test_what_is_rolled_is_each_attack_with_its_damage() -> None:
    ray = [("attack", "1d20+7"), ("damage", "2d6")]
    sheet = knowing(*SPELLS)
    assert alone(sheet, "Scorching Ray") == ray * 3
    assert alone(sheet, "Scorching Ray", 3) == ray * 4
    assert alone(sheet, "Magic Missile") == [("damage", "1d4+1")] * 3
    assert alone(sheet, "Fireball") == [("damage", "8d6")]
    assert alone(sheet, "Fire Bolt") == [("attack", "1d20+7"), ("damage", "2d10")]
    assert alone(sheet, "Cure Wounds", 2) == [("healing", "4d8+4")]
    assert alone(sheet, "Bless") == []


@pytest.mark.parametrize(
    ("spell", "slot", "ritual", "reason"),
    [
        ("Fireball", 2, False, "slot-too-low"),
        ("Fireball", 4, False, "no-slot"),
        ("Fireball", None, True, "not-a-ritual"),
        ("Hold Person", None, False, "spell-not-prepared"),
    ],
)
def test_what_stands_against_it_is_said(spell: str, slot: int | None, ritual: bool, reason: str) -> None:
    sheet = unready("Hold Person", knowing("Fireball"))
    with pytest.raises(GameError, match=reason):
        alone(sheet, spell, slot, ritual=ritual)


def test_a_wizard_reads_a_ritual_from_the_book_and_spends_nothing() -> None:
    sheet = unready("Detect Magic", knowing())
    records = LIBRARY.records(sheet)
    plan = planned(sheet, records, meant(known(sheet), "detect", exact=None), slot=None, ritual=True)
    assert plan.slot is None
    assert cast_alone(sheet, records, plan, Throws(ScriptedDice(()))) == replace(sheet, concentration="Detect Magic")


def test_a_slot_is_spent_dice_fall_and_concentration_goes_to_the_spell() -> None:
    sheet = replace(knowing("Bless", "Fireball"), concentration="Web")
    records = LIBRARY.records(sheet)
    throws = Throws(ScriptedDice([1, 2, 3, 4, 5, 6, 1, 2]))
    plan = planned(sheet, records, meant(known(sheet), "Fireball", exact=None), slot=None, ritual=False)
    after = cast_alone(sheet, records, plan, throws)
    whole = throws.whole()
    assert whole is not None
    assert (after.slots_spent, after.concentration, whole.total) == ({3: 1}, "Web", 24)
    plan = planned(after, records, meant(known(after), "Bless", exact=None), slot=None, ritual=False)
    assert cast_alone(after, records, plan, throws).concentration == "Bless"


@pytest.mark.parametrize("edition", list(Edition))
def test_every_spell_of_the_book_can_be_cast_alone(edition: Edition) -> None:
    everything = knowing(*LIBRARY.spells[edition].names, edition=edition)
    sheet = replace(everything, classes={"Wizard": ClassLevels("Wizard", 20, 6)})
    records, spells = LIBRARY.records(sheet), known(sheet)
    assert len(spells) == len(LIBRARY.spells[edition].names)
    for each in spells:
        for roll in rolls(sheet, planned(sheet, records, each, slot=None, ritual=False)):
            assert roll.flat is not None or parse(roll.dice)


def test_a_name_of_the_book_means_no_other_spell() -> None:
    with_fire = known(knowing("Fire Shield", "Fireball"))
    assert meant(with_fire, "shield", exact=None).spell.name == "Fire Shield"
    with pytest.raises(GameError, match="spell-not-theirs"):
        meant(with_fire, "shield", exact=LIBRARY.spell("shield", Edition.SRD_52))


def next_turn(story: Story) -> None:
    advance(story)
    while story.fight.current != 1:
        advance(story)


def spent(story: Story, counter: str) -> tuple[int, int]:
    """How much of a counter, and how many slots of the first level, are spent."""
    sheet = story.characters[next(iter(story.characters))].written()
    return sheet.counters[counter].spent, sheet.slots_spent.get(1, 0)


@pytest.mark.parametrize(
    ("line", "name", "counter", "times"),
    [
        ("Rik, human ranger 5", "Hunter’s Mark", "Favored Enemy", 3),
        ("Nim, elf wizard 9", "Faerie Fire", "Faerie Fire", 1),
    ],
)
def test_what_a_feature_lets_cast_without_a_slot_is_counted_there_and_then_takes_slots(
    line: str, name: str, counter: str, times: int
) -> None:
    story = beside(Edition.SRD_52, sheet_of(line, Edition.SRD_52))
    spell = spell_of(name, Edition.SRD_52)
    sheet = story.characters[next(iter(story.characters))].written()
    castable = next(each for each in known(sheet) if each.spell == spell)
    assert castable.left == times + sum(count for _, count in castable.slots)
    for used in range(1, times + 2):
        story.do(lambda stage: cast(stage, 1, spell, Aim((NEWCOMER,))))
        assert spent(story, counter) == (min(used, times), max(0, used - times))
        next_turn(story)
    story.undo(len(story.befores))
    assert spent(story, counter) == (0, 0)


def test_who_says_a_higher_slot_spends_it_and_no_free_casting() -> None:
    story = beside(Edition.SRD_52, sheet_of("Rik, human ranger 5", Edition.SRD_52))
    mark = spell_of("Hunter’s Mark", Edition.SRD_52)
    assert mark.economy is Economy.BONUS
    story.do(lambda stage: cast(stage, 1, mark, Aim((NEWCOMER,)), slot=2))
    sheet = story.characters[next(iter(story.characters))].written()
    assert (sheet.counters["Favored Enemy"].spent, sheet.slots_spent) == (0, {2: 1})


def test_a_free_casting_is_made_beside_one_with_a_slot_in_one_turn() -> None:
    story = beside(Edition.SRD_52, sheet_of("Rik, human ranger 5", Edition.SRD_52))
    story.do(lambda stage: cast(stage, 1, spell_of("Cure Wounds", Edition.SRD_52), Aim((1,))))
    story.do(lambda stage: cast(stage, 1, spell_of("Hunter’s Mark", Edition.SRD_52), Aim((NEWCOMER,))))
    assert spent(story, "Favored Enemy") == (1, 1)


def test_a_warlock_s_arcanum_is_cast_once_and_never_with_a_slot() -> None:
    sheet = sheet_of("Wa, human warlock 11", Edition.SRD_52)
    found = next(each for each in known(sheet) if each.spell.name == "Circle of Death")
    assert (found.slots, found.left) == ((), 1)
    plan = planned(sheet, LIBRARY.records(sheet), found, slot=None, ritual=False)
    after = cast_alone(sheet, LIBRARY.records(sheet), plan, Throws(ScriptedDice([1] * 20)))
    assert (after.counters["Mystic Arcanum (level 6)"].spent, after.pact_spent) == (1, 0)
    gone = next(each for each in known(after) if each.spell.name == "Circle of Death")
    assert not gone.can_be_cast
    with pytest.raises(GameError, match="used-up"):
        planned(after, LIBRARY.records(after), gone, slot=None, ritual=False)


def test_away_from_a_fight_a_free_casting_is_counted_too() -> None:
    sheet = sheet_of("Rik, human ranger 5", Edition.SRD_52)
    records = LIBRARY.records(sheet)
    mark = next(each for each in known(sheet) if each.spell.name == "Hunter’s Mark")
    plan = planned(sheet, records, mark, slot=None, ritual=False)
    assert (plan.slot, plan.counter, plan.level) == (None, "Favored Enemy", 1)
    after = cast_alone(sheet, records, plan, Throws(ScriptedDice(())))
    assert (after.counters["Favored Enemy"].spent, after.slots_spent) == (1, {})
