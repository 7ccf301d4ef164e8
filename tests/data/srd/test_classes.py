"""What classes and subclasses bring: whole for twenty levels, and as the books have it where somebody has looked."""

from __future__ import annotations

import pytest

from core.rules.abilities import Ability
from core.rules.classes import CharacterClass, Repertoire, Subclass
from core.rules.edition import Edition
from core.rules.equipment import Armor, Weapon
from core.rules.growth import UNLIMITED
from core.rules.rests import Rest
from core.rules.skills import SKILLS
from core.rules.slots import Casting, class_slots
from data.srd.library import Library

LIBRARY = Library()
OLD, NEW = Edition.SRD_51, Edition.SRD_52
CLASSES = [(edition, each) for edition in Edition for each in LIBRARY.classes[edition]]
SUBCLASSES = [(edition, each) for edition in Edition for each in LIBRARY.subclasses[edition]]
LEVELS = range(1, 21)
NO_MODIFIERS = dict.fromkeys(Ability, 0)


def of(edition: Edition, name: str) -> CharacterClass:
    found = LIBRARY.classes[edition].find(name)
    assert found
    return found


def sub(edition: Edition, name: str) -> Subclass:
    found = LIBRARY.subclasses[edition].find(name)
    assert found
    return found


def uses(edition: Edition, name: str, resource: str) -> list[int]:
    """How many there are at each level, for somebody whose modifiers are all 3."""
    kept = next(each for each in of(edition, name).resources if each.name == resource)
    return [kept.most(level, dict.fromkeys(Ability, 3), 2) for level in LEVELS]


def scale(edition: Edition, name: str, of_what: str) -> list[str]:
    return [next(each for each in of(edition, name).scales if each.name == of_what).at(level) for level in LEVELS]


@pytest.mark.parametrize(("edition", "each"), CLASSES, ids=lambda value: getattr(value, "slug", str(value)))
def test_a_class_is_whole(edition: Edition, each: CharacterClass) -> None:
    picked = each.proficiencies.skill_pick

    assert each.features_at(1), "its first level brings something"
    assert len(each.saves) == 2
    assert picked
    assert set(picked.options) <= set(SKILLS)
    assert picked.count in {2, 3, 4}
    assert each.kits
    assert each.improvements[-1] == 19
    assert len(each.improvements) == {"fighter": 7, "rogue": 6}.get(each.slug, 5)
    assert each.subclass_level == min(feature.level for feature in _subclass_of(edition, each).features)
    assert (each.casting is Casting.NONE) == (each.repertoire is Repertoire.NONE) == (each.casting_ability is None)


@pytest.mark.parametrize(("edition", "each"), CLASSES, ids=lambda value: getattr(value, "slug", str(value)))
def test_nothing_shrinks_as_a_class_grows(edition: Edition, each: CharacterClass) -> None:
    for told in (
        [each.cantrips_at(level) for level in LEVELS],
        [each.spells_at(level, 3) for level in LEVELS],
        *([kept.most(level, NO_MODIFIERS, 2) for level in LEVELS] for kept in each.resources),
    ):
        assert told == sorted(told)
    if each.casting in {Casting.FULL, Casting.HALF}:
        ready = [each.spells_at(level, 3) > 0 for level in LEVELS]
        assert ready == [any(class_slots(each.casting, level, edition)) for level in LEVELS]


@pytest.mark.parametrize(("edition", "each"), CLASSES, ids=lambda value: getattr(value, "slug", str(value)))
def test_weapons_that_a_class_names_are_there(edition: Edition, each: CharacterClass) -> None:
    for taught in (each.proficiencies, each.later_proficiencies):
        for name in taught.weapons.named:
            assert LIBRARY.weapons[edition].find(name), name


@pytest.mark.parametrize(("edition", "each"), SUBCLASSES, ids=lambda value: getattr(value, "name", str(value)))
def test_a_subclass_is_of_a_class_and_its_spells_are_there(edition: Edition, each: Subclass) -> None:
    assert LIBRARY.classes[edition].find(each.of)
    for spells in (each.spells, *each.spell_choices.values()):
        for names in spells.values():
            for name in names:
                assert LIBRARY.spells[edition].find(name), name


