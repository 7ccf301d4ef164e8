"""Spells of which more is carried out than the blow: what comes of it on later turns, and what a mishap does."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from core.combat.acts import acting, casting, entering, marking, offers
from core.combat.acts.aiming import Aim
from core.combat.acts.marking import HitPointChange
from core.combat.duration import lasting
from core.combat.record.happenings import Compelled, Doomed, Hurt, Moved, SaveMade
from core.combat.record.ongoing import Ongoing
from core.combat.record.state import Side
from core.combat.record.steps import Done
from core.combat.situation.creatures import Coming
from core.combat.situation.speeds import speed_of
from core.errors import RuleError
from core.rules.abilities import Ability
from core.rules.conditions import Condition
from core.rules.damage import DamageType
from core.rules.edition import Edition
from core.rules.effects.lasting import Roll
from tests.core.combat.content.test_called import called, cast
from tests.core.combat.content.test_spells import CASTER, OGRE, caster
from tests.core.combat.deeds import advance, scene_of
from tests.core.combat.stories import Story, block_of, spell_of

FIGHTER = 2
OLD, NEW = Edition.SRD_51, Edition.SRD_52


def effects_on(story: Story, number: int) -> list[Ongoing]:
    return list(story.fight.combatants[number].ongoing.values())


def harm(story: Story, number: int, amount: int) -> None:
    change = HitPointChange("damage", str(amount), DamageType.FORCE)
    story.do(lambda stage: marking.hit_points(stage, number, change))


def to_turn_of(story: Story, number: int) -> list[Done]:
    """Let turns go by until somebody's begins."""
    done = [advance(story)]
    while story.fight.current != number:
        done.append(advance(story))
    return done


def saves_of(done: list[Done]) -> list[bool]:
    return [each.success for one in done for each in one.log if isinstance(each, SaveMade)]


def failed(story: Story, spell: str, slot: int, condition: Condition, *ways: str) -> Iterator[Story]:
    """Stories in which the ogre has failed against a spell, each with other dice."""
    for seed in range(60):
        fork = story.fork(seed)
        cast(fork, spell, slot, *ways, at=(OGRE,))
        if condition in scene_of(fork).conditions(OGRE):
            yield fork


@pytest.mark.parametrize("edition", Edition)
def test_a_humanoid_whom_a_finger_of_death_kills_rises_on_the_casters_side(edition: Edition) -> None:
    story = caster(edition, "wizard").fork(1)
    story.do(lambda stage: entering.add(stage, block_of("Bandit", edition), 1, Coming()))
    bandit = max(story.fight.combatants)
    harm(story, OGRE, 58)
    assert not [each for each in cast(story, "Finger of Death", 7, at=(OGRE,)).log if isinstance(each, Doomed)]
    assert [each.who for each in cast(story, "Finger of Death", 8, at=(bandit,)).log if isinstance(each, Doomed)]
    assert max(story.fight.combatants) == bandit, "not before the caster's next turn"
    to_turn_of(story, CASTER)
    zombie = story.fight.combatants[max(story.fight.combatants)]
    assert (zombie.monster, zombie.side) == ("Zombie", Side.PARTY)
    assert story.fight.combatants[bandit].gone
    assert not story.fight.combatants[OGRE].gone, "an ogre is a giant"
    to_turn_of(story, CASTER)
    assert max(story.fight.combatants) == zombie.number, "it rises once"


@pytest.mark.parametrize("edition", Edition)
def test_flesh_turns_to_stone_for_good_after_a_whole_minute_and_else_not(edition: Edition) -> None:
    turned = 0
    for story in failed(caster(edition, "wizard"), "Flesh to Stone", 6, Condition.RESTRAINED):
        while Condition.RESTRAINED in scene_of(story).conditions(OGRE):
            to_turn_of(story, CASTER)
        if Condition.PETRIFIED not in scene_of(story).conditions(OGRE):
            continue
        turned += 1
        broken = story.fork(1)
        broken.do(lambda stage: marking.cure(stage, CASTER, "concentration"))
        assert Condition.PETRIFIED not in scene_of(broken).conditions(OGRE)
        while story.fight.combatants[CASTER].concentration:
            to_turn_of(story, CASTER)
        to_turn_of(story, CASTER)
        assert Condition.PETRIFIED in scene_of(story).conditions(OGRE)
        if turned == 2:
            return
    raise AssertionError("nobody was turned")


