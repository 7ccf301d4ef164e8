"""What whoever acts does: moves, other actions, shapes; and where it moves others."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from core.rules.conditions import Condition
from core.rules.effects.magic import Become, Vanish
from core.rules.effects.outcomes import Act, Check, Go, Shift, Use
from core.rules.effects.terms import FOR_GOOD, Duration, Moment, Until
from core.rules.effects.tree import Choose, Each, Inflict
from data.srd.build import words
from data.srd.build.phrases.aims import take_aim
from data.srd.build.reading import Read, phrase
from data.srd.build.words import ABILITY, COUNT, SELF, TARGET

_WAYS: Final = {
    "teleport": "teleport",
    "jump": "jump",
    "leap": "jump",
    "fly": "fly",
    "flies": "fly",
    "swim": "swim",
    "burrow": "burrow",
    "climb": "climb",
}
_STANDARD: Final = r"\b(?:Dash|Disengage|Dodge|Help|Hide|Ready|Search|Study|Influence|Utilize)\b"
_FORMS: Final = re.compile(r" into | or (?:into )?(?![^(]*\))|, (?:or )?(?![^(]*\))")
_ARTICLE: Final = re.compile(r"^(?:to resemble |into )?(?:an? )?")
_EITHER_SIZE: Final = re.compile(r"(Small|Medium) or (Small|Medium) ((?:female )?\w+)", re.IGNORECASE)
_SHAPE: Final = r"\b(?:tiny|small|medium|large)\b.* \w+|\ban? (?:bat|centipede|toad|rat|raven|spider)\b"


def _goes(found: re.Match[str], done: Read) -> None:
    text = found[0].lower()
    feet = re.search(r"(\d+) feet", text)
    way = next((way for verb, way in _WAYS.items() if verb in text), "walk")
    share = None if feet else 50 if "half" in text else 100
    takes = re.search(r"by spending (\d+) feet", text)
    takes_ft = int(takes[1]) if takes else 0
    done.add(Go(int(feet[1]) if feet else None, share, way, "without provoking" in text, takes_ft=takes_ft))


def _acts(found: re.Match[str], done: Read) -> None:
    ways = tuple(each.lower() for each in re.findall(_STANDARD, found[0], re.IGNORECASE))
    done.add(Act(ways, all_of_them=len(ways) > 1 and " and " in found[0].lower()))


def _uses(found: re.Match[str], done: Read) -> None:
    names = [*re.split(r" attack or | or ", found["name"]), *filter(None, [found["other"]])]
    count = words.count(found["count"] or "one")
    uses = [(name.strip().title(), Use(((name.strip().title(), count),))) for name in names]
    done.add(Choose(tuple((name, (use,)) for name, use in uses)) if len(uses) > 1 else uses[0][1])


def _checks(found: re.Match[str], done: Read) -> None:
    done.add(Check(words.ability(found["ability"]), (found["skill"] or "").lower()))


def _shifts(found: re.Match[str], done: Read) -> None:
    if re.search(r"(?:pulls|moves) (?:each|one) creature", found[0], re.IGNORECASE):
        take_aim(found["whom"], done.aim)
    towards = re.search(r"toward|pull", found[0], re.IGNORECASE)
    up = re.search(r"\bup \d+ feet away", found[0], re.IGNORECASE)
    done.add(Shift(int(found["feet"]), "towards" if towards else "up" if up else "away"))


def _prone(found: re.Match[str], done: Read) -> None:
    done.add(Inflict((Condition.PRONE,), FOR_GOOD))


def _vanishes(found: re.Match[str], done: Read) -> None:
    text = found[0].lower()
    ends = tuple(
        end
        for word, end in (
            ("attack", Until.ATTACKS),
            ("casts", Until.CASTS),
            (" uses ", Until.ENDED),
            ("concentration", Until.CONCENTRATION),
        )
        if word in text
    )
    time = re.search(rf"(?:up to|for) ({words.TIME})", found[0])
    done.own(Inflict((Condition.INVISIBLE,), Duration(words.rounds(time[1]) if time else None, ends=ends)))


def _ethereal(found: re.Match[str], done: Read) -> None:
    gone = Vanish("ethereal plane", words.ending(Until.ENDED))
    done.own(gone)
    if "up to three" in found[0]:
        done.add(Each((gone,), most=3, range_ft=5, whom="allies"))


def _banished(found: re.Match[str], done: Read) -> None:
    """Gone for a turn, with what was said last."""
    lasts = Duration(until=Moment.SOURCE_TURN_START)
    done.amend(
        lambda effect: (
            replace(effect, lasts=lasts) if isinstance(effect, Inflict) and effect.lasts == FOR_GOOD else None
        )
    )
    done.add(Vanish("demiplane", lasts))


def _becomes(found: re.Match[str], done: Read) -> None:
    """Another shape: one of those that are told, or of a creature of some kind."""
    text = found["forms"]
    text = _EITHER_SIZE.sub(r"\1 \3, \2 \3", text)
    told = [each for each in _FORMS.split(text) if re.search(_SHAPE, each, re.IGNORECASE)]
    any_kind = re.search(r"(?:a|an) (humanoid|beast) or (?:a )?(humanoid|beast)", text)
    speeds = tuple(_speeds(each) for each in told)
    done.add(
        Become(
            tuple(_ARTICLE.sub("", re.sub(r"\([^)]*\)| while .*| it has .*", "", each)).strip() for each in told),
            words.kinds(any_kind[0]) if any_kind else frozenset(),
            challenge="own" if "challenge rating" in text else "",
            own_numbers=not re.search("replaced by", found[0]),
            speeds=speeds if any(speeds) else (),
        )
    )


def _speeds(form: str) -> dict[str, int]:
    """The speeds that stand in brackets behind a form."""
    told = re.search(r"\((?:Speed )?(\d+) feet(?:,? (Fly|Climb|Swim) (\d+) feet)?\)", form, re.IGNORECASE)
    if not told:
        return {}
    return {"walk": int(told[1])} | ({told[2].lower(): int(told[3])} if told[2] else {})


_MOVES: Final = r"(?:teleports?|moves?|flies|fly|swims?|jumps?|leaps?|burrows?)"
_FAR: Final = r"(?:\d+ feet|(?:its|his|her|half its) (?:[a-z]+ )?speed)(?: or burrow speed)?"
_WHERE: Final = r"(?:straight toward [^.,]*|to an? [^.,]*|by spending [^.,]*)?"
_BESIDES: Final = r"(?:,? (?:along with any equipment|without provoking)[^.,]*(?:, up to (\d+) feet[^.,]*)?)?"
_SHIFTED: Final = r"(?:is |be )?(?:pushed|pulled|moved|flung)"
_SHIFTS: Final = r"the [\w ]+? (?:pushes|pulls|moves) (?P<whom>the target|each creature [^.]*?|one creature [^.]*?)"
_WHITHER: Final = (
    r"(?: straight)?(?: (?:away(?: from)?|toward)(?: the [\w ]+?| itself| it)?)?(?: in a random direction)?"
)
_MADE: Final = r"(?: attacks?|(?= strike)| (?=unarmed))(?: against it)?"
_PLANE: Final = r"the (?:ethereal|material) plane"
_OF_SHAPES: Final = (
    r"its|her|other than|any equipment|the only equipment|it reverts|she reverts|if the \w+ dies|in a new form|anything"
    r"|if the new form has|without wings"
)
_TOLD: Final = r"[^.]*?(?:\([^)]*\)[^.]*?)*"
PHRASES: Final = (
    phrase(
        rf"(?:while underwater, )?{SELF} (?:can (?:then )?)?(?:then )?(?:magically )?{_MOVES}\b(?! itself| the"
        rf" target)[^.]*?"
        rf"{_FAR}[^.,]*?{_WHERE}{_BESIDES}(?=[.,]| and (?:it|the|can|drops)\b|$)",
        _goes,
    ),
    phrase(
        rf"(?:while in dim light or darkness, )?(?:at the end of this movement, )?{SELF} (?:takes?|can take) the"
        rf" [^.]*?{_STANDARD}[^.]*?actions?(?: as a bonus action)?",
        _acts,
    ),
    phrase(rf"{SELF} makes an? (?P<ability>{ABILITY}) \((?P<skill>[a-z ]+)\) check", _checks),
    phrase(
        rf"{SELF} (?:makes|can make) (?P<count>{COUNT}) attack with its (?P<name>[\w' -]+?)"
        r"(?: or uses its (?P<other>[\w ]+?))?(?=[.,]|$)",
        _uses,
    ),
    phrase(
        rf"(?:before or after teleporting, )?{SELF} (?:makes|can make) (?P<count>{COUNT}) (?P<name>[\w' -]+?){_MADE}"
        r"(?: or uses its (?P<other>[\w ]+?))?(?=[.,]|$)",
        _uses,
    ),
    phrase(rf"{SELF} makes (?P<count>one) (?P<name>unarmed strike)(?P<other>)", _uses),
    phrase(rf"{SELF} uses (?:its )?(?P<count>)(?P<name>[A-Z][\w' -]+?)(?P<other>)(?=[.,]| and|$)", _uses),
    phrase(
        rf"(?:(?:{TARGET} )?{_SHIFTED}|{_SHIFTS})(?: up to| up)? (?P<feet>\d+) feet{_WHITHER}(?=[.,]|$| and)",
        _shifts,
    ),
    phrase(rf"(?:{TARGET} )?(?:is |be )?(?:knocked|falls?) prone", _prone),
    phrase(
        r"is transported to a harmless demiplane until the start of the dragon's next turn, at which point it"
        r" re-?appears[^.]*",
        _banished,
    ),
    phrase(
        r"immediately after dealing damage to a creature that (?:is|was) already bloodied, (?P<rest>[^.]*)",
        lambda found, done: done.add(*done.inner(found["rest"])),
    ),
    phrase(
        r"the [\w' -]+? (?:and its light )?(?:magically )?(?:turns|becomes?|has the|have the) invisible[^.]*"
        r"(?:\. (?:any equipment|while invisible)[^.]*)*",
        _vanishes,
    ),
    phrase(
        r"the [\w ]+?(?: and up to three willing creatures within 5 feet of it)? (?:magically )?(?:enters?|teleports?"
        rf" (?:from|to)) {_PLANE} (?:from|to) {_PLANE},? or vice versa(?:\. it is visible [^.]*\.?|\. to do so,"
        rf" [^.]*)?",
        _ethereal,
    ),
    phrase(
        rf"the [\w' -]+ (?:magically )?(?:shape-shifts|polymorphs) (?P<forms>{_TOLD})(?=\.)"
        rf"(?:\. (?:{_OF_SHAPES}){_TOLD}(?=\.))*",
        _becomes,
    ),
)
