"""Who can answer what has just happened: reactions of stat blocks, and spells that are cast as one.

Nobody has to: what can be done is offered, and what it would undo is remembered until the next deed.

Source: SRD 5.2.1, "Playing the Game", Reactions, and "Spells"; SRD 5.1, "Combat", Reactions, and "Monsters".
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from core.characters.attacks import SNEAK
from core.characters.free_castings import free_left, takes_slots
from core.characters.numbers import pact, slots_left
from core.combat.means import early
from core.combat.means.doing import use_left
from core.combat.means.gifts import can_pay, missing, usable
from core.combat.situation.bearing import bearings, effects_on
from core.combat.situation.scene import Scene
from core.combat.situation.whom import are_friends
from core.monsters.spellcasting import Known
from core.monsters.stat_block import Action, Trigger
from core.rules.actions import Economy
from core.rules.conditions import Condition
from core.rules.edition import Edition
from core.rules.effects.fates import Retry
from core.rules.effects.search import found
from core.rules.spells import Spell
from core.rules.spells import Trigger as Before

SLOT_SPENT: Final = "slot"
SPELL_CAST: Final = "spell"
BONUS_SPELL_CAST: Final = "bonus spell"
"""What is counted of the spells of a turn: slots spent; all but a cantrip that takes an action; bonus actions."""
_BY_ATTACKS: Final = frozenset(
    {Trigger.HIT, Trigger.HIT_IN_MELEE, Trigger.HIT_FROM_AFAR, Trigger.ATTACKED, Trigger.WARD_ATTACKED}
)
_ONCE_A_TURN: Final = frozenset({Economy.BONUS, Economy.REACTION, Economy.LAIR})


def can_react(scene: Scene, number: int, *, in_time: bool = False) -> bool:
    """Whether somebody has a reaction left, and can take it.

    Args:
        scene: The scene.
        number: Who.
        in_time: Whether the reaction comes before what it answers, so that whom that fells can still take it.
    """
    if in_time and number in scene.able:
        return not scene.combatant(number).spent.get(Economy.REACTION, 0)
    if not scene.is_there(number) or scene.vitals(number).is_down:
        return False
    if scene.combatant(number).spent.get(Economy.REACTION, 0) or effects_on(scene, number).incapacitated:
        return False
    return not any(each.what.no_reactions for each in bearings(scene, number))


def reactions(scene: Scene, number: int, *triggers: Trigger) -> Iterator[Action]:
    """What somebody's stat block or classes let it do, once one of these things has happened."""
    block = scene.block(number)
    own = (each.action for each in usable(scene, number))
    return (each for each in (*(block.actions if block else ()), *own) if each.trigger in triggers)


def offer_after_hit(scene: Scene, number: int, target: int, *, melee: bool) -> None:
    """Offer what somebody's features let them add to a hit; what takes a slot, with each that is left."""
    for power in scene.powers(number).actions:
        if power.after_hit and not power.adds and (melee or power.afar) and can_pay(scene, number, power):
            scene.offer(number, power.name, target, Economy.NONE)


def offer_sneak_attack(scene: Scene, number: int, target: int, rolled: str) -> None:
    """Offer Sneak Attack after a hit, once a turn, unless the fight shows that its condition cannot hold.

    Args:
        scene: The scene.
        number: Who has hit.
        target: Whom.
        rolled: What the attack was rolled with.
    """
    if scene.combatant(number).turn.get(SNEAK) or scene.vitals(target).is_dead:
        return
    helped = any(_is_beside(scene, each, number, target) for each in scene.fight.combatants)
    for power in scene.powers(number).actions:
        if power.adds == SNEAK and power.rolled == rolled and (helped or rolled == "advantage"):
            scene.offer(number, power.name, target, Economy.NONE)


def _is_beside(scene: Scene, number: int, actor: int, target: int) -> bool:
    """Whether somebody else may stand by the target, and could strike at it."""
    if number in {actor, target} or not scene.is_there(number) or effects_on(scene, number).incapacitated:
        return False
    return scene.combatant(number).side != scene.combatant(target).side and not scene.vitals(number).is_down


