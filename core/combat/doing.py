"""May somebody do that now, and what does it use up: turns, actions, uses.

A rule that would be broken is a refusal that says how to mend it, unless whoever leads overrules it: then it happens,
and everybody sees that a rule was set aside.

Source: SRD 5.2.1, "Playing the Game", Actions, Bonus Actions, Reactions, and "Monsters"; SRD 5.1, "Combat".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from core.combat.happenings import Overruled, Spent
from core.combat.scene import Scene
from core.combat.state import Combatant
from core.combat.turns import surprised_by_the_book
from core.errors import RuleError
from core.rules.actions import Economy
from core.rules.conditions import effects_of

ON_ONES_TURN: Final = frozenset({Economy.ACTION, Economy.BONUS, Economy.NONE})
ONCE: Final = frozenset({Economy.ACTION, Economy.BONUS, Economy.REACTION, Economy.LAIR})
SPENT: Final = {
    Economy.ACTION: "action-spent",
    Economy.BONUS: "bonus-action-spent",
    Economy.REACTION: "reaction-spent",
    Economy.LAIR: "lair-action-spent",
    Economy.LEGENDARY: "legendary-actions-spent",
}


@dataclass(frozen=True, slots=True)
class Price:
    """What a deed uses up.

    Attributes:
        economy: Of the turn.
        attacks: How many attacks an action of this kind has; 0 for what is no attack of the Attack action.
        cost: Legendary actions.
        action: The name of an action of limited use; empty for one without limit.
        times: How often that can be used.
        recharge: The lowest d6 that brings it back; None if none does.
    """

    economy: Economy = Economy.ACTION
    attacks: int = 0
    cost: int = 1
    action: str = ""
    times: int = 0
    recharge: int | None = None


def begin_deed(scene: Scene, actor: int, price: Price, targets: tuple[int, ...], *, overrule: bool = False) -> None:
    """Hold a deed to the rules and use up what it costs.

    Raises:
        RuleError: The first rule that stands against it, unless it is overruled.
    """
    broken = list(_broken(scene, actor, price, targets))
    if broken and not overrule:
        raise broken[0]
    for rule in broken:
        scene.tell(Overruled(rule.reason))
    pay(scene, actor, price)


def _broken(scene: Scene, actor: int, price: Price, targets: tuple[int, ...]) -> Iterator[RuleError]:
    fight, combatant = scene.fight, scene.combatant(actor)
    if fight.round == 0:
        yield RuleError("fight-not-begun")
        return
    if price.economy in ON_ONES_TURN and fight.current != actor:
        yield RuleError("not-your-turn", round=fight.round)
    if scene.vitals(actor).is_down or scene.effects(actor).incapacitated:
        yield RuleError("cannot-act")
    if surprised_by_the_book(fight, combatant):
        yield RuleError("surprised")
    if price.economy in SPENT and not _affords(combatant, price):
        yield RuleError(SPENT[price.economy])
    if price.action and combatant.used.get(price.action, 0) >= price.times > 0:
        yield RuleError("used-up", action=price.action)
    yield from _wrong_targets(scene, actor, targets)


def _wrong_targets(scene: Scene, actor: int, targets: tuple[int, ...]) -> Iterator[RuleError]:
    lasting = scene.combatant(actor).ongoing.values()
    charmers = {one.source for one in lasting if effects_of(one.conditions, scene.fight.edition).spares_source}
    for target in targets:
        if not scene.combatant(target).cover.is_targetable:
            yield RuleError("target-covered")
        if target in charmers and target != actor:
            yield RuleError("charmed-by-target")


def _affords(combatant: Combatant, price: Price) -> bool:
    spent = combatant.spent.get(price.economy, 0)
    if price.economy is Economy.LEGENDARY:
        return spent + price.cost <= combatant.numbers.get("legendary actions", 0)
    return spent == 0 or (price.economy is Economy.ACTION and price.attacks > 0 and combatant.attacks_left > 0)


def pay(scene: Scene, actor: int, price: Price) -> None:
    """Use up what a deed costs."""
    combatant = scene.combatant(actor)
    spent = combatant.spent.get(price.economy, 0)
    left = combatant.attacks_left
    if price.economy is Economy.ACTION and price.attacks and left > 0 and spent:
        left -= 1
    elif price.economy is Economy.LEGENDARY:
        spent += price.cost
    elif price.economy in ONCE:
        spent = 1
        left = max(0, price.attacks - 1)
    used = combatant.used
    numbers = combatant.numbers
    if price.action:
        used = {**used, price.action: used.get(price.action, 0) + 1}
        scene.tell(Spent(actor, price.action, max(0, price.times - used[price.action])))
        if price.recharge is not None:
            numbers = {**numbers, f"recharge {price.action}": price.recharge}
    economies = {**combatant.spent, price.economy: spent} if price.economy is not Economy.NONE else combatant.spent
    scene.change(replace(combatant, spent=economies, attacks_left=left, used=used, numbers=numbers))
