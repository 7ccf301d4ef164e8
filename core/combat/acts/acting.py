"""What somebody does in a fight: attacks, a monster's actions, and the actions that everybody has.

Source: SRD 5.2.1, "Playing the Game", Actions, and "Rules Glossary"; SRD 5.1, "Combat", Actions in Combat.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from core.characters.attacks import LOADING, OFF_HAND, SNEAK, AttackLine, attacks, attacks_in_action
from core.combat.acts import afterwards
from core.combat.acts.aiming import Aim, must_be_there, must_fit, must_live
from core.combat.acts.stage import Stage
from core.combat.health.reacting import judged_anew
from core.combat.means.answering import is_set_off
from core.combat.means.doing import ATTACK, Price, begin_deed, price_of
from core.combat.means.powers import begin_action, by_caller
from core.combat.play.basics import BASIC, STAND_UP
from core.combat.play.player import Player, play
from core.combat.play.staying import is_full
from core.combat.play.targets import harms
from core.combat.record.deed import Deed
from core.combat.record.happenings import Overruled, Spent, Struck
from core.combat.record.steps import Done
from core.errors import NotFoundError, RuleError
from core.matching.names import named
from core.monsters.stat_block import Action, Trait
from core.rules.actions import Economy
from core.rules.effects.outcomes import Use
from core.rules.effects.search import found
from core.rules.effects.tree import Attack, Effect, Inflict

OPPORTUNITY: Final = "opportunity attack"
"""Said of an attack in somebody else's turn that takes the reaction."""


def attack(stage: Stage, number: int, name: str, aim: Aim, *, readied: bool = False) -> Done:
    """A character attacks; in somebody else's turn with the reaction, if that is said or it was readied.

    Raises:
        NotFoundError: ``attack-not-found`` or ``combatant-not-found``.
        RuleError: What stands against it.
    """
    line = attack_line(stage, number, name)
    must_be_there(stage, number, aim)
    must_fit(line.effects, number, aim, actor_alone=False)
    reacts = stage.scene.fight.current != number and (readied or OPPORTUNITY in aim.ways)
    economy = Economy.REACTION if reacts else line.economy
    _must_suit(stage, number, line, aim)
    several = attacks_in_action(stage.sheet(number)) if economy is Economy.ACTION else 0
    price = Price(economy, attacks=several, name=ATTACK, sort=ATTACK, harms=True)
    deed = Deed(
        number,
        line.name,
        line.effects,
        aim.targets,
        advantage=aim.advantage,
        extra=aim.extra,
        modifier=line.modifier,
        ways=aim.ways,
        ability=line.ability,
        tags=line.tags,
    )
    if economy is Economy.REACTION and stage.scene.fight.round:
        stage.scene.tell(Spent(number, Economy.REACTION.value, 0))
    carry_out(stage, deed, price, aim)
    _count(stage, deed, economy)
    return stage.done("attack", by=number, name=line.name, targets=aim.targets)


def _count(stage: Stage, deed: Deed, economy: Economy) -> None:
    """Count what a turn has but once, or once for each action."""
    counted: dict[str, int] = {}
    if SNEAK in deed.ways and any(isinstance(each, Struck) and each.result != "miss" for each in stage.scene.log):
        counted[SNEAK] = 1
    if OFF_HAND in deed.tags:
        counted[OFF_HAND] = 1
    if LOADING in deed.tags:
        counted[f"{LOADING} {economy}"] = 1
    if counted:
        combatant = stage.scene.combatant(deed.actor)
        stage.scene.change(replace(combatant, turn={**combatant.turn, **counted}))


def _must_suit(stage: Stage, number: int, line: AttackLine, aim: Aim) -> None:
    """See to it that this is the time for an attack of its kind.

    Source: SRD 5.2.1, "Playing the Game", Opportunity Attacks, "Equipment", Light, Loading and Mastery Properties, and
    "Classes", Sneak Attack; SRD 5.1, "Combat", Opportunity Attacks and Two-Weapon Fighting, "Equipment", and "Rogue".

    Raises:
        RuleError: ``not-in-melee``, ``off-hand-first``, ``off-hand-made``, ``loading``, ``sneak-attack-made`` or
            ``cleave-made``.
    """
    scene = stage.scene
    turn, broken = scene.combatant(number).turn, list[RuleError]()
    off_hand = OFF_HAND in line.tags
    if scene.fight.round and scene.fight.current != number and OPPORTUNITY not in aim.ways:
        return  # the turn itself stands against it, or it was readied
    if scene.fight.round and scene.fight.current != number and (not line.attack.melee or off_hand):
        broken.append(RuleError("not-in-melee", attack=line.name))
    elif off_hand and not turn.get(ATTACK):
        broken.append(RuleError("off-hand-first"))
    elif off_hand and turn.get(OFF_HAND):
        broken.append(RuleError("off-hand-made"))
    if turn.get(f"{LOADING} {line.economy}") and LOADING in line.tags:
        broken.append(RuleError("loading", attack=line.name))
    if SNEAK in aim.ways and turn.get(SNEAK):
        broken.append(RuleError("sneak-attack-made"))
    if len(aim.targets) > 1 and line.attack.follows and turn.get(line.attack.follows_as):
        broken.append(RuleError("cleave-made"))
    for rule in broken:
        if not aim.overrule:
            raise rule
        scene.tell(Overruled(rule.reason))


def attack_line(stage: Stage, number: int, name: str) -> AttackLine:
    """One of a character's attacks by its name, or by the beginning of it.

    Raises:
        NotFoundError: ``attack-not-found``.
    """
    lines = attacks(stage.sheet(number), stage.records(number))
    if line := named(lines, name, lambda each: each.name):
        return line
    raise NotFoundError("attack-not-found", named=name[:60], names=", ".join(line.name for line in lines[:6]))


