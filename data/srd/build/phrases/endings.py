"""What ends something early: an action, a check, a blow at what holds, healing."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from core.rules.effects.terms import Duration, Until
from core.rules.effects.tree import Alter, Inflict
from data.srd.build import words
from data.srd.build.phrases.durations import WAKE, bond_of, both
from data.srd.build.phrases.lasting import goes_with
from data.srd.build.reading import Read, phrase

_STANCH: Final = rf"dc (?P<dc>\d+) (?P<ability>{words.ABILITY})(?: \((?P<skill>[a-z ]+)\))?(?: check)?"


def _ends_by(*ends: Until, harmed: bool = False) -> Callable[[re.Match[str], Read], bool]:
    """What was said last ends by this too."""

    def meaning(found: re.Match[str], done: Read) -> bool:
        more = Duration(ends=ends, harmed="ends" if harmed else None)
        return done.amend(
            lambda effect: (
                replace(effect, lasts=both(effect.lasts, more)) if isinstance(effect, Inflict | Alter) else None
            )
        )

    return meaning


def _by_check(*ends: Until) -> Callable[[re.Match[str], Read], bool]:
    """A check ends what was said last."""

    def meaning(found: re.Match[str], done: Read) -> bool:
        more = Duration(
            ends=ends,
            dc=int(found["dc"]),
            escape=(words.ability(found["ability"]),),
            skill=(found["skill"] or "").lower(),
        )
        return done.amend(
            lambda effect: (
                replace(effect, lasts=both(effect.lasts, more)) if isinstance(effect, Inflict | Alter) else None
            )
        )

    return meaning


def _bound(bond: Duration, done: Read) -> bool:
    return done.amend(
        lambda effect: replace(effect, lasts=both(effect.lasts, bond)) if isinstance(effect, Inflict) else None
    )


def _for_a_minute(done: Read) -> bool:
    return done.amend(
        lambda effect: (
            replace(effect, lasts=replace(effect.lasts, rounds=10)) if isinstance(effect, Inflict | Alter) else None
        )
    )


PHRASES: Final = (
    phrase(
        rf"this effect ends for (?:a|the) (?:creature|target) if (?:the creature|it) takes damage or (?:{WAKE})"
        rf" (?:uses|takes)"
        r" an action to wake it",
        _ends_by(Until.SHAKEN, harmed=True),
    ),
    phrase(
        rf"the target wakes up if it takes damage or if (?:{WAKE}) takes an action to shake it awake",
        _ends_by(Until.SHAKEN, harmed=True),
    ),
    phrase(
        rf"which ends early if the target takes (?:any )?damage(?P<wake> or (?:{WAKE}) takes an action to wake it)?",
        lambda found, done: _ends_by(*((Until.SHAKEN,) if found["wake"] else ()), harmed=True)(found, done),
    ),
    phrase(r"another creature can use an action to shake the target awake", _ends_by(Until.SHAKEN)),
    phrase(
        r"emptying a (?:vial|flask) of holy water on the target (?:also )?ends the effect[^.]*", _ends_by(Until.CURED)
    ),
    phrase(
        rf"as an action, the restrained (?:target|creature) can make an? {_STANCH}, (?:bursting|escaping from) the"
        rf" webbing on a"
        r" success",
        _by_check(Until.ESCAPE),
    ),
    phrase(
        r"the webbing can also be attacked and destroyed \(AC (?P<ac>\d+); hp (?P<hp>\d+)(?P<rest>[^)]*)\)",
        lambda found, done: _bound(bond_of(found), done),
    ),
    phrase(
        r"the effect ends if the webbing is destroyed\. the webbing has AC (?P<ac>\d+), (?P<hp>\d+) hit"
        r" points,?(?P<rest>[^.]*)",
        lambda found, done: _bound(bond_of(found), done),
    ),
    phrase(
        rf"any creature can take an action to stanch the wound with a successful {_STANCH}",
        _by_check(Until.ESCAPE, Until.FREED),
    ),
    phrase(
        r"the wound closes after 1 minute, after a spell restores hit points to the target, or after the target or a"
        r" creature"
        rf" within 5 feet of it takes an action to stanch the wound, doing so by succeeding on a {_STANCH}",
        lambda found, done: _by_check(Until.HEALING, Until.ESCAPE, Until.FREED)(found, done) and _for_a_minute(done),
    ),
    phrase(r"the wound also closes if the target receives magical healing", _ends_by(Until.HEALING)),
    phrase(
        r"until (?:a creature|a target) takes an action to douse the fire, (?P<rest>[^.]*)",
        lambda found, done: goes_with(found, done) and _ends_by(Until.ACTION)(found, done),
    ),
)
