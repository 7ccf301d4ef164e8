"""What stat blocks and effects bring of themselves when a turn begins or ends, and what they let others do then.

What befalls those who stand near is offered, for there is no map; what concerns nobody else happens.

Source: SRD 5.1 and SRD 5.2.1, "Monsters", traits; "Spells".
"""

from __future__ import annotations

from dataclasses import replace

from core.combat.duration.endings import deed_of
from core.combat.health import harm
from core.combat.means import answering
from core.combat.play.targets import wanted
from core.combat.record.deed import Deed
from core.combat.record.ongoing import AGE
from core.combat.situation.bearing import traits
from core.combat.situation.saving import use_up
from core.combat.situation.scene import Scene
from core.combat.situation.whom import are_friends
from core.monsters.stat_block import Trait, Trigger
from core.rules.actions import Economy
from core.rules.effects.search import found
from core.rules.effects.tree import Choose, Each, Effect, Grant


def begins(scene: Scene, number: int) -> None:
    """Somebody's turn begins."""
    if not scene.is_there(number):
        return
    for trait in traits(scene, number, Trigger.OWN_TURN_BEGINS):
        _own(scene, number, trait)
    combatant = scene.combatant(number)
    if combatant.since:
        scene.change(replace(combatant, since=()))
    _granted(scene, number)
    _near(scene, number, Trigger.TURN_BEGINS_NEAR)


def ends(scene: Scene, number: int) -> None:
    """Somebody's turn ends."""
    if not scene.is_there(number):
        return
    for trait in traits(scene, number, Trigger.OWN_TURN_ENDS):
        _own(scene, number, trait)
    _near(scene, number, Trigger.TURN_ENDS_NEAR)


def _own(scene: Scene, number: int, trait: Trait) -> None:
    """What a trait does at its bearer's own turn, unless damage since the last one keeps it from coming."""
    if scene.vitals(number).is_dead:
        return
    if trait.unless & set(scene.combatant(number).since):
        if trait.even_at_zero and scene.vitals(number).is_down:
            harm.kill(scene, number)
        return
    if scene.vitals(number).is_down and not trait.even_at_zero:
        return
    if asks(trait.effects):
        scene.offer(number, trait.name, cost=Economy.NONE)
    elif use_up(scene, number, trait):
        scene.owe(Deed(number, trait.name, trait.effects, (), quiet=True))


def asks(effects: tuple[Effect, ...]) -> bool:
    """Whether somebody has to say at whom something goes, or which way it takes."""
    if any(True for _ in found(effects, Choose)):
        return True
    if all(each.only.by_actor for each in found(effects, Each) if each.whom != "self"):
        return False
    limits = wanted(effects, frozenset())
    return limits.most is None or limits.least > 0


def _granted(scene: Scene, number: int) -> None:
    """What effects let somebody do comes by itself, where it costs nothing, at those at whom it was aimed."""
    for key, one in list(scene.combatant(number).ongoing.items()):
        node = one.node
        if not isinstance(node, Grant) or node.economy is not Economy.NONE:
            continue
        now = one.counted(AGE) + 2  # its first round is the one that it began in
        if node.rounds is not None and not node.rounds[0] <= now <= node.rounds[1]:
            continue
        there = tuple(each for each in one.aimed if scene.is_there(each))
        if there or not asks(node.effects):
            scene.owe(granted_deed(scene, number, key, there))
        else:
            scene.offer(number, one.name, cost=Economy.NONE)


def granted_deed(scene: Scene, number: int, key: int, targets: tuple[int, ...]) -> Deed:
    """What an effect lets somebody do, as their deed by the power of whoever made it."""
    one = scene.combatant(number).ongoing[key]
    assert isinstance(one.node, Grant), "only what is granted is done so"
    return replace(deed_of(scene, one, (number, key), one.node.effects, targets=targets), actor=number)


def _near(scene: Scene, number: int, trigger: Trigger) -> None:
    """Offer what others can do, or are like, when a turn begins or ends near them."""
    if scene.vitals(number).is_dead:
        return
    for other in list(scene.fight.combatants):
        if other == number or not scene.is_there(other) or are_friends(scene, other, number):
            continue
        if scene.vitals(other).is_down:
            continue
        borne = scene.combatant(number).ongoing.values()
        safe = {one.name for one in borne if one.safe and one.source == other}
        for trait in traits(scene, other, trigger):
            if trait.name not in safe:
                scene.offer(other, trait.name, number, Economy.NONE)
        answering.offer(scene, other, number, trigger)
