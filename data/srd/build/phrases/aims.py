"""Whom something concerns: targets, areas and ranges."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from core.rules.conditions import Condition
from core.rules.effects.terms import ANYBODY, Area, Only, Shape, When
from core.rules.effects.tree import If
from data.srd.build import words
from data.srd.build.reading import Aim, Read, folded, phrase
from data.srd.build.words import CONDITION, SIZE, TARGET

_AREA: Final = re.compile(
    r"(?P<size>\d+)-foot(?:[- ]radius)?(?:-long, (?P<width>\d+)-foot-wide|, (?P<height>\d+)-foot-(?:high|tall))?[- ]"
    r"(?P<shape>cone|line|sphere|cube|cylinder|emanation|cloud|radius)(?: that is (?P<broad>\d+) feet wide)?"
    r"|\b(?P<shape2>line) (?:of \w+ )?that is (?P<size2>\d+) feet long and (?P<width2>\d+) feet wide",
    re.IGNORECASE,
)
_SHAPES: Final = {"cloud": "sphere", "radius": "sphere"}
_WITHIN: Final = re.compile(r"within (\d+) feet")
_MANY: Final = re.compile(r"\b(?:each|every|any|all|creatures|one or more)\b", re.IGNORECASE)
_SOME: Final = re.compile(rf"\bup to ({words.COUNT})\b", re.IGNORECASE)
_ACTOR: Final = re.compile(r"\bthe (?:\w+ )?(?:giant|elemental|dragon|fiend|demon)\b", re.IGNORECASE)
_SPARED: Final = re.compile(r"isn't an?|other than an?|except|not an?|but not|\bnon-", re.IGNORECASE)
_BY: Final = re.compile(
    rf"(?:({CONDITION}) or )?({CONDITION}) by (?:it|the)|({CONDITION})? ?(?:target|creature)? ?it is grappling",
    re.IGNORECASE,
)
_ANY_OF: Final = re.compile(
    rf"grappled by the \w+, {CONDITION}, or {CONDITION}|has the {CONDITION}, {CONDITION}, or {CONDITION} condition",
    re.IGNORECASE,
)
_WITH: Final = re.compile(
    rf"has the ({CONDITION}(?:(?:, or|,| or) {CONDITION})*) condition|one (prone|frightened) creature", re.IGNORECASE
)
_KNOWN: Final[tuple[tuple[str, Only], ...]] = (
    (r"the attack roll had advantage|the \w+ had advantage on the attack roll", Only(when=When.ADVANTAGE)),
    (r"(?:this|the poison|this poison|that) damage reduces the target to 0 hit points", Only(when=When.DROPPED)),
    (r"(?:the target|it) is reduced to 0 hit points by this (?:attack|damage)", Only(when=When.DROPPED)),
    (r"the target can see (?:it|the [\w ]+)", ANYBODY),
    (r"the swarm (?:has half of its hit points or fewer|is bloodied)", Only(when=When.ACTOR_BLOODIED)),
    (r"during the first round of each combat", Only(when=When.FIRST_ROUND)),
    (r"the target is bloodied", Only(when=When.BLOODIED)),
    (r"the target doesn't have all its hit points", Only(when=When.HURT)),
    (r"(?:the target|the creature|it) has (?P<most>\d+) hit points or fewer", ANYBODY),
    (r"the target is a creature that has (?P<most>\d+) hit points or fewer", ANYBODY),
    (r"the target is wearing nonmagical metal armor", ANYBODY),
)
_MOVED: Final = (
    r"the [\w' -]+? moved (?:at least )?(?P<charged>\d+)\+? feet straight toward (?:it|the target)"
    r" immediately before the hit"
)
_CHARGE: Final = re.compile(_MOVED, re.IGNORECASE)
_SORT: Final = re.compile(
    rf"(?:the )?(?:{TARGET}|target) is (?:an? )?(?P<sort>.*?)(?: and {_MOVED})?"
    r"(?P<held> and the [\w]+ doesn't have two other creatures grappled)?"
)
_PLAIN: Final = re.compile(
    rf"(?:(?:non-)?(?:\w+ ))?(?:creature|target|humanoid)?(?: or a flammable object)?(?: that isn't being worn or"
    rf" carried)?"
    rf"|{SIZE} or smaller(?: creature| target)?|.*(?:other than|isn't) an? .*",
    re.IGNORECASE,
)


def area_of(text: str) -> Area | None:
    """The area that a text names; None if it names none.

    Example:
        >>> area_of("each creature in a 60-foot-long, 5-foot-wide Line").width_ft
        5
    """
    found = _AREA.search(text)
    if not found:
        return None
    if found["shape2"]:
        return Area(Shape.LINE, int(found["size2"]), width_ft=int(found["width2"]))
    shape = found["shape"].lower()
    width, height = found["width"] or found["broad"], found["height"]
    return Area(
        Shape(_SHAPES.get(shape, shape)),
        int(found["size"]),
        width_ft=int(width) if width else None,
        height_ft=int(height) if height else None,
    )


def _around(text: str) -> Area | None:
    """The area around a point of which the sentence before has told."""
    found = re.search(r"within (\d+) feet of (?:that point|the flash)", text)
    return Area(Shape.SPHERE, int(found[1])) if found else None


def only_of(text: str) -> Only | None:
    """Whom a condition lets through, as "if the target is a Large or smaller creature"; None if it is not understood.

    Example:
        >>> only_of("the target is a creature") == ANYBODY, only_of("the moon is full")
        (True, None)
    """
    text = re.sub(r"^\s*,?\s*if ", "", text.strip(), flags=re.IGNORECASE)
    if not text:
        return ANYBODY
    for pattern, only in _KNOWN:
        if found := re.fullmatch(pattern, text, re.IGNORECASE):
            most = found.groupdict().get("most")
            return replace(only, hit_points=(0, int(most))) if most else only
    charge = None if _SORT.fullmatch(text) else _CHARGE.fullmatch(text)
    if charge:
        return Only(charged_ft=int(charge["charged"]))
    return _sort_of(text)


def _sort_of(text: str) -> Only | None:
    """Whom "the target is …" lets through."""
    if re.fullmatch(r"the [\w ]+ isn't already (?:constricting|grappling) a creature", text, re.IGNORECASE):
        return ANYBODY
    found = _SORT.fullmatch(text)
    if not found or not _PLAIN.fullmatch(found["sort"]):
        if grip := _BY.search(text):
            return Only(has=frozenset(words.conditions(grip[0])), by_actor=True)
        return None
    return replace(sort(found["sort"]), charged_ft=int(found["charged"]) if found["charged"] else None)


def sort(text: str) -> Only:
    """The size and the kinds that a phrase lets through."""
    largest = re.search(rf"({SIZE}) or smaller", text, re.IGNORECASE)
    parts = _SPARED.split(text, maxsplit=1)
    return Only(
        up_to=words.size(largest[1]) if largest else None,
        types=words.kinds(parts[0]),
        but_not=words.kinds(parts[1]) if len(parts) > 1 else frozenset(),
    )


def take_aim(text: str, aim: Aim) -> None:
    """Note whom a text speaks of, besides what is known already."""
    area = area_of(text) or _around(text)
    within = _WITHIN.search(text)
    some = _SOME.search(text)
    aim.told = True
    aim.area = area or aim.area
    if within and not _around(text):
        aim.range_ft = int(within[1])
    elif re.search(r"in the [\w' ]+? space", text):
        aim.range_ft = 0
    if re.search(r"\b(?:touches|kisses)\b", text):
        aim.range_ft = 5
        aim.whom = "others"
    if some:
        aim.most = words.count(some[1])
    elif area or _MANY.search(text):
        aim.most = None
    if re.search(r"\benem(?:y|ies)\b", text, re.IGNORECASE):
        aim.whom = "enemies"
    elif re.search(r"of (?:its|the \w+'s) choice", text):
        aim.whom = "chosen"
    if aim.whom == "any" and aim.most is None and not (aim.area and aim.range_ft):
        aim.whom = "others"
    only = sort(_ACTOR.sub("", text))
    if re.search(r"\(demons succeed automatically\)", text):
        only = replace(only, types=only.types - {"demon"}, but_not=only.but_not | {"demon"})
    aim.only = met(only, states(text)) if aim.only == ANYBODY else aim.only


def states(text: str) -> Only:
    """The conditions that a target has to have, and whether from whoever acts."""
    willing = "willing" in text.lower()
    if re.search(r"\bnot grappled by\b", text, re.IGNORECASE):
        return Only(without=Condition.GRAPPLED)
    if several := _ANY_OF.search(text):
        return Only(has=frozenset(words.conditions(several[0])), or_willing=willing)
    if grip := _BY.search(text):
        named = frozenset(words.conditions(grip[0]))
        return Only(has=named or frozenset({Condition.GRAPPLED}), by_actor=True, or_willing=willing)
    if state := _WITH.search(text):
        return Only(has=frozenset(words.conditions(state[0])))
    return Only(hit_points=(0, 0)) if "has 0 hit points" in text.lower() else ANYBODY


def met(sort: Only, state: Only) -> Only:
    """Who is of a sort, and in a state."""
    return replace(state, up_to=sort.up_to, types=sort.types, but_not=sort.but_not)


def _aims(found: re.Match[str], done: Read) -> None:
    """A sentence that says where, and whom."""
    take_aim(found[0], done.aim)


def _if(found: re.Match[str], done: Read) -> bool:
    """What happens to some alone, to the end of the sentence."""
    only = only_of(found["if"])
    if only is None:
        return False
    left = len(done.left)
    inner = done.inner(found["rest"])
    if len(done.left) > left:
        del done.left[left:]
        return False
    done.add(*folded(only, inner))
    return True


def _either(found: re.Match[str], done: Read) -> bool:
    """What happens to some, and what otherwise."""
    only = only_of(found["if"])
    if only is None:
        return False
    left = len(done.left)
    ways = done.inner(found["rest"]), done.inner(found["other"])
    if len(done.left) > left:
        del done.left[left:]
        return False
    done.add(If(only, *ways))
    return True


_AT: Final = r"(?:exhales|emits|spits|releases|unleashes|hurls|conjures|extends out)"
PHRASES: Final = (
    phrase(
        rf"the [\w' ]+ (?:{_AT}) [^.]*?(?:cone|line|foot radius|feet wide|of (?:blinding dust|cold air|fire|scalding"
        rf" steam))[^.]*",
        _aims,
    ),
    phrase(r"a \d+-foot-radius cloud of [\w ]+ extends out from the \w+", _aims),
    phrase(r"the \w+ slams creatures grappled by it into each other[^.]*", _aims),
    phrase(
        r"the [\w' ]+ (?:fixes its gaze on|targets) (?:one|an?|two|one or more) [^.]*within \d+ feet of"
        r" (?:it|her|him|itself)",
        _aims,
    ),
    phrase(r"the \w+ (?:touches|kisses) (?:another|an?) creature[^.,]*?(?= and casts|[.,]|$)", _aims),
    phrase(r"the [\w ]+ hurls a (?:magical lightning bolt|boulder) at a point [^.]*", _aims),
    phrase(r"the mouther spits a chemical glob at a point [^.]*", _aims),
    phrase(r"if (?P<if>[^,.]*), (?P<rest>[^.]*)\. (?:otherwise, |it otherwise )(?P<other>[^.]*)", _either),
    phrase(r"if (?P<if>[^,.]*), (?P<rest>[^.]*)", _if),
)
