"""Counters: whatever is used up and comes back, of the book or of one's own making."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from core.characters.rulebook import key
from core.characters.sheet import Counter, Resets, Sheet
from core.errors import LimitError, NotFoundError, RuleError

MOST_COUNTERS: Final = 60
LONGEST_COUNTER: Final = 40
LARGEST_COUNTER: Final = 9_999
_VALUE: Final = re.compile(r"([-+−–]?)\s*(\d{1,4})")


def counter_named(sheet: Sheet, name: str) -> str:
    """The name under which a counter is on a sheet: given whole, or the only one that begins so.

    Raises:
        NotFoundError: ``counter-not-found``.
    """
    wanted = key(name)
    exact = [each for each in sheet.counters if key(each) == wanted]
    begun = exact or [each for each in sheet.counters if wanted and key(each).startswith(wanted)]
    if len(begun) != 1:
        raise NotFoundError("counter-not-found", named=name[:LONGEST_COUNTER], name=sheet.name)
    return begun[0]


def with_counter(sheet: Sheet, name: str, maximum: int, resets: Resets) -> Sheet:
    """With a counter, full; one of that name is made anew.

    Raises:
        RuleError: ``counter-out-of-range``.
        LimitError: ``counter-name-too-long`` or ``too-many-counters``.
    """
    title = " ".join(name.split())
    if not 1 <= maximum <= LARGEST_COUNTER or not title:
        raise RuleError("counter-out-of-range", limit=LARGEST_COUNTER)
    if len(title) > LONGEST_COUNTER:
        raise LimitError("counter-name-too-long", length=len(title), limit=LONGEST_COUNTER)
    there = next((each for each in sheet.counters if key(each) == key(title)), title)
    if there not in sheet.counters and len(sheet.counters) >= MOST_COUNTERS:
        raise LimitError("too-many-counters", limit=MOST_COUNTERS)
    return replace(sheet, counters={**sheet.counters, there: Counter(maximum, 0, resets)})


def counted(sheet: Sheet, name: str, value: str) -> Sheet:
    """With a counter at a number, or by so many higher or lower: ``3``, ``-1``, ``+2``.

    Raises:
        NotFoundError: ``counter-not-found``.
        RuleError: ``counter-unreadable``, or ``counter-used-up``: there is not so much left.
    """
    there = counter_named(sheet, name)
    counter = sheet.counters[there]
    matched = _VALUE.fullmatch(value.strip())
    if matched is None:
        raise RuleError("counter-unreadable", given=value[:20])
    sign, number = matched[1], int(matched[2])
    left = number if not sign else counter.left + (number if sign == "+" else -number)
    if left < 0:
        raise RuleError("counter-used-up", name=there, left=counter.left)
    spent = counter.maximum - min(left, counter.maximum)
    return replace(sheet, counters={**sheet.counters, there: replace(counter, spent=spent)})


def counter_reset(sheet: Sheet, name: str | None) -> Sheet:
    """With a counter full again; without a name, all of them.

    Raises:
        NotFoundError: ``counter-not-found``.
    """
    which = [counter_named(sheet, name)] if name else list(sheet.counters)
    full = {each: replace(sheet.counters[each], spent=0) for each in which}
    return replace(sheet, counters={**sheet.counters, **full})


def without_counter(sheet: Sheet, name: str) -> Sheet:
    """Without a counter.

    Raises:
        NotFoundError: ``counter-not-found``.
    """
    there = counter_named(sheet, name)
    return replace(sheet, counters={each: counter for each, counter in sheet.counters.items() if each != there})
