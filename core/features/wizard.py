"""What a wizard can do besides casting, and is like.

Source: SRD 5.2.1 and SRD 5.1, "Classes": Wizard.
"""

from __future__ import annotations

from collections.abc import Iterator

from core.features.powers import Gift, Who, always
from core.rules.abilities import Ability
from core.rules.effects.lasting import Lasting, Roll


def wizard(who: Who) -> Iterator[Gift]:
    """What a wizard's levels give."""
    if not who.of("Evo"):
        return
    if who.level >= (3 if who.new else 6):
        yield always("Potent Cantrip", Lasting(potent="misses" if who.new else "saves"))
    if who.level >= 10:
        more = f"+{max(0, who.modifier(Ability.INTELLIGENCE))}"
        yield always("Empowered Evocation", Lasting(Roll.SPELL_DAMAGE, more, by=frozenset({"wizard evocation"})))