def test_a_contagion_of_2014_is_shaken_off_whole_or_tried_no_more() -> None:
    stages = failed(caster(OLD, "cleric"), "Contagion", 5, Condition.BLINDED, "blinding sickness")
    recovered, stayed = 0, 0
    for story in stages:
        saved: list[bool] = []
        while max(saved.count(True), saved.count(False)) < 3:
            saved += saves_of(to_turn_of(story, CASTER))
        if saved.count(True) == 3:
            recovered += 1
            assert not effects_on(story, OGRE)
            continue
        stayed += 1
        assert not saves_of(to_turn_of(story, CASTER))
        assert Condition.BLINDED in scene_of(story).conditions(OGRE)
        cast(story, "Lesser Restoration", 2, "disease", at=(OGRE,))
        assert not effects_on(story, OGRE), "it is a disease"
    assert recovered
    assert stayed


def test_a_contagion_of_2024_clings_to_whoever_fails_to_throw_off_its_cure() -> None:
    ended: set[tuple[bool, bool]] = set()
    for story in failed(caster(NEW, "cleric"), "Contagion", 5, Condition.POISONED, "constitution"):
        log = cast(story, "Lesser Restoration", 2, "poisoned", at=(OGRE,)).log
        (success,) = [each.success for each in log if isinstance(each, SaveMade)]
        ended.add((success, Condition.POISONED not in scene_of(story).conditions(OGRE)))
    assert ended == {(True, True), (False, False)}


@pytest.mark.parametrize("edition", Edition)
def test_the_dead_that_were_animated_obey_for_a_day_unless_it_is_renewed(edition: Edition) -> None:
    story, came = called(edition, "cleric", "Animate Dead", 4, "skeleton 2", "zombie 1")
    assert [each.monster for each in came] == ["Skeleton", "Skeleton", "Zombie"]
    to_turn_of(story, CASTER)
    dead = came[0].number
    (bond,) = effects_on(story, dead)
    before = bond.rounds
    cast(story, "Animate Dead", 3, "reassert", at=(dead,))
    (renewed,) = effects_on(story, dead)
    assert before is not None
    assert renewed.rounds == before + 1
    assert len(story.fight.combatants) == len(
        called(edition, "cleric", "Animate Dead", 4, "zombie")[0].fight.combatants
    )
    cast(story, "Dispel Magic", 3, at=(dead,))
    assert effects_on(story, dead), "the magic has done its work"
    scene = scene_of(story)
    lasting.end(scene, dead, next(iter(story.fight.combatants[dead].ongoing)), "over")
    assert (scene.combatant(dead).side, scene.combatant(dead).gone) == (Side.OTHERS, False)


@pytest.mark.parametrize("edition", Edition)
def test_a_phantom_steed_is_swift_and_gone_at_the_first_blow(edition: Edition) -> None:
    story, (steed,) = called(edition, "wizard", "Phantom Steed", 3)
    assert speed_of(scene_of(story), steed.number, "walk") == 100
    harm(story, steed.number, 1)
    assert story.fight.combatants[steed.number].gone


@pytest.mark.parametrize("edition", Edition)
def test_a_door_to_a_place_that_is_taken_hurts_and_leads_nowhere(edition: Edition) -> None:
    story = caster(edition, "wizard").fork(1)
    moved = [each.who for each in cast(story, "Dimension Door", 4, at=(FIGHTER,)).log if isinstance(each, Moved)]
    assert moved == [CASTER, FIGHTER]
    log = cast(story, "Dimension Door", 4, "the place is taken", at=(CASTER, FIGHTER)).log
    assert not [each for each in log if isinstance(each, Moved)]
    hurt = [each for each in log if isinstance(each, Hurt)]
    assert [each.who for each in hurt] == [CASTER, FIGHTER]
    assert all(4 <= each.amount <= 24 for each in hurt)
    what = spell_of("Dimension Door", edition)
    with pytest.raises(RuleError, match="too-many-targets"):
        story.do(lambda stage: casting.cast(stage, CASTER, what, Aim((FIGHTER, 3)), slot=4))


