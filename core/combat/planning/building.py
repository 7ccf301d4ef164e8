"""Proposals of encounters: monsters that fit a party's budget, and each other; the same for the same wish.

Proposed are, by turns, one creature alone, several of a kind, or a leader with lesser ones of its creature type, none
above the party's level and not more than two for each character, as the book advises, unless nothing else fits.

Source: SRD 5.2.1, "Gameplay Toolbox", Combat Encounters, Troubleshooting.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from core.combat.acts.entering import MOST_AT_ONCE
from core.combat.planning.bestiary import Bestiary, Kind
from core.combat.planning.groups import Group, bounded, kinds, together
from core.combat.planning.wishes import Wish, limits
from core.dice.source import SecureDice
from core.errors import RuleError
from core.rules.encounters import budget

TRIES: Final = 240
FOR_EACH: Final = 2
"""Creatures for each character, as long as that can be."""
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Bounds:
    """What a try may take: experience points, and how many creatures."""

    over: int
    most: int
    count: int


class _Choices:
    """Choices that follow from a seed."""

    def __init__(self, wish: Wish) -> None:
        said = f"encounter:{wish.seed}:{wish.edition}:{wish.difficulty}:{wish.type}:{wish.levels}".encode()
        self._drawn = 0
        self._said = said
        self._dice = SecureDice(self._more)

    def one(self, things: Sequence[T]) -> T:
        """One of several, each as likely."""
        return things[self._dice.die(len(things)) - 1]

    def upto(self, most: int) -> int:
        """A number from 1."""
        return self._dice.die(max(1, most))

    def _more(self, count: int) -> bytes:
        self._drawn += 1
        return hashlib.shake_256(self._said + b":%d" % self._drawn).digest(count)


def proposed(wish: Wish, bestiary: Bestiary) -> tuple[Group, ...]:
    """The encounter that a wish has.

    Raises:
        RuleError: ``encounter-unfit``: no monsters that are allowed fit; ``encounter-full``: what is to be in it is
            more than the budget already.
        NotFoundError: ``monster-unknown``.
    """
    over, most = limits(wish.difficulty, budget(wish.levels))
    having = kinds(wish.having, bestiary)
    spent = sum(kind.xp * count for kind, count in having)
    there = sum(count for _, count in having)
    if spent > most:
        raise RuleError("encounter-full", xp=spent, most=most)
    highest = max(wish.levels)
    allowed = [kind for kind in bestiary.kinds if wish.allows(kind) and kind.xp]
    careful = [kind for kind in allowed if kind.rating <= highest]
    for pool, crowd in ((careful, FOR_EACH), (careful, 2 * FOR_EACH), (allowed, 2 * FOR_EACH)):
        bounds = _Bounds(over - spent, most - spent, crowd * len(wish.levels) - there)
        if (found := _found(wish, pool, bounds)) is not None:
            return bounded(found)
    raise RuleError("encounter-unfit", over=over, most=most)


def _found(wish: Wish, pool: Sequence[Kind], bounds: _Bounds) -> tuple[Group, ...] | None:
    """What is there and what is added: the first of many tries that fits; else what is there may be enough."""
    affordable = [kind for kind in pool if kind.xp <= bounds.most]
    choices = _Choices(wish)
    for _ in range(TRIES if affordable and bounds.count > 0 else 0):
        tried = list(_tried(choices, affordable, bounds))
        there = together((*wish.having, *(Group(kind.name, count) for kind, count in tried)))
        xp = sum(kind.xp * count for kind, count in tried)
        fits = bounds.over < xp <= bounds.most and sum(count for _, count in tried) <= bounds.count
        if fits and all(each.count <= MOST_AT_ONCE for each in there):
            return there
    return together(wish.having) if bounds.over < 0 and wish.having else None


def _tried(choices: _Choices, pool: Sequence[Kind], bounds: _Bounds) -> Iterator[tuple[Kind, int]]:
    """A leader, or as many of its kind as fit; and lesser ones of its type for what is left."""
    pattern = choices.upto(4)
    leader = choices.one(_strong(pool, bounds) if pattern == 1 else pool)
    most = min(bounds.count, bounds.most // leader.xp, MOST_AT_ONCE)
    count = 1 if pattern == 1 else most if pattern == 2 else choices.upto(min(2, most))
    yield leader, count
    left, room = bounds.most - leader.xp * count, bounds.count - count
    for _ in range(choices.upto(2) if pattern > 2 else 0):
        lesser = [kind for kind in pool if kind.type == leader.type and kind.xp <= min(left, leader.xp)]
        lesser = [kind for kind in lesser if kind.name != leader.name]
        if not lesser or room < 1:
            return
        kind = choices.one(lesser)
        count = choices.upto(min(room, left // kind.xp, MOST_AT_ONCE))
        yield kind, count
        left, room = left - kind.xp * count, room - count


def _strong(pool: Sequence[Kind], bounds: _Bounds) -> Sequence[Kind]:
    """Those that are hard enough alone, if there are any."""
    return [kind for kind in pool if kind.xp > bounds.over] or pool
