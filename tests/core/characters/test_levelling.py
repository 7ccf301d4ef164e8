"""Levels 1 to 20 in all twelve classes by both books, in several classes, and what each level brings."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.characters.counters import counted
from core.characters.creation import Choices, made
from core.characters.inventory import added, equipped
from core.characters.levelling import Step, gained
from core.characters.numbers import hit_dice, pact, slots, walking_speed
from core.characters.priorities import order_of
from core.characters.questions import Answers
from core.characters.repertoire import ready
from core.characters.rulebook import Rulebook, key
from core.characters.sheet import Sheet
from core.errors import LimitError, RuleError
from core.rules.abilities import Ability
from core.rules.classes import HIGHEST_LEVEL
from core.rules.edition import Edition
from core.rules.proficiency import Training
from core.rules.spells import School
from tests.core.characters.books import BOOKS, CLASSES, LIBRARY, NEW, OLD
from tests.core.characters.test_creation import check

WIZARD = NEW.classes["wizard"]


def new(book: Rulebook, *classes: tuple[str, int]) -> Sheet:
    return made(Choices(book.edition, "Thorn", classes), book).sheet


def up(sheet: Sheet, name: str, book: Rulebook = NEW, **answers: tuple[str, ...]) -> Sheet:
    told = {key.replace("_", "-"): value for key, value in answers.items()}
    return gained(sheet, Step(name, answers=Answers(told)), book).sheet


@pytest.mark.parametrize("book", BOOKS.values(), ids=map(str, BOOKS))
@pytest.mark.parametrize("name", CLASSES)
def test_every_level_of_every_class_is_legal(book: Rulebook, name: str) -> None:
    sheet = new(book, (name, 1))
    record = book.classes[name.casefold()]
    for level in range(2, HIGHEST_LEVEL + 1):
        after = gained(sheet, Step(name), book)
        check(after.sheet, book)
        assert after.sheet.level == level
        assert hit_dice(after.sheet) == {record.hit_die: level}
        assert after.hit_points >= record.hit_points_fixed - 1
        stands = ready(after.sheet, record, book)
        assert (stands.cantrips, stands.spells) == (stands.most_cantrips, stands.most_spells)
        for question in after.asked:
            assert len(question.settled(None)) == question.count
        sheet = after.sheet
    with pytest.raises(LimitError, match="highest-level"):
        gained(sheet, Step(name), book)


@pytest.mark.parametrize("book", BOOKS.values(), ids=map(str, BOOKS))
@pytest.mark.parametrize("name", CLASSES)
def test_scores_that_nobody_chose_grow_where_the_class_needs_them_first_and_then_constitution(
    book: Rulebook, name: str
) -> None:
    first, scores = order_of(name)[0], [new(book, (name, level)).scores for level in range(1, HIGHEST_LEVEL + 1)]
    for before, after in pairwise(scores):
        grown = {each for each in Ability if after[each] > before[each]}
        if grown and before[first] < 20:
            assert first in grown, (before, after)
    assert scores[-1][first] >= 20
    assert scores[-1][Ability.CONSTITUTION] > scores[0][Ability.CONSTITUTION]


@settings(max_examples=15, deadline=None)
@given(st.data())
def test_levels_with_anything_that_can_be_chosen_are_legal(drawn: st.DataObject) -> None:
    book = BOOKS[drawn.draw(st.sampled_from(list(Edition)))]
    name = drawn.draw(st.sampled_from(CLASSES))
    sheet = new(book, (name, 1))
    for _ in range(drawn.draw(st.integers(1, 19))):
        answers = Answers()
        for _ in range(3):
            for question in gained(sheet, Step(name, answers=answers), book).asked:
                if question.key not in answers.given:
                    picked = drawn.draw(st.permutations(question.options))[: question.count]
                    answers = answers.with_(question, picked)
        rolled = drawn.draw(st.integers(1, book.classes[name.casefold()].hit_die))
        after = gained(sheet, Step(name, rolled, answers), book)
        check(after.sheet, book)
        assert after.hit_points >= 1
        sheet = after.sheet


def test_hit_points_are_the_fixed_number_or_the_face_and_constitution() -> None:
    sheet = new(NEW, ("Fighter", 1))
    assert [gained(sheet, Step("Fighter", face), NEW).hit_points for face in (None, 1, 10)] == [6 + 1, 1 + 1, 10 + 1]


def test_a_constitution_that_rises_raises_every_level() -> None:
    sheet = new(NEW, ("Fighter", 3))
    assert sheet.scores[Ability.CONSTITUTION] == 13
    after = up(sheet, "Fighter", feat_scores=("str +1, con +1",))
    assert after.scores[Ability.CONSTITUTION] == 14
    assert after.vitals.hit_points.maximum == sheet.vitals.hit_points.maximum + 6 + 2 + 3


def test_a_feat_is_taken_instead_of_scores() -> None:
    after = up(new(NEW, ("Fighter", 3)), "Fighter", feat=("Grappler",), feat_scores=("dex +1",))
    assert "Grappler" in after.feats
    assert after.scores[Ability.DEXTERITY] == 16
    old = up(new(OLD, ("Fighter", 3)), "Fighter", OLD, feat=("Grappler",))
    assert "Grappler" in old.feats
    assert old.scores == new(OLD, ("Fighter", 3)).scores


def test_an_epic_boon_raises_a_score_above_twenty() -> None:
    sheet = new(NEW, ("Fighter", 18))
    assert sheet.scores[Ability.STRENGTH] == 20
    after = up(sheet, "Fighter", feat=("Boon of Fate",), feat_scores=("str +1",))
    assert after.scores[Ability.STRENGTH] == 21
    assert "Boon of Fate" in after.feats


def test_several_classes_ask_for_scores_of_both() -> None:
    thorn = new(NEW, ("Fighter", 1))
    with pytest.raises(RuleError, match="multiclass-scores") as refused:
        gained(thorn, Step("Wizard"), NEW)
    assert refused.value.facts == {"name": "Wizard", "needs": "INT 13", "own": "Fighter"}
    mixed = up(thorn, "Rogue")
    assert mixed.title == "Fighter 1 / Rogue 1"
    assert mixed.saves == thorn.saves
    assert "Thieves’ Tools" in mixed.tools
    assert mixed.vitals.hit_points.maximum == thorn.vitals.hit_points.maximum + 5 + 1
    assert sum(how is Training.EXPERT for how in mixed.skills.values()) == 2


def test_casters_of_several_classes_share_slots_and_keep_their_own_spells() -> None:
    both = new(NEW, ("Bard", 3), ("Sorcerer", 2))
    records = LIBRARY.records(both)
    assert slots(both, records)[:3] == (4, 3, 2)
    bard = ready(both, NEW.classes["bard"], NEW)
    sorcerer = ready(both, NEW.classes["sorcerer"], NEW)
    assert (bard.spells, sorcerer.spells) == (6, 4)
    assert (bard.highest, sorcerer.highest) == (2, 1)
    warlock = new(NEW, ("Bard", 1), ("Warlock", 3))
    assert pact(warlock, LIBRARY.records(warlock)) == (2, 2)


def test_a_wizard_writes_more_than_is_prepared() -> None:
    sheet = new(NEW, ("Wizard", 2))
    own = [known for known in sheet.spells.values() if known.by == "Wizard"]
    assert len(own) == 3 + 6 + 2
    assert sum(not known.prepared for known in own) == 6 + 2 - 5


def test_a_druid_of_the_land_has_the_spells_of_one_land_at_every_level() -> None:
    sheet = new(NEW, ("Druid", 2))
    polar = up(sheet, "Druid", subclass=("Circle of the Land",), circle=("Polar",))
    assert polar.spells["Fog Cloud"].always
    assert polar.choices["Circle of the Land"] == "Polar"
    fifth = up(up(polar, "Druid"), "Druid")
    assert fifth.spells["Sleet Storm"].always
    assert "Fireball" not in fifth.spells


def test_a_warlock_has_one_arcanum_of_each_high_level() -> None:
    sheet = new(NEW, ("Warlock", 17))
    high = sorted(NEW.spells[name.casefold()].level for name, known in sheet.spells.items() if known.always)
    assert high[-4:] == [6, 7, 8, 9]
    assert sheet.counters["Mystic Arcanum (level 9)"].maximum == 1


def test_a_monk_grows_faster_and_not_in_armour() -> None:
    sheet = new(NEW, ("Monk", 6))
    assert sheet.speeds["walk"] == 30 + 15
    assert walking_speed(sheet, LIBRARY.records(sheet)) == 45
    armoured = equipped(added(sheet, "Leather Armor", 1, NEW), "Leather Armor", NEW, on=True)
    assert walking_speed(armoured, LIBRARY.records(armoured)) == 30


def test_what_was_spent_of_a_counter_stays_spent() -> None:
    raging = counted(new(NEW, ("Barbarian", 2)), "Rage", "-1")
    third = up(raging, "Barbarian")
    assert (third.counters["Rage"].maximum, third.counters["Rage"].spent) == (3, 1)


def test_species_bring_spells_and_uses_as_levels_come() -> None:
    wanted = Choices(classes=(("Fighter", 1),), species="Tiefling", lineage="Fiendish Legacy (Infernal)")
    first = made(wanted, NEW).sheet
    assert "Fire Bolt" in first.spells
    assert "Hellish Rebuke" not in first.spells
    third = up(up(first, "Fighter"), "Fighter")
    assert third.spells["Hellish Rebuke"].always
    assert third.counters["Hellish Rebuke"].maximum == 1


def test_a_champion_of_either_book_has_a_second_fighting_style() -> None:
    assert (
        len({"Archery", "Defense", "Great Weapon Fighting", "Two-Weapon Fighting"} & {*new(NEW, ("Fighter", 7)).feats})
        == 2
    )
    styles = [chosen for name, chosen in new(OLD, ("Fighter", 10)).choices.items() if name.startswith("Fighting")]
    assert len(set(styles)) == 2


def test_wizards_of_both_books_prepare_by_their_book() -> None:
    of_2014 = new(OLD, ("Wizard", 5))
    assert (
        ready(of_2014, OLD.classes["wizard"], OLD).most_spells == 5 + (of_2014.scores[Ability.INTELLIGENCE] - 10) // 2
    )
    assert ready(new(NEW, ("Wizard", 5)), WIZARD, NEW).most_spells == 9


def test_an_evoker_of_2024_writes_more_evocations_into_the_book() -> None:
    def held(level: int, book: Rulebook) -> tuple[int, set[str]]:
        sheet = new(book, ("Wizard", level))
        own = (name for name, known in sheet.spells.items() if known.by == "Wizard")
        levelled = {name for name in own if book.spells[key(name)].level}
        return len(levelled), levelled

    for level, more in ((2, 0), (3, 2), (4, 2), (5, 3), (6, 3), (7, 4)):
        count, spells = held(level, NEW)
        assert count == 6 + 2 * (level - 1) + more
        evocations = {each for each in spells if NEW.spells[key(each)].school is School.EVOCATION}
        assert len(evocations) >= more
        assert held(level, OLD)[0] == 6 + 2 * (level - 1), "in 2014 they are cheaper to copy, no more"


def test_a_scholar_of_2024_is_an_expert_in_something_learned() -> None:
    first = new(NEW, ("Wizard", 1))
    first = replace(first, skills=dict.fromkeys(("stealth", "perception", "arcana", "medicine"), Training.PROFICIENT))
    asked = next(each for each in gained(first, Step("Wizard"), NEW).asked if each.key == "expertise")
    assert (asked.count, asked.options) == (1, ("arcana", "medicine"))
    sly = up(first, "Wizard", expertise=("stealth",))
    assert [each for each, how in sly.skills.items() if how is Training.EXPERT] == ["arcana"]


@pytest.mark.parametrize(("book", "able"), [(OLD, True), (NEW, False)])
def test_a_rogue_can_be_an_expert_in_thieves_tools_by_the_rules_of_2014_alone(book: Rulebook, able: bool) -> None:
    first = made(Choices(book.edition, classes=(("Rogue", 1),)), book)
    options = next(each.options for each in first.asked if each.key == "expertise")
    assert any(each.startswith("Thieves") for each in options) is able
