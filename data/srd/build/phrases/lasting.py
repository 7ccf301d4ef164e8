"""Conditions and what else lasts: what it is, what goes with it, and what tries again to end it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Final

from core.dice.advantage import Advantage
from core.rules.abilities import Ability
from core.rules.conditions import Condition
from core.rules.effects.fates import Afflict
from core.rules.effects.lasting import Lasting, Roll
from core.rules.effects.magic import Over
from core.rules.effects.outcomes import Drain, Weaken
from core.rules.effects.terms import FOR_GOOD, Duration, Moment, Until
from core.rules.effects.tree import Alter, Effect, Inflict, Save
from data.srd.build import words
from data.srd.build.phrases.aims import only_of
from data.srd.build.phrases.durations import LASTS, both, lasts_of
from data.srd.build.reading import Read, phrase, together
from data.srd.build.words import CONDITION, SELF, TARGET, TIME

_STATES: Final = rf"{CONDITION}(?:(?:, and|,| and) {CONDITION})*"


def merge(done: Read, more: Iterable[Effect]) -> bool:
    """Add to what was said last to last: it comes and goes with it. False where nothing was, or it cannot be added."""
    return all(isinstance(effect, Inflict | Alter) and done.amend(_adding(effect)) for effect in more)


def _adding(more: Inflict | Alter) -> Callable[[Effect], Effect | None]:
    what = more.with_it if isinstance(more, Inflict) else more.what
    named = more.conditions if isinstance(more, Inflict) else ()
    most = more.most if isinstance(more, Inflict) else None

    def change(effect: Effect) -> Effect | None:
        match effect:
            case Inflict():
                return replace(
                    effect,
                    conditions=tuple(dict.fromkeys((*effect.conditions, *named))),
                    lasts=both(effect.lasts, more.lasts) if _ends(more.lasts) else effect.lasts,
                    with_it=(*effect.with_it, *what),
                    each_turn=(*effect.each_turn, *more.each_turn),
                    at=more.at if more.each_turn else effect.at,
                    most=most or effect.most,
                )
            case Alter() if named:
                turned = Inflict(named, effect.lasts, effect.only, effect.what, effect.each_turn, effect.at, most)
                return _adding(replace(more, conditions=()))(turned) if isinstance(more, Inflict) else None
            case Alter() if not most:
                each_turn = (*effect.each_turn, *more.each_turn)
                at = more.at if more.each_turn else effect.at
                return replace(effect, what=(*effect.what, *what), each_turn=each_turn, at=at)
            case _:
                return None

    return change


def _ends(lasts: Duration) -> bool:
    """Whether something more is told of how it ends."""
    return bool(lasts.harmed or lasts.ends or lasts.save)


def _has(found: re.Match[str], done: Read) -> bool:
    """A target has conditions."""
    said = found.groupdict()
    if re.search("grapple ends", found["lasts"] or ""):
        return merge(done, (Inflict(words.conditions(found["states"]), FOR_GOOD),))
    lasts = lasts_of(found, done)
    if lasts is None:
        return False
    if said.get("escape"):
        lasts = replace(lasts, ends=(*lasts.ends, Until.ESCAPE), dc=int(found["escape"]))
    only = only_of(said.get("ifs") or "")
    if only is None:
        return False
    most = _held(f"{said.get('from') or ''} {said.get('ifs') or ''}")
    done.add(Inflict(words.conditions(found["states"]), lasts, only=only, most=most))
    return True


def _held(text: str) -> int | None:
    """How many can be held at a time, by what is said of claws, or of those that are held already."""
    if found := re.search(r"one of (?:its )?(\w+)|have (\w+) other", text):
        return words.count(found[1] or found[2])
    return 1 if re.search(r"\ball\b|\bboth\b|isn't already", text) else None


def goes_with(found: re.Match[str], done: Read) -> bool:
    """What is so as long as what was said last."""
    left = len(done.left)
    inner = done.inner(found["rest"])
    if len(done.left) > left or not merge(done, inner):
        del done.left[left:]
        return False
    return True


def _again(found: re.Match[str], done: Read) -> bool:
    """The save is tried again, and ends all that its failure brought."""
    if done.saving is None:
        return False
    tried = Moment.OWN_TURN_START if "start of" in found[0].lower() else Moment.OWN_TURN_END
    saving = Duration(save=done.saving[0], dc=done.saving[1], tried=tried)
    if found.groupdict().get("harmed"):
        saving = replace(saving, harmed="saves")

    def tries(effect: Effect) -> Effect | None:
        if isinstance(effect, Save):
            return replace(effect, fail=tuple(tries(each) or each for each in effect.fail))
        if not isinstance(effect, Inflict | Alter) or effect.lasts.save or Condition.PRONE in _named(effect):
            return None
        return replace(effect, lasts=both(effect.lasts, saving))

    done.effects = list(together(done.effects))
    if done.effects and isinstance(done.effects[-1], Inflict | Alter):
        done.effects = [tries(each) or each for each in done.effects]
        return True
    return done.amend(tries)


def _named(effect: Inflict | Alter) -> tuple[Condition, ...]:
    return effect.conditions if isinstance(effect, Inflict) else ()


def _then(found: re.Match[str], done: Read) -> bool:
    """A second save, whose failure brings something else instead."""
    if done.saving is None:
        return False
    saving = done.saving
    later = done.inner(found["worse"]) if found.groupdict().get("worse") else ()
    return done.amend(lambda effect: staged(effect, saving, later) if isinstance(effect, Inflict) else None)


def staged(first: Inflict, saving: tuple[Ability, int], later: tuple[Effect, ...]) -> Inflict:
    """A condition with a second save at the end of a turn: it ends, and a failure brings something else."""
    second = Save((saving[0],), saving[1], fail=(Over(), *later), success=(Over(),))
    return replace(first, lasts=replace(first.lasts, until=None), each_turn=(second,), at=Moment.OWN_TURN_END)


def _hindered(found: re.Match[str], done: Read) -> bool:
    """Getting out is harder than it would be."""
    harder = Lasting(Roll.CHECKS, advantage=Advantage.DISADVANTAGE, held=True)
    return merge(done, (Alter((harder,), FOR_GOOD),))


def _cursed(found: re.Match[str], done: Read) -> bool:
    """A curse, and what later sentences say that it does."""
    lasts = lasts_of(found, done)
    if lasts is None:
        return False
    lasts = words.ending(Until.CURED) if lasts == FOR_GOOD else both(lasts, words.ending(Until.CURED))
    name = (found["with"] or " with a curse").removeprefix(" with ").removeprefix("a ")
    done.add(Afflict(name, lasts), Alter((), lasts))
    return True


def _at_most_a_minute(found: re.Match[str], done: Read) -> None:
    """All that a save ends is over by itself after a while."""
    rounds = words.rounds(found["time"])
    done.effects = [
        replace(each, lasts=replace(each.lasts, rounds=rounds))
        if isinstance(each, Inflict | Alter) and each.lasts.save
        else each
        for each in done.effects
    ]


def _all_last(found: re.Match[str], done: Read) -> bool:
    """How long all of it lasts that nothing has been said of yet."""
    lasts = lasts_of(found, done)
    if lasts is None:
        return False

    def lasting(effect: Effect) -> Effect:
        if isinstance(effect, Save):
            return replace(effect, fail=tuple(lasting(each) for each in effect.fail))
        if isinstance(effect, Inflict | Alter) and effect.lasts == FOR_GOOD:
            return replace(effect, lasts=lasts)
        return effect

    done.effects = [lasting(each) for each in done.effects]
    return True


def _reduction_lasts(found: re.Match[str], done: Read) -> bool:
    lasts = lasts_of(found, done)
    return lasts is not None and done.amend(
        lambda effect: replace(effect, lasts=lasts) if isinstance(effect, Drain | Weaken) else None
    )


def _one_at_a_time(done: Read) -> bool:
    """No other target meanwhile: told of what was said last, or by itself to go with it."""
    held = Inflict((), FOR_GOOD, most=1)
    if not merge(done, (held,)):
        done.add(held)
    return True


_ENDING: Final = (
    r"(?:,? ending (?:the effect|the frightened condition|it) on itself (?:on a success|with a successful save))?"
)
_SCOPE: Final = (
    r"(?:until (?:this|the) (?:grapple|poison|curse|effect) ends"
    rf"|while (?:the target |it )?(?:has the \w+ condition|(?:is )?(?:{CONDITION}|cursed|wounded)(?: in this way| by"
    rf" the \w+)?)"
    r"(?: in this way)?)"
)
PHRASES: Final = (
    phrase(r"the (?:cursed|poisoned|wounded) target (?P<rest>can't [^.]*)", goes_with),
    phrase(r"in addition, (?P<rest>at the start of each of the target's turns, [^.]*)", goes_with),
    phrase(r"(?P<rest>ability checks made to escape this grapple have disadvantage)", _hindered),
    phrase(rf"{_SCOPE},? (?P<rest>[^.]*)", goes_with),
    phrase(rf"(?:{TARGET} )?(?:is |be )?(?:magically )?cursed(?P<with> with [\w ]+)?{LASTS}", _cursed),
    phrase(
        r"the target receives an infernal wound(?: if it doesn't have one)?",
        lambda found, done: done.add(Alter((), FOR_GOOD)),
    ),
    phrase(
        rf"(?:{TARGET} )?(?:also |instead )?(?:has|have) the (?P<states>{_STATES}) conditions?"
        rf"(?: \(escape dc (?P<escape>\d+)\))?(?: from (?P<from>[^.,]*?)(?=[.,]|$))?(?:,? instead of the \w+"
        rf" condition,?)?"
        rf"{LASTS}(?:, (?P<soon>(?:when|at which point) it repeats the save))?",
        lambda found, done: _has(found, done) and (not found["soon"] or _then(found, done)),
    ),
    phrase(
        rf"(?:{TARGET} )?(?:begins to turn to stone and )?(?:(?:is|are|be|becomes?|falls?|fall)"
        rf" )?(?:(?:also|instead|magically) )*"
        rf"(?P<states>{_STATES}(?! (?:target|creature|condition)))(?: by (?:webbing|it|the"
        rf" (?:vampire|aboleth|ghost)))?(?: \(escape dc (?P<escape>\d+)\))?{LASTS}(?P<ifs> if [^.,]*)?",
        _has,
    ),
    phrase(
        r"(?:a|the|each|an) (?:[a-z]+ )?(?:target|creature)(?: affected by this \w+)? (?:can|must) (?:also )?repeat"
        r" the saving throw"
        rf" (?:at the (?:end|start) of|on) each of its turns{_ENDING}",
        _again,
    ),
    phrase(rf"(?:{TARGET} )?repeats the save at the (?:end|start) of each of its turns{_ENDING}", _again),
    phrase(rf"at the (?:end|start) of each of its turns, (?:{TARGET}) repeats the save{_ENDING}", _again),
    phrase(
        rf"(?:{TARGET} )?must repeat the saving throw at the end of its next turn\. on a success, the effect"
        rf" ends[^.]*\."
        r" on a failure, (?P<worse>[^.]*)",
        _then,
    ),
    phrase(
        rf"(?:{TARGET} )?repeats the save at the end of its next turn if it is still restrained{_ENDING}",
        _then,
    ),
    phrase(rf"after (?P<time>{TIME}), (?:it|the target) succeeds automatically", _at_most_a_minute),
    phrase(rf"(?:this|these|the) effects? lasts?{LASTS}", _all_last),
    phrase(
        rf"(?:otherwise, )?(?:this|the) reduction(?: to the target's hit point maximum)? lasts{LASTS}",
        _reduction_lasts,
    ),
    phrase(r"the (?:poison|curse) lasts(?P<lasts> until [^.]*)", _all_last),
    phrase(
        rf"the [\w' -]+ has (?P<count>{words.COUNT}) [\w ]+, each of which can grapple (?:only )?one target",
        lambda found, done: merge(done, (Inflict((), FOR_GOOD, most=words.count(found["count"])),)),
    ),
    phrase(
        rf"{SELF} (?:can't (?:bite|constrict|use its \w+ on|use the same tendril on|make tail attacks"
        rf" against|smother|grapple)"
        r" (?:another|other) targets?|can (?:have|smother) only one \w+ (?:charmed|grappled|engulfed)?[^.]*at a time)",
        lambda found, done: _one_at_a_time(done),
    ),
)
