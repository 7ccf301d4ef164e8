"""Legendary actions: offered when somebody else's turn has ended, as long as there are some left.

One is taken at a time: whoever has taken one waits for the end of another turn, and takes none in its own
(`core.combat.means.doing`). They come back when the creature's own turn begins (`core.combat.rounds.turns.begin_turn`).

Source: SRD 5.2.1 and SRD 5.1, "Monsters", Legendary Actions.
"""

from __future__ import annotations

from core.combat.means.answering import action_left
from core.combat.means.doing import surprised_by_the_book
from core.combat.situation.bearing import effects_on
from core.combat.situation.scene import Scene
from core.rules.actions import Economy


def offer(scene: Scene, ended: int, follows: int) -> None:
    """Offer what can be done now that a turn has ended, to everybody whose turn it was not and is not next."""
    for number in list(scene.fight.combatants):
        if number not in {ended, follows} and _can_act(scene, number):
            _offer(scene, number)


def _can_act(scene: Scene, number: int) -> bool:
    if not scene.is_there(number) or scene.vitals(number).is_down or effects_on(scene, number).incapacitated:
        return False
    return not surprised_by_the_book(scene.fight, scene.combatant(number))


def _offer(scene: Scene, number: int) -> None:
    block = scene.block(number)
    for action in block.actions if block else ():
        if action.economy is Economy.LEGENDARY and action_left(scene, number, action):
            scene.offer(number, action.name, cost=Economy.LEGENDARY)
