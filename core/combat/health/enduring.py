"""What leaves somebody a last hit point, or more, whom damage would leave none.

Source: SRD 5.2.1 and SRD 5.1, "Monsters", "Spells" and "Classes", as each one's own description says.
"""

from __future__ import annotations

from core.characters.sheet import Resets
from core.combat.duration import lasting
from core.combat.health.wounds import Borne, Wound
from core.combat.record.happenings import Endured
from core.combat.situation.bearing import bearings, traits
from core.combat.situation.counters import count_one, spent_of
from core.combat.situation.saving import Trial, tried, use_up
from core.combat.situation.scene import Scene
from core.monsters.stat_block import Trait, Trigger
from core.rules.abilities import Ability
from core.rules.effects.fates import Endure


def form_of(scene: Scene, number: int) -> int | None:
    """The number of the form whose hit points somebody has; None for their own."""
    ongoing = scene.combatant(number).ongoing.items()
    return next((key for key, one in ongoing if one.own is not None), None)


def endures(scene: Scene, number: int, amount: int, *, came: Borne, wound: Wound) -> int:
    """How many hit points something leaves somebody who would have none; 0 for nothing that does."""
    points = scene.vitals(number).hit_points
    if not points.current or amount < points.current + points.temporary or form_of(scene, number) is not None:
        return 0
    if any(each.what.wards_death for each in bearings(scene, number)):
        return 1
    for trait in traits(scene, number, Trigger.DROPS):
        node = next((each for each in trait.effects if isinstance(each, Endure)), None)
        if node is None or (node.at_most is not None and amount > node.at_most):
            continue
        if (wound.critical and not node.critical) or any(
            part.taken and part.kind in node.but_not for part in came.parts
        ):
            continue
        borne_now = {one.name for one in scene.combatant(number).ongoing.values()}
        if (node.under and node.under not in borne_now) or not _withstands(scene, number, trait, node, amount=amount):
            continue
        if use_up(scene, number, trait):
            scene.tell(Endured(number, trait.name))
            return node.leaves
    return 0


def _withstands(scene: Scene, number: int, trait: Trait, node: Endure, *, amount: int) -> bool:
    """Whether a save, where it takes one, lets somebody endure; that is counted where it makes the next one harder."""
    if node.dc is None:
        return True
    dc = node.dc + node.grows * spent_of(scene, number, trait.name) if node.grows else node.dc + amount
    if not tried(scene, number, Trial(Ability.CONSTITUTION, dc)).success:
        return False
    if node.grows:
        count_one(scene, number, trait.name, Resets.SHORT_REST)
    return True


def warded(scene: Scene, number: int) -> None:
    """What has warded somebody's death ends by that."""
    for key, one in list(scene.combatant(number).ongoing.items()):
        if any(each.wards_death for each in one.alters):
            scene.tell(Endured(number, one.name))
            lasting.end(scene, number, key, "over")
            return
