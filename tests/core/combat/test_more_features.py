"""What features of classes do in a fight that helps or hinders rolls, outlasts blows, or gives back what is spent."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from core.characters.sheet import ClassLevels, Counter, KnownSpell, Sheet
from core.combat.acts import casting, deeds, entering
from core.combat.acts.aiming import Aim
from core.combat.acts.stage import Stage
from core.combat.record.happenings import Endured, Fell, Hurt, Mended, Offered, SaveMade, Struck, TakenBack
from core.combat.situation import d20s
from core.combat.situation.bearing import Rolling
from core.combat.situation.creatures import Coming
from core.dice.advantage import Advantage
from core.ids import StreamId
from core.rules.abilities import Ability
from core.rules.actions import Economy
from core.rules.conditions import Condition
from core.rules.damage import DamageType
from core.rules.edition import Edition
from core.rules.hit_points import HitPoints
from core.rules.proficiency import Training
from core.rules.vitals import Vitals
from core.use_cases.prepare_check import Wanted, prepared
from tests.core.characters.sheets import MIRA
from tests.core.combat.fights import GRIX, LIBRARY, MIRA_, THORN_
from tests.core.combat.test_features import (
    HITS,
    NEW,
    OLD,
    SCORES,
    all_of,
    borne,
    do,
    hero,
    left,
    refused,
    rounds,
    stage,
    taken,
)

LUCK = {NEW: "Dark One’s Own Luck", OLD: "Dark One's Own Luck"}


def asked(sheet: Sheet, name: str, *, save: bool = False) -> str:
    """A check as it is rolled away from a fight."""
    return prepared(sheet, LIBRARY.records(sheet), Wanted(name, save)).expression.text


def struck_by(at: Stage, who: int = THORN_, *, by: int = GRIX, name: str = "Scimitar") -> None:
    """Somebody's turn comes, and they strike."""
    at.scene.fight = replace(at.scene.fight, current=by)
    do(at, name, who, by=by)


def cast(at: Stage, by: int, name: str, *targets: int, ways: tuple[str, ...] = ()) -> None:
    spell = LIBRARY.spell(name, at.scene.fight.edition)
    assert spell is not None
    at.scene.fight = replace(at.scene.fight, current=by)
    casting.cast(at, by, spell, Aim(targets, ways=frozenset(ways)))


def mage(*spells: str, level: int = 5) -> Sheet:
    known = {each: KnownSpell("Wizard", prepared=True) for each in spells}
    return replace(MIRA, classes={"Wizard": ClassLevels("Wizard", level, 6)}, spells=known)


# Numbers of the sheet


def test_reliable_talent_counts_a_low_die_as_ten_with_what_was_learnt() -> None:
    skills = {"stealth": Training.PROFICIENT, "arcana": Training.NONE}
    for edition, level, reliable in ((NEW, 6, False), (NEW, 7, True), (OLD, 10, False), (OLD, 11, True)):
        sheet = hero("Rogue", level, edition, skills=skills)
        assert ("mi10" in asked(sheet, "stealth")) is reliable
        assert "mi" not in asked(sheet, "arcana")
        at = stage(sheet, 2)
        bonus = at.scene.creature(THORN_).skill("stealth")
        total = d20s.check(at.scene, THORN_, Ability.DEXTERITY, Rolling(skill="stealth")).total
        assert total == (10 if reliable else 2) + bonus


def test_indomitable_might_is_no_less_than_strength() -> None:
    for edition, saves in ((NEW, True), (OLD, False)):
        sheet = hero("Barbarian", 18, edition)
        assert asked(sheet, "str") == "max(1d20 + 3, 16)"
        assert asked(sheet, "dex") == "1d20 + 2"
        assert asked(sheet, "str", save=True).startswith("max") is saves
        at = stage(sheet, 2)
        assert d20s.check(at.scene, THORN_, Ability.STRENGTH, Rolling()).total == 16


def test_a_remarkable_athlete_of_2014_adds_half_rounded_up_to_what_was_not_learnt() -> None:
    sheet = hero("Fighter", 9, OLD, "Champion", skills={"stealth": Training.PROFICIENT})
    assert asked(sheet, "athletics") == "1d20 + 5", "Strength and half of 4"
    assert asked(replace(sheet, classes={"Fighter": ClassLevels("Fighter", 5, 10, "Champion")}), "con") == "1d20 + 2"
    assert asked(sheet, "con") == "1d20 + 4"
    assert asked(sheet, "stealth") == "1d20 + 6", "what was learnt counts alone"
    assert asked(sheet, "initiative") == "1d20 + 4"
    assert asked(sheet, "wis") == "1d20 + 3"


