"""What a warlock can do, and is like.

Source: SRD 5.2.1 and SRD 5.1, "Classes": Warlock.
"""

from __future__ import annotations

from collections.abc import Iterator

from core.features.powers import (
    Gift,
    Who,
)
from core.monsters.stat_block import Trait, Trigger
from core.rules.abilities import Ability
from core.rules.damage import DamageType
from core.rules.effects.outcomes import Cushion, Damage


def warlock(who: Who) -> Iterator[Gift]:
    """What a warlock's levels give."""
    charisma = who.modifier(Ability.CHARISMA)
    if who.of("Fiend") and who.level >= (3 if who.new else 1):
        points = Cushion(str(max(1, charisma + who.level)))
        yield Trait("Dark One’s Blessing" if who.new else "Dark One's Blessing", (points,), Trigger.DOWNS)
    if charisma > 0 and who.chose("Agonizing Blast"):
        more = Damage(str(charisma), (DamageType.FORCE,))
        yield Trait("Agonizing Blast", (more,), Trigger.HITS, attacks=frozenset({"Eldritch Blast"}))