def affords(scene: Scene, number: int, name: str, cost: Economy) -> bool:
    """Whether somebody still has what an answer takes: of the turn, of its uses, and of their slots and counters."""
    combatant = scene.combatant(number)
    if cost in _ONCE_A_TURN and combatant.spent.get(cost, 0) and not combatant.spare.get(name):
        return False
    block = scene.block(number)
    own = [each for each in (block.actions if block else ()) if each.name == name and each.economy is cost]
    if own:
        return any(action_left(scene, number, each) for each in own)
    for power in scene.powers(number).actions:
        if power.name == name:
            return not any(True for _ in missing(scene, number, power))
    spell = scene.spell(name) if name in _known(scene, number) else None
    return spell is None or (_has_slot(scene, number, spell) and fits_the_turn(scene, number, spell))


def action_left(scene: Scene, number: int, action: Action) -> bool:
    """Whether an action of a stat block can still be used, legendary ones one at a time in the turns of others."""
    combatant = scene.combatant(number)
    if action.economy is Economy.LEGENDARY:
        if scene.fight.current == number:
            return early.is_open(combatant, action.name)
        left = combatant.numbers.get("legendary actions", 0) - combatant.spent.get(Economy.LEGENDARY, 0)
        if action.cost > left or combatant.turn.get(Economy.LEGENDARY):
            return False
    if action.once_a_round and action.name in combatant.done:
        return False
    return use_left(scene, number, action)


def fits_the_turn(scene: Scene, number: int, spell: Spell) -> bool:
    """Whether those cast before in this turn leave room for a spell that takes a slot.

    Source: SRD 5.2.1, "Spells", One Spell with a Spell Slot per Turn; SRD 5.1, "Spellcasting", Bonus Action.
    """
    turn = scene.combatant(number).turn
    if scene.fight.edition is Edition.SRD_52:
        by_slot = number in scene.sheets or any(known.by_slot for known in _of_block(scene, number, spell.name))
        free = number in scene.sheets and free_left(scene.sheets[number][0], spell)
        return not (by_slot and not free and spell.level and turn.get(SLOT_SPENT))
    if not spell.level and spell.economy is Economy.ACTION:
        return True
    return not turn.get(BONUS_SPELL_CAST) and not (spell.economy is Economy.BONUS and turn.get(SPELL_CAST))


def spells(scene: Scene, number: int, *before: Before) -> Iterator[Spell]:
    """The spells that somebody has, and could cast, once one of these things has happened."""
    for name in _known(scene, number):
        spell = scene.spell(name)
        if spell is not None and spell.trigger in before and _has_slot(scene, number, spell):
            yield spell


def _known(scene: Scene, number: int) -> Iterator[str]:
    if number in scene.sheets:
        sheet, _ = scene.sheets[number]
        yield from (name for name, known in sheet.spells.items() if known.prepared or known.always)
        return
    block = scene.block(number)
    for way in block.spellcasting if block else ():
        yield from (known.name for known in way.spells)


def _has_slot(scene: Scene, number: int, spell: Spell) -> bool:
    if spell.level == 0:
        return True
    if number not in scene.sheets:
        return any(_monster_has(scene, number, spell, known) for known in _of_block(scene, number, spell.name))
    sheet, records = scene.sheets[number]
    if free_left(sheet, spell) or not takes_slots(sheet, spell):
        return free_left(sheet, spell) > 0
    left = slots_left(sheet, records)
    own = pact(sheet, records)
    return any(left[spell.level - 1 :]) or (own.level >= spell.level and sheet.pact_spent < own.slots)


def _of_block(scene: Scene, number: int, name: str) -> Iterator[Known]:
    block = scene.block(number)
    return (known for way in (block.spellcasting if block else ()) for known in way.spells if known.name == name)


