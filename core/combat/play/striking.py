"""Attack rolls: what they are made with, whom they strike, and what a hit sets off.

Source: SRD 5.2.1, "Playing the Game", Making an Attack; SRD 5.1, "Combat", Making an Attack.
"""

from __future__ import annotations

from dataclasses import replace

from core.characters.attacks import SNEAK
from core.combat.duration import lasting
from core.combat.duration.endings import deed_of
from core.combat.means import answering
from core.combat.play.playing import Moment, Playing, around
from core.combat.play.targets import is_averted
from core.combat.record.deed import Deed
from core.combat.record.happenings import Deceived, Hurt, Struck
from core.combat.record.last import Strike
from core.combat.record.ongoing import LEFT
from core.combat.situation import d20s
from core.combat.situation.bearing import Rolling, bearings, conditions_of, effects_on, touching, traits
from core.combat.situation.reverting import differences, of_vitals
from core.combat.situation.sight import sees, sees_invisible, senses_of
from core.combat.situation.whom import are_friends, concerns
from core.dice.advantage import Advantage, together
from core.monsters.stat_block import Trigger
from core.rules.abilities import Ability
from core.rules.attacks import Hit
from core.rules.conditions import Condition
from core.rules.edition import Edition
from core.rules.effects.grips import Attach
from core.rules.effects.lasting import Roll
from core.rules.effects.outcomes import Damage
from core.rules.effects.terms import Until, When
from core.rules.effects.tree import Attack, Effect, Later
from core.rules.spells import Trigger as Before

_STRUCK_IN_2014 = {3: 6, 2: 8, 1: 11}
"""What a d20 has to show for the attack to go at one of so many duplicates."""
_DUPLICATE_STRUCK_FROM = 3
_DUPLICATE_AC = 10


def attack(playing: Playing, node: Attack, target: int, moment: Moment) -> None:
    """Make an attack at somebody, and at others if it leaps on."""
    reached = [target]
    for left in range(node.leaps, -1, -1):
        at = _strike(playing, node, reached[-1], moment)
        if node.follows and at.landed:
            _followed(playing, node, reached[-1])
        if not at.said & {"leaps"} or not left:
            return
        follows = [each for each in playing.deed.targets if each not in reached and playing.scene.is_there(each)]
        if not follows:
            return
        reached.append(follows[0])


def _followed(playing: Playing, node: Attack, first: int) -> None:
    """What a hit brings to the next of those who are aimed at, once a turn."""
    scene, deed = playing.scene, playing.deed
    after = next((each for each in deed.targets if each != first and scene.is_there(each)), None)
    combatant = scene.combatant(deed.actor)
    if after is None or combatant.turn.get(node.follows_as):
        return
    scene.change(replace(combatant, turn={**combatant.turn, node.follows_as: 1}))
    playing.befall(node.follows, after, Moment())


def _strike(playing: Playing, node: Attack, target: int, before: Moment) -> Moment:
    scene, deed = playing.scene, playing.deed
    if is_averted(playing, (node,), target):
        return Moment()
    melee = node.melee and When.AT_RANGE not in deed.ways
    tags = _tags(playing, node, melee=melee)
    playing.came.weapon = playing.came.weapon or not node.spell
    said = before.said if melee else before.said | {When.AT_RANGE}
    moment = Moment(attack=True, melee=melee, tags=tags, said=said)
    duplicate = _duplicate_before(playing, target)
    if node.sure is not None and concerns(scene, node.sure, target, around(playing, moment)):
        lasting.acted(scene, deed.actor, Until.ATTACKS)
        sure = d20s.Struck(Hit.HIT, d20s.Thrown(0, 0), Advantage.NONE, 0)
        _landed(playing, node, target, moment, struck=sure)
        return moment
    swing = _swing(playing, node, target, moment)
    struck = d20s.strike(scene, deed.actor, target, swing)
    lasting.acted(scene, deed.actor, Until.ATTACKS)  # being unseen helps this roll, and is over by it
    if duplicate:
        _at_duplicate(playing, target, struck)
        return moment
    told = (struck.hit.value, struck.thrown.total, struck.thrown.natural, struck.advantage.value, struck.armor_class)
    scene.tell(Struck(target, *told))
    moment.said |= {struck.advantage.value} if struck.advantage is not Advantage.NONE else frozenset()
    if not struck.hit.lands:
        playing.came.missed += 1
        _missed(playing, node, target, moment)
    elif not _duplicate_after(playing, target):
        moment.times = node.critical if struck.hit is Hit.CRITICAL else 1
        _landed(playing, node, target, moment, struck=struck)
    return moment


def _missed(playing: Playing, node: Attack, target: int, moment: Moment) -> None:
    """What a miss does, and what whoever misses is like adds to it; nothing waits for this attack any more."""
    scene, deed = playing.scene, playing.deed
    own = [effect for trait in traits(scene, deed.actor, Trigger.MISSES) for effect in trait.effects]
    potent = deed.level == 0 and any(each.what.potent == "misses" for each in bearings(scene, deed.actor))
    half = [each for each in node.hit if isinstance(each, Damage)] if potent else []
    playing.befall((*node.miss, *half, *own), target, replace(moment, halved=True, potent=potent))
    for key, one in list(scene.combatant(deed.actor).ongoing.items()):
        if isinstance(one.node, Later) and one.node.trigger == "attack" and not node.spell:
            lasting.end(scene, deed.actor, key, "over")


