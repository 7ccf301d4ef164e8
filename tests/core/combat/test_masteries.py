"""What weapons do in the hands of whoever has mastered them, by the rules of 2024."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from core.characters.sheet import Item, Sheet
from core.combat.acts import acting
from core.combat.acts.aiming import Aim
from core.combat.acts.stage import Stage
from core.combat.record.happenings import Hurt, Moved, SaveMade, Struck
from core.combat.rounds import turns
from core.combat.situation.speeds import speed_of
from core.combat.situation.throws import Throws
from core.dice.source import ScriptedDice
from core.errors import RuleError
from core.ids import StreamId
from core.rules.abilities import Ability
from core.rules.actions import Economy
from core.rules.conditions import Condition
from core.rules.edition import Edition
from tests.core.characters.sheets import MIRA, THORN
from tests.core.combat.fights import GRIX, LIBRARY, MIRA_, SNAG, THORN_, fight

WEAPONS = ("Dagger", "Greataxe", "Greatsword", "Light Crossbow", "Longsword", "Maul", "Pike", "Shortbow", "Shortsword")
HITS, MISSES = 15, 2
"""Faces of a d20 against a goblin."""


def stage(*faces: int, edition: Edition = Edition.SRD_52, **otherwise: Any) -> Stage:
    """Thorn with every weapon and its mastery, Strength 16 and Dexterity 14, and dice that fall so."""
    thorn: Sheet = replace(
        THORN, edition=edition, masteries=WEAPONS, items={name: Item(equipped=True) for name in WEAPONS}, **otherwise
    )
    sheets = {StreamId("character:1"): thorn, StreamId("character:2"): MIRA}
    return Stage(fight(edition), sheets, Throws(ScriptedDice(list(faces))), book=LIBRARY)


def strike(at: Stage, weapon: str, *targets: int) -> None:
    acting.attack(at, THORN_, weapon, Aim(targets or (GRIX,)))


def hurts(at: Stage) -> list[tuple[int, int]]:
    """Who took how much."""
    return [(each.who, sum(part.taken for part in each.parts)) for each in at.scene.log if isinstance(each, Hurt)]


def test_cleave_strikes_a_second_creature_without_the_modifier() -> None:
    at = stage(HITS, 3, HITS, 4)
    strike(at, "Greataxe", GRIX, SNAG)
    assert hurts(at) == [(GRIX, 6), (SNAG, 4)], "3 and Strength, then 4 alone"


def test_cleave_needs_a_hit_and_a_second_creature() -> None:
    at = stage(MISSES)
    strike(at, "Greataxe", GRIX, SNAG)
    assert [each.who for each in at.scene.log if isinstance(each, Struck)] == [GRIX]
    at = stage(HITS, 3)
    strike(at, "Greataxe")
    assert hurts(at) == [(GRIX, 6)]


def test_cleave_comes_once_a_turn() -> None:
    at = stage(HITS, 1, HITS, 1, HITS, 1)
    strike(at, "Greataxe", GRIX, SNAG)
    combatant = at.scene.combatant(THORN_)
    at.scene.change(replace(combatant, spent={}))
    with pytest.raises(RuleError) as refusal:
        strike(at, "Greataxe", GRIX, SNAG)
    assert refusal.value.reason == "cleave-made"
    strike(at, "Greataxe", SNAG)


def test_graze_hurts_whoever_is_missed() -> None:
    at = stage(MISSES)
    strike(at, "Greatsword")
    assert hurts(at) == [(GRIX, 3)]


def test_push_moves_whoever_is_hit() -> None:
    at = stage(HITS, 1)
    strike(at, "Pike")
    assert Moved(GRIX, 10, "away") in at.scene.log


def test_sap_spoils_the_next_attack() -> None:
    at = stage(HITS, 1, 15, 1, 12)
    strike(at, "Longsword")
    at.scene.fight = replace(at.scene.fight, current=GRIX)
    block = at.scene.block(GRIX)
    assert block is not None
    scimitar = next(each for each in block.actions if each.name == "Scimitar")
    acting.act(at, GRIX, scimitar, Aim((THORN_,)))
    assert at.scene.log[-1] == Struck(THORN_, "miss", 5, 1, "disadvantage", 12)
    assert not at.scene.combatant(GRIX).ongoing, "that was the one"


def test_sap_is_over_when_the_turn_of_who_did_it_begins() -> None:
    at = stage(HITS, 1)
    strike(at, "Longsword")
    assert [one.name for one in at.scene.combatant(GRIX).ongoing.values()] == ["Sap"]
    for _ in range(4):
        turns.advance(at.scene)
    assert at.scene.fight.current == THORN_
    assert not at.scene.combatant(GRIX).ongoing


def test_slow_takes_ten_feet_and_no_more() -> None:
    at = stage(HITS, 1)
    strike(at, "Light Crossbow")
    assert speed_of(at.scene, GRIX) == 20
    slow = next(iter(at.scene.combatant(GRIX).ongoing.values()))
    at.scene.add(GRIX, replace(slow, source=MIRA_))
    assert speed_of(at.scene, GRIX) == 20, "another's does not come besides"


def test_topple_throws_down_whoever_does_not_stand_it() -> None:
    at = stage(HITS, 1, 1, 2)
    strike(at, "Maul")
    save = next(each for each in at.scene.log if isinstance(each, SaveMade))
    assert (save.ability, save.dc, save.success) == (Ability.CONSTITUTION, 13, False)
    assert Condition.PRONE in at.scene.conditions(GRIX)


def test_vex_helps_the_next_attack_at_whom_it_hurt() -> None:
    at = stage(HITS, 1, 3, HITS, 1)
    strike(at, "Shortsword")
    strike(at, "Dagger (off hand)")
    struck = [each for each in at.scene.log if isinstance(each, Struck)]
    assert [each.advantage for each in struck] == ["none", "advantage"]
    assert not at.scene.combatant(GRIX).ongoing


def test_vex_helps_nobody_else() -> None:
    at = stage(HITS, 1, MISSES)
    strike(at, "Shortsword")
    strike(at, "Dagger (off hand)", SNAG)
    assert [each.advantage for each in at.scene.log if isinstance(each, Struck)] == ["none", "none"]


def test_nick_leaves_the_bonus_action_alone_and_comes_once() -> None:
    at = stage(HITS, 1, 3, MISSES)
    strike(at, "Shortsword")
    strike(at, "Dagger (off hand)")
    assert not at.scene.combatant(THORN_).spent.get(Economy.BONUS)
    with pytest.raises(RuleError) as refusal:
        strike(at, "Shortsword (off hand)")
    assert refusal.value.reason == "off-hand-made"


def test_what_is_not_mastered_or_of_2014_does_nothing_more() -> None:
    unmastered = stage(MISSES)
    unmastered.write(THORN_, replace(unmastered.sheet(THORN_), masteries=()))
    for at in (unmastered, stage(MISSES, edition=Edition.SRD_51)):
        strike(at, "Greatsword")
        assert hurts(at) == []


def test_fighting_styles_of_two_weapons_and_great_ones() -> None:
    at = stage(HITS, 1, 3, HITS, 4, choices={"Fighting Style": "Two-Weapon Fighting"})
    strike(at, "Shortsword")
    strike(at, "Dagger (off hand)")
    assert hurts(at) == [(GRIX, 4), (GRIX, 7)], "both with the modifier"

    at = stage(HITS, 1, 2, choices={"Fighting Style": "Great Weapon Fighting"})
    strike(at, "Greatsword")
    assert hurts(at) == [(GRIX, 9)], "a 1 and a 2 count as 3 each, and Strength"
    at = stage(HITS, 1, 5, 4, edition=Edition.SRD_51, choices={"Fighting Style": "Great Weapon Fighting"})
    strike(at, "Greatsword")
    assert hurts(at) == [(GRIX, 12)], "the 1 is rolled again in 2014"


def test_a_crossbow_is_loaded_anew_for_each_shot_of_an_action() -> None:
    veteran = {"Fighter": replace(THORN.classes["Fighter"], level=5)}
    at = stage(MISSES, MISSES, classes=veteran)
    strike(at, "Light Crossbow")
    with pytest.raises(RuleError) as refusal:
        strike(at, "Light Crossbow")
    assert refusal.value.reason == "loading"
    strike(at, "Shortbow")


def test_a_heavy_weapon_is_too_much_for_the_weak() -> None:
    at = stage(HITS, MISSES, scores={**THORN.scores, Ability.STRENGTH: 12})
    strike(at, "Maul")
    assert [each.advantage for each in at.scene.log if isinstance(each, Struck)] == ["disadvantage"]
