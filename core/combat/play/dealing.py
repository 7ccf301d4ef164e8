"""Damage as it is rolled: with what lasts on whoever deals it and on whom it befalls, doubled by a critical hit.

Source: SRD 5.2.1, "Playing the Game", Damage Rolls, Critical Hits; SRD 5.1, "Combat", Damage Rolls.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from core.combat.duration import lasting
from core.combat.health import harm, healing
from core.combat.health.wounds import Wound
from core.combat.play.playing import Moment, Playing, Rolled
from core.combat.record.deed import Deed
from core.combat.record.happenings import Spared
from core.combat.situation.bearing import Bearing, Rolling, bearings, bonuses, has_proof, touching, traits, used
from core.combat.situation.scene import Scene
from core.combat.situation.throws import critical_dice, written
from core.combat.situation.whom import are_friends
from core.dice.bounds import MAX_LENGTH
from core.monsters.stat_block import Trigger
from core.rules.damage import Blow, DamageType, Piercing
from core.rules.effects.lasting import Roll
from core.rules.effects.outcomes import Damage
from core.rules.effects.terms import Until, When

_POOL: Final = re.compile(r"(\d*)d(\d+)")


def deal(playing: Playing, nodes: Sequence[Damage], target: int, moment: Moment) -> None:
    """Damage somebody by all types at once."""
    scene, actor = playing.scene, playing.deed.actor
    if playing.deed.magic and has_proof(scene, target, playing.deed.name.casefold()):
        scene.tell(Spared(target, playing.deed.name))
        moment.dealt = {"": 0}
        return
    blows = [blow for node in nodes if node.kinds for blow in _blows(playing, node, target, moment)]
    said = playing.deed.ways | moment.said
    before = scene.vitals(target)
    wound = Wound(
        blows,
        critical=moment.times > 1,
        by=actor,
        leaves=max((node.leaves for node in nodes), default=0),
        said=said,
        magic=playing.deed.magic,
    )
    parts = harm.hurt(scene, target, wound)
    moment.dealt = {"": sum(part.taken for part in parts)}
    for part in parts:
        moment.dealt[part.kind.value] = moment.dealt.get(part.kind.value, 0) + part.taken
    for node in nodes:
        if not node.kinds:
            lost = _amount(playing, node, moment).amount
            harm.lose(scene, target, lost, by=actor)
            moment.dealt[""] += lost
    _afterwards(playing, nodes, target, moment)
    if moment.dealt[""]:
        moment.said |= {When.DEALT}
    if scene.vitals(target).is_down and not before.is_down:
        moment.said |= {When.DROPPED}
        _downed(scene, actor, target)


def _downed(scene: Scene, actor: int, target: int) -> None:
    """What whoever brings a foe down has of it."""
    if not scene.is_there(actor) or are_friends(scene, actor, target):
        return
    for trait in traits(scene, actor, Trigger.DOWNS):
        scene.owe(Deed(actor, trait.name, trait.effects, (actor,), quiet=True))


def _afterwards(playing: Playing, nodes: Sequence[Damage], target: int, moment: Moment) -> None:
    """Who was hurt is remembered, whoever harms is no longer unharmed by it, and some damage feeds."""
    scene, actor = playing.scene, playing.deed.actor
    if not moment.dealt[""]:
        return
    playing.came.hurt.append(target)
    if actor != target and scene.is_there(actor):
        lasting.acted(scene, actor, Until.ATTACKS)
    feeds = max((node.feeds for node in nodes), default=0)
    if feeds and scene.is_there(actor):
        healing.heal(scene, actor, moment.dealt[""] * feeds // 100)


def _blows(playing: Playing, node: Damage, target: int, moment: Moment) -> Iterator[Blow]:
    deed = playing.deed
    lends = moment.attack and not moment.lent
    lent = _lent(playing, target, moment) if lends else []
    if not lends and deed.actor != target and playing.scene.is_there(deed.actor):
        lent = [each for each in _lent(playing, target, moment) if not each.what.by and each.what.bonus[:1] == "-"]
    moment.lent = moment.lent or moment.attack
    plain = [each for each in lent if not each.what.kinds]
    rolled = _amount(playing, node, moment, [*plain, *_of_spell(playing, node, target, moment)])
    made_of = node.made_of | _made_of(playing, moment)
    kind = _kind(node.kinds, deed.ways, lent)
    halved = moment.halved and (node.halved or moment.potent)
    yield Blow(rolled.amount, kind, made_of=made_of, halved=halved, dice=rolled.dice)
    for each in lent:
        if each.what.kinds and each.what.bonus:
            more = _rolled(playing, _swollen(playing, each), moment)
            yield Blow(more.amount, _kind(each.what.kinds, deed.ways, ()), made_of=made_of, dice=more.dice)
    if lends:
        used(playing.scene, deed.actor, [each for each in lent if each.what.roll is Roll.DAMAGE])
        used(playing.scene, target, [each for each in lent if each.what.roll is Roll.STRUCK])


def _of_spell(playing: Playing, node: Damage, target: int, moment: Moment) -> list[Bearing]:
    """What is added to one roll of damage of a spell, and has not been added to this one yet."""
    scene, deed, words = playing.scene, playing.deed, playing.came.words
    rolled = moment.pool is not None and id(node) in moment.pool
    if deed.level is None or rolled or not scene.is_there(deed.actor):
        return []
    own = touching(scene, deed.actor, Roll.SPELL_DAMAGE, Rolling(target, deed.sorts, magic=True))
    fresh = [each for each in own if f"{each.name} is added" not in words]
    kind = _kind(node.kinds, deed.ways, ())
    fresh = [each for each in fresh if not each.what.kinds or kind in each.what.kinds]
    playing.came.words = words | {f"{each.name} is added" for each in fresh}
    return fresh


def _swollen(playing: Playing, lent: Bearing) -> str:
    """What something adds, with the die that whoever deals it has for it."""
    own = (each.what for each in bearings(playing.scene, playing.deed.actor) if each.what.die)
    die = next((each.die for each in own if lent.name.casefold() in each.by), "")
    return die or lent.what.bonus


def _lent(playing: Playing, target: int, moment: Moment) -> list[Bearing]:
    """What lasts on either side, and touches this damage."""
    scene, deed = playing.scene, playing.deed
    if not scene.is_there(deed.actor):
        return []
    said = deed.ways | moment.said
    own = Rolling(target, moment.tags, magic=deed.magic, said=said)
    of_actor = touching(scene, deed.actor, Roll.DAMAGE, own)
    of_target = touching(scene, target, Roll.STRUCK, replace(own, other=deed.actor)) if moment.attack else []
    return [*of_actor, *of_target]


def _kind(kinds: tuple[DamageType, ...], ways: frozenset[str], lent: Sequence[Bearing]) -> DamageType:
    """Of which type: what was said, where it can be; else the first."""
    instead = tuple(kind for each in lent if not each.what.bonus for kind in each.what.kinds)
    return next((each for each in (*kinds, *instead) if each.value in ways), kinds[0])


def _made_of(playing: Playing, moment: Moment) -> frozenset[Piercing]:
    """What is told of the weapon for a while, or by nature; a spell's damage is magical."""
    found = {Piercing.MAGICAL} if playing.deed.magic else set[Piercing]()
    if moment.attack and playing.scene.is_there(playing.deed.actor):
        for each in bearings(playing.scene, playing.deed.actor):
            if each.what.made_of and (not each.what.by or each.what.by & moment.tags):
                found |= each.what.made_of
    return frozenset(found)


