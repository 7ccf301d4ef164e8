"""Conditions as data: what each does to rolls, to movement and to what one may do, edition by edition.

Exhaustion has levels, and a module of its own.

Source: SRD 5.1, "Conditions" (appendix); SRD 5.2.1, "Rules Glossary", the entries marked [Condition].
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum
from typing import Any, Final

from core.dice.advantage import Advantage, together
from core.rules.abilities import Ability
from core.rules.damage import DamageType
from core.rules.edition import Edition


class Condition(StrEnum):
    """The fourteen that one has or has not."""

    BLINDED = "blinded"
    CHARMED = "charmed"
    DEAFENED = "deafened"
    FRIGHTENED = "frightened"
    GRAPPLED = "grappled"
    INCAPACITATED = "incapacitated"
    INVISIBLE = "invisible"
    PARALYZED = "paralyzed"
    PETRIFIED = "petrified"
    POISONED = "poisoned"
    PRONE = "prone"
    RESTRAINED = "restrained"
    STUNNED = "stunned"
    UNCONSCIOUS = "unconscious"


class Sense(StrEnum):
    """What a check may need."""

    SIGHT = "sight"
    HEARING = "hearing"


_NONE, _BETTER, _WORSE = Advantage.NONE, Advantage.ADVANTAGE, Advantage.DISADVANTAGE
_NO_SAVES: Final[Mapping[Ability, Advantage]] = {}


@dataclass(frozen=True, slots=True)
class Effects:
    """What conditions do to somebody, one of them or several together.

    "The source" is whoever made somebody charmed, frightened or grappled.

    Attributes:
        attacks: Brought to one's own attack rolls.
        attacks_on_others: The same at anybody but the source.
        attacked: Brought to attack rolls against one.
        attacked_near: The same from within 5 feet.
        attacked_far: The same from farther away.
        critical_near: Whether a hit from within 5 feet is critical.
        checks: Brought to ability checks.
        saves: Brought to saving throws, by ability.
        failed_saves: Saving throws that fail without a roll.
        failed_senses: Checks that need one of these fail.
        initiative: Brought to Initiative, if one is so when it is rolled.
        only_in_sight: Whether what is brought to attacks and checks counts only while the source is in sight.
        speed_zero: Whether speed is 0 and does not grow.
        crawls: Whether one can only crawl, until one stands up.
        incapacitated: No actions, no reactions, no concentration; in 2024 no bonus actions either, and in 2014 there
            are none to take, for a bonus action needs the ability to act.
        speechless: Whether one cannot speak.
        drops: Whether one drops what is held.
        unaware: Whether one knows nothing of what is going on.
        spares_source: Whether one cannot attack the source or aim harm at it.
        shuns_source: Whether one cannot come closer to it of one's own will.
        charmed_by: Brought to the source's checks to deal with one socially.
        dragged: Whether the source can take one along, at a foot more for each, unless one is tiny or far smaller.
        lost_on_who_sees: Whether it does nothing against whoever sees one all the same.
        ends_with_source: Whether it ends when the source is incapacitated, or when the two are out of reach.
        resists_all: Whether one resists damage of every type.
        immune_to: Damage and conditions that do nothing.
        implies: Conditions that come with it.
    """

    attacks: Advantage = _NONE
    attacks_on_others: Advantage = _NONE
    attacked: Advantage = _NONE
    attacked_near: Advantage = _NONE
    attacked_far: Advantage = _NONE
    critical_near: bool = False
    checks: Advantage = _NONE
    saves: Mapping[Ability, Advantage] = field(default_factory=lambda: _NO_SAVES)
    failed_saves: frozenset[Ability] = frozenset()
    failed_senses: frozenset[Sense] = frozenset()
    initiative: Advantage = _NONE
    only_in_sight: bool = False
    speed_zero: bool = False
    crawls: bool = False
    incapacitated: bool = False
    speechless: bool = False
    drops: bool = False
    unaware: bool = False
    spares_source: bool = False
    shuns_source: bool = False
    charmed_by: Advantage = _NONE
    dragged: bool = False
    lost_on_who_sees: bool = False
    ends_with_source: bool = False
    resists_all: bool = False
    immune_to: frozenset[DamageType | Condition] = frozenset()
    implies: frozenset[Condition] = frozenset()


_HELPLESS: Final = frozenset({Ability.STRENGTH, Ability.DEXTERITY})
_INCAPACITATED: Final = frozenset({Condition.INCAPACITATED})
_IN_2014: Final[Mapping[Condition, Effects]] = {
    Condition.BLINDED: Effects(attacks=_WORSE, attacked=_BETTER, failed_senses=frozenset({Sense.SIGHT})),
    Condition.CHARMED: Effects(spares_source=True, charmed_by=_BETTER),
    Condition.DEAFENED: Effects(failed_senses=frozenset({Sense.HEARING})),
    Condition.FRIGHTENED: Effects(attacks=_WORSE, checks=_WORSE, only_in_sight=True, shuns_source=True),
    Condition.GRAPPLED: Effects(speed_zero=True, ends_with_source=True),
    Condition.INCAPACITATED: Effects(incapacitated=True),
    Condition.INVISIBLE: Effects(attacks=_BETTER, attacked=_WORSE),
    Condition.PARALYZED: Effects(
        attacked=_BETTER,
        critical_near=True,
        failed_saves=_HELPLESS,
        speed_zero=True,
        speechless=True,
        implies=_INCAPACITATED,
    ),
    Condition.PETRIFIED: Effects(
        attacked=_BETTER,
        failed_saves=_HELPLESS,
        speed_zero=True,
        speechless=True,
        unaware=True,
        resists_all=True,
        immune_to=frozenset({DamageType.POISON, Condition.POISONED}),
        implies=_INCAPACITATED,
    ),
    Condition.POISONED: Effects(attacks=_WORSE, checks=_WORSE),
    Condition.PRONE: Effects(attacks=_WORSE, attacked_near=_BETTER, attacked_far=_WORSE, crawls=True),
    Condition.RESTRAINED: Effects(attacks=_WORSE, attacked=_BETTER, saves={Ability.DEXTERITY: _WORSE}, speed_zero=True),
    Condition.STUNNED: Effects(
        attacked=_BETTER, failed_saves=_HELPLESS, speed_zero=True, speechless=True, implies=_INCAPACITATED
    ),
    Condition.UNCONSCIOUS: Effects(
        attacked=_BETTER,
        critical_near=True,
        failed_saves=_HELPLESS,
        speed_zero=True,
        speechless=True,
        drops=True,
        unaware=True,
        implies=_INCAPACITATED | {Condition.PRONE},
    ),
}
_CHANGED_IN_2024: Final[Mapping[Condition, Mapping[str, Any]]] = {
    Condition.GRAPPLED: {"attacks_on_others": _WORSE, "dragged": True},
    Condition.INCAPACITATED: {"speechless": True, "initiative": _WORSE},
    Condition.INVISIBLE: {"initiative": _BETTER, "lost_on_who_sees": True},
    Condition.PARALYZED: {"speechless": False},  # Incapacitated has it now, here and below
    Condition.PETRIFIED: {"speechless": False, "unaware": False, "immune_to": frozenset({Condition.POISONED})},
    Condition.STUNNED: {"speechless": False, "speed_zero": False},
    Condition.UNCONSCIOUS: {"speechless": False},
}
_BY_EDITION: Final[Mapping[Edition, Mapping[Condition, Effects]]] = {
    Edition.SRD_51: _IN_2014,
    Edition.SRD_52: {each: replace(of, **_CHANGED_IN_2024.get(each, {})) for each, of in _IN_2014.items()},
}


def effects(condition: Condition, edition: Edition) -> Effects:
    """What the text of one condition says, without what it implies.

    Example:
        >>> effects(Condition.STUNNED, Edition.SRD_51).speed_zero, effects(Condition.STUNNED, Edition.SRD_52).speed_zero
        (True, False)
    """
    return _BY_EDITION[edition][condition]


def with_implied(conditions: Iterable[Condition], edition: Edition) -> frozenset[Condition]:
    """Conditions with those that come with them.

    Example:
        >>> sorted(with_implied([Condition.UNCONSCIOUS], Edition.SRD_52))
        [<Condition.INCAPACITATED: 'incapacitated'>, <Condition.PRONE: 'prone'>, <Condition.UNCONSCIOUS: 'unconscious'>]
    """
    found: frozenset[Condition] = frozenset()
    waiting = set(conditions)
    while waiting:
        found |= waiting
        waiting = {implied for each in waiting for implied in effects(each, edition).implies} - found
    return found


def effects_of(conditions: Iterable[Condition], edition: Edition) -> Effects:
    """What several conditions do together, with what they imply; the same one twice is the same one.

    Conditions bring advantage and disadvantage to one roll as any sources do: see `core.dice.advantage.together`.

    Example:
        >>> both = effects_of([Condition.INVISIBLE, Condition.POISONED], Edition.SRD_51)
        >>> both.attacks.value, both.checks.value
        ('none', 'disadvantage')
    """
    texts = [effects(each, edition) for each in sorted(with_implied(conditions, edition))]
    summed = {each.name: _summed([getattr(text, each.name) for text in texts]) for each in fields(Effects)}
    return Effects(**summed) if texts else Effects()


def _summed(values: list[Any]) -> Any:
    if not values:
        return None
    if isinstance(values[0], bool):
        return any(values)
    if isinstance(values[0], Advantage):
        return together(tuple(values))
    if isinstance(values[0], frozenset):
        return frozenset[Any]().union(*values)
    abilities = {ability for saves in values for ability in saves}
    return {each: together(tuple(saves[each] for saves in values if each in saves)) for each in abilities}