def test_a_jack_of_all_trades_has_half_of_bare_checks_in_2014_alone() -> None:
    for edition, bare, initiative in ((OLD, "1d20 + 4", "1d20 + 3"), (NEW, "1d20 + 3", "1d20 + 2")):
        sheet = hero("Bard", 5, edition, skills={})
        assert (asked(sheet, "wis"), asked(sheet, "initiative")) == (bare, initiative)
        assert asked(sheet, "survival") == "1d20 + 4"


def test_primal_knowledge_makes_perceiving_a_matter_of_strength_in_a_rage() -> None:
    sheet = hero("Barbarian", 3, scores={**SCORES, Ability.WISDOM: 10}, skills={})
    at = stage(sheet, 5, 5, 9)
    assert d20s.check(at.scene, THORN_, Ability.WISDOM, Rolling(skill="perception")).total == 5
    do(at, "Rage")
    assert d20s.check(at.scene, THORN_, Ability.WISDOM, Rolling(skill="perception")).total == 9 + 3


# Barbarian


@pytest.mark.parametrize(("level", "more"), [(8, 0), (9, 1), (13, 2), (17, 3)])
def test_brutal_critical_brings_more_dice_of_the_weapon(level: int, more: int) -> None:
    at = stage(hero("Barbarian", level, OLD), 20, 8, 8, *([8] * more))
    at.scene.set_vitals(GRIX, Vitals(HitPoints(90, 90)))
    do(at, "Longsword", GRIX)
    assert taken(at) == [8 * (2 + more) + 3]


@pytest.mark.parametrize(("edition", "points"), [(NEW, 22), (OLD, 1)])
def test_relentless_rage_is_harder_each_time(edition: Edition, points: int) -> None:
    sheet = hero("Barbarian", 11, edition, vitals=Vitals(HitPoints(1, 40)), saves=())
    at = stage(sheet, HITS, 6, 9, HITS, 6, 9)
    do(at, "Rage")
    struck_by(at)
    assert Endured(THORN_, "Relentless Rage") in at.scene.log
    assert [each.dc for each in all_of(at, SaveMade)] == [10]
    assert at.scene.vitals(THORN_).hit_points.current == points
    at.scene.set_vitals(THORN_, Vitals(HitPoints(1, 40)))
    at.scene.change(replace(at.scene.combatant(GRIX), spent={}))
    struck_by(at)
    assert [(each.dc, each.success) for each in all_of(at, SaveMade)][1:] == [(15, False)]
    assert all_of(at, Fell)


def test_nobody_is_relentless_without_a_rage() -> None:
    at = stage(hero("Barbarian", 11, vitals=Vitals(HitPoints(1, 40))), HITS, 6)
    struck_by(at)
    assert all_of(at, Fell)
    assert not all_of(at, SaveMade)


def test_a_brutal_strike_gives_advantage_away_for_a_die_and_a_push() -> None:
    at = stage(hero("Barbarian", 9), HITS, 1, 7, HITS, 15, 1)
    at.scene.set_vitals(GRIX, Vitals(HitPoints(90, 90)))
    refused(at, "feature-needs", "Brutal Strike")
    do(at, "Reckless Attack")
    do(at, "Brutal Strike", ways=("hamstring blow",))
    do(at, "Longsword", GRIX)
    assert (all_of(at, Struck)[0].advantage, taken(at)) == ("none", [1 + 3, 7])
    assert all_of(at, Hurt)[1].parts[0].kind is DamageType.SLASHING
    assert "Hamstring Blow" in {each.name for each in borne(at, GRIX)}
    do(at, "Longsword", GRIX)
    assert (all_of(at, Struck)[1].advantage, taken(at)[2:]) == ("advantage", [4])
    refused(at, "used-up", "Brutal Strike")


def test_a_brutal_strike_that_misses_waits_for_no_other() -> None:
    at = stage(hero("Barbarian", 9), 1, HITS, 15, 1)
    do(at, "Reckless Attack")
    do(at, "Brutal Strike", ways=("forceful blow",))
    do(at, "Longsword", GRIX)
    do(at, "Longsword", GRIX)
    assert taken(at) == [4]


def test_retaliation_is_a_blow_for_a_blow() -> None:
    at = stage(hero("Barbarian", 14, OLD, "Path of the Berserker"), HITS, 6, HITS, 2)
    struck_by(at)
    assert Offered(THORN_, "Retaliation", GRIX, "reaction") in at.scene.log
    do(at, "Retaliation")
    do(at, "Longsword", GRIX)
    assert taken(at)[1] == 2 + 3
    assert at.scene.combatant(THORN_).spent[Economy.REACTION] == 1


