"""Concentration by actions that are no spells, and what lasts by nobody's concentration any more."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

import pytest

from core.characters.sheet import KnownSpell
from core.combat.acts import acting, entering, marking
from core.combat.acts.aiming import Aim
from core.combat.acts.casting import cast
from core.combat.acts.marking import HitPointChange
from core.combat.record.happenings import Departed, Ended, Happening, LeftToDm, Returned
from core.combat.record.state import Concentration
from core.monsters.stat_block import Action
from core.rules.conditions import Condition
from core.rules.edition import Edition
from tests.core.combat.content.staging import FIGHTER, LINES, NEWCOMER, OGRE, alone, joined, sheet_of
from tests.core.combat.deeds import advance
from tests.core.combat.stories import Story, block_of, spell_of

CASTER = 1


def acts(story: Story, name: str, aim: Aim) -> tuple[object, ...]:
    """Whoever has joined does something."""
    action: Action = next(
        each
        for each in block_of(story.fight.combatants[NEWCOMER].monster, story.fight.edition).actions
        if each.name == name
    )
    return story.do(lambda stage: acting.act(stage, NEWCOMER, action, aim)).log


def test_an_action_that_lasts_by_concentration_takes_it() -> None:
    story = joined(Edition.SRD_51, block_of("Imp", Edition.SRD_51))
    acts(story, "Invisibility", Aim())
    imp = story.fight.combatants[NEWCOMER]
    assert imp.concentration == Concentration("Invisibility")
    assert Condition.INVISIBLE in imp.conditions


def test_a_spell_that_overcomes_whoever_casts_it_ends_for_all() -> None:
    seeds = (seed for seed in range(200) if random.Random(seed))
    for seed in seeds:
        story = joined(Edition.SRD_52, block_of("Dust Mephit", Edition.SRD_52)).fork(seed)
        log = acts(story, "Sleep", Aim((OGRE, NEWCOMER, FIGHTER)))
        if any(isinstance(each, Ended) and each.who == NEWCOMER for each in log):
            break
    else:
        raise AssertionError("the mephit never fell asleep")
    assert not any(each.ongoing for each in story.fight.combatants.values())


def test_an_action_that_would_use_itself_is_left_to_the_dm_and_no_creature_has_one() -> None:
    bat = block_of("Vampire, Bat Form", Edition.SRD_51)
    vampire = block_of("Vampire, Vampire Form", Edition.SRD_51)
    assert "Unarmed Strike" not in {each.name for each in bat.actions}
    strike = next(each for each in vampire.actions if each.name == "Unarmed Strike" and each.cost == 1 and _uses(each))
    story = joined(Edition.SRD_51, bat)
    done = story.do(lambda stage: acting.act(stage, NEWCOMER, strike, Aim((FIGHTER,), overrule=True)))
    assert [each.topic for each in done.log if isinstance(each, LeftToDm)] == ["Unarmed Strike"]


def _uses(action: Action) -> bool:
    return action.effects[0].op == "use"


def test_of_a_spell_that_an_action_casts_it_is_told_that_the_dm_decides() -> None:
    acolyte = joined(Edition.SRD_51, block_of("Acolyte", Edition.SRD_51))
    log = acts(acolyte, "Spellcasting", Aim(ways=frozenset({"light"})))
    assert [each.topic for each in log if isinstance(each, LeftToDm)] == ["Light"]
    light = spell_of("Light", Edition.SRD_51)
    again = joined(Edition.SRD_51, block_of("Acolyte", Edition.SRD_51))
    done = again.do(lambda stage: cast(stage, NEWCOMER, light, Aim()))
    assert [each.topic for each in done.log if isinstance(each, LeftToDm)] == ["Light"]


def banished(edition: Edition) -> Story:
    """The cleric has banished an imp, which is no native here."""
    spells = {"Banishment": KnownSpell("Cleric", prepared=True)}
    cleric, spell = replace(sheet_of(LINES[2], edition), spells=spells), spell_of("Banishment", edition)
    for seed in range(50):
        story = alone(edition, cleric).fork(seed)
        story.do(lambda stage, spell=spell: cast(stage, CASTER, spell, Aim((NEWCOMER,))))
        if story.fight.combatants[NEWCOMER].ongoing:
            return story
    raise AssertionError("the imp always withstood it")


def let_go(story: Story) -> tuple[Happening, ...]:
    return story.do(lambda stage: marking.cure(stage, CASTER, "concentration")).log


def leave(story: Story) -> tuple[Happening, ...]:
    return story.do(lambda stage: entering.leave(stage, CASTER)).log


def die(story: Story) -> tuple[Happening, ...]:
    return story.do(lambda stage: marking.hit_points(stage, CASTER, HitPointChange("damage", "1000"))).log


@pytest.mark.parametrize("edition", list(Edition))
@pytest.mark.parametrize("end", [let_go, leave, die])
def test_who_was_banished_comes_back_when_it_ends_early(
    edition: Edition, end: Callable[[Story], tuple[object, ...]]
) -> None:
    story = banished(edition)
    log = end(story)
    assert Returned(NEWCOMER) in log
    assert not any(isinstance(each, Departed) for each in log)
    assert not story.fight.combatants[NEWCOMER].gone
    assert not story.fight.combatants[NEWCOMER].ongoing


@pytest.mark.parametrize("edition", list(Edition))
def test_whoever_is_no_native_stays_away_once_a_banishment_has_lasted_its_time(edition: Edition) -> None:
    story = banished(edition)
    for _ in range(80):
        if story.fight.combatants[NEWCOMER].gone:
            break
        advance(story)
    assert story.fight.combatants[NEWCOMER].gone
    assert story.fight.round > 8
