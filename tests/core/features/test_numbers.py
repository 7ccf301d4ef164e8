"""The numbers of class features, level by level, held against what both books print."""

from __future__ import annotations

from typing import Any

import pytest

from core.characters.sheet import Sheet
from core.features.book import powers_of
from core.monsters.stat_block import Trait
from core.rules.abilities import Ability
from core.rules.edition import Edition
from core.rules.effects.fates import Endure, Regain, Retry
from core.rules.effects.lasting import Lasting
from core.rules.effects.outcomes import Cushion, Damage, Heal
from core.rules.effects.search import found
from core.rules.effects.tree import Choose, Each, Save
from tests.core.combat.fights import LIBRARY
from tests.core.combat.test_features import hero

NEW, OLD = Edition.SRD_52, Edition.SRD_51
SCORES = dict(zip(Ability, (16, 14, 14, 12, 16, 18), strict=True))
"""Strength +3, Dexterity +2, Constitution +2, Intelligence +1, Wisdom +3, Charisma +4."""


CHOSEN = {"Blessed Strikes": "Divine Strike", "Elemental Fury": "Primal Strike", "Hunter’s Prey": "Colossus Slayer"}


def effects(sheet: Sheet, name: str) -> tuple[Any, ...]:
    """The tree of a feature; nothing for one that is not there yet."""
    powers = powers_of(sheet, LIBRARY.records(sheet))
    gifts = [*powers.actions, *powers.traits]
    trees = (each.effects if isinstance(each, Trait) else each.action.effects for each in gifts if each.name == name)
    return next(trees, ())


def dice(tree: tuple[Any, ...]) -> list[str]:
    """The dice and numbers that a tree rolls or adds, each once."""
    rolled = [each.dice for kind in (Damage, Heal, Cushion) for each in found(tree, kind)]
    added = [each.bonus for kind in (Lasting, Retry) for each in found(tree, kind) if each.bonus]
    return list(dict.fromkeys([*rolled, *added]))


def of(name: str, level: int, edition: Edition, subclass: str = "") -> Sheet:
    return hero(name, level, edition, subclass, scores=SCORES, choices=CHOSEN)


