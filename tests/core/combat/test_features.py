"""What features of classes do in a fight, and what they take off the sheet."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from core.characters.sheet import ClassLevels, Counter, Item, KnownSpell, Sheet
from core.combat.acts import casting, deeds
from core.combat.acts.aiming import Aim
from core.combat.acts.stage import Stage
from core.combat.record.happenings import Happening, Helped, Hurt, Mended, Offered, SaveMade, Spent, Struck, Told
from core.combat.record.ongoing import Ongoing
from core.combat.rounds import turns
from core.combat.situation.throws import Throws
from core.dice.source import ScriptedDice
from core.errors import RuleError
from core.ids import StreamId
from core.rules.abilities import Ability
from core.rules.actions import Economy
from core.rules.conditions import Condition
from core.rules.edition import Edition
from core.rules.hit_points import HitPoints
from core.rules.vitals import Vitals
from tests.core.characters.sheets import MIRA, THORN
from tests.core.combat.fights import GRIX, LIBRARY, MIRA_, SNAG, THORN_, fight

HITS = 15
NEW, OLD = Edition.SRD_52, Edition.SRD_51
SCORES = {**THORN.scores, Ability.STRENGTH: 16, Ability.DEXTERITY: 14, Ability.WISDOM: 16, Ability.CHARISMA: 16}


def hero(name: str, level: int, edition: Edition = NEW, subclass: str = "", **otherwise: Any) -> Sheet:
    """Thorn as one of another class, with the counters that the book gives that."""
    record = LIBRARY.records(replace(THORN, edition=edition, classes={name: ClassLevels(name, level, 8)}))
    modifiers = {ability: (score - 10) // 2 for ability, score in SCORES.items()}
    resources = record.classes[name.casefold()].resources
    counters = {each.name: Counter(each.most(level, modifiers, 3)) for each in resources}
    told: dict[str, Any] = {
        "edition": edition,
        "scores": SCORES,
        "classes": {name: ClassLevels(name, level, 8, subclass)},
        "first_class": name,
        "counters": {each: counter for each, counter in counters.items() if counter.maximum},
        "items": {each: Item(equipped=True) for each in ("Longsword", "Shortbow")},
        "masteries": (),
        "choices": {},
        "feats": (),
        "vitals": Vitals(HitPoints(40, 40)),
        **otherwise,
    }
    return replace(THORN, **told)


def stage(sheet: Sheet, *faces: int, mira: Sheet = MIRA) -> Stage:
    """The hero in Thorn's place, in its turn, and dice that fall so."""
    sheets = {StreamId("character:1"): sheet, StreamId("character:2"): replace(mira, edition=sheet.edition)}
    return Stage(fight(sheet.edition), sheets, Throws(ScriptedDice(list(faces))), book=LIBRARY)


def do(at: Stage, name: str, *targets: int, ways: tuple[str, ...] = (), by: int = THORN_) -> None:
    deeds.do_named(at, by, name, Aim(targets, ways=frozenset(ways)))


def refused(at: Stage, reason: str, name: str, *targets: int) -> None:
    with pytest.raises(RuleError) as refusal:
        deeds.do(at, THORN_, possible(at, name), Aim(targets))
    assert refusal.value.reason == reason


def possible(at: Stage, name: str) -> deeds.Possible:
    power = next(each for each in at.scene.powers(THORN_).actions if each.name == name)
    return deeds.Possible(name, "feature", power.action.economy, power.action.effects)


def all_of(at: Stage, kind: type[Happening]) -> list[Any]:
    return [each for each in at.scene.log if isinstance(each, kind)]


def taken(at: Stage) -> list[int]:
    return [sum(part.taken for part in each.parts) for each in all_of(at, Hurt)]


def borne(at: Stage, number: int) -> list[Ongoing]:
    return list(at.scene.combatant(number).ongoing.values())


def left(at: Stage, counter: str) -> int:
    return at.sheet(THORN_).counters[counter].left


def rounds(at: Stage, count: int = 1) -> None:
    """Let whole rounds go by, from a turn of the hero's to the next."""
    for _ in range(count * len(at.scene.fight.combatants)):
        turns.advance(at.scene)


