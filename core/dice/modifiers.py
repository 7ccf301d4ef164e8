"""Modifiers: what stands directly behind dice or a set, read into the steps in which it takes effect.

Three readings where the dialects differ:
bare ``k3`` keeps the three highest and bare ``d1`` drops the lowest, as on Roll20; but several bare ``k`` in a row
(``k5k6``) name faces, as in Avrae, because no two counts could be meant. An explosion comes before any keeping or
dropping, wherever it was written; successes are counted at the end, and sorting is for the eye alone. Everything else
takes effect from left to right.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import Final, NamedTuple

from core.dice import bounds, tokens, trouble
from core.dice.operations import EXPLOSIONS, PICKING, Modifier, Operation, Selector
from core.dice.refusal import Refusal

_ONE_BY_ONE: Final = frozenset({Operation.RAISE, Operation.LOWER, Operation.SORT})
"""What is not merged with its neighbours: each is a step of its own."""
_LATE: Final = {Operation.SUCCEED: 1, Operation.SUCCEED_TWICE: 2, Operation.FAIL: 3, Operation.SORT: 4}
"""What takes effect behind everything else, in this order."""


class _Written(NamedTuple):
    """A modifier as it was typed."""

    operation: Operation
    selector: Selector
    bare_keep: bool


def read_modifiers(text: str, at: int, highest: int) -> tuple[tuple[Modifier, ...], int]:
    """Read all modifiers of one pool.

    Args:
        text: The whole text as typed.
        at: Where the pool's sides end.
        highest: The highest face, which ``!`` alone stands for.

    Returns:
        The steps in order of effect, and where the pool ends.

    Raises:
        Refusal: A modifier lacks its number, or there are too many.

    Example:
        >>> steps, end = read_modifiers("4d6kh3!", 3, 6)
        >>> [step.text for step in steps], end
        (['e6', 'kh3'], 7)
    """
    written: list[_Written] = []
    while found := tokens.MODIFIER.match(text, at):
        if len(written) == bounds.MAX_MODIFIERS:
            raise Refusal("dice-too-many-modifiers", at, found[0], (str(bounds.MAX_MODIFIERS),))
        written.append(_read_one(text, found, highest))
        at = found.end()
    return (_arrange(written), at) if written else ((), at)


def read_picks(text: str, at: int) -> tuple[tuple[Modifier, ...], int]:
    """Read what can be done to a set: keeping and dropping.

    Raises:
        Refusal: A modifier that works on dice alone, lacks its number, or is one too many.
    """
    steps, end = read_modifiers(text, at, 0)
    if any(step.operation not in PICKING for step in steps):
        found = tokens.MODIFIER.match(text, at)
        while found and (found[4] or tokens.MEANINGS[found[1].lower()].operation in PICKING):
            at = found.end()
            found = tokens.MODIFIER.match(text, at)
        raise Refusal("dice-needs-dice", at, found[0] if found else text[at:end], trouble.OPERATORS)
    return steps, end


def joined(steps: tuple[Modifier, ...], picks: tuple[Modifier, ...]) -> tuple[Modifier, ...] | None:
    """The steps of a pool and picks from outside its brackets, in a row.

    Returns:
        None if they would mean something else so: two steps of keeping, written together, are one.
    """
    if (
        steps
        and picks
        and (steps[-1].operation is picks[0].operation or _LATE.keys() & {each.operation for each in steps})
    ):
        return None
    return steps + picks


def _read_one(text: str, found: re.Match[str], highest: int) -> _Written:
    name, comparison, digits, sorting = found.groups()
    if sorting:
        return _Written(Operation.SORT, Selector("h" if sorting in ("sd", "SD") else "l", 0), False)
    name = name.lower()
    meaning = tokens.MEANINGS[name]
    if comparison and not meaning.compares:
        raise Refusal("dice-unexpected", found.start(2), comparison, ("3",))
    if digits is None:
        if name[0] == "!" and not comparison:
            return _Written(meaning.operation, Selector("=", highest), False)
        raise trouble.without_number(text, found.start(), found.end(), meaning.compares and not comparison)
    if len(digits) > bounds.MAX_DIGITS:
        raise Refusal("dice-number-too-long", found.start(3), digits, (str(bounds.MAX_DIGITS),))
    sign = tokens.CANONICAL_COMPARISON.get(comparison, comparison) if comparison else meaning.comparison
    return _Written(meaning.operation, Selector(sign, int(digits)), name == "k" and not comparison)


def _arrange(written: list[_Written]) -> tuple[Modifier, ...]:
    if len(written) == 1:
        only = written[0]
        return (Modifier(only.operation, (only.selector,)),)
    steps: list[Modifier] = []
    for operation, run in groupby(_in_order(written), key=lambda one: one.operation):
        selectors = _selectors(list(run))
        if operation in _ONE_BY_ONE:
            steps += [Modifier(operation, (selector,)) for selector in selectors]
        else:
            steps.append(Modifier(operation, selectors))
    return tuple(steps)


def _in_order(written: list[_Written]) -> list[_Written]:
    """Explosions before the first pick, counting and sorting at the end."""
    early = [one for one in written if one.operation not in _LATE]
    late = sorted([one for one in written if one.operation in _LATE], key=lambda one: _LATE[one.operation])
    picks = [place for place, one in enumerate(early) if one.operation in PICKING]
    if picks:
        before, rest = early[: picks[0]], early[picks[0] :]
        exploding = [one for one in rest if one.operation in EXPLOSIONS]
        early = before + exploding + [one for one in rest if one.operation not in EXPLOSIONS]
    return early + late


def _selectors(run: list[_Written]) -> tuple[Selector, ...]:
    if sum(one.bare_keep for one in run) < 2:
        return tuple([one.selector for one in run])
    return tuple([Selector("=", one.selector.value) if one.bare_keep else one.selector for one in run])
