"""Several attacks in one action: Multiattack of both books, out of the source's data or out of the sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any, Final

from core.rules.effects.outcomes import Cast, Use
from core.rules.effects.tree import Choose, Effect
from data.srd.build import words
from data.srd.build.sources import Json
from data.srd.build.words import COUNT

Way = tuple[str, tuple[Effect, ...]]
_NAME: Final = r"[A-Z][\w'-]*(?: [A-Z][\w'-]*)*"
_NAMES: Final = rf"{_NAME}(?:(?:, or|,| or| and) {_NAME})*"
_COMBINED: Final = re.compile(rf"(?P<count>{COUNT}) (?:other )?attacks, using (?P<names>{_NAMES}) in any combination")
_MADE: Final = re.compile(rf"(?P<count>{COUNT}) (?P<names>{_NAMES}) attacks?")
_USED: Final = re.compile(rf"(?:can )?uses? (?:either )?(?P<names>{_NAMES})(?P<twice> twice)?(?: if available)?")
_JOINT: Final = re.compile(r"(?:,? and|,)? ?(?:it )?(?:makes? )?")
_INSTEAD: Final = re.compile(
    rf"It can replace (?P<what>one attack|any attack|two attacks|the (?P<named>{_NAME}) attack) with (?P<with>.*)"
)
_CAST: Final = re.compile(rf"Spellcasting to cast (?P<spell>{_NAME})(?: \(level (?P<level>\d) version\))?")


def in_2014(each: Json) -> tuple[Effect, ...] | None:
    """Multiattack of SRD 5.1, which the source has as data; None where it has none."""
    if "multiattack_type" not in each:
        return None
    if each["multiattack_type"] == "actions":
        return (_use(each["actions"]),)
    options = each["action_options"]["from"]["options"]
    ways = {_named(one): (_use(one.get("items", [one])),) for one in options}
    return (Choose(tuple(ways.items())),)


def _use(items: Iterable[Json]) -> Use:
    return Use(tuple((one["action_name"], _count(one["count"])) for one in items))


def _named(option: Json) -> str:
    items: Sequence[Json] = option.get("items", [option])
    return " and ".join(
        one["action_name"] if one["count"] == 1 else f"{one['count']} {one['action_name']}" for one in items
    )


def _count(said: Any) -> int:
    return int(said) if str(said).isdigit() else 1


def in_2024(text: str) -> tuple[Effect, ...] | None:
    """Multiattack of SRD 5.2.1 by its sentence; None where it is told otherwise than most.

    Example:
        >>> in_2024("The ape makes two Fist attacks.")[0].actions
        (('Fist', 2),)
    """
    first, _, second = text.rstrip(".").partition(". ")
    made = re.fullmatch(r"The [\w' -]+? (?=makes|uses)(?P<what>.*)", first)
    if not made:
        return None
    ways = [_clauses(part) for part in re.split(r",? or (?=it makes|uses \w+ \w+ twice)", made["what"])]
    if any(way is None for way in ways):
        return None
    if len(ways) > 1:
        return (Choose(tuple((_told(way or ()), way or ()) for way in ways)),)
    as_it_is = ways[0] or ()
    return _replacing(as_it_is, second) if second else as_it_is


def _clauses(text: str) -> tuple[Effect, ...] | None:
    """What is done one after the other."""
    made: list[Effect] = []
    at = 0
    while at < len(text):
        joint = _JOINT.match(text, at)
        at = joint.end() if joint else at
        if (found := _COMBINED.match(text, at)) or (found := _MADE.match(text, at)):
            made.append(_any(words.count(found["count"]), _split(found["names"])))
        elif found := _USED.match(text, at):
            made.append(_any(2 if found["twice"] else 1, _split(found["names"])))
        else:
            return None
        at = found.end()
    return _as_one(made)


def _split(names: str) -> list[str]:
    return re.split(r", or |,? and |, | or ", names)


def _any(count: int, names: Sequence[str]) -> Effect:
    """So many, each of them one of several."""
    if len(names) == 1:
        return Use(((names[0], count),))
    return Choose(tuple((name, (Use(((name, 1),)),)) for name in names), times=count)


def _as_one(effects: Iterable[Effect]) -> tuple[Effect, ...]:
    """Uses that follow each other, as one."""
    made: list[Effect] = []
    for each in effects:
        if isinstance(each, Use) and made and isinstance(last := made[-1], Use):
            made[-1] = Use((*last.actions, *each.actions))
        else:
            made.append(each)
    return tuple(made)


def _replacing(as_it_is: tuple[Effect, ...], text: str) -> tuple[Effect, ...] | None:
    """The same with something else instead of an attack, if whoever acts wants to."""
    found = _INSTEAD.fullmatch(text)
    options = _options(found["with"]) if found else None
    if not found or not options:
        return None
    if found["what"] == "any attack":
        attack = as_it_is[0]
        if not isinstance(attack, Use):
            return None
        name, count = attack.actions[0]
        return (Choose((_way_of(name), *options), times=count), *as_it_is[1:])
    left = _without(as_it_is, found["named"], 2 if found["what"] == "two attacks" else 1)
    return (Choose((("as it is", as_it_is), *((name, _as_one((*left, *way))) for name, way in options))),)


def _way_of(name: str) -> Way:
    return name, (Use(((name, 1),)),)


def _options(text: str) -> list[Way] | None:
    """What may stand in for an attack."""
    made: list[Way] = []
    for part in re.split(r" or \(B\) ", text.replace("(A) ", "")):
        option = re.sub(r"^an? (?:use of )?", "", part)
        if found := _CAST.fullmatch(option):
            made.append((found["spell"], (Cast((found["spell"],), int(found["level"]) if found["level"] else None),)))
        elif found := re.fullmatch(rf"(?P<name>{_NAME})(?: attack)?(?: if available)?", option):
            made.append(_way_of(found["name"]))
        else:
            return None
    return made


def _without(effects: tuple[Effect, ...], name: str | None, fewer: int) -> tuple[Effect, ...]:
    """The same with some attacks fewer: those of a name, or the first."""
    made: list[Effect] = []
    for each in effects:
        match each:
            case Use():
                kept: list[tuple[str, int]] = []
                for used, count in each.actions:
                    taken = min(fewer, count) if name in {None, used} else 0
                    fewer -= taken
                    kept += [(used, count - taken)] if count > taken else []
                made += [Use(tuple(kept))] if kept else []
            case Choose():
                taken = min(fewer, each.times)
                fewer -= taken
                made += [Choose(each.ways, each.times - taken)] if each.times > taken else []
            case _:
                made.append(each)
    return tuple(made)


def _told(way: tuple[Effect, ...]) -> str:
    """A name for a way: what is used in it."""
    used = [
        name if count == 1 else f"{count} {name}"
        for each in way
        if isinstance(each, Use)
        for name, count in each.actions
    ]
    return " and ".join(used)