# Barbarian


@pytest.mark.parametrize("edition", [NEW, OLD])
def test_rage_hardens_and_strengthens_and_is_counted(edition: Edition) -> None:
    at = stage(hero("Barbarian", 3, edition), HITS, 1, 15, 5)
    before = left(at, "Rage")
    do(at, "Rage")
    assert left(at, "Rage") == before - 1
    assert at.scene.combatant(THORN_).spent[Economy.BONUS] == 1
    do(at, "Longsword", GRIX)
    assert taken(at) == [1 + 3 + 2], "the die, Strength and Rage"
    at.scene.fight = replace(at.scene.fight, current=GRIX)
    do(at, "Scimitar", THORN_, by=GRIX)
    assert taken(at)[1] == (5 + 2) // 2, "half of what a blade does"


def test_rage_lasts_as_long_as_blows_do() -> None:
    for blow, lasts in ((True, True), (False, False)):
        at = stage(hero("Barbarian", 3), *((HITS, 1) if blow else ()))
        do(at, "Rage")
        rounds(at)
        assert borne(at, THORN_), "the turn that it begins in does not count"
        if blow:
            do(at, "Longsword", GRIX)
        turns.advance(at.scene)
        assert bool(borne(at, THORN_)) is lasts


def test_rage_of_2014_lasts_through_pain_too() -> None:
    for edition, lasts in ((OLD, True), (NEW, False)):
        at = stage(hero("Barbarian", 3, edition), 15, 5)
        do(at, "Rage")
        rounds(at)
        at.scene.fight = replace(at.scene.fight, current=GRIX)
        do(at, "Scimitar", THORN_, by=GRIX)
        at.scene.fight = replace(at.scene.fight, current=THORN_)
        turns.advance(at.scene)
        assert bool(borne(at, THORN_)) is lasts


def test_rage_is_extended_only_while_it_lasts() -> None:
    at = stage(hero("Barbarian", 3))
    refused(at, "feature-needs", "Extend Rage")
    do(at, "Rage")
    rounds(at)
    do(at, "Extend Rage")
    turns.advance(at.scene)
    assert borne(at, THORN_)


def test_nobody_casts_in_a_rage() -> None:
    wild = hero("Barbarian", 3, spells={"Sacred Flame": KnownSpell("Cleric", prepared=True)})
    at = stage(wild)
    do(at, "Rage")
    flame = LIBRARY.spell("Sacred Flame", NEW)
    assert flame is not None
    with pytest.raises(RuleError) as refusal:
        casting.cast(at, THORN_, flame, Aim((GRIX,)))
    assert refusal.value.reason == "kept-from-it"


def test_reckless_attack_cuts_both_ways() -> None:
    at = stage(hero("Barbarian", 2), HITS, 3, 1, 2, 2)
    do(at, "Reckless Attack")
    do(at, "Longsword", GRIX)
    at.scene.fight = replace(at.scene.fight, current=GRIX)
    do(at, "Scimitar", THORN_, by=GRIX)
    assert [each.advantage for each in all_of(at, Struck)] == ["advantage", "advantage"]


def test_a_berserker_of_2024_hits_harder_where_it_is_reckless_in_a_rage() -> None:
    at = stage(hero("Barbarian", 3, subclass="Path of the Berserker"), HITS, 3, 1, 6, 6)
    do(at, "Rage")
    do(at, "Reckless Attack")
    do(at, "Longsword", GRIX)
    assert taken(at) == [1 + 3 + 2 + 12]


def test_danger_sense_and_evasion_against_what_bursts() -> None:
    for sheet, advantage, takes in ((hero("Barbarian", 2), True, 14), (hero("Rogue", 7), False, 0)):
        fire = replace(
            MIRA,
            classes={"Wizard": ClassLevels("Wizard", 5, 6)},
            spells={"Fireball": KnownSpell("Wizard", prepared=True)},
        )
        dice = [19, 2] if advantage else [19]
        at = stage(sheet, *dice, *([4] * 4 + [3] * 4), mira=fire)
        at.scene.fight = replace(at.scene.fight, current=MIRA_)
        ball = LIBRARY.spell("Fireball", NEW)
        assert ball is not None
        casting.cast(at, MIRA_, ball, Aim((THORN_,)))
        assert all_of(at, SaveMade)[0].success
        assert sum(taken(at)) == takes


