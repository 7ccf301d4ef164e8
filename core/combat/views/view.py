"""A fight with all that concerns it: as it stands, and what stands on the sheets and in the stat blocks of those in it.

Who may see how much of it is `core.combat.views.seen`'s to say.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from core.combat.record.directory import FightEntry
from core.combat.record.state import Fight
from core.combat.views.known import called
from core.rules.vitals import Vitals

NOBODY: Final = "?"
"""What a character is called whose sheet is gone."""


@dataclass(frozen=True, slots=True)
class Body:
    """What a fight does not keep of somebody: it stands on their sheet or in their stat block.

    Attributes:
        name: A character's; of a monster empty.
        vitals: How a character is; None for a monster, and where the sheet is gone.
        armor_class: By what they wear, or by nature; None where that is not known.
    """

    name: str = ""
    vitals: Vitals | None = None
    armor_class: int | None = None


@dataclass(frozen=True, slots=True)
class FightView:
    """A fight as it stands, all of it.

    Attributes:
        fight: As it stands.
        bodies: Of everybody in it, by number.
        entry: Its line in the directory.
    """

    fight: Fight
    bodies: Mapping[int, Body]
    entry: FightEntry

    def name(self, number: int) -> str:
        """What somebody is called; of whoever is hidden only those who lead may read it."""
        combatant = self.fight.combatants.get(number)
        if combatant is None:
            return NOBODY
        body = self.bodies.get(number)
        return called(combatant, self.fight) if combatant.character is None else (body and body.name) or NOBODY

    def vitals(self, number: int) -> Vitals | None:
        """How somebody is; None where nobody knows."""
        body = self.bodies.get(number)
        return self.fight.combatants[number].vitals or (body.vitals if body else None)
