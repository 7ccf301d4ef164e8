"""At whom a deed may be aimed: foes where it harms, one's own side where it helps, as many as it takes.

There is no map, so nobody knows who stands in an area. One creature is thought to be in it for every 10 feet of its
size, and never more than four: the DM, who sees the table, can always name others.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from core.combat.behaviour.ways import Way
from core.combat.play.targets import wanted
from core.combat.situation.reach import wrong_targets
from core.combat.situation.scene import Scene
from core.rules.conditions import Condition
from core.rules.effects.outcomes import Cast, Cushion, Damage, End, Heal, Use
from core.rules.effects.search import found
from core.rules.effects.terms import Area
from core.rules.effects.tree import Alter, Attack, Each, Effect, Inflict, Save

FEET_EACH: Final = 10
MOST_IN_AREA: Final = 4
FIRST: Final = 3
"""Of the foes, those that are tried first of all."""
NEEDIEST: Final = 2


def aims(scene: Scene, number: int, way: Way, *, foes: Sequence[int], friends: Sequence[int]) -> list[tuple[int, ...]]:
    """Whom somebody may aim at, each possibility once.

    Args:
        scene: The fight.
        number: Who acts.
        way: What they do.
        foes: Whom they would rather harm first.
        friends: Whom they would rather help first.
    """
    takes = wanted(way.tree, way.said)
    if takes.most == 0:
        return [()]
    room = takes.most if takes.most is not None else _room(way)
    several: list[tuple[int, ...]] = []
    if is_hostile(way.effects):
        several += _rounds([each for each in foes if _reaches(scene, number, each)], room, FIRST)
    if is_helpful(way.effects):
        several += _rounds([each for each in friends if _reaches(scene, number, each)], room, NEEDIEST)
    if not several and takes.least == 0:
        several.append(())
    return list(dict.fromkeys(several))


def is_hostile(effects: tuple[Effect, ...]) -> bool:
    """Whether it is done to foes."""
    if any(True for kind in (Attack, Save, Damage, Use) for _ in found(effects, kind)):
        return True
    return any(set(each.conditions) - {Condition.INVISIBLE} for each in found(effects, Inflict))


def is_helpful(effects: tuple[Effect, ...]) -> bool:
    """Whether it may be done to one's own side."""
    if any(True for kind in (Heal, Cushion, End) for _ in found(effects, kind)):
        return True
    if is_hostile(effects):
        return False
    return any(True for kind in (Alter, Inflict, Cast) for _ in found(effects, kind))


def _room(way: Way) -> int:
    """How many are aimed at where as many can be as there are."""
    if any(each.apart for each in found(way.effects, Use)):
        return sum(times for each in found(way.effects, Use) for _, times in each.actions)
    if any(True for _ in found(way.tree, Use)):
        return 1
    sizes = [each.size_ft * each.count for each in found(way.effects, Area)]
    if sizes:
        return max(1, min(MOST_IN_AREA, max(sizes) // FEET_EACH))
    bounds = [each.most for each in found(way.effects, Each) if each.most]
    return max(bounds, default=1)


def _rounds(numbers: Sequence[int], room: int, first: int) -> list[tuple[int, ...]]:
    """As many as there is room for, beginning with each of the first few.

    Example:
        >>> _rounds([1, 2, 3, 4], 2, 3)
        [(1, 2), (2, 3), (3, 4)]
    """
    return [(*numbers[place:], *numbers[:place])[:room] for place in range(min(first, len(numbers)))]


def _reaches(scene: Scene, number: int, other: int) -> bool:
    return not any(True for _ in wrong_targets(scene, number, (other,)))