# Fighter


def test_second_wind_heals_and_is_counted() -> None:
    at = stage(hero("Fighter", 5, vitals=Vitals(HitPoints(10, 40))), 6)
    before = left(at, "Second Wind")
    do(at, "Second Wind")
    assert Mended(THORN_, 11) in at.scene.log
    assert Spent(THORN_, "Second Wind", before - 1) in at.scene.log
    assert at.scene.vitals(THORN_).hit_points.current == 21


def test_action_surge_gives_a_whole_action_back_once() -> None:
    at = stage(hero("Fighter", 5), *([2] * 4))
    refused(at, "act-first", "Action Surge")
    for _ in range(2):
        do(at, "Longsword", GRIX)
    do(at, "Action Surge")
    for _ in range(2):
        do(at, "Longsword", GRIX)
    with pytest.raises(RuleError) as refusal:
        do(at, "Longsword", GRIX)
    assert refusal.value.reason == "action-spent"
    assert left(at, "Action Surge") == 0
    refused(at, "act-first", "Action Surge")


def test_a_champion_strikes_critically_more_often() -> None:
    for level, face, result in ((3, 19, "critical"), (3, 18, "hit"), (15, 18, "critical")):
        at = stage(hero("Fighter", level, subclass="Champion"), face, 1, 1)
        do(at, "Longsword", GRIX)
        assert [each.result for each in all_of(at, Struck)] == [result]


# Rogue


def test_cunning_action_takes_the_bonus_action() -> None:
    at = stage(hero("Rogue", 2))
    do(at, "Cunning Action: Disengage")
    assert Told(THORN_, "disengage") in at.scene.log
    assert not at.scene.combatant(THORN_).spent.get(Economy.ACTION)
    refused(at, "bonus-action-spent", "Cunning Action: Dash")


def test_uncanny_dodge_is_offered_and_halves_a_blow() -> None:
    at = stage(hero("Rogue", 5), 15, 6)
    at.scene.fight = replace(at.scene.fight, current=GRIX)
    do(at, "Scimitar", THORN_, by=GRIX)
    assert Offered(THORN_, "Uncanny Dodge", GRIX, "reaction") in at.scene.log
    hurt = at.scene.vitals(THORN_).hit_points.current
    do(at, "Uncanny Dodge")
    assert at.scene.vitals(THORN_).hit_points.current == hurt + 4, "of 8"
    assert at.scene.combatant(THORN_).spent[Economy.REACTION] == 1


def test_steady_aim_is_for_one_attack() -> None:
    at = stage(hero("Rogue", 3), HITS, 2, 1)
    do(at, "Steady Aim")
    do(at, "Shortbow", GRIX)
    assert all_of(at, Struck)[0].advantage == "advantage"


# Monk


@pytest.mark.parametrize(("edition", "points"), [(NEW, "Focus Points"), (OLD, "Ki")])
def test_a_flurry_strikes_twice_for_a_point(edition: Edition, points: str) -> None:
    at = stage(hero("Monk", 2, edition), 2, 2, 2)
    if edition is OLD:
        refused(at, "attack-first", "Flurry of Blows", GRIX)
    do(at, "Unarmed Strike", GRIX)
    do(at, "Flurry of Blows", GRIX, SNAG)
    assert [each.who for each in all_of(at, Struck)] == [GRIX, GRIX, SNAG]
    assert left(at, points) == 1


@pytest.mark.parametrize(("edition", "points"), [(NEW, "Focus Points"), (OLD, "Ki")])
@pytest.mark.parametrize("typed", ["Flurry of Blows", "flurry"])
def test_a_flurry_before_an_attack_is_for_the_rules_to_refuse(edition: Edition, points: str, typed: str) -> None:
    at = stage(hero("Monk", 2, edition), 2, 2)
    if edition is OLD:
        with pytest.raises(RuleError, match="attack-first"):
            do(at, typed, GRIX)
        assert left(at, points) == 2
        return
    do(at, typed, GRIX)
    assert left(at, points) == 1
    assert at.scene.combatant(THORN_).spent == {Economy.BONUS: 1}


