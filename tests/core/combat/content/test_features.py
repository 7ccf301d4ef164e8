"""Every feature of every class is used at many levels, in both editions, and what always holds still does."""

from __future__ import annotations

import pytest

from core.combat.acts import using
from core.combat.acts.aiming import Aim
from core.combat.means.gifts import counter_of
from core.combat.play.targets import wanted
from core.combat.record.happenings import Happening, LeftToDm, Overruled, Spent
from core.features.powers import Power
from core.monsters.stat_block import Trigger
from core.rules.edition import Edition
from tests.core.combat.content.staging import CIRCUMSTANCES, CLERIC, OGRE, alone, sheet_of
from tests.core.combat.deeds import advance, scene_of
from tests.core.combat.stories import Story

CLASSES = (
    "barbarian",
    "bard",
    "cleric",
    "druid",
    "fighter",
    "monk",
    "paladin",
    "ranger",
    "rogue",
    "sorcerer",
    "warlock",
    "wizard",
)
LEVELS = (1, 2, 3, 5, 7, 9, 11, 14, 17, 18, 20)
HERO, FIGHTER_ = 1, 2
UNSEEN = {
    *("Action Surge", "Stillness of Mind", "Restoring Touch", "Lay on Hands (cure)", "Lay On Hands (cure)"),
    *("Font of Magic: points", "Font of Magic: slot"),
    *("Flexible Casting: Converting Spell Slot", "Flexible Casting: Creating Spell Slots"),
    "Preserve Life",
}
"""What gives an action or what is spent back, ends what nobody has, or heals nobody who is better than half."""


def powers(story: Story) -> tuple[Power, ...]:
    return scene_of(story).powers(HERO).actions


def used(story: Story, power: Power) -> tuple[Happening, ...]:
    """Use it, on foes or friends, whatever has to come before."""
    wants = wanted(power.action.effects, frozenset())
    most = 3 if wants.most is None else wants.most
    for targets in ((OGRE, OGRE + 1, CLERIC)[:most], (CLERIC, FIGHTER_, 4)[:most], (OGRE,) * most):
        aim = Aim(targets, ways=frozenset({"wolf"}), overrule=True)
        done = story.do(lambda stage, aim=aim: using.use(stage, HERO, power, aim))
        if any(not isinstance(each, Spent | Overruled) for each in done.log):
            return done.log
    return ()


@pytest.mark.parametrize("edition", list(Edition))
@pytest.mark.parametrize("name", CLASSES)
def test_every_feature_does_something_and_is_paid_for(name: str, edition: Edition) -> None:
    for level in LEVELS:
        whole = alone(edition, sheet_of(f"Ysolde, human {name} {level}", edition))
        for power in powers(whole):
            story = whole.fork(level)
            CIRCUMSTANCES[4](story, HERO)
            counter = counter_of(scene_of(story), HERO, power)
            log = used(story, power)
            answers = power.action.trigger is not Trigger.ALWAYS
            assert (
                answers
                or {power.name, power.family} & UNSEEN
                or any(not isinstance(each, Spent | Overruled) for each in log)
            ), power
            assert not [each for each in log if isinstance(each, LeftToDm)]
            if power.counter:
                assert counter is not None, f"{power.name} takes {power.counter}, which no level {level} has"
            for _ in range(7):
                advance(story)
            story.undo(9)
