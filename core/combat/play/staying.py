"""Nodes that last: conditions, what is otherwise, what can be done later, areas, and turns that are not one's own.

Source: SRD 5.1 and SRD 5.2.1, as each tree's own place in `data/srd` says.
"""

from __future__ import annotations

from dataclasses import replace

from core.combat.duration import lasting, zones
from core.combat.duration.keeping import begun, of_duration, remembered
from core.combat.health.reacting import judged_anew
from core.combat.means import answering
from core.combat.play.basics import DODGE
from core.combat.play.left import THAT_ROLL, is_of_that_roll
from core.combat.play.playing import Playing
from core.combat.record.deed import Deed
from core.combat.record.happenings import Compelled, Laid, LeftToDm, Untouched
from core.combat.record.ongoing import LEFT, Ongoing
from core.rules.actions import Economy
from core.rules.conditions import Condition
from core.rules.effects.magic import Compel, Over
from core.rules.effects.terms import Contact, Duration
from core.rules.effects.terms import Moment as When
from core.rules.effects.tree import Alter, Grant, Inflict, Later, Zone

AT_ONCE = frozenset({"lets go", "runs"})
"""Ways of obeying that spend no turn."""


def last(playing: Playing, node: Inflict | Alter, target: int) -> None:
    """Let something last on somebody; by what is for one roll alone, the last hit on them is judged anew."""
    scene, deed = playing.scene, playing.deed
    if node.lasts.rounds == 0:
        alters = node.with_it if isinstance(node, Inflict) else node.what
        playing.came.words |= judged_anew(scene, target, deed.name, alters)
        if is_of_that_roll(alters):
            scene.tell(LeftToDm(THAT_ROLL, target))
        return
    if isinstance(node, Inflict) and node.most is not None and is_full(playing, node, target):
        scene.tell(Untouched(target, deed.name))
        return
    one = begun(scene, node, deed)
    lasting.begin(scene, target, one, adds_up=isinstance(node, Alter) and node.adds_up)


def is_full(playing: Playing, node: Inflict, target: int) -> bool:
    """Whether whoever acts has as many others so as it can."""
    held = 0
    for number, combatant in playing.scene.fight.combatants.items():
        if number == target or combatant.gone:
            continue
        borne = combatant.ongoing.values()
        named = (one for one in borne if one.source == playing.deed.actor and one.name == playing.deed.name)
        held += any(set(node.conditions) & set(one.conditions) for one in named)
    return held >= (node.most or 0)


def grant(playing: Playing, node: Grant, target: int) -> None:
    """Let somebody do something on later turns; some of it at once, too."""
    scene, deed = playing.scene, playing.deed
    one = remembered(scene, node, node.lasts, deed)
    if node.uses is not None:
        one = one.counting(LEFT, node.uses)
    key = lasting.begin(scene, target, one)
    if node.thing:
        scene.tell(Laid(deed.actor, deed.name))
    if node.now and key is not None and _is_in_its_rounds(node, 1):
        do_granted(playing, target, key, replace(deed, actor=target, of=(target, key)))


def do_granted(playing: Playing, bearer: int, key: int, deed: Deed) -> None:
    """Do what an effect lets somebody do; what it did before ends, if it does it anew."""
    scene = playing.scene
    one = scene.combatant(bearer).ongoing.get(key)
    if one is None or not isinstance(one.node, Grant):
        return
    before = set(lasting.everything(scene))
    if one.node.anew:
        lasting.end_all(scene, lambda other: other.of == key, "replaced")
    playing.also(replace(deed, effects=one.node.effects))
    if one.node.anew:
        for number, other in set(lasting.everything(scene)) - before:
            scene.put(number, other, replace(scene.combatant(number).ongoing[other], of=key))


def _is_in_its_rounds(node: Grant, now: int) -> bool:
    return node.rounds is None or node.rounds[0] <= now <= node.rounds[1]


def later(playing: Playing, node: Later, target: int) -> None:
    """Let something wait."""
    lasting.begin(playing.scene, target, remembered(playing.scene, node, node.lasts, playing.deed))


def zone(playing: Playing, node: Zone, bearer: int) -> None:
    """Lay an area; who was aimed at is in it, and feels it."""
    scene, deed = playing.scene, playing.deed
    one = remembered(scene, node, node.lasts, deed)
    key = scene.add(bearer, replace(one, fresh=scene.fight.current == deed.actor))
    area = node.area
    scene.tell(
        Laid(
            deed.actor,
            deed.name,
            area.shape.value,
            area.size_ft,
            node.sight,
            node.cost,
            node.cover,
            node.barrier is not None,
        )
    )
    inside = list(dict.fromkeys(deed.targets))
    zones.put_inside(scene, key, inside)
    zones.feel(scene, key, inside, Contact.APPEARS)


def compel(playing: Playing, node: Compel, target: int) -> None:
    """Let somebody spend a turn so: the next, or the one that begins."""
    scene, deed = playing.scene, playing.deed
    scene.tell(Compelled(target, node.how))
    if node.how == "runs" and answering.can_react(scene, target):
        combatant = scene.combatant(target)
        scene.change(replace(combatant, spent={**combatant.spent, Economy.REACTION: 1}))
    if node.how in AT_ONCE:
        return
    if node.how == "falls":
        lasting.begin(scene, target, Ongoing(deed.name, deed.actor, (Condition.PRONE,)))
    if node.how == "dodges":
        playing.also(replace(deed, actor=target, effects=DODGE, targets=(target,), name="Dodge", of=None))
    one = of_duration(scene, Duration(until=When.OWN_TURN_END), deed)
    key = lasting.begin(scene, target, replace(one, node=node))
    if key is not None and deed.of is not None:
        scene.put(target, key, replace(scene.combatant(target).ongoing[key], fresh=False))


def over(playing: Playing, node: Over, target: int) -> None:
    """The effect that this stands in ends for somebody, or what it does at every turn."""
    scene, of = playing.scene, playing.deed.of
    if of is None or of[0] != target or of[1] not in scene.combatant(target).ongoing:
        return
    one = scene.combatant(target).ongoing[of[1]]
    if node.tries:
        scene.put(target, of[1], replace(one, each_turn=()))
        return
    lasting.end(scene, *of, "over")
    for key, other in list(scene.combatant(target).ongoing.items()):
        if node.besides and (other.name, other.source) == (one.name, one.source):
            lasting.end(scene, target, key, "over")
