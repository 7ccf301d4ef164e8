"""A sheet that is read line by line: what was read so far, and how words, numbers and lists are read."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Final

from core.characters.importing import limits
from core.characters.importing.clean import line
from core.characters.importing.imported import Notes, Why
from core.characters.importing.likeness import Things
from core.characters.importing.plain_words import listed
from core.rules.conditions import Condition
from core.rules.damage import DamageType

LONGEST: Final = 200
"""Signs of one part of a list that are looked at."""
TYPES: Final = {each.value: each for each in DamageType}
_CONDITIONS: Final = {each.value: each for each in Condition}
NUMBER: Final = re.compile(r"\s?([+-]?\d{1,9})\b")


@dataclass(frozen=True, slots=True)
class Draft:
    """What was read so far.

    Attributes:
        notes: Is told of what cannot be read.
        things: The book's weapons and armour.
        found: Fields of a sheet, and parts of some.
        numbers: Totals that the text tells, by what a sheet's overrides call them.
        prose: The lines of its notes.
    """

    notes: Notes
    things: Things
    found: dict[str, Any] = field(default_factory=dict[str, Any])
    numbers: dict[str, int] = field(default_factory=dict[str, int])
    prose: list[str] = field(default_factory=list[str])


def words(topic: str, draft: Draft, text: str, where: str) -> None:
    """Read a few words."""
    draft.found[topic] = line(text[:LONGEST])


def whole(draft: Draft, text: str, where: str, bounds: limits.Range) -> int | None:
    """Read a whole number at the beginning of a text; None where there is none within bounds, which is noted."""
    found = NUMBER.match(text.replace(",", ""))
    if not found:
        draft.notes.miss(where, Why.NO_NUMBER, text)
        return None
    number = int(found[1])
    if not bounds[0] <= number <= bounds[1]:
        draft.notes.miss(where, Why.OUT_OF_RANGE, text)
        return None
    return number


def number(topic: str, draft: Draft, text: str, where: str) -> None:
    """Read a total, or what there is of something."""
    told = whole(draft, text, where, limits.XP if topic == "xp" else limits.OVERRIDE)
    if told is not None:
        (draft.found if topic in ("xp", "temporary") else draft.numbers)[topic] = told


def names(topic: str, draft: Draft, text: str, where: str) -> None:
    """Read a list of names."""
    told = [line(part[:LONGEST]) for part in listed(text)]
    if topic in ("weapons", "masteries"):
        told = [draft.things.like(name) or name.removesuffix(" weapons") for name in told]
    if topic == "weapons":
        told = [name.casefold() for name in told]
    draft.found[topic] = tuple(dict.fromkeys((*draft.found.get(topic, ()), *told)))


def defences(topic: str, draft: Draft, text: str, where: str) -> None:
    """Read what it resists, suffers or ignores."""
    for part in listed(text):
        word = part.casefold()
        if word in TYPES:
            draft.found[topic] = tuple(sorted({*draft.found.get(topic, ()), TYPES[word]}))
        elif word in _CONDITIONS and topic == "ignores":
            draft.found["immune_to"] = tuple(sorted({*draft.found.get("immune_to", ()), _CONDITIONS[word]}))
        else:
            draft.notes.miss(where, Why.UNKNOWN, part)


def paragraphs(draft: Draft, text: str, where: str) -> None:
    """Read a line of notes."""
    del where
    draft.prose.append(text)
