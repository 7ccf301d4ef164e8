"""Damage and what follows: falling, dying, concentration that breaks, effects that harm ends.

Source: SRD 5.2.1, "Playing the Game", Damage and Healing; SRD 5.1, "Combat", Damage and Healing.
"""

from __future__ import annotations

from dataclasses import replace

from core.characters.rulebook import key as plain
from core.combat.duration import lasting
from core.combat.duration.endings import deed_of
from core.combat.health.enduring import endures, form_of, warded
from core.combat.health.wounds import Borne, Wound, borne, host_of, sharers
from core.combat.means import answering
from core.combat.record.deed import Deed
from core.combat.record.happenings import (
    ConcentrationTested,
    Drained,
    Fell,
    Hurt,
    Mended,
    Part,
    Spared,
    Tired,
)
from core.combat.record.ongoing import WORN
from core.combat.situation import d20s
from core.combat.situation.bearing import Rolling, bearings, has_proof, traits
from core.combat.situation.scene import Scene
from core.monsters.stat_block import Trigger
from core.rules.abilities import Ability
from core.rules.actions import Economy
from core.rules.concentration import concentration_dc
from core.rules.dying import DeathSaves, Fate
from core.rules.effects.grips import Attach, Swallow
from core.rules.effects.magic import Become
from core.rules.spells import Trigger as Before
from core.rules.vitals import Vitals


