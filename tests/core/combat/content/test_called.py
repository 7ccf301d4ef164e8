"""Creatures that spells call: their numbers by the slot and by the caster, how many come, when they act and leave."""

from __future__ import annotations

import pytest

from core.combat.acts import acting, casting, marking
from core.combat.acts.aiming import Aim
from core.combat.acts.marking import HitPointChange
from core.combat.record.happenings import Hurt, Mended, SaveMade, Struck
from core.combat.record.state import Combatant, Side
from core.combat.record.steps import Done
from core.errors import RuleError
from core.rules.abilities import Ability
from core.rules.damage import DamageType
from core.rules.edition import Edition
from tests.core.combat.content.test_spells import CASTER, OGRE, caster
from tests.core.combat.deeds import scene_of
from tests.core.combat.stories import Story, spell_of

OLD, NEW = Edition.SRD_51, Edition.SRD_52


def called(edition: Edition, by: str, spell: str, slot: int, *ways: str) -> tuple[Story, list[Combatant]]:
    """A story in which a spell was cast, and who came."""
    story = caster(edition, by).fork(1)
    before = set(story.fight.combatants)
    cast(story, spell, slot, *ways)
    return story, [each for number, each in story.fight.combatants.items() if number not in before]


def cast(story: Story, spell: str, slot: int, *ways: str, at: tuple[int, ...] = ()) -> Done:
    aim = Aim(at, ways=frozenset(ways), overrule=True)
    what = spell_of(spell, story.fight.edition)
    return story.do(lambda stage: casting.cast(stage, CASTER, what, aim, slot=slot))


def act(story: Story, number: int, name: str, *ways: str) -> Done:
    """One of a monster's actions at the ogre."""
    block = scene_of(story).block(number)
    assert block is not None
    action = next(each for each in block.actions if each.name == name)
    aim = Aim((OGRE,), ways=frozenset(ways), overrule=True)
    return story.do(lambda stage: acting.act(stage, number, action, aim))


def numbers(story: Story, number: int) -> tuple[int, int]:
    """Armor Class and hit points."""
    return scene_of(story).creature(number).armor_class, scene_of(story).vitals(number).hit_points.maximum


def test_a_draconic_spirit_has_the_numbers_of_the_slot_and_strikes_with_the_casters() -> None:
    for slot, expected, rends in ((5, (19, 50), 2), (9, (23, 90), 4)):
        story, (spirit,) = called(NEW, "wizard", "Summon Dragon", slot, "fire")
        assert numbers(story, spirit.number) == expected
        assert (spirit.side, spirit.name) == (Side.PARTY, "Draconic Spirit")
        order = [each.number for each in story.fight.in_order()]
        assert order.index(spirit.number) == order.index(CASTER) + 1
        own = scene_of(story).creature(CASTER)
        log = act(story.fork(2), spirit.number, "Multiattack").log
        struck = [each for each in log if isinstance(each, Struck)]
        assert len(struck) == rends
        assert {each.total - each.natural for each in struck} == {own.spell_attack[Ability.INTELLIGENCE]}
        log = act(story, spirit.number, "Breath Weapon").log
        saved = next(each for each in log if isinstance(each, SaveMade))
        assert saved.dc == own.spell_dc[Ability.INTELLIGENCE]
        burned = [part for each in log if isinstance(each, Hurt) for part in each.parts]
        assert {part.kind for part in burned} == {DamageType.FIRE}
        borne = [each for one in story.fight.combatants[CASTER].ongoing.values() for each in one.alters]
        assert {kind for each in borne for kind in each.resists} == {DamageType.FIRE}


def test_a_draconic_spirit_is_gone_with_concentration() -> None:
    story, (spirit,) = called(NEW, "wizard", "Summon Dragon", 5, "fire")
    story.do(lambda stage: marking.cure(stage, CASTER, "concentration"))
    assert story.fight.combatants[spirit.number].gone


def test_a_steed_is_one_at_a_time_shares_healing_and_cannot_be_dispelled() -> None:
    story, (first,) = called(NEW, "paladin", "Find Steed", 2, "fey")
    assert numbers(story, first.number) == (12, 25)
    assert scene_of(story).creature(first.number).kind == "fey"
    assert "fly" not in scene_of(story).creature(first.number).speeds
    cast(story, "Find Steed", 4, "celestial")
    steed = max(story.fight.combatants)
    assert story.fight.combatants[first.number].gone
    assert numbers(story, steed) == (14, 45)
    assert scene_of(story).creature(steed).speeds["fly"] == 60
    for each in (CASTER, steed):
        story.do(
            lambda stage, each=each: marking.hit_points(stage, each, HitPointChange("damage", "20", DamageType.FORCE))
        )
    log = cast(story, "Cure Wounds", 1, at=(CASTER,)).log
    mended = [(each.who, each.amount) for each in log if isinstance(each, Mended)]
    assert mended[0][0] == CASTER
    assert mended[1] == (steed, mended[0][1])
    cast(story, "Dispel Magic", 3, at=(steed,))
    assert not story.fight.combatants[steed].gone


def test_a_giant_insect_attacks_half_as_often_as_the_slot_and_has_what_its_form_has() -> None:
    story, (spider,) = called(NEW, "druid", "Giant Insect", 6, "spider")
    assert numbers(story, spider.number) == (17, 50)
    log = act(story, spider.number, "Multiattack", "poison jab 2", "web bolt 1").log
    assert len([each for each in log if isinstance(each, Struck)]) == 3
    story, (wasp,) = called(NEW, "druid", "Giant Insect", 4, "wasp")
    assert scene_of(story).creature(wasp.number).speeds["fly"] == 40
    story, (centipede,) = called(NEW, "druid", "Giant Insect", 4, "centipede")
    saved = [each for each in act(story, centipede.number, "Venomous Spew").log if isinstance(each, SaveMade)]
    assert [each.dc for each in saved] == [scene_of(story).creature(CASTER).spell_dc[Ability.WISDOM]]


def test_objects_of_2014_count_by_their_size() -> None:
    story, came = called(OLD, "wizard", "Animate Objects", 5, "huge 1", "tiny 2")
    assert sorted(numbers(story, each.number) for each in came) == [(10, 80), (18, 20), (18, 20)]
    _, came = called(OLD, "wizard", "Animate Objects", 6, "large")
    assert [each.monster for each in came] == ["Animated Object (Large)"] * 3
    _, came = called(OLD, "wizard", "Animate Objects", 5, "large 2", "huge 2")
    assert [each.monster for each in came] == ["Animated Object (Large)"] * 2
    with pytest.raises(RuleError, match="form-not-chosen"):
        called(OLD, "wizard", "Animate Objects", 5)


def test_objects_of_2024_are_as_many_as_the_casters_modifier_and_grow_with_the_slot() -> None:
    story, came = called(NEW, "wizard", "Animate Objects", 6, "huge 1", "medium or smaller")
    most = scene_of(story).creature(CASTER).modifier(Ability.INTELLIGENCE)
    assert len(came) == 1 + (most - 3)
    huge = next(each for each in came if "Huge" in each.monster)
    assert numbers(story, huge.number) == (15, 40)
    block = scene_of(story).block(huge.number)
    assert block is not None
    assert "3d12+3" in str(block.actions)
    dealt = set[int]()
    for seed in range(30):
        fork = story.fork(seed)
        log = act(fork, huge.number, "Slam").log
        dealt |= {each.amount for each in log if isinstance(each, Hurt)}
    assert min(dealt) >= 3 + 3 + most