def test_a_feature_that_is_used_up_is_told_to_be() -> None:
    at = stage(hero("Monk", 2))
    sheet = at.sheet(THORN_)
    points = replace(sheet.counters["Focus Points"], spent=2)
    at.write(THORN_, replace(sheet, counters={**sheet.counters, "Focus Points": points}))
    with pytest.raises(RuleError, match="used-up"):
        do(at, "Flurry of Blows", GRIX)


def test_stunning_strike_comes_with_a_hit_once() -> None:
    at = stage(hero("Monk", 5), HITS, 1, 1)
    refused(at, "hit-first", "Stunning Strike", GRIX)
    do(at, "Unarmed Strike", GRIX)
    assert Offered(THORN_, "Stunning Strike", GRIX, "nothing") in at.scene.log
    do(at, "Stunning Strike")
    assert Condition.STUNNED in at.scene.conditions(GRIX)
    refused(at, "hit-first", "Stunning Strike", GRIX)


def test_nothing_is_offered_to_come_with_the_hit_that_killed() -> None:
    at = stage(hero("Monk", 5), HITS, 6)
    at.scene.set_vitals(GRIX, replace(at.scene.vitals(GRIX), hit_points=HitPoints(1, 10)))
    do(at, "Unarmed Strike", GRIX)
    assert at.scene.vitals(GRIX).is_dead
    assert not [each for each in at.scene.log if isinstance(each, Offered)]


# Cleric and paladin


def test_a_disciple_of_life_heals_more_by_the_level_of_the_slot() -> None:
    spells = {"Cure Wounds": KnownSpell("Cleric", prepared=True)}
    at = stage(hero("Cleric", 6, subclass="Life Domain", spells=spells, vitals=Vitals(HitPoints(5, 40))), 1, 1, 1, 1)
    at.scene.set_vitals(MIRA_, Vitals(HitPoints(1, 40)))
    cure = LIBRARY.spell("Cure Wounds", NEW)
    assert cure is not None
    casting.cast(at, THORN_, cure, Aim((MIRA_,)), slot=2)
    assert Mended(MIRA_, 4 + 3 + 2 + 2) in at.scene.log, "four dice of 1, Wisdom, 2 and the slot"
    assert Mended(THORN_, 2 + 2) in at.scene.log, "Blessed Healer"


def test_preserve_life_is_shared_up_to_half() -> None:
    at = stage(hero("Cleric", 3, subclass="Life Domain", vitals=Vitals(HitPoints(15, 40))))
    at.scene.set_vitals(MIRA_, Vitals(HitPoints(1, 20)))
    do(at, "Preserve Life", MIRA_, THORN_)
    assert [(each.who, each.amount) for each in all_of(at, Mended)] == [(MIRA_, 9), (THORN_, 5)]
    assert left(at, "Channel Divinity") == 1


def test_turn_undead_is_for_the_undead() -> None:
    at = stage(hero("Cleric", 2), 1)
    do(at, "Turn Undead", GRIX)
    assert not borne(at, GRIX)


def test_divine_spark_heals_or_burns() -> None:
    at = stage(hero("Cleric", 2), 5)
    at.scene.set_vitals(MIRA_, Vitals(HitPoints(1, 40)))
    do(at, "Divine Spark", MIRA_, ways=("heal",))
    assert Mended(MIRA_, 8) in at.scene.log
    at = stage(hero("Cleric", 2), 1, 5)
    do(at, "Divine Spark", GRIX, ways=("radiant",))
    assert taken(at) == [8]


