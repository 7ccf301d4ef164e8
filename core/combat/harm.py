"""Damage and healing, and what follows: falling, dying, concentration that breaks, effects that harm ends.

Source: SRD 5.2.1, "Playing the Game", Damage and Healing; SRD 5.1, "Combat", Damage and Healing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.combat import d20s, lasting
from core.combat.happenings import (
    ConcentrationTested,
    Cushioned,
    DeathSaved,
    Fell,
    Hurt,
    Mended,
    Part,
    Revived,
    Spared,
    Tired,
)
from core.combat.scene import Scene
from core.rules.abilities import Ability
from core.rules.actions import Economy
from core.rules.concentration import concentration_dc
from core.rules.damage import Blow, DamageType, Defence, Defences, taken
from core.rules.effects.lasting import Roll
from core.rules.vitals import Vitals


@dataclass(frozen=True, slots=True)
class Wound:
    """What one hit, one failed save or one moment does.

    Attributes:
        blows: Its damage, by type.
        critical: Whether it is a critical hit's.
    """

    blows: Sequence[Blow]
    critical: bool = False


def hurt(scene: Scene, number: int, wound: Wound) -> int:
    """Damage somebody, and see what comes of it.

    Returns:
        How much they took.
    """
    if not wound.blows:
        return 0
    defences = defences_of(scene, number)
    parts = tuple(Part(blow.kind, blow.amount, taken(blow, defences)) for blow in wound.blows)
    amount = sum(part.taken for part in parts)
    before = scene.vitals(number)
    after = before.hurt(amount, critical=wound.critical)
    scene.set_vitals(number, after)
    scene.tell(Hurt(number, amount, parts))
    if amount <= 0:
        return 0
    lasting.harmed(scene, number)
    _fallen(scene, number, before)
    if not after.is_down:
        _tested(scene, number, amount)
    return amount


def _fallen(scene: Scene, number: int, before: Vitals) -> None:
    after = scene.vitals(number)
    if not after.is_down or (before.is_down and before.is_dead == after.is_dead):
        return
    scene.tell(Fell(number, dead=after.is_dead))
    lasting.stop_concentrating(scene, number, "dead" if after.is_dead else "concentration")
    if after.is_dead:
        lasting.of_dead(scene, number)
        _worth(scene, number)


def _worth(scene: Scene, number: int) -> None:
    """A foe that falls is worth what its stat block says; whoever fights for the party is worth nothing."""
    worth = scene.combatant(number).numbers.get("xp", 0)
    if scene.combatant(number).side == "foes":
        scene.fight = replace(scene.fight, xp=scene.fight.xp + worth)


def _tested(scene: Scene, number: int, amount: int) -> None:
    concentration = scene.combatant(number).concentration
    if concentration is None:
        return
    dc = concentration_dc(amount, scene.fight.edition)
    thrown = d20s.save(scene, number, Ability.CONSTITUTION)
    total = thrown.total if thrown else 0
    held = thrown is not None and total >= dc
    scene.tell(ConcentrationTested(number, concentration.spell, total, dc, held))
    if not held:
        lasting.stop_concentrating(scene, number, "concentration")


def lose(scene: Scene, number: int, amount: int) -> None:
    """Let somebody lose hit points that nothing resists, with all that follows from damage."""
    before = scene.vitals(number)
    scene.set_vitals(number, before.hurt(amount))
    scene.tell(Hurt(number, amount, ()))
    if amount > 0:
        lasting.harmed(scene, number)
        _fallen(scene, number, before)
        if not scene.vitals(number).is_down:
            _tested(scene, number, amount)


def set_to(scene: Scene, number: int, amount: int) -> None:
    """Let somebody have exactly so many hit points, as far as their maximum goes."""
    before = scene.vitals(number)
    if before.is_dead and amount > 0:
        scene.set_vitals(number, before.revived(amount))
        scene.tell(Revived(number))
    elif amount > before.hit_points.current:
        heal(scene, number, amount - before.hit_points.current)
    else:
        lose(scene, number, before.hit_points.current + before.hit_points.temporary - amount)


def saved_this_turn(scene: Scene, number: int) -> None:
    """Remember that somebody has made the death save of this turn."""
    combatant = scene.combatant(number)
    scene.change(replace(combatant, spent={**combatant.spent, Economy.NONE: 1}))


def heal(scene: Scene, number: int, amount: int) -> int:
    """Give somebody hit points back; how many they regained."""
    before = scene.vitals(number)
    if any(each.no_healing for each in scene.all_lasting(number)):
        scene.tell(Spared(number, "healing"))
        return 0
    after = before.healed(amount)
    scene.set_vitals(number, after)
    regained = after.hit_points.current - before.hit_points.current
    scene.tell(Mended(number, regained))
    if before.is_down and not after.is_down:
        scene.tell(Revived(number))
    return regained


def cushion(scene: Scene, number: int, amount: int) -> None:
    """Give somebody temporary hit points."""
    scene.set_vitals(number, scene.vitals(number).cushioned(amount))
    scene.tell(Cushioned(number, amount))


def kill(scene: Scene, number: int, *, drops: bool = False) -> None:
    """Let somebody die, or drop to 0 hit points."""
    before = scene.vitals(number)
    if before.is_dead:
        return
    after = before.hurt(before.hit_points.current + before.hit_points.temporary) if drops else before.killed()
    scene.set_vitals(number, after)
    _fallen(scene, number, before)


def drain(scene: Scene, number: int, amount: int) -> None:
    """Lower somebody's hit point maximum."""
    before = scene.vitals(number)
    if amount > 0:
        scene.set_vitals(number, before.drained_by(amount))
        _fallen(scene, number, before)


