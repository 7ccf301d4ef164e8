"""What somebody in a fight can do, by name, and doing it: attacks, what a stat block has, what everybody can, and more.

Of two things with one name the first in this order is meant: attacks of a sheet, actions of a stat block, what effects
let somebody do, what everybody can, traits that are told by hand, and ways out of what lasts.

Source: SRD 5.2.1, "Playing the Game", Actions, and "Monsters"; SRD 5.1, "Combat", Actions in Combat, and "Monsters".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final, Literal

from core.characters.attacks import attacks, usual_attack
from core.combat.acts import acting, offers, ridding, using
from core.combat.acts.acting import by_nature
from core.combat.acts.aiming import Aim
from core.combat.acts.stage import Stage
from core.combat.acts.wrestling import GRAPPLE, SHOVE, wrestle, wrestling
from core.combat.means import gifts
from core.combat.play.basics import BASIC, STAND_UP
from core.combat.play.targets import wanted
from core.combat.record.ongoing import Ongoing
from core.combat.record.steps import Done
from core.errors import NotFoundError
from core.features.powers import Power
from core.matching.names import Names, Way, named
from core.monsters.stat_block import Action, StatBlock, Trait, Trigger
from core.rules.actions import Economy
from core.rules.effects.search import found
from core.rules.effects.terms import Moment, Until
from core.rules.effects.tree import Attack, Effect, Grant

Sort = Literal["attack", "feature", "action", "granted", "basic", "trait", "escape"]
ESCAPE: Final = "escape "
_LISTED: Final = 8
_UNTOLD: Final = frozenset({Trigger.ALWAYS, Trigger.HITS})
"""Traits that are always so, or come by themselves with a hit."""


@dataclass(frozen=True, slots=True)
class Possible:
    """Something that somebody can do.

    Attributes:
        name: By which it is picked.
        sort: Where it comes from.
        economy: What it costs.
        effects: What it does; empty where that is not known beforehand.
        least: How many it has to be aimed at.
        most: How many it can be; None for any number.
    """

    name: str
    sort: Sort
    economy: Economy
    effects: tuple[Effect, ...] = ()
    least: int = 0
    most: int | None = 0


def possible(stage: Stage, number: int) -> list[Possible]:
    """All that somebody can do, whether or not it can be paid for now; each name once."""
    listed: dict[str, Possible] = {}
    for each in _possible(stage, number):
        listed.setdefault(each.name.casefold(), each)
    return list(listed.values())


def _possible(stage: Stage, number: int) -> Iterator[Possible]:
    block, is_lair = block_of(stage, number), stage.scene.combatant(number).lair_of is not None
    if stage.is_character(number):
        for line in attacks(stage.sheet(number), stage.records(number)):
            yield _aimed(line.name, "attack", line.economy, line.effects, actor_alone=False)
        for power in gifts.usable(stage.scene, number):
            yield _aimed(power.name, "feature", power.action.economy, power.action.effects)
    own = [each for each in (block.actions if block else ()) if (each.economy is Economy.LAIR) == is_lair]
    for action in sorted(own, key=lambda each: not _is_time(stage, number, each)):
        yield _aimed(action.name, "action", action.economy, action.effects)
    if is_lair:
        return
    for offer in offers.offers(stage.scene, number):
        node = stage.scene.combatant(offer.bearer).ongoing[offer.key].node
        effects = node.effects if isinstance(node, Grant) else ()
        yield _aimed(offer.name, "granted", offer.economy, effects)
    for way in (*BASIC, GRAPPLE, SHOVE):
        economy = Economy.NONE if way == STAND_UP else Economy.ACTION
        yield _aimed(way, "basic", economy, _basic_effects(stage, number, way))
    for trait in block.traits if block else ():
        if trait.effects and trait.trigger not in _UNTOLD:
            yield _aimed(trait.name, "trait", Economy.NONE, trait.effects)
    for one in stage.scene.combatant(number).ongoing.values():
        if not one.safe and _has_way_out(one):
            yield Possible(f"{ESCAPE}{one.name}", "escape", Economy.ACTION)


def _has_way_out(one: Ongoing) -> bool:
    by_save = one.save is not None and one.tried is Moment.OWN_ACTION
    return by_save or Until.ESCAPE in one.ends or Until.ACTION in one.ends


def _is_time(stage: Stage, number: int, action: Action) -> bool:
    """Whether an action is of the kind that this is the time for: of two with one name that one is meant."""
    on_turn = action.economy in {Economy.ACTION, Economy.BONUS, Economy.NONE, Economy.LAIR}
    return on_turn == (stage.scene.fight.current == number)


def _aimed(
    name: str, sort: Sort, economy: Economy, effects: tuple[Effect, ...], *, actor_alone: bool = True
) -> Possible:
    takes = wanted(effects, frozenset(), actor_alone=actor_alone)
    return Possible(name, sort, economy, effects, takes.least, takes.most)


def _basic_effects(stage: Stage, number: int, way: str) -> tuple[Effect, ...]:
    return wrestling(stage.scene, number, way) if way in {GRAPPLE, SHOVE} else ()


def block_of(stage: Stage, number: int) -> StatBlock | None:
    """The stat block that somebody acts by: that of their form, their own, or for a lair that of whose it is."""
    scene, combatant = stage.scene, stage.scene.combatant(number)
    if combatant.lair_of is not None:
        return scene.book.monster(combatant.monster, scene.fight.edition)
    return scene.block(number)


def meant(stage: Stage, number: int, name: str) -> Possible:
    """What a name means: the whole of it, its beginning, or what looks or sounds most like it.

    A feature that cannot be used now is meant by its name too, so that whoever does it learns what stands against it.

    Raises:
        NotFoundError: ``attack-not-found`` or ``action-not-found``.
    """
    there = possible(stage, number)
    best = Names((each.name, each) for each in there).best(name, 1) if name.strip() else []
    if best and best[0].way <= Way.BEGUN:
        return best[0].thing
    if power := named(stage.scene.powers(number).actions, name, lambda each: each.name) if name.strip() else None:
        return _aimed(power.name, "feature", power.action.economy, power.action.effects)
    if best:
        return best[0].thing
    of_sheet = stage.is_character(number)
    listed = [each for each in there if each.sort in {"attack", "action"}] or there
    names = ", ".join(each.name for each in listed[:_LISTED])
    raise NotFoundError("attack-not-found" if of_sheet else "action-not-found", named=name[:60], names=names)


def do_named(stage: Stage, number: int, name: str | None, aim: Aim) -> Done:
    """Do something by its name; without one, a character hits with what it has in hand, a monster as it does first.

    Raises:
        NotFoundError: ``attack-not-found``, ``action-not-found`` or ``combatant-not-found``.
        RuleError: What stands against it.
    """
    stage.scene.fight.combatant(number)
    return do(stage, number, meant(stage, number, name or _usual(stage, number)), aim)


def _usual(stage: Stage, number: int) -> str:
    """What somebody attacks with who names nothing; empty for a stat block without attacks."""
    if stage.is_character(number):
        return usual_attack(stage.sheet(number), stage.records(number))
    block = block_of(stage, number)
    actions = (each for each in (block.actions if block else ()) if each.economy is Economy.ACTION)
    return next((each.name for each in actions if any(True for _ in found(each.effects, Attack))), "")


def do(stage: Stage, number: int, what: Possible, aim: Aim) -> Done:
    """Do one of the things that somebody can do.

    Raises:
        NotFoundError: ``combatant-not-found``.
        RuleError: What stands against it.
    """
    match what.sort:
        case "attack":
            return acting.attack(stage, number, what.name, aim)
        case "feature":
            return using.use(stage, number, _power(stage, number, what.name), aim)
        case "action":
            return acting.act(stage, number, _action(stage, number, what.name), aim)
        case "granted":
            return offers.take(stage, number, what.name, aim)
        case "trait":
            return by_nature(stage, number, _trait(stage, number, what.name), aim)
        case "escape":
            return ridding.rid(stage, number, name=what.name.removeprefix(ESCAPE), aim=aim, bearer=number)
        case "basic" if what.effects:
            return wrestle(stage, number, what.name, aim)
        case "basic":
            return acting.basic(stage, number, what.name, replace(aim, targets=()))


def _action(stage: Stage, number: int, name: str) -> Action:
    block = block_of(stage, number)
    there = [each for each in (block.actions if block else ()) if each.name == name]
    return next((each for each in there if _is_time(stage, number, each)), there[0])


def _power(stage: Stage, number: int, name: str) -> Power:
    return next(each for each in stage.scene.powers(number).actions if each.name == name)


def _trait(stage: Stage, number: int, name: str) -> Trait:
    block = block_of(stage, number)
    return next(each for each in (block.traits if block else ()) if each.name == name)