# Rogue, ranger, fighter


def test_nobody_has_advantage_against_who_is_elusive() -> None:
    for level, advantage in ((17, "advantage"), (18, "none")):
        at = stage(hero("Rogue", level), HITS, *([2] if level < 18 else []), 1, 1)
        at.scene.fight = replace(at.scene.fight, current=GRIX)
        deeds.do_named(at, GRIX, "Scimitar", Aim((THORN_,), Advantage.ADVANTAGE))
        assert all_of(at, Struck)[0].advantage == advantage


def test_studied_attacks_follow_a_miss() -> None:
    at = stage(hero("Fighter", 13), 1, 2, 15, 1)
    do(at, "Longsword", GRIX)
    do(at, "Longsword", GRIX)
    assert [each.advantage for each in all_of(at, Struck)] == ["none", "advantage"]
    assert not borne(at, GRIX)


@pytest.mark.parametrize(("edition", "again", "holds"), [(NEW, 5, True), (OLD, 5, False), (OLD, 15, True)])
def test_indomitable_makes_a_failed_save_again(edition: Edition, again: int, holds: bool) -> None:
    sheet = hero("Fighter", 9, edition, saves=())
    at = stage(sheet, 1, *([4] * 8), again, mira=mage("Fireball"))
    cast(at, MIRA_, "Fireball", THORN_)
    assert Offered(THORN_, "Indomitable", THORN_, "nothing") in at.scene.log
    assert at.scene.vitals(THORN_).hit_points.current == 40 - 32
    do(at, "Indomitable")
    assert at.scene.vitals(THORN_).hit_points.current == (24 if holds else 8)
    assert (TakenBack(THORN_, "Indomitable") in at.scene.log) is holds
    assert left(at, "Indomitable") == 0
    refused(at, "save-first", "Indomitable")


def test_indomitable_frees_who_cannot_act() -> None:
    sheet = hero("Fighter", 9, saves=())
    at = stage(sheet, 1, 15, mira=mage("Hold Person"))
    cast(at, MIRA_, "Hold Person", THORN_)
    assert Condition.PARALYZED in at.scene.conditions(THORN_)
    do(at, "Indomitable")
    assert Condition.PARALYZED not in at.scene.conditions(THORN_)


def test_luck_is_added_to_a_save_that_stands() -> None:
    for edition, name in LUCK.items():
        counters = {name: Counter(1)}
        sheet = hero("Warlock", 6, edition, "Fiend", counters=counters, saves=())
        at = stage(sheet, 9, *([4] * 8), 3, mira=mage("Fireball"))
        cast(at, MIRA_, "Fireball", THORN_)
        dc, total = all_of(at, SaveMade)[0].dc, all_of(at, SaveMade)[0].total
        do(at, name)
        assert all_of(at, SaveMade)[1].total == total + 3
        assert all_of(at, SaveMade)[1].success is (total + 3 >= dc)


# Monk


def test_fists_of_2014_are_magical_and_those_of_2024_of_force() -> None:
    at = stage(hero("Monk", 6), HITS, 3)
    do(at, "Unarmed Strike", GRIX, ways=("force",))
    assert all_of(at, Hurt)[0].parts[0].kind is DamageType.FORCE


def test_perfect_self_gives_ki_back_to_who_has_none() -> None:
    for used, there in ((20, 4), (18, 2)):
        sheet = hero("Monk", 20, OLD, counters={"Ki": Counter(20, used)})
        stream = StreamId("character:9")
        at = stage(hero("Fighter", 1, OLD), 9)
        at.newcomers[stream] = sheet
        done = entering.enter(at, [stream], entering.Entrance(initiative=3))
        assert done.sheets[stream].counters["Ki"].left == there


def test_uncanny_metabolism_is_of_the_first_round() -> None:
    counters = {"Focus Points": Counter(5, 4), "Uncanny Metabolism": Counter(1)}
    at = stage(hero("Monk", 5, counters=counters, vitals=Vitals(HitPoints(10, 40))), 6)
    do(at, "Uncanny Metabolism")
    assert (left(at, "Focus Points"), left(at, "Uncanny Metabolism")) == (5, 0)
    assert Mended(THORN_, 11) in at.scene.log
    at = stage(hero("Monk", 5, counters=counters))
    rounds(at)
    refused(at, "first-round-only", "Uncanny Metabolism")