def tire(scene: Scene, number: int, levels: int) -> None:
    """Give somebody levels of exhaustion, or take some."""
    if levels > 0 and scene.creature(number).tireless:
        scene.tell(Spared(number, "exhaustion"))
        return
    before = scene.vitals(number)
    after = before.tired(levels, scene.fight.edition)
    scene.set_vitals(number, after)
    scene.tell(Tired(number, after.exhaustion))
    _fallen(scene, number, before)


def death_save(scene: Scene, number: int) -> None:
    """Roll a death save for whoever is dying."""
    before = scene.vitals(number)
    thrown = d20s.death_save(scene, number)
    tally = (before.death or Vitals(before.hit_points).hurt(0).death) if before.death else None
    after = before.saved(thrown.natural, thrown.total)
    scene.set_vitals(number, after)
    now = after.death
    fate = now.fate.value if now else "awake"
    counted = now or tally
    successes, failures = (counted.successes, counted.failures) if counted else (0, 0)
    scene.tell(DeathSaved(number, thrown.total, thrown.natural, successes, failures, fate))
    if after.is_dead:
        scene.tell(Fell(number, dead=True))
        lasting.of_dead(scene, number)
    elif now is None:
        scene.tell(Revived(number))


def defences_of(scene: Scene, number: int) -> Defences:
    """How somebody bears damage now."""
    own = scene.creature(number).defences
    more = scene.all_lasting(number)
    effects = scene.effects(number)
    resists = [*own.resists, *(Defence(each.resists) for each in more if each.resists)]
    if effects.resists_all:
        resists.append(Defence(frozenset(DamageType)))
    ignored = frozenset(each for each in effects.immune_to if isinstance(each, DamageType))
    ignores = [*own.ignores, *(Defence(each.ignores) for each in more if each.ignores), Defence(ignored)]
    suffers = [*own.suffers, *(Defence(each.suffers) for each in more if each.suffers)]
    return Defences(tuple(resists), tuple(suffers), tuple(ignores))


def weakness_of(scene: Scene, number: int) -> str:
    """What lasting effects add to somebody's damage rolls."""
    return "".join(each.bonus for each in scene.lasting(number, Roll.DAMAGE))


def taken_by_kind(blows: Sequence[Blow], defences: Defences) -> dict[str, int]:
    """What damage comes to by the names of its types; under ``""``, all of it."""
    by_kind: dict[str, int] = {"": 0}
    for blow in blows:
        amount = taken(blow, defences)
        by_kind[blow.kind.value] = by_kind.get(blow.kind.value, 0) + amount
        by_kind[""] += amount
    return by_kind
