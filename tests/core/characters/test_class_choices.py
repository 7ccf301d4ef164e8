"""What features let one choose: asked when they come, kept by name, and only what one qualifies for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.characters.class_choices import CHOICES, chosen_of, unchosen
from core.characters.creation import Choices, made
from core.characters.levelling import Step, gained
from core.characters.numbers import casting_ability
from core.characters.repertoire import ready
from core.characters.rulebook import Rulebook, key
from core.characters.sheet import Sheet
from core.rules.abilities import Ability
from tests.core.characters.books import BOOKS, CLASSES, LIBRARY, NEW, OLD
from tests.core.characters.test_levelling import new, up


def asked_at(name: str, level: int, book: Rulebook) -> dict[str, int]:
    """What a level asks of the choices of features, and how many."""
    asked = gained(new(book, (name, level - 1)), Step(name), book).asked
    return {each.of: each.count for each in asked if each.key.endswith("-choice")}


@pytest.mark.parametrize(
    ("book", "name", "levels"),
    [
        (OLD, "Warlock", {2: {"Eldritch Invocations": 2}, 3: {"Pact Boon": 1}, 4: {}, 18: {"Eldritch Invocations": 1}}),
        (NEW, "Warlock", {2: {"Eldritch Invocations": 2}, 3: {}, 5: {"Eldritch Invocations": 2}}),
        (OLD, "Sorcerer", {3: {"Metamagic": 2}, 10: {"Metamagic": 1}, 16: {}, 17: {"Metamagic": 1}}),
        (NEW, "Sorcerer", {2: {"Metamagic": 2}, 6: {"Elemental Affinity": 1}, 10: {"Metamagic": 2}}),
        (OLD, "Ranger", {2: {}, 3: {"Hunter's Prey": 1}, 6: {"Favored Enemy": 1, "Natural Explorer": 1}}),
        (OLD, "Ranger", {7: {"Defensive Tactics": 1}, 10: {"Natural Explorer": 1}, 11: {"Multiattack": 1}}),
        (OLD, "Ranger", {14: {"Favored Enemy": 1}, 15: {"Superior Hunter's Defense": 1}}),
        (NEW, "Ranger", {3: {"Hunter’s Prey": 1}, 7: {"Defensive Tactics": 1}, 11: {}, 15: {}}),
        (NEW, "Cleric", {7: {"Blessed Strikes": 1}, 14: {}}),
        (NEW, "Druid", {7: {"Elemental Fury": 1}, 15: {}}),
    ],
)
def test_a_level_asks_for_what_its_features_let_one_choose(
    book: Rulebook, name: str, levels: dict[int, dict[str, int]]
) -> None:
    assert {level: asked_at(name, level, book) for level in levels} == levels


def test_the_first_level_asks_too() -> None:
    def first(book: Rulebook, name: str) -> set[str]:
        asked = made(Choices(book.edition, classes=((name, 1),)), book).asked
        return {each.of for each in asked if each.key.endswith("-choice")}

    assert first(OLD, "Sorcerer") == {"Dragon Ancestor"}
    assert first(OLD, "Ranger") == {"Favored Enemy", "Natural Explorer"}
    assert first(NEW, "Warlock") == {"Eldritch Invocations"}


@pytest.mark.parametrize("book", BOOKS.values(), ids=map(str, BOOKS))
@pytest.mark.parametrize("name", CLASSES)
def test_whoever_says_nothing_has_chosen_everything_and_nothing_twice(book: Rulebook, name: str) -> None:
    sheet = new(book, (name, 20))
    assert unchosen(sheet, book) == []
    for feature in CHOICES[book.edition]:
        chosen = chosen_of(sheet, feature)
        assert len(set(chosen)) == len(chosen)


def test_what_was_chosen_is_on_the_sheet_under_the_name_of_the_feature() -> None:
    sheet = up(new(NEW, ("Sorcerer", 1)), "Sorcerer", metamagic_choice=("Subtle Spell", "Seeking Spell"))
    assert sheet.choices["Metamagic"] == "Subtle Spell, Seeking Spell"
    tenth = up(replace(new(NEW, ("Sorcerer", 9)), choices=sheet.choices), "Sorcerer")
    assert chosen_of(tenth, "metamagic")[:2] == ("Subtle Spell", "Seeking Spell")
    assert len(chosen_of(tenth, "Metamagic")) == 4


def test_what_nobody_asked_for_before_is_asked_for_with_the_next_level() -> None:
    imported = replace(new(OLD, ("Ranger", 7)), choices={"Favored Enemy": "Fey"})
    assert unchosen(imported, OLD) == ["Natural Explorer", "Hunter's Prey", "Defensive Tactics"]
    asked = {each.of: each.count for each in gained(imported, Step("Ranger"), OLD).asked if "-choice" in each.key}
    assert asked == {"Favored Enemy": 1, "Natural Explorer": 2, "Hunter's Prey": 1, "Defensive Tactics": 1}
    assert chosen_of(up(imported, "Ranger", OLD), "Favored Enemy")[0] == "Fey"


def test_what_another_tool_keeps_under_another_name_is_not_asked_for_again() -> None:
    imported = replace(new(NEW, ("Ranger", 4)), choices={"class": "Horde Breaker, Archery"})
    assert unchosen(imported, NEW) == []
    assert up(imported, "Ranger").choices == imported.choices
    both = new(NEW, ("Cleric", 7), ("Druid", 6))
    both = replace(both, choices={"Blessed Strikes": "Potent Spellcasting"})
    asked = gained(both, Step("Druid"), NEW).asked
    assert "Elemental Fury" in {each.of for each in asked}, "of two features, each its own"
    mixed = new(OLD, ("Druid", 2), ("Ranger", 1))
    assert chosen_of(mixed, "Natural Explorer") == ("Forest",)
    mixed = replace(mixed, choices={"Land": "Forest"})
    assert "Natural Explorer" in unchosen(mixed, OLD)


def offered(sheet: Sheet, book: Rulebook) -> set[str]:
    asked = gained(sheet, Step("Warlock"), book).asked
    return {each for question in asked if question.of == "Eldritch Invocations" for each in question.options}


def test_an_invocation_asks_for_a_level_a_pact_and_a_cantrip() -> None:
    tome = new(OLD, ("Warlock", 4))
    blade = replace(tome, choices={"Pact Boon": "Pact of the Blade"})
    assert "Thirsting Blade" in offered(blade, OLD)
    assert "Thirsting Blade" not in offered(tome, OLD)
    assert not {"Ascendant Step", "Voice of the Chain Master"} & offered(blade, OLD)
    assert {"Agonizing Blast", "Repelling Blast"} <= offered(blade, OLD)
    assert not {"Agonizing Blast", "Repelling Blast"} & offered(replace(blade, spells={}), OLD)


def test_an_invocation_of_2024_asks_for_another_one() -> None:
    first = made(Choices(classes=(("Warlock", 1),)), NEW)
    options = next(each.options for each in first.asked if each.of == "Eldritch Invocations")
    assert set(options) == {
        *("Pact of the Tome", "Pact of the Blade", "Pact of the Chain", "Armor of Shadows", "Eldritch Mind")
    }
    eleventh = new(NEW, ("Warlock", 11))
    assert "Gift of the Protectors" in offered(eleventh, NEW)
    assert "Devouring Blade" not in offered(eleventh, NEW)
    thirsty = replace(eleventh, choices={"Eldritch Invocations": "Pact of the Blade, Thirsting Blade"})
    assert "Devouring Blade" in offered(thirsty, NEW)
    assert not {"Pact of the Blade", "Gift of the Protectors"} & offered(thirsty, NEW)


@pytest.mark.parametrize(
    ("name", "style", "cantrips"),
    [
        ("Paladin", "Blessed Warrior", ("Guidance", "Sacred Flame")),
        ("Ranger", "Druidic Warrior", ("Guidance", "Starry Wisp")),
    ],
)
def test_a_warrior_of_2024_can_learn_cantrips_instead_of_a_style(
    name: str, style: str, cantrips: tuple[str, ...]
) -> None:
    first = new(NEW, (name, 1))
    sheet = up(first, name, style=(style,), style_spells_0=cantrips)
    assert sheet.choices["Fighting Style"] == style
    assert sheet.feats == first.feats
    assert {each for each in sheet.spells if key(each) in map(key, cantrips)} == set(cantrips)
    ability = Ability.CHARISMA if name == "Paladin" else Ability.WISDOM
    assert {casting_ability(sheet, LIBRARY.records(sheet), sheet.spells[each].by) for each in cantrips} == {ability}
    stands = ready(sheet, NEW.classes[name.casefold()], NEW)
    assert (stands.cantrips, stands.spells) == (0, stands.most_spells)
    assert "Archery" in up(first, name, style=("Archery",)).feats
