"""What is otherwise for a while: rolls, speed, armour, and what a turn has room for."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from core.dice.advantage import Advantage
from core.rules.abilities import Ability
from core.rules.effects.lasting import Deed, Lasting, Roll
from core.rules.effects.terms import FOR_GOOD, Duration, Moment
from core.rules.effects.tree import Alter
from core.rules.rests import Rest
from data.srd.build import words
from data.srd.build.phrases.durations import LASTS, lasts_of
from data.srd.build.reading import Phrase, Read, phrase
from data.srd.build.words import ABILITIES, AMOUNT, SELF, TARGET

_ROLLS: Final = {
    "attack": Roll.ATTACKS,
    "check": Roll.CHECKS,
    "saving throw": Roll.SAVES,
}


def _otherwise(
    what: Callable[[re.Match[str]], Lasting | None], *, own: bool = False
) -> Callable[[re.Match[str], Read], bool]:
    """A phrase that says what is otherwise, and for how long."""

    def meaning(found: re.Match[str], done: Read) -> bool:
        lasting, lasts = what(found), lasts_of(found, done) if "lasts" in found.groupdict() else FOR_GOOD
        if lasting is None or lasts is None:
            return False
        done.add(Alter((lasting,), lasts))
        return True

    return meaning


def _slowed(found: re.Match[str]) -> Lasting:
    if found["less"]:
        return Lasting(Roll.SPEED, bonus=f"-{found['less']}")
    return Lasting(Roll.SPEED, times=50 if "halved" in found[0].lower() else 0)


def _rolls_with(found: re.Match[str], done: Read) -> bool:
    """Advantage or disadvantage at some rolls."""
    advantage = Advantage(found["advantage"].lower())
    lasts = lasts_of(found, done)
    if lasts is None:
        return False
    text, what = found["rolls"].lower(), list[Lasting]()
    if "d20 tests" in text or text.startswith("strength-based attack"):
        what.append(Lasting(Roll.ATTACKS, advantage=advantage, by=frozenset({"strength"})))
        for roll in (Roll.CHECKS, Roll.SAVES):
            what.append(Lasting(roll, advantage=advantage, abilities=frozenset({Ability.STRENGTH})))
    else:
        for part in re.split(r",? and (?:all )?|, ", text):
            roll = next((roll for word, roll in _ROLLS.items() if word in part), None)
            if roll is None:
                return False
            focus = "concentration" in part
            what.append(Lasting(roll, advantage=advantage, abilities=frozenset(words.abilities(part)), focus=focus))
    done.add(Alter(tuple(what), lasts))
    return True


def _next_attack(found: re.Match[str], done: Read) -> None:
    """One attack that is easier or harder."""
    text = found[0].lower()
    advantage = Advantage.DISADVANTAGE if "disadvantage" in text else Advantage.ADVANTAGE
    own = re.match(r"the (?!target|next)", text)
    roll = Roll.ATTACKED if "made against" in text else Roll.ATTACKS
    until = Moment.SOURCE_TURN_START if "start of the" in text else Moment.OWN_TURN_END
    altered = Alter((Lasting(roll, advantage=advantage, once=True),), Duration(until=until))
    done.own(altered) if own else done.add(altered)


def _parries(found: re.Match[str], done: Read) -> None:
    done.own(Alter((Lasting(Roll.ARMOR_CLASS, bonus=f"+{found['bonus']}"),), Duration(rounds=0)))


def _for_a_while(pattern: str, what: Callable[[re.Match[str]], Lasting]) -> Phrase:
    """A phrase about the target that may say how long."""
    return phrase(rf"(?:{TARGET} )?{pattern}{LASTS}", _otherwise(what))


def _until_its_next_turn_ends(found: re.Match[str], done: Read) -> None:
    """Several things with their time told first."""
    for each in done.inner(found["rest"]):
        done.add(replace(each, lasts=Duration(until=Moment.OWN_TURN_END)) if isinstance(each, Alter) else each)


def _denied(deed: Deed) -> Lasting:
    return Lasting(denies=frozenset({deed}))


_KIND_OF_ROLL: Final = (
    rf"(?:{ABILITIES} )?(?:ability checks|checks|saving throws to maintain concentration|saving throws|attack rolls)"
)
_STRENGTH: Final = r"strength-based attack rolls, strength checks, and strength saving throws|strength-based d20 tests"
_BREATHLESS: Final = r"(?:is suffocating|can't breathe|(?:is )?unable to breathe|(?:is )?at risk of suffocating)"
PHRASES: Final = (
    _for_a_while(r"can't (?:use|take) reactions", lambda found: Lasting(no_reactions=True)),
    _for_a_while(
        r"can't (?:use|take) a bonus action or reaction",
        lambda found: Lasting(no_reactions=True, denies=frozenset({Deed.BONUS})),
    ),
    _for_a_while(r"can't regain hit points", lambda found: Lasting(no_healing=True)),
    _for_a_while(
        r"gains no benefit from finishing (?:a )?(?P<rests>short or long|short|long) rests?",
        lambda found: Lasting(no_rest=frozenset(each for each in Rest if each in found["rests"].lower())),
    ),
    _for_a_while(
        r"can (?:use|take) (?:either )?an action or a bonus action on its turn, (?:but )?not both",
        lambda found: _denied(Deed.BOTH),
    ),
    _for_a_while(r"can move or take one action on its turn, not both", lambda found: _denied(Deed.MOVE_AND_ACT)),
    _for_a_while(r"can't make more than one attack on its turn", lambda found: _denied(Deed.SECOND_ATTACK)),
    _for_a_while(rf"{_BREATHLESS}(?: unless it can breathe water)?", lambda found: Lasting(breathless=True)),
    _for_a_while(r"can't teleport", lambda found: _denied(Deed.TELEPORT)),
    _for_a_while(r"can't cast spells with a verbal component", lambda found: _denied(Deed.VERBAL)),
    phrase(
        rf"(?:its|the target's) speed (?:is (?:halved|0)|decreases by (?P<less>\d+) feet){LASTS}", _otherwise(_slowed)
    ),
    _for_a_while(
        r"takes a -(?P<less>\d+) penalty to ac", lambda found: Lasting(Roll.ARMOR_CLASS, bonus=f"-{found['less']}")
    ),
    phrase(
        rf"(?:its ac increases by|(?:the target|it|the [\w ]+) (?:magically )?gains an?) \+?(?P<more>\d+)"
        rf"(?: bonus to (?:its )?ac)?{LASTS}",
        _otherwise(lambda found: Lasting(Roll.ARMOR_CLASS, bonus=f"+{found['more']}")),
    ),
    _for_a_while(
        rf"subtracts (?P<less>{AMOUNT}) from its damage rolls",
        lambda found: Lasting(Roll.DAMAGE, bonus=f"-{words.dice(found['less'])}"),
    ),
    phrase(
        r"the (?:[\w -]+ has advantage on the next attack roll it makes before the end of this turn|next attack roll"
        r" made"
        r" against the target before the start of the [\w ]+'s next turn has advantage)",
        _next_attack,
    ),
    phrase(
        rf"(?:{TARGET} )?has disadvantage on the next attack roll it makes before the end of its next turn",
        _next_attack,
    ),
    phrase(
        rf"(?:{TARGET} )?(?:also )?(?:has|have) (?P<advantage>advantage|disadvantage) on (?P<rolls>(?:all"
        rf" )?(?:{_STRENGTH}"
        rf"|{_KIND_OF_ROLL}(?:,? and (?:all )?{_KIND_OF_ROLL})*)){LASTS}",
        _rolls_with,
    ),
    phrase(
        r"until the end of its next turn, the target rolls (?P<die>1d\d+) whenever it makes an ability check or"
        r" attack roll"
        r" and subtracts the number rolled from the D20 test",
        lambda found, done: done.add(
            Alter(
                tuple(Lasting(roll, bonus=f"-{found['die']}") for roll in (Roll.CHECKS, Roll.ATTACKS)),
                Duration(until=Moment.OWN_TURN_END),
            )
        ),
    ),
    phrase(
        r"until the end of its next turn, (?P<rest>the target can't take a bonus action or reaction, its speed"
        r" decreases by"
        r" \d+ feet, and it can move or take one action on its turn, not both)",
        _until_its_next_turn_ends,
    ),
    phrase(
        rf"{SELF} adds (?P<bonus>\d+) to its ac against (?:that|one melee|the) attack[^.,]*(?:, possibly causing"
        rf" (?:it|the"
        r" attack) to miss)?(?:\. to do so, [^.]*)?",
        _parries,
    ),
    phrase(
        r"(?:the charmed target|the target) obeys the \w+'s verbal or telepathic commands",
        _otherwise(lambda found: Lasting(obeys=True)),
    ),
)
