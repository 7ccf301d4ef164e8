"""Turns and rounds, and what comes and ends with them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.combat.means.doing import Price, begin_deed
from core.combat.play.player import play
from core.combat.record.deed import Deed
from core.combat.record.happenings import DeathSaved, Ended, Hurt, Overruled, Recharged, SaveMade, TurnBegan
from core.combat.record.ongoing import Ongoing
from core.combat.record.state import Concentration, Fight
from core.combat.rounds import turns
from core.combat.situation import order
from core.errors import RuleError
from core.rules.abilities import Ability
from core.rules.actions import Economy
from core.rules.conditions import Condition
from core.rules.damage import DamageType
from core.rules.edition import Edition
from core.rules.effects.lasting import Lasting, Roll
from core.rules.effects.outcomes import Damage
from core.rules.effects.terms import Duration, Moment, Until
from core.rules.effects.tree import Alter
from core.rules.hit_points import HitPoints
from core.rules.vitals import DEAD, DYING, Vitals
from tests.core.characters.sheets import MIRA
from tests.core.combat.fights import GRIX, MIRA_, SNAG, THORN_, fight, scene


def test_the_round_goes_round() -> None:
    stage = scene()
    order: list[tuple[int, int | None]] = []
    for _ in range(5):
        turns.advance(stage)
        order.append((stage.fight.round, stage.fight.current))
    assert order == [(1, MIRA_), (1, GRIX), (1, SNAG), (2, THORN_), (2, MIRA_)]


def test_the_first_turn_is_that_of_whoever_is_first() -> None:
    stage = scene(of=replace(fight(), round=0, current=None))
    turns.advance(stage)
    assert (stage.fight.round, stage.fight.current) == (1, THORN_)


def test_dead_monsters_and_those_who_wait_are_passed_over() -> None:
    there = fight()
    dead = replace(there.combatants[GRIX], vitals=Vitals(HitPoints(0, 10), DEAD, outright=True))
    waiting = replace(there.combatants[MIRA_], delayed=True)
    stage = scene(of=there.with_(dead).with_(waiting))
    turns.advance(stage)
    assert stage.fight.current == SNAG


def test_the_turn_after_somebody_who_left_is_that_of_whoever_came_next() -> None:
    there = fight()
    stage = scene(of=replace(there.with_(replace(there.combatants[MIRA_], gone=True)), current=MIRA_))
    turns.advance(stage)
    assert (stage.fight.round, stage.fight.current) == (1, GRIX)


def test_a_turn_can_be_given_back_and_not_before_the_first() -> None:
    second = replace(fight(), round=2)
    assert (turns.back(second).round, turns.back(second).current) == (1, SNAG)
    with pytest.raises(RuleError, match="no-turn-before"):
        turns.back(fight())


def lasting(one: Ongoing, on: int, *, of: Fight | None = None) -> Fight:
    stage = scene(of=of)
    stage.add(on, one)
    return stage.fight


def test_rounds_are_counted_by_the_turns_of_whoever_brought_it() -> None:
    stage = scene(of=lasting(Ongoing("Bless", MIRA_, rounds=2), THORN_))
    ended: list[int] = []
    for _ in range(10):
        turns.advance(stage)
        ended.append(sum(isinstance(each, Ended) for each in stage.log))
    # Mira's turn begins with the first step, and again in the second round with the fifth.
    assert ended == [0, 0, 0, 0, 1, 1, 1, 1, 1, 1]


def test_concentration_and_what_it_holds_show_the_same_rounds_and_end_as_the_casters_tenth_turn_after_begins() -> None:
    stage = scene()
    minute = Duration(rounds=10, ends=(Until.CONCENTRATION,))
    stage.change(replace(stage.combatant(THORN_), concentration=Concentration("Bless", 1, rounds=10)))
    play(stage, Deed(THORN_, "Bless", (Alter((Lasting(Roll.ATTACKS, bonus="1d4"),), minute),), (MIRA_,)))
    shown: list[tuple[int | None, int | None]] = []
    for _ in range(11):
        held, borne = stage.combatant(THORN_).concentration, list(stage.combatant(MIRA_).ongoing.values())
        shown.append((held.rounds if held else None, borne[0].rounds if borne else None))
        for _ in range(4):
            turns.advance(stage)
    assert shown == [*((left, left) for left in range(10, 0, -1)), (None, None)]


def test_what_nobody_made_or_the_dead_is_counted_by_the_turns_of_whoever_bears_it() -> None:
    for one in (Ongoing("stunned", None, (Condition.STUNNED,), rounds=1), Ongoing("Poison", SNAG, rounds=1)):
        there = lasting(one, GRIX)
        dead = replace(there.combatants[SNAG], vitals=Vitals(HitPoints(0, 10), DEAD, outright=True))
        stage = scene(of=replace(there.with_(dead), current=MIRA_))
        turns.advance(stage)
        assert stage.fight.current == GRIX
        assert stage.combatant(GRIX).ongoing, "it lasts in the turn"
        turns.advance(stage)
        assert not stage.combatant(GRIX).ongoing


def test_a_save_is_tried_at_the_end_of_every_turn_until_it_succeeds() -> None:
    held = Ongoing("Hold Person", MIRA_, (Condition.PARALYZED,), save=Ability.WISDOM, dc=15, rounds=10)
    stage = scene(2, 19, of=replace(lasting(held, GRIX), current=GRIX))
    turns.advance(stage)
    for _ in range(4):
        turns.advance(stage)
    assert [save.success for save in stage.log if isinstance(save, SaveMade)] == [False, True]
    assert Condition.PARALYZED not in stage.conditions(GRIX)


def test_what_lasts_until_the_end_of_one_s_next_turn_outlives_this_one() -> None:
    stage = scene()
    faerie = Alter((Lasting(Roll.ATTACKED),), Duration(until=Moment.SOURCE_TURN_END))
    play(stage, Deed(THORN_, "Mark", (faerie,), (GRIX,)))
    turns.advance(stage)
    assert stage.combatant(GRIX).ongoing
    for _ in range(4):
        turns.advance(stage)
    assert not stage.combatant(GRIX).ongoing


def test_what_happens_every_turn_happens_at_its_moment() -> None:
    burning = Ongoing("Burning", THORN_, each_turn=(Damage("3", (DamageType.FIRE,)),), at=Moment.OWN_TURN_START)
    stage = scene(of=replace(lasting(burning, GRIX), current=MIRA_))
    turns.advance(stage)
    assert [(hurt.who, hurt.amount) for hurt in stage.log if isinstance(hurt, Hurt)] == [(GRIX, 3)]


def test_an_action_comes_back_by_its_die() -> None:
    breath = Price(Economy.ACTION, action="Fire Breath", times=1, recharge=5)
    stage = scene(4, 5, of=replace(fight(), current=GRIX))
    begin_deed(stage, GRIX, breath, ())
    assert stage.combatant(GRIX).used == {"Fire Breath": 1}
    for _ in range(4):
        turns.advance(stage)
    assert stage.combatant(GRIX).used
    for _ in range(4):
        turns.advance(stage)
    assert [(each.face, each.back) for each in stage.log if isinstance(each, Recharged)] == [(4, False), (5, True)]
    assert not stage.combatant(GRIX).used


def test_whoever_is_dying_and_has_not_rolled_rolls_at_the_end_of_the_turn() -> None:
    stage = scene(
        11, of=replace(fight(), current=MIRA_), sheets={MIRA_: replace(MIRA, vitals=Vitals(HitPoints(0, 27), DYING))}
    )
    turns.advance(stage)
    assert [each.successes for each in stage.log if isinstance(each, DeathSaved)] == [1]


def test_initiative_is_rolled_once_for_a_group() -> None:
    there = fight()
    pack = [replace(there.combatants[each], group="goblins", initiative=None) for each in (GRIX, SNAG)]
    stage = scene(11, of=there.with_(pack[0]).with_(pack[1]))
    order.roll_initiative(stage, [GRIX, SNAG])
    assert {stage.combatant(each).initiative for each in (GRIX, SNAG)} == {13}


def test_surprise_costs_the_first_turn_in_2014_and_the_better_die_in_2024() -> None:
    there = fight(Edition.SRD_51)
    caught = there.with_(replace(there.combatants[GRIX], surprised=True))
    stage = scene(of=replace(caught, current=GRIX))
    with pytest.raises(RuleError, match="surprised"):
        begin_deed(stage, GRIX, Price(), (THORN_,))
    turns.advance(stage)
    assert not stage.combatant(GRIX).surprised

    there = fight()
    stage = scene(15, 4, of=there.with_(replace(there.combatants[GRIX], surprised=True, initiative=None)))
    order.roll_initiative(stage, [GRIX])
    assert stage.combatant(GRIX).initiative == 6


def test_an_action_is_spent_once_and_an_attack_action_has_its_attacks() -> None:
    stage = scene()
    begin_deed(stage, THORN_, Price(attacks=2), (GRIX,))
    begin_deed(stage, THORN_, Price(attacks=2), (GRIX,))
    with pytest.raises(RuleError, match="action-spent"):
        begin_deed(stage, THORN_, Price(attacks=2), (GRIX,))
    begin_deed(stage, THORN_, Price(Economy.BONUS), ())
    with pytest.raises(RuleError, match="bonus-action-spent"):
        begin_deed(stage, THORN_, Price(Economy.BONUS), ())


@pytest.mark.parametrize("economy", [Economy.BONUS, Economy.REACTION, Economy.NONE])
def test_the_attacks_of_an_action_are_not_lost_by_what_comes_between(economy: Economy) -> None:
    stage = scene()
    begin_deed(stage, THORN_, Price(attacks=2), (GRIX,))
    begin_deed(stage, THORN_, Price(economy), ())
    begin_deed(stage, THORN_, Price(attacks=2), (GRIX,))
    with pytest.raises(RuleError, match="action-spent"):
        begin_deed(stage, THORN_, Price(attacks=2), (GRIX,))


def test_reactions_come_back_with_one_s_own_turn() -> None:
    stage = scene()
    begin_deed(stage, GRIX, Price(Economy.REACTION), ())
    with pytest.raises(RuleError, match="reaction-spent"):
        begin_deed(stage, GRIX, Price(Economy.REACTION), ())
    turns.advance(stage)
    turns.advance(stage)
    begin_deed(stage, GRIX, Price(Economy.REACTION), ())


@pytest.mark.parametrize(
    ("number", "price", "reason"),
    [
        (GRIX, Price(), "not-your-turn"),
        (MIRA_, Price(Economy.LEGENDARY), "legendary-actions-spent"),
        (THORN_, Price(Economy.LEGENDARY, cost=0), "legendary-in-own-turn"),
    ],
)
def test_what_the_rules_do_not_let_one_do_is_refused_and_can_be_overruled(
    number: int, price: Price, reason: str
) -> None:
    stage = scene()
    with pytest.raises(RuleError, match=reason):
        begin_deed(stage, number, price, ())
    begin_deed(stage, number, price, (), overrule=True)
    assert [each.rule for each in stage.log if isinstance(each, Overruled)] == [reason]


def test_who_is_incapacitated_or_charmed_is_told_so() -> None:
    stage = scene()
    stage.add(THORN_, Ongoing("Charm", GRIX, (Condition.CHARMED,)))
    with pytest.raises(RuleError, match="charmed-by-target"):
        begin_deed(stage, THORN_, Price(), (GRIX,))
    begin_deed(stage, THORN_, Price(), (SNAG,))
    stage.add(THORN_, Ongoing("Stun", GRIX, (Condition.STUNNED,)))
    with pytest.raises(RuleError, match="cannot-act"):
        begin_deed(stage, THORN_, Price(Economy.BONUS), (SNAG,))


def test_every_turn_is_told() -> None:
    stage = scene()
    turns.advance(stage)
    assert [(each.who, each.round) for each in stage.log if isinstance(each, TurnBegan)] == [(MIRA_, 1)]
