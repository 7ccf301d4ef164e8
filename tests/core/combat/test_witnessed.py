"""What players see of a step by somebody hidden."""

from __future__ import annotations

from dataclasses import replace

from core.combat.record.events import Stepped
from core.combat.record.happenings import Hurt, Part
from core.combat.views.witnessed import witnessed
from core.rules.damage import DamageType
from tests.core.combat.fights import GRIX, THORN_, fight


def test_the_dice_of_somebody_hidden_do_not_tell_with_what_they_hit() -> None:
    of = fight()
    of = replace(of, combatants={**of.combatants, GRIX: replace(of.combatants[GRIX], hidden=True)})
    hurt = Hurt(THORN_, 5, (Part(DamageType.PIERCING, 5, 5, "1d6+2 [3]"),))
    seen = witnessed(of, Stepped("attack", GRIX, "Shortbow", (THORN_,), (hurt,), ()))
    assert seen is not None
    assert (seen.by, seen.name, seen.log) == (None, "", (Hurt(THORN_, 5, (Part(DamageType.PIERCING, 5, 5),)),))
