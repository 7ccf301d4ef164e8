"""Healing, temporary hit points, coming back, and fighting for one's life.

Source: SRD 5.2.1, "Playing the Game", Damage and Healing; SRD 5.1, "Combat", Damage and Healing.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from core.combat.duration import endings, lasting
from core.combat.health import harm
from core.combat.record.happenings import Cushioned, DeathSaved, Fell, Mended, Revived, Spared
from core.combat.situation import d20s
from core.combat.situation.bearing import bearings
from core.combat.situation.scene import Scene
from core.rules.damage import Piercing

DEATH_SAVE: Final = "death save"
"""Among what somebody has done since their turn began."""


def heal(scene: Scene, number: int, amount: int, *, magic: bool = True) -> int:
    """Give somebody hit points back; how many they regained."""
    before = scene.vitals(number)
    if not magic or not before.is_dead:
        barred = [each.what for each in bearings(scene, number) if each.what.no_healing]
        if any(not (magic and Piercing.MAGICAL in each.but) for each in barred):
            scene.tell(Spared(number, "healing"))
            return 0
    after = before.healed(amount)
    scene.set_vitals(number, after)
    regained = after.hit_points.current - before.hit_points.current
    if regained:
        scene.tell(Mended(number, regained))
    if before.is_down and not after.is_down:
        _awake(scene, number)
    if magic and regained:
        lasting.healed(scene, number)
    return regained


def set_to(scene: Scene, number: int, amount: int) -> None:
    """Let somebody have exactly so many hit points, as far as their maximum goes."""
    before = scene.vitals(number)
    if before.is_dead and amount > 0:
        revive(scene, number, amount)
    elif amount > before.hit_points.current:
        heal(scene, number, amount - before.hit_points.current)
    elif amount < before.hit_points.current:
        harm.lose(scene, number, before.hit_points.current + before.hit_points.temporary - amount)


def revive(scene: Scene, number: int, amount: int) -> None:
    """Let somebody dead live again."""
    vitals = scene.vitals(number)
    scene.set_vitals(number, vitals.revived(max(1, min(amount, vitals.hit_points.maximum))))
    combatant = scene.combatant(number)
    scene.change(replace(combatant, fell_in=None))
    _awake(scene, number)


def stabilise(scene: Scene, number: int) -> None:
    """Let somebody be no longer dying."""
    scene.set_vitals(number, scene.vitals(number).stabilised())


def cushion(scene: Scene, number: int, amount: int) -> None:
    """Give somebody temporary hit points."""
    scene.set_vitals(number, scene.vitals(number).cushioned(amount))
    scene.tell(Cushioned(number, amount))


def death_save(scene: Scene, number: int) -> None:
    """Roll the death save of a turn for whoever is dying."""
    before, combatant = scene.vitals(number), scene.combatant(number)
    scene.change(replace(combatant, done=tuple(sorted({*combatant.done, DEATH_SAVE}))))
    thrown = d20s.death_save(scene, number)
    after = before.saved(thrown.natural, thrown.total)
    scene.set_vitals(number, after)
    now = after.death
    fate = now.fate.value if now else "awake"
    counted = now or before.death
    successes, failures = (counted.successes, counted.failures) if counted else (0, 0)
    scene.tell(DeathSaved(number, thrown.total, thrown.natural, successes, failures, fate))
    if after.is_dead:
        scene.tell(Fell(number, dead=True))
        harm.died(scene, number)
    elif now is None:
        _awake(scene, number)


def _awake(scene: Scene, number: int) -> None:
    scene.tell(Revived(number))
    endings.lie(scene, number)