BERSERKER, LIFE, LAND = "Path of the Berserker", "Life Domain", "Circle of the Land"
PALM, FIEND, EVOKER = "Warrior of the Open Hand", "Fiend Patron", "Evoker"
_TABLE: list[tuple[str, str, str, Edition, dict[int, list[str]]]] = [
    ("Barbarian", "", "Rage", NEW, {1: ["+2"], 8: ["+2"], 9: ["+3"], 15: ["+3"], 16: ["+4"], 20: ["+4"]}),
    ("Barbarian", "", "Rage", OLD, {1: ["+2"], 8: ["+2"], 9: ["+3"], 15: ["+3"], 16: ["+4"], 20: ["+4"]}),
    ("Barbarian", BERSERKER, "Frenzy", NEW, {2: [], 3: ["2d6"], 8: ["2d6"], 9: ["3d6"], 16: ["4d6"]}),
    ("Barbarian", "", "Brutal Strike", OLD, {20: []}),
    ("Bard", "", "Bardic Inspiration", NEW, {1: ["1d6"], 4: ["1d6"], 5: ["1d8"], 10: ["1d10"], 15: ["1d12"]}),
    ("Bard", "", "Bardic Inspiration", OLD, {1: ["1d6"], 4: ["1d6"], 5: ["1d8"], 10: ["1d10"], 15: ["1d12"]}),
    ("Cleric", "", "Divine Spark", NEW, {1: [], 2: ["1d8+3"], 7: ["2d8+3"], 13: ["3d8+3"], 18: ["4d8+3"]}),
    ("Cleric", "", "Divine Spark", OLD, {20: []}),
    ("Cleric", "", "Turn Undead", NEW, {2: [], 4: [], 5: ["3d8"], 20: ["3d8"]}),
    ("Cleric", "", "Divine Strike", NEW, {6: [], 7: ["1d8"], 13: ["1d8"], 14: ["2d8"]}),
    ("Cleric", LIFE, "Divine Strike", OLD, {7: [], 8: ["1d8"], 13: ["1d8"], 14: ["2d8"]}),
    ("Cleric", LIFE, "Preserve Life", NEW, {2: [], 3: ["15"], 20: ["100"]}),
    ("Cleric", LIFE, "Preserve Life", OLD, {1: [], 2: ["10"], 20: ["100"]}),
    ("Druid", LAND, "Land’s Aid", NEW, {2: [], 3: ["2d6"], 9: ["2d6"], 10: ["3d6"], 14: ["4d6"]}),
    ("Druid", "", "Primal Strike", NEW, {6: [], 7: ["1d8"], 14: ["1d8"], 15: ["2d8"]}),
    ("Druid", "", "Wild Shape", NEW, {2: ["2"], 20: ["20"]}),
    ("Druid", "", "Wild Shape", OLD, {2: [], 20: []}),
    ("Fighter", "", "Second Wind", NEW, {1: ["1d10+1"], 20: ["1d10+20"]}),
    ("Fighter", "", "Second Wind", OLD, {1: ["1d10+1"], 20: ["1d10+20"]}),
    ("Fighter", "", "Indomitable", NEW, {8: [], 9: ["+9"], 17: ["+17"]}),
    ("Fighter", "Champion", "Survivor", NEW, {17: [], 18: ["7"]}),
    ("Fighter", "Champion", "Survivor", OLD, {17: [], 18: ["7"]}),
    ("Monk", "", "Deflect Attacks", NEW, {2: [], 3: ["-1d10-5"], 20: ["-1d10-22"]}),
    ("Monk", "", "Deflect Missiles", OLD, {2: [], 3: ["-1d10-5"], 20: ["-1d10-22"]}),
    ("Monk", "", "Uncanny Metabolism", NEW, {2: ["1d6+2"], 5: ["1d8+5"], 11: ["1d10+11"], 17: ["1d12+17"]}),
    ("Monk", PALM, "Wholeness of Body", NEW, {5: [], 6: ["1d8+3"], 11: ["1d10+3"], 17: ["1d12+3"]}),
    ("Monk", "Way of the Open Hand", "Wholeness of Body", OLD, {5: [], 6: ["18"], 20: ["60"]}),
    ("Monk", PALM, "Quivering Palm (end)", NEW, {16: [], 17: ["10d12"]}),
    ("Monk", "Way of the Open Hand", "Quivering Palm (end)", OLD, {16: [], 17: ["10d10"]}),
    ("Paladin", "", "Aura of Protection", NEW, {5: [], 6: ["+4"], 20: ["+4"]}),
    ("Paladin", "", "Aura of Protection", OLD, {5: [], 6: ["+4"], 20: ["+4"]}),
    ("Paladin", "", "Divine Smite (level 1)", OLD, {1: [], 2: ["2d8", "1d8"]}),
    ("Paladin", "", "Divine Smite (level 3)", OLD, {9: ["4d8", "1d8"]}),
    ("Paladin", "", "Divine Smite (level 5)", OLD, {17: ["5d8", "1d8"]}),
    ("Paladin", "", "Improved Divine Smite", OLD, {10: [], 11: ["1d8"]}),
    ("Paladin", "", "Radiant Strikes", NEW, {10: [], 11: ["1d8"]}),
    ("Paladin", "Oath of Devotion", "Sacred Weapon", NEW, {2: [], 3: ["+4"]}),
    ("Paladin", "Oath of Devotion", "Holy Nimbus", NEW, {19: [], 20: ["10"]}),
    ("Paladin", "Oath of Devotion", "Holy Nimbus", OLD, {19: [], 20: ["10"]}),
    ("Ranger", "Hunter", "Colossus Slayer", NEW, {2: [], 3: ["1d8"], 20: ["1d8"]}),
    ("Ranger", "", "Tireless", NEW, {9: [], 10: ["1d8+3"], 20: ["1d8+3"]}),
    ("Ranger", "", "Foe Slayer", OLD, {19: [], 20: ["+3"]}),
    ("Sorcerer", "Draconic Sorcery", "Elemental Affinity", NEW, {5: [], 6: ["+4"]}),
    ("Warlock", FIEND, "Dark One’s Blessing", NEW, {2: [], 3: ["7"], 20: ["24"]}),
    ("Warlock", "The Fiend", "Dark One's Blessing", OLD, {1: ["5"], 20: ["24"]}),
    ("Warlock", FIEND, "Dark One’s Own Luck", NEW, {5: [], 6: ["1d10"]}),
    ("Wizard", EVOKER, "Empowered Evocation", NEW, {9: [], 10: ["+1"]}),
    ("Wizard", "School of Evocation", "Empowered Evocation", OLD, {9: [], 10: ["+1"]}),
]