def _swing(playing: Playing, node: Attack, target: int, moment: Moment) -> d20s.Swing:
    scene, deed = playing.scene, playing.deed
    bonus = node.bonus if node.bonus is not None else deed.attack_bonus or 0
    sources = [deed.advantage]
    if node.better is not None and concerns(scene, node.better, target, around(playing, moment)):
        sources.append(Advantage.ADVANTAGE)
    if node.worse is not None and concerns(scene, node.worse, target, around(playing, moment)):
        sources.append(Advantage.DISADVANTAGE)
    clings = (one for one in scene.combatant(target).ongoing.values() if isinstance(one.node, Attach))
    if any(one.source == deed.actor and one.name == deed.name for one in clings):
        sources.append(Advantage.ADVANTAGE)
    near = moment.melee or When.NEAR in deed.ways
    if near and not moment.melee and _is_pressed(playing, target):
        sources.append(Advantage.DISADVANTAGE)
    said = deed.ways | moment.said
    own = touching(scene, deed.actor, Roll.ATTACKS, Rolling(target, moment.tags, said=said))
    if any(each.what.own_ability for each in own):
        bonus += _by_own_ability(playing)
    advantage = together(tuple(sources))
    return d20s.Swing(bonus, advantage, deed.extra, near, moment.tags, said, deed.magic, critical_on=node.critical_on)


def _is_pressed(playing: Playing, target: int) -> bool:
    """Whether a target within 5 feet makes it hard to aim from afar: a foe who sees whoever aims, and could act.

    Source: SRD 5.2.1, "Playing the Game", Ranged Attacks in Close Combat; SRD 5.1, "Combat", the same.
    """
    scene, actor = playing.scene, playing.deed.actor
    if are_friends(scene, actor, target) or effects_on(scene, target).incapacitated:
        return False
    hides = Condition.INVISIBLE in conditions_of(scene, actor) and not sees_invisible(scene, target, actor)
    return not hides and Condition.BLINDED not in conditions_of(scene, target) and sees(scene, target, actor)


def _by_own_ability(playing: Playing) -> int:
    """By how much spellcasting's ability is better than the weapon's, which it takes the place of."""
    creature = playing.scene.creature(playing.deed.actor)
    if creature.spell_ability is None or playing.deed.ability is None:
        return 0
    return creature.modifier(creature.spell_ability) - creature.modifier(playing.deed.ability)


def _tags(playing: Playing, node: Attack, *, melee: bool) -> frozenset[str]:
    """With what an attack is made."""
    near = "melee" if melee else "ranged"
    if node.spell:
        return frozenset({"spell", near})
    if own := playing.deed.tags:
        return own | {near} | ({f"strength {near}"} if "strength" in own else set[str]())
    creature = playing.scene.creature(playing.deed.actor)
    strong = (node.bonus or 0) - creature.proficiency_bonus == creature.modifier(Ability.STRENGTH)
    ability = "strength" if strong else "dexterity"
    return frozenset({"weapon", near, f"{near} weapon", ability, f"{ability} weapon"})


def _landed(playing: Playing, node: Attack, target: int, moment: Moment, *, struck: d20s.Struck) -> None:
    """An attack has hit: what it does, and what that sets off."""
    scene, actor = playing.scene, playing.deed.actor
    fight, vitals, told = scene.fight, scene.vitals(target), len(scene.log)
    lived = not vitals.is_down
    moment.landed = True
    playing.befall((*node.hit, *_besides(playing)), target, moment)
    _waiting(playing, target, moment)
    parts = tuple(
        part for each in scene.log[told:] if isinstance(each, Hurt) and each.who == target for part in each.parts
    )
    strike = Strike(target, struck.thrown.total, struck.thrown.natural, moment.times > 1, moment.melee, parts)
    strike = replace(strike, advantage=struck.advantage.value)
    if answering.can_turn_hit(scene, target):
        own = of_vitals(vitals, scene.vitals(target)) if target in scene.characters else ()
        strike = replace(strike, fight=differences(fight, scene.fight), vitals=own)
    playing.came.strikes.append(strike)
    if len(moment.faces) != len(set(moment.faces)):
        moment.said |= {"leaps"}
    _answered(playing, target, moment)
    for each in node.hit:
        if isinstance(each, Damage) and each.only.when == SNEAK and SNEAK not in playing.deed.ways:
            answering.offer_sneak_attack(scene, actor, target, struck.advantage.value)
    if lived and scene.vitals(target).is_down and moment.melee and scene.fight.current == actor:
        answering.offer(scene, actor, target, Trigger.FELLS)
    elif moment.dealt.get("") and 2 * vitals.hit_points.current <= vitals.hit_points.maximum:
        answering.offer(scene, actor, target, Trigger.WOUNDS)