def _monster_has(scene: Scene, number: int, spell: Spell, known: Known) -> bool:
    combatant, block = scene.combatant(number), scene.block(number)
    if not known.by_slot:
        return known.times is None or combatant.used.get(known.name, 0) < known.times
    ways = (way for way in (block.spellcasting if block else ()) if known in way.spells)
    return any(
        count > combatant.slots_spent.get(level, 0)
        for way in ways
        for level, count in enumerate(way.slots, start=1)
        if level >= spell.level
    )


def offer(scene: Scene, number: int, against: int | None, *triggers: Trigger) -> None:
    """Offer what somebody's stat block lets it do now."""
    for action in reactions(scene, number, *triggers):
        if action.economy is not Economy.REACTION or can_react(scene, number, in_time=action.trigger in _BY_ATTACKS):
            scene.offer(number, action.name, against, action.economy)


def offer_spells(scene: Scene, number: int, against: int | None, *before: Before) -> None:
    """Offer the spells by which somebody can answer."""
    for spell in spells(scene, number, *before):
        cost = spell.economy or Economy.REACTION
        in_time = spell.trigger in {Before.CASTING, Before.TARGETED}
        if can_react(scene, number, in_time=in_time) if cost is Economy.REACTION else scene.fight.current == number:
            scene.offer(number, spell.name, against, cost)


def can_turn_hit(scene: Scene, number: int) -> bool:
    """Whether somebody, or whoever protects them, could still turn a hit on them into a miss, or lessen it."""
    own = (Trigger.HIT, Trigger.HIT_IN_MELEE, Trigger.HIT_FROM_AFAR, Trigger.ATTACKED)
    answers = (*reactions(scene, number, *own), *spells(scene, number, Before.TARGETED))
    if answers and can_react(scene, number, in_time=True):
        return True
    wards = (each for each in scene.fight.combatants if each != number and can_react(scene, each, in_time=True))
    return any(True for each in wards for _ in reactions(scene, each, Trigger.WARD_ATTACKED))


def is_set_off(scene: Scene, number: int, action: Action) -> bool:
    """Whether what a reaction answers has just happened, where that is an attack; else whoever plays says so."""
    if action.economy is not Economy.REACTION or action.trigger not in _BY_ATTACKS:
        return True
    if any((each.who, each.name) == (number, action.name) for each in scene.fight.openings.values()):
        return True
    last = scene.fight.last
    struck = {each.who for each in last.strikes} if last is not None and last.by != number else set[int]()
    if action.trigger is not Trigger.WARD_ATTACKED:
        return number in struck
    return any(are_friends(scene, number, each) for each in struck - {number})


def offer_after_failure(scene: Scene, target: int, avoids: frozenset[Condition]) -> bool:
    """Offer what can make good a save that somebody has just failed; whether there is any.

    Args:
        scene: The scene.
        target: Who has failed it.
        avoids: What it was made to avoid or end.
    """
    found_any = False
    for number in list(scene.fight.combatants):
        if not scene.is_there(number) or scene.combatant(number).side != scene.combatant(target).side:
            continue
        there = [each.action for each in scene.powers(number).actions if can_pay(scene, number, each)]
        for action in there:
            own = action.trigger is Trigger.FAILS and number == target
            near = action.trigger is Trigger.FAILS_NEAR and can_react(scene, number)
            if (own or near) and _helps(action, avoids):
                scene.offer(number, action.name, target, action.economy)
                found_any = True
    return found_any


def _helps(action: Action, avoids: frozenset[Condition]) -> bool:
    """Whether an answer is good for saves that are made to avoid these."""
    return any(not each.conditions or each.conditions & avoids for each in found(action.effects, Retry))


def can_counter(scene: Scene, caster: int) -> list[int]:
    """Who else could still counter a spell that somebody casts."""
    others = (each for each in scene.fight.combatants if each != caster and can_react(scene, each, in_time=True))
    return [each for each in others if any(True for _ in spells(scene, each, Before.CASTING))]
