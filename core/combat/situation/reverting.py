"""Taking back what came of a hit or of a spell, as far as nothing has changed it since.

Source: SRD 5.2.1, "Playing the Game", Reactions; SRD 5.1, "Combat", Reactions.
"""

from __future__ import annotations

from dataclasses import replace

from core.combat.record.state import Fight
from core.combat.situation.scene import Scene
from core.ledger.changes import Change, ConflictError, between, changed, taken_back
from core.rules.vitals import Vitals


def differences(before: Fight, after: Fight) -> tuple[Change, ...]:
    """What is otherwise in a fight, whoever is in it: only those who are not the same as before are compared."""
    found: list[Change] = []
    for number, now in after.combatants.items():
        was = before.combatants.get(number)
        if was is None:
            found += between(replace(after, combatants={}), replace(after, combatants={number: now}))
        elif was is not now:
            place = ("combatants", str(number))
            found += [replace(each, path=(*place, *each.path)) for each in between(was, now)]
    if before.xp != after.xp:
        found.append(Change(("xp",), before.xp, after.xp))
    return tuple(found)


def of_vitals(before: Vitals, after: Vitals) -> tuple[Change, ...]:
    """What is otherwise with how somebody is."""
    return between(before, after)


def revert(scene: Scene, fight: tuple[Change, ...]) -> bool:
    """Take changes of the fight back; False, and nothing happens, if something has changed them since."""
    try:
        scene.fight = changed(scene.fight, taken_back(scene.fight, fight, or_gone=True))
    except ConflictError:
        return False
    return True


def revert_vitals(scene: Scene, number: int, vitals: tuple[Change, ...]) -> bool:
    """Take changes of how a character is back, likewise."""
    now = scene.vitals(number)
    try:
        scene.set_vitals(number, changed(now, taken_back(now, vitals, or_gone=True)))
    except ConflictError:
        return False
    return True
