"""A hit that is judged anew, for somebody has answered it: it misses now, or it does less.

Source: SRD 5.2.1, "Playing the Game", Reactions, and "Spells", Shield; SRD 5.1, "Combat", Reactions, and "Monsters".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from core.combat.record.happenings import LeftToDm, Mended, Revived, TakenBack
from core.combat.record.last import Strike
from core.combat.situation import d20s
from core.combat.situation.bearing import Rolling, has_proof
from core.combat.situation.reverting import revert, revert_vitals
from core.combat.situation.scene import Scene
from core.rules.effects.lasting import Lasting, Roll

MAGIC_MISSILE: Final = "magic missile"
MISSED, NOTHING_LEFT = "it is missed", "no damage is left"
"""What a tree can ask about, once the hit has been judged anew."""


def judged_anew(scene: Scene, target: int, name: str, fleeting: Sequence[Lasting] = ()) -> frozenset[str]:
    """Judge the last hits on somebody by what they bear now.

    Args:
        scene: The scene.
        target: Who was hit.
        name: What answers it.
        fleeting: What is otherwise for that roll alone.

    Returns:
        What a tree can ask about then.
    """
    last = scene.fight.last
    if last is None:
        return frozenset()
    if last.deed.casefold() == MAGIC_MISSILE and has_proof(scene, target, MAGIC_MISSILE):
        _missiles_back(scene, target, name)
        return frozenset()
    said: set[str] = set()
    left: list[Strike] = []
    for strike in last.strikes:
        if strike.who != target:
            left.append(strike)
        elif _misses(scene, last.by, strike, fleeting):
            _taken_back(scene, strike, name)
            said.add(MISSED)
        else:
            if _lessened(scene, strike, fleeting, name):
                said.add(NOTHING_LEFT)
            left.append(strike)
    if scene.fight.last is not None:
        scene.fight = replace(scene.fight, last=replace(scene.fight.last, strikes=tuple(left)))
    return frozenset(said)


def _misses(scene: Scene, by: int, strike: Strike, fleeting: Sequence[Lasting]) -> bool:
    if strike.natural == 20 or not strike.total:
        return False
    more = sum(
        int(each.bonus) for each in fleeting if each.roll is Roll.ARMOR_CLASS and each.bonus.lstrip("+-").isdigit()
    )
    less = [each.bonus for each in fleeting if each.roll is Roll.ATTACKED and each.bonus]
    total = strike.total + sum(scene.throws.roll(each).total for each in less)
    return total < d20s.armor_class_of(scene, strike.who, Rolling(by)) + more


def _taken_back(scene: Scene, strike: Strike, name: str) -> None:
    """What came of a hit is as if it had missed; if something has changed it since, the DM decides."""
    last = scene.fight.last
    done = revert(scene, strike.fight)
    if strike.vitals and scene.knows(strike.who):
        done = revert_vitals(scene, strike.who, strike.vitals) and done
    scene.fight = replace(scene.fight, last=last)
    scene.tell(TakenBack(strike.who, name) if done else LeftToDm(name, strike.who))


def _lessened(scene: Scene, strike: Strike, fleeting: Sequence[Lasting], name: str) -> bool:
    """Give back what something takes off the damage; whether nothing of it is left."""
    took = sum(part.taken for part in strike.parts)
    ignored = frozenset(kind for each in fleeting for kind in each.ignores)
    less = sum(part.taken for part in strike.parts if part.kind in ignored)
    for each in fleeting:
        if each.roll is not Roll.TAKEN or (each.kinds and not any(part.kind in each.kinds for part in strike.parts)):
            continue
        if each.bonus.startswith("-"):
            less += max(0, -scene.throws.roll(each.bonus).total)
    less += sum(
        took - took * each.times // 100 for each in fleeting if each.roll is Roll.TAKEN and each.times is not None
    )
    less = min(less, took)
    if not less:
        return False
    vitals = scene.vitals(strike.who)
    was_down = vitals.is_down
    points = vitals.hit_points
    death = None if was_down else vitals.death
    scene.set_vitals(
        strike.who,
        replace(vitals, hit_points=replace(points, current=min(points.maximum, points.current + less)), death=death),
    )
    scene.tell(TakenBack(strike.who, name))
    scene.tell(Mended(strike.who, less))
    if was_down:
        scene.tell(Revived(strike.who))
    return less == took


def _missiles_back(scene: Scene, target: int, name: str) -> None:
    last = scene.fight.last
    assert last is not None, "something was cast"
    own = tuple(each for each in last.fight if each.path[:2] == ("combatants", str(target)))
    done = revert(scene, own)
    if target in last.vitals and scene.knows(target):
        done = revert_vitals(scene, target, last.vitals[target]) and done
    scene.fight = replace(scene.fight, last=None)
    scene.tell(TakenBack(target, name) if done else LeftToDm(name, target))
