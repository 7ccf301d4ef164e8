"""Deeds as they are played, with dice that fall as they are told; every number here was worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from core.characters.attacks import attacks
from core.combat.duration import lasting
from core.combat.duration.lasting import concentrate
from core.combat.health.healing import death_save
from core.combat.play.player import play
from core.combat.record.deed import Deed
from core.combat.record.happenings import (
    ConcentrationTested,
    DeathSaved,
    Ended,
    Fell,
    Gained,
    Hurt,
    Mended,
    SaveMade,
    Spared,
    Struck,
)
from core.combat.record.ongoing import Ongoing
from core.combat.record.state import Concentration
from core.combat.situation.scene import Scene
from core.dice.advantage import Advantage
from core.rules.abilities import Ability
from core.rules.attacks import Reach
from core.rules.conditions import Condition
from core.rules.cover import Cover
from core.rules.damage import DamageType
from core.rules.edition import Edition
from core.rules.effects.lasting import Lasting, Roll
from core.rules.effects.outcomes import Damage, Heal
from core.rules.effects.terms import Duration, Moment, Until
from core.rules.effects.tree import Alter, Attack, Each, Inflict, Save
from core.rules.hit_points import HitPoints
from core.rules.house_rules import Critical, HouseRules
from core.rules.vitals import DYING, Vitals
from tests.core.characters.sheets import MIRA, THORN
from tests.core.combat.fights import GRIX, LIBRARY, MIRA_, SNAG, THORN_, fight, scene

SWORD = next(line.attack for line in attacks(THORN, LIBRARY.records(THORN)) if line.name == "Longsword")
FIREBALL = Save((Ability.DEXTERITY,), 15, (Damage("8d6", (DamageType.FIRE,), halved=True),))
HOLD = Save(
    (Ability.WISDOM,),
    15,
    (
        Inflict(
            (Condition.PARALYZED,),
            Duration(rounds=10, ends=(Until.CONCENTRATION,), save=Ability.WISDOM, dc=15),
        ),
    ),
)


def told(stage: Scene, kind: type[Any]) -> list[Any]:
    return [each for each in stage.log if isinstance(each, kind)]


def hit_points(stage: Scene, number: int) -> int:
    return stage.vitals(number).hit_points.current


def with_condition(stage: Scene, number: int, *conditions: Condition, source: int | None = None) -> Scene:
    stage.add(number, Ongoing("Test", source, conditions))
    return stage


def test_a_hit_rolls_its_damage_and_takes_it_from_the_target() -> None:
    stage = scene(10, 6)
    play(stage, Deed(THORN_, "Longsword", (SWORD,), (GRIX,)))
    (struck,) = told(stage, Struck)
    assert (struck.result, struck.total, struck.armor_class) == ("hit", 15, 15)
    assert hit_points(stage, GRIX) == 1
    (hurt,) = told(stage, Hurt)
    assert [(part.rolled, part.taken, part.dice) for part in hurt.parts] == [(9, 9, "1d8+3 [6]")]


def test_what_was_rolled_for_all_is_told_of_each_and_the_dice_of_a_critical_hit_of_that_hit() -> None:
    stage = scene(2, 1, 2, 3, 4, 5, 6, 1, 2, 19)
    play(stage, Deed(MIRA_, "Fireball", (Each((FIREBALL,), most=None),), (GRIX, SNAG)))
    assert [hurt.parts[0].dice for hurt in told(stage, Hurt)] == ["8d6 [1, 2, 3, 4, 5, 6, 1, 2]"] * 2
    stage = scene(20, 6, 2)
    play(stage, Deed(THORN_, "Longsword", (SWORD,), (GRIX,)))
    (hurt,) = told(stage, Hurt)
    assert hurt.parts[0].dice == "2d8+3 [6, 2]"


def test_a_miss_rolls_no_damage() -> None:
    stage = scene(9)
    play(stage, Deed(THORN_, "Longsword", (SWORD,), (GRIX,)))
    assert told(stage, Struck)[0].result == "miss"
    assert hit_points(stage, GRIX) == 10


@pytest.mark.parametrize(
    ("rule", "faces", "damage"),
    [
        (Critical.DOUBLED_DICE, (20, 2, 3), 8),
        (Critical.DOUBLED_TOTAL, (20, 2), 10),
        (Critical.HIGHEST_AND_ROLLED, (20, 2), 13),
    ],
)
def test_a_critical_hit_follows_the_rule_of_the_house(rule: Critical, faces: tuple[int, ...], damage: int) -> None:
    stage = scene(*faces, of=replace(fight(), house=HouseRules(critical=rule)))
    play(stage, Deed(THORN_, "Longsword", (SWORD,), (GRIX,)))
    assert told(stage, Hurt)[0].amount == damage


def test_a_foe_at_0_hit_points_is_dead_and_worth_its_points() -> None:
    stage = scene(15, 8)
    play(stage, Deed(THORN_, "Longsword", (SWORD,), (GRIX,)))
    assert stage.vitals(GRIX).is_dead
    assert (told(stage, Fell)[0].dead, stage.fight.xp) == (True, 50)


def test_damage_that_several_save_against_is_rolled_once_and_halved_for_those_who_succeed() -> None:
    # Grix saves first (20+2 succeeds), and only then the damage is rolled: half of 40 for him, all of it for Snag.
    stage = scene(18, 5, 5, 5, 5, 5, 5, 5, 5, 1)
    play(stage, Deed(MIRA_, "Fireball", (Each((FIREBALL,), most=None),), (GRIX, SNAG)))
    assert [(save.who, save.success) for save in told(stage, SaveMade)] == [(GRIX, True), (SNAG, False)]
    assert [(hurt.who, hurt.amount) for hurt in told(stage, Hurt)] == [(GRIX, 20), (SNAG, 40)]
    assert stage.throws.whole() is not None


def test_cover_helps_armor_class_and_dexterity_saves() -> None:
    behind = fight().with_(replace(fight().combatants[GRIX], cover=Cover.HALF))
    stage = scene(10, of=behind)
    play(stage, Deed(THORN_, "Longsword", (SWORD,), (GRIX,)))
    assert told(stage, Struck)[0].armor_class == 17
    assert told(stage, Struck)[0].result == "miss"


def test_advantage_comes_from_the_target_s_conditions_and_is_cancelled_by_one_s_own() -> None:
    stage = with_condition(scene(2, 14, 3), GRIX, Condition.RESTRAINED)
    play(stage, Deed(THORN_, "Longsword", (SWORD,), (GRIX,)))
    assert (told(stage, Struck)[0].advantage, told(stage, Struck)[0].natural) == ("advantage", 14)

    stage = with_condition(with_condition(scene(12, 3), GRIX, Condition.RESTRAINED), THORN_, Condition.POISONED)
    play(stage, Deed(THORN_, "Longsword", (SWORD,), (GRIX,)))
    assert told(stage, Struck)[0].advantage == "none"


def test_a_hit_in_melee_on_somebody_paralyzed_is_critical() -> None:
    stage = with_condition(scene(2, 14, 3, 4), GRIX, Condition.PARALYZED)
    play(stage, Deed(THORN_, "Longsword", (SWORD,), (GRIX,)))
    assert told(stage, Struck)[0].result == "critical"


BOLT = Attack((Damage("1d10", (DamageType.FIRE,)),), bonus=17, melee=False, spell=True)
BOW = Attack((Damage("1d8", (DamageType.PIERCING,)),), bonus=17, melee=False)
SPEAR = Attack((Damage("1d6", (DamageType.PIERCING,)),), bonus=17, ranged=Reach(20, 60))


@pytest.mark.parametrize("edition", list(Edition))
@pytest.mark.parametrize(
    ("attack", "ways", "near"),
    [
        (SPEAR, frozenset[str](), True),
        (SPEAR, frozenset({"at range"}), False),
        (BOW, frozenset[str](), False),
        (BOLT, frozenset[str](), False),
        (BOW, frozenset({"within 5 feet"}), True),
        (BOLT, frozenset({"within 5 feet"}), True),
    ],
)
def test_only_what_hits_from_near_is_critical_on_the_unconscious_and_has_advantage_at_the_prone(
    edition: Edition, attack: Attack, ways: frozenset[str], *, near: bool
) -> None:
    deed = Deed(MIRA_, "Attack", (attack,), (GRIX,), ways=ways)
    stage = with_condition(scene(3, 3, 3, 3, of=fight(edition)), GRIX, Condition.UNCONSCIOUS)
    play(stage, deed)
    struck = told(stage, Struck)[0]
    assert (struck.advantage, struck.result) == (("advantage", "critical") if near else ("none", "hit"))

    stage = with_condition(scene(3, 3, 3, 3, of=fight(edition)), GRIX, Condition.PRONE)
    play(stage, deed)
    close = near and not attack.melee  # a foe who is near and awake makes it hard to aim
    assert told(stage, Struck)[0].advantage == ("none" if close else "advantage" if near else "disadvantage")


def test_a_foe_within_5_feet_makes_it_hard_to_aim_from_afar_unless_it_cannot_act_or_see() -> None:
    deed = Deed(MIRA_, "Attack", (BOW,), (GRIX,), ways=frozenset({"within 5 feet"}))
    for condition, expected in (
        (None, "disadvantage"),
        (Condition.INCAPACITATED, "none"),
        (Condition.BLINDED, "advantage"),
    ):
        stage = scene(3, 3, 3, 3)
        play(with_condition(stage, GRIX, condition) if condition else stage, deed)
        assert told(stage, Struck)[0].advantage == expected
    stage = with_condition(scene(3, 3, 3, 3), MIRA_, Condition.INVISIBLE)
    play(stage, deed)
    assert told(stage, Struck)[0].advantage == "advantage"


def test_what_lasts_adds_to_rolls_and_armor_class() -> None:
    stage = scene(9, 4, 3)
    bless = Alter((Lasting(Roll.ATTACKS, bonus="1d4"),), Duration(rounds=10))
    play(stage, Deed(MIRA_, "Bless", (bless,), (THORN_,)))
    play(stage, Deed(THORN_, "Longsword", (SWORD,), (GRIX,)))
    assert told(stage, Struck)[0].total == 9 + 5 + 4
    shield = Alter((Lasting(Roll.ARMOR_CLASS, bonus="5"),), Duration(until=Moment.SOURCE_TURN_START))
    play(stage, Deed(GRIX, "Shield", (shield,), (GRIX,)))
    stage2 = scene(10, 1, of=stage.fight)
    play(stage2, Deed(THORN_, "Longsword", (SWORD,), (GRIX,)))
    assert told(stage2, Struck)[0].armor_class == 20


def test_resistance_halves_and_vulnerability_doubles_for_as_long_as_they_last() -> None:
    burn = Damage("7", (DamageType.FIRE,))
    stage = scene()
    resists = Alter((Lasting(resists=frozenset({DamageType.FIRE})),), Duration())
    play(stage, Deed(MIRA_, "Ward", (resists,), (THORN_,)))
    play(stage, Deed(GRIX, "Torch", (burn,), (THORN_,)))
    assert told(stage, Hurt)[0].amount == 3
    suffers = Alter((Lasting(suffers=frozenset({DamageType.FIRE})),), Duration())
    play(stage, Deed(MIRA_, "Curse", (suffers,), (SNAG,)))
    play(stage, Deed(MIRA_, "Torch", (burn,), (SNAG,)))
    assert told(stage, Hurt)[1].amount == 14


def test_a_condition_that_somebody_is_immune_to_spares_them() -> None:
    skeleton = LIBRARY.monsters[Edition.SRD_52].find("Skeleton")
    assert skeleton is not None
    bones = replace(fight().combatants[GRIX], monster="Skeleton")
    stage = scene(of=fight().with_(bones))
    play(stage, Deed(MIRA_, "Gas", (Inflict((Condition.POISONED,), Duration(rounds=10)),), (GRIX, SNAG)))
    assert [(each.who, each.what) for each in told(stage, Spared)] == [(GRIX, "poisoned")]
    assert [each.who for each in told(stage, Gained)] == [SNAG]


def test_a_held_spell_ends_when_damage_breaks_concentration() -> None:
    stage = scene(3, 4)
    concentrate(stage, MIRA_, Concentration("Hold Person", 2, 10))
    play(stage, Deed(MIRA_, "Hold Person", (HOLD,), (GRIX,), held=True))
    assert Condition.PARALYZED in stage.conditions(GRIX)
    play(stage, Deed(SNAG, "Arrow", (Damage("5", (DamageType.PIERCING,)),), (MIRA_,)))
    (tested,) = told(stage, ConcentrationTested)
    assert (tested.total, tested.dc, tested.held) == (6, 10, False)
    assert Condition.PARALYZED not in stage.conditions(GRIX)
    assert [(each.who, each.why) for each in told(stage, Ended)] == [(MIRA_, "concentration"), (GRIX, "concentration")]


def test_a_new_concentration_takes_the_place_of_the_old() -> None:
    stage = scene()
    concentrate(stage, MIRA_, Concentration("Bless", 1, 10))
    stage.add(THORN_, Ongoing("Bless", MIRA_, held=True))
    concentrate(stage, MIRA_, Concentration("Fly", 3, 100))
    assert stage.combatant(MIRA_).concentration == Concentration("Fly", 3, 100)
    assert not stage.combatant(THORN_).ongoing


def test_somebody_who_falls_is_unconscious_loses_concentration_and_is_hit_critically() -> None:
    nearly = replace(MIRA, vitals=Vitals(HitPoints(3, 27)))
    stage = scene(12, 18, 2, 3, sheets={MIRA_: nearly})
    concentrate(stage, MIRA_, Concentration("Fly", 3, 100))
    play(stage, Deed(GRIX, "Arrow", (Damage("4", (DamageType.PIERCING,)),), (MIRA_,)))
    assert (told(stage, Fell)[0].dead, stage.vitals(MIRA_).is_dying) == (False, True)
    assert stage.combatant(MIRA_).concentration is None
    assert Condition.UNCONSCIOUS in stage.conditions(MIRA_)
    play(stage, Deed(GRIX, "Scimitar", (Attack((Damage("1d6", (DamageType.SLASHING,)),), bonus=4),), (MIRA_,)))
    assert told(stage, Struck)[0].result == "critical"
    death = stage.vitals(MIRA_).death
    assert death is not None
    assert death.failures == 2


def test_healing_brings_somebody_back_up() -> None:
    down = replace(MIRA, vitals=Vitals(HitPoints(0, 27), DYING))
    stage = scene(2, 3, sheets={MIRA_: down})
    play(stage, Deed(THORN_, "Healing Word", (Heal("2d4", plus_modifier=True),), (MIRA_,), modifier=3))
    assert told(stage, Mended)[0].amount == hit_points(stage, MIRA_) == 8
    assert stage.conditions(MIRA_) == {Condition.PRONE}, "who has fallen lies there"
    assert Gained(MIRA_, "prone", (Condition.PRONE,)) in stage.log


@pytest.mark.parametrize("down", [True, False])
def test_whoever_wakes_from_a_spell_lies_there_unless_they_are_down(down: bool) -> None:
    vitals = Vitals(HitPoints(0, 27), DYING) if down else Vitals(HitPoints(27, 27))
    stage = with_condition(scene(sheets={MIRA_: replace(MIRA, vitals=vitals)}), MIRA_, Condition.UNCONSCIOUS)
    (key,) = stage.combatant(MIRA_).ongoing
    lasting.end(stage, MIRA_, key, "over")
    assert stage.conditions(MIRA_) == {Condition.UNCONSCIOUS if down else Condition.PRONE}


def test_what_was_rolled_is_one_roll_of_several_lines_in_its_order() -> None:
    stage = scene(10, 6)
    play(stage, Deed(THORN_, "Longsword", (SWORD,), (GRIX,), advantage=Advantage.NONE))
    whole = stage.throws.whole()
    assert whole is not None
    assert whole.expression.text == "1d20 + 5; 1d8 + 3"
    assert (whole.totals, whole.drawn) == ((15, 9), (10, 6))


def test_death_saves_are_counted_and_told() -> None:
    down = replace(MIRA, vitals=Vitals(HitPoints(0, 27), DYING))
    stage = scene(1, sheets={MIRA_: down})
    death_save(stage, MIRA_)
    (saved,) = told(stage, DeathSaved)
    assert (saved.failures, saved.fate) == (2, "dying")
