"""What can be done to dice on the table: the cases' operators on a hand, worked out the obvious way, die by die."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, NamedTuple

from tests.conformance.dice.forms import Form, Number, matches, whole


@dataclass(slots=True)
class Hand:
    """Dice on the table, or the values of a set.

    Attributes:
        values: What lies there.
        again: Rolls one more of these dice; None for a set, whose values are no dice.
    """

    values: list[Number]
    again: Callable[[], Number] | None


Step = Callable[[Hand], list[Number]]


class Operator(NamedTuple):
    """An operator on hands.

    Attributes:
        make: Makes the step from the words that stand before the hand.
        words: How many those are.
        rolls: Whether it rolls dice again.
    """

    make: Callable[..., Step]
    words: int = 1
    rolls: bool = False


def _keep(*, high: bool, kept: bool) -> Callable[[Form], Step]:
    """Keep, or drop, so many of the highest, or of the lowest."""

    def make(number: Form) -> Step:
        count = whole(number)

        def step(hand: Hand) -> list[Number]:
            ranked = sorted(hand.values, reverse=high)
            return ranked[:count] if kept else ranked[count:]

        return step

    return make


def _keep_both_ends(highest: Form, lowest: Form) -> Step:
    most, least = whole(highest), whole(lowest)
    return lambda hand: [
        value for place, value in enumerate(sorted(hand.values)) if place < least or place >= len(hand.values) - most
    ]


def _keep_matching(*, kept: bool) -> Callable[[Form], Step]:
    def make(selector: Form) -> Step:
        meant = matches(selector)
        return lambda hand: [value for value in hand.values if meant(value) is kept]

    return make


def _reroll(*, endless: bool) -> Callable[[Form], Step]:
    def make(selector: Form) -> Step:
        meant = matches(selector)

        def step(hand: Hand) -> list[Number]:
            assert hand.again is not None
            left: list[Number] = []
            for value in hand.values:
                if meant(value):
                    value = hand.again()
                    while endless and meant(value):
                        value = hand.again()
                left.append(value)
            return left

        return step

    return make


def _explode(*, endless: bool, less: int = 0) -> Callable[[Form], Step]:
    def make(selector: Form) -> Step:
        meant = matches(selector)

        def step(hand: Hand) -> list[Number]:
            assert hand.again is not None
            all_dice: list[Number] = []
            for value in hand.values:
                all_dice.append(value)
                goes_on = meant(value)
                while goes_on:
                    face = hand.again()
                    all_dice.append(face - less)
                    goes_on = endless and meant(face)
            return all_dice

        return step

    return make


def _clamp(choose: Callable[[Number, Number], Number]) -> Callable[[Form], Step]:
    def make(number: Form) -> Step:
        bound = whole(number)
        return lambda hand: [choose(value, bound) for value in hand.values]

    return make


OPERATORS: Final[dict[str, Operator]] = {
    "kh": Operator(_keep(high=True, kept=True)),
    "kl": Operator(_keep(high=False, kept=True)),
    "dh": Operator(_keep(high=True, kept=False)),
    "dl": Operator(_keep(high=False, kept=False)),
    "kunion": Operator(_keep_both_ends, words=2),
    "k": Operator(_keep_matching(kept=True)),
    "p": Operator(_keep_matching(kept=False)),
    "ro": Operator(_reroll(endless=False), rolls=True),
    "rr": Operator(_reroll(endless=True), rolls=True),
    "e": Operator(_explode(endless=True), rolls=True),
    "e1": Operator(_explode(endless=False), rolls=True),
    "epen": Operator(_explode(endless=True, less=1), rolls=True),
    "mi": Operator(_clamp(max)),
    "ma": Operator(_clamp(min)),
}
