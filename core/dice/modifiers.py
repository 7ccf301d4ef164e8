"""Modifiers: what stands directly behind dice, read into the steps in which it takes effect.

Three readings where the dialects differ:
bare ``k3`` keeps the three highest and bare ``d1`` drops the lowest, as on Roll20; but several bare ``k`` in a row
(``k5k6``) name faces, as in Avrae, because no two counts could be meant. An explosion comes before any keeping or
dropping, wherever it was written. Everything else takes effect from left to right.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import Final, NamedTuple

from core.dice import bounds, tokens, trouble
from core.dice.refusal import Refusal
from core.dice.syntax import Modifier, Operation, Selector

_PICKING: Final = (Operation.KEEP, Operation.DROP)
_CLAMPING: Final = (Operation.RAISE, Operation.LOWER)


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


def _read_one(text: str, found: re.Match[str], highest: int) -> _Written:
    name, comparison, digits = found[1].lower(), found[2], found[3]
    meaning = tokens.MEANINGS[name]
    if comparison and not meaning.compares:
        raise Refusal("dice-unexpected", found.start(2), comparison, ("3",))
    if digits is None:
        if name == "!" and not comparison:
            return _Written(meaning.operation, Selector("=", highest), bare_keep=False)
        raise trouble.without_number(text, found.start(), found.end(), meaning.compares and not comparison)
    if len(digits) > bounds.MAX_DIGITS:
        raise Refusal("dice-number-too-long", found.start(3), digits, (str(bounds.MAX_DIGITS),))
    sign = tokens.CANONICAL_COMPARISON.get(comparison, comparison) if comparison else meaning.comparison
    return _Written(meaning.operation, Selector(sign, int(digits)), bare_keep=name == "k" and not comparison)


def _arrange(written: list[_Written]) -> tuple[Modifier, ...]:
    if len(written) == 1:
        only = written[0]
        return (Modifier(only.operation, (only.selector,)),)
    steps: list[Modifier] = []
    for operation, run in groupby(_explosions_first(written), key=lambda one: one.operation):
        selectors = _selectors(list(run))
        if operation in _CLAMPING:
            steps += [Modifier(operation, (selector,)) for selector in selectors]
        else:
            steps.append(Modifier(operation, selectors))
    return tuple(steps)


def _explosions_first(written: list[_Written]) -> list[_Written]:
    picks = [place for place, one in enumerate(written) if one.operation in _PICKING]
    if not picks:
        return written
    before, rest = written[: picks[0]], written[picks[0] :]
    late = [one for one in rest if one.operation is Operation.EXPLODE]
    return before + late + [one for one in rest if one.operation is not Operation.EXPLODE]


def _selectors(run: list[_Written]) -> tuple[Selector, ...]:
    if sum(one.bare_keep for one in run) < 2:
        return tuple([one.selector for one in run])
    return tuple([Selector("=", one.selector.value) if one.bare_keep else one.selector for one in run])
