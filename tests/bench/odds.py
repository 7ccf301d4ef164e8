"""Exact odds from notation to every chance, beside icepool from its own objects to every chance.

Both answer in a process of their own, icepool with its caches emptied before each answer; a figure is the best of the
answers within half a second, in turns over three rounds, and a ratio the median of the rounds' ratios: how many times
as long icepool takes. Ours includes reading the text, icepool's does not. Where explosions are endless, ours goes on
until less than 10^-12 is left, and icepool as deep as it is told, which is about as far.

`odds.longest_ms` is the longest of the calls with the default budget, over rolls of every kind: what an event loop may
have to wait for.
"""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import Callable
from statistics import median
from typing import Any

from core.dice.notation import parse
from core.dice.odds.answer import distribution
from core.dice.odds.work import BeyondBudgetError
from tests.bench.figure import Figure
from tests.rivals.process import ask

Tree = list[Any]
ROUNDS = 3
SECONDS = 0.5
D6, D10, D20 = (list(range(1, sides + 1)) for sides in (6, 10, 20))
ROLLS: dict[str, Tree] = {
    "8d6": ["dice", 8, D6],
    "40d6": ["dice", 40, D6],
    "100d20": ["dice", 100, D20],
    "4d6kh3": ["dice", 4, D6, ["ends", ["ranks", 3, 0]]],
    "20d6kh10": ["dice", 20, D6, ["ends", ["ranks", 10, 0]]],
    "40d6kh20": ["dice", 40, D6, ["ends", ["ranks", 20, 0]]],
    "2d20kh1+5": ["+", ["dice", 2, D20, ["ends", ["ranks", 1, 0]]], ["number", "5"]],
    "2d20rf1kh1+5": ["+", ["dice", 2, D20, ["lucky", [1]], ["ends", ["ranks", 1, 0]]], ["number", "5"]],
    "8d6ro<3": ["dice", 8, D6, ["again", [1, 2], 1]],
    "10d10t7": ["dice", 10, D10, ["worth", {face: int(face >= 7) for face in D10}]],
    "10d6e6": ["dice", 10, D6, ["explode", [6], 20]],
    "8d6+2d10+5": ["+", ["+", ["dice", 8, D6], ["dice", 2, D10]], ["number", "5"]],
}
EVERY_KIND = (
    *ROLLS,
    *("1000d6", "100d6kh50", "500d4kh490", "200d6dl1", "100d20kh3", "2d1000kh1", "1d10000", "1d1000000", "100d100"),
    *("6d6e6kh3", "8d6e>4kh3", "5d6ec6kh3", "10d6ep6", "5d10ep10", "4d6ro1e6", "4d100e>90", "4d6e>1", "12d4e4eo3"),
    *("4d6kh3rf<3", "4d6kh3ro1kl2", "6d6kh4rf<4kl2", "20d20rf<5", "10d20rf<5kh3", "100d6ra6", "40d8p<3kl7"),
    *("1d100*1d100", "8d6*8d6*8d6", "20d6/3+10d8*2", "100d6>=20d20", "(1d20)d6", "(4d6)d10", "(8d6,8d8,8d10)kh2"),
)


async def run() -> list[Figure]:
    """Measure."""
    return await asyncio.to_thread(measured)


def measured() -> list[Figure]:
    """Every roll beside icepool, and the longest call."""
    rounds: list[dict[str, tuple[float, float]]] = []
    for _ in range(ROUNDS):
        ours = {text: best_ms(lambda text=text: answered(text)) for text in ROLLS}
        theirs = ask("icepool_odds.py", {"trees": list(ROLLS.values()), "seconds": SECONDS})
        rounds.append({text: (ours[text], their["ms"]) for text, their in zip(ROLLS, theirs, strict=True)})
    figures = [
        Figure(
            f"odds.{text}",
            min(each[text][0] for each in rounds),
            "ms",
            min(each[text][1] for each in rounds),
            median(each[text][1] / each[text][0] for each in rounds),
        )
        for text in ROLLS
    ]
    return [
        *figures,
        Figure("odds.longest_ms", max(best_ms(lambda text=text: answered(text)) for text in EVERY_KIND), "ms"),
    ]


def answered(text: str) -> None:
    """Read a text and work out its odds, as far as the default budget goes."""
    parse.cache_clear()
    try:
        distribution(parse(text))
    except BeyondBudgetError:
        assert text not in ROLLS, f"{text} is beyond the default budget"


def best_ms(answer: Callable[[], None]) -> float:
    """The best time of an answer."""
    began, best = time.perf_counter(), math.inf
    while time.perf_counter() - began < SECONDS:
        start = time.perf_counter()
        answer()
        best = min(best, time.perf_counter() - start)
    return best * 1000
