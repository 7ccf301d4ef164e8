"""What cannot be touched or counted further: lairs, the dead, and uses that a DM grants beyond all others."""

from __future__ import annotations

import pytest

from core.combat.acts import acting, entering, marking
from core.combat.acts.aiming import Aim
from core.combat.acts.marking import HitPointChange, Mark
from core.errors import NotFoundError
from core.rules.conditions import Condition
from core.rules.edition import Edition
from core.rules.initiative import LAIR_ON
from tests.core.combat.content.staging import NEWCOMER, OGRE, joined
from tests.core.combat.stories import block_of

LAIR = NEWCOMER + 1
ATTACKS = HitPointChange("damage", "3")


def test_a_lair_is_no_creature() -> None:
    story = joined(Edition.SRD_51, block_of("Adult Red Dragon", Edition.SRD_51), lair=True)
    with pytest.raises(NotFoundError, match="combatant-not-found"):
        story.do(lambda stage: marking.hit_points(stage, LAIR, ATTACKS))
    with pytest.raises(NotFoundError, match="combatant-not-found"):
        story.do(lambda stage: marking.mark(stage, LAIR, Mark("Web", (Condition.RESTRAINED,))))
    bite = next(each for each in block_of("Adult Red Dragon", Edition.SRD_51).actions if each.name == "Bite")
    with pytest.raises(NotFoundError, match="combatant-not-found"):
        story.do(lambda stage: acting.act(stage, NEWCOMER, bite, Aim((LAIR,), overrule=True)))
    story.do(lambda stage: entering.initiative(stage, LAIR, None))
    assert story.fight.combatants[LAIR].initiative == LAIR_ON


def test_a_use_that_is_granted_beyond_all_others_is_not_counted() -> None:
    block = block_of("Adult Red Dragon", Edition.SRD_52)
    breath = next(each for each in block.actions if each.name == "Fire Breath")
    story = joined(Edition.SRD_52, block)
    for _ in range(2):
        story.do(lambda stage: acting.act(stage, NEWCOMER, breath, Aim((OGRE,), overrule=True)))
    assert story.fight.combatants[NEWCOMER].used == {"Fire Breath": 1}
