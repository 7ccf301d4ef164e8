"""New characters: legal by either book whatever is chosen, and as the books say."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.characters.creation import Choices, Made, Method, made, scores_of, swapped
from core.characters.numbers import armor_class_of, casting_ability, initiative, skill_bonus, spell_ability
from core.characters.priorities import order_of
from core.characters.questions import Answers, Question
from core.characters.repertoire import ready
from core.characters.rulebook import Rulebook, find
from core.characters.sheet import Sheet
from core.errors import LimitError, NotFoundError, RuleError
from core.rules.abilities import MENTAL, STANDARD_ARRAY, Ability
from core.rules.damage import DamageType
from core.rules.edition import Edition
from core.rules.proficiency import Training
from core.rules.sizes import Size
from tests.core.characters.books import BOOKS, CLASSES, LIBRARY, NEW, OLD

CHA, CON, DEX, STR = Ability.CHARISMA, Ability.CONSTITUTION, Ability.DEXTERITY, Ability.STRENGTH


def of(book: Rulebook, name: str = "Fighter", **chosen: object) -> Sheet:
    return made(Choices(book.edition, classes=((name, 1),), **chosen), book).sheet  # type: ignore[arg-type] -- as named


def answered(book: Rulebook, choices: Choices, **answers: tuple[str, ...]) -> Made:
    given_answers = {key.replace("_", "-"): value for key, value in answers.items()}
    return made(Choices(**{**fields(choices), "answers": Answers(given_answers)}), book)


def fields(choices: Choices) -> dict[str, object]:
    return {name: getattr(choices, name) for name in choices.__dataclass_fields__}


def check(sheet: Sheet, book: Rulebook) -> None:
    """What holds of every character, whatever was chosen."""
    for levels in sheet.classes.values():
        record = book.classes[levels.name.casefold()]
        stands = ready(sheet, record, book)
        assert stands.cantrips <= stands.most_cantrips
        assert stands.spells <= stands.most_spells
        if levels.level >= record.subclass_level:
            assert levels.subclass in book.subclasses_of(record)
    for name in sheet.spells:
        assert find(book.spells, name), name
    assert len(sheet.saves) >= 2
    assert len(set(sheet.feats)) == len(sheet.feats)
    assert all(3 <= score <= 30 for score in sheet.scores.values())
    assert 1 <= sheet.vitals.hit_points.current == sheet.vitals.hit_points.maximum
    assert 8 <= armor_class_of(sheet, LIBRARY.records(sheet)) <= 25
    assert all(item.count > 0 for item in sheet.items.values())


@pytest.mark.parametrize("book", BOOKS.values(), ids=map(str, BOOKS))
@pytest.mark.parametrize("name", CLASSES)
def test_whoever_says_nothing_but_a_class_gets_a_legal_character(book: Rulebook, name: str) -> None:
    new = made(Choices(book.edition, classes=((name, 1),)), book)
    check(new.sheet, book)
    assert sorted(new.scores.values()) == sorted(STANDARD_ARRAY)
    assert new.sheet.xp == 0
    assert new.sheet.name == f"Human {name}"
    for question in new.asked:
        assert len(question.settled(None)) == question.count
        assert set(question.settled(None)) <= set(question.options)


@st.composite
def choices(draw: st.DrawFn) -> tuple[Choices, Rulebook]:
    """Anything that can be chosen, down to the last question."""
    book = BOOKS[draw(st.sampled_from(list(Edition)))]
    species = draw(st.sampled_from(sorted(book.species)))
    wanted = Choices(
        book.edition,
        "Anybody",
        ((draw(st.sampled_from(CLASSES)), 1),),
        species,
        draw(st.sampled_from([*book.species[species].lineages, ""])),
        draw(st.sampled_from(sorted(book.backgrounds))),
    )
    answers = Answers()
    for _ in range(3):  # an answer can open a question
        asked = made(Choices(**{**fields(wanted), "answers": answers}), book).asked
        for question in (each for each in asked if each.key not in answers.given):
            picked = draw(st.permutations(question.options))[: question.count]
            answers = answers.with_(question, picked)
    return Choices(**{**fields(wanted), "answers": answers}), book


@settings(max_examples=60, deadline=None)
@given(choices())
def test_whatever_is_chosen_makes_a_legal_character_that_has_it(chosen: tuple[Choices, Rulebook]) -> None:
    wanted, book = chosen
    new = made(wanted, book)
    check(new.sheet, book)
    for question in new.asked:
        if question.key in ("class-skills", "species-skills"):
            for skill in wanted.answers.to(question):
                assert new.sheet.skills[skill] >= Training.PROFICIENT
        if question.key in ("cantrips", "spells"):
            assert set(wanted.answers.to(question)) <= set(new.sheet.spells)
        if question.key == "languages":
            assert set(wanted.answers.to(question)) <= set(new.sheet.languages)


def test_a_fighter_of_2024_is_what_the_book_makes_of_one() -> None:
    sheet = of(NEW, species="Dwarf", background="Soldier")
    assert dict(sheet.scores) == dict(zip(Ability, (17, 15, 13, 8, 10, 12), strict=True))  # Soldier: STR +2, DEX +1
    assert sheet.vitals.hit_points.maximum == 10 + 1 + 1  # Dwarven Toughness
    assert sheet.saves == (STR, CON)
    assert sheet.senses == {"darkvision": 120}
    assert sheet.resists == (DamageType.POISON,)
    assert (sheet.armor, sheet.weapons) == (("heavy", "light", "medium", "shield"), ("martial", "simple"))
    assert {"athletics", "intimidation"} <= set(sheet.skills)
    assert sheet.feats == ("Savage Attacker", "Defense")
    assert len(sheet.masteries) == 3
    assert sheet.counters["Second Wind"].maximum == 2
    assert sheet.counters["Second Wind"].on_short == 1
    assert sheet.counters["Stonecunning"].maximum == 2
    assert armor_class_of(sheet, LIBRARY.records(sheet)) == 16 + 1  # Chain Mail, and Defense


def test_a_hill_dwarf_cleric_of_2014_is_what_the_book_makes_of_one() -> None:
    sheet = of(OLD, "Cleric", species="Dwarf", lineage="Hill Dwarf")
    assert dict(sheet.scores) == dict(zip(Ability, (14, 8, 15, 10, 16, 12), strict=True))  # CON +2, WIS +1
    assert sheet.vitals.hit_points.maximum == 8 + 2 + 1
    assert sheet.speeds["walk"] == 25
    assert sheet.classes["Cleric"].subclass == "Life"
    assert "heavy" in sheet.armor  # Life Domain
    assert sheet.spells["Bless"].always
    assert ready(sheet, OLD.classes["cleric"], OLD).most_spells == 1 + 3
    assert {"Common", "Dwarvish"} <= set(sheet.languages)
    assert len(sheet.languages) == 4  # Acolyte: two of one's choice


def test_a_half_elf_raises_two_more_scores_and_learns_two_more_skills() -> None:
    wanted = Choices(Edition.SRD_51, classes=(("Bard", 1),), species="Half-Elf")
    sheet = answered(OLD, wanted, species_scores=("str", "int"), species_skills=("stealth", "nature")).sheet
    assert sheet.scores[CHA] == 17
    assert (sheet.scores[STR], sheet.scores[Ability.INTELLIGENCE]) == (9, 14)
    assert {"stealth", "nature", "insight", "religion"} <= set(sheet.skills)
    assert len(sheet.skills) == 2 + 2 + 3


def test_a_small_human_of_2024_has_an_origin_feat_and_a_skill_of_their_own() -> None:
    wanted = Choices(classes=(("Rogue", 1),), background="Criminal")
    sheet = answered(NEW, wanted, size=("small",), species_skills=("arcana",), species_feat=("Savage Attacker",)).sheet
    assert sheet.size is Size.SMALL
    assert "arcana" in sheet.skills
    assert sheet.feats == ("Alert", "Savage Attacker")
    assert initiative(sheet) == 3 + 2  # Alert
    assert sum(how is Training.EXPERT for how in sheet.skills.values()) == 2


def test_a_magic_initiate_has_the_spells_of_the_backgrounds_list() -> None:
    sheet = of(NEW, "Wizard", background="Acolyte")
    assert "Magic Initiate (cleric)" in sheet.feats
    initiated = [name for name, known in sheet.spells.items() if known.by == "Magic Initiate (cleric)"]
    assert len(initiated) == 3
    assert all("cleric" in NEW.spells[name.casefold()].classes for name in initiated)
    assert ready(sheet, NEW.classes["wizard"], NEW).cantrips == 3


@pytest.mark.parametrize("ability", ["", "cha"])
def test_a_feats_spells_are_cast_by_whom_no_class_taught_any(ability: str) -> None:
    wanted = Choices(classes=(("Fighter", 1),), background="Sage")
    answers = {"background_feat_casting": (ability,), "background_feat_spells_1": ("Sleep",)} if ability else {}
    sheet = answered(NEW, wanted, **answers).sheet
    title = "Magic Initiate (wizard)"
    spell = "Sleep" if ability else next(name for name, each in sheet.spells.items() if each.by == title)
    expected = Ability(ability) if ability else max(MENTAL, key=lambda each: sheet.scores[each])
    records = LIBRARY.records(sheet)
    assert spell_ability(sheet, records, title) is casting_ability(sheet, records, title) is expected
    assert sum(each.maximum for name, each in sheet.counters.items() if name in sheet.spells) == 1, "once a long rest"
    assert spell in sheet.spells


@pytest.mark.parametrize(("species", "lineage", "expected"), [("Tiefling", "", "cha"), ("Elf", "High Elf", "int")])
def test_what_a_race_of_2014_teaches_has_its_own_ability(species: str, lineage: str, expected: str) -> None:
    sheet = made(Choices(classes=(("Cleric", 1),), species=species, lineage=lineage), OLD).sheet
    (by,) = {each.by for each in sheet.spells.values() if each.by in {species, lineage}}
    assert casting_ability(sheet, LIBRARY.records(sheet), by) == expected


def test_an_order_of_2024_teaches_armour_or_a_cantrip() -> None:
    protector = answered(NEW, Choices(classes=(("Cleric", 1),)), order=("Protector",)).sheet
    thaumaturge = answered(NEW, Choices(classes=(("Cleric", 1),)), order=("Thaumaturge",)).sheet
    assert ("heavy" in protector.armor, "heavy" in thaumaturge.armor) == (True, False)
    cleric = NEW.classes["cleric"]
    assert (ready(protector, cleric, NEW).cantrips, ready(thaumaturge, cleric, NEW).cantrips) == (3, 4)


def test_gold_instead_of_things_is_gold_and_nothing_else() -> None:
    new = made(Choices(background="Soldier"), NEW)
    kits = {each.key: each for each in new.asked if each.topic == "equipment"}
    rich = {key: (each.options[-1],) for key, each in kits.items()}
    sheet = made(Choices(background="Soldier", answers=Answers(rich)), NEW).sheet
    assert sheet.items == {}
    assert sheet.coins == {"gp": 155 + 50}


def test_an_archer_can_be_made_of_the_same_class() -> None:
    bow = next(each for each in made(Choices(), NEW).asked if each.key == "class-kit-0").options[1]
    sheet = answered(NEW, Choices(), style=("Archery",), class_kit_0=(bow,)).sheet
    assert "Longbow" in sheet.items
    assert sheet.items["Studded Leather Armor"].equipped


@pytest.mark.parametrize(("method", "values"), [(Method.ARRAY, STANDARD_ARRAY), (Method.ROLLED, (18, 17, 16, 9, 7, 3))])
def test_an_array_keeps_its_values_however_they_are_put(method: Method, values: tuple[int, ...]) -> None:
    wanted = Choices(method=method, rolled=values if method is Method.ROLLED else ())
    for ability in Ability:
        for value in values:
            assert sorted(swapped(wanted, ability, value).values()) == sorted(values)
            assert swapped(wanted, ability, value)[ability] == value


def test_points_buy_what_they_cost() -> None:
    bought = dict(zip(Ability, (15, 15, 15, 8, 8, 8), strict=True))
    assert scores_of(Choices(method=Method.POINTS, scores=bought)) == bought
    with pytest.raises(RuleError, match="scores-not-bought") as refused:
        scores_of(Choices(method=Method.POINTS, scores={**bought, CHA: 9}))
    assert refused.value.facts == {"spent": 28, "points": 27}
    with pytest.raises(RuleError, match="scores-not-bought"):
        scores_of(Choices(method=Method.POINTS, scores={**bought, DEX: 16}))


def test_an_answer_to_another_question_is_no_answer() -> None:
    sheet = answered(NEW, Choices(), class_skills=("arcana", "swimming")).sheet
    assert len(sheet.skills) == 2 + 1 + 3 + 2  # background, human, Skilled, and the class as is usual
    options = NEW.classes["fighter"].proficiencies.skill_pick
    assert options
    assert len(set(sheet.skills) & set(options.options)) >= 2


def test_what_is_no_class_and_no_name_is_refused() -> None:
    with pytest.raises(NotFoundError, match="class-not-found"):
        made(Choices(classes=(("Flumph", 1),)), NEW)
    with pytest.raises(LimitError, match="name-too-long"):
        made(Choices(name="T" * 61), NEW)


def test_a_question_settles_what_is_missing_and_refuses_what_is_not_offered() -> None:
    asked = Question("skills", 2, ("arcana", "history", "nature"), ("arcana", "history"))
    assert asked.settled(["nature", "nature", "nature"]) == ("nature", "arcana")
    with pytest.raises(RuleError, match="not-a-choice"):
        asked.chosen(None, asked.options, ["stealth"])


def test_a_bard_is_a_jack_of_all_trades_from_the_second_level_on() -> None:
    first, second = (made(Choices(classes=(("Bard", level),)), NEW).sheet for level in (1, 2))
    unlearnt = next(each for each in ("survival", "medicine", "nature") if each not in second.skills)
    assert skill_bonus(second, unlearnt) == skill_bonus(first, unlearnt) + 1


def test_inborn_spells_are_cast_with_the_ability_that_was_chosen() -> None:
    wanted = Choices(classes=(("Wizard", 1),), species="Elf", lineage="Drow")
    sheet = answered(NEW, wanted, inborn_casting=("wis",)).sheet
    records = LIBRARY.records(sheet)
    assert casting_ability(sheet, records, sheet.spells["Dancing Lights"].by) is Ability.WISDOM
    assert casting_ability(sheet, records, "Wizard") is Ability.INTELLIGENCE


def test_whoever_begins_higher_has_the_experience_that_it_takes() -> None:
    assert (
        made(Choices(Edition.SRD_52, classes=(("Fighter", 3), ("Rogue", 2))), BOOKS[Edition.SRD_52]).sheet.xp == 6_500
    )


@pytest.mark.parametrize("name", CLASSES)
def test_the_usual_background_raises_what_the_class_needs_most(name: str) -> None:
    new = made(Choices(classes=((name, 1),)), NEW)
    primary = order_of(name)[0]
    assert (new.scores[primary], new.sheet.scores[primary]) == (15, 17), new.sheet.background


def test_sorcerers_and_warlocks_of_2024_were_acolytes() -> None:
    assert {of(NEW, each).background for each in ("Sorcerer", "Warlock", "Bard")} == {"Acolyte"}


def test_what_further_levels_chose_is_told() -> None:
    new = made(Choices(classes=(("Cleric", 7), ("Druid", 1))), NEW)
    later = {each.of: each.settled(None) for each in new.later}
    assert later["Blessed Strikes"] == ("Divine Strike",)
    assert later["Primal Order"] == ("Warden",)
    assert "Divine Order" not in later
    assert "Divine Order" in {each.of for each in new.asked}