def act(stage: Stage, number: int, action: Action, aim: Aim) -> Done:
    """A monster does something that its stat block has; in somebody else's turn an opportunity attack, if that is said.

    Raises:
        NotFoundError: ``combatant-not-found``.
        RuleError: What stands against it.
    """
    if OPPORTUNITY in aim.ways and action.economy is Economy.ACTION and stage.scene.fight.current != number:
        action = _as_opportunity(stage, number, action, aim)
    must_be_there(stage, number, aim)
    must_fit(action.effects, number, aim)
    deed = by_caller(stage.scene, _deed(number, action.name, action.effects, aim))
    _must_have_room(stage, deed, aim)
    must_be_set_off(stage, number, action, aim)
    attacks_with = any(True for _ in found(action.effects, Attack))
    if not attacks_with:
        must_live(stage, number, action.effects, aim)
    harmful = attacks_with or harms(action.effects)
    price = price_of(stage.scene, number, action, sort=ATTACK if attacks_with else "", harms=harmful)
    carry_out(stage, deed, price, aim)
    return stage.done("action", by=number, name=action.name, targets=aim.targets)


def _as_opportunity(stage: Stage, number: int, action: Action, aim: Aim) -> Action:
    """One melee attack of a stat block, made with the reaction.

    Raises:
        RuleError: ``not-in-melee``.
    """
    strikes = list(found(action.effects, Attack))
    if not strikes or not all(each.melee for each in strikes):
        if not aim.overrule:
            raise RuleError("not-in-melee", attack=action.name)
        stage.scene.tell(Overruled("not-in-melee"))
    stage.scene.tell(Spent(number, Economy.REACTION.value, 0))
    return replace(action, economy=Economy.REACTION)


def must_be_set_off(stage: Stage, number: int, action: Action, aim: Aim) -> None:
    """See to it that a reaction answers something.

    Raises:
        RuleError: ``reaction-not-set-off``.
    """
    if stage.scene.fight.round == 0 or is_set_off(stage.scene, number, action):
        return
    if not aim.overrule:
        raise RuleError("reaction-not-set-off", action=action.name)
    stage.scene.tell(Overruled("reaction-not-set-off"))


def by_nature(stage: Stage, number: int, trait: Trait, aim: Aim) -> Done:
    """What somebody is like does something to those at whom it is aimed, as who stands near; even if it is dead.

    Raises:
        NotFoundError: ``combatant-not-found``.
        RuleError: ``fight-not-begun``, ``target-needed`` or ``too-many-targets``.
    """
    must_be_there(stage, number, aim)
    must_fit(trait.effects, number, aim)
    if stage.scene.fight.round == 0:
        raise RuleError("fight-not-begun")
    play(stage.scene, _deed(number, trait.name, trait.effects, aim))
    return stage.done("action", by=number, name=trait.name, targets=aim.targets)


def basic(stage: Stage, number: int, way: str, aim: Aim) -> Done:
    """Somebody takes one of the actions that everybody has, or stands up, which takes movement alone.

    Raises:
        NotFoundError: ``action-not-found`` or ``combatant-not-found``.
        RuleError: What stands against it.
    """
    if way not in BASIC:
        raise NotFoundError("action-not-found", named=way[:60], names=", ".join(sorted(BASIC)))
    stage.scene.fight.creature(number)  # a lair has no body to do it with
    must_be_there(stage, number, aim)
    price = Price(Economy.NONE if way == STAND_UP else Economy.ACTION, name=way, sort=way)
    begin_deed(stage.scene, number, price, aim.targets, overrule=aim.overrule)
    play(stage.scene, _deed(number, way.capitalize(), BASIC[way], Aim((number,), ways=aim.ways)))
    return stage.done("action", by=number, name=way, targets=aim.targets)


def carry_out(
    stage: Stage, deed: Deed, price: Price, aim: Aim, *, paid: Callable[[], None] | None = None, remembers: bool = True
) -> None:
    """Pay for a deed, play it, and remember it for those who can answer; a reaction is such an answer itself.

    Args:
        stage: The stage.
        deed: What is done.
        price: What it costs of the turn.
        aim: How it is aimed.
        paid: Pays what it costs besides, once nothing stands against it.
        remembers: Whether others can answer it; else what was done before can still be answered.
    """
    scene = stage.scene
    begin_deed(scene, deed.actor, price, aim.targets, overrule=aim.overrule)
    if paid is not None:
        paid()
    before = afterwards.start(scene)
    begin_action(scene, deed.actor, deed.name, deed.effects)
    came = play(scene, deed)
    afterwards.no_longer_alone(scene, deed)
    if price.economy is Economy.REACTION and price.sort != ATTACK:
        for each in dict.fromkeys((deed.actor, *deed.targets)):
            judged_anew(scene, each, deed.name)
    elif remembers:
        afterwards.remember(scene, before, deed, came)


def _must_have_room(stage: Stage, deed: Deed, aim: Aim) -> None:
    """An attack that holds as many as it can is good against no others.

    Raises:
        RuleError: ``holds-enough``.
    """
    if aim.overrule or any(True for _ in found(deed.effects, Use)):
        return
    playing = Player(stage.scene, deed)
    for node in (each for one in found(deed.effects, Attack) for each in found(one.hit, Inflict) if each.most):
        if any(is_full(playing, node, target) for target in aim.targets):
            raise RuleError("holds-enough", action=deed.name)


def _deed(number: int, name: str, effects: tuple[Effect, ...], aim: Aim) -> Deed:
    return Deed(number, name, effects, aim.targets, advantage=aim.advantage, extra=aim.extra, ways=aim.ways)
