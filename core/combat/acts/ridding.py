"""Getting rid of what lasts: escapes, saves that take an action, help from beside; and moving in areas.

Source: SRD 5.2.1, "Rules Glossary", Grappling, and "Spells"; SRD 5.1, "Combat", Grappling, and "Spellcasting".
"""

from __future__ import annotations

from collections.abc import Iterable

from core.combat.acts.aiming import Aim, must_be_there
from core.combat.acts.stage import Stage
from core.combat.duration import lasting, zones
from core.combat.means.doing import Price, begin_deed
from core.combat.record.happenings import CheckMade
from core.combat.record.ongoing import WORN, Ongoing
from core.combat.record.steps import Done
from core.combat.situation import d20s
from core.combat.situation.bearing import Rolling
from core.combat.situation.scene import Scene
from core.combat.situation.sight import zones as all_zones
from core.errors import RuleError
from core.rules.abilities import Ability
from core.rules.actions import Economy
from core.rules.damage import Blow, DamageType, Defence, Defences, taken
from core.rules.effects.terms import Barrier, Contact, Moment, Until
from core.rules.effects.tree import Zone

OUT_OF_GRIPS = ((Ability.STRENGTH, "athletics"), (Ability.DEXTERITY, "acrobatics"))
"""What gets out of a grapple, of which whoever is held chooses one."""


def rid(stage: Stage, number: int, name: str, aim: Aim, *, bearer: int) -> Done:
    """Spend an action on ending an effect: on oneself, or on somebody beside.

    Raises:
        NotFoundError: ``combatant-not-found``.
        RuleError: ``no-such-effect``, ``no-way-out``, and what stands against any deed.
    """
    scene = stage.scene
    must_be_there(stage, number, aim)
    scene.fight.creature(bearer)
    key = named(scene, bearer, name)
    one = scene.combatant(bearer).ongoing[key]
    how = _way_out(one, other=number != bearer)
    if how is None:
        raise RuleError("no-way-out", effect=one.name)
    economy = Economy.NONE if how == "unseen" else Economy.ACTION
    begin_deed(scene, number, Price(economy, name=one.name), (), overrule=aim.overrule)
    match how:
        case "action":
            lasting.end(scene, bearer, key, "escaped")
        case "save" | "unseen":
            lasting.try_save(scene, bearer, key)
        case _:
            _escaping(scene, number, bearer, key)
    return stage.done("cure", by=number, name=one.name, targets=(bearer,))


def named(scene: Scene, bearer: int, name: str) -> int:
    """The number of one of somebody's effects by its name, or by a condition that it consists of.

    Raises:
        RuleError: ``no-such-effect``.
    """
    wanted = name.strip().casefold()
    ongoing = [(key, one) for key, one in scene.combatant(bearer).ongoing.items() if not one.safe]
    found = [key for key, one in ongoing if one.name.casefold() == wanted]
    found += [key for key, one in ongoing if any(each.value == wanted for each in one.conditions)]
    if not found:
        raise RuleError("no-such-effect", effect=name[:60])
    return next((key for key in found if _way_out(scene.combatant(bearer).ongoing[key], other=False)), found[0])


def _way_out(one: Ongoing, *, other: bool) -> str | None:
    if Until.ACTION in one.ends or (other and Until.SHAKEN in one.ends):
        return "action"
    if (not other and Until.ESCAPE in one.ends) or (other and Until.FREED in one.ends):
        return "check"
    if not other and one.save is not None and one.tried is Moment.OWN_ACTION:
        return "save"
    if not other and one.save is not None and one.tried is Moment.UNSEEN_TURN_END:
        return "unseen"
    return None


def _escaping(scene: Scene, number: int, bearer: int, key: int) -> None:
    one = scene.combatant(bearer).ongoing[key]
    creature = scene.creature(number)
    ways = [(ability, one.skill) for ability in one.escape] or list(OUT_OF_GRIPS)
    ability, skill = max(ways, key=lambda each: creature.skill(each[1]) if each[1] else creature.modifier(each[0]))
    thrown = d20s.check(scene, number, ability, Rolling(one.source, skill=skill, held=True))
    dc = one.dc if one.dc is not None else 10
    success = thrown.total >= dc
    scene.tell(CheckMade(number, skill or ability.value, thrown.total, dc, success))
    if success:
        lasting.end(scene, bearer, key, "escaped")


def place(stage: Stage, zone: str, numbers: Iterable[int], how: str, *, feet: int = 0) -> Done:
    """Say that several come into an area, leave it, are swept by it, or travel in it; or that they end in it.

    Args:
        stage: The stage.
        zone: The area's name.
        numbers: Who.
        how: "enters", "leaves", "swept" or "travels".
        feet: How far they travel in it.

    Raises:
        RuleError: ``no-such-effect``.
    """
    scene = stage.scene
    numbers = tuple(numbers)
    keys = [key for _, key, one, _ in all_zones(scene) if one.name.casefold() == zone.strip().casefold()]
    if not keys:
        raise RuleError("no-such-effect", effect=zone[:60])
    for key in keys:
        match how:
            case "leaves":
                zones.take_out(scene, key, numbers)
            case "travels":
                zones.feel(scene, key, numbers, Contact.TRAVELS, times=max(1, feet // zones.EVERY_FT))
            case _:
                zones.put_inside(scene, key, numbers)
                zones.feel(scene, key, numbers, Contact.SWEPT if how == "swept" else Contact.ENTERS)
    return stage.done("moved", name=zone, targets=numbers)


def batter(stage: Stage, bearer: int, name: str, dice: str, *, kind: DamageType) -> Done:
    """Damage what holds somebody, or what stands at an area's edge; broken, it is gone.

    Raises:
        NotFoundError: ``combatant-not-found``.
        RuleError: ``no-such-effect`` or ``no-way-out``, where nothing can break it.
    """
    scene = stage.scene
    scene.fight.creature(bearer)
    key = named(scene, bearer, name)
    one = scene.combatant(bearer).ongoing[key]
    barrier = one.bond or (one.node.barrier if isinstance(one.node, Zone) else None)
    if barrier is None or barrier.hit_points is None:
        raise RuleError("no-way-out", effect=one.name)
    worn = one.counted(WORN) + _broken_by(scene, barrier, dice, kind)
    scene.put(bearer, key, one.counting(WORN, worn))
    if worn >= barrier.hit_points:
        lasting.end(scene, bearer, key, "escaped")
    return stage.done("hit-points", name=one.name, targets=(bearer,))


def _broken_by(scene: Scene, barrier: Barrier, dice: str, kind: DamageType) -> int:
    defences = Defences(suffers=(Defence(barrier.suffers),), ignores=(Defence(barrier.ignores),))
    return taken(Blow(max(0, scene.throws.roll(dice).total), kind), defences)
