"""May somebody do that now, and what does it use up: turns, actions, uses.

A rule that would be broken is a refusal that says how to mend it, unless whoever leads overrules it: then it happens,
and everybody sees that a rule was set aside.

Source: SRD 5.2.1, "Playing the Game", Actions, Bonus Actions, Reactions, and "Monsters"; SRD 5.1, "Combat".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from core.combat.means import early
from core.combat.record.happenings import Overruled, Spent
from core.combat.record.state import Combatant, Fight
from core.combat.situation.bearing import bearings, denied, effects_on
from core.combat.situation.reach import wrong_targets
from core.combat.situation.saving import has_lair
from core.combat.situation.scene import Scene
from core.errors import RuleError
from core.monsters.stat_block import Action
from core.rules.actions import Economy
from core.rules.effects.lasting import Deed
from core.rules.effects.magic import Compel
from core.rules.initiative import surprise

ON_ONES_TURN: Final = frozenset({Economy.ACTION, Economy.BONUS, Economy.NONE})
ONCE: Final = frozenset({Economy.ACTION, Economy.BONUS, Economy.REACTION, Economy.LAIR})
SPENT: Final = {
    Economy.ACTION: "action-spent",
    Economy.BONUS: "bonus-action-spent",
    Economy.REACTION: "reaction-spent",
    Economy.LAIR: "lair-action-spent",
    Economy.LEGENDARY: "legendary-actions-spent",
}
ATTACK, SPELL = "attack", "spell"
"""Sorts of deeds; others are the names of the actions that everybody has."""
_DENIED: Final = {
    "hide": (Deed.HIDE,),
    "use an object": (Deed.HANDS,),
    SPELL: (Deed.SPELLS, Deed.MAGIC),
}
EXTRA = "extra action"


@dataclass(frozen=True, slots=True)
class Price:
    """What a deed uses up.

    Attributes:
        economy: Of the turn.
        attacks: How many attacks an action of this kind has; 0 for what is no attack of the Attack action.
        cost: Legendary actions.
        action: The name of an action of limited use; empty for one without limit.
        times: How often that can be used; 0 for as often as one likes.
        recharge: The lowest d6 that brings it back; None if none does.
        name: What it is called, where it may have been given for nothing.
        sort: What it is: `ATTACK`, `SPELL`, or the name of an action that everybody has; empty for anything else.
        once_a_round: Whether it cannot be done again before the next turn.
        harms: Whether it harms.
        anytime: Whether it can be done whoever's turn it is, and even by who cannot act.
    """

    economy: Economy = Economy.ACTION
    attacks: int = 0
    cost: int = 1
    action: str = ""
    times: int = 0
    recharge: int | None = None
    name: str = ""
    sort: str = ""
    once_a_round: bool = False
    harms: bool = False
    anytime: bool = False


def price_of(scene: Scene, number: int, action: Action, *, sort: str = "", harms: bool = False) -> Price:
    """What an action of a stat block uses up."""
    usage = action.usage
    return Price(
        action.economy,
        cost=action.cost,
        action=action.name if usage else "",
        times=times_of(scene, number, action),
        recharge=usage.recharge if usage else None,
        name=action.name,
        sort=sort,
        once_a_round=action.once_a_round,
        harms=harms,
    )


def times_of(scene: Scene, number: int, action: Action) -> int:
    """How often an action of limited use can be used; 0 for as often as one likes."""
    usage = action.usage
    if usage is None:
        return 0
    return usage.in_lair if usage.in_lair is not None and has_lair(scene, number) else usage.times


def use_left(scene: Scene, number: int, action: Action) -> bool:
    """Whether an action of limited use can still be used."""
    times = times_of(scene, number, action)
    return not times or scene.combatant(number).used.get(action.name, 0) < times


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
    if price.anytime:
        return
    yield from _out_of_time(fight, combatant, price)
    if combatant.lair_of is None:
        incapable = scene.vitals(actor).is_down or effects_on(scene, actor).incapacitated
        if incapable and not _comes_before(fight, actor, price):
            yield RuleError("cannot-act")
        yield from _kept_from(scene, actor, price)
    if surprised_by_the_book(fight, combatant):
        yield RuleError("surprised")
    if price.economy in SPENT and not combatant.spare.get(price.name) and not _affords(scene, combatant, price):
        yield RuleError(SPENT[price.economy])
    if price.action and combatant.used.get(price.action, 0) >= price.times > 0:
        yield RuleError("used-up", action=price.action)
    if price.once_a_round and price.name in combatant.done:
        yield RuleError("used-up", action=price.name)
    yield from wrong_targets(scene, actor, targets, attacks=price.name if price.sort == ATTACK else "")


def _comes_before(fight: Fight, actor: int, price: Price) -> bool:
    """Whether somebody was felled by the very thing that they answer, and their answer comes before it."""
    if price.economy is not Economy.REACTION or fight.last is None or actor not in fight.last.felled:
        return False
    return any((each.who, each.name) == (actor, price.name) for each in fight.openings.values())


def _out_of_time(fight: Fight, combatant: Combatant, price: Price) -> Iterator[RuleError]:
    """Most is done in one's own turn, and legendary actions when another's is over."""
    own_turn = fight.current == combatant.number
    if price.economy in ON_ONES_TURN and not own_turn and not combatant.spare.get(price.name):
        yield RuleError("not-your-turn", round=fight.round)
    if price.economy is not Economy.LEGENDARY:
        return
    if own_turn and not early.is_open(combatant, price.name):
        yield RuleError("legendary-in-own-turn")
    elif not own_turn and combatant.turn.get(Economy.LEGENDARY):
        yield RuleError("legendary-action-taken")


def _kept_from(scene: Scene, actor: int, price: Price) -> Iterator[RuleError]:
    """What lasts on somebody may keep them from it."""
    combatant, kept = scene.combatant(actor), denied(scene, actor)
    own = {Economy.ACTION: Deed.ACTION, Economy.BONUS: Deed.BONUS}.get(price.economy)
    barred = [own] if own in kept else []
    barred += [
        each
        for each in _DENIED.get(price.sort, ())
        if each in kept and (each is not Deed.MAGIC or price.economy is Economy.ACTION)
    ]
    if price.sort == ATTACK:
        barred += [each for each in (Deed.ATTACK, Deed.HARM) if each in kept]
        if price.economy is Economy.REACTION and Deed.OPPORTUNITY in kept:
            barred.append(Deed.OPPORTUNITY)
        if Deed.SECOND_ATTACK in kept and combatant.turn.get(ATTACK):
            barred.append(Deed.SECOND_ATTACK)
    elif price.harms and Deed.HARM in kept:
        barred.append(Deed.HARM)
    other = {Economy.ACTION: Economy.BONUS, Economy.BONUS: Economy.ACTION}.get(price.economy)
    if other and Deed.BOTH in kept and combatant.spent.get(other):
        barred.append(Deed.BOTH)
    for each in barred:
        yield RuleError("kept-from-it", deed=each.value if each else "")
    if price.economy is Economy.REACTION and any(each.what.no_reactions for each in bearings(scene, actor)):
        yield RuleError("reaction-spent")
    how = next((one.node.how for one in combatant.ongoing.values() if isinstance(one.node, Compel)), "")
    if how and price.economy in {Economy.ACTION, Economy.BONUS} and scene.fight.current == actor:
        yield RuleError("compelled", how=how)


def _affords(scene: Scene, combatant: Combatant, price: Price) -> bool:
    spent = combatant.spent.get(price.economy, 0)
    if price.economy is Economy.LEGENDARY:
        has = combatant.numbers.get("legendary actions", 0)
        return _is_early(scene.fight, combatant, price) or spent + price.cost <= has
    if spent == 0 or (price.economy is Economy.ACTION and price.attacks > 0 and combatant.attacks_left > 0):
        return True
    return price.economy is Economy.ACTION and _has_extra(scene, combatant, price.sort)


def _has_extra(scene: Scene, combatant: Combatant, sort: str) -> bool:
    """Whether somebody has an additional action for this left, as by haste."""
    if combatant.turn.get(EXTRA):
        return False
    return any(sort in each.what.extra_action for each in bearings(scene, combatant.number))


def _is_early(fight: Fight, combatant: Combatant, price: Price) -> bool:
    """Whether it is a legendary action that somebody could have taken before their own turn, and still can."""
    own_turn = price.economy is Economy.LEGENDARY and fight.current == combatant.number
    return own_turn and early.is_open(combatant, price.name)


def pay(scene: Scene, actor: int, price: Price) -> None:
    """Use up what a deed costs."""
    combatant = scene.combatant(actor)
    if _is_early(scene.fight, combatant, price):
        scene.change(early.past(combatant))  # paid with what they had before their turn gave it back
    else:
        _pay(scene, early.past(combatant) if price.economy in ON_ONES_TURN else combatant, price)
    if price.action:
        _used(scene, actor, price)


def _pay(scene: Scene, combatant: Combatant, price: Price) -> None:
    if combatant.spare.get(price.name):
        left = {**combatant.spare, price.name: combatant.spare[price.name] - 1}
        combatant = replace(combatant, spare={name: times for name, times in left.items() if times})
    else:
        combatant = _spent(scene, combatant, price)
    if price.sort == ATTACK:
        combatant = replace(combatant, turn={**combatant.turn, ATTACK: combatant.turn.get(ATTACK, 0) + 1})
    if price.economy is Economy.LEGENDARY:
        combatant = replace(combatant, turn={**combatant.turn, Economy.LEGENDARY.value: 1})
    if price.once_a_round:
        combatant = replace(combatant, done=tuple(sorted({*combatant.done, price.name})))
    scene.change(combatant)


def _spent(scene: Scene, combatant: Combatant, price: Price) -> Combatant:
    spent = combatant.spent.get(price.economy, 0)
    left = combatant.attacks_left
    if price.economy is Economy.ACTION and price.attacks and left > 0 and spent:
        left -= 1
    elif price.economy is Economy.ACTION and spent and _has_extra(scene, combatant, price.sort):
        combatant = replace(combatant, turn={**combatant.turn, EXTRA: 1})
    elif price.economy is Economy.LEGENDARY:
        spent = max(spent, min(spent + price.cost, combatant.numbers.get("legendary actions", 0)))
    elif price.economy is Economy.ACTION:
        spent, left = 1, max(0, price.attacks - 1)
    elif price.economy in ONCE:
        spent = 1
    economies = {**combatant.spent, price.economy: spent} if price.economy is not Economy.NONE else combatant.spent
    return replace(combatant, spent=economies, attacks_left=left)


def _used(scene: Scene, actor: int, price: Price) -> None:
    combatant = scene.combatant(actor)
    times = combatant.used.get(price.action, 0) + 1
    if price.times:
        times = min(times, price.times)  # a use that a DM grants beyond all others is not owed back
    numbers = combatant.numbers
    if price.recharge is not None:
        numbers = {**numbers, f"recharge {price.action}": price.recharge}
    scene.change(replace(combatant, used={**combatant.used, price.action: times}, numbers=numbers))
    scene.tell(Spent(actor, price.action, max(0, price.times - times)))


def surprised_by_the_book(fight: Fight, combatant: Combatant) -> bool:
    """Whether somebody can neither act nor move in this turn, nor react before it is over."""
    return combatant.surprised and surprise(fight.edition).loses_first_turn
