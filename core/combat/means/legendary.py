"""Legendary actions: offered when somebody else's turn has ended, as long as there are some left.

One is taken at a time: whoever has taken one waits for the end of another turn, and takes none in its own
(`core.combat.means.doing`). They come back when the creature's own turn begins (`core.combat.rounds.turns.begin_turn`).

Whoever is next has theirs at the end of this turn too, though their own begins in the same step: what they could have
taken is noted (`core.combat.means.early`), costs nothing of what comes back, and is past once they do anything else.

Source: SRD 5.2.1 and SRD 5.1, "Monsters", Legendary Actions.
"""

from __future__ import annotations

from core.combat.means import early
from core.combat.means.answering import action_left
from core.combat.means.doing import surprised_by_the_book
from core.combat.situation.bearing import effects_on
from core.combat.situation.scene import Scene
from core.rules.actions import Economy


def offer(scene: Scene, ended: int, follows: int) -> None:
    """Offer what can be done now that a turn has ended, to everybody whose turn it was not."""
    for number in list(scene.fight.combatants):
        if number != ended and _can_act(scene, number):
            left = _left(scene, number)
            if number == follows:
                scene.change(early.noted(scene.combatant(number), left))
            for name in left:
                scene.offer(number, name, cost=Economy.LEGENDARY)


def _can_act(scene: Scene, number: int) -> bool:
    if not scene.is_there(number) or scene.vitals(number).is_down or effects_on(scene, number).incapacitated:
        return False
    return not surprised_by_the_book(scene.fight, scene.combatant(number))


def _left(scene: Scene, number: int) -> list[str]:
    block = scene.block(number)
    legendary = (each for each in (block.actions if block else ()) if each.economy is Economy.LEGENDARY)
    return [each.name for each in legendary if action_left(scene, number, each)]
