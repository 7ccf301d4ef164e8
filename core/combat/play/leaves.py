"""What befalls one target at once, and what whoever acts does: the plain leaves of a tree.

Source: SRD 5.1 and SRD 5.2.1, as each tree's own place in `data/srd` says.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from core.characters.attacks import LOADING
from core.combat.duration import lasting
from core.combat.health import harm, healing
from core.combat.play.playing import Moment, Playing, Rolled
from core.combat.record.happenings import CheckMade, Ended, LeftToDm, Moved, Spared, Told, Weakened
from core.combat.record.ongoing import CUSHION, DRAINED, Ongoing
from core.combat.situation import d20s
from core.combat.situation.bearing import Rolling, bearings, denied, has_proof
from core.combat.situation.scene import Scene
from core.combat.situation.speeds import speed_of
from core.combat.situation.throws import highest
from core.combat.situation.whom import UNDER
from core.rules.actions import Economy
from core.rules.effects.fates import Afflict
from core.rules.effects.lasting import Deed as Kept
from core.rules.effects.magic import Become
from core.rules.effects.outcomes import Act, Check, Cushion, Drain, End, Exhaust, Go, Heal, Kill, Shift, Weaken
from core.rules.effects.terms import FOR_GOOD, Until

AFFLICTIONS = frozenset({"curse", "disease", "poison"})
_MENDED: Final = "it has mended itself"


def heal(playing: Playing, node: Heal, target: int, moment: Moment) -> None:
    """Give hit points back; those that are divided, as far as they go."""
    scene = playing.scene
    points = scene.vitals(target).hit_points
    room = max(0, (points.maximum // 2 if node.half else points.maximum) - points.current)
    if not node.dice:
        amount = room
    elif moment.pool is not None and node.divided:
        left = moment.pool.get(id(node))
        there = _healing(playing, node, target) if left is None else left.amount
        amount = min(there, room)
        moment.pool[id(node)] = Rolled(there - amount)
    else:
        amount = _healing(playing, node, target)
    regained = healing.heal(scene, target, amount, magic=playing.deed.magic)
    _along(playing, target, regained)
    _mended_itself(playing, target)


def _along(playing: Playing, target: int, amount: int) -> None:
    """Let those bound to somebody regain as much as they do by a leveled spell; that they are near, the table knows."""
    scene = playing.scene
    if not playing.deed.level or not amount:
        return
    for number, combatant in list(scene.fight.combatants.items()):
        borne = combatant.ongoing.values()
        if not combatant.gone and any(one.source == target and any(each.along for each in one.alters) for one in borne):
            healing.heal(scene, number, amount)


def _healing(playing: Playing, node: Heal, target: int) -> int:
    scene, deed = playing.scene, playing.deed
    own = [each.what for each in bearings(scene, deed.actor)] if deed.level is not None else []
    full = any(each.what.full_healing for each in bearings(scene, target)) or any(each.full_mending for each in own)
    total = scene.throws.roll(highest(node.dice) if full else node.dice).total
    if deed.level:
        total += sum(each.mends + deed.level for each in own if each.mends)
    return max(0, total + (deed.modifier if node.plus_modifier else 0))


def _mended_itself(playing: Playing, target: int) -> None:
    """What whoever heals another by a leveled spell regains themselves, once a spell."""
    scene, deed = playing.scene, playing.deed
    if not deed.level or target == deed.actor or _MENDED in playing.came.words:
        return
    own = [each.what.mends_itself for each in bearings(scene, deed.actor) if each.what.mends_itself]
    if own:
        playing.came.words |= {_MENDED}
        healing.heal(scene, deed.actor, max(own) + deed.level, magic=True)


def cushion(playing: Playing, node: Cushion, target: int) -> None:
    """Give temporary hit points, which may end with what brings them."""
    rolled = playing.scene.throws.roll(node.dice).total if node.dice else 0
    amount = max(0, rolled + (playing.deed.modifier if node.plus_modifier else 0))
    healing.cushion(playing.scene, target, amount)
    if node.lasts != FOR_GOOD and amount:
        lasting.begin(playing.scene, target, lasting.of(node.lasts, playing.deed).counting(CUSHION, amount))


def end(playing: Playing, node: End, target: int) -> None:
    """End conditions, and other things that afflict somebody."""
    scene = playing.scene
    if node.conditions:
        lasting.remedied(scene, target, node.conditions)
    for what in sorted(node.also):
        _ended(scene, target, what)


def _ended(scene: Scene, target: int, what: str) -> None:
    match what:
        case "concentration":
            lasting.stop_concentrating(scene, target, "concentration")
        case "dying":
            if scene.vitals(target).is_dying:
                healing.stabilise(scene, target)
                scene.tell(Ended(target, what, "cured"))
        case "a lower maximum":
            _whole_again(scene, target)
        case "a lower ability":
            _all_ended(scene, target, lambda one: bool(one.lowers))
        case "another form":
            _all_ended(scene, target, lambda one: isinstance(one.node, Become))
        case "curse" | "disease" | "poison":
            _all_ended(scene, target, lambda one: what in one.name.casefold() and Until.CURED in one.ends)
        case _ if what.startswith(UNDER):
            _all_ended(scene, target, lambda one: one.name.casefold() == what.removeprefix(UNDER))
        case _:
            scene.tell(LeftToDm(what, target))


def _whole_again(scene: Scene, target: int) -> None:
    scene.set_vitals(target, scene.vitals(target).restored())
    for key, one in list(scene.combatant(target).ongoing.items()):
        if one.counted(DRAINED):
            scene.put(target, key, one.counting(DRAINED, 0))
            lasting.end(scene, target, key, "cured")


def _all_ended(scene: Scene, target: int, chosen: Callable[[Ongoing], bool]) -> None:
    for key, one in list(scene.combatant(target).ongoing.items()):
        if chosen(one):
            lasting.end(scene, target, key, "cured")


def afflict(playing: Playing, node: Afflict, target: int) -> None:
    """Let somebody carry a curse or a disease; what it does stands beside it."""
    one = lasting.of(node.lasts, playing.deed)
    ill = not any(word in node.name.casefold() for word in AFFLICTIONS - {"disease"})
    if ill and has_proof(playing.scene, target, "disease"):
        playing.scene.tell(Spared(target, node.name))
        return
    named = node.name if any(word in node.name.casefold() for word in AFFLICTIONS) else f"{node.name} (disease)"
    lasting.begin(playing.scene, target, Ongoing(named, one.source, rounds=one.rounds, ends=one.ends))


def drain(playing: Playing, node: Drain, target: int, moment: Moment) -> None:
    """Lower somebody's maximum by dice, or by the damage that it has just taken."""
    scene = playing.scene
    if node.dice:
        amount = scene.throws.roll(node.dice).total
    else:
        amount = moment.dealt.get(node.kind.value if node.kind else "", 0)
    lost = harm.drain(scene, target, amount, leaves=node.leaves)
    if lost and not scene.vitals(target).is_dead:
        begun = lasting.of(node.lasts, playing.deed).counting(DRAINED, lost)
        lasting.begin(scene, target, begun, adds_up=True)
    if node.feeds and lost and scene.is_there(playing.deed.actor):
        healing.heal(scene, playing.deed.actor, amount, magic=False)


