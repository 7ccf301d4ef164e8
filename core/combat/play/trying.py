"""Saves, contests and chances: what they come to for one target, and which part of the tree follows.

Source: SRD 5.2.1, "Playing the Game", D20 Tests; SRD 5.1, "Using Ability Scores", Saving Throws, Contests.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from core.combat.means import answering
from core.combat.play.playing import Moment, Playing, around
from core.combat.record.happenings import Chanced, Contested, Hurt, Untouched
from core.combat.record.last import Failure
from core.combat.record.ongoing import LOST, WON, Ongoing
from core.combat.record.state import Fight
from core.combat.situation import d20s
from core.combat.situation.bearing import Rolling, bearings, effects_on
from core.combat.situation.reverting import differences, of_vitals
from core.combat.situation.saving import Saved, Trial, tried
from core.combat.situation.scene import Scene
from core.combat.situation.whom import concerns, is_willing
from core.dice.advantage import Advantage, together
from core.rules.abilities import Ability
from core.rules.conditions import Condition
from core.rules.d20_tests import contest as settle
from core.rules.effects.outcomes import Damage
from core.rules.effects.search import found
from core.rules.effects.tree import Chance, Contest, Effect, Inflict, Save
from core.rules.vitals import Vitals

DC_WITHOUT = 10
"""Where nothing tells a DC."""


def save(playing: Playing, node: Save, target: int, moment: Moment) -> None:
    """Let somebody save, and do what follows."""
    scene, by = playing.scene, around(playing, moment)
    if scene.vitals(target).is_dead:
        return  # of the blow that brought it
    if not concerns(scene, node.only, target, by):
        scene.tell(Untouched(target, playing.deed.name))
        return
    if node.safe_for is not None and _is_safe(playing, target):
        scene.tell(Untouched(target, playing.deed.name))
        return
    if node.willing and is_willing(scene, target, by):
        saved, trial = Saved(success=False), None
    else:
        trial = _trial(playing, node, target, moment)
        saved = tried(scene, target, trial, _rolling(playing, node, moment))
    counted = _tallied(playing, node, saved)
    if counted and saved.success:
        _succeeded(playing, node, target, moment)
    elif counted:
        start = (scene.fight, scene.vitals(target), len(scene.log))
        _failed(playing, node, target, moment, saved=saved)
        if trial is not None and playing.deed.of is None and not playing.deed.quiet:
            _may_try_again(playing, node, target, Start(trial, saved, *start))


@dataclass(frozen=True, slots=True)
class Start:
    """How a save failed, and how it was before anything came of that."""

    trial: Trial
    saved: Saved
    fight: Fight
    vitals: Vitals
    told: int


def _may_try_again(playing: Playing, node: Save, target: int, start: Start) -> None:
    """Remember a save that failed, where somebody can make it good, and offer that."""
    scene, avoids = playing.scene, _conditions(playing, node)
    if not answering.offer_after_failure(scene, target, avoids):
        return
    told = (each for each in scene.log[start.told :] if isinstance(each, Hurt) and each.who == target)
    halved = any(each.halved for each in found_damage(node.fail)) and not _evades(scene, node, target)
    failure = Failure(
        target,
        start.trial.ability,
        start.trial.dc,
        start.saved.total,
        start.saved.natural,
        conditions=tuple(sorted(avoids)),
        magic=playing.deed.magic,
        parts=tuple(part for each in told for part in each.parts),
        halved=halved,
        more=bool(node.success),
        fight=differences(start.fight, scene.fight),
        vitals=of_vitals(start.vitals, scene.vitals(target)) if target in scene.characters else (),
    )
    playing.came.failures.append(failure)


def _trial(playing: Playing, node: Save, target: int, moment: Moment) -> Trial:
    scene, by = playing.scene, around(playing, moment)
    better = node.better is not None and concerns(scene, node.better, target, by)
    worse = node.worse is not None and concerns(scene, node.worse, target, by)
    sources = [Advantage.ADVANTAGE] * better + [Advantage.DISADVANTAGE] * worse
    dc = node.dc if node.dc is not None else playing.deed.dc
    extra = together(tuple(sources))
    return Trial(_best(scene, node.abilities, target), dc if dc is not None else DC_WITHOUT, extra)


def _best(scene: Scene, abilities: tuple[Ability, ...], target: int) -> Ability:
    """Of several abilities, whoever saves takes their best that does not fail without a roll."""
    failed = effects_on(scene, target).failed_saves
    return max(abilities, key=lambda each: (each not in failed, scene.creature(target).save(each)))


def _rolling(playing: Playing, node: Save, moment: Moment) -> Rolling:
    return Rolling(
        playing.deed.actor,
        avoids=_conditions(playing, node),
        magic=playing.deed.magic,
        said=playing.deed.ways | moment.said,
        cover=not node.no_cover,
    )


def _conditions(playing: Playing, node: Save) -> frozenset[Condition]:
    """What a save avoids or ends."""
    brings = frozenset(each for one in found(node.fail, Inflict) for each in one.conditions)
    if playing.deed.of is None:
        return brings
    bearer, key = playing.deed.of
    one = playing.scene.combatant(bearer).ongoing.get(key)
    return brings | frozenset(one.conditions if one else ())


def _tallied(playing: Playing, node: Save, saved: Saved) -> bool:
    """Whether enough successes, or failures, have come together for something to happen."""
    if node.tally <= 1 or playing.deed.of is None:
        return True
    bearer, key = playing.deed.of
    one = playing.scene.combatant(bearer).ongoing.get(key)
    if one is None:
        return False
    what = WON if saved.success else LOST
    playing.scene.put(bearer, key, one.counting(what, one.counted(what) + 1))
    return one.counted(what) + 1 >= node.tally


def _succeeded(playing: Playing, node: Save, target: int, moment: Moment) -> None:
    potent = _is_potent(playing)
    halved = [each for each in found_damage(node.fail) if each.halved or potent]
    if halved and _evades(playing.scene, node, target):
        halved = []
    after = replace(moment, halved=True, potent=potent)
    playing.befall([*halved, *node.success], target, after)
    moment.dealt = after.dealt
    if node.safe_for is not None:
        deed = playing.deed
        playing.scene.add(target, Ongoing(deed.name, deed.actor, rounds=node.safe_for, safe=True))


def _is_potent(playing: Playing) -> bool:
    """Whether it is a cantrip of somebody whose cantrips nobody gets away from."""
    if playing.deed.level != 0 or not playing.scene.is_there(playing.deed.actor):
        return False
    return any(each.what.potent for each in bearings(playing.scene, playing.deed.actor))


def _evades(scene: Scene, node: Save, target: int) -> bool:
    """Whether somebody takes half of what others take whole, and nothing where others take half."""
    if Ability.DEXTERITY not in node.abilities or effects_on(scene, target).incapacitated:
        return False
    return any(each.what.evades for each in bearings(scene, target))


def found_damage(effects: tuple[Effect, ...]) -> list[Damage]:
    """The damage that stands directly among effects."""
    return [each for each in effects if isinstance(each, Damage)]


def _failed(playing: Playing, node: Save, target: int, moment: Moment, *, saved: Saved) -> None:
    scene = playing.scene
    there = set(scene.combatant(target).ongoing)
    after = replace(moment, halved=_evades(scene, node, target))
    playing.befall(node.fail, target, after)
    moment.dealt, moment.said = after.dealt, after.said
    if saved.short >= 5 and node.by_five:
        playing.befall(node.by_five, target, replace(moment, halved=False))
    if node.safe_for is not None:
        for key, one in list(scene.combatant(target).ongoing.items()):
            if key not in there:
                scene.put(target, key, replace(one, safe_for=node.safe_for))


def _is_safe(playing: Playing, target: int) -> bool:
    """Whether this action of this actor does nothing to somebody any more."""
    deed = playing.deed
    borne = playing.scene.combatant(target).ongoing.values()
    return any(one.safe and one.name == deed.name and one.source == deed.actor for one in borne)


def contest(playing: Playing, node: Contest, target: int, moment: Moment) -> None:
    """Let whoever acts and somebody else check against each other."""
    scene, actor = playing.scene, playing.deed.actor
    mine = node.mine or playing.deed.ability or scene.creature(actor).spell_ability or Ability.STRENGTH
    ability, skill = max(node.theirs, key=lambda each: _bonus(scene, target, *each))
    better = node.better is not None and concerns(scene, node.better, target, around(playing, moment))
    own = Rolling(target, magic=playing.deed.magic, said=playing.deed.ways)
    bonus = node.bonus
    if bonus is None and node.mine is None and playing.deed.modifier:
        bonus = playing.deed.modifier
    extra = Advantage.ADVANTAGE if better else Advantage.NONE
    ours = d20s.check(scene, actor, mine, own, bonus=bonus, extra=extra).total
    theirs = d20s.check(scene, target, ability, Rolling(actor, skill=skill)).total
    scene.tell(Contested(actor, ours, target, theirs))
    won = settle(ours, theirs)
    if won is not None:
        playing.befall(node.win if won else node.lose, target, moment)


def _bonus(scene: Scene, target: int, ability: Ability, skill: str) -> int:
    creature = scene.creature(target)
    return creature.skill(skill) if skill else creature.check(ability)


def chance(playing: Playing, node: Chance, target: int, moment: Moment) -> None:
    """Let dice decide what happens to somebody."""
    for shown in _shown(playing, node, target):
        for least, most, effects in node.ways:
            if least <= shown <= most:
                playing.befall(effects, target, moment)


def _shown(playing: Playing, node: Chance, target: int) -> list[int]:
    """What the dice show; where that asks for two ways, twice, and again while it asks for that."""
    first = playing.scene.throws.roll(node.dice).total
    playing.scene.tell(Chanced(target, node.dice, first))
    if first not in node.twice:
        return [first]
    several: list[int] = []
    while len(several) < 2:
        shown = playing.scene.throws.roll(node.dice).total
        if shown not in node.twice:
            playing.scene.tell(Chanced(target, node.dice, shown))
            several.append(shown)
    return several
