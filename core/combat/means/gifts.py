"""What the features of one's classes let one do as things stand: what has to come before, and what is left of it.

Source: SRD 5.2.1 and SRD 5.1, "Classes", as each feature's own description says.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from core.characters.attacks import SNEAK, attacks
from core.characters.health import with_slot_spent
from core.characters.sheet import Counter
from core.combat.means.doing import ATTACK
from core.combat.record.last import Strike
from core.combat.situation.counters import counter_named
from core.combat.situation.scene import Scene
from core.errors import RuleError
from core.features.powers import Power
from core.monsters.stat_block import Trigger
from core.rules.actions import Economy
from core.rules.effects.fates import Regain
from core.rules.effects.outcomes import Damage
from core.rules.effects.search import found
from core.rules.effects.terms import ANYBODY

_AFTER_FAILURE: Final = frozenset({Trigger.FAILS, Trigger.FAILS_NEAR})


def usable(scene: Scene, number: int) -> Iterator[Power]:
    """What somebody can do by a feature now; what it costs of the turn is left aside."""
    return (each for each in scene.powers(number).actions if not any(True for _ in missing(scene, number, each)))


def missing(scene: Scene, number: int, power: Power) -> Iterator[RuleError]:
    """What stands against using a feature now."""
    combatant = scene.combatant(number)
    if power.needs and power.needs not in {one.name for one in combatant.ongoing.values()}:
        yield RuleError("feature-needs", action=power.name, needs=power.needs)
    if power.after_attack and not combatant.turn.get(ATTACK):
        yield RuleError("attack-first", action=power.name)
    if power.once_acted and (not combatant.spent.get(Economy.ACTION) or combatant.turn.get(power.family)):
        yield RuleError("act-first", action=power.name)
    used_on = combatant.turn.get(power.family)
    if power.adds and combatant.turn.get(SNEAK):
        yield RuleError("sneak-attack-made")
    elif power.adds and (strike_for(scene, number, power) is None or added(scene, number, power) is None):
        yield RuleError("sneak-attack-first", action=power.family)
    again = not power.adds and used_on == combatant.turn.get(ATTACK, 0)
    if power.after_hit and not power.adds and (again or strike_for(scene, number, power) is None):
        yield RuleError("hit-first", action=power.name)
    if power.first_round and scene.fight.round > 1:
        yield RuleError("first-round-only", action=power.name)
    if power.action.trigger in _AFTER_FAILURE and not (scene.fight.last and scene.fight.last.failures):
        yield RuleError("save-first", action=power.name)
    spent = scene.sheets[number][0].slots_spent
    if any(each.slot and not spent.get(each.slot, 0) for each in found(power.action.effects, Regain)):
        yield RuleError("no-slot-spent", action=power.name)
    yield from _unpaid(scene, number, power)


def can_pay(scene: Scene, number: int, power: Power) -> bool:
    """Whether the sheet has what a feature takes."""
    return not any(True for _ in _unpaid(scene, number, power))


def _unpaid(scene: Scene, number: int, power: Power) -> Iterator[RuleError]:
    if power.slot:
        try:
            with_slot_spent(*scene.sheets[number], power.slot)
        except RuleError as rule:
            yield rule
    counter = counter_of(scene, number, power)
    if counter is not None and counter[1].left < max(1, power.takes):
        yield RuleError("used-up", action=power.name)


def counter_of(scene: Scene, number: int, power: Power) -> tuple[str, Counter] | None:
    """The counter of the sheet that a feature uses up, by its name; None for none, or where the sheet has no such."""
    return counter_named(scene, number, power.counter)


def strike_for(scene: Scene, number: int, power: Power) -> Strike | None:
    """The hit that somebody has just made, if it is one that a feature comes with: in melee, or rolled as it asks."""
    last = scene.fight.last
    if last is None or last.by != number or not last.weapon:
        return None
    hits = reversed(last.strikes)
    if power.adds:
        return next((each for each in hits if each.advantage == power.rolled), None)
    return next((each for each in hits if each.melee or power.afar), None)


def added(scene: Scene, number: int, power: Power) -> Damage | None:
    """What the weapon that has just hit deals more under the circumstance that a feature names; None for nothing."""
    last = scene.fight.last
    lines = attacks(*scene.sheets[number]) if last is not None else ()
    hit = next((line.attack.hit for line in lines if last is not None and line.name == last.deed), ())
    more = (each for each in hit if isinstance(each, Damage) and each.only.when == power.adds)
    return next((replace(each, only=ANYBODY) for each in more), None)
