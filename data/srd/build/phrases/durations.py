"""How long something lasts, in whatever words it is told."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from core.rules.damage import DamageType
from core.rules.effects.terms import FOR_GOOD, Barrier, Duration, Moment, Until
from core.rules.effects.tree import Alter, Inflict
from data.srd.build import words
from data.srd.build.reading import Read
from data.srd.build.words import DICE, TIME

_CLAUSE: Final = r"(?:[^.;()]|\([^)]*\))*?"
_UNTIL: Final = (
    rf"(?:or )?until {_CLAUSE}"
    r"(?=,? and (?:the|it|has|is|can't|takes|loses)\b|,? (?:or )?(?:until|for)\b|, (?:when|at which)|[.;]|$)"
)
LASTS: Final = (
    rf"(?P<lasts>(?:,? (?:for (?:the next )?{TIME}|for \d+ \({DICE}\) minutes|for the same duration|{_UNTIL}))*)"
)
_SOURCE: Final = r"the (?!target|creature|affected)[\w '-]+?'s?"
WAKE: Final = r"(?:a|another) creature(?: within 5 feet of it)?|someone"

_UNTILS: Final[tuple[tuple[str, Duration], ...]] = (
    (r"the start of (?:its|the target's|the creature's) next turn", Duration(until=Moment.OWN_TURN_START)),
    (r"the end of (?:its|the target's|the creature's) (?:next )?turn", Duration(until=Moment.OWN_TURN_END)),
    (rf"the start of {_SOURCE} next turn", Duration(until=Moment.SOURCE_TURN_START)),
    (rf"the end of {_SOURCE} next turn", Duration(until=Moment.SOURCE_TURN_END)),
    (r"(?:the (?:target|creature)|it) finishes a long rest", words.ending(Until.LONG_REST)),
    (
        r"(?:the (?:target|creature)|it) finishes a short or long rest",
        words.ending(Until.SHORT_REST, Until.LONG_REST),
    ),
    (r"it takes (?:any )?damage", Duration(harmed="ends")),
    (
        rf"(?:it takes damage or )?(?:if )?(?:{WAKE}) (?:uses|takes) an action to (?:shake it awake|wake it)",
        Duration(harmed="ends", ends=(Until.SHAKEN,)),
    ),
    (
        r"(?:it is |the (?:disease|curse) is )?(?:cured|removed|lifted|freed)(?: by .*)?|magic such as .*",
        words.ending(Until.CURED),
    ),
    (r"the song ends", words.ending(Until.ENDED)),
    (
        r"the \w+ dies(?: or (?:until it )?is on a different plane of existence from the target)?",
        words.ending(Until.SOURCE_GONE),
    ),
    (r"it ends its turn with the \w+ out of line of sight", words.ending(Until.ENDED)),
    (r"the [\w ]+ uses a bonus action to release the target|the \w+ uses [\w ]+ again", words.ending(Until.ENDED)),
)
BOND: Final = re.compile(r"the \w+ is destroyed(?: \(AC (?P<ac>\d+); HP (?P<hp>\d+)(?P<rest>[^)]*)\))?", re.IGNORECASE)


def duration(text: str, before: Duration = FOR_GOOD) -> Duration | None:
    """How long something lasts by what is said of it, in whatever order; None if it is not understood.

    Args:
        text: As ``for 1 minute or until it takes damage``.
        before: What "for the same duration" is the same as.
    """
    lasts = FOR_GOOD
    if re.search(rf"for \d+ \({DICE}\) minutes", text):
        return None
    if "for the same duration" in text:
        lasts = replace(lasts, rounds=before.rounds, until=before.until)
    if time := re.search(rf"for (?:the next )?({TIME})", text, re.IGNORECASE):
        lasts = replace(lasts, rounds=words.rounds(time[1]))
    for clause in re.split(r",? ?(?:or )?\buntil ", text)[1:]:
        more = _until(re.sub(rf",? for (?:the next )?{TIME}$", "", clause))
        if more is None:
            return None
        lasts = both(lasts, more)
    return lasts


def _until(clause: str) -> Duration | None:
    clause = clause.strip(" ,")
    if found := BOND.match(clause):
        return bond_of(found)
    for pattern, lasts in _UNTILS:
        if re.fullmatch(pattern, clause, re.IGNORECASE):
            return lasts
    first, _, second = clause.partition(", the ")
    parts = (_until(first), _until(f"the {second}")) if second else (None, None)
    return both(parts[0], parts[1]) if parts[0] and parts[1] else None


def bond_of(found: re.Match[str]) -> Duration:
    if not found["ac"]:
        return words.ending(Until.ENDED)
    told = dict(re.findall(r"(vulnerab|immun)\w+ to (.*?)(?=; | and immun|$)", found["rest"], re.IGNORECASE))
    by_word = {word.lower(): frozenset(_types(text)) for word, text in told.items()}
    bond = Barrier(
        int(found["ac"]),
        int(found["hp"]),
        suffers=by_word.get("vulnerab", frozenset()),
        ignores=by_word.get("immun", frozenset()),
    )
    return Duration(bond=bond)


def _types(text: str) -> Iterable[DamageType]:
    return (kind for kind in DamageType if kind in text.lower())


def both(first: Duration, second: Duration) -> Duration:
    """A duration that ends by whatever ends either."""
    return Duration(
        rounds=first.rounds if second.rounds is None else second.rounds,
        until=second.until or first.until,
        ends=tuple(dict.fromkeys((*first.ends, *second.ends))),
        save=second.save or first.save,
        dc=second.dc or first.dc,
        tried=second.tried if second.save else first.tried,
        harmed=second.harmed or first.harmed,
        escape=second.escape or first.escape,
        skill=second.skill or first.skill,
        bond=second.bond or first.bond,
    )


def lasts_of(found: re.Match[str], done: Read) -> Duration | None:
    """The duration that a phrase told in its group ``lasts``; None if it is not understood."""
    return duration(found["lasts"] or "", last(done))


def last(done: Read) -> Duration:
    """How long what was said last lasts."""
    found: list[Duration] = []
    done.amend(lambda effect: found.append(effect.lasts) if isinstance(effect, Inflict | Alter) else None)
    return found[0] if found else FOR_GOOD
