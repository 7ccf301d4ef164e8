"""What a warlock can do, and is like.

Source: SRD 5.2.1 and SRD 5.1, "Classes": Warlock.
"""

from __future__ import annotations

from collections.abc import Iterator

from core.features.powers import (
    Gift,
    Who,
    answer,
    chosen_kind,
)
from core.monsters.stat_block import Trait, Trigger
from core.rules.abilities import Ability
from core.rules.damage import DamageType, Piercing
from core.rules.effects.fates import Retry
from core.rules.effects.lasting import Lasting
from core.rules.effects.outcomes import Cushion, Damage


def warlock(who: Who) -> Iterator[Gift]:
    """What a warlock's levels give."""
    charisma = who.modifier(Ability.CHARISMA)
    if who.of("Fiend") and who.level >= (3 if who.new else 1):
        points = Cushion(str(max(1, charisma + who.level)))
        yield Trait("Dark One’s Blessing" if who.new else "Dark One's Blessing", (points,), Trigger.DOWNS)
    if charisma > 0 and who.chose("Agonizing Blast", of="Eldritch Invocations"):
        more = Damage(str(charisma), (DamageType.FORCE,))
        yield Trait("Agonizing Blast", (more,), Trigger.HITS, attacks=frozenset({"Eldritch Blast"}))
    if who.of("Fiend") and who.level >= 6:
        name = "Dark One’s Own Luck" if who.new else "Dark One's Own Luck"
        yield answer(name, Trigger.FAILS, Retry("1d10", again=False), counter=name)
    if who.of("Fiend") and who.level >= 10:
        but = frozenset[Piercing]() if who.new else frozenset({Piercing.MAGICAL, Piercing.SILVERED})
        kinds = tuple(each for each in DamageType if not (who.new and each is DamageType.FORCE))

        def hardened(kind: DamageType) -> Lasting:
            return Lasting(resists=frozenset({kind}), but=but)

        yield chosen_kind(who, "Fiendish Resilience", kinds, hardened)
