"""Legendary actions: offered when somebody else's turn has ended, as long as there are some left.

They come back when the creature's own turn begins (`core.combat.rounds.turns.begin_turn`).

Source: SRD 5.2.1 and SRD 5.1, "Monsters", Legendary Actions.
"""

from __future__ import annotations

from core.combat.means.doing import surprised_by_the_book, use_left
from core.combat.situation.bearing import effects_on
from core.combat.situation.scene import Scene
from core.rules.actions import Economy


def offer(scene: Scene, ended: int) -> None:
    """Offer what can be done now that a turn has ended, to everybody whose turn it was not."""
    for number in list(scene.fight.combatants):
        if number != ended and _can_act(scene, number):
            _offer(scene, number)


def _can_act(scene: Scene, number: int) -> bool:
    if not scene.is_there(number) or scene.vitals(number).is_down or effects_on(scene, number).incapacitated:
        return False
    return not surprised_by_the_book(scene.fight, scene.combatant(number))


def _offer(scene: Scene, number: int) -> None:
    block, combatant = scene.block(number), scene.combatant(number)
    left = combatant.numbers.get("legendary actions", 0) - combatant.spent.get(Economy.LEGENDARY, 0)
    for action in block.actions if block and left > 0 else ():
        free = not (action.once_a_round and action.name in combatant.done)
        if action.economy is Economy.LEGENDARY and action.cost <= left and free and use_left(scene, number, action):
            scene.offer(number, action.name, cost=Economy.LEGENDARY)
