"""Odds by icepool, in a process of its own: trees in, laws out; nothing of ours is imported.

Standard input holds one JSON object: ``trees``, and ``seconds`` if each shall be timed for about so long. Standard
output holds a list with an object for each tree: ``weights`` by total, their ``whole``, and ``ms``, the best time of
one answer with empty caches.

A tree is a list, its first item a word: ``number``, ``dice`` (count, faces, steps), ``keep`` (ends, pools and values),
or an operator before its operands. What the steps and ends are is written at the functions that read them.
"""

from __future__ import annotations

import json
import math
import sys
import time
from fractions import Fraction
from typing import Any

import icepool  # pyright: ignore[reportMissingImports]  # installed in an environment of its own, beside ours

Tree = list[Any]


def law(tree: Tree) -> Any:
    """The law of a tree, before its totals are cut."""
    word, *rest = tree
    if word == "number":
        number = Fraction(rest[0])
        return icepool.Die([number.numerator if number.denominator == 1 else number])
    if word == "dice":
        return pool(*rest)
    if word == "keep":
        ends, *items = rest
        return kept(icepool.Pool([law(item) for item in items]), len(items), ends).sum()
    if word == "counted":
        count, *dice = rest
        return law(count).map(lambda number: pool(max(math.trunc(number), 0), *dice))
    return OPERATORS[word](*[law(operand) for operand in rest])


def pool(count: int, faces: list[int], *steps: Tree) -> Any:
    """The law of some dice, and of what is done to them, by the shorter of icepool's two ways.

    A step is ``lucky`` (faces, of which one die is rolled again), ``ends`` (see `kept`), ``worth`` (what a face counts
    for) or one of `STEPS`, which change each die before they are put together.
    """
    die = icepool.Die(faces)
    dice: Any = None
    worth: dict[int, int] | None = None
    for word, *values in steps:
        if word == "lucky":
            dice = die.reroll_to_pool(count, values[0], max_rerolls=1, depth=1)
        elif word == "ends":
            dice = kept(dice if dice is not None else die.pool(count), count, values[0])
        elif word == "worth":
            worth = {int(face): number for face, number in values[0].items()}
        else:
            die = STEPS[word](die, *values)
    if dice is not None:
        return dice.sum(map=worth)
    return count @ (die if worth is None else die.map(worth))


def kept(dice: Any, count: int, ends: Tree) -> Any:
    """The dice that are left: ``ranks`` keeps so many of the highest and of the lowest, ``faces`` those with some."""
    word, *values = ends
    if word == "faces":
        return dice.keep_outcomes(values[0])
    high, low = values
    return dice.keep([1 if place < low or place >= count - high else 0 for place in range(count)])


def cleared() -> None:
    """Forget what was worked out before."""
    icepool.Pool.clear_cache()
    icepool.d.cache_clear()
    vars(icepool.evaluator.sum_evaluator).pop("_cache", None)


STEPS: dict[str, Any] = {
    "again": lambda die, faces, depth: die.reroll(faces, depth=depth),
    "raise": lambda die, bound: die.map(lambda face: max(face, bound)),
    "lower": lambda die, bound: die.map(lambda face: min(face, bound)),
    "explode": lambda die, faces, depth: die.explode(faces, depth=depth),
}
OPERATORS: dict[str, Any] = {
    "+": lambda left, right: left + right,
    "-": lambda left, right: left - right,
    "*": lambda left, right: left * right,
    "/": lambda left, right: icepool.map(lambda one, other: Fraction(one) / other, left, right),
    "//": lambda left, right: left // right,
    "%": lambda left, right: left % right,
    "==": lambda left, right: icepool.map(lambda one, other: int(one == other), left, right),
    "<": lambda left, right: icepool.map(lambda one, other: int(one < other), left, right),
    ">=": lambda left, right: icepool.map(lambda one, other: int(one >= other), left, right),
    "negative": lambda value: -value,
    "abs": lambda value: value.map(abs),
    "floor": lambda value: value.map(math.floor),
    "ceil": lambda value: value.map(math.ceil),
    "max": icepool.highest,
    "min": icepool.lowest,
}


def answer(tree: Tree, seconds: float) -> dict[str, Any]:
    """The law of one tree, and how long it took."""
    began, best = time.perf_counter(), math.inf
    while True:
        cleared()
        start = time.perf_counter()
        found = law(tree)
        best = min(best, time.perf_counter() - start)
        if time.perf_counter() - began >= seconds:
            break
    totals = found.map(math.trunc)
    weights = {str(total): weight for total, weight in totals.items()}
    return {"weights": weights, "whole": totals.denominator(), "ms": best * 1000}


if __name__ == "__main__":
    asked = json.load(sys.stdin)
    json.dump([answer(tree, asked.get("seconds", 0.0)) for tree in asked["trees"]], sys.stdout)
