"""Odds equal icepool's, exactly: random expressions, each written twice, as notation and as what icepool shall do.

icepool never reads notation, and what it does is put together here beside the text, so a misreading of ours would show
as well as a wrong sum.
"""

from __future__ import annotations

import operator
import random
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest

from core.dice.notation import parse
from core.dice.odds.answer import distribution
from tests.core.dice.odds.conftest import GENEROUS
from tests.rivals.process import ask

Tree = list[Any]
Pair = tuple[str, Tree]
COMPARE: dict[str, Callable[[int, int], bool]] = {
    "": operator.eq, "=": operator.eq, "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip


def meant(chance: random.Random, sides: int) -> tuple[str, list[int]]:
    """A selector, and the faces that it means; never all of them."""
    while True:
        sign, value = chance.choice(list(COMPARE)), chance.randint(1, sides)
        faces = [face for face in range(1, sides + 1) if COMPARE[sign](face, value)]
        if len(faces) < sides:
            return f"{sign}{value}", faces


def pool(chance: random.Random) -> Pair:
    """Dice with up to one step of each kind that icepool knows."""
    count, sides = chance.randint(1, 8), chance.choice([4, 6, 6, 8, 10, 12, 20])
    if chance.random() < 0.1:
        return f"{count}dF", ["dice", count, [-1, 0, 1]]
    steps: list[tuple[str, Tree]] = []
    if chance.random() < 0.2:
        text, faces = meant(chance, sides)
        steps.append((f"rf{text}", ["lucky", faces]))
    else:
        steps += alone(chance, sides)
    if chance.random() < 0.6 and not any(tree[0] == "explode" for _, tree in steps):
        steps.append(ends(chance, count, sides))
    if chance.random() < 0.25 and not any(tree[0] == "explode" for _, tree in steps):
        steps.append(worth(chance, sides))
    tree = ["dice", count, list(range(1, sides + 1)), *[tree for _, tree in steps]]
    return f"{count}d{sides}{''.join(text for text, _ in steps)}", tree


def alone(chance: random.Random, sides: int) -> list[tuple[str, Tree]]:
    """Steps that look at each die alone: a reroll, then bounds; or an explosion.

    A reroll stands first, because icepool rolls again what the die has become, and ours a fresh one.
    """
    steps: list[tuple[str, Tree]] = []
    text, faces = meant(chance, sides)
    if chance.random() < 0.4:
        word, depth = chance.choice([("ro", 1), ("rr", "inf")])
        steps.append((f"{word}{text}", ["again", faces, depth]))
    elif chance.random() < 0.2:
        return [(f"eo{text}", ["explode", faces, 1])]
    for word, name in chance.sample([("mi", "raise"), ("ma", "lower")], chance.choice([0, 0, 1, 2])):
        bound = chance.randint(1, sides)
        steps.append((f"{word}{bound}", [name, bound]))
    return steps


def ends(chance: random.Random, count: int, sides: int) -> tuple[str, Tree]:
    """One keep or drop."""
    high, low = chance.randint(0, count), chance.randint(0, count)
    if chance.random() < 0.25:
        text, faces = meant(chance, sides)
        text = f"={text}" if text.isdigit() else text
        others = [face for face in range(1, sides + 1) if face not in faces]
        return chance.choice([(f"k{text}", ["ends", ["faces", faces]]), (f"p{text}", ["ends", ["faces", others]])])
    return chance.choice(
        [
            (f"kh{high}", ["ends", ["ranks", high, 0]]),
            (f"kl{low}", ["ends", ["ranks", 0, low]]),
            (f"dh{high}", ["ends", ["ranks", 0, count - high]]),
            (f"dl{low}", ["ends", ["ranks", count - low, 0]]),
            (f"kh{high}kl{low}", ["ends", ["ranks", high, low]]),
        ]
    )


def worth(chance: random.Random, sides: int) -> tuple[str, Tree]:
    """Successes, doubled ones and failures."""
    value, twice, fails = sorted(chance.sample(range(1, sides + 1), 3))[::-1] if sides > 3 else (3, 2, 1)
    number = {face: (face >= twice) + (face >= value) - (face == fails) for face in range(1, sides + 1)}
    return f"t{twice}tt{value}f{fails}", ["worth", number]


def expression(chance: random.Random, depth: int) -> Pair:
    """Pools, sets and numbers with operators between them."""
    if not depth or chance.random() < 0.35:
        number = chance.choice(["2", "3", "10", "0.5"])
        return chance.choice([pool(chance)] * 5 + [(number, ["number", number])])
    (one, left), (other, right) = expression(chance, depth - 1), expression(chance, depth - 1)
    word = chance.choice(["+", "+", "+", "-", "-", "*", "/", "//", "%", "==", "<", ">="])
    if word in ("/", "//", "%"):
        other, right = "4", ["number", "4"]
    best = chance.choice(["max", "min", "floor", "ceil", "abs"])
    operands = [left, right] if best in ("max", "min") else [left]
    high = chance.randint(0, 2)
    return chance.choice(
        [
            *[(f"({one}) {word} ({other})", [word, left, right])] * 3,
            (f"-({one})", ["negative", left]),
            (f"{best}({', '.join([one, other][: len(operands)])})", [best, *operands]),
            (f"({one}, {other}, {one})kh{high}", ["keep", ["ranks", high, 0], left, right, left]),
            ("(1d4)d6kh2", ["counted", ["dice", 1, [1, 2, 3, 4]], list(range(1, 7)), ["ends", ["ranks", 2, 0]]]),
        ]
    )


def law(answer: dict[str, Any]) -> dict[int, Fraction]:
    return {int(total): Fraction(weight, answer["whole"]) for total, weight in answer["weights"].items()}


def check(seed: int, count: int) -> None:
    chance = random.Random(seed)
    pairs = [expression(chance, 2) for _ in range(count)]
    answers = ask("icepool_odds.py", {"trees": [tree for _, tree in pairs]})
    ours = [(text, dict(distribution(parse(text), budget=1e7).chances)) for text, _ in pairs]
    assert ours == [(text, law(answer)) for (text, _), answer in zip(pairs, answers, strict=True)]


def test_two_hundred_expressions_have_icepools_odds() -> None:
    check(seed=1, count=200)


@pytest.mark.soak
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("seed", range(2, 12))
def test_two_thousand_expressions_have_icepools_odds(seed: int) -> None:
    check(seed, count=200)


@pytest.mark.parametrize(
    ("text", "count", "sides", "faces"),
    [("1d6e6", 1, 6, [6]), ("3d6e6", 3, 6, [6]), ("2d10e>8", 2, 10, [9, 10]), ("4d6ec>4", 4, 6, [5, 6])],
)
def test_an_endless_explosion_has_icepools_odds_as_far_as_that_goes(
    text: str, count: int, sides: int, faces: list[int]
) -> None:
    deep = 12
    [answer] = ask("icepool_odds.py", {"trees": [["dice", count, list(range(1, sides + 1)), ["explode", faces, deep]]]})
    surely = deep * min(faces)  # no total below can hold a die that exploded more often
    theirs = {total: chance for total, chance in law(answer).items() if total < surely}
    assert len(theirs) > 50
    ours = distribution(parse(text), budget=GENEROUS)
    assert theirs == {total: chance for total, chance in ours.chances if total < surely}