def test_what_is_spent_and_when_it_comes_back() -> None:
    # SRD 5.1 and 5.2.1, the Barbarian, Monk, Fighter, Paladin, Bard, Cleric and Warlock tables
    assert uses(OLD, "barbarian", "Rage") == [2, 2, 3, 3, 3, *[4] * 6, *[5] * 5, 6, 6, 6, UNLIMITED]
    assert uses(NEW, "barbarian", "Rage") == [2, 2, 3, 3, 3, *[4] * 6, *[5] * 5, 6, 6, 6, 6]
    assert uses(OLD, "monk", "Ki") == [0, *range(2, 21)]
    assert uses(NEW, "monk", "Focus Points") == [0, *range(2, 21)]
    assert uses(NEW, "fighter", "Second Wind") == [2, 2, 2, *[3] * 6, *[4] * 11]
    assert uses(OLD, "fighter", "Action Surge") == [0, *[1] * 15, *[2] * 4]
    assert uses(NEW, "paladin", "Lay On Hands") == [5 * level for level in LEVELS]
    assert uses(OLD, "paladin", "Divine Sense")[0] == 4
    assert uses(NEW, "bard", "Bardic Inspiration") == [3] * 20
    assert uses(OLD, "cleric", "Channel Divinity") == [0, *[1] * 4, *[2] * 12, *[3] * 3]
    assert uses(NEW, "cleric", "Channel Divinity") == [0, *[2] * 4, *[3] * 12, *[4] * 3]
    assert uses(NEW, "warlock", "Mystic Arcanum (level 9)") == [*[0] * 16, *[1] * 4]
    assert uses(OLD, "sorcerer", "Sorcery Points")[-1] == 20


def test_rests_give_back_what_each_edition_says() -> None:
    old_rage, new_rage = (next(each for each in of(edition, "barbarian").resources) for edition in Edition)
    inspiration = of(OLD, "bard").resources[0]
    points = next(each for each in of(OLD, "sorcerer").resources if each.name == "Sorcery Points")

    assert (old_rage.back, dict(old_rage.on_short)) == (Rest.LONG, {})
    assert (new_rage.back, dict(new_rage.on_short)) == (Rest.LONG, {1: 1})
    assert [inspiration.back_after(level) for level in (4, 5)] == [Rest.LONG, Rest.SHORT]
    assert dict(points.on_short) == {20: 4}
    assert of(OLD, "monk").resources[0].back is Rest.SHORT


def test_what_grows() -> None:
    assert scale(OLD, "monk", "Martial Arts") == [*["1d4"] * 4, *["1d6"] * 6, *["1d8"] * 6, *["1d10"] * 4]
    assert scale(NEW, "monk", "Martial Arts") == [*["1d6"] * 4, *["1d8"] * 6, *["1d10"] * 6, *["1d12"] * 4]
    assert scale(NEW, "rogue", "Sneak Attack") == [f"{(level + 1) // 2}d6" for level in LEVELS]
    assert scale(OLD, "fighter", "Attacks")[10] == "3"
    assert scale(OLD, "barbarian", "Rage Damage")[8] == "+3"
    assert scale(OLD, "cleric", "Destroy Undead")[4] == "CR 1/2"
    assert scale(OLD, "warlock", "Eldritch Invocations") == ["", *"222334455566677788", "8"]
    assert scale(NEW, "warlock", "Eldritch Invocations")[:5] == ["1", "3", "3", "3", "5"]


