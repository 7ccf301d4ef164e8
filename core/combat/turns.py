"""Turns and rounds: who is next, what a turn begins and ends with, and what comes back.

Source: SRD 5.2.1, "Playing the Game", Combat, and "Monsters", Legendary Actions, Limited Usage; SRD 5.1, "Combat".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from core.combat import d20s, harm, lasting, play
from core.combat.happenings import InitiativeRolled, Recharged, TurnBegan
from core.combat.scene import Scene
from core.combat.state import Combatant, Fight
from core.dice.advantage import Advantage
from core.errors import RuleError
from core.rules.actions import Economy
from core.rules.effects.terms import Moment
from core.rules.initiative import surprise

RECHARGE = "1d6"


def roll_initiative(scene: Scene, numbers: list[int]) -> None:
    """Roll for several; those of one group roll once, by the first of them."""
    rolled: dict[str, int] = {}
    for number in numbers:
        combatant = scene.combatant(number)
        if combatant.group and combatant.group in rolled:
            total = rolled[combatant.group]
        else:
            extra = surprise(scene.fight.edition).initiative if combatant.surprised else Advantage.NONE
            total = d20s.initiative(scene, number, extra).total
            rolled[combatant.group or str(number)] = total
            scene.tell(InitiativeRolled(number, total))
        tie = scene.creature(number).initiative
        scene.change(replace(combatant, initiative=total, tie=tie))


def following(fight: Fight) -> list[int]:
    """Those whose turns come next, in order, up to the first who takes it: the others are passed over.

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
        if not _is_passed_over(fight, combatant):
            return passed
    raise RuleError("nobody-in-order")


def _from(fight: Fight, order: list[Combatant]) -> int:
    """Where to go on when whoever's turn it was has left: with whoever came after them."""
    gone = fight.combatants.get(fight.current or 0)
    if gone is None or gone.initiative is None:
        return 0
    return next((place for place, each in enumerate(order) if (each.initiative or 0) < (gone.initiative or 0)), 0)


def _is_passed_over(fight: Fight, combatant: Combatant) -> bool:
    """Monsters that are dead take no turn, nor do those who let others go first."""
    dead = combatant.vitals is not None and combatant.vitals.is_dead
    return dead or combatant.delayed


def advance(scene: Scene) -> None:
    """End the turn of whoever has it, and begin the next one's."""
    passing = following(scene.fight)
    if scene.fight.current is not None and scene.knows(scene.fight.current):
        end_turn(scene, scene.fight.current)
        passing = following(scene.fight)  # somebody may have died of what the end of a turn brings
    before = scene.fight.current
    for number in passing:
        scene.fight = replace(scene.fight, round=_round_of(scene.fight, before, number), current=number)
        before = number
    begin_turn(scene, passing[-1])


def back(fight: Fight) -> Fight:
    """Give the turn back to whoever had it before; what has happened meanwhile stays.

    Raises:
        RuleError: ``no-turn-before``.
    """
    order = [each.number for each in fight.in_order()]
    if fight.current not in order or (fight.round <= 1 and order.index(fight.current) == 0):
        raise RuleError("no-turn-before")
    place = order.index(fight.current)
    return replace(fight, current=order[place - 1], round=fight.round - (place == 0))


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
    combatant = scene.combatant(number)
    fresh = {economy: count for economy, count in combatant.spent.items() if economy is Economy.LAIR}
    scene.change(replace(combatant, spent=fresh, attacks_left=0, readied=None))
    scene.tell(TurnBegan(number, scene.fight.round))
    for action, face_needed in recharging(combatant).items():
        face = scene.throws.roll(RECHARGE).total
        scene.tell(Recharged(number, action, face, face >= face_needed))
        if face >= face_needed:
            now = scene.combatant(number)
            scene.change(replace(now, used={name: each for name, each in now.used.items() if name != action}))
    lasting.at(scene, number, Moment.OWN_TURN_START)
    _happen(scene, number, Moment.OWN_TURN_START)


def end_turn(scene: Scene, number: int) -> None:
    """Somebody's turn ends: what was to happen then does, and whoever is dying and has not rolled for it does."""
    _happen(scene, number, Moment.OWN_TURN_END)
    lasting.at(scene, number, Moment.OWN_TURN_END)
    if scene.vitals(number).is_dying and not scene.combatant(number).spent.get(Economy.NONE):
        harm.death_save(scene, number)
    combatant = scene.combatant(number)
    scene.change(replace(combatant, surprised=False))


def _happen(scene: Scene, number: int, moment: Moment) -> None:
    for key, one in list(scene.combatant(number).ongoing.items()):
        if one.each_turn and one.at is moment and key in scene.combatant(number).ongoing:
            play.at_moment(scene, number, one)


def recharging(combatant: Combatant) -> Mapping[str, int]:
    """The actions that are used up and come back by a d6, each with the lowest face that brings it back.

    That face was written down among the numbers when the action was used, so no stat block is needed to know it.
    """
    faces = ((name, combatant.numbers.get(f"recharge {name}")) for name in combatant.used)
    return {name: face for name, face in faces if face is not None}


def surprised_by_the_book(fight: Fight, combatant: Combatant) -> bool:
    """Whether somebody can neither act nor move in this turn, nor react before it is over."""
    return combatant.surprised and surprise(fight.edition).loses_first_turn
