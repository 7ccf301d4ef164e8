"""What follows when an effect ends: numbers that go back, those who are let go, and deeds that are owed.

Source: SRD 5.2.1, "Spells", Duration; SRD 5.1, "Spellcasting", Duration.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from core.combat.record.deed import Deed
from core.combat.record.happenings import Departed, Ended, Formed, Gained, Returned, WhyEnded
from core.combat.record.ongoing import CUSHION, DRAINED, RAISED, Ongoing
from core.combat.record.state import Side
from core.combat.situation.bearing import conditions_of, is_spared
from core.combat.situation.scene import Scene
from core.combat.situation.trees import with_first
from core.rules.conditions import Condition
from core.rules.effects.grips import Swallow
from core.rules.effects.growth import added
from core.rules.effects.magic import Become, Summon, Vanish
from core.rules.effects.outcomes import Damage
from core.rules.effects.terms import Until
from core.rules.effects.tree import Effect, Later
from core.rules.vitals import Vitals


def end(scene: Scene, number: int, key: int, why: WhyEnded) -> None:
    """Let one effect end, with all that follows; nothing is said of what ends with the dead."""
    one = scene.remove(number, key)
    if one is None:
        return
    if why != "dead" and not one.safe:
        scene.tell(Ended(number, one.name, why))
    undo_numbers(scene, number, one)
    for combatant in list(scene.fight.combatants.values()):
        for child, other in list(combatant.ongoing.items()):
            if other.of == key:
                end(scene, combatant.number, child, why)
    _let_loose(scene, number, one, why)
    if Condition.UNCONSCIOUS in one.conditions and why != "dead":
        lie(scene, number)
    if one.after and why != "dead":
        scene.owe(deed_of(scene, one, (number, key), one.after))
    if isinstance(one.node, Later) and not one.node.trigger:
        scene.owe(deed_of(scene, one, (number, key), grown(one), targets=one.aimed))
    if one.safe_for is not None:
        scene.add(number, Ongoing(one.name, one.source, rounds=one.safe_for, safe=True))


def deed_of(
    scene: Scene,
    one: Ongoing,
    of: tuple[int, int],
    effects: Iterable[Effect],
    *,
    targets: tuple[int, ...] | None = None,
) -> Deed:
    """What an effect does, as a deed of whoever made it.

    Args:
        scene: The scene.
        one: The effect.
        of: Who bears it, and its number.
        effects: What it does.
        targets: To whom; None for whoever bears it.
    """
    known = one.source is not None and one.source in scene.fight.combatants and scene.knows(one.source)
    return Deed(
        one.source if known and one.source is not None else of[0],
        one.name,
        tuple(effects),
        (of[0],) if targets is None else targets,
        attack_bonus=one.power.attack,
        dc=one.dc,
        modifier=one.power.modifier,
        ways=frozenset(one.ways),
        magic=one.power.level is not None or one.held,
        level=one.power.level,
        of=of,
        quiet=True,
    )


def grown(one: Ongoing) -> tuple[Effect, ...]:
    """What waits, with the dice that its first damage has gained by now."""
    assert isinstance(one.node, Later), "only what waits grows"
    node, turns = one.node, one.counted("grown")
    if not node.more or not turns:
        return node.effects
    return with_first(node.effects, Damage, lambda each: replace(each, dice=added(each.dice, node.more, turns)))


def undo_numbers(scene: Scene, number: int, one: Ongoing) -> None:
    """Take back what an effect did to somebody's numbers."""
    if not scene.knows(number):
        return
    before = scene.vitals(number)
    after = without_numbers(before, one)
    if after is not before:
        scene.set_vitals(number, after)
    if isinstance(one.node, Become):
        scene.tell(Formed(number, ""))


def without_numbers(vitals: Vitals, one: Ongoing) -> Vitals:
    """How somebody is without what an effect did to the maximum, and without its temporary and another's hit points."""
    if raised := one.counted(RAISED):
        vitals = replace(vitals, hit_points=vitals.hit_points.with_maximum(max(1, vitals.hit_points.maximum - raised)))
    if drained := min(one.counted(DRAINED), vitals.drained):
        whole = vitals.hit_points.with_maximum(vitals.hit_points.maximum + drained)
        vitals = replace(vitals, hit_points=whole, drained=vitals.drained - drained)
    if 0 < vitals.hit_points.temporary <= one.counted(CUSHION):
        vitals = replace(vitals, hit_points=replace(vitals.hit_points, temporary=0))
    if one.own is not None:
        vitals = replace(vitals, hit_points=one.own, death=vitals.death if one.own.current == 0 else None)
    return vitals


def raise_maximum(scene: Scene, number: int, by: int) -> None:
    """Raise somebody's hit point maximum, and what is left by as much."""
    vitals = scene.vitals(number)
    points = vitals.hit_points
    current = points.current + by if points.current else 0
    scene.set_vitals(
        number, replace(vitals, hit_points=replace(points, maximum=points.maximum + by, current=max(0, current)))
    )


def _let_loose(scene: Scene, number: int, one: Ongoing, why: WhyEnded) -> None:
    match one.node:
        case Vanish(where=where, stays=stays):
            if why == "over" and scene.creature(number).kind in stays:
                depart(scene, number, where)
            elif why != "dead":
                scene.tell(Returned(number))
        case Summon(loose=loose, stays=stays):
            if (loose and why == "concentration") or (stays and why == "over"):
                scene.change(replace(scene.combatant(number), side=Side.OTHERS))
            elif why != "dead":
                depart(scene, number, "")
        case Swallow() if why == "source":
            scene.add(number, Ongoing(one.name, one.source, (Condition.PRONE,)))
            scene.tell(Gained(number, one.name, (Condition.PRONE,)))
        case _:
            pass


def lie(scene: Scene, number: int) -> None:
    """Let somebody who is no longer unconscious be prone, for they have fallen; what cannot be knocked down has not."""
    up = conditions_of(scene, number).isdisjoint({Condition.UNCONSCIOUS, Condition.PRONE})
    if up and not is_spared(scene, number, Condition.PRONE, None):
        scene.add(number, Ongoing(Condition.PRONE.value, None, (Condition.PRONE,)))
        scene.tell(Gained(number, Condition.PRONE.value, (Condition.PRONE,)))


def depart(scene: Scene, number: int, where: str) -> None:
    """Somebody is gone from the fight, and does not come back; what they held ends."""
    combatant = scene.combatant(number)
    scene.change(replace(combatant, gone=True, ongoing={}, concentration=None))
    scene.tell(Departed(number, where))
    for other in list(scene.fight.combatants.values()):
        for key, one in list(other.ongoing.items()):
            if one.source == number and (one.held or Until.SOURCE_GONE in one.ends):
                end(scene, other.number, key, "source")
