"""Sneak Attack as it is offered after a hit: when, what it deals, and once a turn."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.characters.sheet import Item
from core.combat.acts import answers, deeds
from core.combat.acts.aiming import Aim
from core.combat.acts.stage import Stage
from core.combat.record.happenings import Hurt, Offered
from core.combat.record.ongoing import Ongoing
from core.combat.record.openings import Opening
from core.combat.record.state import Side
from core.dice.advantage import Advantage
from core.errors import RuleError
from core.rules.abilities import Ability
from core.rules.conditions import Condition
from core.rules.damage import DamageType
from core.rules.edition import Edition
from tests.core.combat.fights import GRIX, MIRA_, SNAG, THORN_
from tests.core.combat.test_features import SCORES, hero, stage

HITS, CRITICAL = 15, 20
BOTH = [Edition.SRD_52, Edition.SRD_51]
NEAR = "Sneak Attack (ally within 5 feet)"
WEAPONS = {each: Item(equipped=True) for each in ("Shortsword", "Shortbow", "Mace")}
BETTER, WORSE = Advantage.ADVANTAGE, Advantage.DISADVANTAGE
PLAIN = Advantage.NONE


def rogue(level: int, edition: Edition, *faces: int) -> Stage:
    sheet = hero("Rogue", level, edition, items=WEAPONS, scores={**SCORES, Ability.STRENGTH: 8})
    at = stage(sheet, *faces)
    grix = at.scene.combatant(GRIX)
    assert grix.vitals is not None
    hit_points = replace(grix.vitals.hit_points, current=200, maximum=200)
    at.scene.change(replace(grix, vitals=replace(grix.vitals, hit_points=hit_points)))
    return at


def hit(at: Stage, weapon: str = "Shortsword", how: Advantage = PLAIN, *ways: str, by: int = THORN_) -> list[str]:
    """What is offered after it."""
    deeds.do_named(at, by, weapon, Aim((GRIX,), advantage=how, ways=frozenset(ways)))
    return [each.name for each in at.scene.log if isinstance(each, Offered) and each.who == THORN_]


@pytest.mark.parametrize("edition", BOTH)
@pytest.mark.parametrize(
    ("weapon", "how", "offered"),
    [
        ("Shortsword", BETTER, ["Sneak Attack"]),
        ("Shortsword", PLAIN, [NEAR]),
        ("Shortsword", WORSE, []),
        ("Shortbow", BETTER, ["Sneak Attack"]),
        ("Shortbow", PLAIN, [NEAR]),
        ("Mace", BETTER, []),
        ("Unarmed Strike", BETTER, []),
    ],
)
def test_it_is_offered_with_a_fitting_weapon_and_roll(
    edition: Edition, weapon: str, how: Advantage, offered: list[str]
) -> None:
    faces = (HITS, 1) if how is PLAIN else (HITS, HITS, 1)
    assert hit(rogue(5, edition, *faces), weapon, how) == offered


@pytest.mark.parametrize("edition", BOTH)
def test_a_miss_offers_nothing(edition: Edition) -> None:
    assert hit(rogue(5, edition, 2)) == []


@pytest.mark.parametrize("edition", BOTH)
@pytest.mark.parametrize(("level", "dice"), [(1, 1), (2, 1), (3, 2), (5, 3), (11, 6), (19, 10), (20, 10)])
def test_it_deals_its_dice_of_the_weapons_kind(edition: Edition, level: int, dice: int) -> None:
    at = rogue(level, edition, HITS, 1, *([2] * dice))
    hit(at)
    deeds.do_named(at, THORN_, NEAR, Aim())
    (more,) = [each for each in at.scene.log if isinstance(each, Hurt)][1:]
    assert (more.who, [(part.kind, part.rolled) for part in more.parts]) == (GRIX, [(DamageType.PIERCING, 2 * dice)])


@pytest.mark.parametrize("edition", BOTH)
def test_a_critical_hit_doubles_its_dice(edition: Edition) -> None:
    at = rogue(5, edition, CRITICAL, 1, 1, *([2] * 6))
    hit(at)
    deeds.do_named(at, THORN_, NEAR, Aim())
    assert [each.amount for each in at.scene.log if isinstance(each, Hurt)][-1] == 12, "twice three dice"


def test_it_comes_once_a_turn_whichever_way_it_was_asked_for() -> None:
    at = rogue(5, Edition.SRD_52, HITS, 1, 2, 2, 2, HITS, 1)
    hit(at)
    deeds.do_named(at, THORN_, NEAR, Aim())
    with pytest.raises(RuleError) as refusal:
        deeds.do(at, THORN_, possible(at, NEAR), Aim())
    assert refusal.value.reason == "sneak-attack-made"
    at.scene.log.clear()
    again = replace(at.scene.combatant(THORN_), spent={})
    at.scene.change(again)
    assert hit(at) == [], "not a second time"
    at.scene.change(replace(at.scene.combatant(THORN_), spent={}))
    with pytest.raises(RuleError) as refusal:
        hit(at, "Shortsword", PLAIN, "sneak attack")
    assert refusal.value.reason == "sneak-attack-made"


def test_who_says_it_beforehand_is_not_asked_again() -> None:
    at = rogue(5, Edition.SRD_52, HITS, 1, 2, 2, 2)
    assert hit(at, "Shortsword", PLAIN, "sneak attack") == []


def test_whoever_declines_goes_on() -> None:
    at = rogue(5, Edition.SRD_52, HITS, 1, HITS, 1)
    assert hit(at) == [NEAR]
    before = at.scene.combatant(THORN_)
    assert "sneak attack" not in before.turn
    at.scene.change(replace(before, spent={}))
    at.scene.log.clear()
    assert hit(at) == [NEAR], "the next hit offers it anew"


def test_without_a_hit_it_is_refused() -> None:
    at = rogue(5, Edition.SRD_52)
    with pytest.raises(RuleError) as refusal:
        deeds.do(at, THORN_, possible(at, "Sneak Attack"), Aim((GRIX,)))
    assert refusal.value.reason == "sneak-attack-first"


def test_who_fights_alone_needs_advantage() -> None:
    for lost in ("gone", "incapacitated", "other side"):
        at = rogue(5, Edition.SRD_52, HITS, 1, HITS, HITS, 1)
        mira = at.scene.combatant(MIRA_)
        match lost:
            case "gone":
                mira = replace(mira, gone=True)
            case "incapacitated":
                mira = replace(mira, ongoing={1: Ongoing("Sleep", conditions=(Condition.INCAPACITATED,))})
            case _:
                mira = replace(mira, side=Side.FOES)
        at.scene.change(mira)
        assert hit(at) == [], lost
        at.scene.change(replace(at.scene.combatant(THORN_), spent={}))
        assert hit(at, "Shortsword", BETTER) == ["Sneak Attack"], lost


def test_an_opportunity_attack_in_anothers_turn_has_its_own() -> None:
    at = rogue(5, Edition.SRD_52, HITS, 1, 2, 2, 2)
    at.scene.fight = replace(at.scene.fight, current=SNAG)
    assert hit(at, "Shortsword", PLAIN, "opportunity attack") == [NEAR]
    opening = Opening(THORN_, NEAR, GRIX, "nothing")
    at.scene.fight = replace(at.scene.fight, openings={"1-0": opening})
    answers.answer(at, "1-0", Aim())
    assert [each.amount for each in at.scene.log if isinstance(each, Hurt)][-1] == 6


def possible(at: Stage, name: str) -> deeds.Possible:
    power = next(each for each in at.scene.powers(THORN_).actions if each.name == name)
    return deeds.Possible(name, "feature", power.action.economy, power.action.effects)
