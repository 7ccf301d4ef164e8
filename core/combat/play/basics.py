"""The actions that everybody has, as far as they do something that lasts.

Source: SRD 5.2.1, "Playing the Game", Actions, and "Rules Glossary", Dodge; SRD 5.1, "Combat", Actions in Combat.
"""

from __future__ import annotations

from typing import Final

from core.dice.advantage import Advantage
from core.rules.abilities import Ability
from core.rules.conditions import Condition
from core.rules.effects.hiding import Hide, Seek
from core.rules.effects.lasting import Lasting, Roll
from core.rules.effects.outcomes import End
from core.rules.effects.terms import Duration, Moment
from core.rules.effects.tree import Alter, Effect

UNTIL_NEXT_TURN: Final = Duration(until=Moment.SOURCE_TURN_START)
STAND_UP: Final = "stand up"
DODGE: Final[tuple[Effect, ...]] = (
    Alter(
        (
            Lasting(Roll.ATTACKED, advantage=Advantage.DISADVANTAGE),
            Lasting(Roll.SAVES, advantage=Advantage.ADVANTAGE, abilities=frozenset({Ability.DEXTERITY})),
        ),
        UNTIL_NEXT_TURN,
    ),
)
BASIC: Final[dict[str, tuple[Effect, ...]]] = {
    "dodge": DODGE,
    "dash": (),
    "disengage": (),
    "hide": (Hide(),),
    "help": (),
    "search": (Seek(),),
    "use an object": (),
    STAND_UP: (End(frozenset({Condition.PRONE})),),
}
"""The actions that everybody has; of those without effects, it is told that they were taken."""
