"""Using what a feature of one's class gives: what has to come before, what it takes off the sheet, and doing it.

Source: SRD 5.2.1 and SRD 5.1, "Classes", as each feature's own description says.
"""

from __future__ import annotations

from dataclasses import replace

from core.characters.attacks import UNARMED, AttackLine, attacks, attacks_in_action
from core.characters.health import with_slot_spent
from core.combat.acts.acting import carry_out, must_be_set_off
from core.combat.acts.aiming import Aim, must_be_there, must_fit
from core.combat.acts.castable import slots_of
from core.combat.acts.stage import Stage
from core.combat.means.doing import ATTACK, Price
from core.combat.means.gifts import added, can_pay, counter_of, missing, strike_for
from core.combat.play.targets import harms
from core.combat.record.deed import Deed
from core.combat.record.happenings import Overruled, Spent
from core.combat.record.steps import Done
from core.combat.situation.trees import with_first
from core.errors import RuleError
from core.features.powers import Power
from core.monsters.stat_block import Trigger
from core.rules.effects.outcomes import Heal
from core.rules.effects.search import found
from core.rules.effects.tree import Attack, Each, Effect


def use(stage: Stage, number: int, power: Power, aim: Aim) -> Done:
    """Use a feature.

    Raises:
        NotFoundError: ``combatant-not-found``.
        RuleError: ``used-up``, ``no-slot``, ``feature-needs``, ``attack-first``, ``hit-first``, ``sneak-attack-made``,
            ``sneak-attack-first``, ``act-first``, ``first-round-only``, ``save-first``, ``no-slot-spent``,
            ``counter-used-up``, ``nobody-needs-it``, ``reaction-not-set-off``, and what stands against any deed.
    """
    scene = stage.scene
    strike = strike_for(scene, number, power) if power.after_hit else None
    if strike is not None and not aim.targets:
        aim = replace(aim, targets=(strike.who,))
    must_be_there(stage, number, aim)
    for rule in missing(scene, number, power):
        if not aim.overrule:
            raise rule
        scene.tell(Overruled(rule.reason))
    must_be_set_off(stage, number, power.action, aim)
    effects, takes = _measured(stage, number, power, aim)
    more = added(scene, number, power) if power.adds else None
    effects = (Each((more,)),) if more is not None else effects
    must_fit(effects, number, aim)
    fists = next(found(effects, Attack), None) is not None
    answers = power.action.trigger is Trigger.FAILS
    price = Price(
        power.action.economy,
        attacks=attacks_in_action(stage.sheet(number)) if power.for_attack else 0,
        name=power.name,
        sort=ATTACK if fists else "",
        harms=harms(effects),
        once_a_round=power.action.once_a_round,
        anytime=answers or strike is not None,
    )
    critical = strike is not None and strike.critical
    deed = Deed(number, power.name, effects, aim.targets, aim.advantage, aim.extra, ways=aim.ways, critical=critical)
    if fists:
        line = _bare_hands(stage, number)
        deed = replace(deed, tags=line.tags, ability=line.ability, modifier=line.modifier)
    carry_out(
        stage,
        deed,
        price,
        aim,
        paid=lambda: _paid(stage, number, power, takes),
        remembers=strike is None and not answers,
    )
    return stage.done("action", by=number, name=power.name, targets=aim.targets)


def _bare_hands(stage: Stage, number: int) -> AttackLine:
    return next(each for each in attacks(stage.sheet(number), stage.records(number)) if each.name == UNARMED)


def _measured(stage: Stage, number: int, power: Power, aim: Aim) -> tuple[tuple[Effect, ...], int]:
    """What happens, and how much it takes: out of a pool as much as was said, or as is missing.

    Raises:
        RuleError: ``nobody-needs-it``: nobody at whom it is aimed misses a hit point.
    """
    effects, scene = power.action.effects, stage.scene
    counter = counter_of(scene, number, power)
    if power.takes or counter is None:
        return effects, power.takes
    there = counter[1].left
    said = next((int(each) for each in sorted(aim.ways) if each.isdecimal()), 0)
    points = [scene.vitals(each).hit_points for each in aim.targets]
    missing_now = sum(each.maximum - each.current for each in points)
    if not missing_now and not aim.overrule:
        raise RuleError("nobody-needs-it", action=power.name)
    amount = min(there, said or missing_now)
    return with_first(effects, Heal, lambda each: replace(each, dice=str(amount))), amount


def _paid(stage: Stage, number: int, power: Power, takes: int) -> None:
    """Use up what it takes of the sheet, and count it in the turn."""
    scene, sheet = stage.scene, stage.sheet(number)
    counter = counter_of(scene, number, power)
    if counter is not None:
        name, before = counter
        after = replace(before, spent=min(before.maximum, before.spent + takes))
        sheet = replace(sheet, counters={**sheet.counters, name: after})
        scene.tell(Spent(number, name, after.left))
    if power.slot and can_pay(scene, number, power):  # else whoever leads grants it
        sheet = with_slot_spent(sheet, stage.records(number), power.slot)
        left = slots_of(sheet, stage.records(number)).get(power.slot, 0)
        scene.tell(Spent(number, f"level {power.slot}", left))
    combatant = scene.combatant(number)
    times = combatant.turn.get(ATTACK, 0) if power.after_hit else 1
    if power.adds:
        combatant = replace(combatant, turn={**combatant.turn, power.adds: 1})
    if power.after_hit or power.once_acted:
        scene.change(replace(combatant, turn={**combatant.turn, power.family: times}))
    stage.write(number, replace(sheet, vitals=scene.vitals(number)))