def _amount(playing: Playing, node: Damage, moment: Moment, lent: Sequence[Bearing] = ()) -> Rolled:
    """How much it is: as it was rolled for others who are concerned, or rolled now."""
    if moment.pool is not None and id(node) in moment.pool:
        return moment.pool[id(node)]
    dice = node.dice
    if moment.attack and not moment.pool:
        dice = _with_die(playing, dice, moment)
    if node.plus_modifier and playing.deed.modifier:
        dice = f"{dice}{playing.deed.modifier:+d}"
    added = "".join(each if each[0] in "+-" else f"+{each}" for each in bonuses(lent))
    rolled = _rolled(playing, f"{dice}{added}", moment, bursts=node.bursts)
    if moment.times > 1 and (more := _of_critical(playing, dice, lent)):
        rolled = Rolled(rolled.amount + more.amount, f"{rolled.dice} + {more.dice}")
    for each in lent:
        if each.what.times is not None:
            rolled = replace(rolled, amount=rolled.amount * each.what.times // 100)
    if moment.pool is not None:
        moment.pool[id(node)] = rolled
    return rolled


def _rolled(playing: Playing, dice: str, moment: Moment, *, bursts: bool = False) -> Rolled:
    scene = playing.scene
    if moment.times > 1:
        dice = critical_dice(dice, scene.fight.house.critical, moment.times)
    assert len(dice) <= MAX_LENGTH, "no damage is longer than what can be typed"
    thrown = scene.throws.roll(dice)
    moment.faces = thrown.faces
    more = _burst(playing, dice, thrown.faces) if bursts else ()
    return Rolled(max(0, thrown.total + sum(more)), written(dice, (*thrown.faces, *more)))


def _of_critical(playing: Playing, dice: str, lent: Sequence[Bearing]) -> Rolled | None:
    """What a critical hit brings besides of the weapon's own dice."""
    pool, more = _POOL.search(dice), sum(each.what.more_dice for each in lent)
    if pool is None or not more:
        return None
    thrown = playing.scene.throws.roll(f"{more}d{pool[2]}")
    return Rolled(thrown.total, written(f"{more}d{pool[2]}", thrown.faces))


def _burst(playing: Playing, dice: str, faces: tuple[int, ...]) -> tuple[int, ...]:
    """Each die that shows its highest number brings another, as often as the modifier allows."""
    pool = _POOL.search(dice)
    if pool is None:
        return ()
    sides, more = int(pool[2]), list[int]()
    waiting = sum(face == sides for face in faces)
    while waiting and len(more) < playing.deed.modifier:
        face = playing.scene.throws.roll(f"1d{sides}").total
        more.append(face)
        waiting += (face == sides) - 1
    return tuple(more)


def _with_die(playing: Playing, dice: str, moment: Moment) -> str:
    """A weapon's dice, where something has changed its die or the ability that counts for it."""
    scene, deed = playing.scene, playing.deed
    if not moment.tags or moment.lent or not scene.is_there(deed.actor):
        return dice
    touched = touching(scene, deed.actor, Roll.ATTACKS, Rolling(tags=moment.tags, said=deed.ways))
    die = next((each.what.die for each in touched if each.what.die), "")
    if not die:
        return dice
    return f"{die}{deed.modifier:+d}" if deed.modifier else die