def test_how_many_spells_are_ready() -> None:
    assert [of(NEW, "wizard").spells_at(level, 5) for level in (1, 13, 14, 16, 20)] == [4, 17, 18, 21, 25]
    assert of(OLD, "wizard").spells_at(5, 4) == 9
    assert [of(OLD, "paladin").spells_at(level, 3) for level in (1, 2, 5)] == [0, 4, 5]
    assert [of(OLD, "ranger").spells_at(level, 3) for level in (1, 2, 20)] == [0, 2, 11]
    assert of(OLD, "bard").spells_at(20, 0) == 22
    assert of(NEW, "ranger").spells_at(1, 0) == 2
    assert [of(NEW, "druid").cantrips_at(level) for level in (1, 4, 7, 16, 20)] == [2, 3, 3, 4, 4]
    assert of(OLD, "sorcerer").cantrips_at(10) == 6


def test_when_a_subclass_is_chosen() -> None:
    levels = {each.slug: each.subclass_level for each in LIBRARY.classes[OLD]}

    assert {name for name, level in levels.items() if level == 1} == {"cleric", "sorcerer", "warlock"}
    assert {name for name, level in levels.items() if level == 2} == {"druid", "wizard"}
    assert {each.subclass_level for each in LIBRARY.classes[NEW]} == {3}
    assert of(OLD, "fighter").subclass_title == "Martial Archetype"


def test_who_may_use_what() -> None:
    rogue, monk = of(NEW, "rogue").proficiencies, of(NEW, "monk").proficiencies

    assert all(rogue.covers(_weapon(NEW, name)) for name in ("Rapier", "Scimitar", "Club", "Hand Crossbow"))
    assert not rogue.covers(_weapon(NEW, "Longsword"))
    assert monk.covers(_weapon(NEW, "Shortsword"))
    assert not monk.covers(_weapon(NEW, "Rapier"))
    assert of(OLD, "rogue").proficiencies.covers(_weapon(OLD, "Longsword"))
    assert of(OLD, "wizard").proficiencies.covers(_weapon(OLD, "Crossbow, light"))
    assert of(OLD, "fighter").proficiencies.covers(_armor(OLD, "Plate Armor"))
    assert not of(OLD, "fighter").later_proficiencies.covers(_armor(OLD, "Plate Armor"))
    assert of(NEW, "monk").later_proficiencies.weapons == of(NEW, "wizard").later_proficiencies.weapons


def test_what_comes_without_armour() -> None:
    modifiers = NO_MODIFIERS | {Ability.DEXTERITY: 2, Ability.WISDOM: 3, Ability.CHARISMA: 4, Ability.CONSTITUTION: 1}
    monk = of(NEW, "monk").unarmored
    old, new = sub(OLD, "Draconic"), sub(NEW, "Draconic Sorcery")

    assert monk
    assert (monk.armor_class(modifiers), monk.shield) == (15, False)
    assert old.unarmored
    assert new.unarmored
    assert [each.unarmored.armor_class(modifiers) for each in (old, new) if each.unarmored] == [15, 16]
    assert old.grown.hit_points_per_level == new.grown.hit_points_per_level == 1


def test_spells_that_subclasses_always_have() -> None:
    assert sub(OLD, "Life").spells[7] == ("Death Ward", "Guardian of Faith")
    assert sub(NEW, "Life Domain").spells[3] == ("Aid", "Bless", "Cure Wounds", "Lesser Restoration")
    assert sub(OLD, "Fiend").spells_offered
    assert not sub(NEW, "Fiend Patron").spells_offered
    assert sorted(sub(OLD, "Land").spell_choices) == [
        *("Arctic", "Coast", "Desert", "Forest", "Grassland", "Mountain", "Swamp"),
    ]
    assert sub(NEW, "Circle of the Land").spell_choices["Polar"][3] == ("Fog Cloud", "Hold Person", "Ray of Frost")


def _subclass_of(edition: Edition, each: CharacterClass) -> Subclass:
    return next(one for one in LIBRARY.subclasses[edition] if one.of == each.slug)


def _weapon(edition: Edition, name: str) -> Weapon:
    found = LIBRARY.weapons[edition].find(name)
    assert found
    return found


def _armor(edition: Edition, name: str) -> Armor:
    found = LIBRARY.armor[edition].find(name)
    assert found
    return found
