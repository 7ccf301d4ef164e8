"""How fast somebody is now, by what they bear, what they have and how tired they are.

Source: SRD 5.2.1, "Playing the Game", Movement, and "Rules Glossary", Speed; SRD 5.1, "Combat", Movement.
"""

from __future__ import annotations

from core.combat.situation.bearing import bearings, effects_on, has_proof, once_each
from core.combat.situation.scene import Scene
from core.rules.effects.lasting import Roll
from core.rules.exhaustion import exhaustion

_BY_WALKING = frozenset({"fly", "swim", "climb", "jump"})


def speed_of(scene: Scene, number: int, way: str = "walk") -> int:
    """How far somebody can move in a turn by some way, in feet; by walking, where they have no such way."""
    if effects_on(scene, number).speed_zero:
        return 0
    speeds = scene.creature(number).speeds
    walks = _altered(scene, number, speeds.get("walk", 30), "walk")
    own = speeds.get(way, 0) if way != "walk" else walks
    if way != "walk" and own:
        own = _altered(scene, number, own, way)
    for each in bearings(scene, number):
        what = each.what
        if what.roll is not Roll.SPEED or what.way != way or way == "walk":
            continue
        if what.at_least is not None:
            own = max(own, what.at_least)
        if what.times is not None and way in _BY_WALKING:
            own = max(own, walks * what.times // 100)
    return own or walks


def _altered(scene: Scene, number: int, feet: int, way: str) -> int:
    tired = exhaustion(scene.vitals(number).exhaustion, scene.fight.edition)
    if tired.cannot_move:
        return 0
    slowed = has_proof(scene, number, "slowing")
    whole = feet // 2 if tired.speed_halved else feet
    whole = max(0, whole - tired.slower_ft)
    for each in once_each(bearings(scene, number)):
        what = each.what
        if what.roll is not Roll.SPEED or (what.way and what.way != way):
            continue
        if slowed and (what.bonus.startswith("-") or (what.times is not None and what.times < 100)):
            continue
        if what.bonus:
            whole = max(0, whole + scene.throws.roll(what.bonus).total)
        if what.times is not None and not what.way:
            whole = whole * what.times // 100
        if what.at_least is not None and not what.way:
            whole = max(whole, what.at_least)
    return whole
