"""Whether a tree says all the numbers that its text does: what was read, held to what was written.

A phrase that matches too much takes numbers with it; here they are missed. Averages are held to their dice as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any, Final, cast

from core.monsters.stat_block import Action
from data.srd.build import words
from data.srd.build.words import DICE, TIME

_AVERAGE: Final = re.compile(rf"(\d+) \(({DICE})\)")
_DICE: Final = re.compile(rf"(?:{DICE})")
_NUMBER: Final = re.compile(r"(?<![\d.])\d+(?![\d.]*\d)")
_HYPHENED: Final = re.compile(r"(\d+)-(minute|hour|day)")
_TIME: Final = re.compile(TIME, re.IGNORECASE)
_GOES_WITHOUT_SAYING: Final = re.compile(
    r"reach 5 feet|to 0 hit points|has 0 hit points|reduces its \w+ to 0|maximum to 0|by 5 or more|is 5 or lower"
    r"|D20 Tests?|speed (?:is )?0|within 5 feet of it (?:takes|can)|within 5 feet of (?:it|a second|the elemental)"
    r"|creature within 5 feet|within 5 feet of an?|in a space within \d+ feet of|additional \d+ feet",
    re.IGNORECASE,
)
"""Numbers that the rules have anyway, that a word of the tree stands for, or that only say where."""


def doubts(text: str, action: Action, *besides: object) -> Iterator[str]:
    """What a text has that its tree has not: dice, times and other numbers; and averages that are not their dice's.

    Args:
        text: The action's.
        action: What was made of it.
        besides: Records in which some of it stands instead, as the spells of a creature.
    """
    for told, dice in _AVERAGE.findall(text):
        if int(told) != (mean := average(dice)):
            yield f"{told} ({dice}) is {mean} on average"
    if not action.whole:
        return
    there = set(_values((action, *besides)))
    left = _AVERAGE.sub(lambda found: found[2], text)
    for dice in _DICE.findall(left):
        if not any(dice.replace(" ", "") in value for value in there):
            yield f"no node has {dice}"
    left = _HYPHENED.sub(r"\1 \2", _DICE.sub("", left))
    for time in _TIME.findall(left):
        if str(words.rounds(time)) not in there and not any(time in value for value in there):
            yield f"nothing lasts {time}"
    left = _GOES_WITHOUT_SAYING.sub("", _TIME.sub("", left))
    numbers = {number for value in there for number in re.findall(r"\d+", value)}
    for number in _NUMBER.findall(left):
        if number not in numbers:
            yield f"no node has {number}"


def average(dice: str) -> int:
    """What dice come to on average, rounded down, and a hit's damage never less than 1.

    Example:
        >>> average("2d6 + 3"), average("1d4 - 1")
        (10, 1)
    """
    found = re.fullmatch(r"(\d+)d(\d+)(?: ?([+-]) ?(\d+))?", dice)
    if not found:
        raise ValueError(f"{dice!r} are no dice")
    bonus = int(f"{found[3]}{found[4]}") if found[3] else 0
    return max(1, int(found[1]) * (int(found[2]) + 1) // 2 + bonus)


def _values(value: Any) -> Iterator[str]:
    """Every value that is somewhere in a record, as text."""
    if is_dataclass(value):
        for field in fields(value):
            yield from _values(getattr(value, field.name))
    elif isinstance(value, tuple | frozenset):
        for each in cast("tuple[Any, ...]", value):
            yield from _values(each)
    else:
        yield str(value)