@pytest.mark.parametrize("edition", Edition)
def test_to_raise_one_who_is_long_dead_taxes_whoever_does(edition: Edition) -> None:
    story = caster(edition, "cleric").fork(1)
    cast(story, "Resurrection", 7, at=(FIGHTER,))
    assert not effects_on(story, CASTER)
    harm(story, OGRE, 200)
    cast(story, "Resurrection", 7, "it has been dead for a year", at=(OGRE,))
    assert not scene_of(story).vitals(OGRE).is_dead
    worse = {each.roll for one in effects_on(story, CASTER) for each in one.alters if each.roll}
    assert worse == {Roll.ATTACKS, Roll.CHECKS, Roll.SAVES}
    bolt = spell_of("Guiding Bolt", edition)
    with pytest.raises(RuleError, match="kept-from-it"):
        story.do(lambda stage: casting.cast(stage, CASTER, bolt, Aim((OGRE,)), slot=1))


@pytest.mark.parametrize(("edition", "held"), [(OLD, None), (NEW, Condition.RESTRAINED)])
def test_a_freezing_globe_bursts_at_once_or_a_minute_later(edition: Edition, held: Condition | None) -> None:
    story = caster(edition, "wizard").fork(1)
    log = cast(story, "Freezing Sphere", 6, "fire", at=(OGRE,)).log
    assert {part.kind for each in log if isinstance(each, Hurt) for part in each.parts} == {DamageType.COLD}
    assert held not in scene_of(story).conditions(OGRE)
    story = caster(edition, "wizard").fork(1)
    log = cast(story, "Freezing Sphere", 6, "keep", "it swims in the water that freezes", at=(OGRE,)).log
    assert not [each for each in log if isinstance(each, Hurt)]
    for _ in range(11):
        to_turn_of(story, CASTER)
    points = scene_of(story).vitals(OGRE).hit_points
    assert points.current < points.maximum
    assert speed_of(scene_of(story), OGRE, "walk") == 0
    assert held is None or held in scene_of(story).conditions(OGRE)


@pytest.mark.parametrize("edition", Edition)
def test_prayer_of_healing_is_whole_in_2014_alone(edition: Edition) -> None:
    story = caster(edition, "cleric").fork(1)
    assert spell_of("Prayer of Healing", edition).whole == (edition is OLD)
    harm(story, FIGHTER, 30)
    before = scene_of(story).vitals(FIGHTER).hit_points.current
    cast(story, "Prayer of Healing", 3, at=(FIGHTER,))
    modifier = scene_of(story).creature(CASTER).modifier(Ability.WISDOM)
    gained = scene_of(story).vitals(FIGHTER).hit_points.current - before
    assert gained >= 3 + (modifier if edition is OLD else 0)


def test_whom_a_compulsion_of_2024_drives_is_driven_when_told_and_saves_after_that() -> None:
    driven, freed = 0, 0
    for story in failed(caster(NEW, "bard"), "Compulsion", 4, Condition.CHARMED):
        assert not saves_of(to_turn_of(story, CASTER)), "nobody has said where to"
        log = story.do(lambda stage: offers.take(stage, CASTER, "Compulsion", Aim())).log
        assert [each.who for each in log if isinstance(each, Compelled)] == [OGRE]
        (success,) = saves_of(to_turn_of(story, CASTER))
        assert success == (Condition.CHARMED not in scene_of(story).conditions(OGRE))
        driven, freed = driven + 1, freed + success
    assert 0 < freed < driven


@pytest.mark.parametrize("edition", Edition)
def test_a_wall_of_stone_stands_for_good_once_it_was_held_for_its_time(edition: Edition) -> None:
    story = caster(edition, "wizard").fork(1)
    cast(story, "Wall of Stone", 5)
    broken = story.fork(1)
    broken.do(lambda stage: marking.cure(stage, CASTER, "concentration"))
    assert not effects_on(broken, CASTER)
    for _ in range(101):
        to_turn_of(story, CASTER)
    assert story.fight.combatants[CASTER].concentration is None
    assert [one.name for one in effects_on(story, CASTER)] == ["Wall of Stone"]


@pytest.mark.parametrize("edition", Edition)
def test_a_familiar_is_one_at_a_time_and_attacks_nobody(edition: Edition) -> None:
    story, (first,) = called(edition, "wizard", "Find Familiar", 1, "rat")
    to_turn_of(story, first.number)
    block = scene_of(story).block(first.number)
    assert block is not None
    bite = next(each for each in block.actions if each.name == "Bite")
    with pytest.raises(RuleError, match="kept-from-it"):
        story.do(lambda stage: acting.act(stage, first.number, bite, Aim((OGRE,))))
    cast(story, "Find Familiar", 1, "owl")
    assert story.fight.combatants[first.number].gone
    assert story.fight.combatants[max(story.fight.combatants)].monster == "Owl"
