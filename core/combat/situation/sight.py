"""Who sees whom, as far as the fight shows it: areas that nobody sees into, invisibility, and senses that pierce both.

There is no map: who is in an area is said by whoever runs it, and a sense of 30 feet or more reaches whom one fights.

Source: SRD 5.2.1, "Playing the Game", Vision and Light, and "Rules Glossary", Invisible; SRD 5.1, "Adventuring".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from core.combat.record.ongoing import Ongoing
from core.combat.situation.bearing import bearings
from core.combat.situation.scene import Scene
from core.rules.effects.tree import Zone

REACHES_FT: Final = 30
_PIERCED_BY: Final[Mapping[str, frozenset[str]]] = {
    "heavily obscured": frozenset({"blindsight"}),
    "darkness": frozenset({"blindsight", "truesight"}),
    "opaque": frozenset(),
}


def senses_of(scene: Scene, number: int) -> Mapping[str, int]:
    """Somebody's senses now, in feet."""
    found = dict(scene.creature(number).senses)
    for each in bearings(scene, number):
        for sense, feet in each.what.senses:
            found[sense] = max(found.get(sense, 0), feet)
    return found


def zones(scene: Scene) -> Iterator[tuple[int, int, Ongoing, Zone]]:
    """The areas that stay: who bears each, its number, the effect and its node."""
    for number, combatant in scene.fight.combatants.items():
        for key, one in combatant.ongoing.items():
            if isinstance(one.node, Zone):
                yield number, key, one, one.node


def sees(scene: Scene, observer: int, seen: int) -> bool:
    """Whether no area stands between two."""
    for _, _, one, zone in zones(scene):
        if zone.sight not in _PIERCED_BY:
            continue
        inside, within = observer in one.inside, seen in one.inside
        hides = within and not inside if zone.sight == "opaque" else inside or within
        if hides and not _pierces(scene, observer, _PIERCED_BY[zone.sight]):
            return False
    return True


def sees_invisible(scene: Scene, observer: int, seen: int) -> bool:
    """Whether being invisible brings somebody nothing against an observer."""
    for each in bearings(scene, seen):
        if each.what.shown and (not each.what.source_only or each.source == observer):
            return True
    senses = senses_of(scene, observer)
    return "invisible" in senses or _pierces(scene, observer, frozenset({"blindsight", "truesight"}))


def _pierces(scene: Scene, observer: int, by: frozenset[str]) -> bool:
    return any(sense in by and feet >= REACHES_FT for sense, feet in senses_of(scene, observer).items())
