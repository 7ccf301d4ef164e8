"""What the words of traits mean that are the same wherever they stand."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from core.dice.advantage import Advantage
from core.monsters.stat_block import Trait, Trigger
from core.rules.conditions import Condition
from core.rules.damage import DamageType, Piercing
from core.rules.effects.fates import Endure, Overrule
from core.rules.effects.lasting import Lasting, Roll
from core.rules.effects.outcomes import Heal
from core.rules.effects.terms import ANYBODY, FOR_GOOD, Duration, Moment, Only, When
from core.rules.effects.tree import Alter, Choose, Each, Effect, Inflict
from data.srd.build import words
from data.srd.build.words import AMOUNT, CONDITION, DAMAGE, DICE

Meaning = Callable[[re.Match[str]], Trait]
_BETTER, _WORSE = Advantage.ADVANTAGE, Advantage.DISADVANTAGE
_SUN: Final = Only(when="sunlight")
_HURT: Final = Only(when=When.ACTOR_BLOODIED)
_EXTRA: Final = rf"extra (?P<amount>\d+ \({DICE}\)) damage"


def _always(*what: Lasting, only: Only = ANYBODY) -> Trait:
    """What is always so of a creature."""
    return Trait("", (Alter(what, FOR_GOOD, only=only),))


def _standing(*what: Lasting, only: Only = ANYBODY) -> Meaning:
    return lambda found: _always(*what, only=only)


def _at(roll: Roll, advantage: Advantage = _BETTER) -> Lasting:
    return Lasting(roll, advantage=advantage)


def _on(against: Only) -> Lasting:
    """Advantage at attacks on some."""
    return Lasting(Roll.ATTACKS, advantage=_BETTER, against=against)


def _saves_against(found: re.Match[str]) -> Trait:
    return _always(Lasting(Roll.SAVES, advantage=_BETTER, conditions=frozenset(words.conditions(found["states"]))))


def _regenerates(found: re.Match[str]) -> Trait:
    text = found[0].lower()
    return Trait(
        "",
        (Each((Heal(words.dice(found["amount"])),), whom="self"),),
        Trigger.OWN_TURN_BEGINS,
        unless=frozenset(kind for kind in DamageType if re.search(rf"takes [^.]*\b{kind}\b[^.]*damage", text)),
        even_at_zero="with 0 hit points" in text,
    )


def _more(when: When) -> Meaning:
    """More of whatever an attack with a weapon deals, once a turn."""

    def meaning(found: re.Match[str]) -> Trait:
        bonus = words.dice(found["amount"])
        by, some = frozenset({"weapon"}), Only(when=when)
        return _always(Lasting(Roll.DAMAGE, bonus=f"+{bonus}", by=by, against=some, once_a_turn=True))

    return meaning


def _absorbs(found: re.Match[str]) -> Trait:
    return _always(Lasting(absorbs=frozenset({DamageType(found["kind"].lower())})))


def _reckless(found: re.Match[str]) -> Trait:
    attacks = Lasting(Roll.ATTACKS, advantage=_BETTER, by=frozenset({"melee weapon"}))
    bold = Alter((attacks, _at(Roll.ATTACKED)), Duration(until=Moment.OWN_TURN_START))
    nothing: tuple[Effect, ...] = ()
    ways = (("as it is", nothing), ("reckless", (Each((bold,), whom="self"),)))
    return Trait("", (Choose(ways),), Trigger.OWN_TURN_BEGINS)


def _aura(found: re.Match[str]) -> Trait:
    """Damage around a creature at every turn of its own."""
    trigger = Trigger.OWN_TURN_ENDS if found["moment"].lower() == "end" else Trigger.OWN_TURN_BEGINS
    whom = "chosen" if "choice" in found[0] else "others"
    harm = Each((words.damage(found["dealt"]),), None, range_ft=int(found["feet"]), whom=whom)
    return Trait("", (harm,), trigger)


def _burns(found: re.Match[str]) -> Trait:
    return Trait("", (words.damage(found["dealt"]),), Trigger.TOUCHED)


def _falters(found: re.Match[str]) -> Trait:
    """What fire does to flesh golems."""
    worse = Alter((_at(Roll.ATTACKS, _WORSE), _at(Roll.CHECKS, _WORSE)), Duration(until=Moment.OWN_TURN_END))
    return Trait("", (Each((worse,), whom="self", only=Only(when="fire damage")),), Trigger.HURT)


def _is(trait: Trait) -> Meaning:
    return lambda found: trait


_TOLD: Final[tuple[tuple[str, Meaning], ...]] = (
    (r".*can choose to succeed instead", _is(Trait("", (Overrule(),), Trigger.FAILS))),
    (
        r"the [\w -]+ has advantage on saving throws against spells and other magical effects",
        _standing(_at(Roll.SAVES), only=Only(when=When.MAGIC)),
    ),
    (
        r".*advantage on (?:an attack roll|attack rolls) against (?:a|any) creature if at least one of (?:the|its)",
        _standing(_on(Only(when=When.ALLY_NEAR))),
    ),
    (
        r".*advantage on melee attack rolls against any creature that doesn't have all",
        _standing(replace(_on(Only(when=When.HURT)), by=frozenset({"melee"}))),
    ),
    (r".*advantage on attack rolls against any creature that doesn't have", _standing(_on(Only(when=When.HURT)))),
    (
        r".*advantage on attack rolls against any creature grappled by it",
        _standing(_on(Only(has=frozenset({Condition.GRAPPLED}), by_actor=True))),
    ),
    (
        r"in the first round of combat, .*against any creature it has surprised|during its first turn, .*taken a turn",
        _standing(_on(Only(when=When.SURPRISED))),
    ),
    (
        r".*takes? no damage if [\w -]+ succeeds on the sav(?:e|ing throw)"
        r"|.*dexterity sav(?:e|ing throw) to take only half",
        _standing(Lasting(evades=True)),
    ),
    (rf".*regains (?P<amount>{AMOUNT}) hit points at the start of (?:its turn|each of its turns).*", _regenerates),
    (rf".*deals an {_EXTRA} when it hits a target with a weapon attack and has", _more(When.SNEAK)),
    (rf"once per turn, .*{_EXTRA} to a creature it hits with a weapon attack if that", _more(When.ALLY_NEAR)),
    (rf"if the [\w -]+ surprises .*{_EXTRA}", _more(When.SURPRISED)),
    (
        r"if damage reduces the zombie to 0 hit points",
        _is(Trait("", (Endure(5, frozenset({DamageType.RADIANT}), critical=False),), Trigger.DROPS)),
    ),
    (
        r"if the \w+ takes (?P<most>\d+) damage or less that would reduce it to 0 hit points",
        lambda found: Trait("", (Endure(at_most=int(found["most"])),), Trigger.DROPS),
    ),
    (r"whenever the [\w ]+ is subjected to (?P<kind>\w+) damage, it (?:takes no damage|regains)", _absorbs),
    (r"at the start of its turn, the \w+ can gain advantage on all melee weapon attack rolls", _reckless),
    (
        rf"at the (?P<moment>start|end) of each of the \w+'s turns, each creature (?:of the \w+'s choice )?(?:in"
        rf" a|within)"
        rf" (?P<feet>\d+)[ -](?:foot|feet) .*?takes (?P<dealt>{DAMAGE})",
        _aura,
    ),
    (
        rf".*a creature that (?:touches the [\w ]+ or )?hits (?:it|the \w+) with a melee attack .*?takes"
        rf" (?P<dealt>{DAMAGE})",
        _burns,
    ),
    (
        r"while in sunlight, the \w+ has disadvantage on (?:attack rolls, ability checks, and saving throws|d20 tests)",
        _standing(*(_at(roll, _WORSE) for roll in (Roll.ATTACKS, Roll.CHECKS, Roll.SAVES)), only=_SUN),
    ),
    (
        r"while in sunlight, the \w+ has disadvantage on ability checks and attack rolls",
        _standing(_at(Roll.CHECKS, _WORSE), _at(Roll.ATTACKS, _WORSE), only=_SUN),
    ),
    (r"while in sunlight, the \w+ has disadvantage on attack rolls", _standing(_at(Roll.ATTACKS, _WORSE), only=_SUN)),
    (
        r"while in bright light, the \w+ has disadvantage on attack rolls",
        _standing(_at(Roll.ATTACKS, _WORSE), only=Only(when="bright light")),
    ),
    (
        r"while bloodied, the \w+ has advantage on attack rolls and saving throws",
        _standing(_at(Roll.ATTACKS), _at(Roll.SAVES), only=_HURT),
    ),
    (r"while bloodied, the \w+ has advantage on attack rolls", _standing(_at(Roll.ATTACKS), only=_HURT)),
    (
        r"the \w+ has advantage on melee attack rolls while it is bloodied",
        _standing(replace(_at(Roll.ATTACKS), by=frozenset({"melee"})), only=_HURT),
    ),
    (r"attack rolls against the \w+ are made with disadvantage", _standing(_at(Roll.ATTACKED, _WORSE))),
    (
        r".*has advantage on (?:wisdom \(perception\) checks and on )?saving throws against being (?:knocked )?"
        rf"(?P<states>{CONDITION}[^.]*)",
        _saves_against,
    ),
    (r".*weapon attacks are magical", _standing(Lasting(made_of=frozenset({Piercing.MAGICAL})))),
    (
        r"the stalker (?:is invisible|has the invisible condition)",
        _is(Trait("", (Inflict((Condition.INVISIBLE,), FOR_GOOD),))),
    ),
    (r"if the \w+ takes fire damage, it has disadvantage on attack rolls and ability checks", _falters),
)
PATTERNS: Final = tuple((re.compile(pattern, re.IGNORECASE), meaning) for pattern, meaning in _TOLD)
"""The first that matches a trait's beginning tells what it does."""