@pytest.mark.parametrize(
    ("name", "subclass", "feature", "edition", "level", "expected"),
    [(*row[:4], level, expected) for row in _TABLE for level, expected in row[4].items()],
)
def test_a_feature_rolls_what_the_book_says(  # a row of the table
    name: str, subclass: str, feature: str, edition: Edition, level: int, expected: list[str]
) -> None:
    assert dice(effects(of(name, level, edition, subclass), feature)) == expected


@pytest.mark.parametrize(("level", "more"), [(8, None), (9, 1), (12, 1), (13, 2), (17, 3), (20, 3)])
def test_brutal_critical_hits_have_more_dice(level: int, more: int | None) -> None:
    tree = effects(of("Barbarian", level, OLD), "Brutal Critical")
    assert next((each.more_dice for each in found(tree, Lasting)), None) == more
    assert effects(of("Barbarian", level, NEW), "Brutal Critical") == ()


@pytest.mark.parametrize(("level", "rolled", "times"), [(9, "1d10", 1), (16, "1d10", 1), (17, "2d10", 2)])
def test_brutal_strikes_grow(level: int, rolled: str, times: int) -> None:
    tree = effects(of("Barbarian", level, NEW), "Brutal Strike")
    assert rolled in dice(tree)
    assert next(found(tree, Choose)).times == times


@pytest.mark.parametrize(("edition", "leaves"), [(NEW, 22), (OLD, 1)])
def test_relentless_rage_asks_for_10_and_5_more_each_time(edition: Edition, leaves: int) -> None:
    (endures,) = found(effects(of("Barbarian", 11, edition), "Relentless Rage"), Endure)
    assert (endures.dc, endures.grows, endures.leaves) == (10, 5, leaves)


@pytest.mark.parametrize(("edition", "level", "up_to"), [(NEW, 18, 2), (OLD, 20, 1)])
def test_superior_inspiration_gives_back(edition: Edition, level: int, up_to: int) -> None:
    (back,) = found(effects(of("Bard", level, edition), "Superior Inspiration"), Regain)
    assert (back.counter, back.up_to) == ("Bardic Inspiration", up_to)
    assert effects(of("Bard", level - 1, edition), "Superior Inspiration") == ()


@pytest.mark.parametrize("edition", [NEW, OLD])
@pytest.mark.parametrize(
    ("name", "feature", "level", "dc"),
    [
        ("Cleric", "Turn Undead", 2, 8 + 2 + 3),
        ("Cleric", "Turn Undead", 17, 8 + 6 + 3),
        ("Monk", "Stunning Strike", 5, 8 + 3 + 3),
        ("Monk", "Stunning Strike", 20, 8 + 6 + 3),
    ],
)
def test_a_save_is_8_and_the_proficiency_bonus_and_the_ability(
    edition: Edition, name: str, feature: str, level: int, dc: int
) -> None:
    assert next(found(effects(of(name, level, edition), feature), Save)).dc == dc


@pytest.mark.parametrize(
    ("edition", "level", "blows"), [(OLD, 2, 2), (OLD, 20, 2), (NEW, 2, 2), (NEW, 9, 2), (NEW, 10, 3), (NEW, 20, 3)]
)
def test_a_flurry_has_so_many_blows(edition: Edition, level: int, blows: int) -> None:
    (flurry,) = found(effects(of("Monk", level, edition), "Flurry of Blows"), Each)
    assert (flurry.most, flurry.times) == (blows, blows)


@pytest.mark.parametrize(
    ("level", "slot", "takes"), [(3, 1, 2), (3, 2, 3), (5, 3, 5), (7, 4, 6), (9, 5, 7), (20, 5, 7)]
)
@pytest.mark.parametrize(
    ("edition", "name"), [(NEW, "Font of Magic: slot"), (OLD, "Flexible Casting: Creating Spell Slots")]
)
def test_a_slot_costs_its_points(edition: Edition, name: str, level: int, slot: int, takes: int) -> None:
    sheet = of("Sorcerer", level, edition)
    made = {each.name: each for each in powers_of(sheet, LIBRARY.records(sheet)).actions}
    assert made[f"{name} (level {slot})"].takes == takes