def test_lay_on_hands_gives_what_is_said_or_missing_out_of_the_pool() -> None:
    at = stage(hero("Paladin", 3))
    at.scene.set_vitals(MIRA_, Vitals(HitPoints(12, 20)))
    do(at, "Lay On Hands", MIRA_, ways=("5",))
    assert (left(at, "Lay On Hands"), all_of(at, Mended)[-1].amount) == (10, 5)
    rounds(at)
    do(at, "Lay On Hands", MIRA_)
    assert (left(at, "Lay On Hands"), all_of(at, Mended)[-1].amount) == (7, 3)
    rounds(at)
    refused(at, "nobody-needs-it", "Lay On Hands", MIRA_)
    assert left(at, "Lay On Hands") == 7
    at.scene.set_vitals(MIRA_, Vitals(HitPoints(1, 20)))
    do(at, "Lay On Hands", MIRA_, ways=("8",))
    assert (left(at, "Lay On Hands"), all_of(at, Mended)[-1].amount) == (0, 7), "what is left"


def test_who_misses_nothing_is_not_told_to_regain_anything() -> None:
    at = stage(hero("Fighter", 5), 6)
    do(at, "Second Wind")
    assert not all_of(at, Mended)


def test_a_smite_of_2014_comes_with_a_hit_and_takes_a_slot() -> None:
    at = stage(hero("Paladin", 5, OLD), 20, 1, 1, 2, 2, 2, 2, 2, 2)
    do(at, "Longsword", GRIX)
    do(at, "Divine Smite (level 2)")
    assert taken(at)[1] == 2 * 6, "three dice, twice, for the hit was critical"
    assert at.sheet(THORN_).slots_spent == {2: 1}
    refused(at, "hit-first", "Divine Smite (level 1)", GRIX)


def test_a_smite_of_2014_is_offered_with_each_slot_that_is_left_and_once() -> None:
    at = stage(hero("Paladin", 5, OLD, slots_spent={1: 4}), HITS, 1, 2, 2, 2)
    do(at, "Longsword", GRIX)
    assert [each.name for each in at.done("attack").fight.openings.values()] == ["Divine Smite (level 2)"]
    at = stage(hero("Paladin", 5, OLD), HITS, 1, 2, 2, 2)
    at.scene.set_vitals(GRIX, Vitals(HitPoints(40, 40)))
    do(at, "Longsword", GRIX)
    hit = at.done("attack")
    smites = [f"Divine Smite (level {level})" for level in (1, 2)]
    assert [each.name for each in hit.fight.openings.values()] == smites
    at.answering, at.scene.fight = next(iter(hit.fight.openings)), hit.fight
    do(at, smites[0])
    assert at.done("action").fight.openings == {}, "one with a hit"


@pytest.mark.parametrize("gone", ["bonus action", "slots", "slot of this turn", "nothing"])
def test_what_a_hit_lets_one_cast_is_offered_if_it_can_be_paid_for(gone: str) -> None:
    spells = {"Ensnaring Strike": KnownSpell("Ranger", prepared=True)}
    slots = {1: 4, 2: 2} if gone == "slots" else {}
    at = stage(hero("Ranger", 5, spells=spells, slots_spent=slots), HITS, 1)
    spent = {Economy.BONUS: 1} if gone == "bonus action" else {}
    turn = {"slot": 1} if gone == "slot of this turn" else {}
    at.scene.change(replace(at.scene.combatant(THORN_), spent=spent, turn=turn))
    do(at, "Longsword", GRIX)
    done = at.done("attack")
    offered = ["Ensnaring Strike"] if gone == "nothing" else []
    assert [each.name for each in done.log if isinstance(each, Offered)] == offered
    assert [each.name for each in done.fight.openings.values()] == offered


def test_a_reaction_closes_the_others_that_were_offered() -> None:
    classes = {"Rogue": ClassLevels("Rogue", 5, 8), "Wizard": ClassLevels("Wizard", 1, 6)}
    sheet = hero("Rogue", 5, spells={"Shield": KnownSpell("Wizard", prepared=True)}, classes=classes)
    at = stage(sheet, 15, 6)
    at.scene.fight = replace(at.scene.fight, current=GRIX)
    do(at, "Scimitar", THORN_, by=GRIX)
    hit = at.done("action")
    assert [each.name for each in hit.fight.openings.values() if each.who == THORN_] == [
        "Uncanny Dodge",
        "Shield",
    ]
    at.answering, at.scene.fight = next(iter(hit.fight.openings)), hit.fight
    do(at, "Uncanny Dodge")
    assert not any(each.cost == "reaction" for each in at.done("action").fight.openings.values() if each.who == THORN_)


