"""A fight as somebody may see it: what its tracker shows to the players, and what the DM's mirror shows beside.

All that players must not learn is left out here, and not where it is drawn: whom they do not see, be it as a gap, a
count or a turn that passes (`seen_turn`); and of their foes every number.

Source: SRD 5.2.1, "Rules Glossary", Bloodied; SRD 5.1, "Combat", Describing the Effects of Damage.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from core.combat.means.doing import surprised_by_the_book
from core.combat.record.ongoing import Ongoing
from core.combat.record.state import Combatant, Fight, Readied, Side
from core.combat.record.steps import Outcome
from core.combat.rounds.turns import recharging
from core.combat.situation.creatures import LEGENDARY_RESISTANCE
from core.combat.situation.d20s import armor_class_now
from core.combat.views.seen_turn import turn_as_seen, turn_mark
from core.combat.views.view import Body, FightView
from core.ids import StreamId
from core.rules.abilities import Ability
from core.rules.actions import Economy
from core.rules.conditions import Condition, effects_of, with_implied
from core.rules.cover import Cover
from core.rules.effects.terms import Moment
from core.rules.vitals import Vitals

OF_A_TURN: Final = (Economy.ACTION, Economy.BONUS, Economy.REACTION)


class Health(StrEnum):
    """How somebody looks who is not asked for numbers."""

    UNHURT = "unhurt"
    HURT = "hurt"
    BLOODIED = "bloodied"
    NEARLY_DOWN = "nearly down"
    """A quarter of the maximum or less is left."""
    DOWN = "down"
    DEAD = "dead"


@dataclass(frozen=True, slots=True)
class Lasts:
    """Something that lasts on somebody.

    Attributes:
        name: What it is called; empty where its conditions say it all.
        conditions: That it consists of.
        rounds: How many more rounds it lasts; None for no number of them.
        until: The moment that ends it.
        source: Who brought it; empty for nobody, themselves, or whoever is not seen.
        save: What ends it, and at which DC; for those who lead.
    """

    name: str
    conditions: tuple[Condition, ...]
    rounds: int | None
    until: Moment | None
    source: str
    save: tuple[Ability, int] | None


@dataclass(frozen=True, slots=True)
class Holds:
    """What somebody concentrates on.

    Attributes:
        spell: Its name.
        rounds: How many more rounds it can last.
        on: Whom it holds something on.
    """

    spell: str
    rounds: int | None
    on: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Behind:
    """What only those who lead read of somebody.

    Attributes:
        hidden: Whether the players know nothing of them.
        initiative: None before it is rolled.
        armor_class: As it is now; None where that is not known.
        legendary: Legendary actions left, and how many there are; None for whoever has none.
        recharging: The actions that wait for a d6, each with the lowest face that brings it back.
        used: The other actions of limited use, each with how often it was used.
        resistances: Legendary resistances left, and how many there are.
        note: What the DM wants to remember.
    """

    hidden: bool
    initiative: int | None
    armor_class: int | None
    legendary: tuple[int, int] | None
    recharging: Mapping[str, int]
    used: Mapping[str, int]
    resistances: tuple[int, int] | None
    note: str


@dataclass(frozen=True, slots=True)
class Line:
    """Somebody in the order.

    Attributes:
        name: What they are called.
        side: Whom they fight for.
        is_lair: Whether it is a lair, which has no body.
        health: How they look; None where nobody knows.
        vitals: The same in numbers; None for whoever may not read them.
        lasts: What lasts on them.
        holds: What they concentrate on.
        left: What of the turn's economy they have left, and how many attacks; None for whoever may not read it.
        attacks_left: Of the action.
        cover: What they stand behind.
        readied: What they wait to do; None for nothing, or for whoever may not read it.
        surprised: Whether they are.
        delayed: Whether they let others go first.
        waits: Whether they have no place in the order yet.
        behind: What only those who lead read.
    """

    name: str
    side: Side
    is_lair: bool
    health: Health | None
    vitals: Vitals | None
    lasts: tuple[Lasts, ...]
    holds: Holds | None
    left: tuple[Economy, ...] | None
    attacks_left: int
    cover: Cover
    readied: Readied | None
    surprised: bool
    delayed: bool
    waits: bool
    behind: Behind | None


@dataclass(frozen=True, slots=True)
class Seen:
    """A fight as somebody sees it.

    Attributes:
        stream: Which.
        round: From 1 on; 0 before the first turn.
        lines: Those in the order.
        active: Whose turn it is, by the place of their line; None for nobody's.
        turn: Which turn it is, as `turn_mark` has it.
        over: Whether it has ended.
        holds: Whoever has the turn, by number, if they concentrate on a spell.
    """

    stream: StreamId
    round: int
    lines: tuple[Line, ...]
    active: int | None
    turn: str
    over: bool
    holds: int | None = None


def seen(view: FightView, *, for_leader: bool) -> Seen:
    """A fight as those who lead see it, or as everybody does."""
    fight = view.fight
    there = [each for each in fight.present() if for_leader or not fight.hides(each)]
    round_, current = (fight.round, fight.current) if for_leader else turn_as_seen(fight)
    lines = tuple(_line(view, each, for_leader=for_leader) for each in there)
    active = next((place for place, each in enumerate(there) if each.number == current), None)
    mark = turn_mark(fight, for_leader=for_leader)
    holder = there[active] if active is not None else None
    holds = holder.number if holder is not None and holder.concentration is not None else None
    return Seen(fight.stream, round_, lines, active, mark, fight.ended_at is not None, holds)


def health(vitals: Vitals) -> Health:
    """How somebody looks.

    Example:
        >>> from core.rules.hit_points import HitPoints
        >>> [health(Vitals(HitPoints(left, 20))).value for left in (20, 11, 10, 5, 0)]
        ['unhurt', 'hurt', 'bloodied', 'nearly down', 'down']
    """
    points = vitals.hit_points
    if vitals.is_dead:
        return Health.DEAD
    if vitals.is_down:
        return Health.DOWN
    if points.current * 4 <= points.maximum:
        return Health.NEARLY_DOWN
    if points.is_bloodied:
        return Health.BLOODIED
    return Health.UNHURT if points.current == points.maximum else Health.HURT


def after(outcome: Outcome, *, for_leader: bool) -> dict[int, tuple[Vitals | None, Health]]:
    """How those are now whom a step hurt or mended: in numbers for those who may read them, and as they look."""
    combatants = outcome.fight.combatants
    return {
        number: (vitals if for_leader or combatants[number].side is Side.PARTY else None, health(vitals))
        for number, vitals in outcome.vitals.items()
    }


def _line(view: FightView, combatant: Combatant, *, for_leader: bool) -> Line:
    vitals = view.vitals(combatant.number)
    open_book = for_leader or combatant.side is Side.PARTY
    lasting = [one for one in combatant.ongoing.values() if not one.safe]
    return Line(
        name=view.name(combatant.number),
        side=combatant.side,
        is_lair=combatant.lair_of is not None,
        health=health(vitals) if vitals else None,
        vitals=vitals if open_book else None,
        lasts=tuple(_lasts(view, combatant, one, for_leader=for_leader) for one in lasting),
        holds=_holds(view, combatant, for_leader=for_leader),
        left=_economy(view.fight, combatant, vitals) if open_book else None,
        attacks_left=combatant.attacks_left if open_book else 0,
        cover=combatant.cover,
        readied=combatant.readied if open_book else None,
        surprised=combatant.surprised,
        delayed=combatant.delayed,
        waits=combatant.initiative is None,
        behind=_behind(view, combatant) if for_leader else None,
    )


def _lasts(view: FightView, bearer: Combatant, one: Ongoing, *, for_leader: bool) -> Lasts:
    source = view.fight.combatants.get(one.source) if one.source is not None else None
    is_told = source is not None and source.number != bearer.number and (for_leader or not view.fight.hides(source))
    save = (one.save, one.dc) if for_leader and one.save is not None and one.dc is not None else None
    return Lasts(one.name, one.conditions, one.rounds, one.until, view.name(one.source or 0) if is_told else "", save)


def _holds(view: FightView, combatant: Combatant, *, for_leader: bool) -> Holds | None:
    """What they concentrate on, and on whom of those who are seen it lasts."""
    held = combatant.concentration
    if held is None:
        return None
    bearers = [
        each.number
        for each in view.fight.present()
        if (for_leader or not view.fight.hides(each))
        and any(one.held and one.source == combatant.number for one in each.ongoing.values())
    ]
    return Holds(held.spell, held.rounds, tuple(view.name(number) for number in bearers))


def _economy(fight: Fight, combatant: Combatant, vitals: Vitals | None) -> tuple[Economy, ...]:
    """What somebody has left of action, bonus action and reaction."""
    effects = effects_of(with_implied(combatant.conditions, fight.edition), fight.edition)
    down = vitals is not None and vitals.is_down
    if down or effects.incapacitated or surprised_by_the_book(fight, combatant):
        return ()
    return tuple(each for each in OF_A_TURN if not combatant.spent.get(each))


def _behind(view: FightView, combatant: Combatant) -> Behind:
    body, numbers = view.bodies.get(combatant.number, Body()), combatant.numbers
    waiting = recharging(combatant)
    return Behind(
        hidden=combatant.hidden,
        initiative=combatant.initiative,
        armor_class=None if body.armor_class is None else armor_class_now(combatant, body.armor_class),
        legendary=_left(numbers.get("legendary actions", 0), combatant.spent.get(Economy.LEGENDARY, 0)),
        recharging=waiting,
        used={name: count for name, count in combatant.used.items() if name not in {*waiting, LEGENDARY_RESISTANCE}},
        resistances=_left(numbers.get("legendary resistances", 0), combatant.used.get(LEGENDARY_RESISTANCE, 0)),
        note=combatant.note,
    )


def _left(most: int, spent: int) -> tuple[int, int] | None:
    return (max(0, most - spent), most) if most else None
