"""Initiative as it is rolled: for each on their own, or once for a group.

Source: SRD 5.2.1, "Playing the Game", Initiative; SRD 5.1, "Combat", Initiative.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from core.combat.record.happenings import InitiativeRolled
from core.combat.situation import d20s
from core.combat.situation.bearing import has_proof
from core.combat.situation.scene import Scene
from core.dice.advantage import Advantage
from core.rules.initiative import surprise


def roll_initiative(scene: Scene, numbers: Iterable[int]) -> None:
    """Roll for several; those of one group roll once, by the first of them."""
    rolled: dict[str, int] = {}
    for number in numbers:
        combatant = scene.combatant(number)
        if combatant.group and combatant.group in rolled:
            total = rolled[combatant.group]
        else:
            surprised = combatant.surprised and not has_proof(scene, number, "surprise")
            extra = surprise(scene.fight.edition).initiative if surprised else Advantage.NONE
            total = d20s.initiative(scene, number, extra).total
            rolled[combatant.group or str(number)] = total
            scene.tell(InitiativeRolled(number, total))
        tie = scene.creature(number).initiative
        scene.change(replace(combatant, initiative=total, tie=tie))