def test_an_aura_of_protection_guards_its_bearer_and_whom_it_names() -> None:
    at = stage(hero("Paladin", 6), 10)
    do(at, "Aura of Protection", MIRA_)
    assert [each.name for each in borne(at, MIRA_)] == ["Aura of Protection"]
    rounds(at)
    assert not borne(at, MIRA_), "until the paladin's next turn"


# The others


def test_bardic_inspiration_is_rolled_where_it_can_turn_a_failure() -> None:
    at = stage(hero("Bard", 1), HITS, 1, 2, 8, 3, 1)
    do(at, "Bardic Inspiration", MIRA_)
    at.scene.fight = replace(at.scene.fight, current=MIRA_)
    do(at, "Dagger", GRIX, by=MIRA_)
    assert borne(at, MIRA_), "a hit needs no help"
    at.scene.change(replace(at.scene.combatant(MIRA_), spent={}))
    do(at, "Dagger", GRIX, by=MIRA_)
    assert borne(at, MIRA_), "a die cannot help so bad a blow"
    at.scene.change(replace(at.scene.combatant(MIRA_), spent={}))
    do(at, "Dagger", GRIX, by=MIRA_)
    assert not borne(at, MIRA_)
    assert Helped(MIRA_, "Bardic Inspiration", 3) in at.scene.log


def test_colossus_slayer_strikes_the_wounded_once_a_turn() -> None:
    chosen = {"Hunter’s Prey": "Colossus Slayer"}
    at = stage(hero("Ranger", 5, subclass="Hunter", choices=chosen), HITS, 1, HITS, 1, 8)
    at.scene.set_vitals(GRIX, Vitals(HitPoints(40, 40)))
    for _ in range(2):
        do(at, "Longsword", GRIX)
    assert taken(at) == [4, 12]


def test_dark_ones_blessing_comes_with_a_fallen_foe() -> None:
    at = stage(hero("Warlock", 3, subclass="Fiend Patron"), HITS, 8)
    at.scene.set_vitals(GRIX, Vitals(HitPoints(1, 10)))
    do(at, "Longsword", GRIX)
    at.done("attack")
    assert at.scene.vitals(THORN_).hit_points.temporary == 6


def test_a_druid_in_wild_shape_is_still_a_druid() -> None:
    at = stage(hero("Druid", 2))
    do(at, "Wild Shape", ways=("wolf",))
    assert at.scene.form(THORN_) == "Wolf"
    points = at.scene.vitals(THORN_).hit_points
    assert (points.current, points.temporary) == (40, 2)
    assert left(at, "Wild Shape") == 1

    at = stage(hero("Druid", 2, OLD))
    do(at, "Wild Shape", ways=("wolf",))
    assert at.scene.vitals(THORN_).hit_points.current == 11


def test_innate_sorcery_makes_spells_surer() -> None:
    at = stage(hero("Sorcerer", 1, spells={"Fire Bolt": KnownSpell("Sorcerer", prepared=True)}), HITS, 2, 4)
    do(at, "Innate Sorcery")
    bolt = LIBRARY.spell("Fire Bolt", NEW)
    assert bolt is not None
    casting.cast(at, THORN_, bolt, Aim((GRIX,)))
    assert all_of(at, Struck)[0].advantage == "advantage"


def test_a_counter_that_is_used_up_lets_nothing_happen() -> None:
    sheet = hero("Fighter", 2)
    spent = replace(sheet, counters={"Second Wind": Counter(1, 1)}, vitals=Vitals(HitPoints(10, 40)))
    at = stage(spent)
    refused(at, "used-up", "Second Wind")
    assert at.sheet(THORN_) == spent
    assert not any(each.sort == "feature" and each.name == "Second Wind" for each in deeds.possible(at, THORN_))
