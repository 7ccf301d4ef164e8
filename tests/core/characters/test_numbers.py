"""What follows from a sheet, against numbers worked out by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.characters import numbers
from core.characters.attacks import UNARMED, AttackLine, attacks, usual_attack
from core.characters.sheet import ClassLevels, Item, Sheet
from core.rules.abilities import Ability
from core.rules.damage import DamageType
from core.rules.edition import Edition
from core.rules.effects.outcomes import Damage
from core.rules.slots import NO_SLOTS
from data.srd.library import Library
from tests.core.characters.sheets import MIRA, THORN

LIBRARY = Library()


def damages(line: AttackLine) -> list[Damage]:
    """What a hit does."""
    return [effect for effect in line.attack.hit if isinstance(effect, Damage)]


def test_a_fighter_in_chain_mail_with_a_shield() -> None:
    records = LIBRARY.records(THORN)
    thorn = numbers.creature(THORN, records)
    assert thorn.armor_class == 18
    assert thorn.saves == dict(zip(Ability, (5, 2, 4, 0, 1, -1), strict=True))
    assert (thorn.skill("athletics"), thorn.skill("stealth"), thorn.passive_perception) == (5, 2, 13)
    assert thorn.initiative == 2
    assert numbers.slots(THORN, records) == NO_SLOTS
    assert numbers.hit_dice(THORN) == {10: 3}


def test_a_wizard_s_spells() -> None:
    records = LIBRARY.records(MIRA)
    mira = numbers.creature(MIRA, records)
    assert mira.spell_ability is Ability.INTELLIGENCE
    assert (mira.spell_dc, mira.spell_attack) == ({Ability.INTELLIGENCE: 15}, {Ability.INTELLIGENCE: 7})
    assert numbers.slots_left(replace(MIRA, slots_spent={1: 1, 3: 2}), records)[:4] == (3, 3, 0, 0)


@pytest.mark.parametrize(
    ("name", "bonus", "dice"),
    [
        ("Longsword", 5, "1d8+3"),
        ("Longsword (two hands)", 5, "1d10+3"),
        ("Unarmed Strike", 5, "4"),
    ],
)
def test_a_fighter_s_attacks(name: str, bonus: int, dice: str) -> None:
    line = next(each for each in attacks(THORN, LIBRARY.records(THORN)) if each.name == name)
    (damage,) = damages(line)
    assert (line.attack.bonus, damage.dice) == (bonus, dice)


def test_a_dagger_is_held_thrown_and_used_in_the_other_hand() -> None:
    lines = {line.name: line for line in attacks(MIRA, LIBRARY.records(MIRA))}
    assert set(lines) == {"Dagger", "Dagger (thrown)", "Dagger (off hand)", "Unarmed Strike"}
    assert lines["Dagger"].attack.bonus == 6
    assert [damage.dice for damage in damages(lines["Dagger (off hand)"])] == ["1d4"]
    thrown = lines["Dagger (thrown)"].attack
    assert (thrown.melee, thrown.ranged and (thrown.ranged.normal, thrown.ranged.long)) == (False, (20, 60))


def test_a_rogue_s_sneak_attack_is_there_where_it_can_be() -> None:
    vex = replace(
        MIRA, classes={"Rogue": ClassLevels("Rogue", 5, 8)}, items={"Shortsword": Item()}, weapons=("shortsword",)
    )
    line = attacks(vex, LIBRARY.records(vex))[0]
    assert [(damage.dice, damage.only.when) for damage in damages(line)] == [("1d6+3", None), ("3d6", "sneak attack")]


def test_a_plus_one_weapon_adds_to_both_and_pierces_what_is_proof_against_common_ones() -> None:
    armed = replace(THORN, items={"Frostbrand": Item(is_like="Longsword", bonus=1)})
    line = attacks(armed, LIBRARY.records(armed))[0]
    (damage,) = damages(line)
    assert (line.attack.bonus, damage.dice, damage.kinds) == (6, "1d8+4", (DamageType.SLASHING,))
    assert damage.made_of


def test_unarmored_barbarians_and_monks_have_their_own_armor_class() -> None:
    def bare(name: str) -> Sheet:
        return replace(THORN, classes={name: ClassLevels(name, 1, 8)}, items={})

    assert numbers.armor_class_of(bare("Barbarian"), LIBRARY.records(bare("Barbarian"))) == 14
    assert numbers.armor_class_of(bare("Monk"), LIBRARY.records(bare("Monk"))) == 13
    assert numbers.armor_class_of(bare("Fighter"), LIBRARY.records(bare("Fighter"))) == 12


@pytest.mark.parametrize(
    ("edition", "dice"),
    [
        (Edition.SRD_52, {"Spear": "1d10+3", "Shortsword": "1d10+3", "Longsword": "1d8", "Shortbow": "1d6+3"}),
        (Edition.SRD_51, {"Spear": "1d8+3", "Shortsword": "1d8+3", "Greatclub": "1d8", "Scimitar": "1d6+3"}),
    ],
)
def test_a_monk_strikes_with_monk_weapons_as_with_bare_hands(edition: Edition, dice: dict[str, str]) -> None:
    scores = {**THORN.scores, Ability.STRENGTH: 10, Ability.DEXTERITY: 16}
    monk = {"Monk": ClassLevels("Monk", 11, 8)}
    bare = replace(THORN, edition=edition, classes=monk, scores=scores, items=dict.fromkeys(dice, Item()), choices={})
    told = {line.name: damages(line)[0].dice for line in attacks(bare, LIBRARY.records(bare))}
    assert {name: told[name] for name in dice} == dice
    shielded = replace(bare, items={**bare.items, "Shield": Item(equipped=True)})
    lines = {line.name: damages(line)[0].dice for line in attacks(shielded, LIBRARY.records(shielded))}
    assert (lines["Spear"], lines[UNARMED]) == ("1d6", "1")


def test_what_the_sheet_overrides_stands() -> None:
    own = replace(
        THORN, overrides={"armor class": 21, "save wis": 9, "skill stealth": 11, "initiative": 7, "speed": 40}
    )
    creature = numbers.creature(own, LIBRARY.records(own))
    assert (creature.armor_class, creature.save(Ability.WISDOM), creature.skill("stealth")) == (21, 9, 11)
    assert (creature.initiative, creature.speeds["walk"]) == (7, 40)


def test_half_casters_have_slots_from_the_first_level_in_2024_alone() -> None:
    paladin = replace(THORN, classes={"Paladin": ClassLevels("Paladin", 1, 10)})
    assert numbers.slots(paladin, LIBRARY.records(paladin))[0] == 2
    before = replace(paladin, edition=Edition.SRD_51)
    assert numbers.slots(before, LIBRARY.records(before)) == NO_SLOTS


def test_whoever_names_nothing_attacks_with_what_is_in_hand() -> None:
    def usual(*held: str) -> str:
        sheet = replace(THORN, items={name: Item(equipped=True) for name in held} | {"Greataxe": Item()})
        return usual_attack(sheet, LIBRARY.records(sheet))

    assert usual("Longbow", "Dagger", "Longsword", "Shield") == "Longsword"
    assert usual("Longbow") == "Longbow"
    assert usual("Torch") == UNARMED
