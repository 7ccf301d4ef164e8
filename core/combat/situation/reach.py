"""Who can aim at whom: cover, charms, other places, and what is inside somebody.

Source: SRD 5.2.1, "Playing the Game", Cover, and "Rules Glossary", conditions; SRD 5.1, "Combat" and "Conditions".
"""

from __future__ import annotations

from collections.abc import Iterator

from core.combat.record.ongoing import Ongoing
from core.combat.situation.scene import Scene
from core.errors import RuleError
from core.rules.conditions import effects_of
from core.rules.effects.grips import Attach, Swallow
from core.rules.effects.magic import Vanish


def wrong_targets(scene: Scene, actor: int, targets: tuple[int, ...], *, attacks: str = "") -> Iterator[RuleError]:
    """What stands against aiming at somebody.

    Args:
        scene: The scene.
        actor: Who aims.
        targets: At whom.
        attacks: The name of the attack that it is; empty for none.
    """
    borne = scene.combatant(actor).ongoing.values()
    charmers = {one.source for one in borne if effects_of(one.conditions, scene.fight.edition).spares_source}
    for target in dict.fromkeys(targets):
        if not scene.combatant(target).cover.is_targetable and not _is_within(scene, actor, target):
            yield RuleError("target-covered")
        if attacks and scene.is_there(target) and scene.vitals(target).is_dead:
            yield RuleError("target-dead")
        if target in charmers and target != actor:
            yield RuleError("charmed-by-target")
        if not reaches(scene, actor, target):
            yield RuleError("out-of-reach")
    yield from _clinging(scene, actor, targets, attacks)


def reaches(scene: Scene, actor: int, target: int) -> bool:
    """Whether two are in the same place at all: neither elsewhere nor inside somebody without the other."""
    if actor == target:
        return True
    if bool(_away(scene, actor)) or bool(_away(scene, target)):
        return False
    inside, within = _stomach(scene, actor), _stomach(scene, target)
    return inside in {within, target} or within == actor


def _away(scene: Scene, number: int) -> list[Ongoing]:
    return [one for one in scene.combatant(number).ongoing.values() if isinstance(one.node, Vanish)]


def _stomach(scene: Scene, number: int) -> int | None:
    """Whom somebody is inside of; None for nobody."""
    borne = scene.combatant(number).ongoing.values()
    return next((one.source for one in borne if isinstance(one.node, Swallow)), None)


def _is_within(scene: Scene, actor: int, target: int) -> bool:
    return _stomach(scene, actor) is not None and reaches(scene, actor, target)


def _clinging(scene: Scene, actor: int, targets: tuple[int, ...], attacks: str) -> Iterator[RuleError]:
    """Whoever clings to somebody attacks nobody else, or nobody at all, by that action."""
    if not attacks:
        return
    for combatant in scene.fight.combatants.values():
        for one in combatant.ongoing.values():
            if not isinstance(one.node, Attach) or one.source != actor:
                continue
            by_it = one.name == attacks
            others = [target for target in targets if target != combatant.number]
            if (by_it and (others or one.node.attacks == "nobody")) or (not by_it and others and not one.node.others):
                yield RuleError("clings-elsewhere")
