"""Damage and healing, death, and what becomes of hit points."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from core.rules.conditions import Condition
from core.rules.damage import DamageType
from core.rules.edition import Edition
from core.rules.effects.fates import Rise
from core.rules.effects.grips import Corrode
from core.rules.effects.outcomes import Cushion, Damage, Drain, End, Exhaust, Heal, Kill, Weaken
from core.rules.effects.terms import FOR_GOOD, Duration, Moment, Only, Until, When
from core.rules.effects.tree import Alter, Choose, If, Inflict
from data.srd.build import words
from data.srd.build.phrases.aims import only_of, sort
from data.srd.build.reading import Read, phrase
from data.srd.build.words import ABILITY, AMOUNT, DAMAGE, SELF, TARGET, TYPE

_A_NIGHT: Final = words.ending(Until.LONG_REST)
STABLE: Final = End(also=frozenset({"dying"}))
BURNING: Final = Damage("1d4", (DamageType.FIRE,))
"""What burning does at the start of every turn. Source: SRD 5.2.1, "Rules Glossary", Burning."""


def _damage(found: re.Match[str], done: Read) -> None:
    done.add(words.damage(found["dealt"]))


def _or(found: re.Match[str], done: Read) -> bool:
    """Damage that is another where the actor says so, or in a circumstance that can be known."""
    if not done.effects:
        return False
    other = words.damage(found["dealt"])
    first = done.effects.pop()
    when = found["when"].lower().strip()
    if when.startswith("if ") and not re.search("used|wielded", when):
        only = only_of(when)
        if only is None:
            done.effects.append(first)
            return False
        done.add(If(only, (other,), (first,)))
        return True
    name = "two hands" if "two hands" in when else when
    ways = first.ways if isinstance(first, Choose) else (("as it is", (first,)),)
    done.add(Choose((*ways, (name, (other,)))))
    return True


def _at_range(found: re.Match[str], done: Read) -> None:
    done.add(If(Only(when=When.AT_RANGE), (words.damage(found["far"]),), (words.damage(found["near"]),)))


def _with_advantage(found: re.Match[str], done: Read) -> None:
    done.add(replace(words.damage(found["dealt"]), only=Only(when=When.ADVANTAGE)))


def _every_turn(found: re.Match[str], done: Read) -> None:
    """Damage at a moment of every turn."""
    start = found["moment"].lower() == "start"
    source = not re.fullmatch(r"its|the target's", found["whose"], re.IGNORECASE)
    moments = {
        (True, True): Moment.SOURCE_TURN_START,
        (False, True): Moment.SOURCE_TURN_END,
        (True, False): Moment.OWN_TURN_START,
        (False, False): Moment.OWN_TURN_END,
    }
    dealt = re.findall(DAMAGE, found["dealt"], re.IGNORECASE)
    harm = tuple(words.damage(each) for each in dealt) or (Damage(words.dice(found["dealt"]), ()),)
    done.add(Alter((), FOR_GOOD, each_turn=harm, at=moments[start, source]))


def _drain(found: re.Match[str], done: Read) -> None:
    kind = re.search(TYPE, found[0], re.IGNORECASE)
    lasts = _A_NIGHT if done.edition is Edition.SRD_52 else words.ending(Until.CURED)
    done.add(Drain(lasts, kind=DamageType(kind[0].lower()) if kind else None, feeds="regain" in found[0].lower()))


def _drain_daily(found: re.Match[str], done: Read) -> None:
    drain = Drain(words.ending(Until.CURED), dice=words.dice(found["amount"]))
    done.add(Alter((), FOR_GOOD, each_turn=(drain,), at=Moment.EVERY_DAY))


def _kill(found: re.Match[str], done: Read) -> None:
    done.add(Kill(drops="drop" in found[0].lower()))


def _weakens(found: re.Match[str], done: Read) -> None:
    done.add(Weaken(words.ability(found["ability"]), words.dice(found["by"]), _A_NIGHT))


def _heals_itself(found: re.Match[str], done: Read) -> None:
    done.own(Heal(words.dice(found["amount"])))


def _heals(found: re.Match[str], done: Read) -> None:
    done.add(Heal(words.dice(found["amount"])))


def _or_grapples(found: re.Match[str], done: Read) -> None:
    """A grapple instead of all damage, if whoever acts wants it."""
    held = Inflict((Condition.GRAPPLED,), Duration(ends=(Until.ESCAPE,), dc=int(found["dc"])))
    done.effects = [Choose((("as it is", tuple(done.effects)), ("grapple", (held,))))]


def _rises(found: re.Match[str], done: Read) -> None:
    done.add(Rise(found["form"].strip().title(), found["after"].strip(), sort(found["who"])))


_TURN: Final = r"at the (?P<moment>start|end) of each of (?P<whose>its|the [\w' -]+?'s) turns"
_WHEN: Final = (
    r"(?P<when>(?:if (?:used|wielded) with two hands|while enlarged|with shillelagh|in [a-z ]+ form|if"
    r" [^.,-]*?)(?=[.,]| -|$)"
    r"|if used with two hands to make a melee attack)"
)
_AMOUNT_DEALT: Final = rf"(?P<dealt>{DAMAGE}(?: plus {DAMAGE})*|{AMOUNT} hit points)"
PHRASES: Final = (
    phrase(
        r"the target is stable but poisoned for 1 hour, even after regaining hit points, and is paralyzed while"
        r" poisoned in this way",
        lambda found, done: done.add(STABLE, _poisoned_and_paralyzed()),
    ),
    phrase(
        r"a creature reduced to 0 hit points by a swarm of centipedes is stable but poisoned for 1 hour, even after"
        r" regaining hit"
        r" points, and paralyzed while poisoned in this way",
        lambda found, done: done.add(If(Only(when=When.DROPPED), (STABLE, _poisoned_and_paralyzed()))),
    ),
    phrase(rf"(?P<near>{DAMAGE}) in melee or (?P<far>{DAMAGE}) at range", _at_range),
    phrase(
        rf"(?:or )?(?P<dealt>{DAMAGE}) {_WHEN}", lambda found, done: _or(found, done) if _is_other(found) else False
    ),
    phrase(rf"(?P<dealt>{DAMAGE}) if the attack roll had advantage", _with_advantage),
    phrase(
        rf"(?:{TARGET} )?(?:takes?|loses?) {_AMOUNT_DEALT} {_TURN}(?: due to (?:an infernal wound|blood loss))?",
        _every_turn,
    ),
    phrase(
        rf"{_TURN}, (?:each target grappled by it|{TARGET}|the [\w-]+ target|that target) (?:takes|loses)"
        rf" {_AMOUNT_DEALT}(?: due to blood loss)?",
        _every_turn,
    ),
    phrase(
        rf"(?:{TARGET} )?(?:(?:taking|takes|take) )?(?:an extra )?(?P<dealt>{DAMAGE})(?: \(\w+'s choice\))?", _damage
    ),
    phrase(
        rf"(?:(?:have )?(?:its|the target's) hit point maximum (?:is |be )?(?:reduced|decreases)) by an amount equal"
        rf" to the"
        rf" (?:{TYPE} )?damage (?:taken|it took)(?:, and {SELF} regains hit points equal to that amount)?",
        _drain,
    ),
    phrase(
        rf"(?:its|the target's) hit point maximum decreases by (?P<amount>{AMOUNT}) (?:for )?every 24 hours(?: that"
        rf" elapse)?",
        _drain_daily,
    ),
    phrase(rf"(?:{TARGET} )?(?:dies?|drops? to 0 hit points)(?=[.,]|$)", _kill),
    phrase(
        r"(?:a creature dies and turns to dust if|the target dies if it is) reduced to 0 hit points by this attack",
        lambda found, done: done.add(If(Only(when=When.DROPPED), (Kill(),))),
    ),
    phrase(
        rf"(?:the target's) (?P<ability>{ABILITY}) score (?:is reduced|decreases) by (?P<by>{AMOUNT})",
        _weakens,
    ),
    phrase(rf"(?:{TARGET} )?(?:becomes|is) stable", lambda found, done: done.add(STABLE)),
    phrase(rf"(?:the target )(?:magically )?regains (?P<amount>{AMOUNT}) hit points", _heals),
    phrase(rf"{SELF} (?:magically )?regains (?P<amount>{AMOUNT}) hit points", _heals_itself),
    phrase(
        rf"{TARGET} gains (?P<amount>{AMOUNT}) temporary hit points",
        lambda found, done: done.add(Cushion(words.dice(found["amount"]))),
    ),
    phrase(rf"{TARGET} gains 1 exhaustion level", lambda found, done: done.add(Exhaust())),
    phrase(
        r"is freed from any curse, disease, poison, blindness, or deafness",
        lambda found, done: done.add(
            End(frozenset({Condition.BLINDED, Condition.DEAFENED}), frozenset({"curse", "disease", "poison"}))
        ),
    ),
    phrase(
        r"the touch removes all diseases and neutralizes all poisons afflicting the target",
        lambda found, done: done.add(End(also=frozenset({"disease", "poison"}))),
    ),
    phrase(
        rf"instead of dealing damage, {SELF} can grapple the target \(escape dc (?P<dc>\d+)\)",
        _or_grapples,
    ),
    phrase(
        rf"each time {SELF} hits the wounded target with this attack, the damage dealt by the wound increases by"
        rf" {AMOUNT}",
        lambda found, done: done.amend(
            lambda effect: replace(effect, adds_up=True) if isinstance(effect, Alter) else None
        ),
    ),
    phrase(
        r"(?:if )?an? (?P<who>(?:non-evil )?humanoid) (?:slain by this attack|dies from this attack|is slain by this"
        r" attack)"
        r",? (?:an? |a new )?(?P<form>shadow) rises from the corpse (?P<after>1d4 hours) later",
        _rises,
    ),
    phrase(
        r"a (?P<who>humanoid) slain by this attack rises (?P<after>24 hours) later as a (?P<form>zombie) under the"
        r" wight's control"
        r", unless the humanoid is restored to life or its body is destroyed\. the wight can have no more than twelve"
        r" zombies"
        r" under its control at (?:one|a) time",
        _rises,
    ),
    phrase(
        r"a (?P<who>humanoid) (?:slain in this way|reduced to 0 hit points by this damage) and then buried(?: in the"
        r" ground)? rises"
        r" (?P<after>the following (?:night|sunset)) as a (?P<form>vampire spawn) under the vampire's control",
        _rises,
    ),
    phrase(
        r"(?:nonmagical armor worn by the target|if the target is wearing nonmagical (?P<metal>metal) armor, its"
        r" armor) (?:is partly"
        r" \w+ and )?takes a (?:permanent and cumulative )?-1 penalty to the AC it offers\. the armor is destroyed if"
        r" the penalty"
        r" reduces its AC to 10(?:\. the penalty can be removed by casting the mending spell on the armor)?",
        lambda found, done: done.add(Corrode(metal=bool(found["metal"]))),
    ),
    phrase(
        r"(?:it starts burning|it ignites)",
        lambda found, done: done.add(
            Alter((), words.ending(Until.ACTION), each_turn=(BURNING,) if done.edition is Edition.SRD_52 else ())
        ),
    ),
)


def _poisoned_and_paralyzed() -> Inflict:
    return Inflict((Condition.POISONED, Condition.PARALYZED), Duration(rounds=600))


def _is_other(found: re.Match[str]) -> bool:
    return found[0].lower().startswith("or ") or bool(re.search("two hands|enlarged|bloodied|grappled", found[0], re.I))