def _besides(playing: Playing) -> tuple[Effect, ...]:
    """What whoever hits is like adds to the hit."""
    own = traits(playing.scene, playing.deed.actor, Trigger.HITS)
    meant = (each for each in own if not each.attacks or playing.deed.name in each.attacks)
    return tuple(effect for each in meant for effect in each.effects)


def _waiting(playing: Playing, target: int, moment: Moment) -> None:
    """What has waited for the next hit with a weapon comes now, and is over."""
    scene, actor = playing.scene, playing.deed.actor
    if "weapon" not in moment.tags and "unarmed" not in moment.tags:
        return
    for key, one in list(scene.combatant(actor).ongoing.items()):
        if isinstance(one.node, Later) and one.node.trigger in {"hit", "attack"}:
            scene.remove(actor, key)
            waits = deed_of(scene, one, (actor, key), one.node.effects, targets=(target,))
            kinds = frozenset(each for each in moment.dealt if each)  # what may be of the weapon's own kind, is
            playing.also(replace(waits, tags=moment.tags, critical=moment.times > 1, ways=waits.ways | kinds))


def _answered(playing: Playing, target: int, moment: Moment) -> None:
    """What being hit sets off, and what it lets others do."""
    scene, actor = playing.scene, playing.deed.actor
    if moment.melee and scene.is_there(actor) and actor != target:
        for key, one in scene.combatant(target).ongoing.items():
            if one.struck:
                owed = deed_of(scene, one, (target, key), one.struck, targets=(actor,))
                scene.owe(replace(owed, actor=target))
        for trait in traits(scene, target, Trigger.TOUCHED):
            scene.owe(Deed(target, trait.name, trait.effects, (actor,), quiet=True))
    where = Trigger.HIT_IN_MELEE if moment.melee else Trigger.HIT_FROM_AFAR
    answering.offer(scene, target, actor, Trigger.HIT, Trigger.ATTACKED, where)
    answering.offer_spells(scene, target, actor, Before.TARGETED)
    for each in list(scene.fight.combatants):
        if each != target and scene.is_there(each) and scene.combatant(each).side == scene.combatant(target).side:
            answering.offer(scene, each, target, Trigger.WARD_ATTACKED)
    if scene.vitals(target).is_dead:
        return  # nothing more befalls them
    if moment.tags & {"weapon", "unarmed"} and scene.fight.current == actor:
        answering.offer_after_hit(scene, actor, target, melee=moment.melee)
    if playing.came.weapon and moment.tags & {"weapon", "unarmed"}:
        answering.offer_spells(scene, actor, target, Before.HITTING, *([Before.STRIKING] if moment.melee else []))


def _duplicates(playing: Playing, target: int) -> tuple[int, int] | None:
    """The effect by which somebody has duplicates, and how many; None where they deceive nobody."""
    scene, actor = playing.scene, playing.deed.actor
    senses = senses_of(scene, actor)
    if senses.get("blindsight") or senses.get("truesight") or Condition.BLINDED in scene.conditions(actor):
        return None
    for each in bearings(scene, target):
        if each.what.images and each.key is not None:
            one = scene.combatant(target).ongoing[each.key]
            return each.key, one.counts.get(LEFT, each.what.images)
    return None


def _duplicate_before(playing: Playing, target: int) -> bool:
    """Whether the attack goes at a duplicate; in 2014, a d20 decides that before it is rolled."""
    if playing.scene.fight.edition is not Edition.SRD_51 or (found := _duplicates(playing, target)) is None:
        return False
    return playing.scene.throws.roll("1d20").total >= _STRUCK_IN_2014[found[1]]


def _at_duplicate(playing: Playing, target: int, struck: d20s.Struck) -> None:
    armor_class = _DUPLICATE_AC + playing.scene.creature(target).modifier(Ability.DEXTERITY)
    natural, total = struck.thrown.natural, struck.thrown.total
    hits = natural == 20 or (natural > 1 and total >= armor_class)
    result = "hit" if hits else "miss"
    playing.came.missed += 1
    playing.scene.tell(Struck(target, result, total, natural, struck.advantage.value, armor_class))
    if hits:
        _destroyed(playing, target)


def _duplicate_after(playing: Playing, target: int) -> bool:
    """Whether a hit strikes a duplicate; in 2024, a d6 for each that is left decides that."""
    if playing.scene.fight.edition is Edition.SRD_51 or (found := _duplicates(playing, target)) is None:
        return False
    faces = playing.scene.throws.roll(f"{found[1]}d6").faces
    if all(face < _DUPLICATE_STRUCK_FROM for face in faces):
        return False
    _destroyed(playing, target)
    return True


def _destroyed(playing: Playing, target: int) -> None:
    found = _duplicates(playing, target)
    if found is None:
        return
    key, left = found
    one = playing.scene.combatant(target).ongoing[key]
    playing.scene.put(target, key, one.counting(LEFT, left - 1))
    playing.scene.tell(Deceived(target, left - 1))
    if left <= 1:
        lasting.end(playing.scene, target, key, "over")