def test_deflecting_energy_takes_the_thirteenth_level() -> None:
    for level, less in ((3, False), (13, True)):
        at = stage(hero("Monk", level), HITS, 9, 5, mira=mage("Fire Bolt", level=1))
        cast(at, MIRA_, "Fire Bolt", THORN_)
        hurt = at.scene.vitals(THORN_).hit_points.current
        do(at, "Deflect Attacks")
        assert (at.scene.vitals(THORN_).hit_points.current > hurt) is less


# Bard


def test_cutting_words_turn_a_hit_or_lessen_it() -> None:
    for way, lost in (("attack", 0), ("damage", 4)):
        at = stage(hero("Bard", 3, subclass="College of Lore"), 12, 4, 4)
        before = at.scene.vitals(MIRA_).hit_points.current
        struck_by(at, MIRA_)
        assert Offered(THORN_, "Cutting Words", MIRA_, "reaction") in at.scene.log
        do(at, "Cutting Words", MIRA_, ways=(way,))
        assert before - at.scene.vitals(MIRA_).hit_points.current == (lost and 4 + 2 - 4)
        assert at.scene.combatant(THORN_).spent[Economy.REACTION] == 1


# Casters


def test_an_evoker_adds_intelligence_to_one_roll() -> None:
    strong = stage(hero("Fighter", 1), 1, *([4] * 8), mira=_evoker(10))
    cast(strong, MIRA_, "Fireball", THORN_)
    assert taken(strong) == [32 + strong.scene.creature(MIRA_).modifier(Ability.INTELLIGENCE)]


def _evoker(level: int, *spells: str) -> Sheet:
    sheet = mage(*(spells or ("Fireball",)), level=level)
    return replace(sheet, classes={"Wizard": ClassLevels("Wizard", level, 6, "Evoker")})


def test_a_potent_cantrip_hurts_whom_it_misses() -> None:
    for sheet, hurt in ((mage("Fire Bolt", level=1), []), (_evoker(3, "Fire Bolt"), [4])):
        at = stage(hero("Fighter", 1), 1, *([9] if hurt else []), mira=sheet)
        cast(at, MIRA_, "Fire Bolt", THORN_)
        assert taken(at) == hurt


def test_a_sorcerer_is_akin_to_one_kind_of_damage() -> None:
    spells = {"Fire Bolt": KnownSpell("Sorcerer", prepared=True)}
    for ways, more in (("fire", 3), ("cold", 0)):
        at = stage(hero("Sorcerer", 6, subclass="Draconic Sorcery", spells=spells), HITS, 2, 2)
        do(at, "Elemental Affinity", ways=(ways,))
        cast(at, THORN_, "Fire Bolt", GRIX)
        assert taken(at) == [4 + more]


@pytest.mark.parametrize("edition", [NEW, OLD])
def test_slots_become_points_and_points_slots(edition: Edition) -> None:
    into, out_of = (
        ("Font of Magic: points", "Font of Magic: slot")
        if edition is NEW
        else ("Flexible Casting: Converting Spell Slot", "Flexible Casting: Creating Spell Slots")
    )
    at = stage(hero("Sorcerer", 5, edition, counters={"Sorcery Points": Counter(5, 3)}))
    refused(at, "no-slot-spent", f"{out_of} (level 1)")
    do(at, f"{into} (level 2)")
    assert (left(at, "Sorcery Points"), at.sheet(THORN_).slots_spent) == (4, {2: 1})
    at.scene.change(replace(at.scene.combatant(THORN_), spent={}))
    do(at, f"{out_of} (level 2)")
    assert (left(at, "Sorcery Points"), at.sheet(THORN_).slots_spent) == (1, {})


def test_weak_undead_are_destroyed_by_being_turned() -> None:
    skeleton = LIBRARY.monster("Skeleton", OLD)
    assert skeleton is not None
    for level, dead in ((4, False), (5, True)):
        at = stage(hero("Cleric", level, OLD), 5, 1)
        entering.add(at, skeleton, 1, Coming())
        do(at, "Turn Undead", 5)
        assert at.scene.vitals(5).is_dead is dead


def test_a_fiendish_body_is_resilient_to_one_kind() -> None:
    counters: dict[str, Any] = {}
    sheet = hero("Warlock", 10, subclass="Fiend Patron", counters=counters, saves=())
    at = stage(sheet, 1, *([4] * 8), mira=mage("Fireball"))
    do(at, "Fiendish Resilience", ways=("fire",))
    cast(at, MIRA_, "Fireball", THORN_)
    assert taken(at) == [16]
    told = replace(sheet, choices={"Fiendish Resilience": "Fire"})
    at = stage(told, 1, *([4] * 8), mira=mage("Fireball"))
    cast(at, MIRA_, "Fireball", THORN_)
    assert taken(at) == [16], "what the sheet tells holds without a word"