def weaken(playing: Playing, node: Weaken, target: int) -> None:
    """Lower an ability score; who has none of it left is dead."""
    scene = playing.scene
    by = max(0, scene.throws.roll(node.dice).total)
    begun = lasting.of(node.lasts, playing.deed)
    lowers = ((node.ability, by),)
    lasting.begin(scene, target, Ongoing(begun.name, begun.source, ends=begun.ends, lowers=lowers), adds_up=True)
    score = scene.creature(target).scores[node.ability]
    scene.tell(Weakened(target, node.ability, by, max(0, score)))
    if score <= 0:
        harm.kill(scene, target)


def kill(playing: Playing, node: Kill, target: int) -> None:
    """Kill somebody, or let them drop, where they have few enough hit points left."""
    if node.at_most is None or playing.scene.vitals(target).hit_points.current <= node.at_most:
        harm.kill(playing.scene, target, drops=node.drops)


def shift(playing: Playing, node: Shift, target: int) -> None:
    """Move somebody; what cannot be moved is spared."""
    if any("being moved" in each.what.proof for each in bearings(playing.scene, target)):
        playing.scene.tell(Spared(target, "being moved"))
        return
    feet = node.feet + max(0, node.more_ft * playing.deed.modifier)
    playing.scene.tell(Moved(target, feet, node.how))


def go(playing: Playing, node: Go) -> None:
    """Whoever acts moves, safely or not, perhaps with others."""
    scene, actor = playing.scene, playing.deed.actor
    if node.how == "teleport" and Kept.TELEPORT in denied(scene, actor):
        scene.tell(Spared(actor, "teleport"))
        return
    feet = node.feet if node.feet is not None else speed_of(scene, actor, node.how) * (node.share or 100) // 100
    how = f"{node.how}, safely" if node.safely else node.how
    scene.tell(Moved(actor, feet, how, node.takes_ft))
    for each in playing.deed.targets[: node.along]:
        scene.tell(Moved(each, feet, how))


def act(playing: Playing, node: Act) -> list[str]:
    """The actions that everybody has, of which whoever acts takes one, or all."""
    if node.all_of_them:
        return list(node.ways)
    said = playing.deed.ways
    return [next((way for way in node.ways if way in said), node.ways[0])]


def told(playing: Playing, way: str) -> None:
    """Tell that one of these was taken."""
    playing.scene.tell(Told(playing.deed.actor, way))


def refresh(playing: Playing) -> None:
    """Give whoever acts the action of this turn again."""
    combatant = playing.scene.combatant(playing.deed.actor)
    spent = {each: times for each, times in combatant.spent.items() if each is not Economy.ACTION}
    loaded = f"{LOADING} {Economy.ACTION}"
    turn = {what: count for what, count in combatant.turn.items() if what != loaded}
    playing.scene.change(replace(combatant, spent=spent, turn=turn, attacks_left=0))


def check(playing: Playing, node: Check) -> None:
    """Roll a check whose total is all that is asked for."""
    actor = playing.deed.actor
    thrown = d20s.check(playing.scene, actor, node.ability, Rolling(skill=node.skill))
    playing.scene.tell(CheckMade(actor, node.skill or node.ability.value, thrown.total))


def exhaust(playing: Playing, node: Exhaust, target: int) -> None:
    """Give somebody levels of exhaustion, or take some."""
    harm.tire(playing.scene, target, node.levels)
