"""d20 at work, for `tests.bench.dice`: an order a line on standard input, rolls a second of processor time as answer.

Runs in the rivals' environment, and knows nothing of the project.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable

import d20  # pyright: ignore[reportMissingImports]  # it is in the rivals' environment alone


def worker(way: str) -> Callable[[str], object]:
    """What is done once a roll."""
    roller = d20.Roller()
    if way == "parsed":
        cache = roller._parse_cache

        def parsed(text: str) -> object:
            cache.clear()
            return roller.roll(text).total

        return parsed
    if way == "cached":
        return lambda text: roller.roll(text).total
    return lambda text: str(roller.roll(text))


def rate(expression: str, act: Callable[[str], object], seconds: float, batch: int) -> float:
    """Rolls a second of processor time."""
    rolls, started = 0, time.process_time()
    while (spent := time.process_time() - started) < seconds:
        for _ in range(batch):
            act(expression)
        rolls += batch
    return rolls / spent


for line in sys.stdin:
    order = json.loads(line)
    print(rate(order["expression"], worker(order["way"]), order["seconds"], order["batch"]), flush=True)
