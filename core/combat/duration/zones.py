"""Areas that stay: who is in one, what it does to them at its moments, and what is on whoever is there.

A fight has no map: who comes in, goes out and moves about is said by whoever runs it.

Source: SRD 5.2.1, "Rules Glossary", Area of Effect, and "Spells", Effects; SRD 5.1, "Spellcasting", Areas of Effect.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from core.combat.duration import lasting
from core.combat.duration.endings import deed_of
from core.combat.duration.keeping import begun
from core.combat.record.happenings import Contained, Moved
from core.combat.record.ongoing import DEALT, Ongoing
from core.combat.situation.scene import Scene
from core.combat.situation.sight import zones
from core.combat.situation.whom import Circumstances, concerns, counts
from core.rules.effects.terms import Contact
from core.rules.effects.tree import Alter, Inflict, Zone

EVERY_FT = 5
"""Who travels in an area feels it once for so many feet."""


def put_inside(scene: Scene, key: int, numbers: Iterable[int]) -> None:
    """Let several be in an area, with what is on whoever is in it."""
    for number in numbers:
        found = scene.find(key)
        if found is None:
            return
        bearer, one = found
        if number in one.inside or not scene.is_there(number):
            continue
        scene.put(bearer, key, replace(one, inside=(*one.inside, number)))
        scene.tell(Contained(number, one.name, inside=True))
        _within(scene, key, number)


def _within(scene: Scene, key: int, number: int) -> None:
    found = scene.find(key)
    if found is None or not _is_meant(scene, found[1], number):
        return
    bearer, one = found
    zone = one.node
    assert isinstance(zone, Zone), "only areas have an inside"
    for node in zone.within:
        if isinstance(node, Alter | Inflict) and concerns(scene, node.only, number, _around(one)):
            deed = deed_of(scene, one, (bearer, key), ())
            lasting.begin(scene, number, replace(begun(scene, node, deed), of=key, rounds=None, held=False))


def take_out(scene: Scene, key: int, numbers: Iterable[int]) -> None:
    """Let several be in an area no longer; what was on them for being there ends."""
    for number in numbers:
        found = scene.find(key)
        if found is None or number not in found[1].inside:
            continue
        bearer, one = found
        scene.put(bearer, key, replace(one, inside=tuple(each for each in one.inside if each != number)))
        scene.tell(Contained(number, one.name, inside=False))
        for other, borne in list(scene.combatant(number).ongoing.items()):
            if borne.of == key:
                lasting.end(scene, number, other, "over")


def feel(scene: Scene, key: int, numbers: Iterable[int], contact: Contact, *, times: int = 1) -> None:
    """Owe what an area does to several, at a moment; to each once a turn at most, if it has it so."""
    found = scene.find(key)
    if found is None or not isinstance(found[1].node, Zone) or contact not in found[1].node.when:
        return
    bearer, one = found
    zone = found[1].node
    once = zone.once and contact is not Contact.TRAVELS
    meant = [number for number in numbers if _is_meant(scene, one, number) and not (once and number in one.felt)]
    if not meant:
        return
    scene.put(bearer, key, replace(one, felt=tuple(sorted({*one.felt, *meant}))))
    for _ in range(times):
        scene.owe(deed_of(scene, one, (bearer, key), zone.effects, targets=tuple(meant)))


def _is_meant(scene: Scene, one: Ongoing, number: int) -> bool:
    zone = one.node
    if not isinstance(zone, Zone) or not scene.is_there(number):
        return False
    by = _around(one)
    return counts(scene, zone.whom, number, by) and concerns(scene, zone.only, number, by)


def _around(one: Ongoing) -> Circumstances:
    return Circumstances(one.source, frozenset(one.ways), magic=one.power.level is not None)


def at_turn(scene: Scene, number: int, *, begins: bool) -> None:
    """Somebody's turn begins or ends: who is in areas feels them, and areas drift."""
    for bearer, key, one, zone in list(zones(scene)):
        if number in one.inside:
            feel(scene, key, [number], Contact.TURN_START if begins else Contact.TURN_END)
        if number != one.source:
            continue
        if begins and zone.drifts_ft:
            scene.tell(Moved(bearer, zone.drifts_ft, one.name))
        if not begins:
            feel(scene, key, one.inside, Contact.SOURCE_TURN_END)


def forget_turn(scene: Scene) -> None:
    """A turn is over: who has felt an area in it can feel it anew."""
    for bearer, key, one, _ in list(zones(scene)):
        if one.felt:
            scene.put(bearer, key, replace(one, felt=()))


def worn(scene: Scene, of: tuple[int, int] | None, amount: int) -> None:
    """An area has dealt damage; some are gone when they have dealt enough."""
    if of is None or amount <= 0:
        return
    one = scene.fight.combatants[of[0]].ongoing.get(of[1])
    if one is None or not isinstance(one.node, Zone) or one.node.wears_out is None:
        return
    dealt = one.counted(DEALT) + amount
    scene.put(*of, one.counting(DEALT, dealt))
    if dealt >= one.node.wears_out:
        lasting.end(scene, *of, "over")


def keeps_out(scene: Scene, actor: int, target: int, level: int) -> str:
    """The area in which a spell from outside does nothing; empty for none."""
    for _, _, one, zone in zones(scene):
        if zone.keeps_out is None or level > zone.keeps_out:
            continue
        if target in one.inside and actor not in one.inside:
            return one.name
    return ""
