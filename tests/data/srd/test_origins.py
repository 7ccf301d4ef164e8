"""Species, lineages, backgrounds and feats: whole, and as the books have it where somebody has looked."""

from __future__ import annotations

import pytest

from core.rules.abilities import Ability
from core.rules.damage import DamageType
from core.rules.edition import Edition
from core.rules.effects.terms import Area, Shape
from core.rules.feats import FeatCategory
from core.rules.languages import RARE, STANDARD
from core.rules.proficiencies import Pick
from core.rules.rests import Rest
from core.rules.sizes import Size
from core.rules.skills import ABILITY_OF, SKILLS
from core.rules.species import Lineage, Species
from data.srd.library import Library

LIBRARY = Library()
OLD, NEW = Edition.SRD_51, Edition.SRD_52
SPECIES = [(edition, each) for edition in Edition for each in LIBRARY.species[edition]]
LINEAGES = [(edition, each) for edition in Edition for each in LIBRARY.lineages[edition]]


def of(edition: Edition, name: str) -> Species:
    found = LIBRARY.species[edition].find(name)
    assert found
    return found


def lineage(edition: Edition, name: str) -> Lineage:
    found = LIBRARY.lineages[edition].find(name)
    assert found
    return found


@pytest.mark.parametrize(("edition", "each"), SPECIES, ids=lambda value: getattr(value, "name", str(value)))
def test_a_species_is_whole(edition: Edition, each: Species) -> None:
    known = {*STANDARD[edition], *RARE[edition]}

    assert {lineage(edition, name).of for name in each.lineages} <= {each.name}
    assert each.speed_ft in {25, 30, 35}
    assert set(each.inborn.languages) <= known
    assert sum(each.inborn.increases.values()) == (0 if edition is NEW else _raised(each))
    for names in each.inborn.spells.values():
        assert all(LIBRARY.spells[edition].find(name) for name in names)


def _raised(each: Species) -> int:
    """Of 2014: three points of ability scores come with every race, some of them with a subrace or by choice."""
    if each.name == "Human":
        return 6
    return 3 if each.name in {"Dragonborn", "Half-Orc", "Tiefling"} else 2


@pytest.mark.parametrize(("edition", "each"), LINEAGES, ids=lambda value: getattr(value, "name", str(value)))
def test_a_lineage_is_of_a_species_and_its_spells_are_there(edition: Edition, each: Lineage) -> None:
    assert each.name in of(edition, each.of).lineages
    assert each.inborn.cantrip_pick in {"", "wizard"}
    for names in each.inborn.spells.values():
        assert all(LIBRARY.spells[edition].find(name) for name in names)


def test_the_races_of_2014() -> None:
    dwarf, hill = of(OLD, "Dwarf"), lineage(OLD, "Hill Dwarf")
    half_elf = of(OLD, "Half-Elf").inborn
    tiefling = of(OLD, "Tiefling").inborn

    assert (dwarf.speed_ft, dwarf.inborn.darkvision_ft, dwarf.inborn.resists) == (25, 60, (DamageType.POISON,))
    assert (dict(hill.inborn.increases), hill.inborn.hit_points_per_level) == ({Ability.WISDOM: 1}, 1)
    assert half_elf.increase_pick == Pick(2, ("str", "dex", "con", "int", "wis"))
    assert half_elf.proficiencies.skill_pick == Pick(2)
    assert dict(tiefling.spells) == {1: ("Thaumaturgy",), 3: ("Hellish Rebuke",), 5: ("Darkness",)}
    assert of(OLD, "Halfling").sizes == (Size.SMALL,)
    assert lineage(OLD, "High Elf").inborn.proficiencies.weapons.named[:2] == ("Longbow", "Longsword")


def test_the_breath_of_a_dragonborn() -> None:
    old, new = of(OLD, "Dragonborn").inborn, of(NEW, "Dragonborn").inborn
    green = lineage(OLD, "Draconic Ancestry (Green)")

    assert [old.scales[0].at(level) for level in (1, 6, 11, 16)] == ["2d6", "3d6", "4d6", "5d6"]
    assert [new.scales[0].at(level) for level in (1, 5, 11, 17)] == ["1d10", "2d10", "3d10", "4d10"]
    assert old.resources[0].back is Rest.SHORT
    assert new.resources[0].most(1, {}, 2) == 2
    assert (green.damage, green.breath, green.breath_save) == (
        DamageType.POISON,
        Area(Shape.CONE, 15),
        Ability.CONSTITUTION,
    )
    assert lineage(NEW, "Draconic Ancestry (Silver)").inborn.resists == (DamageType.COLD,)


def test_the_species_of_2024() -> None:
    assert of(NEW, "Human").sizes == of(NEW, "Tiefling").sizes == (Size.MEDIUM, Size.SMALL)
    assert of(NEW, "Goliath").speed_ft == 35
    assert of(NEW, "Orc").inborn.darkvision_ft == of(NEW, "Dwarf").inborn.darkvision_ft == 120
    assert of(NEW, "Human").inborn.feat_pick == FeatCategory.ORIGIN
    assert of(NEW, "Dragonborn").traits[5] == ("Draconic Flight",)
    assert lineage(NEW, "Drow").inborn.darkvision_ft == 120
    assert lineage(NEW, "Wood Elf").inborn.speed_ft == 5
    assert lineage(NEW, "Fiendish Legacy (Chthonic)").inborn.spells[5] == ("Ray of Enfeeblement",)


def test_backgrounds() -> None:
    old, new = LIBRARY.backgrounds[OLD].find("Acolyte"), LIBRARY.backgrounds[NEW].find("Acolyte")
    soldier = LIBRARY.backgrounds[NEW].find("Soldier")

    assert old
    assert (old.language_picks, old.feature, old.abilities) == (2, "Shelter of the Faithful", ())
    assert new
    assert new.abilities == (Ability.INTELLIGENCE, Ability.WISDOM, Ability.CHARISMA)
    assert (new.feat, new.feat_list) == ("Magic Initiate", "cleric")
    assert [kit.copper for kit in new.kits[0]] == [800, 5000]
    assert soldier
    assert soldier.proficiencies.tool_pick == Pick(1, ("gaming set",))
    assert LIBRARY.backgrounds[NEW].names == ["Acolyte", "Criminal", "Sage", "Soldier"]
    for edition in Edition:
        for each in LIBRARY.backgrounds[edition]:
            assert len(each.proficiencies.skills) == 2
            assert set(each.proficiencies.skills) <= set(SKILLS)
            assert not each.feat or LIBRARY.feats[edition].find(each.feat)


def test_feats() -> None:
    feats = {each.name: each for each in LIBRARY.feats[NEW]}
    counts = {category: sum(each.category is category for each in feats.values()) for category in FeatCategory}
    grappler = feats["Grappler"]

    assert list(counts.values()) == [4, 2, 4, 7]
    assert grappler.increase
    assert (grappler.level, grappler.increase.points, grappler.increase.highest) == (4, 1, 20)
    assert grappler.scores == {Ability.STRENGTH: 13, Ability.DEXTERITY: 13}
    assert all(each.increase and each.increase.highest == 30 for each in feats.values() if each.level == 19)
    assert {name for name, each in feats.items() if each.repeatable} == {
        *("Ability Score Improvement", "Magic Initiate", "Skilled"),
    }
    assert feats["Boon of Spell Recall"].feature == "Spellcasting"


def test_every_skill_goes_with_an_ability() -> None:
    assert tuple(sorted(ABILITY_OF)) == SKILLS
    assert Ability.CONSTITUTION not in ABILITY_OF.values()
