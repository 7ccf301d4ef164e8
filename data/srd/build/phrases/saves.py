"""Saving throws: of 2014 in the middle of a sentence, of 2024 with what follows told apart."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from core.rules.effects.outcomes import Damage
from core.rules.effects.tree import Effect, Inflict, Save
from data.srd.build import words
from data.srd.build.phrases.aims import only_of, take_aim
from data.srd.build.phrases.lasting import staged
from data.srd.build.reading import Read, phrase
from data.srd.build.words import ABILITY, TARGET

_LEAD: Final = re.compile(r"^[, ]*(?:taking |or )?(?:have (?=its))?", re.IGNORECASE)
_PARTS: Final = re.compile(
    r"(Failure or Success|First Failure|Second Failure|Subsequent Failures|Failure by 5 or More|Failure|Success):"
)
_HAS_NONE: Final = re.compile(r" and doesn't already have an infernal wound$", re.IGNORECASE)
"""What is left out of a condition, for nobody has twice what does not add up."""
_HALF: Final = re.compile(r"half damage(?: only)?\.?", re.IGNORECASE)


def _save(found: re.Match[str], done: Read) -> None:
    """The saves of 2014, with what follows on a failure, or with sentences that say it."""
    abilities = words.abilities(found["abilities"])
    done.saving = (abilities[0], int(found["dc"]))
    if not re.fullmatch(TARGET, found["who"].strip(), re.IGNORECASE):
        take_aim(found["who"], done.aim)
    told, _, more = found["outcome"].partition(" on a failed save")
    inner = done.inner(_LEAD.sub("", told, count=1)) if told.strip(" ,.") else ()
    fail = _halved(inner) if "half as much" in more else inner
    done.add(Save(abilities, int(found["dc"]), fail))


def _halved(effects: tuple[Effect, ...]) -> tuple[Effect, ...]:
    return tuple(replace(each, halved=True) if isinstance(each, Damage) else each for each in effects)


def _on_failure(found: re.Match[str], done: Read) -> bool:
    more = done.inner(found["rest"])
    return done.amend(lambda effect: replace(effect, fail=(*effect.fail, *more)) if isinstance(effect, Save) else None)


def _on_success(found: re.Match[str], done: Read) -> bool:
    """What befalls whoever succeeds, where it is told by itself: half of the damage, or something else."""
    rest, halves = re.subn(
        r"^(?:the (?:target|creature) )?takes (?:only )?half (?:the|as much) (?:bludgeoning )?damage,?"
        r"(?: and)?(?:,? isn't [\w ]+(?:,? (?:and|or) |$))*",
        "",
        found["rest"].strip(),
        flags=re.IGNORECASE,
    )
    more = done.inner(rest) if rest.strip(" .") else ()

    def told(effect: Effect) -> Effect | None:
        if not isinstance(effect, Save):
            return None
        return replace(effect, fail=_halved(effect.fail) if halves else effect.fail, success=(*effect.success, *more))

    return done.amend(told)


def _worse(found: re.Match[str], done: Read) -> bool:
    """What a failure by 5 or more brings besides; "for the same duration" is that of the failure."""
    probe = Read(done.edition, done.reader, effects=list(done.effects), saving=done.saving)
    more = probe.reader.read(found["rest"], done.edition, done.aim, done.saving)
    done.left += more.left
    before = _lasting(done)
    worse = tuple(
        replace(each, lasts=replace(each.lasts, rounds=before.lasts.rounds, until=before.lasts.until))
        if isinstance(each, Inflict) and before and "same duration" in found["rest"]
        else each
        for each in more.effects
    )
    return done.amend(
        lambda effect: replace(effect, by_five=(*effect.by_five, *worse)) if isinstance(effect, Save) else None
    )


def _lasting(done: Read) -> Inflict | None:
    found: list[Inflict] = []
    done.amend(lambda effect: found.append(effect) if isinstance(effect, Inflict) else None)
    return found[0] if found else None


def _also_worse(found: re.Match[str], done: Read) -> bool:
    """What goes with a condition, after a failure by 5 or more."""
    before = _lasting(done)
    if before is None:
        return False
    more = Inflict(words.conditions(found["states"]), replace(before.lasts))
    return done.amend(
        lambda effect: replace(effect, by_five=(*effect.by_five, more)) if isinstance(effect, Save) else None
    )


def _safe(found: re.Match[str], done: Read) -> bool:
    return done.amend(lambda effect: replace(effect, safe_for=words.DAY) if isinstance(effect, Save) else None)


def _save_with_outcomes(found: re.Match[str], done: Read) -> bool:
    """The saves of 2024."""
    parts = _PARTS.split(found["outcome"])
    done.add(*done.inner(parts[0]))
    told = dict(zip(parts[1::2], parts[2::2], strict=True))
    if found["who"]:
        take_aim(found["who"], done.aim)
    only = only_of(_HAS_NONE.sub("", found["if"] or ""))
    if only is None:
        return False
    abilities = words.abilities(found["abilities"])
    done.saving = (abilities[0], int(found["dc"]))
    fail = done.inner(told.get("Failure") or told.get("First Failure", ""))
    success = told.get("Success", "").strip()
    half = _HALF.match(success)
    left = success[half.end() :] if half else success
    save = Save(
        abilities,
        int(found["dc"]),
        _halved(fail) if half else fail,
        success=() if _immune(left) else done.inner(left),
        only=only,
        by_five=_by_five(told.get("Failure by 5 or More", ""), fail, done),
        safe_for=words.DAY if _immune(left) else None,
    )
    both = done.inner(told.get("Failure or Success", ""))
    save = replace(save, fail=(*save.fail, *both), success=(*save.success, *both))
    if later := told.get("Second Failure", told.get("Subsequent Failures")):
        save = _staged(save, done.inner(later), done)
    done.add(save)
    return True


_IMMUNE: Final = re.compile(
    r"\W*(?:the )?target is immune to this [\w -]+'s (?:[\w' -]+) for (?:the next )?24 hours\.?", re.IGNORECASE
)


def _immune(text: str) -> bool:
    return bool(_IMMUNE.fullmatch(text.strip()))


def _by_five(text: str, fail: tuple[Effect, ...], done: Read) -> tuple[Effect, ...]:
    """What a failure by 5 or more brings besides: perhaps something that goes with a condition of the failure."""
    if not text.strip():
        return ()
    scoped = re.match(r"\s*while poisoned, (?P<rest>.*)", text, re.IGNORECASE)
    more = done.inner(scoped["rest"] if scoped else text)
    lasting = next((each for each in fail if isinstance(each, Inflict)), None)
    if not scoped or lasting is None:
        return more
    return tuple(
        replace(each, lasts=replace(each.lasts, rounds=lasting.lasts.rounds)) if isinstance(each, Inflict) else each
        for each in more
    )


def _staged(save: Save, later: tuple[Effect, ...], done: Read) -> Save:
    """A save whose second failure, tried again, brings something else instead."""
    fail = list(save.fail)
    for place in reversed(range(len(fail))):
        first = fail[place]
        if isinstance(first, Inflict):
            fail[place] = staged(first, (save.abilities[0], save.dc or 0), later)
            return replace(save, fail=tuple(fail))
    done.left.append("a second failure of nothing")
    return save


_NOT_TOLD: Final = r"(?: against (?:this magic|disease|being [\w ]+))?(?: \(target's choice\))?"
_SUBJECT: Final = r"(?!\d)[^.,]*?\b(?:creatures?|humanoids?|targets?|giants?)\b[^.,]*?"
PHRASES: Final = (
    phrase(r"in addition, (?P<rest>the target can (?:use|take) either [^.]*)", _on_failure),
    phrase(r"in addition, (?P<rest>the creature can (?:use|take) either [^.]*)", _on_failure),
    phrase(
        rf"(?P<who>{TARGET}|{_SUBJECT}) must (?:succeed on|make(?: on)?) an? dc (?P<dc>\d+)"
        rf" (?P<abilities>{ABILITY}(?: or"
        rf" {ABILITY})?)"
        rf" saving throw{_NOT_TOLD}(?P<outcome>(?:, taking| or |,? ?(?=[.]|$))[^.]*)",
        _save,
    ),
    phrase(r"(?:on|if) a (?:failed save|failure), (?P<rest>[^.]*)", _on_failure),
    phrase(
        r"(?:on a success(?:ful (?:save|one))?|if the saving throw is successful), (?P<rest>[^.]*)",
        _on_success,
    ),
    phrase(
        r"if (?:the target fails the saving throw by 5 or more|the sav(?:e|ing throw) fails by 5 or more"
        r"|its saving throw result is 5 or lower), (?:the|it)(?: \w+)? (?:is also|is) (?P<states>\w+) (?:while"
        r" poisoned in this way|for the"
        r" same duration)",
        _also_worse,
    ),
    phrase(
        r"if (?:the target fails the saving throw by 5 or more|the sav(?:e|ing throw) fails by 5 or more"
        r"|its saving throw result is 5 or lower), (?P<rest>[^.]*)",
        _worse,
    ),
    phrase(
        r"if (?:a|the) (?:creature|target)'s saving throw is successful(?: or the effect ends for it)?, the"
        r" (?:creature|target) is"
        r" immune to [^.]* for the next 24 hours\s*",
        _safe,
    ),
    phrase(
        r"on a successful saving throw, the creature is immune to [^.]* for 24 hours",
        _safe,
    ),
    phrase(
        r"a target that (?:succeeds on the saving throw|successfully saves) is immune to [^.]* for the next 24 hours",
        _safe,
    ),
    phrase(
        r"if the target successfully saves against the effect, or if the effect on it ends, the target is immune to"
        r" [^.]* for the"
        r" next 24 hours",
        _safe,
    ),
    phrase(
        rf"(?:(?:if (?P<if>[^,.]*), )?{TARGET} (?:is subjected to the following effect|must make the following saving"
        r" throw)\. )?"
        rf"(?:response - )?(?P<abilities>{ABILITY}(?: or {ABILITY})?) saving throw: dc (?P<dc>\d+)(?:,"
        rf" (?P<who>[^.]*))?\."
        r"(?P<outcome>.*)",
        _save_with_outcomes,
    ),
)
