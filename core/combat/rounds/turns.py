"""Turns and rounds: who is next, what a turn begins and ends with, and what comes back.

Source: SRD 5.2.1, "Playing the Game", Combat, and "Monsters", Legendary Actions, Limited Usage; SRD 5.1, "Combat".
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from core.combat.duration import lasting, moments, zones
from core.combat.health import healing
from core.combat.means import legendary
from core.combat.play.player import settle
from core.combat.record.happenings import Again, Ended, Recharged, TurnBegan
from core.combat.record.ongoing import LEFT
from core.combat.record.state import Combatant, Fight
from core.combat.rounds import turning
from core.combat.situation.scene import Scene
from core.errors import RuleError
from core.rules.actions import Economy
from core.rules.effects.magic import Turns
from core.rules.effects.terms import Moment

RECHARGE = "1d6"


def following(fight: Fight, dead: Collection[int] = ()) -> list[int]:
    """Those whose turns come next, in order, up to the first who takes it: the others are passed over.

    Args:
        fight: The fight.
        dead: The characters who are; of monsters the fight knows it.

    Raises:
        RuleError: ``nobody-in-order``.
    """
    order = fight.in_order()
    if not order:
        raise RuleError("nobody-in-order")
    numbers = [each.number for each in order]
    start = numbers.index(fight.current) + 1 if fight.current in numbers else _from(fight, order)
    passed: list[int] = []
    for combatant in [*order[start:], *order[:start]]:
        passed.append(combatant.number)
        if combatant.number not in dead and not _is_passed_over(fight, combatant):
            return passed
    raise RuleError("nobody-in-order")


def _from(fight: Fight, order: list[Combatant]) -> int:
    """Where to go on when whoever's turn it was has left: with whoever came after them."""
    gone = fight.combatants.get(fight.current or 0)
    if gone is None or gone.initiative is None:
        return 0
    return next((place for place, each in enumerate(order) if (each.initiative or 0) < (gone.initiative or 0)), 0)


def _is_passed_over(fight: Fight, combatant: Combatant) -> bool:
    """Monsters that are dead take no turn, nor do those who let others go first, nor a lair whose owner is no more."""
    owner = fight.combatants.get(combatant.lair_of or 0)
    if owner is not None and (owner.gone or (owner.vitals is not None and owner.vitals.is_dead)):
        return True
    dead = combatant.vitals is not None and combatant.vitals.is_dead
    return dead or combatant.delayed


def advance(scene: Scene) -> None:
    """End the turn of whoever has it, and begin the next one's, or another of their own."""
    following(scene.fight, _dead(scene))
    current = scene.fight.current
    if current is not None and scene.is_there(current):
        end_turn(scene, current)
        if _has_another(scene, current):
            legendary.offer(scene, current, current)
            begin_turn(scene, current)
            return
    passing = following(scene.fight, _dead(scene))  # somebody may have died of what the end of a turn brings
    if current is not None and scene.is_there(current):
        legendary.offer(scene, current, passing[-1])
    before = scene.fight.current
    for number in passing:
        scene.fight = replace(scene.fight, round=_round_of(scene.fight, before, number), current=number)
        before = number
    begin_turn(scene, passing[-1])


def _dead(scene: Scene) -> frozenset[int]:
    there = (each for each in scene.fight.combatants if scene.is_there(each))
    return frozenset(each for each in there if scene.vitals(each).is_dead)


def _has_another(scene: Scene, number: int) -> bool:
    """Whether somebody has several turns in a row, and one is left."""
    for key, one in list(scene.combatant(number).ongoing.items()):
        if not isinstance(one.node, Turns):
            continue
        left = one.counted(LEFT) - 1
        if left > 0:
            scene.put(number, key, one.counting(LEFT, left))
            scene.tell(Again(number, left))
            return True
        scene.remove(number, key)
        scene.tell(Ended(number, one.name, "over"))
    return False


def back(fight: Fight) -> Fight:
    """Give the turn back to whoever had it before; what has happened meanwhile stays.

    Raises:
        RuleError: ``no-turn-before``.
    """
    order = [each.number for each in fight.in_order()]
    if fight.current not in order or (fight.round <= 1 and order.index(fight.current) == 0):
        raise RuleError("no-turn-before")
    place = order.index(fight.current)
    return replace(fight, current=order[place - 1], round=fight.round - (place == 0), last=None)


def _round_of(fight: Fight, before: int | None, number: int) -> int:
    order = [each.number for each in fight.in_order()]
    if fight.round == 0:
        return 1
    if before not in order:
        gone, now = fight.combatants.get(before or 0), fight.combatants[number]
        wrapped = gone is not None and (now.initiative or 0) > (gone.initiative or 0)
        return fight.round + wrapped
    return fight.round + (order.index(number) <= order.index(before))


def begin_turn(scene: Scene, number: int) -> None:
    """Somebody's turn begins: what they can do comes back, and what happens at its start does."""
    waits = scene.combatant(number).readied
    if waits is not None and waits.spell:
        lasting.stop_concentrating(scene, number, "early")  # it was not let go in time
    combatant = scene.combatant(number)
    fresh = {economy: count for economy, count in combatant.spent.items() if economy is Economy.LAIR}
    scene.change(replace(combatant, spent=fresh, attacks_left=0, readied=None, spare={}, done=()))
    _lair_back(scene, number)
    scene.tell(TurnBegan(number, scene.fight.round))
    for action, face_needed in recharging(combatant).items():
        face = scene.throws.roll(RECHARGE).total
        scene.tell(Recharged(number, action, face, face >= face_needed))
        if face >= face_needed:
            now = scene.combatant(number)
            scene.change(replace(now, used={name: each for name, each in now.used.items() if name != action}))
    turning.begins(scene, number)
    settle(scene)
    moments.happen(scene, number, Moment.OWN_TURN_START)
    settle(scene)
    moments.at(scene, number, Moment.OWN_TURN_START)
    zones.at_turn(scene, number, begins=True)
    settle(scene)


def _lair_back(scene: Scene, number: int) -> None:
    """A lair can act again when its own turn comes."""
    combatant = scene.combatant(number)
    if combatant.lair_of is not None:
        scene.change(replace(combatant, spent={}))


def end_turn(scene: Scene, number: int) -> None:
    """Somebody's turn ends: what was to happen then does, and whoever is dying and has not rolled for it does."""
    moments.happen(scene, number, Moment.OWN_TURN_END)
    settle(scene)
    zones.at_turn(scene, number, begins=False)
    turning.ends(scene, number)
    settle(scene)
    moments.at(scene, number, Moment.OWN_TURN_END)
    settle(scene)
    if scene.vitals(number).is_dying and healing.DEATH_SAVE not in scene.combatant(number).done:
        healing.death_save(scene, number)
        settle(scene)
    zones.forget_turn(scene)
    combatant = scene.combatant(number)
    scene.change(replace(combatant, surprised=False, spare={}))
    for each in list(scene.fight.combatants.values()):
        if each.turn:
            scene.change(replace(each, turn={}))
    scene.fight = replace(scene.fight, last=None)


def recharging(combatant: Combatant) -> Mapping[str, int]:
    """The actions that are used up and come back by a d6, each with the lowest face that brings it back.

    That face was written down among the numbers when the action was used, so no stat block is needed to know it.
    """
    faces = ((name, combatant.numbers.get(f"recharge {name}")) for name in combatant.used)
    return {name: face for name, face in faces if face is not None}