def hurt(scene: Scene, number: int, wound: Wound) -> tuple[Part, ...]:
    """Damage somebody, and see what comes of it.

    Returns:
        How much they took, by type.
    """
    if not wound.blows or scene.vitals(number).is_dead:
        return ()
    came = borne(scene, number, wound)
    host = host_of(scene, number)
    if host is not None and came.amount:
        halves = tuple(replace(part, taken=part.taken // 2) for part in came.parts)
        rest = came.amount - sum(part.taken for part in halves)
        came = Borne(halves, came.healed)
        lose(scene, host, rest, by=wound.by)
    if came.healed:
        _absorbed(scene, number, came.healed)
    _taken(scene, number, came, wound)
    for each in sharers(scene, number) if came.amount else ():
        lose(scene, each, came.amount, by=None)
    return came.parts


def _absorbed(scene: Scene, number: int, amount: int) -> None:
    before = scene.vitals(number)
    scene.set_vitals(number, before.healed(amount))
    if regained := scene.vitals(number).hit_points.current - before.hit_points.current:
        scene.tell(Mended(number, regained))


def _taken(scene: Scene, number: int, came: Borne, wound: Wound) -> None:
    before = scene.vitals(number)
    amount = came.amount
    if wound.leaves and not before.is_down:
        room = before.hit_points.current - wound.leaves + before.hit_points.temporary
        amount = max(0, min(amount, room))
    left = endures(scene, number, amount, came=came, wound=wound)
    _lost(scene, number, amount, left=left, critical=wound.critical)
    scene.tell(Hurt(number, amount, came.parts))
    if left:
        warded(scene, number)
    if amount <= 0:
        return
    _remembered(scene, number, came, amount, by=wound.by)
    _followed(scene, number, before, amount, by=wound.by)
    _hurting(scene, number, came, wound.by)


def _lost(scene: Scene, number: int, amount: int, *, left: int, critical: bool = False) -> None:
    """Take hit points off: of another form first, and what is too much of one's own."""
    before = scene.vitals(number)
    form = form_of(scene, number)
    if form is not None and not before.is_down and amount >= before.hit_points.current + before.hit_points.temporary:
        over = amount - before.hit_points.current - before.hit_points.temporary
        lasting.end(scene, number, form, "over")
        scene.set_vitals(number, scene.vitals(number).hurt(over, critical=critical))
        return
    if left:
        amount = min(amount, before.hit_points.current + before.hit_points.temporary - 1)
    after = before.hurt(amount, critical=critical)
    if left > 1:
        after = after.healed(left - 1)
    if after.death is not None and _rises_again(scene, number):
        after = replace(after, death=DeathSaves(fate=Fate.STABLE))
    scene.set_vitals(number, after)
    if before.hit_points.temporary and not scene.vitals(number).hit_points.temporary:
        _without_cushion(scene, number)


def _rises_again(scene: Scene, number: int) -> bool:
    """Whether having no hit points left is no end for somebody before their next turn begins."""
    return any(each.even_at_zero for each in traits(scene, number, Trigger.OWN_TURN_BEGINS))


def _without_cushion(scene: Scene, number: int) -> None:
    """A form that is a cushion alone ends with it."""
    for key, one in list(scene.combatant(number).ongoing.items()):
        if isinstance(one.node, Become) and one.node.cushion:
            lasting.end(scene, number, key, "over")


def _remembered(scene: Scene, number: int, came: Borne, amount: int, *, by: int | None) -> None:
    """Remember what somebody was damaged by: until their next turn, and from inside until this one is over."""
    combatant = scene.combatant(number)
    kinds = {*combatant.since, *(part.kind for part in came.parts if part.taken)}
    turn = combatant.turn
    if by is not None and is_inside(scene, by, number):
        turn = {**turn, "inside": turn.get("inside", 0) + amount}
    scene.change(replace(combatant, since=tuple(sorted(kinds)), turn=turn))


def is_inside(scene: Scene, number: int, other: int) -> bool:
    """Whether somebody is inside another, swallowed."""
    borne_by = scene.combatant(number).ongoing.values() if number in scene.fight.combatants else ()
    return any(isinstance(one.node, Swallow) and one.source == other for one in borne_by)


def _followed(scene: Scene, number: int, before: Vitals, amount: int, *, by: int | None) -> None:
    lasting.harmed(scene, number, by)
    _drunk(scene, number, amount, by)
    _fallen(scene, number, before)
    if not scene.vitals(number).is_down:
        _tested(scene, number, amount)


def _drunk(scene: Scene, number: int, amount: int, by: int | None) -> None:
    """Whoever clings to somebody lets go when it has had enough."""
    for key, one in list(scene.combatant(number).ongoing.items()):
        if isinstance(one.node, Attach) and one.node.until_drained is not None and one.source == by:
            drained = one.counted(WORN) + amount
            if drained >= one.node.until_drained:
                lasting.end(scene, number, key, "over")
            else:
                scene.put(number, key, one.counting(WORN, drained))


def _hurting(scene: Scene, number: int, came: Borne, by: int | None) -> None:
    """What befalls somebody whenever they take damage."""
    for key, one in scene.combatant(number).ongoing.items():
        if one.hurt:
            scene.owe(deed_of(scene, one, (number, key), one.hurt))
    said = frozenset(f"{part.kind.value} damage" for part in came.parts if part.taken)
    for trait in traits(scene, number, Trigger.HURT):
        scene.owe(Deed(number, trait.name, trait.effects, (number,), ways=said, quiet=True))
    answering.offer(scene, number, by, Trigger.HURT)
    if by is not None and by != number:
        answering.offer_spells(scene, number, by, Before.DAMAGED)


def _fallen(scene: Scene, number: int, before: Vitals) -> None:
    after = scene.vitals(number)
    if not after.is_down or (before.is_down and before.is_dead == after.is_dead):
        return
    if not before.is_down or after.is_dead:
        scene.tell(Fell(number, dead=after.is_dead))
    lasting.stop_concentrating(scene, number, "dead" if after.is_dead else "concentration")
    lasting.fallen(scene, number)
    if after.is_dead:
        died(scene, number)


def died(scene: Scene, number: int) -> None:
    """Somebody is dead now."""
    lasting.of_dead(scene, number)
    combatant = scene.combatant(number)
    scene.change(replace(combatant, fell_in=scene.fight.round))
    if combatant.side == "foes":
        scene.fight = replace(scene.fight, xp=scene.fight.xp + combatant.numbers.get("xp", 0))
    for trait in traits(scene, number, Trigger.DIES):
        scene.offer(number, trait.name, cost=Economy.NONE)


def _tested(scene: Scene, number: int, amount: int) -> None:
    concentration = scene.combatant(number).concentration
    if concentration is None or has_proof(scene, number, f"losing {plain(concentration.spell)}"):
        return
    dc = concentration_dc(amount, scene.fight.edition)
    thrown = d20s.save(scene, number, Ability.CONSTITUTION, Rolling(focus=True), dc=dc)
    total = thrown.total if thrown else 0
    held = thrown is not None and total >= dc
    scene.tell(ConcentrationTested(number, concentration.spell, total, dc, held))
    if not held:
        lasting.stop_concentrating(scene, number, "concentration")


def lose(scene: Scene, number: int, amount: int, *, by: int | None = None) -> None:
    """Let somebody lose hit points that nothing resists, with all that follows from damage."""
    before = scene.vitals(number)
    if before.is_dead:
        return
    came = Borne((), 0)
    left = endures(scene, number, amount, came=came, wound=Wound(()))
    _lost(scene, number, amount, left=left)
    scene.tell(Hurt(number, amount, ()))
    if left:
        warded(scene, number)
    if amount > 0:
        _remembered(scene, number, came, amount, by=by)
        _followed(scene, number, before, amount, by=by)


def kill(scene: Scene, number: int, *, drops: bool = False) -> None:
    """Let somebody die, or drop to 0 hit points."""
    before = scene.vitals(number)
    if before.is_dead:
        return
    if any(each.what.wards_death for each in bearings(scene, number)):
        if drops:
            lose(scene, number, before.hit_points.current + before.hit_points.temporary)
        else:
            warded(scene, number)
        return
    after = before.hurt(before.hit_points.current + before.hit_points.temporary) if drops else before.killed()
    scene.set_vitals(number, after)
    _fallen(scene, number, before)


def drain(scene: Scene, number: int, amount: int, *, leaves: int = 0) -> int:
    """Lower somebody's hit point maximum; by how much."""
    if has_proof(scene, number, "a lower maximum"):
        scene.tell(Spared(number, "a lower maximum"))
        return 0
    before = scene.vitals(number)
    amount = min(amount, before.hit_points.maximum - leaves) if leaves else amount
    if amount <= 0 or before.is_dead:
        return 0
    scene.set_vitals(number, before.drained_by(amount))
    scene.tell(Drained(number, amount, scene.vitals(number).hit_points.maximum))
    _fallen(scene, number, before)
    return amount


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
